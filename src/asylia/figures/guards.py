"""What can be seen in a country-year that makes its numbers mislead: no guard names a country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asylia.figures.cells import count_of
from asylia.figures.definitions import definitions
from asylia.figures.model import FLAGS
from asylia.figures.query import Row, number

UNKNOWN_LIMIT = 0.10
"""R9: above this share of decisions without an origin, nothing is said by origin."""
REFUSALS_WITHOUT_CLOSURES = 100
"""Above so many refusals, a year in which no file was closed otherwise is one in which that was not counted."""
UNKNOWN = "UNK"


@dataclass(frozen=True, slots=True)
class CountryYear:
    """One year at one place: all rows of decisions, each unit by itself."""

    rows: Sequence[Row]

    def of_unit(self, unit: str) -> list[Row]:
        """The rows in persons (P) or in cases (C); the two are never added (R4)."""
        return [row for row in self.rows if row["unit"] == unit]

    def is_split(self, unit: str) -> bool:
        """Whether one level holds grants and no refusal, and another refusals and no grant."""
        levels: dict[object, list[Row]] = {}
        for row in self.of_unit(unit):
            levels.setdefault(row["level"], []).append(row)
        found = [(_grants(rows), _refusals(rows)) for rows in levels.values()]
        return any(g and not r for g, r in found) and any(r and not g for g, r in found)

    @property
    def has_no_closed(self) -> bool:
        """Whether closures were not counted in the whole year."""
        closed = sum(number(row, "dec_closed") for row in self.rows)
        return closed == 0 and _refusals(self.rows) > REFUSALS_WITHOUT_CLOSURES

    @property
    def origins_unknown(self) -> bool:
        """R9, for the whole year: in one of its units too many decisions have no origin."""
        return any(too_many_unknown(self.of_unit(unit)) for unit in ("P", "C"))


def too_many_unknown(rows: Sequence[Row]) -> bool:
    """Whether more than a tenth of the decisions on the merits have no origin."""
    whole = sum(map(_merits, rows))
    return whole > 0 and sum(_merits(row) for row in rows if row["unknown"]) > UNKNOWN_LIMIT * whole


def refused_twice(rows: Iterable[Row]) -> bool:
    """Whether refusals stand at two stages, so that one person can be counted twice."""
    stages = {definitions().stage_of(str(row["level"])) for row in rows if number(row, "dec_rejected")}
    return len(stages) > 1


def in_order(flags: Iterable[str]) -> tuple[str, ...]:
    """Flags without repeats, in the order of the model."""
    found = set(flags)
    return tuple(flag for flag in FLAGS if flag in found)


def _merits(row: Row) -> int:
    return sum(number(row, column) for column in ("dec_recognized", "dec_other", "dec_rejected"))


def _grants(rows: Sequence[Row]) -> int:
    return count_of(rows, "dec_recognized").total + count_of(rows, "dec_other").total


def _refusals(rows: Sequence[Row]) -> int:
    return sum(number(row, "dec_rejected") for row in rows)
