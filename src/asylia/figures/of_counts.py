"""Measures that count people or files: applications, stocks, arrivals, and how long a stock would take to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylia.figures.asked import TOGETHER, UNITS_OF_ROWS, Asked, by_unit, by_year, flags_of
from asylia.figures.cells import count_of
from asylia.figures.definitions import OUTCOMES
from asylia.figures.guards import UNKNOWN, UNKNOWN_LIMIT, CountryYear
from asylia.figures.model import Figure
from asylia.figures.of_decisions import ground_flags, row_flags
from asylia.figures.query import Row, Tables, number

QUESTIONS = {"applications": "applications", "stock": "population", "arrivals": "solutions"}
"""The question of `sql/` that answers each kind of measure."""


def figures_of_counts(asked: Asked, tables: Tables) -> Iterator[Figure]:
    """One figure for each year and unit; one without a value for a year without a row, which is a gap and not 0."""
    bound = {"measure": asked.measure.name} if asked.measure.kind == "applications" else {}
    question = QUESTIONS[asked.measure.kind]
    whole = by_year(asked.rows(question, tables, **bound))
    chosen = whole if asked.origin is None else by_year(asked.rows_asked(question, tables, **bound))
    column = asked.measure.numerator[0]
    for year in asked.years:
        unknown = asked.origin == UNKNOWN or _mostly_unknown(whole.get(year, []), column)
        flags = {"UNKNOWN_ORIGIN"} if unknown else set()
        rows = [{"unit": "P", **row} for row in chosen.get(year, [])]
        if not rows:
            yield asked.figure(year, tables, value=None, flags=flags)
        for unit, of_unit in by_unit(rows):
            yield _figure(asked, year, unit, of_unit, flags | flags_of(of_unit, unit), tables)


def _figure(asked: Asked, year: int, unit: str, rows: Sequence[Row], flags: set[str], tables: Tables) -> Figure:
    column = asked.measure.numerator[0]
    count = count_of(rows, column)
    # A stock that reads 0 was rounded away or never collected: nobody can tell which, so it is a gap and not 0.
    vanished = asked.measure.kind == "stock" and count.total == 0
    return asked.figure(
        year,
        tables,
        value=None if vanished else count.total,
        unit=UNITS_OF_ROWS[unit],
        parts={} if vanished else {column: count.total},
        withheld="UNKNOWN_ORIGIN" if vanished and asked.origin and "UNKNOWN_ORIGIN" in flags else None,
        flags={*flags, "ROUNDED"} if count.is_rounded else flags,
        interval=(float(count.least), float(count.most)),
    )


def _mostly_unknown(rows: Sequence[Row], column: str) -> bool:
    whole = sum(number(row, column) for row in rows)
    return sum(number(row, column) for row in rows if row["unknown"]) > UNKNOWN_LIMIT * whole


def figures_of_pace(asked: Asked, tables: Tables) -> Iterator[Figure]:
    """M17: the stock of claims pending over all that was closed in the year. A stock of persons needs persons."""
    stocks = by_year(asked.rows("population", tables))
    decisions = by_year(asked.rows("decisions", tables))
    for year in asked.years:
        rows, pending = decisions.get(year, []), count_of(stocks.get(year, []), "asylum_seekers")
        ground = CountryYear(rows)
        if not rows or not stocks.get(year):
            yield asked.figure(year, tables, value=None, flags=ground_flags(asked, ground, None))
            continue
        for unit, of_unit in by_unit(rows):
            sums = {column: count_of(of_unit, column) for column in OUTCOMES}
            flags = ground_flags(asked, ground, unit) | row_flags(asked, of_unit, unit)
            if pending.is_rounded or any(count.is_rounded for count in sums.values()):
                flags.add("ROUNDED")
            closed = sum(count.total for count in sums.values())
            least, most = (sum(getattr(count, end) for count in sums.values()) for end in ("least", "most"))
            yield asked.figure(
                year,
                tables,
                value=pending.total / closed if closed else None,
                numerator=pending.total,
                denominator=closed,
                parts={"asylum_seekers": pending.total, **{column: count.total for column, count in sums.items()}},
                flags=flags,
                withheld=TOGETHER if unit == "C" else None,
                interval=(pending.least / most, pending.most / least) if least and most else None,
            )
