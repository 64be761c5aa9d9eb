"""A case and the law: findings, reasons, next questions; published cases; the same in words and as data."""
