"""The same facts at several places: what is supposed there, how a goal stands, and what decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.casefile import CaseFile, read_case_file
from asylia.assessment.compare import STANDINGS, Cell, Comparison, compare
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook

DAY = date(2024, 7, 1)
PLACES = ("JP", "KR", "CN", "HK", "MO")


@pytest.fixture(scope="module")
def comparison(lawbook: Lawbook) -> Comparison:
    case = read_case_file(Path(data_folder("examples")) / "embassy-staff-reason-open.yaml", lawbook.data)
    return compare(lawbook, case, PLACES, DAY)


def cell(comparison: Comparison, goal: str, place: str) -> Cell:
    [cells] = [cells for known, cells in comparison.rows if known.id == goal]
    return cells[PLACES.index(place)]


def test_the_own_place_supposes_nothing(comparison: Comparison) -> None:
    assert "JP" not in {place for place, _ in comparison.supposed}


def test_other_places_are_looked_at_as_if_the_person_were_there(comparison: Comparison) -> None:
    assert {(place, "in_territory") for place in PLACES if place != "JP"} == set(comparison.supposed)
    for assessment in comparison.assessments:
        assert assessment.answers["in_territory"] is True


def test_answers_about_the_own_place_do_not_travel(lawbook: Lawbook) -> None:
    case = CaseFile(("JP",), None, {}, {"JP": {"overstayed": True}})

    at_korea = compare(lawbook, case, ["JP", "KR"], DAY).assessments[1]

    assert "overstayed" not in at_korea.answers


def test_a_case_split_between_guaranteed_ways_stands_as_either_way(comparison: Comparison) -> None:
    found = cell(comparison, "any_guaranteed_status", "JP")

    assert found.standing == "either way"
    assert [f.provision.id for f in found.findings] == ["jp.refugee_recognition", "jp.complementary_protection"]


def test_a_place_without_a_status_of_its_own_has_none(comparison: Comparison) -> None:
    assert cell(comparison, "any_status", "HK").standing == "none"


def test_every_standing_is_known_and_open_ones_say_what_decides(comparison: Comparison) -> None:
    for _, cells in comparison.rows:
        for found in cells:
            assert found.standing in STANDINGS
            assert bool(found.depends_on) is (found.standing in ("open", "either way"))
