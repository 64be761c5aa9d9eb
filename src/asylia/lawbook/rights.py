"""Rights and guarantees as the law files give them: matrices of a place, and what treaties owe beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asylia.lawbook.procedure import NO_SUPPORT, Support
from asylia.logic.expression import Expression

VALUES = ("yes", "partial", "discretionary", "no", "unknown")
GROUPS = ("applicant", "refugee", "complementary", "humanitarian", "rejected", "other")
OWED_TO = ("refugees", "everyone", "children", "foreigners")
LEVELS = (
    "jurisdiction",
    "present",
    "lawfully present",
    "lawfully staying",
    "habitual residence",
    "three years of residence",
)
STANDARDS = (
    "nationals",
    "nationals or better",
    "most favoured foreigners",
    "foreigners in general",
    "as such",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A right or a guarantee, the same idea at all places."""

    id: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """To whom, or at which stages, the cells of a column speak."""

    id: str
    title: Mapping[str, str]
    group: str = ""
    holds: Expression | None = None
    """Rights: whether a person stands here now."""
    given_by: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says in a column between two days, both included."""

    row: str
    column: str
    value: str
    says: str = ""
    start: date | None = None
    end: date | None = None
    by_practice: bool = False
    id: str = ""
    """Guarantees: the name by which published cases ask whether it was kept."""
    kept: Expression | None = None
    support: Support = NO_SUPPORT
    line: int = 0

    def covers(self, day: date) -> bool:
        """Whether the cell speaks of this day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns at one place."""

    place: str
    columns: Mapping[str, Column]
    cells: tuple[Cell, ...]
    file: str = ""

    def cell(self, row: str, column: str, day: date) -> Cell | None:
        """The cell of a row and a column on a day; None if the matrix says nothing."""
        found = [cell for cell in self.cells if cell.row == row and cell.column == column and cell.covers(day)]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Duty:
    """What an article of a treaty owes to whom."""

    id: str
    treaty: str
    article: str
    title: Mapping[str, str]
    right: str
    to: str
    level: str
    standard: str
    says: str = ""
    holds: Expression | None = None
    not_at: Mapping[str, str] | None = None
    """By place: why the duty does not bind there though the treaty does."""
    support: Support = NO_SUPPORT
    kept: Expression | None = None
    """When it is kept, for published cases that ask by the id of the duty."""
