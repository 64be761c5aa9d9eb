"""Time limits from events: what happened when at a place, and by when what has to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from asylia.assessment.answers import read_answer, read_moment
from asylia.assessment.casefile import CaseFile, day_there
from asylia.assessment.known import known_at
from asylia.assessment.timing import limits_of
from asylia.deadlines.calendars import refuse_unknown_year
from asylia.deadlines.due import DueDate
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import Fact, LawData
from asylia.logic.values import Answer, bounds_of


class LimitInForce(TypedDict):
    """A limit of a place as docs/look-up/json.md has it; `events` and `periods` go in pairs."""

    id: str
    jurisdiction: str
    title: str
    acts: str
    events: list[str]
    periods: list[str]
    without_limit: str


def limits_in_force(book: Lawbook, place: str, texts: Texts, day: date) -> list[LimitInForce]:
    """Every limit of a place on a day, whoever has it, with the events that start it."""
    timetable = book.data.tables.timetables.get(place)
    return [
        {
            "id": limit.id,
            "jurisdiction": place,
            "title": texts.titled(limit.title),
            "acts": limit.acts,
            "events": [run.event for run in version.runs],
            "periods": [run.period for run in version.runs],
            "without_limit": texts.said(version.without_limit) if version.without_limit else "",
        }
        for limit in (timetable.limits.values() if timetable else ())
        for version in limit.versions
        if version.covers(day)
    ]


def limits_at(
    book: Lawbook, case: CaseFile, place: str, day: date, closed: Sequence[date]
) -> tuple[Law, tuple[DueDate, ...]]:
    """The time limits of a case at a place, the most urgent first.

    Raises InputError if an act is said to be done before every event that starts its limit.
    """
    law = book.at(day, place)
    known = known_at(case, law, day)
    _refuse_done_before_every_event(law, known.answers)
    return law, limits_of(law, case, known.answers, law.program.evaluate(known.answers), day, closed)


def _refuse_done_before_every_event(law: Law, answers: Mapping[str, Answer]) -> None:
    """Refuse an act that lies before every event from which a limit for it runs: one of the days must be wrong.

    Before one of them it may well lie: who sued at once receives the decision on review later.
    """
    timetable = law.data.tables.timetables.get(law.place)
    began: dict[str, set[tuple[date, str]]] = {}
    for limit in timetable.limits.values() if timetable else ():
        for run in (run for version in limit.versions for run in version.runs):
            fact = law.data.events[run.event].fact
            earliest = bounds_of(answers.get(fact)).earliest
            if isinstance(earliest, date) and run.period and not run.before:
                began.setdefault(limit.done, set()).add((earliest, fact))
    for fact, events in began.items():
        done, (day, event) = bounds_of(answers.get(fact)).latest, min(events)
        if isinstance(done, date) and done < day:
            says = f"{fact} ({done}) lies before {event} ({day}), which starts its time limit"
            raise InputError(says, mend="change one of them")


def with_event(case: CaseFile, text: str, data: LawData, place: str, day: date) -> CaseFile:
    """The case with an event and its day, or moment, written `refusal_notice=2026-11-16`.

    Raises InputError if there is no such event, the day is none, or it lies ahead where that cannot be.
    """
    name, equals, value = text.partition("=")
    if not equals or not value:
        raise InputError(f"{text!r} names no day", mend="write EVENT=DAY, as in refusal_notice=2026-11-16")
    fact = _fact_of(name.strip(), data)
    if "T" in value:
        moment = read_moment(value)
        case = replace(case, times={**case.times, fact.id: moment})
        value = day_there(moment, place, data).isoformat()
    answer = read_answer(value, fact, data)
    earliest, latest = bounds_of(answer).earliest, bounds_of(answer).latest
    for bound in (earliest, latest):
        if isinstance(bound, date):
            refuse_unknown_year(bound)
    may_lie_ahead = any(event.may_lie_ahead for event in data.events.values() if event.fact == fact.id)
    if isinstance(earliest, date) and earliest > day and not may_lie_ahead:
        raise InputError(f"{name} lies after the day assessed ({day})", mend="check the day, or give --on")
    return case.with_answer(fact, answer, place)


def _fact_of(name: str, data: LawData) -> Fact:
    if name in data.events:
        return data.facts[data.events[name].fact]
    if name in data.facts and data.facts[name].type == "date":
        return data.facts[name]
    raise InputError(f"there is no event {name!r}", mend=nearest(name, data.events))
