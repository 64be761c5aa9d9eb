"""The guide: one question a page, nothing kept. Answers travel in a sealed token inside forms (SEC-50)."""
