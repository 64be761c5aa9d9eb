"""Lints of opening hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from itertools import combinations

from asylia.directory.lints.checked import Checked, remark
from asylia.directory.model import WEEKDAYS, Schedule
from asylia.lawbook.lints.remark import ERROR, Remark

_EVENING, _MORNING = time(18), time(9)
_DAY = 24 * 60
_WEEK = 7 * _DAY


def hours_that_do_not_parse(checked: Checked) -> Iterator[Remark]:
    """Hours that no calendar can use: days without hours or hours without days, an end before the beginning."""
    for organization in checked.organizations:
        for schedule in organization.schedules:
            for says in _faults_of_hours(schedule):
                mend = "write freq, byday, opens_at and closes_at, or say it in description"
                line = schedule.line
                yield remark(organization, line, "hours", ERROR, f"{schedule.applies_to}: {says}", mend)


def _faults_of_hours(schedule: Schedule) -> Iterator[str]:
    if (schedule.opens_at is None) != (schedule.closes_at is None):
        yield "it opens or closes at an hour, but not both"
    if schedule.opens_at and schedule.closes_at and schedule.closes_at <= schedule.opens_at:
        is_night = schedule.opens_at >= _EVENING and schedule.closes_at <= _MORNING
        yield from () if is_night or schedule.is_whole_day else ("it closes before it opens",)
    if bool(schedule.byday) != bool(schedule.freq):
        yield "days go with freq, and freq with days"
    if any(count > 1 for count in Counter(schedule.byday).values()):
        yield "a day stands twice"
    if schedule.valid_from and schedule.valid_to and schedule.valid_to < schedule.valid_from:
        yield "it ends before it begins"
    if not schedule.description and not (schedule.byday and schedule.opens_at):
        yield "there are no days with hours, and no description"


def overlapping_hours(checked: Checked) -> Iterator[Remark]:
    """Two rules for the same thing that hold at one time: nobody can say which of them is meant."""
    for organization in checked.organizations:
        for one, other in combinations(organization.schedules, 2):
            if one.applies_to == other.applies_to and _seasons_meet(one, other) and _hours_meet(one, other):
                says = f"{other.applies_to}: these hours overlap those of line {one.line}"
                mend = "write each hour once, or say in applies_to of what each is"
                yield remark(organization, other.line, "hours", ERROR, says, mend)


def _seasons_meet(one: Schedule, other: Schedule) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _hours_meet(one: Schedule, other: Schedule) -> bool:
    """Whether two rules of the week share a minute; those of a month may miss each other, and are let pass."""
    return any(
        start < later_end and later_start < end
        for start, end in _minutes(one)
        for begun, ended in _minutes(other)
        for later_start, later_end in ((begun + shift, ended + shift) for shift in (-_WEEK, 0, _WEEK))
    )


def _minutes(schedule: Schedule) -> Iterator[tuple[int, int]]:
    """From when to when on each of its days, in minutes of the week; over midnight into the next day."""
    if schedule.opens_at is None or schedule.closes_at is None or schedule.freq != "WEEKLY":
        return
    opens, closes = (at.hour * 60 + at.minute for at in (schedule.opens_at, schedule.closes_at))
    for day in schedule.byday:
        start = WEEKDAYS.index(day) * _DAY
        yield start + opens, start + closes + (0 if closes > opens else _DAY)
