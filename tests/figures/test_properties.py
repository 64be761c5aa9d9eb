"""What holds for every table: units apart, sums before shares, nothing where nothing is, totals recomputed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.figures.ask import by_origin, figure
from asylia.figures.cells import Count, share, share_interval
from asylia.figures.definitions import OUTCOMES, definitions
from asylia.figures.shown import value_shown
from asylia.languages.texts import texts_in
from tests.figures.unhcr_rows import Cell, decision, tables_with

CELLS = st.sampled_from([0, 5, 10, 11, 30, 120, 4000])
LEVELS = [level for levels in definitions().stages.values() for level in levels]
KEYS = st.tuples(st.sampled_from(["SYR", "IRN", "UNK"]), st.sampled_from(LEVELS), st.sampled_from("PC"))
TABLES = st.dictionaries(KEYS, st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12)
RATES = [one for one in definitions().measures.values() if one.kind == "rate"]
Table = dict[tuple[str, str, str], tuple[int, int, int, int, int]]


def rows_of(table: Table) -> list[dict[str, Cell]]:
    return [
        decision(
            "FRA", 2020, recognized=a, other=b, rejected=c, closed=d, total=e, origin=origin, level=level, unit=unit
        )
        for (origin, level, unit), (a, b, c, d, e) in table.items()
    ]


@settings(max_examples=40)
@given(TABLES)
def test_units_are_never_added_and_totals_are_those_of_the_parts(table: Table) -> None:
    with TemporaryDirectory() as folder:
        tables = tables_with(Path(folder), asylum_decisions=rows_of(table))
        for measure in RATES:
            stage = "pooled" if measure.stage == "given" else None
            for one in figure(measure.name, "FRA", 2020, tables, stage=stage):
                unit = "C" if "CASES" in one.flags else "P"
                mine = [cells for (_, _, own), cells in table.items() if own == unit]
                for at, column in enumerate(OUTCOMES):
                    if not (measure.refused_at and column == "dec_rejected") and one.parts:
                        assert one.parts[column] == sum(cells[at] for cells in mine)
                if one.value is not None:
                    summed = sum(one.parts[column] for column in (*measure.numerator, *measure.rest))
                    assert one.denominator == summed
                    assert one.value == 100 * sum(one.parts[column] for column in measure.numerator) / summed


@settings(max_examples=40)
@given(TABLES)
def test_what_has_no_value_is_never_shown_as_nought(table: Table) -> None:
    said = texts_in("en")
    with TemporaryDirectory() as folder:
        tables = tables_with(Path(folder), asylum_decisions=rows_of(table))
        for stage in (*definitions().stages, "pooled"):
            for one in figure("M06", "FRA", 2020, tables, stage=stage):
                assert (one.value is None) == (one.withheld is not None)
                if one.value is None:
                    assert (one.numerator, one.denominator, one.interval) == (None, None, None)
                    assert value_shown(one, said) in ("not given", "not known")
                else:
                    assert one.interval is None or one.interval[0] <= one.value <= one.interval[1]


@settings(max_examples=30)
@given(TABLES)
def test_the_rate_of_all_is_sum_over_sum_of_the_origins(table: Table) -> None:
    with TemporaryDirectory() as folder:
        tables = tables_with(Path(folder), asylum_decisions=rows_of(table))
        whole = {"CASES" in one.flags: one for one in figure("M06", "FRA", 2020, tables, stage="pooled")}
        unknown = figure("M10", "FRA", 2020, tables, origin="UNK")
        apart = [*by_origin("M10", "FRA", 2020, tables), *(one for one in unknown if one.parts)]
        for in_cases, one in whole.items():
            mine = [part for part in apart if part.parts and ("CASES" in part.flags) is in_cases]
            for column in OUTCOMES:
                assert one.parts[column] == sum(part.parts[column] for part in mine)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 500))
def test_the_interval_holds_whatever_the_cells_were(five: int, ten: int, fives: int, tens: int, rest: int) -> None:
    fives_were, tens_were = max(1, five), max(6, ten)
    shown = Count(5 * fives + 10 * tens, fives, tens)
    other = Count(rest)
    true = fives_were * fives + tens_were * tens

    interval = share_interval(shown, other)
    if interval is not None and true + rest:
        assert interval[0] <= 100 * true / (true + rest) <= interval[1]
        assert interval[0] <= (share(shown, other) or 0) <= interval[1]
