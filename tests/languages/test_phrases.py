"""Sentences of limits and stages in other languages: said where there is a phrase, else in English and marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asylia.folders import data_folder
from asylia.languages.levels import complete_languages
from asylia.languages.lints import missing_phrase, phrase_of_nothing, read_written
from asylia.languages.phrases import sentences_of
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import parse_yaml

STEP = "Take the settlement programme."


def test_sentence_with_a_phrase_is_said_and_one_without_is_marked() -> None:
    texts = replace(texts_in("ja"), phrases={STEP: "定住支援プログラムを受けてください。"})

    assert texts.said(STEP) == "定住支援プログラムを受けてください。"
    assert texts.said("Something new.") == "[en] Something new."
    assert texts_in("en").said(STEP) == STEP


def test_sentences_are_those_of_limits_and_of_stages(lawbook: Lawbook) -> None:
    sentences = sentences_of(lawbook.data)

    assert sentences[STEP].startswith("jp.")
    assert "regional immigration services bureau" in sentences
    assert "" not in sentences


def test_phrase_of_an_older_sentence_is_found(lawbook: Lawbook) -> None:
    written = read_written(lawbook.data, data_folder("languages"))
    phrases = parse_yaml(f'"{STEP}": "定住"\n"An older sentence.": "古い"\n'.encode(), name="languages/ja/phrases.yaml")
    japanese = next(language for language in written.languages if language.code == "ja")
    changed = replace(written, languages=(replace(japanese, phrases=phrases),))

    assert [(r.line, r.says) for r in phrase_of_nothing(changed)] == [
        (2, "no limit or stage says 'An older sentence.'")
    ]
    assert f"{len(sentences_of(lawbook.data)) - 1} of " in next(iter(missing_phrase(changed))).says


@pytest.mark.parametrize("language", [code for code in complete_languages() if code != "en"])
def test_no_shipped_phrase_is_left_over_or_in_english(lawbook: Lawbook, language: str) -> None:
    phrases = texts_in(language).phrases

    assert [sentence for sentence in phrases if sentence not in sentences_of(lawbook.data)] == []
    assert [sentence for sentence, said in phrases.items() if said == sentence or not said.strip()] == []


def test_every_file_of_phrases_is_beside_an_interface() -> None:
    files = Path(data_folder("languages")).glob("*/phrases.yaml")

    assert [file for file in files if not (file.parent / "interface.yaml").exists()] == []
