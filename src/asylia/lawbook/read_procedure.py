"""Reads `deadlines.yaml` and `stages.yaml` of a place. What is unknown, missing or repeated is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import CONFIDENCES, Event, Fact, Place
from asylia.lawbook.procedure import (
    ACTS,
    AT_REST,
    CUSTODY,
    EXCUSED,
    FIRST_DAYS,
    GENERAL_STAGES,
    MONTHS_END,
    STOPS_REMOVAL,
    WEEKDAYS_AND_HOLIDAYS,
    CalendarOfPlace,
    Closure,
    Counting,
    CountingVersion,
    Limit,
    LimitVersion,
    Move,
    Procedure,
    Run,
    Service,
    Stage,
    Step,
    Support,
    Timetable,
)
from asylia.lawbook.strict_yaml import read_yaml

_LIMIT_PERIOD = re.compile(r"(P[0-9]+[DWMY]|PT[0-9]+H)\Z")
_DAY_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that time limits and stages of a place may use."""

    place: Place
    conditions: Conditions
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
    provisions: Collection[str]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


def support_of(fields: Fields) -> Support:
    """The citations, sources, confidence and note of a block."""
    return Support(
        fields.texts("basis"),
        fields.texts("sources"),
        fields.one_of("confidence", CONFIDENCES, "high"),
        fields.text("note", ""),
    )


def one_of(fields: Fields, key: str, known: Collection[str], what: str, *, optional: bool = True) -> str:
    """A name that must be known; empty if it may be left out and is."""
    name = fields.text(key, "" if optional else None)
    if name and name not in known:
        raise fields.error(f"there is no {what} {name!r}", key, nearest(name, known))
    return name


def by_id(top: Fields, key: str, what: str, prefix: str, read: Callable[[Fields], _Item]) -> Mapping[str, _Item]:
    """The blocks of a list by their ids, which begin with the prefix of the place and stand once."""
    found: dict[str, _Item] = {}
    for value, line in top.items(key):
        fields = Fields(value, top.file, what, line)
        item = read(fields)
        fields.close()
        if not item.id.startswith(prefix + "."):
            raise fields.error(f"the id {item.id!r} does not begin with {prefix + '.'!r}", "id")
        if item.id in found:
            raise fields.error(f"the id {item.id!r} stands twice", "id", "choose another")
        found[item.id] = item
    return found


def read_timetable(path: Path, shown: str, known: Known) -> Timetable:
    """The calendar, closures, counting rules, service rules and limits of a place."""
    top, prefix = Fields(read_yaml(path, name=shown), shown, "the file"), known.place.prefix
    calendar = _calendar(Fields(top.take("calendar"), shown, "calendar"))
    closures = by_id(top, "closures", "a closure", prefix, _closure)
    counting = by_id(top, "counting", "a counting rule", prefix, lambda fields: _counting(fields, closures))
    services = by_id(top, "services", "a service rule", prefix, lambda fields: _service(fields, counting))
    limits = by_id(top, "limits", "a limit", prefix, lambda fields: _limit(fields, known, counting, services))
    for name in limits:
        if name in known.provisions:
            raise top.error(f"the limit {name!r} has the id of a provision", "limits", "choose another id")
    top.close()
    return Timetable(calendar, closures, counting, services, limits)


def _calendar(fields: Fields) -> CalendarOfPlace:
    announced = fields.day("announced until")
    if announced is None:
        raise fields.error("the calendar has no 'announced until'", mend="add the last day whose holidays are fixed")
    package = Fields(fields.take("holidays"), fields.file, "holidays")
    found = CalendarOfPlace(
        fields.text("zone"),
        package.text("country"),
        package.texts("categories"),
        announced,
        package.texts("half days named"),
        support_of(fields),
    )
    package.close()
    fields.close()
    return found


def _closure(fields: Fields) -> Closure:
    every_year = None
    if fields.has("every year"):
        inner = Fields(fields.take("every year"), fields.file, "every year")
        every_year = (_day_of_year(inner, "first"), _day_of_year(inner, "last"))
        inner.close()
    days = tuple(_dates(fields, "days"))
    if (every_year is None) == (not days):
        raise fields.error("a closure has either 'every year' or 'days'", mend="give one of them")
    return Closure(
        fields.text("id"), fields.titles(), fields.day("from"), fields.day("to"), every_year, days, support_of(fields)
    )


