"""Strict loader, provisions and versions, the law at a date, lints. Knows no country."""
