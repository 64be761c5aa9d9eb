"""The result for paper (F5): one sheet, the reader's words and the office's beside each other, item by item.

The page on the screen tells all; the sheet keeps what is needed at a counter: days to keep, steps, who helps, ways in a
line each, papers. What is the same in both languages, as a telephone number, stands once. How many days are left is not
said: it would be wrong tomorrow. The day of printing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from asylia.briefs.guide.asked_in_words import long_date
from asylia.briefs.guide.contacts_in_words import Contact
from asylia.briefs.guide.result_in_words import ShownDate, ShownResult
from asylia.site.guide.desk import GuideReader

_Item = TypeVar("_Item")
Sides = Sequence[tuple[GuideReader, ShownResult]]
"""The reader's side, and that of the office where it is another language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell."""

    text: str
    look: str = ""
    """strong, small, or empty."""
    then: str = ""
    """What follows on the same line in plain letters; else empty."""
    language: str = ""
    """Of a name that stands in another language than its side; else empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says."""

    reader: GuideReader
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The same thing on each side; a warning on the reader's alone.

    What needs no language, numbers and addresses, stands once, on the reader's side.
    """

    cells: tuple[Cell, ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the sheet."""

    id: str
    heading: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed, but for the picture of the guide's address."""

    title: str
    lead: Row
    parts: tuple[Part, ...]


def sheet_of(sides: Sides, today: date, start: str, *, no_dates: bool) -> Sheet:
    """The sheet of a result in one language or two; `start` is the address of the guide.

    Without dates it holds no day at all, not even that of printing.
    """
    return Sheet(
        sides[0][0].words.word("print_title"),
        _row(sides, (_lead(sides, reader, today, no_dates=no_dates) for reader, _ in sides), [start]),
        (
            _part("date", "result_date", sides, _dates(sides, no_dates=no_dates)),
            _part("steps", "result_steps", sides, _steps(sides)),
            _part("contacts", "result_contacts", sides, _contacts(sides)),
            _part("ways", "result_paths", sides, _ways(sides)),
            _part("papers", "result_papers", sides, _papers(sides)),
        ),
    )


def _part(name: str, heading: str, sides: Sides, rows: Iterable[Row]) -> Part:
    return Part(name, _words(sides, heading), tuple(rows))


def _row(sides: Sides, lines: Iterable[Iterable[Line]], shared: Iterable[str] = ()) -> Row:
    cells = (Cell(reader, tuple(said)) for (reader, _), said in zip(sides, lines, strict=True))
    return Row(tuple(cells), tuple(shared))


def _words(sides: Sides, key: str, look: str = "") -> Row:
    return _row(sides, ([Line(reader.words.word(key), look)] for reader, _ in sides))


def _beside(sides: Sequence[Sequence[_Item]]) -> Iterator[tuple[_Item, ...]]:
    """Item by item: both sides tell the same result in the same order."""
    return zip(*sides, strict=True)


def _lead(sides: Sides, reader: GuideReader, today: date, *, no_dates: bool) -> Iterator[Line]:
    words = reader.words
    yield Line(f"{words.word('print_lead')} {words.word('not_advice')}", "small")
    if not words.is_reviewed:
        yield Line(words.word("not_reviewed"), "small")
    if not no_dates:
        yield Line(words.word("print_made", date=long_date(today, words)), "small")
    if reader is sides[0][0]:  # beside the address, which stands on this side
        yield Line(words.word("print_here"), "small")


def _dates(sides: Sides, *, no_dates: bool) -> Iterator[Row]:
    if no_dates:
        return
    if not sides[0][1].dates:
        yield _words(sides, "date_none")
    for dates in _beside([shown.dates for _, shown in sides]):
        yield _row(sides, (_date(one) for one in dates))
    if sides[0][1].waits:
        yield _words(sides, "date_waits", "small")
        yield _row(sides, ([Line(f"• {asks}", "small") for asks in shown.waits] for _, shown in sides))


def _date(one: ShownDate) -> Iterator[Line]:
    yield Line(one.by, "strong")
    if one.own_calendar:
        yield Line(one.own_calendar, "small")
    yield Line(one.title)
    if one.is_over:
        yield Line(one.left)
    for note in one.notes:
        yield Line(note, "small")


def _steps(sides: Sides) -> Iterator[Row]:
    for number, steps in enumerate(_beside([shown.steps for _, shown in sides]), 1):
        yield _row(sides, ([Line(f"{number}. {step}")] for _, step in steps))
    for offices in _beside([shown.offices for _, shown in sides]):
        offered = zip(sides, offices, strict=True)
        yield _row(
            sides, ([Line(reader.words.word("step_office", office=one), "small")] for (reader, _), one in offered)
        )


def _contacts(sides: Sides) -> Iterator[Row]:
    for groups in _beside([shown.groups for _, shown in sides]):
        if not sides[0][1].has_place:
            yield _row(sides, ([Line(group.title, "strong")] for group in groups))
        for warning in groups[0].warnings:
            yield _to_the_reader(sides, Line(warning, "strong"))
        if groups[0].is_instead:
            yield _words(sides, "contacts_none")
        for contacts in _beside([group.contacts for group in groups]):
            yield _row(sides, (_contact(one) for one in contacts), _reached(contacts[0]))
            for warning in contacts[0].warnings:
                yield _to_the_reader(sides, Line(warning))


def _to_the_reader(sides: Sides, line: Line) -> Row:
    """A warning is for the person alone: it says what they fear and of whom to beware. A clerk need not read it."""
    return _row(sides, ([line] if side is sides[0] else [] for side in sides))


def _contact(one: Contact) -> Iterator[Line]:
    yield Line(one.name, "strong", language=one.name_language)
    if one.hours:
        yield Line(one.hours, "small")


def _reached(one: Contact) -> Iterator[str]:
    """Telephone and address on the web, written out; a mail address where there is no telephone."""
    yield from (display for display, _ in one.phones)
    if one.mail and not one.phones:
        yield one.mail
    if one.web:
        yield one.web


def _ways(sides: Sides) -> Iterator[Row]:
    if not sides[0][1].ways:
        yield _words(sides, "paths_none")
    for ways in _beside([shown.ways for _, shown in sides]):
        yield _row(sides, ([Line(way.title, "strong", way.sure)] for way in ways))
    if not sides[0][1].is_checked:
        yield _words(sides, "not_checked", "small")


def _papers(sides: Sides) -> Iterator[Row]:
    joined = (reader.words.word("list_separator").join(kind for kind, _ in shown.papers) for reader, shown in sides)
    if sides[0][1].papers:
        yield _row(sides, ([Line(text)] for text in joined))
