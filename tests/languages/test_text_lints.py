"""For each lint of texts the words that trip it and those that just do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia.languages.lints import check_texts, read_written
from asylia.lawbook.lints import ERROR, INFORMATION, WARNING, Remark
from asylia.lawbook.reader import read_law
from tests.lawbook.small_law import Changes, write_law, write_words

EN, JA = "en/facts.yaml", "ja/facts.yaml"
FACTS = "vocabulary/person.yaml"

TRIPS: dict[str, tuple[str, str, Changes, Changes]] = {
    # what: (id of the lint, severity, changes of the words that trip it, changes that just do not)
    "a word that the output needs": (
        "missing-text",
        WARNING,
        {JA: [('  fails: "fails at_risk"\n', "")]},
        {JA: [('  plain: "plain at_risk"\n', "")]},
    ),
    "words that only the guide needs": (
        "empty-guide-text",
        INFORMATION,
        {EN: [('plain: "plain at_risk"', 'plain: ""')]},
        {EN: [('name: "name at_risk"', 'name: "risk"')]},
    ),
    "the words before a question that wounds": (
        "missing-warning",
        WARNING,
        {EN: [('  warns: "warns afraid"\n', "")]},
        {},
    ),
    "a title": (
        "missing-title",
        WARNING,
        {"ja/provisions.yaml": [("{title: Shelter}", "{plain: Shelter}")]},
        {"en/provisions.yaml": [("{title: Shelter}", "{plain: Shelter}")]},
    ),
    "words of a fact that does not exist": (
        "text-of-nothing",
        ERROR,
        {EN: [("at_risk:\n", "at_risc:\n")]},
        {EN: [("reviewed: false\n\nat_risk:", "reviewed: false\n\nstateless:\n  name: statelessness\n\nat_risk:")]},
    ),
    "words of a provision that does not exist": (
        "text-of-nothing",
        ERROR,
        {"en/provisions.yaml": [("jp.shelter", "jp.hut")]},
        {"en/provisions.yaml": [("jp.shelter", "jp.simple")]},  # a reading has a title too
    ),
    "a trap of words": (
        "trap",
        WARNING,
        {"ja/interface.yaml": [("hello {name}", "密航 {name}")]},
        {"ja/interface.yaml": [("hello {name}", "(okay 密航) {name}")]},  # what is left out is not looked at
    ),
    "a word of the interface in one language only": (
        "uneven-interface",
        ERROR,
        {"ja/interface.yaml": [("hello:", "hallo:")]},
        {"ja/interface.yaml": [("hello {name}", "{name}!")]},
    ),
    "a sentence of a limit in English only": (
        "missing-phrase",
        INFORMATION,
        {"ja/phrases.yaml": [('"Wait.": "訳"\n', "")]},
        {},
    ),
    "a phrase of an older sentence": (
        "phrase-of-nothing",
        WARNING,
        {"ja/phrases.yaml": [('"Wait."', '"Wait long."')]},
        {"ja/phrases.yaml": [('"Wait.": "訳"\n', "")]},
    ),
    "placeholders that differ": (
        "uneven-interface",
        ERROR,
        {"ja/interface.yaml": [("{name}", "{names}")]},
        {},
    ),
}


def remarks(folder: Path, words: Changes, law: Changes | None = None) -> list[Remark]:
    data = read_law(write_law(folder, {"japan/status.yaml": [(", ja: 保護", "")], **(law or {})}))
    return check_texts(read_written(data, write_words(folder, words)))


@pytest.mark.parametrize("what", TRIPS)
def test_lint_finds_what_is_missing_and_only_that(what: str, tmp_path: Path) -> None:
    lint, severity, trips, just_not = TRIPS[what]

    found = remarks(tmp_path / "trips", trips)
    spared = remarks(tmp_path / "just not", just_not)

    assert (lint, severity) in [(remark.id, remark.severity) for remark in found]
    assert lint not in [remark.id for remark in spared]


def test_small_words_have_no_fault(tmp_path: Path) -> None:
    assert remarks(tmp_path, {}) == []


def test_words_that_follow_an_older_wording_are_stale_in_every_language(tmp_path: Path) -> None:
    found = remarks(tmp_path, {}, {FACTS: [("The person is at risk.", "The person is at great risk.")]})

    assert [("stale-text", f"languages/{code}/facts.yaml") for code in ("en", "ja")] == [(r.id, r.file) for r in found]


def test_words_without_a_stamp_are_stale(tmp_path: Path) -> None:
    found = remarks(
        tmp_path, {EN: [("  reviewed: false\n\nat_risk:", "  reviewed: false\n\nhome:\n  name: home\n\nat_risk:")]}
    )

    assert [remark.says for remark in found] == ["the en words of home do not say which 'means' they follow"]


def test_sensitive_question_that_does_not_wound_is_information(tmp_path: Path) -> None:
    found = remarks(
        tmp_path, {EN: [('  warns: "warns afraid"\n', "")]}, {FACTS: [("sensitivity: 3", "sensitivity: 2")]}
    )

    assert [(remark.id, remark.severity) for remark in found] == [("missing-warning", INFORMATION)]


def test_fact_that_only_follows_at_a_place_without_law_needs_no_words(tmp_path: Path) -> None:
    derivation = "  - {fact: barred, yes when: stateless%s}\n  - fact: applied\n"
    korea = ("  INT:", "  KR: {folder: korea, prefix: kr, title: {en: Korea}}\n  INT:")
    elsewhere: Changes = {
        "places.yaml": [korea],
        "vocabulary/derivations.yaml": [("  - fact: applied\n", derivation % ", at: [KR]")],
    }
    here: Changes = {"vocabulary/derivations.yaml": [("  - fact: applied\n", derivation % ", at: [JP]")]}

    assert remarks(tmp_path / "elsewhere", {}, elsewhere) == []
    assert {"missing-text", "empty-guide-text"} == {remark.id for remark in remarks(tmp_path / "here", {}, here)}


def test_trap_is_found_in_the_words_of_the_directory(tmp_path: Path) -> None:
    law, words = read_law(write_law(tmp_path)), write_words(tmp_path)
    (words / "traps.yaml").write_text(
        "traps:\n  - {language: ja, find: 密航, says: it hurts, mend: say it so}\n", "utf-8"
    )
    (words / "ja" / "directory.yaml").write_text('need.legal:\n  name: "密航"\nneed.bed:\n  name: "宿"\n', "utf-8")

    found = [remark for remark in check_texts(read_written(law, words)) if remark.id == "trap"]

    assert [(remark.file, remark.line) for remark in found] == [("languages/ja/directory.yaml", 1)]
