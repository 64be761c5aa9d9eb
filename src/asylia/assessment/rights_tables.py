"""The tables of rights and guarantees of a place, and of what sets refugees and other holders of protection apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asylia.assessment.lines import Json, Line
from asylia.assessment.standing import cells_of
from asylia.assessment.standing_text import SIGNS, cell_text, cells_json
from asylia.assessment.words import Words
from asylia.errors import InputError
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Law
from asylia.lawbook.rights import Cell, Column, Duty, Matrix, Row
from asylia.logic.expression import Const
from asylia.plain import markdown_table

_HEADS = {"rights": "right_title", "guarantees": "guarantee_title"}
COMPARED = ("refugee", "complementary", "humanitarian")
"""Groups of columns that stand beside each other where refugees are compared with other holders of protection."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by columns of one matrix on one day."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Row, tuple[Cell | None, ...]], ...]


def table(matrix: Matrix, rows: Mapping[str, Row], columns: Sequence[Column], day: date) -> Table:
    """What a matrix says in some of its columns on a day; rows without any cell are left out."""
    by_column = [cells_of(matrix, column.id, day) for column in columns]
    found = [(row, tuple(cells.get(name) for cells in by_column)) for name, row in rows.items()]
    return Table(tuple(columns), tuple((row, cells) for row, cells in found if any(cells)))


def column_named(matrix: Matrix, name: str) -> tuple[Column, ...]:
    """The columns that a name means: one by its id, with or without the place, or all of a group. Raises InputError."""
    found = _columns(matrix, name)
    if not found:
        known = dict.fromkeys(known for column in matrix.columns.values() for known in (column.id, column.group))
        raise InputError(f"there is no status {name!r} at {matrix.place}", mend=nearest(name, filter(None, known)))
    return found


def has_column(matrix: Matrix, name: str) -> bool:
    """Whether a name means a column of the matrix."""
    return bool(_columns(matrix, name))


def _columns(matrix: Matrix, name: str) -> tuple[Column, ...]:
    found = [column for column in matrix.columns.values() if name in (column.id, column.id.partition(".")[2])]
    return tuple(found or [column for column in matrix.columns.values() if column.group == name])


def columns_compared(matrix: Matrix) -> tuple[Column, ...]:
    """The columns of refugees and of other holders of protection."""
    return tuple(column for group in COMPARED for column in matrix.columns.values() if column.group == group)


def differing(compared: Table) -> Table:
    """The rows in which not all columns say the same value."""
    rows = [(row, cells) for row, cells in compared.rows if len({cell.value if cell else "" for cell in cells}) > 1]
    return Table(compared.columns, tuple(rows))


def duties_beside(law: Law, right: str) -> tuple[Duty, ...]:
    """The duties of treaties that stand beside a right: those in force for the place on the day, reservations out."""
    return tuple(duty for duty in duties_in_force(law) if duty.right == right)


def duties_in_force(law: Law) -> tuple[Duty, ...]:
    """The duties of all treaties that bind the place on the day."""
    return tuple(
        duty
        for duty in law.data.tables.duties
        if law.place not in (duty.not_at or {}) and law.formulas.get(TREATY + duty.treaty) == Const(True)
    )


def signs_grid(shown: Table, kind: str, words: Words) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of a table of signs, its columns lettered; `legend` says what they are.

    `kind` is rights or guarantees.
    """
    head = (words.texts.word(_HEADS[kind]), *(_letter(at) for at in range(len(shown.columns))))
    rows = [
        (words.texts.titled(row.title), *(SIGNS[cell.value if cell else ""] for cell in cells))
        for row, cells in shown.rows
    ]
    return head, rows


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def legend(shown: Table, words: Words) -> Iterator[Line]:
    """What the letters and the signs stand for."""
    texts = words.texts
    for at, column in enumerate(shown.columns):
        yield Line(1, texts.titled(column.title), "note", _letter(at))
    signs = [f"{sign} {texts.word('right_' + value)}" for value, sign in SIGNS.items() if value]
    yield Line(1, "  ".join(signs), "note")


def column_in_full(shown: Table, at: int, words: Words, *, treaties: bool = True) -> Iterator[Line]:
    """One column with everything that its cells say, and the duties of treaties beside each."""
    yield Line(0, words.texts.titled(shown.columns[at].title), "heading")
    for row, cells in shown.rows:
        cell = cells[at]
        yield Line(1, f"{words.texts.titled(row.title)}: {cell_text(cell, words.texts, words)}", "finding")
        if cell is not None:
            for cite in cell.support.basis:
                yield Line(2, words.citation(cite), "cite")
            if cell.support.note:
                yield Line(2, words.texts.marked(cell.support.note), "note")
        for duty in duties_beside(words.law, row.id) if treaties else ():
            yield Line(2, duty_text(duty, words), "note", "§")


def duty_text(duty: Duty, words: Words) -> str:
    """What a treaty owes, to whom and by what standard, in one sentence."""
    texts = words.texts
    return texts.word(
        "duty_text",
        what=texts.titled(duty.title),
        cite=words.citation(f"{duty.treaty} {duty.article}"),
        to=texts.word("duty_to_" + duty.to),
        level=texts.word("duty_level_" + duty.level.replace(" ", "_")),
        standard=texts.word("duty_standard_" + duty.standard.replace(" ", "_")),
    )


def markdown_of(shown: Table, kind: str, words: Words) -> str:
    """The table in Markdown with everything that its cells say."""
    head = [words.texts.word(_HEADS[kind]), *(words.texts.titled(column.title) for column in shown.columns)]
    rows = (
        [words.texts.titled(row.title), *(cell_text(cell, words.texts, words) for cell in cells)]
        for row, cells in shown.rows
    )
    return markdown_table(head, rows)


def table_json(law: Law, day: date, kind: str, shown: Table, words: Words) -> Json:
    """The table as one object, column by column, with the duties of treaties by row."""
    return {
        "jurisdiction": law.place,
        "kind": kind,
        "date": day.isoformat(),
        "columns": [
            {
                "column": column.id,
                "group": column.group,
                "title": words.texts.titled(column.title),
                "given_by": list(column.given_by),
                "stages": list(column.stages),
                "cells": cells_json(
                    {row.id: cell for row, cells in shown.rows if (cell := cells[at]) is not None}, words
                ),
            }
            for at, column in enumerate(shown.columns)
        ],
        "duties": [duty_json(duty, words) for row, _ in shown.rows for duty in duties_beside(law, row.id)],
    }


def duty_json(duty: Duty, words: Words) -> Json:
    """A duty of a treaty as one object."""
    return {
        "id": duty.id,
        "row": duty.right,
        "title": words.texts.titled(duty.title),
        "citation": words.citation(f"{duty.treaty} {duty.article}"),
        "to": duty.to,
        "level": duty.level,
        "standard": duty.standard,
        "says": duty.says,
        "confidence": duty.support.confidence,
    }
