"""A number taken apart: how it is made, which guards struck and why, and what a simple query gives instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylia.errors import InputError
from asylia.figures.ask import series
from asylia.figures.asked import UNITS_OF_ROWS
from asylia.figures.definitions import Measure, definitions
from asylia.figures.model import STAGES, Figure
from asylia.figures.of_decisions import rows_at
from asylia.figures.of_official import official_figure
from asylia.figures.official import OfficialFigures
from asylia.figures.query import Tables, number


@dataclass(frozen=True, slots=True)
class Naive:
    """What somebody gets who adds the columns up without looking."""

    numerator: int
    denominator: int
    mixes_units: bool

    @property
    def value(self) -> float | None:
        """In percent."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure, and what a simple query over the same rows gives where that misleads."""

    figure: Figure
    naive: Naive | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All stages of one measure at one place in one year, and what the authority published."""

    measure: Measure
    place: str
    year: int
    stages: tuple[str, ...]
    """Those that have decisions."""
    explained: tuple[Explained, ...]
    official: Figure | None


def explain(
    measure: Measure,
    place: str,
    year: int,
    tables: Tables | None,
    official: OfficialFigures,
    stage: str | None = None,
) -> Explanation:
    """Take one number apart. Without a stage, every stage that has decisions is explained, and all together.

    Without tables, or for what comes from official figures alone, only what the authority published is there.
    """
    published = _published(measure, place, year, official)
    if tables is None or "unhcr" not in measure.sources or measure.kind == "bilateral":
        return Explanation(measure, place, year, (), (), published)
    rows = tables.rows("decisions", place=place, first=year, last=year)
    there = tuple(one for one in STAGES if one != "pooled" and rows_at(one, rows))
    wanted: Sequence[str | None] = (stage,) if stage or measure.stage != "given" else (*there, "pooled")
    explained = tuple(
        Explained(figure, _naive(figure, measure, tables))
        for one in wanted
        for figure in series(measure.name, place, (year, year), tables, stage=one)
    )
    return Explanation(measure, place, year, there if measure.stage == "given" else (), explained, published)


def _published(measure: Measure, place: str, year: int, official: OfficialFigures) -> Figure | None:
    if not measure.official:
        return None
    return official_figure(measure.name, place, year, official, stage=None if measure.stage == "none" else "pooled")


def _naive(figure: Figure, measure: Measure, tables: Tables) -> Naive | None:
    """The sum of the columns at the stage, of both units; None where it is the figure itself."""
    if measure.kind != "rate":
        return None
    rows = rows_at(figure.stage, tables.rows("decisions", place=figure.place, first=figure.year, last=figure.year))
    above, rest = (
        sum(number(row, column) for row in rows for column in columns) for columns in (measure.numerator, measure.rest)
    )
    found = Naive(above, above + rest, len({row["unit"] for row in rows} & set(UNITS_OF_ROWS)) > 1)
    misleads = figure.value is None or found.mixes_units or bool(measure.refused_at)
    return found if misleads and found.denominator else None


def question_in(words: str) -> tuple[str, int, str]:
    """Place, year and measure of a question such as "JPN 2024 recognition". Raises InputError."""
    found = words.split()
    years = [word for word in found if word.isdigit() and len(word) == 4]
    if len(years) != 1 or len(found) < 3:
        mend = 'write place, year and measure, as "JPN 2024 recognition"'
        raise InputError(f"{words!r} does not name a place, one year and a measure", mend=mend)
    place, *rest = (word for word in found if word != years[0])
    return place, int(years[0]), measure_meant(rest).name


def measure_meant(words: Sequence[str]) -> Measure:
    """The measure that a few words mean: its id or name, else the first whose name holds them all."""
    whole = "_".join(words).lower()
    known = definitions()
    exact = [one for one in known.measures.values() if whole in (one.name, one.id.lower())]
    close = list(_holding([word.lower() for word in words]))
    if not exact and not close:
        return known.named(whole)
    return (exact or close)[0]


def _holding(words: Sequence[str]) -> Iterator[Measure]:
    for one in definitions().measures.values():
        if all(any(part.startswith(word) for part in one.name.split("_")) for word in words):
            yield one
