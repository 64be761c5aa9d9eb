"""Titles of limits, rights, stages and offices in the languages that the law's own files lack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.levels import complete_languages
from asylia.languages.lints import read_written, title_of_nothing, untranslated_title
from asylia.languages.phrases import titles_of
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import parse_yaml

REVIEW = "Request for review of the refusal"
FURTHER = tuple(code for code in guide_languages() if code not in complete_languages())


def test_a_title_of_the_law_prevails_over_one_of_the_language_and_english_is_marked() -> None:
    texts = replace(texts_in("ko"), titles={REVIEW: "심사청구"})

    assert texts.titled({"en": REVIEW, "ko": "이의신청"}) == "이의신청"
    assert texts.titled({"en": REVIEW, "ja": "審査請求"}) == "심사청구"
    assert texts.titled({"en": "Something new"}) == "[en] Something new"
    assert texts_in("en").titled({"en": REVIEW}) == REVIEW


def test_a_title_that_nothing_bears_and_one_that_lacks_are_found(lawbook: Lawbook) -> None:
    """A lack is information and no fault: to change the law nobody need know eleven languages."""
    written = read_written(lawbook.data, data_folder("languages"))
    turkish = parse_yaml(f'"{REVIEW}": "İtiraz"\n"An older title": "Eski"\n'.encode(), name="languages/tr/titles.yaml")
    changed = replace(written, titles={"languages/tr": turkish})

    assert [(one.line, one.says) for one in title_of_nothing(changed)] == [
        (2, "nothing in the law is called 'An older title'")
    ]
    assert f"{len(titles_of(lawbook.data)) - 1} of " in next(iter(untranslated_title(changed))).says


@pytest.mark.parametrize("language", FURTHER)
def test_no_shipped_title_is_left_over_or_in_english(lawbook: Lawbook, language: str) -> None:
    """Whoever has a day to keep reads in their language what it is for."""
    said = guide_words(language).texts.titles

    assert REVIEW in said
    assert [title for title in said if title not in titles_of(lawbook.data)] == []
    assert [title for title, words in said.items() if words == title or not words.strip()] == []


def test_titles_are_those_of_limits_rights_stages_and_offices(lawbook: Lawbook) -> None:
    titles = titles_of(lawbook.data)

    assert titles[REVIEW] == "jp.review_request"
    assert {"Minister of Justice", "Work"} <= set(titles)
