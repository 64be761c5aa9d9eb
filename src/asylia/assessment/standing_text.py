"""Where the person stands, in words: the stage with its steps, the rights of now and of each possible grant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asylia.assessment.findings import Assessment
from asylia.assessment.lines import Json, Line
from asylia.assessment.standing import cells_of, columns_given_by, has_changed_between, steps_in_force
from asylia.assessment.words import Words
from asylia.languages.texts import Texts
from asylia.lawbook.procedure import Stage, Step
from asylia.lawbook.rights import VALUES, Cell, Column, Matrix

STAGES_NAMED = 4
"""How many stages that are not ruled out are named; more are counted."""
STATUS_STATES = ("yes", "open")
SIGNS = {"yes": "✓", "partial": "±", "discretionary": "◇", "no": "✗", "unknown": "?", "": "–"}
"""A sign per value, always beside its word or explained under the table; the last is for a cell that says nothing."""


def stage_lines(assessment: Assessment, words: Words) -> Iterator[Line]:
    """The stage of now with what to do, what one is safe from meanwhile, and custody."""
    texts, stands = words.texts, assessment.standing
    if stands.stage is None and not stands.may_be and stands.custody is None:
        return
    yield Line(0, texts.word("stage_title"), "heading")
    as_of = assessment.law.data.tables.procedures[assessment.law.place].as_of
    if has_changed_between(assessment.law, assessment.day, as_of):
        yield Line(1, texts.word("stage_as_of", date=as_of), "warning", "!")
    if stands.stage is not None:
        yield from _stage(stands.stage, assessment, words)
    else:
        yield Line(1, texts.word("stage_unknown"), "finding", "?")
    if 0 < len(stands.may_be) <= STAGES_NAMED:
        names = texts.word("list_separator").join(texts.titled(stage.title) for stage in stands.may_be)
        yield Line(2, texts.word("stage_may_be", stages=names), "note")
    elif stands.may_be:
        yield Line(2, texts.word("stage_may_be_n", n=len(stands.may_be)), "note")
    if stands.custody is not None:
        yield Line(1, f"{texts.word('custody_title')}: {texts.titled(stands.custody.title)}", "finding", "→")
        yield from _steps(stands.custody, assessment, words)


def _stage(stage: Stage, assessment: Assessment, words: Words) -> Iterator[Line]:
    texts = words.texts
    doubtful = assessment.law.is_unverified(stage.support)
    mark = f" [{texts.word('unverified_mark')}]" if doubtful else ""
    yield Line(1, texts.titled(stage.title) + mark, "finding", "→")
    if stage.authority:
        where = f" ({texts.said(stage.where)})" if stage.where else ""
        yield Line(2, f"{texts.word('stage_authority')}: {texts.titled(stage.authority)}{where}", "note")
    if stage.takes:
        tags = f" [{', '.join(stage.takes_sources)}]" if stage.takes_sources else ""
        yield Line(2, f"{texts.word('stage_takes')}: {texts.said(stage.takes)}{tags}", "note")
    for said in stage.meanwhile:
        yield Line(2, texts.said(said), "note")
    for cite in stage.support.basis:
        yield Line(2, words.citation(cite), "cite")
    yield from _steps(stage, assessment, words)
    if stage.dead_end:
        yield Line(2, texts.said(stage.dead_end), "note")


def _steps(stage: Stage, assessment: Assessment, words: Words) -> Iterator[Line]:
    for step in steps_in_force(assessment.law, stage, assessment.day):
        yield Line(2, words.texts.said(step.act), "note", "▸")


def rights_lines(assessment: Assessment, words: Words) -> Iterator[Line]:
    """The rights of now, and those that each grant still possible would bring: rows gathered by value."""
    matrix = assessment.law.data.tables.rights.get(assessment.law.place)
    if matrix is None:
        return
    here = assessment.standing.columns
    if here:
        yield Line(0, words.texts.word("rights_now"), "heading")
        for column in here:
            yield from column_lines(assessment, matrix, column, words)
    granted = [column for column in possible_grants(assessment, matrix) if column not in here]
    if granted:
        yield Line(0, words.texts.word("rights_after_grant"), "heading")
        for column in granted:
            yield from column_lines(assessment, matrix, column, words)


def possible_grants(assessment: Assessment, matrix: Matrix) -> tuple[Column, ...]:
    """The columns to which a provision leads that holds or is open for this person."""
    possible = [f.provision.id for f in assessment.findings if f.state in STATUS_STATES and f.exact != "no"]
    return columns_given_by(matrix, possible)


def column_lines(assessment: Assessment, matrix: Matrix, column: Column, words: Words) -> Iterator[Line]:
    """One column in a few lines: which rights are there, in part, at discretion, not there, not known."""
    texts, cells = words.texts, cells_of(matrix, column.id, assessment.day)
    yield Line(1, texts.titled(column.title), "finding", "•")
    rows = assessment.law.data.tables.rights_rows
    for value in VALUES:
        named = [texts.titled(row.title) for name, row in rows.items() if name in cells and cells[name].value == value]
        if named:
            text = f"{texts.word('right_' + value)}: {texts.word('list_separator').join(named)}"
            yield Line(2, text, "note", SIGNS[value])


def cell_text(cell: Cell | None, texts: Texts, words: Words) -> str:
    """A cell in words: sign, value, what it says, whether by practice, whether unverified."""
    if cell is None:
        return SIGNS[""]
    marks = [texts.word("by_practice")] if cell.by_practice else []
    if cell.value != "unknown" and words.law.is_unverified(cell.support):
        marks.append(texts.word("unverified_mark"))
    said = f": {texts.marked(cell.says)}" if cell.says else ""
    suffix = f" [{', '.join(marks)}]" if marks else ""
    return f"{SIGNS[cell.value]} {texts.word('right_' + cell.value)}{said}{suffix}"


def stage_json(assessment: Assessment, words: Words) -> Json:
    """The stage and custody of one place."""
    stands, texts = assessment.standing, words.texts
    stage, custody = stands.stage, stands.custody
    return {
        "jurisdiction": assessment.law.place,
        "stage": stage.id if stage else None,
        "general": stage.general if stage else None,
        "title": texts.titled(stage.title) if stage else None,
        "may_be": [other.id for other in stands.may_be],
        "custody": custody.id if custody else None,
        "custody_general": custody.general if custody else None,
        "as_of": _as_of(assessment),
        "takes": texts.said(stage.takes) if stage and stage.takes else "",
        "takes_sources": list(stage.takes_sources) if stage else [],
        "citations": [{"id": cite, "text": words.citation(cite)} for cite in (stage.support.basis if stage else ())],
        "sources": list(stage.support.sources) if stage else [],
        "unverified": stage is not None and assessment.law.is_unverified(stage.support),
        "meanwhile": [texts.said(said) for said in stage.meanwhile] if stage else [],
        "dead_end": texts.said(stage.dead_end) if stage and stage.dead_end else "",
        "moves": [
            {"to": move.to, "on": texts.titled(move.on), "remedy": move.remedy, "limit": move.limit}
            for move in (stage.moves if stage else ())
        ],
    }


def _as_of(assessment: Assessment) -> str | None:
    procedure = assessment.law.data.tables.procedures.get(assessment.law.place)
    return procedure.as_of.isoformat() if procedure else None


def steps_of_stage(assessment: Assessment, texts: Texts) -> list[Json]:
    """What to do at the stage and in the custody of now."""
    stands = assessment.standing
    return [
        _step(assessment, stage, step, texts)
        for stage in (stands.custody, stands.stage)
        if stage is not None
        for step in steps_in_force(assessment.law, stage, assessment.day)
    ]


def _step(assessment: Assessment, stage: Stage, step: Step, texts: Texts) -> Json:
    return {
        "jurisdiction": assessment.law.place,
        "id": step.remedy or step.limit or stage.id,
        "stage": stage.id,
        "act": texts.said(step.act),
        "where": texts.said(stage.where) if stage.where else "",
        "limit": step.limit,
        "citations": list(step.basis),
    }


def rights_json(assessment: Assessment, words: Words) -> list[Json]:
    """The rights of now and after each grant still possible, column by column."""
    matrix = assessment.law.data.tables.rights.get(assessment.law.place)
    if matrix is None:
        return []
    here = assessment.standing.columns
    granted = [column for column in possible_grants(assessment, matrix) if column not in here]
    return [
        {
            "jurisdiction": assessment.law.place,
            "column": column.id,
            "group": column.group,
            "title": words.texts.titled(column.title),
            "when": when,
            "cells": cells_json(cells_of(matrix, column.id, assessment.day), words),
        }
        for when, columns in (("now", here), ("after grant", granted))
        for column in columns
    ]


def cells_json(cells: Mapping[str, Cell], words: Words) -> list[Json]:
    """Cells with their value, dates, basis and sources."""
    tables = words.law.data.tables
    rows = {**tables.rights_rows, **tables.guarantee_rows}
    return [
        {
            "row": name,
            "title": words.texts.titled(rows[name].title),
            "value": cell.value,
            "says": cell.says,
            "by_practice": cell.by_practice,
            "from": cell.start.isoformat() if cell.start else None,
            "to": cell.end.isoformat() if cell.end else None,
            "unverified": words.law.is_unverified(cell.support),
            "citations": [{"id": cite, "text": words.citation(cite)} for cite in cell.support.basis],
            "sources": list(cell.support.sources),
            "confidence": cell.support.confidence,
        }
        for name, cell in cells.items()
    ]
