"""How claims fared, beside an assessment: both layers, the stage of the case, and no nought for what is unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.beside import Beside
from asylia.assessment.casefile import read_case
from asylia.assessment.findings import Assessment
from asylia.briefs.fared import figures_beside, nationality_in
from asylia.figures.official import read_official
from asylia.figures.query import Tables
from asylia.figures.store import NoFigures
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from tests.cli.running import Run
from tests.figures.unhcr_rows import decision, tables_with

DAY = date(2021, 7, 1)
CASE = "jurisdiction: {place}\nanswers:\n  persecutor_state: true\n{more}"


def case_at(lawbook: Lawbook, place: str = "JP", more: str = "", day: date = DAY) -> Assessment:
    return assess(lawbook, read_case(CASE.format(place=place, more=more).encode(), "case", lawbook.data), place, day)


def beside(
    lawbook: Lawbook, tables: Tables | None, origin: str | None = "MMR", place: str = "JP", language: str = "en"
) -> Beside:
    def opened() -> Tables:
        if tables is None:
            raise NoFigures("none")
        return tables

    return figures_beside([case_at(lawbook, place)], origin, read_official(), opened, texts_in(language))


def said(found: Beside, place: str = "JP") -> str:
    return "\n".join(f"{line.mark} {line.text}" for line in found.figures_lines[place])


def test_both_layers_are_said_with_their_counts_and_stage(lawbook: Lawbook, folder: Path) -> None:
    found = [decision("JPN", 2018, recognized=30, other=50, rejected=120, closed=9, origin="MMR")]
    lines = said(beside(lawbook, tables_with(folder, asylum_decisions=found)))

    assert (
        "· 2018: recognised as refugees 15.0 % (30 of 200); protected in all 40.0 % (80 of 200) (first instance)"
        in lines
    )
    assert "How claims of people from Myanmar (Burma) fared: Japan, 2011–2020" in lines
    assert "do not say how this claim will be decided" in lines


def test_a_year_without_data_is_unknown_and_not_nought(lawbook: Lawbook, folder: Path) -> None:
    found = [decision("JPN", 2018, rejected=120, origin="MMR"), decision("JPN", 2017, recognized=30, origin="TUR")]
    lines = said(beside(lawbook, tables_with(folder, asylum_decisions=found)))

    assert "? 2017: not known" in lines
    assert "2018: recognised as refugees 0 of 120; protected in all 0 of 120" in lines
    assert "0.0 %" not in lines


def test_split_levels_show_all_stages_pooled_with_the_flag(lawbook: Lawbook, folder: Path) -> None:
    found = [
        decision("JPN", 2019, recognized=40, rejected=0, level="FA", origin="MMR"),
        decision("JPN", 2019, rejected=160, level="FI", origin="MMR"),
    ]
    lines = said(beside(lawbook, tables_with(folder, asylum_decisions=found)))

    assert "2019: recognised as refugees 20.0 % (40 of 200)" in lines
    assert "(all stages pooled)" in lines
    assert "Several stages are added up." in lines


def test_years_in_which_origins_are_unknown_are_withheld_with_the_reason(lawbook: Lawbook, folder: Path) -> None:
    found = [
        decision("JPN", 2016, recognized=40, rejected=60, origin="MMR"),
        decision("JPN", 2016, rejected=500, origin="UNK"),
    ]
    lines = said(beside(lawbook, tables_with(folder, asylum_decisions=found)))

    assert "? 2016: recognised as refugees not given; protected in all not given" in lines
    assert "More than a tenth of the people have no known origin." in lines


@pytest.mark.parametrize(
    ("more", "counts", "stage"),
    [
        ("", "30 of 100", "first instance"),
        ("  review_pending: true\n", "20 of 200", "administrative appeal"),
        ("  court_case_pending: true\n", "50 of 300", "all stages pooled"),
    ],
)
def test_the_stage_is_that_of_the_case_or_the_nearest_with_a_number(
    lawbook: Lawbook, folder: Path, more: str, counts: str, stage: str
) -> None:
    found = [
        decision("JPN", 2018, recognized=30, rejected=70, origin="MMR"),
        decision("JPN", 2018, recognized=20, rejected=180, level="AR", origin="MMR"),
    ]
    tables = tables_with(folder, asylum_decisions=found)
    lines = said(figures_beside([case_at(lawbook, more=more)], "MMR", read_official(), lambda: tables, texts_in("en")))

    assert counts in lines
    assert f"({stage})" in lines


def test_json_objects_hold_the_figure_its_flags_and_the_law_of_its_year(lawbook: Lawbook, folder: Path) -> None:
    found = [decision("JPN", 2018, recognized=30, other=50, rejected=120, origin="MMR")]
    figures = beside(lawbook, tables_with(folder, asylum_decisions=found)).figures["JP"]
    in_2018 = [one for one in figures if one["year"] == 2018]

    assert [one["measure"] for one in in_2018] == ["refugee_recognition_rate", "total_protection_rate"]
    assert in_2018[0]["value"] == pytest.approx(15)
    assert in_2018[0]["origin"] == "MMR"
    assert in_2018[0]["law_changes"] == [{"day": "2018-01-15", "ids": ["jp.applicant_designated_activities"]}]
    assert all(one["value"] is None for one in figures if one["year"] == 2017)


def test_without_tables_national_totals_stand_with_a_way_to_more(lawbook: Lawbook) -> None:
    lines = said(beside(lawbook, None, place="KR"), "KR")

    assert "· 2015: Recognised as refugees 105; Humanitarian permission to stay 194" in lines
    assert "2016: Recognised as refugees not known; Humanitarian permission to stay not known" in lines
    assert "asylia figures update" in lines


def test_where_nothing_official_is_known_it_says_so(lawbook: Lawbook) -> None:
    found = beside(lawbook, None, origin=None, place="MO")

    assert "no official count of grants by year is known" in said(found, "MO")
    assert found.figures["MO"] == []


@pytest.mark.parametrize("language", ["ja", "ko", "zh-Hans", "zh-Hant"])
def test_every_language_says_it(lawbook: Lawbook, folder: Path, language: str) -> None:
    found = [decision("JPN", 2018, recognized=30, other=50, rejected=120, origin="MMR")]
    tables = tables_with(folder, asylum_decisions=found)

    for one in (beside(lawbook, tables, language=language), beside(lawbook, None, language=language)):
        assert "[en]" not in said(one)
        assert "fared_" not in said(one)


def test_the_nationality_of_a_case_is_an_origin(lawbook: Lawbook) -> None:
    assert nationality_in(case_at(lawbook, more="  country_of_nationality: MMR\n")) == "MMR"
    assert nationality_in(case_at(lawbook)) is None


def test_assess_shows_figures_only_where_they_are_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    case = tmp_path / "case.yaml"
    case.write_text(CASE.format(place="JP", more=""), encoding="utf-8")
    asked = ("assess", str(case), "--on", "2021-07-01")

    assert run(*asked, "--format", "json").json()["figures"] == []
    assert run(*asked, "--figures", "--format", "json").json()["figures"]
    assert "all origins together: Japan, 2011–2020" in run(*asked, "--figures").out
    assert "there is no country" in run(*asked, "--origin", "QQQ").err