def _day_of_year(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if not _DAY_OF_YEAR.match(value):
        raise fields.error(f"{key!r} is {value!r}, which is no day of a year", key, 'write it as "12-29"')
    return value


def _dates(fields: Fields, key: str) -> list[date]:
    found = []
    for value, _ in fields.items(key):
        if not isinstance(value, date):
            raise fields.error(f"{key!r} must be a list of days, not {value!r}", key, "write them as 2023-09-01")
        found.append(value)
    return found


def _counting(fields: Fields, closures: Collection[str]) -> Counting:
    name = fields.text("id")
    versions = [
        _counting_version(Fields(value, fields.file, f"a version of the rule {name}", line), closures)
        for value, line in fields.items("versions")
    ]
    if not versions:
        raise fields.error(f"{name} has no versions", "versions")
    _refuse_overlaps(fields, name, [(version.start, version.end) for version in versions])
    return Counting(name, fields.titles(), tuple(versions))


def _counting_version(fields: Fields, closures: Collection[str]) -> CountingVersion:
    kinds = (*WEEKDAYS_AND_HOLIDAYS, *closures)
    rest_days = fields.texts("rest days")
    for kind in rest_days:
        if kind not in kinds:
            raise fields.error(f"there is no rest day {kind!r}", "rest days", nearest(kind, kinds))
    found = CountingVersion(
        _start(fields),
        fields.day("to"),
        fields.one_of("first day", FIRST_DAYS),
        fields.one_of("months end", MONTHS_END),
        rest_days,
        fields.one_of("last day at rest", AT_REST),
        fields.number("leave out up to days", 0),
        support_of(fields),
    )
    fields.close()
    return found


def _start(fields: Fields) -> date:
    start = fields.day("from")
    if start is None:
        raise fields.error(f"{fields.what} has no 'from'", mend="add the first day of the events it is for")
    return start


def _refuse_overlaps(fields: Fields, name: str, spans: list[tuple[date, date | None]]) -> None:
    for at, (start, end) in enumerate(spans):
        if end is not None and end < start:
            raise fields.error(f"a version of {name} ends before it begins", "versions")
        for other_start, other_end in spans[:at]:
            if start <= (other_end or date.max) and other_start <= (end or date.max):
                raise fields.error(f"two versions of {name} cover {max(start, other_start)}", "versions")


def _service(fields: Fields, counting: Collection[str]) -> Service:
    return Service(
        fields.text("id"),
        fields.titles(),
        _period(fields, "period"),
        one_of(fields, "counted by", counting, "counting rule", optional=False),
        support_of(fields),
    )


def _period(fields: Fields, key: str) -> str:
    value = fields.text(key, "")
    if value and not _LIMIT_PERIOD.match(value):
        raise fields.error(f"{key!r} is {value!r}, which is no period", key, "write P7D, P2W, P6M, P1Y or PT48H")
    return value


def _limit(fields: Fields, known: Known, counting: Collection[str], services: Collection[str]) -> Limit:
    name = fields.text("id")
    versions = [
        _limit_version(Fields(value, fields.file, f"a version of the limit {name}", line), known, counting, services)
        for value, line in fields.items("versions")
    ]
    if not versions:
        raise fields.error(f"{name} has no versions", "versions")
    _refuse_overlaps(fields, name, [(version.start, version.end) for version in versions])
    remedies = fields.texts("remedy")
    for remedy in remedies:
        if remedy not in known.provisions:
            raise fields.error(f"there is no provision {remedy!r}", "remedy", nearest(remedy, known.provisions))
    done = one_of(fields, "done", known.facts, "fact")
    if done and known.facts[done].type != "date":
        raise fields.error(f"{done} is no date fact", "done")
    late = Fields(fields.take("late"), fields.file, "late") if fields.has("late") else None
    stops = Fields(fields.take("stops removal"), fields.file, "stops removal") if fields.has("stops removal") else None
    limit = Limit(
        name,
        known.place.code,
        fields.titles(),
        fields.one_of("acts", ACTS),
        fields.text("act"),
        known.conditions.read(fields.take("applies when"), fields.file, fields.block.lines.get("applies when")),
        tuple(versions),
        fields.text("where", ""),
        fields.texts("papers"),
        remedies,
        done,
        late.one_of("excused", EXCUSED) if late else "unclear",
        late.text("how", "") if late else "",
        late.texts("basis") if late else (),
        stops.one_of("value", STOPS_REMOVAL) if stops else "not applicable",
        stops.text("says", "") if stops else "",
        fields.text("if missed", ""),
        support_of(fields),
        fields.file,
        fields.line or 0,
    )
    for inner in (late, stops):
        if inner:
            inner.close()
    return limit


def _limit_version(fields: Fields, known: Known, counting: Collection[str], services: Collection[str]) -> LimitVersion:
    runs = tuple(
        _run(Fields(value, fields.file, "a run", line), known, counting, services)
        for value, line in fields.items("runs")
    )
    without = fields.text("without limit", "")
    if bool(runs) == bool(without):
        raise fields.error(f"{fields.what} has either 'runs' or 'without limit'", mend="give one of them")
    found = LimitVersion(
        _start(fields), fields.day("to"), runs, without, fields.day("binds acts until"), support_of(fields)
    )
    fields.close()
    return found


def _run(fields: Fields, known: Known, counting: Collection[str], services: Collection[str]) -> Run:
    counted_by = fields.texts("counted by")
    for rule in counted_by:
        if rule not in counting:
            raise fields.error(f"there is no counting rule {rule!r}", "counted by", nearest(rule, counting))
    run = Run(
        one_of(fields, "from", known.events, "event", optional=False),
        _period(fields, "period"),
        fields.flag("before"),
        counted_by,
        _period(fields, "plan for"),
        one_of(fields, "served by", services, "service rule"),
    )
    by_days = bool(run.period) and not run.by_hours
    if by_days and not counted_by:
        raise fields.error("a period of days, weeks, months or years has no 'counted by'", mend="name its rule")
    fields.close()
    return run


def read_procedure(path: Path, shown: str, known: Known, limits: Collection[str]) -> Procedure:
    """The stages of a place and its states of custody."""
    top, prefix = Fields(read_yaml(path, name=shown), shown, "the file"), known.place.prefix
    as_of = top.day("as of")
    if as_of is None:
        raise top.error("the stages have no 'as of'", mend="add the day whose law their words describe")
    stages = by_id(top, "stages", "a stage", prefix, lambda fields: _stage(fields, known, limits, GENERAL_STAGES))
    custody = by_id(top, "custody", "a state of custody", prefix, lambda fields: _stage(fields, known, limits, CUSTODY))
    for stage in (*stages.values(), *custody.values()):
        for move in stage.moves:
            if move.to not in stages and move.to not in custody:
                raise top.error(f"{stage.id} moves to {move.to!r}, which is no stage", mend=nearest(move.to, stages))
    top.close()
    return Procedure(as_of, stages, custody)


def _stage(fields: Fields, known: Known, limits: Collection[str], generals: tuple[str, ...]) -> Stage:
    takes = Fields(fields.take("takes"), fields.file, "takes") if fields.has("takes") else None
    stage = Stage(
        fields.text("id"),
        known.place.code,
        fields.one_of("general", generals),
        fields.titles(),
        known.conditions.read(fields.take("now when"), fields.file, fields.block.lines.get("now when")),
        fields.titles("authority") if fields.has("authority") else {},
        fields.text("where", ""),
        fields.texts("papers"),
        takes.text("says") if takes else "",
        takes.texts("sources") if takes else (),
        fields.texts("meanwhile"),
        tuple(
            _step(Fields(value, fields.file, "a stage step", line), known, limits)
            for value, line in fields.items("steps")
        ),
        tuple(
            _move(Fields(value, fields.file, "a move", line), known, limits) for value, line in fields.items("moves")
        ),
        fields.text("dead end", ""),
        support_of(fields),
        fields.file,
        fields.line or 0,
    )
    if takes:
        takes.close()
    return stage


def _step(fields: Fields, known: Known, limits: Collection[str]) -> Step:
    found = Step(
        fields.text("act"),
        one_of(fields, "limit", limits, "limit"),
        one_of(fields, "remedy", known.provisions, "provision"),
        fields.texts("basis"),
    )
    fields.close()
    return found


def _move(fields: Fields, known: Known, limits: Collection[str]) -> Move:
    found = Move(
        fields.text("to"),
        fields.titles("on"),
        one_of(fields, "event", known.events, "event"),
        one_of(fields, "remedy", known.provisions, "provision"),
        one_of(fields, "limit", limits, "limit"),
    )
    fields.close()
    return found
