"""Reduced ordered decision diagrams: the exact answer over every way the unknown facts may turn out.

Atoms are ordered by first use, which keeps the diagrams of law small; the number of nodes is capped.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

FALSE, TRUE = 0, 1
_LAST = 1 << 30
Mark = tuple[int, ...]
"""How far a family of diagrams had grown at one moment."""


class DiagramTooLarge(RuntimeError):
    """The cap on nodes was reached; the strong-Kleene answer still stands."""


class Diagrams:
    """A family of diagrams that share their nodes. A diagram is the number of its root; 0 is *never*, 1 is *always*.

    Equal numbers mean equal functions. `cap` limits the number of nodes; past it DiagramTooLarge is raised.
    """

    def __init__(self, cap: int = 200_000) -> None:
        self.cap = cap
        self._level: list[int] = [_LAST, _LAST]
        self._low: list[int] = [FALSE, TRUE]
        self._high: list[int] = [FALSE, TRUE]
        self._reads: list[int] = [0, 0]
        """For each node a bit per level on which its function depends."""
        self._unique: dict[tuple[int, int, int], int] = {}
        self._and: dict[tuple[int, int], int] = {}
        self._or: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}
        self._atoms: list[Hashable] = []
        self._levels: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._level)

    def mark(self) -> Mark:
        """How far the family has grown, for `cut`."""
        return tuple(map(len, self._grown()))

    def cut(self, mark: Mark) -> None:
        """Let go of all that came after the mark: nodes, atoms and what was joined."""
        for grown, length in zip(self._grown(), mark, strict=True):
            if isinstance(grown, list):
                del grown[length:]
            else:
                # The last to come is the first to go, so that what is left was there at the mark.
                while len(grown) > length:
                    grown.popitem()

    def _grown(self) -> tuple[list[Any] | dict[Any, Any], ...]:
        """All that grows; nothing is ever taken out of these but by `cut`, and nothing is put in another's place."""
        lists = (self._level, self._low, self._high, self._reads, self._atoms)
        return (*lists, self._unique, self._and, self._or, self._not, self._levels)

    def level(self, atom: Hashable) -> int:
        """The place of an atom in the order; a new atom comes last."""
        if atom not in self._levels:
            self._levels[atom] = len(self._atoms)
            self._atoms.append(atom)
        return self._levels[atom]

    def atom_at(self, level: int) -> Hashable:
        """The atom at a place of the order."""
        return self._atoms[level]

    @property
    def atom_count(self) -> int:
        """How many atoms there are."""
        return len(self._atoms)

    def atoms(self) -> list[Hashable]:
        """All atoms in their order."""
        return list(self._atoms)

    def node(self, node: int) -> tuple[int, int, int]:
        """Level, low and high branch of an inner node."""
        return self._level[node], self._low[node], self._high[node]

    def followed(self, node: int, values: Mapping[int, bool]) -> int:
        """Where the values lead: to the end of the diagram, or to the first node whose level has none."""
        levels, lows, highs = self._level, self._low, self._high
        while node > TRUE:
            value = values.get(levels[node])
            if value is None:
                break
            node = highs[node] if value else lows[node]
        return node

    def _make(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            node = len(self._level)
            if node >= self.cap:
                raise DiagramTooLarge(f"more than {self.cap} nodes")
            self._unique[key] = node
            self._level.append(level)
            self._low.append(low)
            self._high.append(high)
            self._reads.append(1 << level | self._reads[low] | self._reads[high])
        return node

    def atom(self, atom: Hashable) -> int:
        """The diagram of an atom by itself."""
        return self._make(self.level(atom), FALSE, TRUE)

    def negate(self, node: int) -> int:
        """The opposite."""
        found = self._not.get(node)
        if found is None:
            found = self._make(self._level[node], self.negate(self._low[node]), self.negate(self._high[node]))
            self._not[node] = found
            self._not[found] = node
        return found

    def both(self, left: int, right: int) -> int:
        """Both hold."""
        return self._joined(left, right, self._and, FALSE)

    def either(self, left: int, right: int) -> int:
        """One of the two holds, or both."""
        return self._joined(left, right, self._or, TRUE)

    def _joined(self, left: int, right: int, memo: dict[tuple[int, int], int], ending: int) -> int:
        """Two diagrams joined; `ending` is the constant that decides alone, the other constant changes nothing."""
        if ending in (left, right):
            return ending
        if left == right:
            return left
        if left <= TRUE:
            return right
        if right <= TRUE:
            return left
        key = (left, right) if left < right else (right, left)
        found = memo.get(key)
        if found is None:
            left_level, right_level = self._level[left], self._level[right]
            level = min(left_level, right_level)
            left_low, left_high = (self._low[left], self._high[left]) if left_level == level else (left, left)
            right_low, right_high = (self._low[right], self._high[right]) if right_level == level else (right, right)
            low = self._joined(left_low, right_low, memo, ending)
            found = memo[key] = self._make(level, low, self._joined(left_high, right_high, memo, ending))
        return found

    def all_of(self, nodes: Iterable[int]) -> int:
        """Every one holds."""
        return self._joined_all(nodes, self._and, FALSE)

    def any_of(self, nodes: Iterable[int]) -> int:
        """At least one holds."""
        return self._joined_all(nodes, self._or, TRUE)

    def _joined_all(self, nodes: Iterable[int], memo: dict[tuple[int, int], int], ending: int) -> int:
        # What begins lowest in the order is joined first: the diagram then grows upwards and few nodes are left behind.
        result = TRUE - ending
        for node in sorted(nodes, key=lambda node: -self._level[node]):
            result = self._joined(result, node, memo, ending)
        return result

    def at_least(self, count: int, nodes: list[int]) -> int:
        """At least `count` of them hold."""
        if count <= 0:
            return TRUE
        row = [TRUE] + [FALSE] * count
        for node in nodes:
            for needed in range(count, 0, -1):
                row[needed] = self.either(row[needed], self.both(row[needed - 1], node))
        return row[count]

    def restrict(self, node: int, known: Mapping[int, bool], bits: int, memo: dict[int, int]) -> int:
        """The diagram that is left when the atoms at these levels are known.

        `bits` are those of the levels known, `memo` keeps what was restricted to them before.
        """
        if not self._reads[node] & bits:
            return node
        found = memo.get(node)
        if found is None:
            level = self._level[node]
            value = known.get(level)
            if value is None:
                low = self.restrict(self._low[node], known, bits, memo)
                high = self.restrict(self._high[node], known, bits, memo)
                found = self._make(level, low, high)
            else:
                found = self.restrict(self._high[node] if value else self._low[node], known, bits, memo)
            memo[node] = found
        return found

    def nodes(self, root: int) -> list[int]:
        """All inner nodes of a diagram, each before those below it. The order hangs on nothing but the diagram."""
        seen: dict[int, None] = {}
        stack = [root]
        while stack:
            node = stack.pop()
            if node > TRUE and node not in seen:
                seen[node] = None
                stack += (self._low[node], self._high[node])
        return sorted(seen, key=self._level.__getitem__)

    def support(self, root: int) -> list[Hashable]:
        """The atoms on which the function depends, in their order."""
        return [self._atoms[level] for level in self.levels_of(root)]

    def levels_of(self, root: int) -> list[int]:
        """The levels of these atoms."""
        found = []
        bits = self._reads[root]
        while bits:
            lowest = bits & -bits
            found.append(lowest.bit_length() - 1)
            bits ^= lowest
        return found

    def chances(self, root: int, prior: Callable[[Hashable], float]) -> tuple[float, dict[int, float]]:
        """The chance that it holds, and for each level the chance that it holds and the atom there is true.

        Atoms are taken as independent with chance `prior(atom)`; the chances order questions, they decide nothing.
        """
        nodes = self.nodes(root)
        holds = {FALSE: 0.0, TRUE: 1.0}
        priors = {level: prior(self._atoms[level]) for level in {self._level[node] for node in nodes}}
        for node in reversed(nodes):
            chance = priors[self._level[node]]
            holds[node] = (1 - chance) * holds[self._low[node]] + chance * holds[self._high[node]]
        total = holds[root]
        reach = dict.fromkeys(nodes, 0.0)
        if root > TRUE:
            reach[root] = 1.0
        through: dict[int, float] = {}
        with_true: dict[int, float] = {}
        for node in nodes:
            level, chance, here = self._level[node], priors[self._level[node]], reach[node]
            low, high = self._low[node], self._high[node]
            if low > TRUE:
                reach[low] += here * (1 - chance)
            if high > TRUE:
                reach[high] += here * chance
            through[level] = through.get(level, 0.0) + here * holds[node]
            with_true[level] = with_true.get(level, 0.0) + here * chance * holds[high]
        return total, {level: with_true[level] + priors[level] * (total - through[level]) for level in with_true}


def bits_of(levels: Iterable[int]) -> int:
    """A bit per level."""
    bits = 0
    for level in levels:
        bits |= 1 << level
    return bits
