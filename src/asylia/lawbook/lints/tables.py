"""Lints of time limits, stages, rights and guarantees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Checked, Remark
from asylia.lawbook.procedure import Limit, Move, Stage, Step, Support

RENEW_CALENDAR = timedelta(days=31)
"""How long before the last announced holiday somebody should look for the next year's."""


def _stages(law: Checked, place: str) -> tuple[Stage, ...]:
    procedure = law.data.tables.procedures.get(place)
    return (*procedure.stages.values(), *procedure.custody.values()) if procedure else ()


def _ways(stage: Stage) -> tuple[Step | Move, ...]:
    return (*stage.steps, *stage.moves)


def _limits(law: Checked) -> Iterator[Limit]:
    for timetable in law.data.tables.timetables.values():
        yield from timetable.limits.values()


def dead_end_without_words(law: Checked) -> Iterator[Remark]:
    """A stage from which nothing leads on, and that does not say so."""
    for procedure in law.data.tables.procedures.values():
        for stage in procedure.stages.values():
            if not stage.moves and not stage.dead_end:
                says = f"nothing leads on from {stage.id}, and it has no words for that"
                yield Remark("dead-end", ERROR, stage.file, stage.line, says, "add 'moves' or 'dead end'")


def limit_that_no_stage_names(law: Checked) -> Iterator[Remark]:
    """A limit of the person that no step and no move tells of."""
    for limit in _limits(law):
        stages = _stages(law, limit.place)
        named = {part.limit for stage in stages for part in _ways(stage)}
        if stages and limit.acts == "person" and limit.id not in named:
            says = f"no stage names the limit {limit.id}"
            yield Remark("limit-without-stage", WARNING, limit.file, limit.line, says, "name it in a step or a move")


def remedy_without_limit(law: Checked) -> Iterator[Remark]:
    """A remedy (a provision of kind gate) that a stage leads to, and for which no limit says by when."""
    for place in law.data.tables.procedures:
        kept_open = {remedy for limit in _limits(law) if limit.place == place for remedy in limit.remedy}
        for stage in _stages(law, place):
            for part in _ways(stage):
                is_gate = bool(part.remedy) and law.data.provisions[part.remedy].kind == "gate"
                if is_gate and not part.limit and part.remedy not in kept_open:
                    says = f"{stage.id} names the remedy {part.remedy}, for which there is no limit"
                    mend = "add the limit, also where the law sets none"
                    yield Remark("remedy-without-limit", WARNING, stage.file, stage.line, says, mend)


def missing_cell(law: Checked) -> Iterator[Remark]:
    """A column without a cell for a right that other columns of the place have."""
    for matrix in law.data.tables.rights.values():
        rows = dict.fromkeys(cell.row for cell in matrix.cells)
        for column in matrix.columns:
            absent = [row for row in rows if not any(c.row == row and c.column == column for c in matrix.cells)]
            if absent:
                says = f"{column} says nothing of {', '.join(absent)}"
                yield Remark("missing-cell", INFORMATION, matrix.file, 1, says, "say no or unknown where that is meant")


def statement_without_source(law: Checked) -> Iterator[Remark]:
    """A limit, a stage or a cell that is held with high confidence and names no source."""
    for what, support, file, line in _statements(law):
        if not support.sources and support.confidence == "high":
            mend = "add the tag under 'sources', or say with which confidence it is held"
            yield Remark("missing-source", WARNING, file, line, f"{what} has no source", mend)


def _statements(law: Checked) -> Iterator[tuple[str, Support, str, int]]:
    for limit in _limits(law):
        for version in limit.versions:
            own = version.support if version.support.sources else limit.support
            support = own if version.support.confidence == "high" else version.support
            yield f"{limit.id} from {version.start}", support, limit.file, limit.line
    for place in law.data.tables.procedures:
        yield from ((stage.id, stage.support, stage.file, stage.line) for stage in _stages(law, place))
    for matrix in (*law.data.tables.rights.values(), *law.data.tables.guarantees.values()):
        for cell in matrix.cells:
            if cell.value != "unknown":
                yield f"{cell.row} of {cell.column}", cell.support, matrix.file, cell.line


def calendar_to_renew(law: Checked) -> Iterator[Remark]:
    """A calendar whose announced holidays end soon."""
    for place, timetable in law.data.tables.timetables.items():
        until = timetable.calendar.announced_until
        if until < law.today + RENEW_CALENDAR:
            folder = law.data.places[place].folder
            file = f"{law.name}/{folder}/deadlines.yaml"
            mend = "look for the holidays of the next year and move 'announced until'"
            says = f"the holidays of {place} are known until {until}"
            yield Remark("calendar-to-renew", WARNING, file, law.line(file, "calendar"), says, mend)
