"""L1: sentences of the guide are short in every language; English reads at grade six or lower.

The measure is as blunt as it looks: it finds sentences that are too long, not words that are too hard. English is
held to the numbers of L1. For the others the limit is that of English, turned by how many words or letters the same
texts take; Japanese has the limit that L1 sets itself. Easy Japanese with readings would be a language of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import mean
from unicodedata import category

import pytest

from asylia.languages.guide import guide_languages, guide_words

_NOT_SAID = ("language_tag", "language_direction", "reviewed")
_SENTENCE = re.compile(r"[^.!?。！？؟။]+[.!?。！？؟။]*")
_NUMBER = re.compile(r"\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e(d|s)?$")
MOST_GRADE = 6.0


@dataclass(frozen=True)
class Limit:
    """How long a sentence may be, and how long all may be on average."""

    longest: int
    mean: float
    letters: bool = False
    """Counted in letters, where no spaces stand between words; marks over and under a letter are no letters."""


LIMITS = {
    "en": Limit(22, 15),
    "ja": Limit(40, 27, letters=True),
    "ko": Limit(17, 12),
    "zh-Hans": Limit(40, 27, letters=True),
    "zh-Hant": Limit(40, 27, letters=True),
    "ar": Limit(16, 11),
    "fa-AF": Limit(18, 13),
    "my": Limit(45, 30, letters=True),
    "ru": Limit(16, 11),
    "tr": Limit(15, 10),
    "vi": Limit(20, 14),
}


def said(language: str) -> Iterator[tuple[str, str]]:
    """Every text that the guide can say in a language, with where it stands."""
    words = guide_words(language)
    yield from ((f"guide.yaml: {key}", text) for key, text in words.own.items() if key not in _NOT_SAID)
    for name, entry in words.texts.facts.items():
        yield from ((f"facts.yaml: {name}: {key}", entry[key]) for key in ("plain", "why", "warns") if entry.get(key))


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for where, text in said(language):
        yield from ((where, one.strip()) for one in _SENTENCE.findall(text) if one.strip())


def length(sentence: str, *, letters: bool) -> int:
    """Words, or letters with a number as one."""
    if not letters:
        return len(sentence.split())
    return sum(category(letter)[0] not in "MZC" for letter in _NUMBER.sub("0", sentence))


def syllables(word: str) -> int:
    """About how many syllables an English word has."""
    return max(1, len(_VOWELS.findall(_SILENT_E.sub("", word.lower()))))


def grade(texts: list[str]) -> float:
    """Flesch and Kincaid's grade of English sentences."""
    words = [re.findall(r"[A-Za-z']+", text) for text in texts]
    count = sum(map(len, words))
    return 0.39 * count / len(texts) + 11.8 * sum(syllables(word) for line in words for word in line) / count - 15.59


def test_l1_every_language_has_its_limit() -> None:
    assert set(guide_languages()) <= set(LIMITS)


@pytest.mark.parametrize("language", guide_languages())
def test_l1_no_sentence_is_too_long(language: str) -> None:
    limit = LIMITS[language]
    lengths = [(length(one, letters=limit.letters), where, one) for where, one in sentences(language)]

    assert len(lengths) > 300
    assert [one for one in lengths if one[0] > limit.longest] == []
    assert mean(number for number, _, _ in lengths if number > 3) <= limit.mean


def test_l1_english_reads_at_grade_six_or_lower() -> None:
    """Over all that the guide says, and over its own words, without labels of one or two words."""
    own = [one for where, one in sentences("en") if where.startswith("guide") and len(one.split()) > 3]
    facts = [one for where, one in sentences("en") if where.startswith("facts")]

    assert grade(own) <= MOST_GRADE
    assert grade(facts) <= MOST_GRADE
    assert grade(["The institution's administrative determination necessitates subsequent consideration."]) > 12


@pytest.mark.parametrize(
    ("text", "letters", "count"),
    [
        ("Where are you now?", False, 4),
        ("2026年11月27日まで。", True, 9),
        ("ဒီနေ့", True, 2),
        ("您在 日本 吗？", True, 6),
    ],
)
def test_l1_what_is_counted(text: str, letters: bool, count: int) -> None:
    assert length(text, letters=letters) == count
