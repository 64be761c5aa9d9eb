"""What the commands share: the law, dates, places, formats, printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from asylia.assessment.lines import Line
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import Texts, languages_known, texts_in
from asylia.lawbook.first_day import FIRST_LAW
from asylia.plain import seen, seen_in_json

if TYPE_CHECKING:
    from asylia.lawbook.law import Lawbook


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    MD = "md"
    """Short for markdown; commands see `MARKDOWN`."""


_Chosen = TypeVar("_Chosen", bound=StrEnum)


def in_full(chosen: _Chosen) -> _Chosen:
    """The format in full where it was typed short: `md` is `markdown`."""
    return type(chosen)("markdown") if chosen == "md" else chosen


LawFolder = Annotated[
    Path | None, typer.Option("--law", help="Another law folder than the one that is shipped.", metavar="DIR")
]
Language = Annotated[
    str, typer.Option("--lang", help=f"Language of the output: {', '.join(languages_known())}.", metavar="CODE")
]
OutputFormat = Annotated[Format, typer.Option("--format", help="How to print the result.", callback=in_full)]
OnDay = Annotated[
    str | None,
    typer.Option("--on", help="The day assessed, as 2024-07-01; else the day in the case, else today.", metavar="DATE"),
]


@lru_cache(maxsize=4)
def lawbook(folder: Path | None = None) -> Lawbook:
    """The law book of a folder, or the one shipped."""
    # The law is some hundred classes: commands that need none of it do not wait for them.
    from asylia.lawbook.cache import load_law
    from asylia.lawbook.law import Lawbook

    return Lawbook(load_law(folder or data_folder("law")))


def texts(language: str) -> Texts:
    """The texts of a language. Raises InputError."""
    return texts_in(language)


def now() -> datetime:
    """This moment, with the zone here; the only place where the product reads the clock."""
    return datetime.now().astimezone()


def today() -> date:
    """The calendar day here."""
    return now().date()


def day_from(text: str | None, fallback: date | None = None) -> date:
    """A day as typed. Raises InputError if it is none, or lies before all law."""
    if text is None:
        day = fallback or today()
    else:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise InputError(f"{text!r} is no day of the calendar", mend="write it as 2024-07-01") from None
    if day < FIRST_LAW:
        raise InputError(
            f"{day} lies before {FIRST_LAW}, the first day that asylia knows law of",
            mend="choose a later day with --on",
        )
    return day


def print_json(value: object) -> None:
    """JSON as people can read it too."""
    sys.stdout.write(seen_in_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def hand_over(made: bytes, out: Path | None, *, is_pdf: bool) -> None:
    """Writes a document to a file, or prints it. Raises InputError, also for a PDF that would fill a terminal."""
    if out is not None:
        try:
            out.write_bytes(made)
        except OSError as problem:
            raise InputError(f"{out} cannot be written ({problem.strerror})", mend="choose another --out") from None
    elif is_pdf and sys.stdout.isatty():
        raise InputError("a PDF is not for a terminal", mend="add --out and the name of a file")
    else:
        sys.stdout.buffer.write(made)


_STYLES = {
    "title": "bold",
    "heading": "bold underline",
    "finding": "",
    "reason": "dim",
    "cite": "dim",
    "note": "",
    "question": "bold",
    "warning": "italic",
}
_MARK_STYLES = {"✓": "green", "✗": "red", "?": "yellow", "!": "bold red"}


def print_lines(lines: Sequence[Line]) -> None:
    """An outline in the terminal; colours are never the only sign, and nothing is coloured in a pipe."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 80, highlight=False, soft_wrap=False)
    printed: list[Text] = []
    width = console.width  # it asks the terminal each time
    for line in lines:
        if line.style in ("title", "heading"):
            printed.append(Text())
        before = " " * (max(0, line.depth - 1) * 2 + (1 if line.depth else 0))
        sign = line.mark.ljust(3 if len(line.mark) > 1 else 2) if line.mark else ""
        text = seen(line.text)
        body = Text(text, style=_STYLES.get(line.style, ""), overflow="fold")
        room = max(1, width - len(before) - len(sign))
        for part in [body] if cell_len(text) <= room and "\n" not in text else body.wrap(console, room):
            printed.append(Text.assemble(before, (sign, _MARK_STYLES.get(line.mark, "")), part))
            before, sign = before + " " * len(sign), ""
    # One call for all lines: each by itself would cost as much as an assessment.
    console.print(Text("\n").join(printed), soft_wrap=True)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in the terminal; its words wrap inside their columns."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for title in head:
        table.add_column(Text(seen(title)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(seen(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 80, highlight=False).print(table)
