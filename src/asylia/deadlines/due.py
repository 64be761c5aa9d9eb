"""When each time limit of a place ends for one case: the last lawful day, the safe day, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from asylia.deadlines.calendars import Calendar, refuse_unknown_year
from asylia.deadlines.counting import last_day, last_day_before, period
from asylia.errors import InputError
from asylia.lawbook.model import Event
from asylia.lawbook.procedure import Counting, CountingVersion, Limit, LimitVersion, Run, Timetable
from asylia.logic.truth import NO, YES, Truth
from asylia.logic.values import Answers, Bounds, bounds_of

STATES = ("may have passed", "running", "waiting", "unlimited", "passed", "late", "kept")
"""running: act now; waiting: the day that starts it is not known; kept: done in time; late: done after the last day."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One way of counting: by the leading rule, by another reading, or by a shorter period that is safe."""

    kind: str
    """`leading`, `reading` or `plan for`."""
    rule: str
    """The id of the counting rule; empty where hours run or the day itself is set."""
    period: str
    due: date
    act_by: date
    """The same without holidays that are not announced yet: never later than `due`."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A limit and when it ends."""

    limit: Limit
    version: LimitVersion
    applies: Truth
    """Whether the person has this limit; unknown where that hangs on the facts of `depends_on`."""
    state: str
    events: tuple[str, ...]
    """The events that start it, of which the day is known; else those that would."""
    due: date | None = None
    """The last lawful day; None where the day of the event is only bounded, or not known."""
    act_by: date | None = None
    """The safe day: no reading, no shorter period and no unannounced holiday makes the limit end before it."""
    due_at: datetime | None = None
    """For hours: the moment, in the time of the place; the earliest one if only the day of the event is known."""
    readings: tuple[Counted, ...] = ()
    provisional: bool = False
    days_left: int | None = None
    received: date | None = None
    """The day on which a notice that was sent counts as received."""
    waits_for: tuple[str, ...] = ()
    """Events that would end it sooner, or start it, and of which the day is not known."""
    depends_on: tuple[str, ...] = ()
    """Facts not known on which it hangs whether the person has this limit."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is needed to reckon the limits of a place for a case."""

    timetable: Timetable
    calendar: Calendar
    events: Mapping[str, Event]
    answers: Answers
    moments: Mapping[str, datetime]
    """By date fact: the moment with its zone, where hours count."""
    day: date
    applies: Callable[[Limit], Truth]
    depends_on: Callable[[Limit], tuple[str, ...]]
    """For a limit of which it is open whether the person has it: the facts on which that hangs."""


