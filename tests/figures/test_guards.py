"""Each rule and each flag: a case that raises it, and one that just does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.figures.ask import by_origin, compare, figure, series, years_with_data
from asylia.figures.definitions import definitions
from asylia.figures.model import FLAGS, STAGES, Figure
from asylia.figures.query import Tables
from asylia.figures.shown import needs_counts, value_shown
from asylia.languages.texts import texts_in
from tests.figures.unhcr_rows import RELEASE, application, arrivals, decision, people, tables_with

ENGLISH = texts_in("en")


def first(place: str, tables: Tables, measure: str = "M06", stage: str | None = "first", **asked: str) -> Figure:
    found = figure(measure, place, 2020, tables, stage=stage, **asked)
    assert len(found) == 1
    return found[0]


# --- rules ------------------------------------------------------------------------------------------------------------


def test_r1_a_rate_carries_its_numerator_denominator_and_parts(folder: Path) -> None:
    found = first("FRA", tables_with(folder, asylum_decisions=[decision("FRA", 2020, recognized=30, rejected=70)]))

    assert (found.value, found.numerator, found.denominator) == (30.0, 30, 100)
    assert {name: found.parts[name] for name in ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")} == {
        "dec_recognized": 30,
        "dec_other": 0,
        "dec_rejected": 70,
        "dec_closed": 0,
    }


@pytest.mark.parametrize(("measure", "denominator"), [("M05", 100), ("M06", 100), ("M07", 150), ("M09", 150)])
def test_r2_closed_files_count_in_two_measures_alone(folder: Path, measure: str, denominator: int) -> None:
    rows = [decision("FRA", 2020, recognized=30, rejected=70, closed=50)]

    assert first("FRA", tables_with(folder, asylum_decisions=rows), measure).denominator == denominator


def test_r3_the_published_total_is_never_used(folder: Path) -> None:
    rows = [decision("FRA", 2020, recognized=30, rejected=70, total=0)]

    assert first("FRA", tables_with(folder, asylum_decisions=rows)).denominator == 100


def test_r4_persons_and_cases_are_two_results(folder: Path) -> None:
    rows = [
        decision("FRA", 2020, recognized=30, rejected=70),
        decision("FRA", 2020, recognized=20, rejected=20, unit="C"),
    ]
    tables = tables_with(folder, asylum_decisions=rows)
    persons, cases = figure("M06", "FRA", 2020, tables, stage="first")

    assert (persons.value, cases.value) == (30.0, 50.0)
    assert [one.unit for one in figure("M10", "FRA", 2020, tables)] == ["persons", "cases"]


def test_r4_a_stock_of_persons_is_not_divided_by_cases(folder: Path) -> None:
    stock = [people("FRA", 2020, asylum_seekers=200)]
    in_cases = [decision("FRA", 2020, recognized=30, rejected=70, closed=11, unit="C")]
    in_persons = [decision("FRA", 2020, recognized=30, rejected=70, closed=11)]
    (folder / "c").mkdir()
    (folder / "p").mkdir()

    assert first("FRA", tables_with(folder / "c", asylum_decisions=in_cases, population=stock), "M17", None).withheld
    pace = first("FRA", tables_with(folder / "p", asylum_decisions=in_persons, population=stock), "M17", None)
    assert pace.value == 200 / 111


def test_r5_each_level_belongs_to_one_stage(folder: Path) -> None:
    rows = [
        decision("FRA", 2020, recognized=11 + at, rejected=100, level=level)
        for at, level in enumerate(["FI", "NA", "AR", "JR", "FA", "RA"])
    ]
    tables = tables_with(folder, asylum_decisions=rows)
    counted = {stage: first("FRA", tables, "M05", stage).numerator for stage in STAGES}

    assert counted == {"first": 23, "appeal": 13, "court": 14, "combined": 15, "repeat": 16, "pooled": 81}


def test_r5_a_rate_needs_a_stage(folder: Path) -> None:
    with pytest.raises(InputError, match="needs a stage"):
        figure("M05", "FRA", 2020, tables_with(folder))
    with pytest.raises(InputError, match="no stage"):
        figure("M16", "FRA", 2020, tables_with(folder), stage="first")
    with pytest.raises(InputError, match="adds up"):
        figure("M10", "FRA", 2020, tables_with(folder), stage="first")
    with pytest.raises(InputError, match="there is no stage 'second'"):
        figure("M05", "FRA", 2020, tables_with(folder), stage="second")


def test_r6_sums_are_divided_once(folder: Path) -> None:
    rows = [
        decision("FRA", 2020, recognized=90, rejected=11, origin="SYR"),
        decision("FRA", 2020, recognized=0, rejected=1000, origin="GEO"),
    ]
    found = first("FRA", tables_with(folder, asylum_decisions=rows))

    assert found.value == 100 * 90 / 1101  # the mean of both rates would be 44.6 %


def test_r7_nothing_to_divide_is_no_value_and_nought_is_one(folder: Path) -> None:
    rows = [decision("FRA", 2020, closed=50), decision("ITA", 2020, rejected=50)]
    tables = tables_with(folder, asylum_decisions=rows)

    assert (first("FRA", tables).value, first("FRA", tables).withheld) == (None, "R7")
    assert (first("ESP", tables).value, first("ESP", tables).withheld) == (None, "R7")
    assert (first("ITA", tables).value, first("ITA", tables).withheld) == (0.0, None)
    assert value_shown(first("FRA", tables), ENGLISH) == "not known"


@pytest.mark.parametrize(("numerator", "shown"), [(19, "19 of 219"), (20, "9.1 %")])
def test_r8_below_twenty_counts_are_shown(folder: Path, numerator: int, shown: str) -> None:
    rows = [decision("FRA", 2020, recognized=numerator, rejected=200)]

    assert shown == value_shown(first("FRA", tables_with(folder, asylum_decisions=rows)), ENGLISH)


@pytest.mark.parametrize(("large", "counts"), [(19, True), (20, False)])
def test_r8_more_than_half_from_small_cells_shows_counts(folder: Path, large: int, counts: bool) -> None:
    rows = [decision("FRA", 2020, recognized=10, origin=origin) for origin in ("AFG", "SYR")]
    rows.append(decision("FRA", 2020, recognized=large, rejected=500, origin="IRN"))

    assert needs_counts(first("FRA", tables_with(folder, asylum_decisions=rows))) is counts


@pytest.mark.parametrize(("rejected", "shown"), [(2500, "0.99 %"), (2475, "1.0 %"), (75, "25.0 %")])
def test_r8_two_decimals_stand_below_one_per_cent_alone(folder: Path, rejected: int, shown: str) -> None:
    rows = [decision("FRA", 2020, recognized=25, rejected=rejected)]

    assert shown == value_shown(first("FRA", tables_with(folder, asylum_decisions=rows)), ENGLISH)


@pytest.mark.parametrize(("unknown", "withheld"), [(100, None), (101, "UNKNOWN_ORIGIN")])
def test_r9_more_than_a_tenth_unknown_withholds_rates_by_origin(
    folder: Path, unknown: int, withheld: str | None
) -> None:
    rows = [
        decision("FRA", 2020, rejected=unknown, origin="UNK"),
        decision("FRA", 2020, recognized=300, rejected=1000 - 300 - unknown, origin="SYR"),
    ]
    tables = tables_with(folder, asylum_decisions=rows)
    of_origin, whole = first("FRA", tables, origin="SYR"), first("FRA", tables)

    assert withheld == of_origin.withheld
    assert ("UNKNOWN_ORIGIN" in whole.flags) is (withheld is not None)
    assert whole.denominator == 1000
    assert [one.origin for one in by_origin("M06", "FRA", 2020, tables, stage="first")] == ["SYR"]


def test_r9_counts_by_origin_stay_with_the_flag(rows: Tables) -> None:
    found = figure("M10", "JPN", 2021, rows, origin="MMR")[0]

    assert found.value == 530
    assert "UNKNOWN_ORIGIN" in found.flags


def test_r9_a_stock_of_one_origin_that_reads_nought_is_a_gap(folder: Path) -> None:
    stock = [people("FRA", 2020, refugees=50), people("FRA", 2020, asylum_seekers=5, origin="IRN")]
    tables = tables_with(folder, population=stock)

    assert first("FRA", tables, "M16", None, origin="SYR").value is None
    assert first("FRA", tables, "M16", None, origin="IRN").value == 5


def test_r7_a_stock_of_nought_is_not_known(folder: Path) -> None:
    tables = tables_with(folder, population=[people("FRA", 2020, refugees=50), people("ITA", 2020, asylum_seekers=6)])

    assert (first("FRA", tables, "M16", None).value, first("FRA", tables, "M16", None).withheld) == (None, "R7")
    assert (first("FRA", tables, "M18", None).value, first("ITA", tables, "M16", None).value) == (50, 6)


def test_r10_unhcr_is_never_asked_for_national_practice(rows: Tables) -> None:
    for measure in ("M14", "M15", "M21"):
        with pytest.raises(InputError, match="official"):
            figure(measure, "JPN", 2020, rows)


@pytest.mark.parametrize(("half", "provisional"), [(2020, True), (2021, False), (None, False)])
def test_r11_a_half_year_is_provisional(folder: Path, half: int | None, provisional: bool) -> None:
    rows = [decision("FRA", 2020, recognized=30, rejected=70)]
    tables = tables_with(folder, replace(RELEASE, half_year=half), asylum_decisions=rows)
    found = first("FRA", tables)

    assert provisional is ("PROVISIONAL_HALF_YEAR" in found.flags)
    assert ("2026-06-25", RELEASE.retrieved) == (found.release.version, found.release.retrieved)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_r12_every_measure_stage_and_flag_has_words(language: str) -> None:
    said = texts_in(language)
    keys = [
        *(f"measure_{name}" for name in definitions().measures),
        *(f"figures_stage_{stage}" for stage in STAGES),
        *(f"flag_{flag.lower()}" for flag in (*FLAGS, "R4", "R7")),
    ]

    assert [key for key in keys if key not in said.interface] == []


def test_r12_no_label_is_recognition_rate_alone() -> None:
    labels = [ENGLISH.word(f"measure_{name}", stage="x").lower() for name in definitions().measures]

    assert [label for label in labels if label in ("recognition rate", "refugee recognition rate")] == []
    assert all("(" in label or ":" in label or "european" in label for label in labels if "recognition rate" in label)


# --- flags ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fi", "ar", "split"),
    [
        ((30, 0), (0, 70), True),
        ((30, 1), (0, 70), False),
        ((30, 0), (1, 70), False),
        ((0, 0), (0, 70), False),
    ],
)
def test_split_outcome_levels(folder: Path, fi: tuple[int, int], ar: tuple[int, int], split: bool) -> None:
    rows = [
        decision("FRA", 2020, recognized=fi[0], rejected=fi[1], closed=11),
        decision("FRA", 2020, recognized=ar[0], rejected=ar[1], level="AR"),
    ]
    tables = tables_with(folder, asylum_decisions=rows)

    assert split is ("SPLIT_OUTCOME_LEVELS" in first("FRA", tables).flags)
    assert split is (first("FRA", tables, stage="appeal").withheld == "SPLIT_OUTCOME_LEVELS")
    assert "SPLIT_OUTCOME_LEVELS" not in first("FRA", tables, stage="pooled").flags


def test_split_outcome_levels_is_of_one_unit(folder: Path) -> None:
    rows = [decision("FRA", 2020, recognized=30, unit="C"), decision("FRA", 2020, rejected=70, level="AR")]

    assert "SPLIT_OUTCOME_LEVELS" not in first("FRA", tables_with(folder, asylum_decisions=rows)).flags


def test_pooled_stages(rows: Tables) -> None:
    assert "POOLED_STAGES" in figure("M06", "KOR", 2022, rows, stage="pooled")[0].flags
    assert "POOLED_STAGES" not in figure("M06", "KOR", 2022, rows, stage="first")[0].flags
    assert "POOLED_STAGES" not in figure("M10", "KOR", 2015, rows)[0].flags  # one stage is there


def test_complementary_in_recognized(rows: Tables) -> None:
    for measure in ("M05", "M08"):
        stage = "pooled" if measure == "M05" else None
        assert figure(measure, "JPN", 2024, rows, stage=stage)[0].withheld == "COMPLEMENTARY_IN_RECOGNIZED"
        assert figure(measure, "JPN", 2023, rows, stage=stage)[0].withheld is None
        assert figure(measure, "JPN", 2025, rows, stage=stage)[0].withheld is None


@pytest.mark.parametrize(
    ("measure", "place", "breaks", "before"),
    [("M01", "JPN", 2024, 2023), ("M10", "KOR", 2022, 2021), ("M18", "JPN", 2022, 2021), ("M18", "CHN", 2022, 2021)],
)
def test_series_break(rows: Tables, measure: str, place: str, breaks: int, before: int) -> None:
    assert "SERIES_BREAK" in figure(measure, place, breaks, rows)[0].flags
    assert "SERIES_BREAK" not in figure(measure, place, before, rows)[0].flags


def test_cases(rows: Tables) -> None:
    assert "CASES" in figure("M06", "KOR", 2022, rows, stage="pooled")[0].flags
    assert "CASES" not in figure("M06", "KOR", 2023, rows, stage="pooled")[0].flags
    assert ["CASES" in one.flags for one in figure("M10", "KOR", 2012, rows)] == [False, True]


@pytest.mark.parametrize(("cell", "is_rounded"), [(5, True), (10, True), (0, False), (11, False)])
def test_rounded_decisions(folder: Path, cell: int, is_rounded: bool) -> None:
    rows = [decision("FRA", 2020, recognized=30, other=cell, rejected=70, closed=5)]

    assert is_rounded is ("ROUNDED" in first("FRA", tables_with(folder, asylum_decisions=rows)).flags)


@pytest.mark.parametrize(("cell", "is_rounded"), [(5, True), (6, False), (10, False)])
def test_rounded_applications_and_stocks(folder: Path, cell: int, is_rounded: bool) -> None:
    tables = tables_with(
        folder,
        asylum_applications=[application("FRA", 2020, cell), application("FRA", 2020, 50, origin="IRN")],
        population=[people("FRA", 2020, asylum_seekers=cell, refugees=7)],
        solutions=[arrivals("FRA", 2020, cell)],
    )

    for measure in ("M01", "M16", "M19"):
        assert is_rounded is ("ROUNDED" in first("FRA", tables, measure, None).flags)


@pytest.mark.parametrize(("cell", "interval"), [(5, (31, 39)), (10, (36, 40)), (11, (41, 41)), (0, (30, 30))])
def test_the_interval_covers_cells_of_5_and_10(folder: Path, cell: int, interval: tuple[int, int]) -> None:
    rows = [decision("FRA", 2020, recognized=30), decision("FRA", 2020, recognized=cell, rejected=60, origin="IRN")]

    assert interval == first("FRA", tables_with(folder, asylum_decisions=rows), "M10", None).interval


def test_the_interval_of_a_share_has_the_least_above_the_most(folder: Path) -> None:
    rows = [decision("FRA", 2020, recognized=5, rejected=10)]
    found = first("FRA", tables_with(folder, asylum_decisions=rows))

    assert found.interval == (100 * 1 / (1 + 10), 100 * 9 / (9 + 6))


def test_the_interval_of_applications_goes_down_from_five(folder: Path) -> None:
    tables = tables_with(folder, asylum_applications=[application("FRA", 2020, 5)])

    assert first("FRA", tables, "M01", None).interval == (1, 5)


@pytest.mark.parametrize(("closed", "rejected", "raised"), [(0, 101, True), (0, 100, False), (1, 101, False)])
def test_no_closed(folder: Path, closed: int, rejected: int, raised: bool) -> None:
    rows = [decision("FRA", 2020, recognized=30, rejected=rejected, closed=closed)]
    tables = tables_with(folder, asylum_decisions=rows, population=[people("FRA", 2020, asylum_seekers=99)])

    assert raised is ("NO_CLOSED" in first("FRA", tables).flags)
    for measure in ("M07", "M09"):
        assert ("NO_CLOSED" if raised else None) == first("FRA", tables, measure).withheld
    assert ("NO_CLOSED" if raised else None) == first("FRA", tables, "M17", None).withheld


def test_no_inadmissibility_split_is_always_there_for_decisions(rows: Tables) -> None:
    assert "NO_INADMISSIBILITY_SPLIT" in figure("M06", "DEU", 2019, rows, stage="first")[0].flags
    assert "NO_INADMISSIBILITY_SPLIT" not in figure("M01", "JPN", 2023, rows)[0].flags


@pytest.mark.parametrize(("procedure", "raised"), [("G", False), ("U", True), ("J", True)])
def test_not_government(folder: Path, procedure: str, raised: bool) -> None:
    tables = tables_with(
        folder,
        asylum_decisions=[decision("FRA", 2020, recognized=30, rejected=70, procedure=procedure)],
        asylum_applications=[application("FRA", 2020, 30, procedure=procedure)],
    )

    assert raised is ("NOT_GOVERNMENT" in first("FRA", tables).flags)
    assert raised is ("NOT_GOVERNMENT" in first("FRA", tables, "M01", None).flags)


@pytest.mark.parametrize(("on_appeal", "raised"), [(70, True), (0, False)])
def test_double_count_possible(folder: Path, on_appeal: int, raised: bool) -> None:
    rows = [
        decision("FRA", 2020, recognized=30, rejected=70),
        decision("FRA", 2020, recognized=30, rejected=on_appeal, level="AR"),
    ]
    tables = tables_with(folder, asylum_decisions=rows)

    assert raised is ("DOUBLE_COUNT_POSSIBLE" in first("FRA", tables, stage="pooled").flags)
    assert "DOUBLE_COUNT_POSSIBLE" not in first("FRA", tables).flags
    assert "DOUBLE_COUNT_POSSIBLE" not in first("FRA", tables, "M11", None).flags  # refusals of one stage alone


def test_flags_stand_in_the_order_of_the_model(rows: Tables) -> None:
    found = figure("M06", "JPN", 2024, rows, stage="pooled")[0].flags

    assert list(found) == [flag for flag in FLAGS if flag in found]


# --- measures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "level", "measure"),
    [
        ("N", "FI", "M01"),
        ("NR", "FA", "M01"),
        ("NA", "NA", "M01"),
        ("V", "FI", "M01"),
        ("V", "AR", "M02"),
        ("N", "AR", "M02"),
        ("N", "JR", "M02"),
        ("A", "FI", "M02"),
        ("J", "JR", "M02"),
        ("R", "FI", "M03"),
        ("R", "RA", "M03"),
        ("N", "RA", "M03"),
    ],
)
def test_the_level_of_an_application_decides_before_its_type(folder: Path, kind: str, level: str, measure: str) -> None:
    tables = tables_with(folder, asylum_applications=[application("FRA", 2020, 50, kind=kind, level=level)])
    counted = {one: first("FRA", tables, one, None).value for one in ("M01", "M02", "M03")}

    assert {"M01": None, "M02": None, "M03": None, measure: 50} == counted


def test_mistyped_appeals_of_japan_are_no_new_applications(rows: Tables) -> None:
    assert figure("M02", "JPN", 2010, rows)[0].value == 859 + 55


def test_resettlement_that_nobody_reported_is_no_nought(folder: Path) -> None:
    tables = tables_with(folder, solutions=[arrivals("FRA", 2020, None), arrivals("ITA", 2020, 0)])

    assert first("FRA", tables, "M19", None).value is None
    assert first("ITA", tables, "M19", None).value == 0


def test_expected_rate_weighs_rates_elsewhere_with_the_mix_here(folder: Path) -> None:
    world = [
        decision("FRA", 2020, recognized=11, rejected=89, origin="SYR"),
        decision("FRA", 2020, recognized=0, rejected=300, origin="GEO"),
        decision("FRA", 2020, recognized=20, rejected=20, origin="TON"),  # decided nowhere else
        decision("FRA", 2020, rejected=40, origin="UNK"),
        decision("FRA", 2020, rejected=20, origin="XXA"),
        decision("ITA", 2020, recognized=60, rejected=40, origin="SYR"),
        decision("ESP", 2020, other=30, rejected=70, origin="SYR"),
        decision("ITA", 2020, recognized=12, rejected=108, origin="GEO"),
        decision("ITA", 2020, recognized=50, rejected=50, origin="XXA"),
        decision("ITA", 2019, recognized=50, rejected=0, origin="GEO"),
    ]
    tables = tables_with(folder, asylum_decisions=world)
    rate, gap = (first("FRA", tables, measure, None) for measure in ("M12", "M13"))

    expected = 100 * (100 * (90 / 200) + 300 * (12 / 120)) / 400
    assert rate.value == pytest.approx(expected)
    assert gap.value == pytest.approx(100 * 11 / 400 - expected)
    assert (
        rate.parts["decisions_covered"],
        rate.parts["decisions"],
        rate.parts["origins_covered"],
    ) == (400, 500, 2)


def test_a_bilateral_series_has_gaps_and_no_noughts(rows: Tables) -> None:
    found = series("M20", "JPN", (2020, 2024), rows, origin="MMR")
    applications = {one.year: one.value for one in found if one.measure == "new_applications"}

    assert applications[2020] is None
    assert applications[2023] == 324
    assert {"new_applications", "grants", "pending_end_of_year"} == {one.measure for one in found}
    with pytest.raises(InputError, match="one origin"):
        series("M20", "JPN", (2020, 2024), rows)


def test_places_side_by_side_show_how_many_years_have_data(rows: Tables) -> None:
    found = compare("M06", ["JPN", "KOR"], (2022, 2025), rows, stage="pooled")
    beside = years_with_data(["JPN", "KOR"], (2022, 2025), rows)

    assert [(one.place, one.year) for one in found[:4]] == [("JPN", 2022), ("JPN", 2023), ("JPN", 2024), ("JPN", 2025)]
    assert [one.value for one in beside] == [4, 3]
    assert {one.unit: one.year_to for one in beside} == {"years": 2025}


def test_what_cannot_be_computed_says_so(rows: Tables) -> None:
    with pytest.raises(InputError, match="Cannot be computed"):
        figure("M06e", "FRA", 2020, rows, stage="first")
    with pytest.raises(InputError, match="no measure 'recognition_rate'"):
        figure("recognition_rate", "FRA", 2020, rows)
    with pytest.raises(InputError, match="all origins"):
        figure("M12", "FRA", 2020, rows, origin="SYR")
    with pytest.raises(InputError, match="one place beside all others"):
        figure("M12", "WLD", 2020, rows)
    with pytest.raises(InputError, match="lies before"):
        series("M10", "JPN", (2023, 2020), rows)
