"""Whether a guarantee was kept, asked by its name: cells of a place, and duties of treaties, that say when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import KEPT, Law
from asylia.lawbook.model import LawData
from asylia.logic.expression import Const
from asylia.logic.reasons import Reasons
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer

NATURE = "guaranteed"
"""The nature of every guarantee."""


def names_of_guarantees(data: LawData, place: str) -> frozenset[str]:
    """The guarantees of a place that say when they are kept: its own, and those that treaties owe there."""
    matrix = data.tables.guarantees.get(place)
    own = {cell.id for cell in matrix.cells if cell.kept is not None} if matrix else set()
    owed = {duty.id for duty in data.tables.duties if duty.kept is not None and place not in (duty.not_at or {})}
    return frozenset(own | owed)


def binds(law: Law, name: str, day: date) -> Truth:
    """Whether a guarantee is in force on a day; open where the day on which its treaty began is not certain."""
    matrix = law.data.tables.guarantees.get(law.place)
    if any(cell.id == name and cell.covers(day) for cell in (matrix.cells if matrix else ())):
        return YES
    treaties = [law.formulas[TREATY + duty.treaty] for duty in law.data.tables.duties if duty.id == name]
    if not treaties or treaties[0] == Const(False):
        return NO
    return YES if treaties[0] == Const(True) else UNKNOWN


def kept(law: Law, name: str, answers: Mapping[str, Answer]) -> tuple[Truth, tuple[str, ...]]:
    """Whether it was kept; if that is open, the facts on which it hangs. Three-valued: completions are not searched."""
    values: Sequence[Truth] = law.program.evaluate(answers)
    value = values[law.program.place_of[KEPT + name]]
    if value is not UNKNOWN:
        return value, ()
    leaves = Reasons(law.program, values, answers, lambda _fact: 1.0).of(KEPT + name).leaves()
    return value, tuple(dict.fromkeys(leaf.name for leaf in leaves if leaf.name))
