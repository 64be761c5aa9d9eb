"""A small timetable, and the limits of one case under it: what the tests of due days have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from asylia.deadlines.calendars import Calendar, Holidays
from asylia.deadlines.due import DueDate, Reckoning, due_dates
from asylia.lawbook.model import Event
from asylia.lawbook.procedure import (
    CalendarOfPlace,
    Counting,
    CountingVersion,
    Limit,
    LimitVersion,
    Run,
    Service,
    Support,
    Timetable,
)
from asylia.logic.expression import Const
from asylia.logic.truth import YES, Truth
from asylia.logic.values import Answer, Bounds

PLACE = CalendarOfPlace("Asia/Tokyo", "JP", ("public",), announced_until=date(2026, 12, 31))
HOLIDAYS = Holidays({date(2026, 11, 23): "Labour Thanksgiving", date(2027, 1, 11): "Coming of Age"}, frozenset())
CALENDAR = Calendar(PLACE, {}, HOLIDAYS)
WEEKENDS = ("saturday", "sunday", "public holiday")
PLAIN = CountingVersion(date(1979, 1, 1), None, "next", "eve", (), "stays")
OFFICE = replace(PLAIN, rest_days=WEEKENDS, at_rest="next working day")
BEFORE = replace(PLAIN, rest_days=WEEKENDS, at_rest="working day before")
COUNTING = {
    name: Counting(name, {"en": name}, (version,))
    for name, version in {"plain": PLAIN, "office": OFFICE, "before": BEFORE}.items()
}
TIMETABLE = Timetable(PLACE, {}, COUNTING, {"post": Service("post", {"en": "Post"}, "P3D", "office", Support())}, {})
EVENTS = {name: Event(name, f"{name}_on", name) for name in ("notice", "made", "hearing", "arrest")}
START = date(1979, 1, 1)
WEEK = Run("notice", "P7D", counted_by=("office",))


def limit(*versions: LimitVersion | Run, done: str = "done_on") -> Limit:
    """A limit of these versions, or of one version with these runs."""
    runs = tuple(version for version in versions if isinstance(version, Run))
    known = tuple(version for version in versions if isinstance(version, LimitVersion))
    given = known or (LimitVersion(START, None, runs),)
    return Limit("jp.act", "JP", {"en": "Act"}, "person", "Act.", Const(True), given, done=done)


def reckoned(
    limits: Limit | Sequence[Limit],
    answers: Mapping[str, Answer],
    day: str,
    *,
    applies: Truth = YES,
    calendar: Calendar = CALENDAR,
    moments: Mapping[str, datetime] | None = None,
) -> tuple[DueDate, ...]:
    listed = [limits] if isinstance(limits, Limit) else limits
    timetable = replace(TIMETABLE, limits={one.id: one for one in listed})
    on = date.fromisoformat(day)
    return due_dates(
        Reckoning(
            timetable,
            calendar,
            EVENTS,
            answers,
            moments or {},
            on,
            lambda limit: applies,
            lambda limit: ("detained_now",),
        )
    )


def only(limits: Limit | Run, answers: Mapping[str, Answer], day: str, calendar: Calendar = CALENDAR) -> DueDate:
    [due] = reckoned(limit(limits) if isinstance(limits, Run) else limits, answers, day, calendar=calendar)
    return due


def day(text: str) -> date:
    return date.fromisoformat(text)


def between(earliest: str | None, latest: str | None) -> Bounds:
    return Bounds(day(earliest) if earliest else None, day(latest) if latest else None)
