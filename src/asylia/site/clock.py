"""The calendar day and the moment: the one place where the site reads the clock. Tests put another day in its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The day in a time zone, such as that of a place whose limits are counted; else in UTC. Never the server's own."""
    return datetime.now(ZoneInfo(zone) if zone else UTC).date()
