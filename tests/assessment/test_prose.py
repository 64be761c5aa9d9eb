"""Provisions as prose, and citations as lawyers write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.prose import Clause, clause, clauses_of_version, prose, prose_json
from asylia.assessment.words import Words, cited_place
from asylia.languages.texts import texts_in
from asylia.lawbook.conditions import Conditions
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import LawData
from asylia.lawbook.reader import read_law
from asylia.lawbook.strict_yaml import parse_yaml
from tests.lawbook.small_law import write_law

DAY = date(2026, 6, 1)


@pytest.fixture
def data(tmp_path: Path) -> LawData:
    return read_law(write_law(tmp_path))


@pytest.fixture
def words(data: LawData) -> Words:
    return Words(Lawbook(data).at(DAY, "JP"), texts_in("en"))


def said(written: str, words: Words) -> Clause:
    """A condition in the syntax of the law files, as prose."""
    data = words.law.data
    block = parse_yaml(f"it: {written}\n".encode(), name="condition")
    return clause(Conditions(data.facts, data.provisions, data.treaties).read(block["it"], "condition", 1), words)


def outline(found: Clause) -> list[object]:
    return [found.text, *(outline(part) for part in found.parts)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("afraid", ["afraid"]),
        ("{not: {fact: letter, is: A}}", ["letter: is not A"]),
        ("{fact: tried, at least: 2}", ["tried: at least 2"]),
        ("{fact: tried, under: 2}", ["tried: under 2"]),
        ("{fact: tried, is: 2}", ["tried: is 2"]),
        ("{fact: applied_on, before: 2024-06-10}", ["applied on: before 2024-06-10"]),
        ("{fact: applied_on, on or after: 2024-06-10}", ["applied on: on or after 2024-06-10"]),
        ("jp.in_danger", ["In danger (jp.in_danger)"]),
        ("{not: jp.in_danger}", ["not so: In danger (jp.in_danger)"]),
        ("{treaty in force: pact}", ["The Pact binds the place assessed"]),
        ("{all: [afraid]}", ["afraid"]),
        ("{all: [afraid, barred, at_risk]}", ["all of these:", ["afraid"], ["barred"], ["at risk"]]),
        ("{any: [afraid, barred]}", ["at least one of these:", ["afraid"], ["barred"]]),
        ("{none of: [afraid, barred]}", ["none of these:", ["afraid"], ["barred"]]),
        ("{exactly one of: [afraid, barred]}", ["exactly one of these:", ["afraid"], ["barred"]]),
        ("{at least: 2, of: [afraid, barred, at_risk]}", ["at least 2 of these:", ["afraid"], ["barred"], ["at risk"]]),
        ("{not: {all: [afraid, barred]}}", ["not so: all of these:", ["afraid"], ["barred"]]),
        (
            "{all: [afraid, at_risk], unless: barred}",
            ["all of these:", ["afraid"], ["at risk"], ["unless", ["barred"]]],
        ),
        (
            "{any: [afraid, at_risk], unless: [barred, applied]}",
            [
                "all of these:",
                ["at least one of these:", ["afraid"], ["at risk"]],
                ["unless one of these holds:", ["barred"], ["applied"]],
            ],
        ),
        (
            "{all: [afraid, at_risk], unless: {all: [barred, applied], unless: stateless}}",
            [
                "all of these:",
                ["afraid"],
                ["at risk"],
                ["unless", ["all of these:", ["barred"], ["applied"], ["unless", ["the person is stateless"]]]],
            ],
        ),
    ],
)
def test_condition_as_sentences(written: str, expected: list[object], words: Words) -> None:
    assert outline(said(written, words)) == expected


def test_fact_turned_round_says_its_opposite(lawbook: Lawbook) -> None:
    words = Words(lawbook.at(DAY, "JP"), texts_in("en"))

    assert said("{not: in_territory}", words).text == words.texts.fact("in_territory", "fails")


def test_sentence_carries_its_citations(words: Words) -> None:
    found = said("{all: [afraid, {fact: barred, basis: [act art_3]}], basis: [act art_2]}", words)

    assert found.cites == ("act art_2",)
    assert [part.cites for part in found.parts] == [(), ("act art_3",)]


def test_exceptions_of_a_version_stand_under_unless(data: LawData, words: Words) -> None:
    first, second = data.provisions["jp.shelter"].versions

    found = [outline(part) for part in clauses_of_version(first, words)]

    assert found == [
        ["all of these:", ["In danger (jp.in_danger)"], ["The Pact binds the place assessed"], ["tried: under 4"]],
        ["unless", ["barred"]],
    ]
    assert outline(clauses_of_version(second, words)[1]) == ["unless", ["barred"]]


def test_prose_says_everything_of_a_provision(data: LawData, words: Words) -> None:
    text = "\n".join(line.text for line in prose(data.provisions["jp.shelter"], words, date(2026, 11, 22)))

    for piece in (
        "jp.shelter · Protection status and permission to stay · must be granted when the conditions hold",
        "the Act reads it as: must be granted when the conditions hold [S1]",
        "Act art. 2(1)",
        "from 1982-01-01 to 2005-05-15 · governed by the day of the decision",
        "Held with medium confidence; shown as unverified.",
        "from 2005-05-16 · governed by applied on",
        "barred [Act art. 3]",
        "The authority may refuse it when",
        "letter: is B",
        "tried: speaks against the person",
        "a room: for a year",
        "The door",
        "A note.",
        "Apply. (office)",
        "S1: The Act, 2024-06-10 (895 days ago) (read) https://e.org",
        "last compared with its source on 2026-01-01",
    ):
        assert piece in text


def test_every_shipped_provision_is_said_in_both_languages(lawbook: Lawbook) -> None:
    for language in ("en", "ja"):
        for provision in lawbook.data.provisions.values():
            words = Words(Law(lawbook.data, provision.place, date.max, {}), texts_in(language))
            assert len(list(prose(provision, words, date(2026, 11, 22)))) > 3
            assert prose_json(provision, words)["versions"]


# --- citations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cite", "english", "japanese"),
    [
        ("jp-icrra art_61-2__para_1", "ICRRA art. 61-2(1)", "入管法 61条の2第1項"),
        ("jp-icrra art_61-2-12__para_1__item_2", "ICRRA art. 61-2-12(1)(2)", "入管法 61条の2の12第1項第2号"),
        ("jp-icrra art_2__item_3-2", "ICRRA art. 2(3-2)", "入管法 2条第3号の2"),
        ("jp-act-56-2023 supp__art_15", "Act 56 of 2023 suppl. provisions, art. 15", "令和5年法律第56号 附則15条"),
        ("refugee-convention art_1__sec_F__point_a", "Refugee Convention art. 1 F point a", "難民条約 1条 F (a)"),
        (
            "jp-welfare-notice-1982",
            "Notice on public assistance to recognised refugees",
            "難民に対する生活保護の措置に関する通知（厚生省）",
        ),
    ],
)
def test_citation_by_the_short_name(cite: str, english: str, japanese: str, lawbook: Lawbook) -> None:
    law = lawbook.at(DAY, "JP")

    assert Words(law, texts_in("en")).citation(cite).startswith(english)
    assert Words(law, texts_in("ja")).citation(cite).startswith(japanese)


def test_place_that_is_written_otherwise_is_given_as_it_stands() -> None:
    assert cited_place("annex_2__row_3", texts_in("en")) == "annex 2  row 3"
