"""Sums of rounded cells: what they add up to, and the least and the most that they can stand for.

UNHCR protects small numbers. A decision cell under 10 is set to a multiple of five beside it, mostly but not always the
nearest: a 5 can have been 1 to 9, a 10 can have been 6 to 10. An application or stock cell of 5 can have been 1 to 5.
The interval covers these cells and no others: what was set to 0, or left out because all its cells were 0, cannot be
seen, so the true number can lie above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asylia.figures.query import Row, number

DECISION_5, DECISION_10, OTHER_5 = (1, 9), (6, 10), (1, 5)


@dataclass(frozen=True, slots=True)
class Count:
    """A sum, with how many of its cells are 5 or 10."""

    total: int = 0
    fives: int = 0
    tens: int = 0
    of_decisions: bool = True

    def __add__(self, other: Count) -> Count:
        return Count(self.total + other.total, self.fives + other.fives, self.tens + other.tens, other.of_decisions)

    @property
    def is_rounded(self) -> bool:
        """Whether a cell behind it is rounded, or looks so."""
        return bool(self.fives or self.tens)

    @property
    def in_small_cells(self) -> int:
        """How much of the sum comes from cells of 5 or 10 (R8)."""
        return 5 * self.fives + 10 * self.tens

    @property
    def least(self) -> int:
        """The least that the cells can stand for."""
        five = DECISION_5[0] if self.of_decisions else OTHER_5[0]
        return self.total - (5 - five) * self.fives - (10 - DECISION_10[0]) * self.tens

    @property
    def most(self) -> int:
        """The most that the cells can stand for."""
        five = DECISION_5[1] if self.of_decisions else OTHER_5[1]
        return self.total + (five - 5) * self.fives + (DECISION_10[1] - 10) * self.tens


def count_of(rows: Iterable[Row], column: str) -> Count:
    """The sum of a column over rows, whose unit must be one and the same."""
    of_decisions = column.startswith("dec_")
    found = Count(of_decisions=of_decisions)
    for row in rows:
        tens = number(row, f"{column}_10") if of_decisions else 0
        found += Count(number(row, column), number(row, f"{column}_5"), tens, of_decisions)
    return found


def sum_of(counts: Iterable[Count]) -> Count:
    """Several counts as one."""
    found = Count()
    for count in counts:
        found += count
    return found


def share(numerator: Count, rest: Count) -> float | None:
    """The share of the numerator in both, in percent; None where there is nothing to share (R7)."""
    whole = numerator.total + rest.total
    return 100 * numerator.total / whole if whole else None


def share_interval(numerator: Count, rest: Count) -> tuple[float, float] | None:
    """The least and greatest share that the cells leave possible; None where nothing can be divided.

    No cell is in both, so the least has the least above the line and the most of the rest below it.
    """
    lowest, highest = numerator.least + rest.most, numerator.most + rest.least
    if not lowest or not highest:
        return None
    return 100 * numerator.least / lowest, 100 * numerator.most / highest
