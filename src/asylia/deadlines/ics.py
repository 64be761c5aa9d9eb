"""Time limits as calendar entries (iCalendar, RFC 5545), in the time of the place, with reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText

from asylia.compiled import hash_text

MORNING = time(9, 0)
"""When an entry begins on its day: early enough to act on it."""
LENGTH = timedelta(hours=1)
REMINDERS = (timedelta(days=3), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Entry:
    """One day to keep: what the title may say is for the caller to decide, since others may see the phone."""

    id: str
    day: date
    title: str
    text: str
    zone: ZoneInfo
    until: datetime | None = None
    """The moment at which the limit ends, where it runs by the hour."""


def calendar_file(entries: Sequence[Entry], today: date, name: str) -> bytes:
    """The entries as a file that calendar programs import. The same entries give the same bytes.

    It names no program that made it: who finds the file on a phone should learn nothing from it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))  # the library escapes no value that it does not know
    for entry in entries:
        calendar.add_component(_event(entry, today))
    calendar.add_missing_timezones()
    # The zones come out of a set, in another order each time.
    calendar.subcomponents.sort(key=lambda part: (part.name != "VTIMEZONE", str(part.get("tzid", ""))))
    return bytes(calendar.to_ical())


def _event(entry: Entry, today: date) -> Event:
    event = Event()
    begins = datetime.combine(entry.day, MORNING, tzinfo=entry.zone)
    if entry.until is not None:
        begins = min(begins, entry.until - LENGTH)
    event.add("uid", f"{hash_text(f'{entry.id} {entry.day}')}@calendar.invalid")
    event.add("dtstamp", datetime.combine(today, time.min, tzinfo=UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + LENGTH)
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
