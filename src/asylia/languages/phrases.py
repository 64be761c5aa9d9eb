"""The sentences and titles of limits and stages, which a language says by the English itself.

They stand in `languages/<language>/phrases.yaml`. A sentence of the law data that changes finds no phrase any more and
is shown in English, marked, until somebody follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asylia.languages.texts import ORIGINAL
from asylia.lawbook.model import LawData
from asylia.lawbook.procedure import Limit, Stage


def sentences_of(data: LawData) -> Mapping[str, str]:
    """Every sentence of limits and stages that a reader may be shown, with the id of the first that says it."""
    found: dict[str, str] = {}
    for timetable in data.tables.timetables.values():
        for limit in timetable.limits.values():
            for text in _of_limit(limit):
                found.setdefault(text, limit.id)
    for procedure in data.tables.procedures.values():
        for stage in (*procedure.stages.values(), *procedure.custody.values()):
            for text in _of_stage(stage):
                found.setdefault(text, stage.id)
    return found


def titles_of(data: LawData) -> Mapping[str, str]:
    """Every English title that the guide's result may show, with the id of the first that bears it.

    Of time limits, rights, stages and the offices behind them. The law's own files say them in the languages of the
    places; further languages in `languages/<language>/titles.yaml`.
    """
    found: dict[str, str] = {}
    for timetable in data.tables.timetables.values():
        for limit in timetable.limits.values():
            found.setdefault(limit.title[ORIGINAL], limit.id)
    for row in data.tables.rights_rows.values():
        found.setdefault(row.title[ORIGINAL], row.id)
    for procedure in data.tables.procedures.values():
        for stage in (*procedure.stages.values(), *procedure.custody.values()):
            found.setdefault(stage.title[ORIGINAL], stage.id)
            if stage.authority:
                found.setdefault(stage.authority[ORIGINAL], stage.id)
    return found


def _of_limit(limit: Limit) -> Iterator[str]:
    texts = (limit.act, limit.where, limit.how_excused, limit.how_it_stops, limit.if_missed)
    notes = (text for version in limit.versions for text in (version.without_limit, version.support.note))
    yield from filter(None, (*texts, *notes))


def _of_stage(stage: Stage) -> Iterator[str]:
    texts = (stage.where, stage.takes, stage.dead_end, *stage.meanwhile, *(step.act for step in stage.steps))
    yield from filter(None, texts)
