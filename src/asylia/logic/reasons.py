"""Why an answer is what it is: shortest support for a yes, cheapest defeat for a no, what is open for the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from asylia.logic.expression import All, Any, AtLeast, Compare, Expression, Not, Ref
from asylia.logic.program import Program
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answers


class Reason(NamedTuple):
    """A tree: an expression, its value, and the parts that suffice for it (for UNKNOWN, the parts that are open).

    Every assessment makes hundreds: a named tuple is made several times faster than a frozen dataclass.
    """

    expression: Expression
    value: Truth
    name: str
    """Id of the fact, term or provision this is about; empty for a mere connective."""
    given: bool
    """Whether the value was answered rather than worked out."""
    cites: tuple[str, ...]
    parts: tuple[Reason, ...]

    def leaves(self) -> list[Reason]:
        """The facts at the ends of the tree, in the order of the law."""
        if not self.parts:
            return [self]
        return [leaf for part in self.parts for leaf in part.leaves()]


Cost = tuple[float, float]


class Reasons:
    """Reasons for one person's values in a program.

    `burden` says how hard a fact is to establish. A yes is supported by the fewest leaves (ties by burden), a no is
    defeated at the least burden (ties by leaves); further ties go by the order of the law.
    """

    def __init__(
        self, program: Program, values: Sequence[Truth], answers: Answers, burden: Callable[[str], float]
    ) -> None:
        self._program, self._values, self._answers, self._burden = program, values, answers, burden
        self._costs: dict[int, Cost] = {}
        self._reasons: dict[int, Reason] = {}
        """By the identity of an expression, which the program keeps alive."""

    def of(self, name: str) -> Reason:
        """The reason for the value of a named expression of the program."""
        return self._reason(self._program.formulas[name])

    def _reason(self, expression: Expression) -> Reason:
        found = self._reasons.get(id(expression))
        if found is None:
            found = self._reasons[id(expression)] = self._new_reason(expression)
        return found

    def _new_reason(self, expression: Expression) -> Reason:
        place = self._program.place(expression)
        value = self._values[place]
        if isinstance(expression, Ref):
            inner = self._program.formulas.get(expression.name)
            if inner is not None:
                return Reason(expression, value, expression.name, False, expression.cites, (self._reason(inner),))
        chosen = self._chosen(place, expression)
        if chosen:
            name = expression.name if isinstance(expression, Ref) else ""
            parts = tuple([self._reason(part) for part in chosen])
            return Reason(expression, value, name, False, expression.cites, parts)
        name = _fact_in(expression)
        given = value is not UNKNOWN and name in self._answers
        return Reason(expression, value, name, given, expression.cites, ())

    def _chosen(self, place: int, expression: Expression) -> tuple[Expression, ...]:
        """The parts that carry the value."""
        value = self._values[place]
        match expression:
            case Ref(name=name):
                return self._derivation(place, name)
            case Not(part=part):
                return (part,)
            case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
                # Equal expressions share a place, and so do their parts, one by one.
                places = self._program.steps[place].arguments
                with_value = [part for part, at in zip(parts, places, strict=True) if self._values[at] is value]
            case _:
                return ()
        needed = None if value is UNKNOWN else _needed(expression, value)
        if needed is None or needed >= len(with_value):
            return tuple(with_value)
        key = self._shortest if value is YES else self._cheapest
        best = sorted(range(len(with_value)), key=lambda at: key(self._cost_of(with_value[at])))[:needed]
        return tuple(with_value[at] for at in sorted(best))

    def _derivation(self, place: int, name: str) -> tuple[Expression, ...]:
        derivation = self._program.derivations.get(name)
        if derivation is None or self._answers.get(name) in (True, False):
            return ()
        side = {YES: derivation.yes_when, NO: derivation.no_when}.get(self._values[place])
        return (side,) if side is not None else ()

    @staticmethod
    def _shortest(cost: Cost) -> Cost:
        return cost

    @staticmethod
    def _cheapest(cost: Cost) -> Cost:
        return cost[1], cost[0]

    def _cost_of(self, expression: Expression) -> Cost:
        place = self._program.place(expression)
        if place not in self._costs:
            self._costs[place] = self._sum(place, expression)
        return self._costs[place]

    def _sum(self, place: int, expression: Expression) -> Cost:
        if isinstance(expression, Ref) and expression.name in self._program.formulas:
            return self._cost_of(self._program.formulas[expression.name])
        chosen = self._chosen(place, expression)
        if not chosen:
            name = _fact_in(expression)
            return 1.0, self._burden(name) if name else 0.0
        costs = [self._cost_of(part) for part in chosen]
        return sum(leaves for leaves, _ in costs), sum(burden for _, burden in costs)


def _fact_in(leaf: Expression) -> str:
    return leaf.name if isinstance(leaf, Ref) else leaf.fact if isinstance(leaf, Compare) else ""


def _needed(expression: All | Any | AtLeast, value: Truth) -> int | None:
    """How many parts of that value suffice; `None` for all of them."""
    match expression:
        case AtLeast(count=count, parts=parts):
            return count if value is YES else len(parts) - count + 1
        case Any():
            return 1 if value is YES else None
        case All():
            return 1 if value is NO else None


__all__ = ["NO", "Reason", "Reasons"]
