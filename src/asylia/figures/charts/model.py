"""What a chart shows, before anything is drawn: series with their gaps, marks, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asylia.figures.model import Figure

LAYERS = ("recognised", "complementary", "humanitarian", "resettled", "decided")
"""The looks of bars, from the darkest; the order in which they are stacked."""
LINES = ("first", "second", "third", "fourth", "fifth")
"""The looks of lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which the law changed, and the words under its number."""

    day: date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series: at a year, or for a name in a ranking."""

    at: int | str
    value: float | None
    """None is unknown or withheld: it is drawn as a gap, never as nought."""
    shown: str
    """The number as R8 lets it be printed, or why there is none."""
    small: bool = False
    """R8: a share of so few that counts are printed; it is drawn hollow."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers with its label."""

    look: str
    """One of `LAYERS` (drawn as bars) or of `LINES`."""
    label: str
    points: tuple[Point, ...]
    figures: tuple[Figure, ...] = ()
    """The figures behind the points, for a file of data."""

    @property
    def is_bar(self) -> bool:
        """Whether it is drawn as bars."""
        return self.look in LAYERS

    @property
    def is_known(self) -> bool:
        """Whether it has any value."""
        return any(point.value is not None for point in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """All of a picture but its size. The same chart gives the same bytes."""

    name: str
    """The stable name, as `grants` (docs/look-up/charts.md)."""
    language: str
    place: str
    """ISO alpha-3 codes, joined by a hyphen where there are several."""
    title: str
    unit: str
    """What the axis counts, in words."""
    series: tuple[Series, ...]
    summary: str
    """One paragraph that says what the picture shows."""
    percent: bool = False
    marks: tuple[Mark, ...] = ()
    marks_title: str = ""
    separator: str = "; "
    """Between what happened on one day."""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    """The column titles of the table."""
    rows: tuple[tuple[str, ...], ...] = ()
    citations_title: str = ""
    citations: tuple[str, ...] = ()
    """Title and address of the page of each number, each once."""

    @property
    def is_ranking(self) -> bool:
        """Whether it ranks names and has no years."""
        return any(isinstance(point.at, str) for series in self.series for point in series.points)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last that a series names, also those that none does."""
        found = {point.at for series in self.series for point in series.points if isinstance(point.at, int)}
        return tuple(range(min(found), max(found) + 1)) if found else ()
