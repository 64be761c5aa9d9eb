"""Days as they stand on letters: three fields and a way of counting years, read into a day or a month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from asylia.briefs.guide.plan import Era
from asylia.logic.values import Bounds

WESTERN = ""
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)


class NoSuchDay(ValueError):
    """The fields name no day of the calendar."""


def read_day(day: str, month: str, year: str, era: str, eras: Mapping[str, Era]) -> date | Bounds:
    """The day of three fields; all days of the month where the day is left empty. Raises NoSuchDay.

    Digits of any script are read. A year in an era must lie within it.
    """
    numbers = [_number(text) for text in (year, month)]
    counted = eras.get(era) if era else None
    if era and counted is None:
        raise NoSuchDay
    western = numbers[0] + (counted.add if counted else 0)
    try:
        if day.strip():
            found = date(western, numbers[1], _number(day))
            first = last = found
        else:
            first = date(western, numbers[1], 1)
            last = date(western, numbers[1], monthrange(western, numbers[1])[1])
    except ValueError:
        raise NoSuchDay from None
    if counted is not None:
        first, last = max(first, counted.start), min(last, counted.end or LATEST)
    if first > last or first < EARLIEST or last > LATEST:
        raise NoSuchDay
    return first if first == last else Bounds(first, last)


def written_in(day: date, era: Era) -> tuple[int, int, int]:
    """Year, month and day as the era writes them."""
    return day.year - era.add, day.month, day.day


def _number(text: str) -> int:
    plain = text.strip()
    if not plain.isdecimal() or len(plain) > 4:
        raise NoSuchDay
    return int(plain)
