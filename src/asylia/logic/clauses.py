"""Can a diagram hold in a completion that the linked facts allow? Depth-first search with unit propagation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from asylia.logic.diagram import FALSE, TRUE, Diagrams, DiagramTooLarge
from asylia.logic.expression import Atom, Compare, Expression, Not, Ref, Test, without_cites

_Literal = tuple[int, bool]
World = Mapping[int, bool]
"""By level: whether each atom is true in one completion."""
_ALWAYS: _Literal = (-1, True)
"""Stands before all that is set: it touches what would be true as a whole if every atom were false."""


class Clauses:
    """Lists of literals that cannot all be true, over the atoms of a family of diagrams.

    Besides the lists given it knows that limits on one fact follow one another and that a choice excludes the others.
    """

    def __init__(
        self, diagrams: Diagrams, never: Sequence[tuple[Expression, ...]], atoms: Iterable[Atom], cap: int
    ) -> None:
        self._diagrams, self._cap = diagrams, cap
        every = dict.fromkeys([*atoms, *(_atom(literal) for literals in never for literal in literals)])
        self._all_false = {diagrams.level(atom): False for atom in every}
        self._forced_by: dict[_Literal, list[_Literal]] = {}
        """By literal: what a list of two forces where that literal is true. Most lists are of two."""
        self._others_with: dict[_Literal, list[tuple[_Literal, ...]]] = {}
        """By literal: the lists of any other length in which it stands."""
        for literals in [*never, *_order_lists(every), *_choice_lists(every)]:
            self._add(tuple(self._literal(one) for one in literals))

    def _literal(self, literal: Expression) -> _Literal:
        return self._diagrams.level(_atom(literal)), not isinstance(literal, Not)

    def _add(self, clause: tuple[_Literal, ...]) -> None:
        if not any(wanted for _, wanted in clause):
            self._others_with.setdefault(_ALWAYS, []).append(clause)
        if len(clause) == 2:
            for one, (level, wanted) in (clause, clause[::-1]):
                self._forced_by.setdefault(one, []).append((level, not wanted))
        else:
            for literal in clause:
                self._others_with.setdefault(literal, []).append(clause)

    def closed(self, known: World) -> dict[int, bool]:
        """What is known, with all that follows from it at once."""
        values = dict(known)
        self._propagate(list(known.items()), values, [])
        return values

    def some_world(self, closed: World) -> World | None:
        """A completion of what is known that the lists allow, false where nothing speaks against it; None if none is.

        `closed` comes from `closed()`. Raises DiagramTooLarge after a capped number of steps.
        """
        values = dict(closed)
        self._begin({**self._all_false, **closed}, [_ALWAYS, *closed.items()])
        if self._propagate(list(closed.items()), values, self._trail) and self._rest_is_possible(values, 0):
            return self._found
        return None

    def possible(self, holding: Sequence[int], closed: World) -> bool:
        """Whether all the diagrams hold in one completion. Raises DiagramTooLarge as `world` does."""
        return self.world(holding, (), closed) is not None

    def world(
        self, holding: Sequence[int], failing: Sequence[int], closed: World, otherwise: World | None = None
    ) -> World | None:
        """A completion in which the first diagrams hold and the others fail; None if the lists allow none.

        `closed` comes from `closed()`. `otherwise` is a completion of it: what the search leaves alone stays as it is
        there. Without it only what the search set is told. Raises DiagramTooLarge after a capped number of steps.
        """
        self._begin(otherwise or closed, [])
        ends = [*((node, TRUE) for node in holding), *((node, FALSE) for node in failing)]
        return self._found if self._search(ends[0], tuple(ends[1:]), dict(closed)) else None

    def _begin(self, otherwise: World, trail: list[_Literal]) -> None:
        self._steps = 0
        self._otherwise = otherwise
        """What the search leaves alone. It holds all that is known, so that a completion is this and the trail."""
        self._trail = trail
        """What was set on the way down the present search."""
        self._found: World | None = None

    def _count_step(self) -> None:
        self._steps += 1
        if self._steps > self._cap:
            raise DiagramTooLarge(f"more than {self._cap} steps")

    def _search(self, first: tuple[int, int], further: tuple[tuple[int, int], ...], values: dict[int, bool]) -> bool:
        """Whether each diagram can come to its end in one completion."""
        self._count_step()
        node, end = first
        node = self._diagrams.followed(node, values)
        if node > TRUE:
            level, low, high = self._diagrams.node(node)
            # The branch that ends the search soonest goes first.
            high_first = high != TRUE - end and (high == end or low != end)
            for value in (True, False) if high_first else (False, True):
                branch = high if value else low
                if branch != TRUE - end and self._with_value((level, value), (branch, end), further, values):
                    return True
            return False
        if node != end:
            return False
        return self._search(further[0], further[1:], values) if further else self._rest_is_possible(values, 0)

    def _with_value(
        self,
        literal: _Literal,
        first: tuple[int, int] | None,
        further: tuple[tuple[int, int], ...],
        values: dict[int, bool],
        since: int = 0,
    ) -> bool:
        """The search with one more literal; with no diagram left, from this place of what was set."""
        trail = self._trail
        before = len(trail)
        values[literal[0]] = literal[1]
        trail.append(literal)
        if self._propagate([literal], values, trail) and (
            self._search(first, further, values) if first else self._rest_is_possible(values, since)
        ):
            return True
        while len(trail) > before:
            del values[trail.pop()[0]]
        return False

    def _propagate(self, waiting: list[_Literal], values: dict[int, bool], trail: list[_Literal]) -> bool:
        """Everything that a literal forces; False if a list would be true as a whole."""
        while waiting:
            literal = waiting.pop()
            for forced in self._forced_by.get(literal, ()):
                value = values.get(forced[0])
                if value is None:
                    values[forced[0]] = forced[1]
                    trail.append(forced)
                    waiting.append(forced)
                elif value is not forced[1]:
                    return False
            for clause in self._others_with.get(literal, ()):
                left = None
                for one in clause:
                    value = values.get(one[0])
                    if value is None:
                        if left is not None:
                            break
                        left = one
                    elif value is not one[1]:
                        break
                else:
                    if left is None:
                        return False
                    forced = (left[0], not left[1])
                    values[forced[0]] = forced[1]
                    trail.append(forced)
                    waiting.append(forced)
        return True

    def _rest_is_possible(self, values: dict[int, bool], since: int) -> bool:
        """Whether the longer lists that this search touched can all be broken, as all before `since` are.

        Lists of two are settled by propagation, and what was not touched is broken as before the search. A list that
        is broken otherwise needs no value: if one is set there later, that touches the list again.
        """
        trail, otherwise = self._trail, self._otherwise
        while since < len(trail):
            for clause in self._others_with.get(trail[since], ()):
                free = []
                for level, wanted in clause:
                    value = values.get(level)
                    if value is None:
                        if otherwise.get(level, wanted) is not wanted:
                            break
                        free.append((level, not wanted))
                    elif value is not wanted:
                        break
                else:
                    self._count_step()
                    return any(self._with_value(literal, None, (), values, since) for literal in free)
            since += 1
        found = dict(otherwise)
        found.update(trail)
        found.pop(_ALWAYS[0], None)
        self._found = found
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
