"""The guide in languages of other scripts: letters of the language alone, nothing left in English, placeholders kept.

A wrong code point looks right and breaks search, speech and some phones; it is never seen by reading over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.texts import Texts, texts_of

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_LATIN = re.compile(r"[A-Za-z]+")
_PUNCTUATION = " \u00a0:.()«»…!"
_DIGITS = "0123456789"
_ISOLATE = re.compile("\u2066(\\{[a-z_]+\\}|LGBTQI\\+)\u2069")
"""What is kept left to right: between words of these scripts digits with hyphens turn round, and a plus sign jumps."""
_ARABIC_MARKS = "ًٌٍَُِّْ"
_ZWNJ = "\u200c"
_JOINS_NOT = "آاأإدذرزژوؤء"
"""Letters that do not take the next one by the hand: ZWNJ behind them says nothing."""
_VERB = re.compile(r"(?<![\u0600-\u06ff\u200c])ن?می(?: [\u0600-\u06ff]+|[\u0600-\u06ff]+)")
_NO_VERBS = ("میان", "میدان", "مینوی", "میلادی", "میانمار")
_NOT_SAID_IN_WORDS = ("language_tag", "language_direction", "reviewed")


@dataclass(frozen=True)
class Script:
    """What may stand in the texts of a language."""

    name: str
    direction: str
    letters: str
    marks: str
    latin: frozenset[str]
    """Latin words that the reader sees as such: on a key, on a letter, in a name."""


SCRIPTS = {
    "ar": Script(
        "العربية", "rtl", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", _ARABIC_MARKS + "،؛؟/",
        frozenset({"Shift", "UNHCR", "NGO", "Court", "of", "First", "Instance"}),
    ),
    "fa-AF": Script(
        "دری", "rtl", "آءأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "ً" + _ZWNJ + "،؛؟",
        frozenset({"Shift", "UNHCR", "NGO", "Court", "of", "First", "Instance"}),
    ),
}  # fmt: skip
"""Dari has U+06CC and U+06A9 where Arabic has U+064A and U+0643, and no U+0629."""

VERDICTS = {
    "ar": "مؤهل|مضمون|مصداقي|بالتأكيد|حتمًا|أنتم لاجئ|بالمئة|بالمائة|في المئة",
    "fa-AF": "واجد شرایط|حتماً|تضمین|یقیناً|شما پناهنده|فیصد|درصد",
}
"""What is never said to a person about an outcome."""
WOUNDING = {
    "ar": "تعذيب|اغتصاب|ضحية|ضحايا|غير شرعي|غير قانوني|غير نظامي|زوجك|قاصر|لماذا لم|متسلل",
    "fa-AF": "شکنجه|تجاوز|قربانی|غیرقانونی|غیر قانونی|شوهر|صغیر|چرا نکرد|قاچاقی",
}
"""What hurts or blames."""


def own_texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language that has the guide only, with where it stands."""
    for key, text in guide_words(language).own.items():
        if key not in _NOT_SAID_IN_WORDS:
            yield f"guide.yaml: {key}", text
    texts = _texts(language)
    for file, entries in (("facts.yaml", texts.facts), ("directory.yaml", texts.directory)):
        for name, entry in entries.items():
            for key in ("name", "plain", "why", "warns"):
                if key in entry:
                    yield f"{file}: {name}: {key}", entry[key]


def _texts(language: str) -> Texts:
    return texts_of(data_folder("languages") / language, language)


def strangers(language: str, text: str) -> set[str]:
    """What does not belong into a text of a language: letters, marks, Latin words."""
    script = SCRIPTS[language]
    said = _PLACEHOLDER.sub("", _ISOLATE.sub("", text))
    words = set(_LATIN.findall(said)) - script.latin
    rest = set(_LATIN.sub("", said)) - set(script.letters + script.marks + _PUNCTUATION + _DIGITS)
    return words | {f"U+{ord(one):04X}" for one in rest}


@pytest.mark.parametrize("language", SCRIPTS)
def test_guide_is_offered_in_the_language_and_its_direction(language: str) -> None:
    words, script = guide_words(language), SCRIPTS[language]

    assert language in guide_languages()
    assert (words.name, words.tag, words.dir) == (script.name, language, script.direction)


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_letter_and_mark_belongs_to_the_language(language: str) -> None:
    assert {place: found for place, text in own_texts(language) if (found := strangers(language, text))} == {}


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_text_is_composed_and_has_no_loose_spaces(language: str) -> None:
    texts = list(own_texts(language))

    assert [place for place, text in texts if unicodedata.normalize("NFC", text) != text] == []
    assert [
        place for place, text in texts if "  " in text or (text != text.strip() and "list_separator" not in place)
    ] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_placeholders_are_those_of_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own

    assert set(own) == set(english) - {"reviewed"}
    assert [
        key
        for key, text in own.items()
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(english[key]))
    ] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_nothing_is_left_in_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own
    facts, english_facts = _texts(language).facts, _texts("en").facts

    assert [key for key, text in own.items() if key not in _NOT_SAID_IN_WORDS and text == english[key]] == []
    assert [name for name, entry in facts.items() if set(entry.items()) & set(_said(english_facts[name]).items())] == []


