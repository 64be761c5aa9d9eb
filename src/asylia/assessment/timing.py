"""The time limits of a case at a place: what the law data and the answers give to the reckoning of due days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from asylia.assessment.casefile import CaseFile
from asylia.deadlines.calendars import calendar_of
from asylia.deadlines.due import DueDate, Reckoning, due_dates
from asylia.lawbook.law import LIMIT, Law
from asylia.lawbook.procedure import Limit
from asylia.logic.reasons import Reasons
from asylia.logic.truth import Truth
from asylia.logic.values import Answer


def limits_of(
    law: Law,
    case: CaseFile,
    answers: Mapping[str, Answer],
    values: Sequence[Truth],
    day: date,
    closed: Collection[date] = (),
    reasons: Reasons | None = None,
) -> tuple[DueDate, ...]:
    """Every time limit that the person has or may have at the place of a law, the most urgent first.

    `values` are those of the law's program for these answers; `closed` are further days on which offices were closed.
    """
    timetable = law.data.tables.timetables.get(law.place)
    if timetable is None:
        return ()
    found = reasons or Reasons(law.program, values, answers, lambda _fact: 1.0)
    return due_dates(
        Reckoning(
            timetable,
            calendar_of(timetable, closed),
            law.data.events,
            answers,
            case.times,
            day,
            lambda limit: values[law.program.place_of[LIMIT + limit.id]],
            lambda limit: _open_facts(limit, found),
        )
    )


def _open_facts(limit: Limit, reasons: Reasons) -> tuple[str, ...]:
    """The facts that keep it open whether the person has a limit."""
    return tuple(dict.fromkeys(leaf.name for leaf in reasons.of(LIMIT + limit.id).leaves() if leaf.name))
