"""A number with all that must stand beside it: what it is a share of, from whom, and why it may mislead.

The rules R1 to R12, the flags and the measures M01 to M22 are those of docs/look-up/measures.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

STAGES = ("first", "appeal", "court", "combined", "repeat", "pooled")
"""R5. `combined`: first instance and appeal in one row; `pooled`: all levels together."""
UNITS = ("persons", "cases", "decisions", "percent", "points", "years")
FLAGS = (
    "POOLED_STAGES",
    "SPLIT_OUTCOME_LEVELS",
    "COMPLEMENTARY_IN_RECOGNIZED",
    "SERIES_BREAK",
    "CASES",
    "ROUNDED",
    "UNKNOWN_ORIGIN",
    "NO_CLOSED",
    "NO_INADMISSIBILITY_SPLIT",
    "NOT_GOVERNMENT",
    "DOUBLE_COUNT_POSSIBLE",
    "PROVISIONAL_HALF_YEAR",
)


@dataclass(frozen=True, slots=True)
class Release:
    """One edition of a source, as it was got."""

    source: str
    """unhcr, official or seeds."""
    title: str
    """Words to print: publisher, collection, edition."""
    version: str
    retrieved: date | None
    licence: str
    url: str
    half_year: int | None = None
    """The year of which it holds the first half only (R11); None where every year is whole."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, an instance of one measure."""

    measure: str
    """The name of the measure, as `refugee_recognition_rate`."""
    place: str
    """ISO 3166 alpha-3 code of the country or territory of asylum."""
    year: int
    unit: str
    """One of `UNITS`."""
    value: float | None
    """Not rounded (R8 governs what is shown); None is unknown or withheld, never nought (R7)."""
    release: Release
    numerator: int | float | None = None
    denominator: int | float | None = None
    parts: Mapping[str, int | float] = field(default_factory=dict)
    """The sums it is made of, by column: dec_recognized, dec_other, dec_rejected, dec_closed, applied ..."""
    origin: str | None = None
    """ISO alpha-3 code of the country of origin, UNK or XXA; None for all origins together."""
    year_to: int | None = None
    """The last year, where it is over several."""
    stage: str | None = None
    """One of `STAGES`; None for what has no stage, as a stock."""
    flags: tuple[str, ...] = ()
    """Of `FLAGS`, in that order."""
    withheld: str | None = None
    """The flag or rule for which no value is given."""
    interval: tuple[float, float] | None = None
    """The least and the greatest value that the rounding of cells leaves possible."""
    citations: tuple[str, ...] = ()
    """For official figures: title and address of the page of each number."""
