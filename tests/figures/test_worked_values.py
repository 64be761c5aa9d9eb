"""Every worked value of docs/look-up/measures.md."""

from __future__ import annotations

import pytest

from asylia.figures.ask import figure
from asylia.figures.model import Figure
from asylia.figures.of_official import official_figure
from asylia.figures.official import read_official
from asylia.figures.query import Tables

WORKED = [
    # place, year, stage, (rec, oth, rej, clo), M05, M06, flags that must be there
    ("JPN", 2015, "first", (10, 15, 3388, 470), 0.29, 0.73, {"ROUNDED"}),
    ("JPN", 2015, "pooled", (20, 70, 5095, 973), 0.39, 1.74, {"ROUNDED", "POOLED_STAGES"}),
    ("JPN", 2020, "first", (47, 44, 3433, 1916), 1.33, 2.58, {"UNKNOWN_ORIGIN"}),
    ("JPN", 2023, "pooled", (289, 1006, 7627, 0), 3.24, 14.51, {"NO_CLOSED", "POOLED_STAGES"}),
    ("JPN", 2024, "pooled", (1857, 330, 8271, 4065), None, 20.91, {"COMPLEMENTARY_IN_RECOGNIZED"}),
    ("JPN", 2025, "pooled", (187, 996, 12636, 6681), 1.35, 8.56, {"UNKNOWN_ORIGIN"}),
    ("KOR", 2015, "combined", (32, 209, 2781, 283), 1.06, 7.97, set()),
    ("KOR", 2022, "pooled", (85, 85, 8308, 2970), 1.00, 2.01, {"CASES"}),
    ("KOR", 2025, "pooled", (55, 32, 10647, 6374), 0.51, 0.81, {"ROUNDED"}),
    ("CHN", 2015, "first", (39, 0, 78, 136), 33.33, 33.33, {"NOT_GOVERNMENT"}),
    ("DEU", 2019, "first", (43817, 23932, 51382, 38590), 36.78, 56.87, set()),
]
OUTCOMES = ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")


def only(figures: tuple[Figure, ...]) -> Figure:
    assert len(figures) == 1
    return figures[0]


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


@pytest.mark.parametrize(("place", "year", "stage", "sums", "m05", "m06", "flags"), WORKED)
def test_rates_are_the_worked_values(
    rows: Tables,
    place: str,
    year: int,
    stage: str,
    sums: tuple[int, ...],
    m05: float | None,
    m06: float,
    flags: set[str],
) -> None:
    recognition = only(figure("M05", place, year, rows, stage=stage))
    protection = only(figure("M06", place, year, rows, stage=stage))

    assert (m05, m06) == (rounded(recognition.value), rounded(protection.value))
    assert sums == tuple(protection.parts[column] for column in OUTCOMES)
    assert flags <= set(protection.flags)
    assert (sums[0] + sums[1], sum(sums[:3])) == (protection.numerator, protection.denominator)


@pytest.mark.parametrize("measure", ["M04", "M05", "M06", "M07", "M09"])
@pytest.mark.parametrize("stage", ["first", "appeal", "combined"])
@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_no_stage_of_japan_after_2020_has_a_value(rows: Tables, measure: str, stage: str, year: int) -> None:
    found = only(figure(measure, "JPN", year, rows, stage=stage))

    assert (found.value, found.withheld) == (None, "SPLIT_OUTCOME_LEVELS")
    assert (found.numerator, found.denominator, found.parts) == (None, None, {})


def test_the_year_before_has_one(rows: Tables) -> None:
    assert only(figure("M05", "JPN", 2020, rows, stage="first")).withheld is None


def test_cumulative_rate_of_japan_2023(rows: Tables) -> None:
    found = only(figure("M11", "JPN", 2023, rows))

    assert (rounded(found.value), found.numerator, found.denominator) == (20.43, 1295, 6340)


def test_german_first_instance_uses_the_code_na(rows: Tables) -> None:
    """Readers that take NA for a missing value lose all of Germany."""
    assert only(figure("M10", "DEU", 2019, rows)).parts["dec_recognized"] == 43817 + 1260


