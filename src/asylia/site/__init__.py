"""The public site: guide, law, figures, directory, API. Nothing a visitor answers is kept."""
