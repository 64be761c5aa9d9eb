"""Titles of limits, rights, stages and offices in the languages that the law's own files lack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.levels import complete_languages
from asylia.languages.phrases import titles_of
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook

REVIEW = "Request for review of the refusal"
FURTHER = tuple(code for code in guide_languages() if code not in complete_languages())


def test_a_title_of_the_law_prevails_over_one_of_the_language_and_english_is_marked() -> None:
    texts = replace(texts_in("ko"), titles={REVIEW: "심사청구"})

    assert texts.titled({"en": REVIEW, "ko": "이의신청"}) == "이의신청"
    assert texts.titled({"en": REVIEW, "ja": "審査請求"}) == "심사청구"
    assert texts.titled({"en": "Something new"}) == "[en] Something new"
    assert texts_in("en").titled({"en": REVIEW}) == REVIEW


@pytest.mark.parametrize("language", FURTHER)
def test_every_title_that_the_guide_shows_is_said(lawbook: Lawbook, language: str) -> None:
    """Whoever has a day to keep reads in their language what it is for."""
    said, wanted = guide_words(language).texts.titles, titles_of(lawbook.data)

    assert [title for title in wanted if not said.get(title)] == []
    assert [title for title in said if title not in wanted] == []


@pytest.mark.parametrize("language", FURTHER)
def test_every_way_has_a_title(lawbook: Lawbook, language: str) -> None:
    texts = guide_words(language).texts

    assert [one.id for one in lawbook.data.provisions.values() if texts.provision(one).startswith("[en]")] == []


def test_titles_are_those_of_limits_rights_stages_and_offices(lawbook: Lawbook) -> None:
    titles = titles_of(lawbook.data)

    assert titles[REVIEW] == "jp.review_request"
    assert {"Minister of Justice", "Work"} <= set(titles)
