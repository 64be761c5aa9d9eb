"""Days as they stand on letters: three fields and a way of counting years or months, read into a day or a month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from asylia.briefs.guide.calendars import Calendar, Era, MonthCalendar
from asylia.logic.values import Bounds

WESTERN = ""
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
_NONE: Mapping[str, Calendar] = MappingProxyType({})


class NoSuchDay(ValueError):
    """The fields name no day of the calendar."""


def month_value(calendar: str, month: int) -> str:
    """The value of the month's field for a month of a calendar of its own."""
    return f"{calendar}-{month}"


def read_day(
    day: str, month: str, year: str, era: str, eras: Mapping[str, Era], calendars: Mapping[str, Calendar] = _NONE
) -> date | Bounds:
    """The western day of three fields; all days of the month where the day is left empty. Raises NoSuchDay.

    Digits of any script are read. A year in an era must lie within it. A month that is named with one of the
    calendars (see `month_value`) is read in that calendar, and so is its year.
    """
    name, _, number = month.rpartition("-")
    if name:
        first, last = _in_calendar(day, number, year, era, calendars.get(name))
    else:
        first, last = _western(day, month, year, era, eras)
    if first > last or first < EARLIEST or last > LATEST:
        raise NoSuchDay
    return first if first == last else Bounds(first, last)


def _western(day: str, month: str, year: str, era: str, eras: Mapping[str, Era]) -> tuple[date, date]:
    counted = eras.get(era) if era else None
    if era and counted is None:
        raise NoSuchDay
    western, month_number = _number(year) + (counted.add if counted else 0), _number(month)
    try:
        first = date(western, month_number, _number(day) if day.strip() else 1)
        last = first if day.strip() else first.replace(day=monthrange(western, month_number)[1])
    except ValueError:
        raise NoSuchDay from None
    if counted is not None:
        first, last = max(first, counted.start), min(last, counted.end or LATEST)
    return first, last


def _in_calendar(day: str, month: str, year: str, era: str, calendar: Calendar | None) -> tuple[date, date]:
    if era or not isinstance(calendar, MonthCalendar) or not calendar.asked:
        raise NoSuchDay
    try:
        if day.strip():
            found = calendar.day(_number(year), _number(month), _number(day))
            return found, found
        days = calendar.days(_number(year), _number(month))
    except ValueError:  # a NoSuchDay of the fields is one too
        raise NoSuchDay from None
    assert isinstance(days.earliest, date)
    assert isinstance(days.latest, date)
    return days.earliest, days.latest


def written_in(day: date, era: Era) -> tuple[int, int, int]:
    """Year, month and day as the era writes them."""
    return day.year - era.add, day.month, day.day


def _number(text: str) -> int:
    plain = text.strip()
    if not plain.isdecimal() or len(plain) > 4:
        raise NoSuchDay
    return int(plain)
