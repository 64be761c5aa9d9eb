"""The rest days of a place: weekends, public holidays from the package `holidays`, and closures of the law data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import cast
from zoneinfo import ZoneInfo

from asylia.compiled import cached_json, hash_text
from asylia.errors import InputError
from asylia.lawbook.procedure import CalendarOfPlace, Closure, Timetable

FIRST_YEAR, LAST_YEAR = 1979, 2049
"""The years that calendars know: from the first law here to well past any limit that runs today."""
_WEEKEND = {"saturday": 5, "sunday": 6}


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays with their names, and days of a weekend on which people work in exchange."""

    names: Mapping[date, str]
    worked: frozenset[date]


@dataclass(frozen=True)
class Calendar:
    """Which days are rest days at a place, and until when that is announced."""

    place: CalendarOfPlace
    closures: Mapping[str, Closure]
    holidays: Holidays
    closed: frozenset[date] = field(default_factory=frozenset)
    """Days on which offices were closed besides, as told by the user: a gale warning, a strike."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place."""
        return ZoneInfo(self.place.zone)

    def is_rest(self, day: date, kinds: Collection[str], *, announced_only: bool = False) -> bool:
        """Whether the day is a rest day of one of the kinds.

        `announced_only` counts no holiday that the state has not fixed yet, and no weekend either where the state has
        some worked in exchange. Raises InputError outside the years known.
        """
        refuse_unknown_year(day)
        return day in self.closed or any(self._is(day, kind, announced_only) for kind in kinds)

    def _is(self, day: date, kind: str, announced_only: bool) -> bool:
        if kind in _WEEKEND:
            may_be_worked = announced_only and bool(self.holidays.worked) and not self.is_announced(day)
            return day.weekday() == _WEEKEND[kind] and day not in self.holidays.worked and not may_be_worked
        if kind == "public holiday":
            return day in self.holidays.names and not (announced_only and not self.is_announced(day))
        return _closed(self.closures[kind], day)

    def is_announced(self, day: date) -> bool:
        """Whether the holidays of this day's time are fixed, as far as a source was seen."""
        return day <= self.place.announced_until


def refuse_unknown_year(day: date) -> None:
    """Raise InputError for a day outside the years that calendars know."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        says = f"{day} lies outside the years {FIRST_YEAR} to {LAST_YEAR} that the calendars know"
        raise InputError(says, mend="check the year")


def _closed(closure: Closure, day: date) -> bool:
    if (closure.start and day < closure.start) or (closure.end and day > closure.end):
        return False
    if closure.every_year is None:
        return day in closure.days
    first, last = closure.every_year
    written = f"{day:%m-%d}"
    return first <= written <= last if first <= last else written >= first or written <= last


def calendar_of(timetable: Timetable, closed: Collection[date] = ()) -> Calendar:
    """The calendar of a place, with days on which its offices were closed besides."""
    place = timetable.calendar
    holidays = _holidays(place.country, place.categories, place.half_days)
    return Calendar(place, timetable.closures, holidays, frozenset(closed))


@cache
def _holidays(country: str, categories: tuple[str, ...], half_days: tuple[str, ...]) -> Holidays:
    """The holidays of a country in all years known, from a compiled copy: the package takes a moment to load."""
    asked = hash_text(repr((country, categories, half_days, FIRST_YEAR, LAST_YEAR, version("holidays"))))

    def compute() -> dict[str, object]:
        import holidays  # noqa: PLC0415  # 70 ms, needed once per version of the package

        found = holidays.country_holidays(
            country, years=range(FIRST_YEAR, LAST_YEAR + 1), categories=categories, language="en_US"
        )
        names = {
            day.isoformat(): name for day, name in sorted(found.items()) if not any(half in name for half in half_days)
        }
        return {"names": names, "worked": sorted(day.isoformat() for day in found.weekend_workdays)}

    compiled = cached_json(f"holidays-{country}-{asked}", compute)
    names = cast("Mapping[str, str]", compiled["names"])
    worked = cast("list[str]", compiled["worked"])
    return Holidays(
        {date.fromisoformat(day): name for day, name in names.items()},
        frozenset(map(date.fromisoformat, worked)),
    )
