"""Reads the matrices of rights and guarantees, their common rows, and the duties of treaties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.read_procedure import Known, by_id, one_of, support_of
from asylia.lawbook.rights import (
    GROUPS,
    LEVELS,
    OWED_TO,
    STANDARDS,
    VALUES,
    Cell,
    Column,
    Duty,
    Matrix,
    Row,
)
from asylia.lawbook.strict_yaml import read_yaml


def read_rows(path: Path, shown: str, key: str) -> Mapping[str, Row]:
    """The rows under a key, `rights` or `guarantees`, by id in the order of the file."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    found: dict[str, Row] = {}
    for value, line in top.items(key):
        fields = Fields(value, shown, "a row", line)
        row = Row(fields.text("id"), fields.titles())
        fields.close()
        if row.id in found:
            raise fields.error(f"the row {row.id!r} stands twice", "id")
        found[row.id] = row
    return found


def read_matrix(
    path: Path,
    shown: str,
    kind: str,
    known: Known,
    rows: Collection[str],
    stages: Collection[str],
) -> Matrix:
    """A matrix of `kind` right or guarantee."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")

    def column(fields: Fields) -> Column:
        return _column(fields, kind, known, stages)

    columns = by_id(top, "columns", f"a column of {kind}s", known.place.prefix, column)
    cells = [
        _cell(Fields(value, shown, f"a cell of {kind}s", line), kind, known.conditions, rows, columns)
        for value, line in top.items("cells")
    ]
    _refuse_two_at_once(top, cells)
    _refuse_unclear_ids(top, cells, known.provisions)
    top.close()
    return Matrix(known.place.code, columns, tuple(cells), shown)


def _column(fields: Fields, kind: str, known: Known, stages: Collection[str]) -> Column:
    if kind == "guarantee":
        column = Column(fields.text("id"), fields.titles(), stages=fields.texts("stages"))
        for stage in column.stages:
            if stage not in stages:
                raise fields.error(f"there is no stage {stage!r}", "stages", nearest(stage, stages))
        return column
    column = Column(
        fields.text("id"),
        fields.titles(),
        fields.one_of("group", GROUPS),
        known.conditions.read(fields.take("holds when"), fields.file, fields.block.lines.get("holds when")),
        fields.texts("given by"),
    )
    for name in column.given_by:
        if name not in known.provisions:
            raise fields.error(f"there is no provision {name!r}", "given by", nearest(name, known.provisions))
    return column


def _cell(fields: Fields, kind: str, conditions: Conditions, rows: Collection[str], columns: Collection[str]) -> Cell:
    kept = fields.optional("kept when") if kind == "guarantee" else None
    cell = Cell(
        one_of(fields, kind, rows, f"row of {kind}s", optional=False),
        one_of(fields, "column", columns, "column", optional=False),
        fields.one_of("value", VALUES),
        fields.text("says", ""),
        fields.day("from"),
        fields.day("to"),
        fields.flag("by practice"),
        fields.text("id", "") if kind == "guarantee" else "",
        None if kept is None else conditions.read(kept, fields.file, fields.block.lines["kept when"]),
        support_of(fields),
        fields.line or 0,
    )
    if bool(cell.id) != (cell.kept is not None):
        raise fields.error("'id' and 'kept when' go together", "id", "write both or neither")
    fields.close()
    return cell


def _refuse_two_at_once(top: Fields, cells: list[Cell]) -> None:
    by_cell: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        for other in by_cell.setdefault((cell.row, cell.column), []):
            late, early = (cell, other) if (cell.start or other.start) == cell.start else (other, cell)
            if early.covers(late.start) if late.start else late.covers(early.start) if early.start else True:
                raise top.error(
                    f"two cells say {cell.row} of {cell.column} at once (lines {other.line} and {cell.line})",
                    "cells",
                    "end the earlier one with 'to'",
                )
        by_cell[cell.row, cell.column].append(cell)


def _refuse_unclear_ids(top: Fields, cells: list[Cell], provisions: Collection[str]) -> None:
    lines: dict[str, int] = {}
    for cell in cells:
        if cell.id in provisions:
            raise top.error(f"{cell.id} (line {cell.line}) is the id of a provision", "cells", "choose another id")
        if cell.id and lines.setdefault(cell.id, cell.line) != cell.line:
            raise top.error(f"the id {cell.id!r} stands twice (lines {lines[cell.id]} and {cell.line})", "cells")


def read_duties(
    path: Path,
    shown: str,
    conditions: Conditions,
    rights: Mapping[str, Row],
    treaties: Collection[str],
    places: Collection[str],
) -> tuple[Duty, ...]:
    """What treaties owe to whom."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    found: dict[str, Duty] = {}
    for value, line in top.items("duties"):
        fields = Fields(value, shown, "a duty", line)
        right = one_of(fields, "right", rights, "row of rights")
        holds, kept = fields.optional("holds when"), fields.optional("kept when")
        duty = Duty(
            fields.text("id"),
            one_of(fields, "treaty", treaties, "treaty", optional=False),
            fields.text("article"),
            fields.titles(),
            right,
            fields.one_of("to", OWED_TO),
            fields.one_of("level", LEVELS),
            fields.one_of("standard", STANDARDS),
            fields.text("says", ""),
            None if holds is None else conditions.read(holds, shown, fields.block.lines["holds when"]),
            _not_at(fields, places),
            support_of(fields),
            None if kept is None else conditions.read(kept, shown, fields.block.lines["kept when"]),
        )
        fields.close()
        if duty.id in found:
            raise fields.error(f"the id {duty.id!r} stands twice", "id")
        found[duty.id] = duty
    top.close()
    return tuple(found.values())


def _not_at(fields: Fields, places: Collection[str]) -> Mapping[str, str]:
    found = {}
    for value, line in fields.items("not at"):
        inner = Fields(value, fields.file, "not at", line)
        inner.texts("sources")
        found[one_of(inner, "place", places, "place", optional=False)] = inner.text("says")
        inner.close()
    return found
