"""Hours and zones as HSDS data write them: the specification and its examples disagree, and publishers add their own.

Read are `opens_at` with or without seconds and with a zone inside ("10:00Z", "10:00+09:00"), and `timezone` as a number
of hours, as text ("9", "+09:00", "UTC+9", "Z") or as a name of the zone database ("Asia/Tokyo").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from asylia.directory.hsds.flat import Row
from asylia.directory.model import FREQUENCIES, NTH_WEEKDAY, WEEKDAYS, Schedule, Support
from asylia.directory.parts import printed

_HOUR = re.compile(r"([0-9]{1,2})(?::?([0-9]{2}))(?::?[0-9]{2}(?:\.[0-9]+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(.*)\Z")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])?\s*(?:([0-9]{1,2})(?::([0-9]{2}))?|([0-9]{2})([0-9]{2}))\Z", re.I)
_HALF_HOURS = re.compile(r"[+-]?[0-9]{1,2}\.[0-9]{1,2}\Z")
_MOST_MINUTES = 14 * 60
_WITHOUT_A_FIELD = ("interval", "count", "bymonthday", "byweekno", "byyearday")
"""Rules that a schedule of the directory cannot say; they are kept in words."""

Fault = tuple[str, str, str]
"""Kind, what is wrong, how to mend it."""


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as written, and its minutes from UTC where it says so."""

    at: time
    zone: int | None


def hour(text: str, day: date) -> Hour | None:
    """The hour in a text; None if it is none."""
    found = _HOUR.match(text.strip())
    if not found:
        return None
    hours, minutes, half, rest = int(found[1]), int(found[2]), (found[3] or "").lower(), found[4].strip()
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    zone = zone_minutes(rest, day) if rest else None
    if hours > 23 or minutes > 59 or (rest and zone is None):
        return None
    return Hour(time(hours, minutes), zone)


def zone_minutes(text: str | float, day: date) -> int | None:
    """The minutes from UTC that a zone means on a day; None if it cannot be told."""
    written = str(text).strip()
    if written.upper() in ("Z", "UTC", "GMT"):
        return 0
    if _HALF_HOURS.match(written):
        minutes = float(written) * 60
        return int(minutes) if abs(minutes) <= _MOST_MINUTES and minutes.is_integer() else None
    if found := _OFFSET.match(written):
        hours, rest = found[2] or found[4], found[3] or found[5] or "0"
        minutes = (int(hours) * 60 + int(rest)) * (-1 if found[1] == "-" else 1)
        return minutes if abs(minutes) <= _MOST_MINUTES else None
    return of_place(written, day) if re.fullmatch(r"[A-Za-z_]+/[A-Za-z_/+-]+", written) else None


@lru_cache(maxsize=64)
def of_place(name: str, day: date) -> int | None:
    """The minutes from UTC of a zone of the database."""
    try:
        offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).utcoffset()
    except (ValueError, OSError, KeyError):  # no such zone
        return None
    return int(offset.total_seconds() // 60) if offset is not None else None


def schedule(row: Row, applies_to: str, place_zone: str, day: date, support: Support) -> tuple[Schedule, list[Fault]]:
    """The schedule in a row, in the time of its place, and what was wrong. What has no field goes into words."""
    faults: list[Fault] = []
    opens, closes = _opening(row, place_zone, day, faults)
    days = tuple(part for part in re.split(r"[,;\s]+", row.text("byday").upper()) if part)
    monthly = row.text("freq") == "MONTHLY"
    strange = [part for part in days if not (NTH_WEEKDAY.match(part) if monthly else part in WEEKDAYS)]
    rules = [f"{name} {row.text(name)}" for name in _WITHOUT_A_FIELD if row.text(name) not in ("", "1")]
    words = [row.text("description")]
    if strange or rules or (opens is None) != (closes is None):
        said = [*([f"byday {row.text('byday')}"] if strange else []), *rules]
        said += [f"{name} {row.text(name)}" for name in ("opens_at", "closes_at") if row.text(name)]
        words += said
        faults.append(("hours_in_words", f"{'; '.join(said)} fits no field", "look the hours up and write them anew"))
        days, opens, closes = (), None, None
    freq = row.text("freq") if row.text("freq") in FREQUENCIES and days else ""
    found = Schedule(
        applies_to,
        freq or ("WEEKLY" if days else ""),
        days,
        opens,
        closes,
        _day(row, "valid_from", faults) or _day(row, "dtstart", faults),
        _day(row, "valid_to", faults) or _day(row, "until", faults),
        "; ".join(dict.fromkeys(filter(None, words))),
        row.text("notes"),
        support,
        0,
    )
    return found, faults


def _opening(row: Row, place_zone: str, day: date, faults: list[Fault]) -> tuple[time | None, time | None]:
    """Both hours at the place; as written where they are in its time."""
    read: list[Hour | None] = []
    for name in ("opens_at", "closes_at"):
        found = hour(row.text(name), day) if row.text(name) else None
        if row.text(name) and found is None:
            mend = "write it as 10:00, in the time of the place"
            faults.append(("hour_unreadable", f"{name} is {row.text(name)!r}, which is no hour", mend))
        read.append(found)
    zone = _zone(row, day, faults)
    here = of_place(place_zone, day) if place_zone else None
    moved = [_moved(one, zone, here) for one in read]
    for name, one, (at, days) in zip(("opens_at", "closes_at"), read, moved, strict=True):
        if one and at and (at != one.at or days):
            shown = f"{at:%H:%M}{' of another day' if days else ''}"
            what = f"{name} {row.text(name)!r} is in another zone; at the place it would be {shown}"
            faults.append(("hours_in_another_zone", what, "ask which is meant: many write their own time as UTC"))
    if any(days for _, days in moved):
        return None, None
    return moved[0][0], moved[1][0]


def _zone(row: Row, day: date, faults: list[Fault]) -> int | None:
    written = row.values.get("timezone")
    if written is None or written == "":
        return None
    found = zone_minutes(written, day)
    if found is None:
        mend = "write hours from UTC as a number, such as 9"
        faults.append(("zone_unreadable", f"timezone is {written!r}", mend))
    return found


def _moved(one: Hour | None, zone: int | None, here: int | None) -> tuple[time | None, int]:
    """An hour in the time of the place, and by how many days it moved. Inside the hour goes before beside it."""
    if one is None:
        return None, 0
    written = one.zone if one.zone is not None else zone
    if written is None or here is None or written == here:
        return one.at, 0
    start = datetime(2000, 1, 2, one.at.hour, one.at.minute)  # noqa: DTZ001  # reckoned without a zone on purpose
    at = start + timedelta(minutes=here - written)
    return at.time(), (at.date() - start.date()).days


def _day(row: Row, name: str, faults: list[Fault]) -> date | None:
    text = row.text(name)[:10]
    if not text:
        return None
    found = printed(text)
    if found is None or not found.is_exact:
        faults.append(("date_unreadable", f"{name} is {row.text(name)!r}, which is no day", "write it as 2026-11-22"))
        return None
    return found.first
