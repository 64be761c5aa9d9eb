"""`asylia deadlines`: the time limits of a place, from events or a case file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from asylia.assessment.calendar_entries import calendar_of_limits
from asylia.assessment.casefile import CaseFile, places_named
from asylia.assessment.events import limits_at, limits_in_force, with_event
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.timing_text import due_json, timing_lines
from asylia.assessment.words import Words
from asylia.cli.assess import read_case_from
from asylia.cli.common import Language, LawFolder, OnDay, day_from, in_full, lawbook, print_json, print_lines, texts
from asylia.deadlines.due import DueDate
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.law import Law, Lawbook


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
        content = with_event(content, text, book.data, places[0], day)
    days = [_day(text) for text in closed or []]
    if case is None and not event:
        _print_table_of_limits(book, places, words, day, output)
        return
    found = [limits_at(book, content, code, day, days) for code in places]
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
    listed = [(code, limits_in_force(book, code, texts, day)) for code in places]
    if output is TimingFormat.JSON:
        print_json({"limits": [limit for _, limits in listed for limit in limits]})
        return
    lines: list[Line] = []
    for code, limits in listed:
        place = Words(book.at(day, code), texts).place()
        lines.append(Line(0, f"{texts.word('deadlines_title')}: {place}", "title"))
        for limit in limits:
            runs = [
                f"{event} {period}".strip() for event, period in zip(limit["events"], limit["periods"], strict=True)
            ]
            said = ", ".join(runs) or limit["without_limit"]
            lines.append(Line(1, f"{limit['title']}: {said}", "finding", "·"))
    if output is TimingFormat.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)


def _calendar(found: Sequence[tuple[Law, Sequence[DueDate]]], texts: Texts, titles: Titles, day: date) -> bytes:
    made = calendar_of_limits(found, texts, day, full_titles=titles is Titles.FULL)
    if not made:
        raise InputError("no time limit is running, so there is nothing to put into a calendar")
    return made
