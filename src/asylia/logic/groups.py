"""Minimal groups of which one must hold, found from the completions in which others fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asylia.logic.diagram import DiagramTooLarge


class CertainGroups:
    """Groups as sets of bits. A group is certain if it shares a bit with what holds in every completion.

    `holding` gives for each completion known so far the bits that hold in it, and is read no further than needed;
    `counterexample` searches for one in which no bit of a group holds, and may raise DiagramTooLarge: then nothing is
    claimed of the group.
    """

    def __init__(self, holding: Iterator[int], counterexample: Callable[[int], int | None]) -> None:
        self._further, self._counterexample = holding, counterexample
        self._holding: list[int] = []
        self._certain: list[int] = []

    def minimal(self, family: int, largest: int) -> list[int]:
        """The certain groups of up to `largest` bits of a family that contain no other."""
        if self._missed_by(family, family) is not None:
            return []
        found: set[int] = set()
        seen: set[int] = set()
        waiting = [0]
        while waiting:
            group = waiting.pop()
            missed = self._missed_by(group, family)
            if missed is None:
                found.add(group)
            elif group.bit_count() < largest:
                # A certain group that contains this one has a bit of what it misses.
                larger = [group | bit for bit in _bits(missed & family & ~group)]
                waiting += [one for one in larger if one not in seen]
                seen.update(larger)
        return [group for group in found if not any(other != group and other & group == other for other in found)]

    def _missed_by(self, group: int, family: int) -> int | None:
        """What holds in a completion in which no bit of the group does; None if the group is certain."""
        for held in self._holding:
            if not held & group:
                return held
        for held in self._further:
            self._holding.append(held)
            if not held & group:
                return held
        if not group:
            return family
        if any(smaller & group == smaller for smaller in self._certain):
            return None
        try:
            held_without = self._counterexample(group)
        except DiagramTooLarge:
            return family  # nothing is claimed that was not shown
        if held_without is None:
            self._certain.append(group)
        else:
            self._holding.append(held_without)
        return held_without


def _bits(group: int) -> Iterator[int]:
    while group:
        bit = group & -group
        yield bit
        group ^= bit
