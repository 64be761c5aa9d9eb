"""Days as other calendars write them: a second line under a day, and days that a person gives in their own calendar.

No time limit is ever counted here: a day is turned into a western one as it is read, and into another calendar only to
be shown (L6). The conversions are those of libraries; which language has which calendar stands in `law/guide.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from asylia.logic.values import Bounds

YearMonthDay = tuple[int, int, int]


class Counting(Protocol):
    """How a calendar numbers days."""

    def written(self, day: date) -> YearMonthDay:
        """Year, month and day. Raises ValueError where the calendar is not known for the day."""

    def western(self, year: int, month: int, day: int) -> date:
        """The western day. Raises ValueError where there is none."""


class _SolarHijri:
    """Of Afghanistan and Iran: the year begins at the spring equinox, in both on the same day."""

    def written(self, day: date) -> YearMonthDay:
        from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  # only readers of this calendar need it

        found = JalaliDate.to_jalali(day)
        return found.year, found.month, found.day

    def western(self, year: int, month: int, day: int) -> date:
        from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  # as above

        found: date = JalaliDate(year, month, day).to_gregorian()
        return found


class _UmmAlQura:
    """The reckoned lunar calendar of Saudi Arabia, known for 1343 to 1500 Hijri. Where the moon is watched for, a month
    can begin a day earlier or later."""

    def written(self, day: date) -> YearMonthDay:
        from hijridate import Gregorian  # noqa: PLC0415  # only readers of this calendar need it

        try:
            found = Gregorian.fromdate(day).to_hijri()
        except OverflowError as error:
            raise ValueError(error) from None
        return found.year, found.month, found.day

    def western(self, year: int, month: int, day: int) -> date:
        from hijridate import Hijri  # noqa: PLC0415  # as above

        try:
            found = Hijri(year, month, day).to_gregorian()
        except OverflowError as error:
            raise ValueError(error) from None
        return date(found.year, found.month, found.day)


COUNTINGS: Mapping[str, Counting] = {"solar hijri": _SolarHijri(), "umm al-qura": _UmmAlQura()}
"""By the name under which `law/guide.yaml` calls them."""


@dataclass(frozen=True, slots=True)
class Era:
    """A way of counting years on letters: the western year is the year written plus `add`."""

    id: str
    name: str
    """In its own script, the same for all readers."""
    add: int
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class EraCalendar:
    """The western months and days, with years counted in eras."""

    id: str
    languages: tuple[str, ...]
    written: str
    """How a day is written, with {era}, {year}, {month} and {day}."""
    first: str
    """What is written for the first year of an era."""
    eras: tuple[tuple[Era, str], ...]
    """Each era with the name that is written."""

    def line(self, day: date) -> str:
        """A day as this calendar writes it; empty where none of the eras holds it."""
        for era, name in self.eras:
            if era.start <= day <= (era.end or day):
                year = day.year - era.add
                shown = self.first if year == 1 else str(year)
                return self.written.format(era=name, year=shown, month=day.month, day=day.day)
        return ""


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A calendar with months of its own."""

    id: str
    name: str
    """In its own script."""
    languages: tuple[str, ...]
    written: str
    """How a day is written, with {year}, {month} and {day}."""
    counting: Counting
    months: tuple[str, ...]
    asked: bool
    """Whether a day can be given in it: only where it is reckoned alike everywhere."""

    def line(self, day: date) -> str:
        """A day as this calendar writes it; empty where the calendar is not known for it."""
        try:
            year, month, number = self.counting.written(day)
        except ValueError:
            return ""
        return self.written.format(year=year, month=self.months[month - 1], day=number)

    def day(self, year: int, month: int, day: int) -> date:
        """The western day. Raises ValueError."""
        return self.counting.western(year, month, day)

    def days(self, year: int, month: int) -> Bounds:
        """All days of a month. Raises ValueError."""
        following = (year + 1, 1) if month == len(self.months) else (year, month + 1)
        return Bounds(self.counting.western(year, month, 1), self.counting.western(*following, 1) - timedelta(days=1))

    def month_of(self, days: Bounds) -> tuple[int, int] | None:
        """Year and month, where the days are exactly those of one month."""
        if not isinstance(days.earliest, date):
            return None
        try:
            year, month, _ = self.counting.written(days.earliest)
            return (year, month) if self.days(year, month) == days else None
        except ValueError:
            return None


Calendar = EraCalendar | MonthCalendar


def line_in(calendars: Iterable[Calendar], language: str, day: date) -> str:
    """The second line under a day for readers of a language; empty where they count as the letters do."""
    return next((line for one in calendars if language in one.languages and (line := one.line(day))), "")


def asked_in(calendars: Iterable[Calendar], language: str) -> tuple[MonthCalendar, ...]:
    """Calendars in which readers of a language can give a day."""
    return tuple(one for one in calendars if isinstance(one, MonthCalendar) and one.asked and language in one.languages)
