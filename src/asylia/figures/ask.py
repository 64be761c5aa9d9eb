"""Ask for a measure: one year, a series, every origin, several places. No other number is ever made.

Every answer is a tuple of figures, one for each unit, for persons and cases are never added (R4). Years without a row
are figures without a value. `tables` come from `query.open_tables`; places and origins are ISO 3166 alpha-3 codes
(`places.place_named` reads what people type).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from asylia.errors import InputError
from asylia.figures.asked import Asked, stage_for
from asylia.figures.definitions import Measure, measures_named
from asylia.figures.guards import UNKNOWN
from asylia.figures.model import Figure
from asylia.figures.of_counts import QUESTIONS, figures_of_counts, figures_of_pace
from asylia.figures.of_decisions import figures_of_decisions, figures_of_the_mix, figures_of_year
from asylia.figures.query import WORLD, Tables

__all__ = ["by_origin", "compare", "figure", "measures_named", "series", "years_with_data"]

_KINDS: dict[str, Callable[[Asked, Tables], Iterator[Figure]]] = {
    "rate": figures_of_decisions,
    "sum": figures_of_decisions,
    "applications": figures_of_counts,
    "stock": figures_of_counts,
    "arrivals": figures_of_counts,
    "time": figures_of_pace,
    "what_if": figures_of_the_mix,
    "gap": figures_of_the_mix,
}
_ONE_PLACE = ("what_if", "gap")
_ALL_ORIGINS = (*_ONE_PLACE, "time", "years")


def figure(
    measure: str, place: str, year: int, tables: Tables, *, stage: str | None = None, origin: str | None = None
) -> tuple[Figure, ...]:
    """One measure of one year. Raises InputError for what cannot be asked, with the reason."""
    return series(measure, place, (year, year), tables, stage=stage, origin=origin)


def series(
    measure: str,
    place: str,
    years: tuple[int, int],
    tables: Tables,
    *,
    stage: str | None = None,
    origin: str | None = None,
) -> tuple[Figure, ...]:
    """One measure from one year to another, both included, in order; gaps stand as figures without a value."""
    asked = _asked(measures_named(measure), place, years, stage, origin)
    if asked.measure.kind == "bilateral":
        if origin is None:
            raise InputError(f"{asked.measure.name} is of one origin at one place", mend="name the origin")
        inner = (series(name, place, years, tables, origin=origin) for name in asked.measure.numerator)
        return tuple(one for figures in inner for one in figures)
    if asked.measure.kind == "years":
        return (_years(asked, tables),)
    return tuple(_KINDS[asked.measure.kind](asked, tables))


def by_origin(measure: str, place: str, year: int, tables: Tables, *, stage: str | None = None) -> tuple[Figure, ...]:
    """One measure for each origin known, those with the most people or decisions first.

    Rows of unknown origin are left out; where they are more than a tenth, rates are withheld one by one (R9).
    """
    asked = _asked(measures_named(measure), place, (year, year), stage, None)
    if asked.measure.kind not in ("rate", "sum", *QUESTIONS):
        raise InputError(f"{asked.measure.name} is of all origins together", mend="ask for it without origins")
    question = QUESTIONS.get(asked.measure.kind, "decisions")
    bound = {"measure": asked.measure.name} if asked.measure.kind == "applications" else {}
    rows = tables.rows(f"{question}_by_origin", place=place, first=year, last=year, origin=None, **bound)
    origins = [str(one) for one in dict.fromkeys(row["origin"] for row in rows) if one != UNKNOWN]
    found: list[Figure] = []
    if question == "decisions":
        whole = asked.rows("decisions", tables)
        for origin in origins:
            mine = [row for row in rows if row["origin"] == origin]
            found += figures_of_year(replace(asked, origin=origin), year, whole, mine, tables)
    else:
        found = [one for origin in origins for one in series(measure, place, (year, year), tables, origin=origin)]
    shown = (one for one in found if one.parts or one.value is not None or one.withheld != "R7")
    return tuple(sorted(shown, key=lambda one: (-_weight(one), one.origin or "", one.unit)))


def compare(
    measure: str,
    places: Sequence[str],
    years: tuple[int, int],
    tables: Tables,
    *,
    stage: str | None = None,
    origin: str | None = None,
) -> tuple[Figure, ...]:
    """One measure at several places, place by place and year by year. Print `years_with_data` beside it (M22)."""
    found = (series(measure, place, years, tables, stage=stage, origin=origin) for place in places)
    return tuple(one for figures in found for one in figures)


def years_with_data(places: Iterable[str], years: tuple[int, int], tables: Tables) -> tuple[Figure, ...]:
    """M22 for each place: how many of the years have any row of applications or decisions."""
    return tuple(series("years_with_data", place, years, tables)[0] for place in places)


def _asked(measure: Measure, place: str, years: tuple[int, int], stage: str | None, origin: str | None) -> Asked:
    first, last = years
    if measure.kind == "published":
        raise InputError(f"{measure.name}: {measure.caveat.rstrip('.')}")
    if "unhcr" not in measure.sources:
        raise InputError(f"{measure.name} comes from official figures", mend="ask with the source 'official'")
    if last < first:
        raise InputError(f"the year {last} lies before {first}", mend="name the earlier year first")
    if origin is not None and measure.kind in _ALL_ORIGINS:
        raise InputError(f"{measure.name} is of all origins together", mend="leave the origin out")
    if place == WORLD and measure.kind in _ONE_PLACE:
        raise InputError(f"{measure.name} sets one place beside all others", mend="name a place")
    return Asked(measure, place, first, last, stage_for(measure, stage), origin)


def _weight(one: Figure) -> float:
    merits = sum(one.parts.get(column, 0) for column in ("dec_recognized", "dec_other", "dec_rejected"))
    return one.value or 0 if one.unit in ("persons", "cases", "decisions") else merits


def _years(asked: Asked, tables: Tables) -> Figure:
    rows = asked.rows("years", tables)
    found = {str(row["table_name"]): set(_listed(row["years"])) for row in rows}
    every = set().union(*found.values())
    one = asked.figure(
        asked.first,
        tables,
        value=len(every),
        parts={name: len(years) for name, years in found.items()},
    )
    return replace(one, year_to=asked.last)


def _listed(years: object) -> list[int]:
    return [year for year in years if isinstance(year, int)] if isinstance(years, list) else []
