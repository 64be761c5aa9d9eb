"""`asylia rights`: the tables of rights and guarantees, and what sets refugees and other holders apart."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from asylia.assessment.casefile import places_named
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.rights_tables import (
    Table,
    column_in_full,
    column_named,
    columns_compared,
    differing,
    has_column,
    legend,
    markdown_of,
    signs_grid,
    table,
    table_json,
)
from asylia.assessment.words import Words
from asylia.cli.common import (
    Format,
    Language,
    LawFolder,
    OnDay,
    OutputFormat,
    day_from,
    lawbook,
    print_json,
    print_lines,
    print_table,
    texts,
)
from asylia.errors import InputError
from asylia.lawbook.law import Lawbook
from asylia.lawbook.rights import Matrix


def rights_command(
    place: Annotated[
        str | None, typer.Argument(help="Jurisdiction: JP, KR, CN, HK, MO; else all.", metavar="[PLACE]")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", help="One column in full: its id, or a group such as refugee.", metavar="STATUS"),
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Refugees beside complementary and humanitarian holders: what differs.")
    ] = False,
    guarantees: Annotated[
        bool, typer.Option("--guarantees", help="The guarantees of the procedure instead of rights.")
    ] = False,
    on: OnDay = None,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Show who has which right on a day, by law or by practice, and what treaties owe beside it.

    Example: asylia rights JP --status refugee --on 2026-11-22
    """
    book, day = lawbook(law), day_from(on)
    if compare and (guarantees or status):
        raise InputError("--compare stands alone", mend="leave out --status and --guarantees")
    kind = "guarantees" if guarantees else "rights"
    codes = places_named([place] if place else ["all"], book.data)
    if status and not place:
        # A status of one place, or a group that not every place has, shows the places that have it.
        codes = tuple(code for code in codes if has_column(_matrix(book, code, kind), status)) or codes
    shown = [(_words(book, code, day, lang), _table(book, code, day, kind, status, compare=compare)) for code in codes]
    if output is Format.JSON:
        print_json([table_json(words.law, day, kind, one, words) for words, one in shown])
        return
    for words, one in shown:
        title = f"{words.texts.word('rights_compared' if compare else kind + '_title')}: {words.place()}"
        head = [Line(0, title, "title"), Line(0, words.texts.word("assessed_on", date=day), "note")]
        if output is Format.MARKDOWN:
            sys.stdout.write(to_markdown(head) + "\n" + markdown_of(one, kind, words) + "\n")
        elif status:
            print_lines([*head, *_in_full(one, words, treaties=not guarantees)])
        else:
            print_lines(head)
            if one.rows:
                print_table(*signs_grid(one, kind, words))
                print_lines(list(legend(one, words)))
            else:
                print_lines([_why_empty(one, words)])
    print_lines([Line(0, shown[0][0].texts.caution("not_legal_advice"), "warning")])


def _words(book: Lawbook, place: str, day: date, lang: str) -> Words:
    return Words(book.at(day, place), texts(lang))


def _table(book: Lawbook, place: str, day: date, kind: str, status: str | None, *, compare: bool) -> Table:
    tables, matrix = book.data.tables, _matrix(book, place, kind)
    rows = tables.guarantee_rows if kind == "guarantees" else tables.rights_rows
    if compare:
        return differing(table(matrix, rows, columns_compared(matrix), day))
    columns = column_named(matrix, status) if status else tuple(matrix.columns.values())
    return table(matrix, rows, columns, day)


def _matrix(book: Lawbook, place: str, kind: str) -> Matrix:
    tables = book.data.tables
    return (tables.guarantees if kind == "guarantees" else tables.rights).get(place) or Matrix(place, {}, ())


def _why_empty(shown: Table, words: Words) -> Line:
    """A comparison without a row: there is one kind of holder only, or all have the same."""
    key = "rights_compared_same" if len(shown.columns) > 1 else "rights_compared_alone"
    return Line(1, words.texts.word(key), "note")


def _in_full(shown: Table, words: Words, *, treaties: bool) -> Iterator[Line]:
    for at in range(len(shown.columns)):
        yield from column_in_full(shown, at, words, treaties=treaties)
