"""Whether somebody is there at a moment, by the usual hours: open, closed, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from asylia.deadlines.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from asylia.directory.model import NTH_WEEKDAY, WEEKDAYS, Schedule
from asylia.logic.truth import NO, UNKNOWN, YES, Truth


class Hours(StrEnum):
    """What is known of a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why it is not known whether it is open."""

    NONE = ""
    NO_HOURS = "no_hours"
    """No rule, or none that fits: words, some weekday of the month, an older season."""
    HOLIDAY = "holiday"
    """A public holiday, or a day of rest or of work that was moved."""
    NO_MOMENT = "no_moment"
    """Only a day was asked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether it is open by one schedule."""

    state: Hours
    why: Why
    schedule: Schedule


def opening_of(schedule: Schedule, moment: datetime, calendar: Calendar | None) -> Opening | None:
    """Whether it is open at a moment in the time of the place; None if the schedule does not hold on that day.

    Hours that end before they begin run over midnight, and belong to the day on which they begin. `calendar` is that of
    the place; without one no day counts as a holiday. What never closes is open on holidays too.
    """
    today = moment.date()
    days = [day for day in (today - timedelta(days=1), today) if _holds_on(schedule, day)]
    if not days or (days == [today - timedelta(days=1)] and not _runs_over_midnight(schedule)):
        return None
    if not schedule.byday:
        return Opening(Hours.UNKNOWN, Why.NO_HOURS, schedule)
    if schedule.never_closes:
        return Opening(Hours.OPEN, Why.NONE, schedule)
    within = [day for day in days if _covers(schedule, day, moment)]
    known = [(_runs_on(schedule, day), day) for day in within]
    if any(runs is YES and not _is_special(day, calendar) for runs, day in known):
        hours_known = schedule.opens_at is not None
        return (
            Opening(Hours.OPEN, Why.NONE, schedule) if hours_known else Opening(Hours.UNKNOWN, Why.NO_HOURS, schedule)
        )
    if any(runs is YES or _is_worked(day, calendar) for runs, day in known):
        return Opening(Hours.UNKNOWN, Why.HOLIDAY, schedule)
    if any(runs is UNKNOWN for runs, _ in known):
        return Opening(Hours.UNKNOWN, Why.NO_HOURS, schedule)
    return Opening(Hours.CLOSED, Why.NONE, schedule)


def together(openings: Iterable[Opening]) -> tuple[Hours, Why]:
    """Open if any of them is; closed only if all are, and there is one."""
    found = list(openings)
    if any(one.state is Hours.OPEN for one in found):
        return Hours.OPEN, Why.NONE
    unknown = [one.why for one in found if one.state is Hours.UNKNOWN]
    if unknown or not found:
        return Hours.UNKNOWN, min(unknown, key=list(Why).index, default=Why.NO_HOURS)
    return Hours.CLOSED, Why.NONE


def _holds_on(schedule: Schedule, day: date) -> bool:
    return not (schedule.valid_from and day < schedule.valid_from) and not (
        schedule.valid_to and day > schedule.valid_to
    )


def _runs_over_midnight(schedule: Schedule) -> bool:
    return bool(schedule.opens_at and schedule.closes_at and schedule.closes_at <= schedule.opens_at)


def _covers(schedule: Schedule, begun: date, moment: datetime) -> bool:
    """Whether the hours that begin on a day cover the moment; hours that are not known cover their whole day."""
    if schedule.opens_at is None or schedule.closes_at is None:
        return begun == moment.date()
    first = datetime.combine(begun, schedule.opens_at)
    last = datetime.combine(begun + timedelta(days=_runs_over_midnight(schedule)), schedule.closes_at)
    return first <= moment.replace(tzinfo=None) < last


def _runs_on(schedule: Schedule, day: date) -> Truth:
    """Whether the rule names a day. A monthly rule that does not say which weekday of the month leaves it open."""
    for written in schedule.byday:
        found = NTH_WEEKDAY.match(written)
        if found is None or WEEKDAYS.index(found[2]) != day.weekday():
            continue
        if schedule.freq != "MONTHLY":
            return YES
        if not found[1]:
            return UNKNOWN
        is_last = (day + timedelta(days=7)).month != day.month
        if is_last if found[1] == "-1" else int(found[1]) == (day.day + 6) // 7:
            return YES
    return NO


def _is_special(day: date, calendar: Calendar | None) -> bool:
    """Whether the day is a holiday at the place, or a closure of its offices."""
    if calendar is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return False
    return calendar.is_rest(day, ("public holiday", *calendar.closures))


def _is_worked(day: date, calendar: Calendar | None) -> bool:
    return calendar is not None and day in calendar.holidays.worked
