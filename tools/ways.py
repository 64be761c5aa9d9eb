"""Ways in which a condition of the law becomes so or not so; tools/pairs.py makes pairs of cases of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, islice
from typing import TypeAlias, cast

from tests.law.pairs_support import Place, Said, Unit, needed

from asylia.lawbook.law import Law
from asylia.lawbook.model import GOVERNING, LAW_TEXT_CERTAIN
from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, Test, parts_of, walk
from asylia.logic.truth import YES
from asylia.logic.values import Answer, Point, equals, reaches

Way: TypeAlias = dict[str, Answer]
"""Answers that together make something so."""
MOST_WAYS = 80
"""How many ways are kept of each node, the nearest to the base first."""


class Search:
    """Ways in which nodes of an expression become so or not so, nearest to a base first.

    Without a base the first alternatives of the law come first.
    """

    def __init__(self, law: Law, unit: Unit, day: date, base: Said | None) -> None:
        self._law, self._base, self._day = law, base, day
        formulas = {**law.formulas, unit.name: unit.expression}
        self._compared: dict[str, list[Answer]] = {}
        for expression in [unit.expression, *needed(formulas, unit.name).values()]:
            for leaf in walk(expression):
                if isinstance(leaf, Compare) and leaf.fact.removeprefix(GOVERNING) in law.data.facts:
                    self._note_values(leaf)
        self._ways: dict[tuple[Expression, bool], list[Way]] = {}

    def _note_values(self, leaf: Compare) -> None:
        """The values of a fact that are worth trying: each limit and what lies just below it, each choice."""
        values = self._compared.setdefault(leaf.fact, [])
        if leaf.test is Test.IS:
            choices = self._law.data.facts[leaf.fact].choices
            values += [value for value in (leaf.value, *choices[:9]) if value not in values]
        else:
            assert not isinstance(leaf.value, str)
            below = leaf.value - timedelta(days=1) if isinstance(leaf.value, date) else leaf.value - 1
            values += [value for value in (leaf.value, below) if value not in values]

    def cost(self, way: Way) -> int:
        """How many answers differ from the base."""
        return sum(answer != (self._base or {}).get(fact, False) for fact, answer in way.items())

    def ways(self, node: Expression, *, so: bool) -> list[Way]:
        """Ways that make a node so, or not so, whatever else is the case."""
        key = node, so
        if key not in self._ways:
            self._ways[key] = self._nearest(self._all_ways(node, so))
        return self._ways[key]

    def _all_ways(self, node: Expression, so: bool) -> Iterable[Way]:
        match node:
            case Ref(name=name) if name in self._law.formulas:
                return self.ways(self._law.formulas[name], so=so)
            case Ref(name=name):
                return [{}] if name.startswith(LAW_TEXT_CERTAIN) else [{name: so}]
            case Compare(fact=fact) if fact.startswith(GOVERNING):
                # Where the case does not say the day, that of the assessment governs.
                values = self._compared.get(fact, ())
                said: list[Way] = [{fact.removeprefix(GOVERNING): v} for v in values if _holds(node, v) is so]
                unsaid = fact.removeprefix(GOVERNING) not in (self._base or {})
                return [{}, *said] if unsaid and _holds(node, self._day) is so else said
            case Compare(fact=fact):
                return [{fact: value} for value in self._compared.get(fact, ()) if _holds(node, value) is so]
            case Not(part=part):
                return self.ways(part, so=not so)
            case Const(holds=holds):
                return [{}] if holds is so else []
            case AtLeast(count=count, parts=parts):
                size = count if so else len(parts) - count + 1
                groups = combinations(parts, size)
                return [w for group in groups for w in self.merged([self.ways(part, so=so) for part in group])]
            case All(parts=parts) | Any(parts=parts):
                each = [self.ways(part, so=so) for part in parts]
                if isinstance(node, All) is so:
                    return self.merged(each)
                return [way for ways in sorted(each, key=self._names_governing_day) for way in ways]

    def _names_governing_day(self, ways: list[Way]) -> bool:
        """Whether the first way names a day that picks a version: the version of the day assessed comes before it."""
        return any(GOVERNING + fact in self._compared for way in ways[:1] for fact in way)

    def deciding(self, node: Expression, place: Place, *, so: bool) -> list[Way]:
        """Ways that make what stands at a place so or not so, and what stands beside it such that this decides."""
        if not place:
            return self.ways(node, so=so)
        parts, at = list(parts_of(node)), place[0]
        inner, beside = self.deciding(parts[at], place[1:], so=so), parts[:at] + parts[at + 1 :]
        if isinstance(node, AtLeast):
            groups = [set(group) for group in combinations(range(len(beside)), node.count - 1)]
            each = [[self.ways(p, so=i in group) for i, p in enumerate(beside)] for group in groups]
            return self._nearest(way for ways in each for way in self.merged([inner, *ways]))
        all_parts = [inner, *(self.ways(part, so=isinstance(node, All)) for part in beside)]
        return self.merged(all_parts) or self._nearest(islice(_one_of_each(all_parts), MOST_WAYS))

    def merged(self, each: Sequence[Sequence[Way]]) -> list[Way]:
        """One way of each, where they agree."""
        found: list[Way] = [{}]
        for ways in each:
            found = self._nearest({**one, **way} for one in found for way in ways if agree(one, way))
        return found

    def _nearest(self, ways: Iterable[Way]) -> list[Way]:
        """The nearest ways, without those that only add something to another."""
        distinct = list({frozenset(way.items()): way for way in ways}.items())
        if self._base is not None:
            distinct.sort(key=lambda one: (self.cost(one[1]), len(one[0])))
        found: list[tuple[frozenset[tuple[str, Answer]], Way]] = []
        for items, way in distinct:
            if len(found) < MOST_WAYS and not any(fewer <= items for fewer, _ in found):
                found.append((items, way))
        return [way for _, way in found]


def _one_of_each(each: Sequence[Sequence[Way]]) -> Iterator[Way]:
    """One way of each, where all agree: slower than keeping the nearest at each step, but it misses none."""
    if not each:
        yield {}
        return
    for way in each[0]:
        rest = [[other for other in others if agree(way, other)] for others in each[1:]]
        if all(rest):
            yield from ({**way, **found} for found in _one_of_each(rest))


def _holds(leaf: Compare, value: Answer) -> bool:
    if leaf.test is Test.IS:
        return equals(value, str(leaf.value)) is YES
    return reaches(value, cast("Point", leaf.value)) is YES


def agree(one: Way, other: Way) -> bool:
    """Whether no fact has two answers in them."""
    return all(one.get(fact, answer) == answer for fact, answer in other.items())
