"""Counting a period from a day: first day, months by the calendar, rest days. The rules are data of the law."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from asylia.deadlines.calendars import Calendar, refuse_unknown_year
from asylia.lawbook.procedure import CountingVersion

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A number of hours, days (weeks are days), months or years."""

    number: int
    unit: str


_UNITS = {"D": ("days", 1), "W": ("days", 7), "M": ("months", 1), "Y": ("years", 1)}


def period(text: str) -> Period:
    """The period that a law file writes: P7D, P2W, P6M, P1Y, PT48H."""
    if text.startswith("PT"):
        return Period(int(text[2:-1]), "hours")
    unit, times = _UNITS[text[-1]]
    return Period(int(text[1:-1]) * times, unit)


def last_day(
    event: date, length: Period, rule: CountingVersion, calendar: Calendar, *, announced_only: bool = False
) -> date:
    """The last day of a period that an event starts. Raises InputError where the calendar knows no more."""
    refuse_unknown_year(event)
    end = _end_by_calendar(event, length, rule, calendar, announced_only)
    if rule.at_rest == "stays":
        return end
    step = ONE_DAY if rule.at_rest == "next working day" else -ONE_DAY
    return _next_working(end, step, rule, calendar, announced_only)


def last_day_before(
    event: date, length: Period, rule: CountingVersion, calendar: Calendar, *, announced_only: bool = False
) -> date:
    """The last day on which a whole period still lies before the event; a rest day moves it to the working day before.

    `announced_only` is no safer here, since every holiday brings the day forward: pass False to be safe.
    """
    refuse_unknown_year(event)
    end = event - _as_delta(length)
    return _next_working(end, -ONE_DAY, rule, calendar, announced_only)


def _as_delta(length: Period) -> relativedelta:
    if length.unit == "months":
        return relativedelta(months=length.number)
    return relativedelta(years=length.number) if length.unit == "years" else relativedelta(days=length.number)


def _next_working(day: date, step: timedelta, rule: CountingVersion, calendar: Calendar, announced_only: bool) -> date:
    while calendar.is_rest(day, rule.rest_days, announced_only=announced_only):
        day += step
    return day


def _end_by_calendar(
    event: date, length: Period, rule: CountingVersion, calendar: Calendar, announced_only: bool
) -> date:
    first = event + ONE_DAY if rule.first_day == "next" else event
    if length.unit == "days":
        if length.number <= rule.leave_out_up_to:
            return _end_in_working_days(first, length.number, rule, calendar, announced_only)
        return first + timedelta(days=length.number - 1)
    if rule.months_end == "same day":
        return (event if rule.first_day == "next" else event - ONE_DAY) + _as_delta(length)
    return _eve_of_matching_day(first, length)


def _end_in_working_days(
    first: date, days: int, rule: CountingVersion, calendar: Calendar, announced_only: bool
) -> date:
    day = _next_working(first, ONE_DAY, rule, calendar, announced_only)
    for _ in range(days - 1):
        day = _next_working(day + ONE_DAY, ONE_DAY, rule, calendar, announced_only)
    return day


def _eve_of_matching_day(first: date, length: Period) -> date:
    """The eve of the day that matches the first counted one; the end of the month if that month lacks such a day."""
    matching = first + _as_delta(length)
    if matching.day == first.day:
        return matching - ONE_DAY
    return matching.replace(day=monthrange(matching.year, matching.month)[1])
