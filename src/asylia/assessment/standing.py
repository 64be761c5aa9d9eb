"""Where a person stands: the stage of the procedure, custody, and the rights of now and of each possible grant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asylia.lawbook.law import COLUMN, STAGE, Law
from asylia.lawbook.procedure import Stage, Step
from asylia.lawbook.rights import Cell, Column, Matrix
from asylia.logic.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage and the custody of now, if the facts settle them, and what they may also be."""

    stage: Stage | None = None
    may_be: tuple[Stage, ...] = ()
    """Further stages that are not ruled out and would come before it."""
    custody: Stage | None = None
    columns: tuple[Column, ...] = ()
    """The columns of the rights table in which the person stands now."""


def standing(law: Law, values: Sequence[Truth]) -> Standing:
    """Where the person stands at the place of a law; `values` are those of the law's program."""
    procedure = law.data.tables.procedures.get(law.place)
    matrix = law.data.tables.rights.get(law.place)
    columns = matrix.columns.values() if matrix else ()

    def of(prefix: str, name: str) -> Truth:
        return values[law.program.place_of[prefix + name]]

    here = tuple(column for column in columns if column.holds is not None and of(COLUMN, column.id) is YES)
    if procedure is None:
        return Standing(columns=here)
    now = {stage.id: of(STAGE, stage.id) for stage in (*procedure.stages.values(), *procedure.custody.values())}
    stage, may_be = _first(procedure.stages, now)
    return Standing(stage, may_be, _first(procedure.custody, now)[0], here)


def _first(stages: Mapping[str, Stage], now: Mapping[str, Truth]) -> tuple[Stage | None, tuple[Stage, ...]]:
    """The first stage that holds, and those before it that are not ruled out."""
    before: list[Stage] = []
    for stage in stages.values():
        if now[stage.id] is YES:
            return stage, tuple(before)
        if now[stage.id] is UNKNOWN:
            before.append(stage)
        assert now[stage.id] in (UNKNOWN, NO)
    return None, tuple(before)


def steps_in_force(law: Law, stage: Stage, day: date) -> tuple[Step, ...]:
    """The steps of a stage whose provision and whose limit existed on a day; those that name neither always stand."""
    tables = law.data.tables
    limits = tables.timetables[law.place].limits if law.place in tables.timetables else {}
    return tuple(
        step
        for step in stage.steps
        if (not step.remedy or law.versions.get(step.remedy))
        and (not step.limit or any(version.start <= day for version in limits[step.limit].versions))
    )


def has_changed_between(law: Law, earlier: date, later: date) -> bool:
    """Whether the law of the place began to say something new after one day and up to another."""
    here = (provision for provision in law.data.provisions.values() if provision.place == law.place)
    return any(earlier < version.start <= later for provision in here for version in provision.versions)


def cells_of(matrix: Matrix, column: str, day: date) -> Mapping[str, Cell]:
    """What the matrix says in a column on a day, by row."""
    return {cell.row: cell for cell in matrix.cells if cell.column == column and cell.covers(day)}


def columns_given_by(matrix: Matrix, provisions: Collection[str]) -> tuple[Column, ...]:
    """The columns to which a grant under one of these provisions leads."""
    return tuple(column for column in matrix.columns.values() if set(column.given_by) & set(provisions))
