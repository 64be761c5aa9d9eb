"""Can a diagram hold in a completion that the linked facts allow? Depth-first search with unit propagation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from asylia.logic.diagram import FALSE, TRUE, Diagrams, DiagramTooLarge
from asylia.logic.expression import Atom, Compare, Expression, Not, Ref, Test, without_cites

_Literal = tuple[int, bool]


class Clauses:
    """Lists of literals that cannot all be true, over the atoms of a family of diagrams.

    Besides the lists given it knows that limits on one fact follow one another and that a choice excludes the others.
    """

    def __init__(
        self, diagrams: Diagrams, never: Sequence[tuple[Expression, ...]], atoms: Iterable[Atom], cap: int
    ) -> None:
        self._diagrams, self._cap = diagrams, cap
        every = dict.fromkeys([*atoms, *(_atom(literal) for literals in never for literal in literals)])
        lists = [*never, *_order_lists(every), *_choice_lists(every)]
        self._clauses: list[tuple[_Literal, ...]] = [
            tuple(self._literal(one) for one in literals) for literals in lists
        ]
        self._with: dict[_Literal, list[tuple[_Literal, ...]]] = {}
        for clause in self._clauses:
            for literal in clause:
                self._with.setdefault(literal, []).append(clause)
        self._long_with: dict[int, list[tuple[_Literal, ...]]] = {}
        for clause in self._clauses:
            if len(clause) > 2:
                for level, _ in clause:
                    self._long_with.setdefault(level, []).append(clause)
        self._set: list[int] = []
        """Levels set on the way down the present search."""

    def _literal(self, literal: Expression) -> _Literal:
        return self._diagrams.level(_atom(literal)), not isinstance(literal, Not)

    def closed(self, known: Mapping[int, bool]) -> dict[int, bool]:
        """What is known, with all that follows from it at once."""
        values = dict(known)
        self._propagate(list(known), values, [])
        return values

    def possible(self, roots: Sequence[int], closed: dict[int, bool]) -> bool:
        """Whether all the diagrams hold in one completion. `closed` comes from `closed()` and is left as it was.

        Raises DiagramTooLarge after a capped number of steps.
        """
        self._steps = 0
        self._set.clear()
        try:
            return self._search(roots[0], tuple(roots[1:]), closed)
        except DiagramTooLarge:
            # The search was left half-way: without this the next one would take its guesses for what is known.
            for level in self._set:
                del closed[level]
            raise

    def _search(self, node: int, further: tuple[int, ...], values: dict[int, bool]) -> bool:
        self._steps += 1
        if self._steps > self._cap:
            raise DiagramTooLarge(f"more than {self._cap} steps")
        diagrams = self._diagrams
        while node > TRUE:
            level, low, high = diagrams.node(node)
            value = values.get(level)
            if value is None:
                # The branch that ends the search soonest goes first.
                order = (
                    ((True, high), (False, low))
                    if high != FALSE and (high == TRUE or low != TRUE)
                    else ((False, low), (True, high))
                )
                return any(
                    branch != FALSE and self._with_value(level, one, branch, further, values) for one, branch in order
                )
            node = high if value else low
        if node == TRUE and further:
            return self._search(further[0], further[1:], values)
        return node == TRUE and self._rest_is_possible(values)

    def _with_value(
        self, level: int, value: bool, node: int, further: tuple[int, ...], values: dict[int, bool]
    ) -> bool:
        trail = self._set
        before = len(trail)
        values[level] = value
        trail.append(level)
        found = self._propagate([level], values, trail) and self._search(node, further, values)
        while len(trail) > before:
            del values[trail.pop()]
        return found

    def _propagate(self, waiting: list[int], values: dict[int, bool], trail: list[int]) -> bool:
        """Everything that a value forces; False if a list would be true as a whole."""
        while waiting:
            level = waiting.pop()
            for clause in self._with.get((level, values[level]), ()):
                left = -1
                for at, (other, wanted) in enumerate(clause):
                    value = values.get(other)
                    if value is None:
                        if left >= 0:
                            left = -2
                            break
                        left = at
                    elif value is not wanted:
                        left = -2
                        break
                if left == -1:
                    return False
                if left >= 0:
                    forced, wanted = clause[left]
                    values[forced] = not wanted
                    trail.append(forced)
                    waiting.append(forced)
        return True

    def _rest_is_possible(self, values: dict[int, bool]) -> bool:
        """Whether the longer lists that this search touched can all be broken.

        Shorter ones are settled by propagation, and what was not touched can be broken as before the search.
        """
        for level in self._set:
            for clause in self._long_with.get(level, ()):
                free = []
                for other, wanted in clause:
                    value = values.get(other)
                    if value is None:
                        free.append((other, wanted))
                    elif value is not wanted:
                        break
                else:
                    return any(self._with_value(other, not wanted, TRUE, (), values) for other, wanted in free)
        return True


def _atom(literal: Expression) -> Atom:
    plain = without_cites(literal.part if isinstance(literal, Not) else literal)
    assert isinstance(plain, (Ref, Compare))
    return plain


def _order_lists(atoms: Iterable[Atom]) -> list[tuple[Expression, ...]]:
    """Neighbouring limits on one fact: past the higher one means past the lower one."""
    limits: dict[str, list[Compare]] = {}
    for atom in atoms:
        if isinstance(atom, Compare) and atom.test is Test.AT_LEAST:
            limits.setdefault(atom.fact, []).append(atom)
    lists: list[tuple[Expression, ...]] = []
    for tests in limits.values():
        tests.sort(key=lambda test: test.value)
        lists += [(high, Not(low)) for low, high in pairwise(tests)]
    return lists


def _choice_lists(atoms: Iterable[Atom]) -> list[tuple[Expression, ...]]:
    """Two choices of one fact: never both."""
    choices: dict[str, list[Compare]] = {}
    for atom in atoms:
        if isinstance(atom, Compare) and atom.test is Test.IS:
            choices.setdefault(atom.fact, []).append(atom)
    return [(one, other) for tests in choices.values() for at, one in enumerate(tests) for other in tests[at + 1 :]]
