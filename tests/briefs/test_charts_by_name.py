"""Charts by their names: which source draws them, what they need, and what is never drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia.briefs.charts import Asked, Material, chart_named
from asylia.errors import InputError
from asylia.figures.charts.model import Chart
from asylia.figures.official import read_official
from asylia.figures.query import Tables
from asylia.figures.store import NoFigures
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from tests.figures.unhcr_rows import application, arrivals, decision, people, tables_with

EN = texts_in("en")


def no_tables() -> Tables:
    raise NoFigures("the tables of UNHCR are not on this machine")


def drawn(lawbook: Lawbook, tables: Tables | None, asked: Asked) -> Chart:
    return chart_named(asked, Material(lawbook.data, read_official(), (lambda: tables) if tables else no_tables), EN)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("grants", "JPN"),
        ("grants", "KOR"),
        ("pending_decisions", "HKG"),
        ("resettlement", "JPN"),
        ("resettlement", "KOR"),
    ],
)
def test_a_clean_machine_draws_these(lawbook: Lawbook, name: str, place: str) -> None:
    chart = drawn(lawbook, None, Asked(name, (place,)))

    assert chart.rows
    assert len(chart.years) <= 20
    assert "figures that authorities published" in chart.sources[0] or "published figures" in chart.sources[0]


@pytest.mark.parametrize(
    ("name", "place"),
    [("observed_expected", "JPN"), ("top_origins", "KOR"), ("grants", "HKG"), ("pending_decisions", "JPN")],
)
def test_the_others_say_what_they_need(lawbook: Lawbook, name: str, place: str) -> None:
    with pytest.raises(InputError, match=r"needs UNHCR tables.*asylia figures update"):
        drawn(lawbook, None, Asked(name, (place,)))


def test_law_changes_of_the_years_shown_are_marks(lawbook: Lawbook) -> None:
    chart = drawn(lawbook, None, Asked("grants", ("JPN",), 2005, 2024))

    assert [mark.day.isoformat()[:7] for mark in chart.marks] == [
        "2005-05", "2010-03", "2015-09", "2018-01", "2023-12", "2024-06"
    ]  # fmt: skip


def test_a_year_in_which_the_layers_are_one_is_a_gap_in_both(lawbook: Lawbook, rows: Tables) -> None:
    chart = drawn(lawbook, rows, Asked("grants", ("JPN",), 2023, 2025, source="unhcr"))
    cells = {row[0]: row[1:3] for row in chart.rows}

    assert cells["2024"] == ("not given", "not given")
    assert "not given" not in cells["2023"] + cells["2025"]
    assert any("2024: no number is given." in note and "complementary" in note.lower() for note in chart.notes)


def test_persons_are_never_added_to_cases(lawbook: Lawbook, folder: Path) -> None:
    found = [
        decision("KOR", 2015, recognized=20, rejected=90),
        decision("KOR", 2016, recognized=30, rejected=90),
        decision("KOR", 2016, recognized=70, rejected=90, unit="C"),
        decision("KOR", 2017, recognized=40, rejected=90, unit="C"),
        decision("KOR", 2018, recognized=50, rejected=90),
    ]
    tables = tables_with(folder, asylum_decisions=found)
    chart = drawn(lawbook, tables, Asked("grants", ("KOR",), 2015, 2018, source="unhcr"))

    assert [row[1] for row in chart.rows] == ["20", "30", "not given", "50"]


def test_observed_and_expected_are_over_the_same_decisions(lawbook: Lawbook, folder: Path) -> None:
    found = [
        decision("KOR", 2015, recognized=30, rejected=70, origin="MMR"),
        decision("KOR", 2015, recognized=0, rejected=900, origin="XYZ"),
        decision("DEU", 2015, recognized=60, rejected=40, origin="MMR"),
    ]
    chart = drawn(
        lawbook, tables_with(folder, asylum_decisions=found), Asked("observed_expected", ("KOR",), 2015, 2015)
    )

    assert chart.rows[0][1:3] == ("30.0 %", "60.0 %")
    assert any("10 to 10 %" in note for note in chart.notes)
    assert any("not a norm" in note for note in chart.notes)


def test_the_top_origins_are_those_of_the_newest_year_with_applications(lawbook: Lawbook, folder: Path) -> None:
    found = [application("JPN", 2019, 50, origin="TUR"), application("JPN", 2020, 30, origin="MMR"),
             application("JPN", 2020, 60, origin="KHM"), application("JPN", 2020, 900, origin="UNK")]  # fmt: skip
    chart = drawn(lawbook, tables_with(folder, asylum_applications=found), Asked("top_origins", ("JPN",)))

    assert chart.rows == (("Cambodia", "60"), ("Myanmar (Burma)", "30"))
    assert chart.title.endswith("Japan, 2020")


def test_one_origin_at_every_place_of_the_law(lawbook: Lawbook, folder: Path) -> None:
    found = [application("JPN", 2019, 50, origin="MMR"), application("KOR", 2020, 30, origin="MMR")]
    tables = tables_with(folder, asylum_applications=found)
    chart = drawn(lawbook, tables, Asked("origin_across_places", (), 2019, 2020, origin="MMR"))

    assert chart.head == ("Year", "Japan", "Korea", "mainland China", "Hong Kong", "Macau")
    assert chart.rows == (("2019", "50", "–", "–", "–", "–"), ("2020", "–", "30", "–", "–", "–"))
    assert "Macau: no figure is known for these years." in chart.notes
    assert chart.marks == ()


def test_pending_beside_decisions_and_resettlement_from_tables(lawbook: Lawbook, folder: Path) -> None:
    tables = tables_with(
        folder,
        asylum_decisions=[decision("JPN", 2020, recognized=40, rejected=60)],
        population=[people("JPN", 2020, asylum_seekers=700)],
        solutions=[arrivals("DEU", 2019, 80), arrivals("DEU", 2020, None)],
    )

    assert drawn(lawbook, tables, Asked("pending_decisions", ("JPN",), 2020, 2020)).rows[0][1:3] == ("100", "700")
    assert drawn(lawbook, tables, Asked("resettlement", ("DEU",), 2018, 2020)).rows == (("2019", "80"),)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked("grant", ("JPN",)), "no chart 'grant'"),
        (Asked("grants", ("JPN",), 2020, 2019), "2019 lies before 2020"),
        (Asked("grants", ("JPN", "KOR")), "shows one place"),
        (Asked("grants", ()), "shows one place"),
        (Asked("grants", ("JPN",), source="unhrc"), "no source 'unhrc'"),
        (Asked("grants", ("MAC",), source="official"), "no official figures draw grants of MAC"),
        (Asked("grants", ("JPN",), 2030, 2031), "no figure is known from 2030 to 2031"),
        (Asked("origin_across_places", ()), "about one origin"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(lawbook: Lawbook, asked: Asked, says: str) -> None:
    with pytest.raises(InputError, match=says):
        drawn(lawbook, None, asked)
