"""`asylia deadlines`: the time limits of a place, from events or a case file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from asylia.assessment.answers import read_answer, read_moment
from asylia.assessment.casefile import CaseFile, day_there, places_named
from asylia.assessment.known import known_at
from asylia.assessment.lines import Json, Line, to_markdown
from asylia.assessment.timing import limits_of
from asylia.assessment.timing_text import due_json, timing_lines
from asylia.assessment.words import Words
from asylia.cli.assess import read_case_from
from asylia.cli.common import Language, LawFolder, OnDay, day_from, in_full, lawbook, print_json, print_lines, texts
from asylia.deadlines.calendars import refuse_unknown_year
from asylia.deadlines.due import DueDate
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import Fact, LawData
from asylia.logic.values import Answer, bounds_of


class TimingFormat(StrEnum):
    """How time limits are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    MD = "md"
    ICS = "ics"


class Titles(StrEnum):
    """What a calendar entry may show to whoever looks at the phone."""

    NEUTRAL = "neutral"
    FULL = "full"


def deadlines_command(
    place: Annotated[str | None, typer.Argument(help="Jurisdiction: JP, KR, CN, HK, MO.", metavar="[PLACE]")] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event", help="What happened when, as refusal_notice=2026-11-16; may be repeated.", metavar="EVENT=DAY"
        ),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="A case file; - reads standard input.", metavar="CASE")
    ] = None,
    on: OnDay = None,
    closed: Annotated[
        list[str] | None,
        typer.Option("--closed", help="A further day on which offices were closed; may be repeated.", metavar="DAY"),
    ] = None,
    titles: Annotated[
        Titles, typer.Option("--titles", help="Calendar entries: neutral words, or what is to be done.")
    ] = Titles.NEUTRAL,
    lang: Language = "en",
    output: Annotated[
        TimingFormat, typer.Option("--format", help="How to print the result.", callback=in_full)
    ] = TimingFormat.TEXT,
    law: LawFolder = None,
) -> None:
    """Show by when what has to be done: the safe day first, how it is counted, and what follows if it is missed.

    Without --event and --case: every limit of the place and the event that starts it.

    Example: asylia deadlines JP --event refusal_notice=2026-11-16
    """
    book, words = lawbook(law), texts(lang)
    content = read_case_from(case, book) if case is not None else CaseFile((), None, {})
    places = tuple(places_named([place], book.data)) if place else content.places
    if not places:
        raise InputError("no place is given", mend="write it, as in: asylia deadlines JP")
    day = day_from(on, content.assessed_on)
    for text in event or []:
        content = _with_event(content, text, book.data, places[0], day)
    days = [_day(text) for text in closed or []]
    if case is None and not event:
        _print_table_of_limits(book, places, words, day, output)
        return
    found = [_limits(book, content, code, day, days) for code in places]
    if output is TimingFormat.JSON:
        print_json({"deadlines": [due_json(due, Words(a, words)) for a, dues in found for due in dues]})
    elif output is TimingFormat.ICS:
        sys.stdout.buffer.write(_calendar(found, words, titles, day))
    else:
        lines = [line for at, dues in found for line in _lines(at, dues, words, day)]
        if output is TimingFormat.MARKDOWN:
            sys.stdout.write(to_markdown(lines))
        else:
            print_lines(lines)


def _limits(
    book: Lawbook, case: CaseFile, place: str, day: date, closed: Sequence[date]
) -> tuple[Law, tuple[DueDate, ...]]:
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


def _with_event(case: CaseFile, text: str, data: LawData, place: str, day: date) -> CaseFile:
    """The case with an event and its day, or moment, as typed. Raises InputError."""
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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no day of the calendar", mend="write it as 2026-11-16") from None


def _lines(law: Law, dues: Sequence[DueDate], texts: Texts, day: date) -> Iterator[Line]:
    words = Words(law, texts)
    yield Line(0, f"{texts.word('deadlines_title')}: {words.place()}", "title")
    yield Line(0, texts.word("assessed_on", date=day), "note")
    if not dues:
        yield Line(1, texts.word("deadlines_none"), "note")
    yield from timing_lines(dues, words)
    yield Line(0, texts.caution("not_legal_advice"), "warning")


def _print_table_of_limits(book: Lawbook, places: Sequence[str], texts: Texts, day: date, output: TimingFormat) -> None:
    """Every limit of the places, whoever has it, with the event that starts it."""
    if output is TimingFormat.ICS:
        raise InputError("a calendar needs days", mend="give --event or --case")
    lines: list[Line] = []
    listed: list[Json] = []
    for code in places:
        words = Words(book.at(day, code), texts)
        timetable = book.data.tables.timetables.get(code)
        lines.append(Line(0, f"{texts.word('deadlines_title')}: {words.place()}", "title"))
        for limit in timetable.limits.values() if timetable else ():
            for version in limit.versions:
                if not version.covers(day):
                    continue
                runs = [(run.event, run.period) for run in version.runs]
                listed.append(
                    {
                        "id": limit.id,
                        "jurisdiction": code,
                        "title": texts.titled(limit.title),
                        "acts": limit.acts,
                        "events": [event for event, _ in runs],
                        "periods": [period for _, period in runs],
                        "without_limit": version.without_limit,
                    }
                )
                said = ", ".join(f"{event} {period}".strip() for event, period in runs) or version.without_limit
                lines.append(Line(1, f"{texts.titled(limit.title)}: {said}", "finding", "·"))
    if output is TimingFormat.JSON:
        print_json({"limits": listed})
    elif output is TimingFormat.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)


def _calendar(found: Sequence[tuple[Law, Sequence[DueDate]]], texts: Texts, titles: Titles, day: date) -> bytes:
    from asylia.deadlines.calendars import calendar_of  # noqa: PLC0415  # only calendars need icalendar and zones
    from asylia.deadlines.ics import Entry, calendar_file  # noqa: PLC0415  # as above

    entries = [
        Entry(
            due.limit.id,
            due.act_by,
            texts.titled(due.limit.title) if titles is Titles.FULL else texts.word("calendar_neutral"),
            due.limit.act if titles is Titles.FULL else "",
            calendar_of(law.data.tables.timetables[law.place]).zone,
            due.due_at,
        )
        for law, dues in found
        for due in dues
        if due.state == "running" and due.limit.acts == "person" and due.act_by is not None
    ]
    if not entries:
        raise InputError("no time limit is running, so there is nothing to put into a calendar")
    return calendar_file(entries, day, texts.word("calendar_neutral"))
