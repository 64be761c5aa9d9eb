"""`asylia law history` and `asylia law diff`: the law through time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from asylia.assessment.casefile import places_named
from asylia.assessment.history_text import changes_json, history_lines
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.words import Words
from asylia.cli.common import (
    Format,
    Language,
    LawFolder,
    OutputFormat,
    day_from,
    lawbook,
    print_json,
    print_lines,
    texts,
)
from asylia.errors import InputError
from asylia.lawbook.history import Change, difference, history_of
from asylia.lawbook.law import Lawbook

Place = Annotated[str, typer.Argument(help="Jurisdiction: JP ...", metavar="PLACE")]


def history_command(
    place: Place,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Print the dated changes of the law of a place, with what each did.

    Example: asylia law history JP
    """
    book = lawbook(law)
    code = _place(place, book)
    _print(history_of(book.data, code), book, code, lang, output, texts(lang).word("no_changes"))


def diff_command(
    place: Place,
    earlier: Annotated[str, typer.Argument(help="A day, as 2023-11-30.", metavar="DATE")],
    later: Annotated[str, typer.Argument(help="A later day, as 2023-12-01.", metavar="DATE")],
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Print what the law of a place has, lacks or words differently on one day beside another, condition by condition.

    Example: asylia law diff JP 2023-11-30 2023-12-01
    """
    book = lawbook(law)
    code, first, second = _place(place, book), day_from(earlier), day_from(later)
    if second < first:
        raise InputError(f"{second} lies before {first}", mend="give the earlier day first")
    _print(difference(book.data, code, first, second), book, code, lang, output, texts(lang).word("no_changes"))


def _place(name: str, book: Lawbook) -> str:
    if name.upper() == "INT":
        return "INT"
    return places_named([name], book.data)[0]


def _print(changes: Sequence[Change], book: Lawbook, place: str, lang: str, output: Format, nothing: str) -> None:
    words = Words(book.at(date(9000, 1, 1), place), texts(lang))
    if output is Format.JSON:
        print_json(changes_json(changes, words))
        return
    lines = [*history_lines(changes, words)] or [Line(0, nothing, "note")]
    if output is Format.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)
