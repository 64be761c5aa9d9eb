"""The time limits of the law data: worked examples by hand, and every day of four years against a slow counter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from asylia.deadlines.calendars import calendar_of
from asylia.deadlines.due import DueDate, Reckoning, counting_on, due_dates
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.model import LawData
from asylia.lawbook.procedure import Limit, Run, Timetable
from asylia.lawbook.strict_yaml import Block, Items, read_yaml
from asylia.logic.truth import YES
from tests.deadlines.slow_counter import Wall, slow_end

DATA: LawData = load_law(data_folder("law"))
TIMETABLES: Mapping[str, Timetable] = DATA.tables.timetables
FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)


def reckoned(
    place: str, events: Mapping[str, date], only: tuple[str, ...], moments: Mapping[str, datetime] | None = None
) -> tuple[DueDate, ...]:
    """The limits named, as if the person had them, on the day after the last event."""
    whole = TIMETABLES[place]
    timetable = replace(whole, limits={name: whole.limits[name] for name in only})
    answers = {DATA.events[event].fact: day for event, day in events.items()}
    day = max(events.values())
    return due_dates(
        Reckoning(
            timetable, calendar_of(whole), DATA.events, answers, moments or {}, day, lambda limit: YES, lambda limit: ()
        )
    )


# --- worked examples --------------------------------------------------------------------------------------------------


def examples() -> Iterator[tuple[str, Block]]:
    for path in sorted((Path(__file__).parents[1] / "data" / "worked_limits").glob("*.yaml")):
        place = next(code for code, known in DATA.places.items() if known.folder == path.stem)
        listed = read_yaml(path)["examples"]
        assert isinstance(listed, Items)
        for block in listed:
            assert isinstance(block, Block)
            yield place, block


@pytest.mark.parametrize(
    ("place", "example"),
    [pytest.param(place, block, id=f"{block['limit']}-{block.lines['limit']}") for place, block in examples()],
)
def test_worked_example(place: str, example: Block) -> None:
    events, moments = {}, {}
    given = example["events"]
    assert isinstance(given, Block)
    for event, value in given.items():
        if isinstance(value, str):
            moments[DATA.events[event].fact] = datetime.fromisoformat(value)
            events[event] = datetime.fromisoformat(value).date()
        else:
            assert isinstance(value, date)
            events[event] = value

    [due] = reckoned(place, events, (str(example["limit"]),), moments)

    assert (example["due"], example.get("act_by", example["due"])) == (due.due, due.act_by)
    if "due_at" in example:
        assert due.due_at is not None
        assert datetime.fromisoformat(str(example["due_at"])) == due.due_at


def test_every_limit_that_is_counted_has_a_worked_example() -> None:
    worked = {str(block["limit"]) for _, block in examples()}
    counted = {
        name
        for timetable in TIMETABLES.values()
        for name, limit in timetable.limits.items()
        if any(run.period for version in limit.versions for run in version.runs)
    }

    assert counted - worked == set()


# --- every day of four years ------------------------------------------------------------------------------------------


def started_by(place: str) -> list[tuple[str, str]]:
    """The events that start something at a place."""
    runs = [run for limit in TIMETABLES[place].limits.values() for v in limit.versions for run in v.runs]
    return [(place, event) for event in dict.fromkeys(run.event for run in runs)]


def run_from(limit: Limit, event: str, day: date) -> Run | None:
    for version in limit.versions:
        if version.covers(day):
            return next((run for run in version.runs if run.event == event), None)
    return None


@pytest.mark.parametrize(("place", "event"), [pair for place in TIMETABLES for pair in started_by(place)])
def test_every_day_agrees_with_the_slow_counter(place: str, event: str) -> None:
    timetable = TIMETABLES[place]
    wall = Wall(timetable.calendar, dict(timetable.closures))
    limits = [limit for limit in timetable.limits.values() if _begins_with(limit, event)]
    if not limits:
        pytest.skip(f"{event} only ends limits sooner that another event starts; those are tested with it")
    differing = []
    day = FIRST
    while day <= LAST:
        for due in reckoned(place, {event: day}, tuple(limit.id for limit in limits)):
            run = run_from(due.limit, event, day)
            if run is None or run.before or not run.period or run.period.startswith("PT"):
                continue
            start = _served(run, day, timetable, wall)
            for way in due.readings:
                rule = counting_on(timetable.counting[way.rule], start)
                if way.due != slow_end(start, way.period, rule, wall) or way.act_by > way.due:
                    differing.append((due.limit.id, day, way))
        day += timedelta(days=1)

    assert differing == []


def _begins_with(limit: Limit, event: str) -> bool:
    return any(version.runs and version.runs[0].event == event for version in limit.versions)


def _served(run: Run, day: date, timetable: Timetable, wall: Wall) -> date:
    if not run.served_by:
        return day
    service = timetable.services[run.served_by]
    return slow_end(day, service.period, counting_on(timetable.counting[service.counted_by], day), wall)
