"""The words of the guide: the same keys everywhere, plain, calm, and never surer than the law is."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from asylia.briefs.guide.plan import read_plan
from asylia.directory.cache import load_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.texts import texts_in
from asylia.lawbook.cache import load_law
from tests.languages.test_shipped_words import LANGUAGES

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
SURE = ("sure_yes", "sure_may", "sure_not")
VERDICTS = {
    "en": r"qualif|you are a refugee|you will get|certain|guarante|credib|believable|%|percent",
    "ja": r"資格があります|難民です|必ず|信ぴょう性|信用できる|％|%|パーセント",
    "ko": r"자격이 됩니다|난민입니다|반드시|신빙성|％|%|퍼센트",
    "zh-Hans": r"您符合资格|您是难民|一定会|可信|％|%|百分之",
    "zh-Hant": r"您符合資格|您是難民|一定會|可信|％|%|百分之",
}
"""What is never said to a person about an outcome (G12)."""
WOUNDING = {
    "en": r"\btortur|\brap(e|ed|ist)\b|\bvictim|why did you not|failed to|illegal|overstayer|\bhusband|\bminor\b",
    "ja": r"拷問|強姦|レイプ|被害者|なぜ.*しなかった|不法|夫に|夫が",
    "ko": r"고문|강간|피해자|왜 .*않으셨|불법|남편",
    "zh-Hans": r"酷刑|强奸|受害者|为什么没有|非法|丈夫",
    "zh-Hant": r"酷刑|強姦|受害者|為甚麼沒有|非法|丈夫",
}
"""What hurts or blames (W1, W3, W7)."""


def asked_first() -> list[str]:
    """Facts that the first round asks by name: the days, and what the other lists do not keep back."""
    plan = read_plan(data_folder("law"), load_law(data_folder("law")))
    return [*plan.dates, "is_child", "holds_status_of_residence", "country_of_nationality", "unhcr_decision_pending"]


def test_the_languages_written_here_are_offered() -> None:
    assert set(LANGUAGES) <= set(guide_languages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own

    assert set(english) - {"reviewed"} == set(own) - {"reviewed"}
    differ = [key for key in own if set(_PLACEHOLDER.findall(own[key])) != set(_PLACEHOLDER.findall(english[key]))]
    assert differ == [] if "reviewed" in own else [key for key in differ if key != "reviewed"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_g6_every_question_has_its_words_and_says_why(language: str) -> None:
    words, texts = guide_words(language), texts_in(language)
    plan = read_plan(data_folder("law"), load_law(data_folder("law")))
    keys = [f"{name}_{part}" for name in (*plan.sets, "place") for part in ("asks", "why")]
    keys += [f"{name}_{choice.id}" for name, one in plan.sets.items() for choice in one.choices]
    keys += [f"now_{one.id}" for one in plan.now] + [f"place_{place}" for place in plan.office_language]

    assert [key for key in keys if key not in words.own] == []
    assert [name for name in asked_first() for key in ("plain", "why") if not texts.facts[name].get(key)] == []


def test_p9_every_warning_of_the_directory_has_its_words() -> None:
    directory = load_directory(data_folder("directory"))
    names = {warning.id for warning in directory.taxonomy.warnings} | {directory.matching.own_state.warning}

    assert [name for name in names if f"warn_{name}" not in guide_words("en").own] == []


def test_g6_a_reason_has_at_most_15_words() -> None:
    words, texts = guide_words("en"), texts_in("en")
    reasons = {key: text for key, text in words.own.items() if key.endswith("_why")}
    reasons |= {name: texts.facts[name]["why"] for name in asked_first()}

    assert {name: text for name, text in reasons.items() if len(text.split()) > 15} == {}


def test_l1_english_sentences_are_short() -> None:
    words, texts = guide_words("en"), texts_in("en")
    said = [*words.own.values(), *(texts.facts[name]["plain"] for name in asked_first())]
    lengths = {sentence: len(sentence.split()) for text in said for sentence in _SENTENCE.findall(text)}

    assert {sentence: length for sentence, length in lengths.items() if length > 22} == {}
    assert mean(length for length in lengths.values() if length > 3) <= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_g12_outcomes_are_said_in_three_degrees_and_never_as_a_verdict(language: str) -> None:
    words = guide_words(language)
    outcomes = {key: text for key, text in words.own.items() if re.match(r"sure_|must_|may_|result_|right_|date_", key)}

    assert len({words.word(key) for key in SURE}) == 3
    found = {key: text for key, text in outcomes.items() if re.search(VERDICTS[language], text, re.IGNORECASE)}
    assert found == {}


def test_g12_the_english_words_are_those_of_the_list() -> None:
    words = guide_words("en")

    assert words.word("sure_yes").startswith("It looks as if you can")
    assert words.word("sure_may").startswith("You may be able to")
    assert words.word("sure_not").startswith("We cannot tell")


@pytest.mark.parametrize("language", LANGUAGES)
def test_w1_w3_and_w7_no_word_hurts_or_blames(language: str) -> None:
    said = dict(guide_words(language).own) | {
        name: f"{texts_in(language).facts[name]['plain']} {texts_in(language).facts[name]['why']}"
        for name in asked_first()
    }

    assert {key: text for key, text in said.items() if re.search(WOUNDING[language], text, re.IGNORECASE)} == {}


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(InputError, match="the guide has no words in 'xx'"):
        guide_words("xx")
    with pytest.raises(InputError):
        guide_words("../en")
