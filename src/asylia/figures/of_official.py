"""Measures made of official figures: numbers of one place and one period, never with UNHCR's in one series (R10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asylia.errors import InputError
from asylia.figures.asked import NOTHING, stage_for
from asylia.figures.definitions import Measure, Way, measures_named
from asylia.figures.model import Figure
from asylia.figures.official import OfficialFigures, OfficialValue, citation, release_of

CALENDAR_YEAR = ""
_POOLED = "pooled"


def official_series(
    measure: str,
    place: str,
    years: tuple[int, int],
    official: OfficialFigures,
    *,
    stage: str | None = None,
    origin: str | None = None,
) -> tuple[Figure, ...]:
    """One measure from one year to another out of official figures; years without a number are left out.

    A figure whose period is not the calendar year says so in `citations`. Raises InputError for what no official
    figure can give.
    """
    found = measures_named(measure)
    if not found.official:
        raise InputError(f"{found.name} cannot be made of official figures", mend="ask with the source 'unhcr'")
    stage = stage_for(found, stage)
    if found.stage != "none" and stage != _POOLED:
        raise InputError("official totals join first instance and review", mend="ask for the stage 'pooled'")
    if origin is not None and found.unit == "percent":
        raise InputError(f"{found.name} by origin is not in the official figures", mend="leave the origin out")
    first, last = years
    return tuple(
        one for year in range(first, last + 1) for one in _figures(found, place, year, official, stage, origin)
    )


def official_figure(
    measure: str,
    place: str,
    year: int,
    official: OfficialFigures,
    *,
    stage: str | None = None,
    origin: str | None = None,
) -> Figure | None:
    """One measure of one year; None where no official source gives it."""
    found = official_series(measure, place, (year, year), official, stage=stage, origin=origin)
    return found[0] if found else None


def places_and_years(measure: Measure, official: OfficialFigures) -> Mapping[str, tuple[int, ...]]:
    """Where official figures give a measure of all origins together, and for which years, in order."""
    names = {name for way in measure.official for name in way.names}
    there = {(one.place, one.year) for one in official.figures if one.measure in names}
    found: dict[str, list[int]] = {}
    for place, year in sorted(there):
        if any(_figures(measure, place, year, official, None, None)):
            found.setdefault(place, []).append(year)
    return {place: tuple(years) for place, years in found.items()}


def _figures(
    measure: Measure, place: str, year: int, official: OfficialFigures, stage: str | None, origin: str | None
) -> Iterator[Figure]:
    periods = _periods(place, year, official) if measure.kind == "cumulative" else [CALENDAR_YEAR]
    for period in periods:
        for way in measure.official:
            values = {name: official.value(place, year, name, origin, period) for name in way.names}
            there = {name: value for name, value in values.items() if value is not None}
            if len(there) == len(values):
                yield _figure(measure, way, there, stage)
                return


def _periods(place: str, year: int, official: OfficialFigures) -> list[str]:
    """The periods that end in a year, those of whole years first, then the latest."""
    found = {one.period for one in official.figures if (one.place, one.year) == (place, year) and one.period}
    return sorted(found, key=lambda period: (period.endswith(f"/{year}"), period), reverse=True)


def _figure(measure: Measure, way: Way, values: Mapping[str, OfficialValue], stage: str | None) -> Figure:
    above = sum(values[name].value for name in way.numerator)
    whole = sum(values[name].value for name in way.denominator) or above + sum(values[name].value for name in way.rest)
    chosen = values[way.numerator[0]].chosen
    is_share = bool(way.rest or way.denominator)
    value = (100 * above / whole if whole else None) if is_share else float(above)
    lines = [one for found in values.values() for one in (found.chosen, *found.agreeing)]
    return Figure(
        measure=measure.name,
        place=chosen.place,
        year=chosen.year,
        unit=measure.unit,
        value=value,
        release=release_of(chosen),
        numerator=above if is_share else None,
        denominator=whole if is_share else None,
        parts={name: found.value for name, found in values.items()},
        origin=chosen.origin,
        stage=stage,
        flags=("POOLED_STAGES",) if stage == _POOLED and is_share else (),
        withheld=None if value is not None else NOTHING,
        interval=None,
        citations=tuple(dict.fromkeys(_cited(one.period, citation(one)) for one in lines)),
    )


def _cited(period: str, source: str) -> str:
    return f"{source} ({period})" if period else source