def _said(entry: object) -> dict[str, str]:
    assert isinstance(entry, dict)
    return {key: text for key, text in entry.items() if key in ("name", "plain", "why", "warns")}


@pytest.mark.parametrize("language", SCRIPTS)
def test_months_and_days_are_told_apart(language: str) -> None:
    own = guide_words(language).own

    for name, count in (("month_", 12), ("weekday_", 7)):
        assert len({text for key, text in own.items() if key.startswith(name)}) == count


@pytest.mark.parametrize("language", SCRIPTS)
def test_dates_in_digits_keep_their_order(language: str) -> None:
    assert "\u2066{date}\u2069" in guide_words(language).own["checked"]


@pytest.mark.parametrize("language", SCRIPTS)
def test_the_name_of_the_page_is_neutral(language: str) -> None:
    """P4: nobody who sees the tab may read what it is about."""
    own = guide_words(language).own

    assert [key for key in ("title", "title_step") if re.search("لاج|لجو|پناه|اللجوء|ملجأ", own[key])] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_text_is_surer_than_the_law_or_wounds(language: str) -> None:
    """G12, W1, W3, W7: only the fixed words say how sure something is, and nothing blames."""
    said = re.compile(f"[%٪]|{VERDICTS[language]}|{WOUNDING[language]}")

    # The names of needs in the directory may name violence; no question does.
    assert [place for place, text in own_texts(language) if not place.startswith("dir") and said.search(text)] == []


def idle_zwnj(text: str) -> int:
    """How often ZWNJ stands where letters would not join anyway, or at the edge of a word."""
    letters = SCRIPTS["fa-AF"].letters
    return sum(
        not (at and text[at - 1] in letters and text[at - 1] not in _JOINS_NOT and text[at + 1 : at + 2] in [*letters])
        for at, letter in enumerate(text)
        if letter == _ZWNJ
    )


def verbs_without_zwnj(text: str) -> list[str]:
    """Dari verbs whose می or نمی stands apart or is glued on: a present verb is written می, ZWNJ, stem."""
    return [word for word in _VERB.findall(text) if word not in _NO_VERBS]


def test_zwnj_stands_only_where_it_parts_letters_that_would_join() -> None:
    assert [place for place, text in own_texts("fa-AF") if idle_zwnj(text)] == []
    assert (idle_zwnj("خانه\u200cها"), idle_zwnj("کار\u200cها"), idle_zwnj("خانه\u200c ها")) == (0, 1, 1)


def test_dari_verbs_keep_their_zwnj() -> None:
    assert [place for place, text in own_texts("fa-AF") if verbs_without_zwnj(text)] == []
    assert [verbs_without_zwnj(text) for text in ("نمی\u200cدانم", "در میدان", "ماه می")] == [[], [], []]
    assert [verbs_without_zwnj(text) for text in ("نمی دانم", "میدانم")] == [["نمی دانم"], ["میدانم"]]


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("fa-AF", "وکیل", "وكيل"),
        ("fa-AF", "نمی‌دانم", "نمي‌دانم"),
        ("fa-AF", "2026", "۲۰۲۶"),
        ("fa-AF", "اداره", "ادارة"),
        ("ar", "محامٍ", "محامی"),
        ("ar", "كتاب", "کتاب"),
        ("ar", "2026", "٢٠٢٦"),
        ("ar", "نعم، لا", "نعم, لا"),
        ("ar", "هل؟", "هل?"),
        ("ar", "من Shift", "من shift"),
        ("ar", "في \u2066{date}\u2069", "في \u2066date\u2069"),
        ("fa-AF", "\u2066LGBTQI+\u2069", "LGBTQI+"),
        ("ar", "لا", "\ufefb"),
        ("ar", "لا", "ل\u0640ا"),
    ],
)
def test_lint_sees_what_the_eye_does_not(language: str, good: str, bad: str) -> None:
    assert strangers(language, good) == set()
    assert strangers(language, bad) != set()