def due_dates(reckoning: Reckoning) -> tuple[DueDate, ...]:
    """Every limit that the person has or may have: those to keep first, by their safe day. Raises InputError."""
    found = [
        due if due.applies is YES else replace(due, depends_on=reckoning.depends_on(limit))
        for limit in reckoning.timetable.limits.values()
        for due in _due(limit, reckoning, reckoning.applies(limit))
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(due: DueDate) -> tuple[int, date]:
    return STATES.index(due.state), due.act_by or date.max


def _due(limit: Limit, reckoning: Reckoning, applies: Truth) -> Iterator[DueDate]:
    """The limit for this case, if the person may have it: nothing where it does not apply or nothing is known."""
    if applies is NO:
        return
    begun = list(_parts(limit, reckoning))
    parts = [(version, part) for version, part in begun if _still_binds(limit, version, reckoning)]
    is_known = any(_is_known(event, reckoning) for event in _first_events(limit))
    if not parts and (begun or not is_known):
        version = next((version for version in limit.versions if version.covers(reckoning.day)), None)
        parts = [(version, reckoning)] if version else []
    found = [_under(limit, version, applies, part) for version, part in parts]
    if found:
        due = found[0] if len(found) == 1 else _together(found, reckoning)
        if applies is YES or due.state not in ("waiting", "unlimited") or (due.state == "unlimited" and is_known):
            yield due


def _still_binds(limit: Limit, version: LimitVersion, reckoning: Reckoning) -> bool:
    """Whether a version binds the act: not one that was abolished before it was done, or before today if it was not."""
    until = version.binds_acts_until
    if until is None:
        return True
    done = bounds_of(reckoning.answers.get(limit.done)) if limit.done else bounds_of(None)
    if isinstance(done.latest, date):
        return not isinstance(done.earliest, date) or done.earliest <= until
    return reckoning.day <= until


def _first_events(limit: Limit) -> tuple[str, ...]:
    """The events that start the limit under any version; further events of a version only end it sooner."""
    return tuple(dict.fromkeys(run.event for version in limit.versions for run in version.runs[:1]))


def _bounds(event: str, reckoning: Reckoning) -> Bounds:
    return bounds_of(reckoning.answers.get(reckoning.events[event].fact))


def _is_known(event: str, reckoning: Reckoning) -> bool:
    return _bounds(event, reckoning) != bounds_of(None)


def _parts(limit: Limit, reckoning: Reckoning) -> Iterator[tuple[LimitVersion, Reckoning]]:
    """Every version under which the limit may have begun, with the days of its first event that it covers."""
    for version in limit.versions:
        for event in [run.event for run in version.runs[:1]] or _first_events(limit):
            known = _bounds(event, reckoning)
            if known == bounds_of(None):
                continue
            part = _covered(known, version)
            if part == known:
                yield version, reckoning
            elif part is not None:
                yield version, replace(reckoning, answers={**reckoning.answers, reckoning.events[event].fact: part})


def _covered(known: Bounds, version: LimitVersion) -> Bounds | None:
    """The days within bounds that a version covers; an open beginning stays open."""
    earliest, latest = known.earliest, known.latest
    assert not isinstance(earliest, int)
    assert not isinstance(latest, int)
    if (latest or date.max) < version.start or (earliest or date.min) > (version.end or date.max):
        return None
    first = max(earliest, version.start) if earliest else None
    return Bounds(first, min(latest or date.max, version.end) if version.end else latest)


def _together(found: Sequence[DueDate], reckoning: Reckoning) -> DueDate:
    """One limit of which several versions may govern: the earliest safe day, and a state only where all agree."""
    states = {due.state for due in found}
    first = min(found, key=lambda due: (due.act_by or date.max, -(due.days_left or 0)))
    if len(states) == 1:
        state = first.state
    elif first.act_by is None:
        state = "waiting"
    else:
        state = "running" if reckoning.day <= first.act_by else "may have passed"
    return replace(first, state=state, due=None, provisional=any(due.provisional for due in found))


def _under(limit: Limit, version: LimitVersion, applies: Truth, reckoning: Reckoning) -> DueDate:
    """The limit under one version."""
    if version.without_limit:
        return DueDate(limit, version, applies, "unlimited", ())
    counted: list[Counted] = []
    known: list[str] = []
    latest: list[date] = []
    received, due_at, exact = None, None, True
    for run in version.runs:
        bounds = _bounds(run.event, reckoning)
        if isinstance(bounds.latest, date) and (end := _ends_by(run, bounds.latest, reckoning)) is not None:
            latest.append(end)
        if not isinstance(bounds.earliest, date):
            continue
        known.append(run.event)
        exact = exact and bounds.exact
        received = _received(run, bounds.earliest, reckoning) if run.served_by else received
        if run.by_hours:
            due_at = _moment(run, reckoning, bounds.earliest)
            counted.append(Counted("leading", "", run.period, due_at.date(), due_at.date()))
        else:
            counted += _ways_of_counting(run, bounds.earliest, reckoning)
    ends_by = min(latest, default=None)
    waits_for = tuple(run.event for run in version.runs if run.event not in known)
    if version.runs[0].event not in known:
        # What starts it is open; it may have ended all the same, by a run that ends it sooner or a bound on its start.
        state = _state(limit, reckoning, None, None, ends_by)
        left = (ends_by - reckoning.day).days if ends_by else None
        return DueDate(limit, version, applies, state, tuple(known) or waits_for, days_left=left, waits_for=waits_for)
    due = min(way.due for way in counted if way.kind == "leading") if exact else None
    act_by = min(way.act_by for way in counted)
    return DueDate(
        limit,
        version,
        applies,
        _state(limit, reckoning, due, act_by, ends_by),
        tuple(known),
        due,
        act_by,
        due_at,
        tuple(counted),
        any(_is_provisional(way, reckoning) for way in counted),
        (act_by - reckoning.day).days,
        received,
        waits_for,
    )


def _state(limit: Limit, reckoning: Reckoning, due: date | None, act_by: date | None, ends_by: date | None) -> str:
    """The state; `ends_by` is the day on which the limit has ended by every reading, if that is known."""
    done = bounds_of(reckoning.answers.get(limit.done)) if limit.done else bounds_of(None)
    safe = due or act_by
    if safe is not None and isinstance(done.latest, date) and done.latest <= safe:
        return "kept"
    if ends_by is not None:
        if isinstance(done.earliest, date) and done.earliest > ends_by:
            return "late"
        if done == bounds_of(None) and ends_by < reckoning.day:
            return "passed"
    if safe is None:
        return "waiting"
    return "running" if reckoning.day <= safe else "may have passed"


def _received(run: Run, event: date, reckoning: Reckoning, *, announced_only: bool = False) -> date:
    """The day on which the event counts as having reached the person."""
    if not run.served_by:
        return event
    service = reckoning.timetable.services[run.served_by]
    rule = counting_on(reckoning.timetable.counting[service.counted_by], event)
    return last_day(event, period(service.period), rule, reckoning.calendar, announced_only=announced_only)


def _ends_by(run: Run, latest: date, reckoning: Reckoning) -> date | None:
    """The day on which a run has ended by every reading, if it began on the latest day; None beyond the calendars."""
    try:
        refuse_unknown_year(latest)
        if run.by_hours:
            return (datetime.combine(latest, time.max) + timedelta(hours=period(run.period).number)).date()
        return max(way.due for way in _ways_of_counting(run, latest, reckoning))
    except InputError:
        return None


def _ways_of_counting(run: Run, event: date, reckoning: Reckoning) -> list[Counted]:
    """Every way in which a run may be counted, the leading one first."""
    if not run.period:
        return [Counted("leading", "", "", event, event)]
    lengths = [(run.period, ""), *([(run.plan_for, "plan for")] if run.plan_for else [])]
    return [
        _counted(kind or ("leading" if at == 0 else "reading"), name, length, run, event, reckoning)
        for length, kind in lengths
        for at, name in enumerate(run.counted_by)
    ]


def _counted(kind: str, name: str, length: str, run: Run, event: date, reckoning: Reckoning) -> Counted:
    start = _received(run, event, reckoning)
    rule, calendar = counting_on(reckoning.timetable.counting[name], start), reckoning.calendar
    if run.before:
        # Counted back, holidays bring the day forward, so that those only expected count too.
        due = last_day_before(start, period(length), rule, calendar)
        return Counted(kind, name, length, due, due)
    due = last_day(start, period(length), rule, calendar)
    safe_start = _received(run, event, reckoning, announced_only=True)
    safe = last_day(safe_start, period(length), rule, calendar, announced_only=True)
    return Counted(kind, name, length, due, min(due, safe))


def counting_on(rule: Counting, day: date) -> CountingVersion:
    """How a rule counts periods that begin on a day. Raises InputError if it is older than the rule."""
    for version in rule.versions:
        if version.covers(day):
            return version
    raise InputError(f"the rule {rule.id} does not say how to count from {day}", mend="check the day of the event")


def _moment(run: Run, reckoning: Reckoning, day: date) -> datetime:
    """The end of a period of hours, from the moment given on this day, else from the first moment of the day."""
    zone = reckoning.calendar.zone
    start = reckoning.moments.get(reckoning.events[run.event].fact)
    if start is None or start.astimezone(zone).date() != day:
        start = datetime.combine(day, time.min, tzinfo=zone)
    return (start.astimezone(UTC) + timedelta(hours=period(run.period).number)).astimezone(zone)


def _is_provisional(way: Counted, reckoning: Reckoning) -> bool:
    if not way.rule or reckoning.calendar.is_announced(way.due):
        return False
    return "public holiday" in counting_on(reckoning.timetable.counting[way.rule], way.due).rest_days
