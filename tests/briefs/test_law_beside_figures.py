"""The law beside figures: marks come from the law alone, and every one of them is a day on which it changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asylia.briefs.law_beside_figures import (
    THEMES,
    LawMark,
    chart_marks,
    check_marked_provisions,
    in_force_on,
    jurisdiction_of,
    law_beside,
    marked_provisions,
    place_of,
)
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.cache import load_law
from asylia.lawbook.history import version_on
from asylia.lawbook.model import LawData


@pytest.fixture(scope="module")
def data() -> LawData:
    return load_law(data_folder("law"))


def ids_on(marks: list[LawMark], day: date) -> set[str]:
    return {c.provision.id for mark in marks if mark.day == day for c in mark.changes if c.provision is not None}


def test_the_file_names_provisions_that_are_there(data: LawData) -> None:
    check_marked_provisions(data)


@pytest.mark.parametrize(
    ("place", "theme", "day", "provision"),
    [
        ("JPN", "claims", date(2005, 5, 16), "jp.provisional_stay"),
        ("JPN", "claims", date(2010, 3, 1), "jp.applicant_designated_activities"),
        ("JPN", "resettlement", date(2010, 4, 1), "jp.resettlement"),
        ("JPN", "claims", date(2023, 12, 1), "jp.complementary_protection"),
        ("JPN", "claims", date(2024, 6, 10), "jp.removal_suspension_pending"),
        ("KOR", "claims", date(1994, 7, 1), "kr.refugee_recognition_ica"),
        ("KOR", "claims", date(2009, 6, 20), "kr.humanitarian_stay_ica"),
        ("KOR", "claims", date(2013, 7, 1), "kr.refugee_recognition"),
        ("HKG", "claims", date(2014, 3, 3), "hk.usm_persecution"),
    ],
)
def test_the_changes_that_matter_come_out_of_the_law(
    data: LawData, place: str, theme: str, day: date, provision: str
) -> None:
    assert provision in ids_on(law_beside(data, place, 1980, 2026, theme), day)


def test_every_mark_is_a_day_on_which_a_version_begins_or_the_day_after_one_ends(data: LawData) -> None:
    for place in marked_provisions():
        for theme in THEMES:
            for mark in law_beside(data, place, 1900, 2100, theme):
                for change in mark.changes:
                    assert change.provision is not None
                    starts = {version.start for version in change.provision.versions}
                    ends = {version.end + timedelta(days=1) for version in change.provision.versions if version.end}
                    assert mark.day in starts | ends


def test_a_change_of_citations_or_notes_alone_is_no_mark(data: LawData) -> None:
    day = date(2024, 6, 10)
    provision = data.provisions["jp.provisional_stay"]
    assert day in {version.start for version in provision.versions}

    assert "jp.provisional_stay" not in ids_on(law_beside(data, "JPN", 2024, 2024), day)


def test_a_period_holds_its_first_and_last_year_and_no_other(data: LawData) -> None:
    assert [mark.day.year for mark in law_beside(data, "JPN", 2010, 2015)] == [2010, 2015]
    assert law_beside(data, "JPN", 2011, 2014) == []


def test_a_place_without_law_has_no_marks(data: LawData) -> None:
    assert jurisdiction_of(data, "DEU") is None
    assert law_beside(data, "DEU", 1980, 2026) == []


def test_codes_of_figures_and_of_the_law_are_told_both_ways(data: LawData) -> None:
    for place in marked_provisions():
        jurisdiction = jurisdiction_of(data, place)
        assert jurisdiction is not None
        assert place_of(data, jurisdiction) == place


def test_the_provisions_in_force_are_those_with_a_version_of_the_day(data: LawData) -> None:
    before, after = (in_force_on(data, "JPN", day) for day in (date(2023, 11, 30), date(2023, 12, 1)))

    assert {p.id for p in after} - {p.id for p in before} == {"jp.complementary_protection"}
    assert all(version_on(p, date(2023, 12, 1)) for p in after)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_the_words_of_marks_are_titles_of_the_law(data: LawData, language: str) -> None:
    texts = texts_in(language)
    (mark,) = chart_marks(law_beside(data, "HKG", 2014, 2014), texts)

    assert texts.provision(data.provisions["hk.usm_persecution"]) in mark.lines[0]
    assert "[en]" not in " ".join(mark.lines)
