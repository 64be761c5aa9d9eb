"""The earliest day of law, by itself: what only checks a day need not wait for the law."""

from __future__ import annotations

from datetime import date

FIRST_LAW = date(1979, 1, 1)
"""The earliest day on which an assessment makes sense: before it no provision here was in force."""