@pytest.mark.parametrize(("place", "year", "counts"), [("MAC", 2009, 5), ("MAC", 2018, None)])
def test_macau_never_exceeds_one_digit(rows: Tables, place: str, year: int, counts: int | None) -> None:
    found = figure("M01", place, year, rows)[0]

    assert found.value is None or found.value <= 10
    assert found.value is None or "ROUNDED" in found.flags


def test_official_rates_of_japan_2024() -> None:
    official = read_official()
    m05 = official_figure("M05", "JPN", 2024, official, stage="pooled")
    m06 = official_figure("M06", "JPN", 2024, official, stage="pooled")

    assert m05 is not None
    assert m06 is not None
    assert (m05.numerator, m05.denominator, rounded(m05.value)) == (190, 10455, 1.82)
    assert (m06.numerator, m06.denominator, rounded(m06.value)) == (2186, 10455, 20.91)


def test_official_practice_of_the_press_of_korea_and_of_hong_kong() -> None:
    official = read_official()
    press = official_figure("M14", "JPN", 2020, official)
    korea = official_figure("M15", "KOR", 2024, official)
    hong_kong = official_figure("M21", "HKG", 2016, official)

    assert press is not None
    assert korea is not None
    assert hong_kong is not None
    assert (press.numerator, press.denominator, rounded(press.value)) == (47, 3936, 1.19)
    assert (korea.numerator, korea.denominator) == (1544, 65227)
    assert (hong_kong.numerator, hong_kong.denominator, rounded(hong_kong.value)) == (48, 6383, 0.75)


# --- over all of UNHCR's tables ---------------------------------------------------------------------------------------


def test_the_world_of_2013_is_the_rate_that_unhcr_published(full: Tables) -> None:
    """43 %, persons and cases together; asylia shows them apart, for the two are never added (R4)."""
    persons, cases = figure("M06", "WLD", 2013, full, stage="pooled")
    above = (persons.numerator or 0) + (cases.numerator or 0)
    below = (persons.denominator or 0) + (cases.denominator or 0)

    assert round(100 * above / below, 1) == 43.3
    assert ("CASES" in persons.flags, "CASES" in cases.flags) == (False, True)


@pytest.mark.parametrize(
    ("place", "year", "observed", "expected"),
    [("JPN", 2023, 15.5, 53.5), ("KOR", 2023, 1.5, 30.5), ("CHN", 2023, 40.7, 50.5), ("KOR", 2025, 0.7, 24.1)],
)
def test_expected_rates(full: Tables, place: str, year: int, observed: float, expected: float) -> None:
    rate, gap = only(figure("M12", place, year, full)), only(figure("M13", place, year, full))

    assert rate.value is not None
    assert gap.value is not None
    assert expected == round(rate.value, 1)
    assert abs(observed - (rate.value + gap.value)) < 0.06  # 15.446 stands as 15.5 in the specification


def test_expected_rate_of_japan_2025_is_withheld(full: Tables) -> None:
    assert (
        only(figure("M12", "JPN", 2025, full)).value,
        only(figure("M12", "JPN", 2025, full)).withheld,
    ) == (None, "UNKNOWN_ORIGIN")


def test_years_of_unknown_origin_are_those_of_the_specification(full: Tables) -> None:
    named = {
        "JPN": {2004, 2005, 2006, 2007, 2013, 2015, 2016, 2019, 2020, 2021, 2025},
        "KOR": {2011, 2012, 2013, 2014},
    }
    for place, years in named.items():
        found = {
            year
            for year in range(2001, 2026)
            if any("UNKNOWN_ORIGIN" in one.flags for one in figure("M10", place, year, full))
        }
        assert years == found


def test_german_grants_over_all_levels(full: Tables) -> None:
    assert only(figure("M10", "DEU", 2019, full)).parts["dec_recognized"] == 54018


def test_the_rows_of_the_tests_are_those_of_the_tables(rows: Tables, full: Tables) -> None:
    for place, year in (("JPN", 2015), ("JPN", 2025), ("KOR", 2012), ("KOR", 2022), ("CHN", 2015)):
        bound = {"place": place, "first": year, "last": year}
        assert rows.rows("decisions", **bound) == full.rows("decisions", **bound)
