"""Why an answer is what it is: shortest support for a yes, cheapest defeat for a no, what is open for the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from asylia.logic.expression import AtLeast, Compare, Expression, Not, Ref
from asylia.logic.program import Program
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answers


@dataclass(frozen=True, slots=True)
class Reason:
    """A tree: an expression, its value, and the parts that suffice for it (for UNKNOWN, the parts that are open)."""

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
            found = self._reasons[id(expression)] = self._new_reason(expression, expression.cites)
        return found

    def _new_reason(self, expression: Expression, cites: tuple[str, ...]) -> Reason:
        program = self._program
        place = program.place(expression)
        value = self._values[place]
        if isinstance(expression, Ref) and expression.name in program.formulas:
            inner = program.formulas[expression.name]
            return Reason(expression, value, expression.name, False, cites, (self._reason(inner),))
        chosen = self._chosen(place, expression)
        name = (
            expression.name
            if isinstance(expression, Ref)
            else expression.fact
            if isinstance(expression, Compare)
            else ""
        )
        given = bool(name) and name in self._answers and value is not UNKNOWN and not chosen
        return Reason(expression, value, name, given, cites, tuple([self._reason(part) for part in chosen]))

    def _chosen(self, place: int, expression: Expression) -> tuple[Expression, ...]:
        """The parts that carry the value."""
        value = self._values[place]
        if isinstance(expression, Ref):
            return self._derivation(place, expression.name)
        if isinstance(expression, Not):
            return (expression.part,)
        parts = getattr(expression, "parts", ())
        with_value = [part for part in parts if self._values[self._program.place(part)] is value]
        needed = _needed(expression, value, len(parts))
        if value is UNKNOWN or needed is None or needed >= len(with_value):
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
            name = (
                expression.name
                if isinstance(expression, Ref)
                else expression.fact
                if isinstance(expression, Compare)
                else ""
            )
            return 1.0, self._burden(name) if name else 0.0
        costs = [self._cost_of(part) for part in chosen]
        return sum(leaves for leaves, _ in costs), sum(burden for _, burden in costs)


def _needed(expression: Expression, value: Truth, parts: int) -> int | None:
    """How many parts of that value suffice; `None` for all of them."""
    kind = type(expression).__name__
    if isinstance(expression, AtLeast):
        return expression.count if value is YES else parts - expression.count + 1
    return _SUFFICES.get((kind, value))


_SUFFICES: Mapping[tuple[str, Truth], int] = {("Any", YES): 1, ("All", NO): 1}

__all__ = ["NO", "Reason", "Reasons"]
