"""Measures over decisions: sums, then one division (R6), with the guards of the whole country-year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asylia.figures.asked import UNITS_OF_ROWS, Asked, by_unit, by_year, flags_of
from asylia.figures.cells import Count, count_of, share, share_interval, sum_of
from asylia.figures.definitions import OUTCOMES, Measure, definitions
from asylia.figures.guards import UNKNOWN, CountryYear, refused_twice, too_many_unknown
from asylia.figures.model import Figure
from asylia.figures.query import Row, Tables

SMALL_CELLS = "numerator_in_cells_of_5_or_10"
"""A part of every figure of decisions: R8 needs it to choose between a percentage and counts."""


def figures_of_decisions(asked: Asked, tables: Tables) -> Iterator[Figure]:
    """One figure for each year and unit; one without a value for a year without a row."""
    whole = by_year(asked.rows("decisions", tables))
    chosen = whole if asked.origin is None else by_year(asked.rows_asked("decisions", tables))
    for year in asked.years:
        yield from figures_of_year(asked, year, whole.get(year, []), chosen.get(year, []), tables)


def figures_of_year(
    asked: Asked, year: int, whole: Sequence[Row], chosen: Sequence[Row], tables: Tables
) -> Iterator[Figure]:
    """The figures of one year: `whole` is all that stands on the place, `chosen` what was asked for."""
    ground = CountryYear(whole)
    rows = rows_at(asked.stage, chosen)
    if not rows:
        flags = ground_flags(asked, ground, None) | {"NO_INADMISSIBILITY_SPLIT"}
        yield asked.figure(year, tables, value=None, flags=flags - {"SPLIT_OUTCOME_LEVELS"})
    for unit, of_unit in by_unit(rows):
        yield _figure(asked, year, unit, of_unit, ground, tables)


def rows_at(stage: str | None, rows: Iterable[Row]) -> list[Row]:
    """The rows whose level belongs to a stage (R5)."""
    if stage == "pooled":
        return list(rows)
    levels = definitions().stages.get(stage or "", ())
    return [row for row in rows if row["level"] in levels]


def ground_flags(asked: Asked, ground: CountryYear, unit: str | None) -> set[str]:
    """The flags that a country-year raises for what is asked of it."""
    found = set()
    if unit and asked.stage != "pooled" and ground.is_split(unit):
        found.add("SPLIT_OUTCOME_LEVELS")
    if ground.origins_unknown or asked.origin == UNKNOWN:
        found.add("UNKNOWN_ORIGIN")
    if ground.has_no_closed:
        found.add("NO_CLOSED")
    return found


def row_flags(asked: Asked, rows: Sequence[Row], unit: str) -> set[str]:
    """The flags that the rows themselves raise: unit, authority, stages pooled, refusals that may repeat a person."""
    found = flags_of(rows, unit) | {"NO_INADMISSIBILITY_SPLIT"}
    if asked.stage == "pooled":
        stages = {definitions().stage_of(str(row["level"])) for row in rows}
        if asked.measure.stage == "given" or len(stages) > 1:
            found.add("POOLED_STAGES")
        if "POOLED_STAGES" in found and refused_twice(_counted(asked.measure, rows)):
            found.add("DOUBLE_COUNT_POSSIBLE")
    return found


def _counted(measure: Measure, rows: Sequence[Row]) -> list[Row]:
    """The rows whose refusals count; none where the measure leaves refusals out."""
    if "dec_rejected" not in (*measure.numerator, *measure.rest):
        return []
    if not measure.refused_at:
        return list(rows)
    return [row for row in rows if definitions().stage_of(str(row["level"])) in measure.refused_at]


def _sums(measure: Measure, rows: Sequence[Row]) -> dict[str, Count]:
    refused = _counted(measure, rows) if measure.refused_at else rows
    return {column: count_of(refused if column == "dec_rejected" else rows, column) for column in OUTCOMES}


def _figure(asked: Asked, year: int, unit: str, rows: Sequence[Row], ground: CountryYear, tables: Tables) -> Figure:
    measure = asked.measure
    sums = _sums(measure, rows)
    above, rest = (sum_of(sums[column] for column in columns) for columns in (measure.numerator, measure.rest))
    flags = ground_flags(asked, ground, unit) | row_flags(asked, rows, unit)
    if too_many_unknown(rows_at(asked.stage, ground.of_unit(unit))):
        flags.add("UNKNOWN_ORIGIN")
    if above.is_rounded or rest.is_rounded:
        flags.add("ROUNDED")
    parts = {column: count.total for column, count in sums.items()}
    parts[SMALL_CELLS] = above.in_small_cells
    if measure.kind == "sum":
        counted_in = UNITS_OF_ROWS[unit] if measure.unit in UNITS_OF_ROWS.values() else measure.unit
        interval = (float(above.least), float(above.most))
        return asked.figure(
            year, tables, value=above.total, unit=counted_in, parts=parts, flags=flags, interval=interval
        )
    nobody = asked.origin is not None and "UNKNOWN_ORIGIN" in flags
    return asked.figure(
        year,
        tables,
        value=share(above, rest),
        numerator=above.total,
        denominator=above.total + rest.total,
        parts=parts,
        flags=flags,
        withheld="UNKNOWN_ORIGIN" if nobody else None,
        interval=share_interval(above, rest),
    )


def figures_of_the_mix(asked: Asked, tables: Tables) -> Iterator[Figure]:
    """M12 and M13: what the rate would be if each origin fared as elsewhere, and how far the observed one is off."""
    whole = by_year(asked.rows("decisions", tables))
    mixes = by_year(asked.rows("expected", tables))
    for year in asked.years:
        ground, rows = CountryYear(whole.get(year, [])), whole.get(year, [])
        if not mixes.get(year):
            flags = ground_flags(asked, ground, None) | {"NO_INADMISSIBILITY_SPLIT"}
            yield asked.figure(year, tables, value=None, flags=flags)
        for unit, (mix,) in by_unit(mixes.get(year, [])):
            of_unit = [row for row in rows if row["unit"] == unit]
            flags = ground_flags(asked, ground, unit) | row_flags(asked, of_unit, unit)
            known = [row for row in of_unit if not row["unknown"]]
            if any(count_of(known, column).is_rounded for column in OUTCOMES[:3]):
                flags.add("ROUNDED")
            yield _figure_of_mix(asked, year, mix, flags, tables)


def _figure_of_mix(asked: Asked, year: int, mix: Row, flags: set[str], tables: Tables) -> Figure:
    n, expected, grants = (_amount(mix[key]) for key in ("n", "expected_grants", "grants"))
    parts = {
        "decisions_covered": n,
        "decisions": _amount(mix["of_all"]),
        "origins_covered": _amount(mix["origins"]),
        "grants_observed": grants,
        "grants_expected": expected,
    }
    if not n:
        return asked.figure(year, tables, value=None, parts=parts, flags=flags)
    gap = asked.measure.kind == "gap"
    above = grants - expected if gap else expected
    return asked.figure(year, tables, value=100 * above / n, numerator=above, denominator=n, parts=parts, flags=flags)


def _amount(value: object) -> float:
    return value if isinstance(value, (int, float)) else 0
