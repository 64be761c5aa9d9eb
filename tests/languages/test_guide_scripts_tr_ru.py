"""The guide in Turkish and Russian: letters of the language alone, formal address, no word that shows a gender.

A Latin "a" in a Russian word, or an "i" with a loose dot, looks right and breaks search and speech; no reader sees it.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from asylia.briefs.guide.asked_in_words import long_date
from asylia.directory.reader import read_taxonomy
from asylia.directory.words import stamps_of
from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.texts import texts_of, wording_hash
from asylia.lawbook.cache import load_law

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_SAID_IN_WORDS = ("language_tag", "language_direction", "reviewed")
_SAME_AS_ENGLISH = ("list_separator", "western_year", "place_HK")
_TELLING = re.compile("mülteci|iltica|sığın|koruma|бежен|убежищ|защит", re.IGNORECASE)
_COURTS = frozenset({"Court", "of", "First", "Instance", "Appeal"})
"""As the letters of a Hong Kong court name it."""


@dataclass(frozen=True)
class Script:
    """What may stand in the texts of a language, and what may not be said in it."""

    name: str
    letters: str
    marks: str
    foreign: frozenset[str]
    sure: tuple[str, str, str]
    """The three degrees (G12)."""
    verdicts: str
    wounding: str
    address: str
    """Familiar address, and for Russian forms that show the gender of the reader or of "I" (W7)."""


SCRIPTS = {
    "tr": Script(
        "Türkçe",
        "abcçdefgğhıijklmnoöprsştuüvyz" + "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ" + "âîû",
        "“”’",
        frozenset({"Shift", "UNHCR", "LGBTQI", "Hong", "Kong"}) | _COURTS,
        ("gibi görünüyorsunuz", "Belki", "Henüz söyleyemiyoruz"),
        r"hak kazan|şartları taşıyorsunuz|mültecisiniz|kesin|mutlaka|garanti|inandırıcı|%|yüzde",
        r"işkence|tecavüz|kurban|mağdur|neden .*madınız|yasa ?dışı|kaçak|\bkocan|\beşiniz",
        r"\b(sen|seni|sana|senin|misin|mısın|musun|müsün)\b|(yor|sin|dın|din|dun|dün)sun\b",
    ),
    "ru": Script(
        "Русский",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
        "«»",
        frozenset({"Shift", "UNHCR"}) | _COURTS,
        ("Похоже, вы можете", "Возможно, вы сможете", "Мы пока не можем сказать"),
        r"имеете право на|вы беженец|вы беженка|обязательно дадут|гарант|достоверн|правдоподобн|%|процент",
        r"\bпыт(ка|ки|ок|ал)|изнасил|жертв|почему вы не|незаконн|нелегал|\bмуж\b|\bмужа\b|несовершеннолет",
        r"\b(ты|тебя|тебе|твой|твоя|твои)\b|\([аи]\)"
        r"|\bя \w+л(а|ся|ась)?\b|\bя (один|одна|рад|готов|должен|болен|заперт)\b"
        r"|\b(уверен|согласен|согласна|уверена)\b",
    ),
}
_NO_BREAK = "\u00a0"
_SIGNS = _NO_BREAK + " .,:;()?!+-" + string.digits


def own_texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language, with where it stands."""
    for key, text in guide_words(language).own.items():
        if key not in _NOT_SAID_IN_WORDS:
            yield f"guide.yaml: {key}", text
    texts = texts_of(data_folder("languages") / language, language)
    for file, entries in (("facts.yaml", texts.facts), ("directory.yaml", texts.directory)):
        for name, entry in entries.items():
            for key in ("name", "plain", "why", "warns"):
                if key in entry:
                    yield f"{file}: {name}: {key}", entry[key]


def placeholders(text: str) -> list[str]:
    """What is filled in, in the order of the alphabet."""
    return sorted(_PLACEHOLDER.findall(text))


def strangers(language: str, text: str) -> set[str]:
    """Words with letters of another alphabet, and marks that the language does not have."""
    script = SCRIPTS[language]
    said = _PLACEHOLDER.sub("", text)
    words = {word for word in _WORD.findall(said) if word not in script.foreign and set(word) - set(script.letters)}
    rest = set(_WORD.sub("", said)) - set(_SIGNS + script.marks)
    return words | {f"U+{ord(one):04X}" for one in rest}


@pytest.mark.parametrize("language", SCRIPTS)
def test_guide_is_offered_in_the_language_and_its_direction(language: str) -> None:
    words = guide_words(language)

    assert language in guide_languages()
    assert (words.name, words.tag, words.dir) == (SCRIPTS[language].name, language, "ltr")
    assert not words.is_reviewed


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_letter_and_mark_belongs_to_the_language(language: str) -> None:
    assert {place: found for place, text in own_texts(language) if (found := strangers(language, text))} == {}


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_text_is_composed_and_has_no_loose_spaces(language: str) -> None:
    texts = [(place, text) for place, text in own_texts(language) if "list_separator" not in place]

    assert [place for place, text in texts if unicodedata.normalize("NFC", text) != text] == []
    assert [place for place, text in texts if "  " in text or text != text.strip()] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_keys_and_placeholders_are_those_of_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own

    assert set(own) == set(english) - {"reviewed"}
    assert [key for key, text in own.items() if placeholders(text) != placeholders(english[key])] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_nothing_is_left_in_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own
    left = [key for key, text in own.items() if text == english[key] and key not in _NOT_SAID_IN_WORDS]

    assert [key for key in left if key not in _SAME_AS_ENGLISH] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_words_follow_the_wording_of_today(language: str) -> None:
    """A question about a day that follows an older meaning asks for the wrong day."""
    facts = load_law(data_folder("law")).facts
    terms = stamps_of(read_taxonomy(data_folder("directory") / "taxonomy.yaml", "directory/taxonomy.yaml"))
    texts = texts_of(data_folder("languages") / language, language)

    assert [name for name, entry in texts.facts.items() if entry["of"] != wording_hash(facts[name])] == []
    assert [name for name, entry in texts.directory.items() if entry["of"] != terms[name]] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_g12_outcomes_are_said_in_three_degrees_and_never_as_a_verdict(language: str) -> None:
    own, script = guide_words(language).own, SCRIPTS[language]

    assert all(said in own[key] for said, key in zip(script.sure, ("sure_yes", "sure_may", "sure_not"), strict=True))
    assert [place for place, text in own_texts(language) if re.search(script.verdicts, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_w1_w3_and_w7_no_word_hurts_blames_or_presumes(language: str) -> None:
    script = SCRIPTS[language]

    assert [place for place, text in own_texts(language) if re.search(script.wounding, text, re.IGNORECASE)] == []
    assert [place for place, text in own_texts(language) if re.search(script.address, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_p4_the_name_of_the_page_and_of_the_entry_is_neutral(language: str) -> None:
    own = guide_words(language).own
    keys = [key for key in own if key.endswith("title") or key in ("title_step", "calendar_entry")]

    assert [key for key in keys if _TELLING.search(own[key])] == []


@pytest.mark.parametrize(
    ("language", "written"), [("tr", "22\u00a0Kasım 2026, Pazar"), ("ru", "22\u00a0ноября 2026\u00a0года, воскресенье")]
)
def test_a_day_is_written_as_the_language_does(language: str, written: str) -> None:
    assert long_date(date(2026, 11, 22), guide_words(language)) == written


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize(("name", "count"), [("month_", 12), ("weekday_", 7)])
def test_months_and_days_are_told_apart(language: str, name: str, count: int) -> None:
    assert len({text for key, text in guide_words(language).own.items() if key.startswith(name)}) == count


def test_turkish_placeholders_take_no_suffix() -> None:
    """The vowel of a suffix hangs on the word that is filled in: 2026’da, but 2024’te."""
    assert [key for key, text in guide_words("tr").own.items() if re.search(r"\}(’|'|\w)", text)] == []


@pytest.mark.parametrize("count", [1, 2, 5, 11, 21, 22])
def test_russian_counts_read_well_with_any_number(count: int) -> None:
    """Behind the number no noun stands that would have to bend with it."""
    words = guide_words("ru")

    for key in ("days_left", "more_about", "would_change_more"):
        assert re.search(rf": (примерно )?{count}\.?$", words.word(key, n=count))


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("ru", "Когда", "Kогда"),  # Latin K
        ("ru", "адрес", "aдрес"),  # Latin a
        ("ru", "«Назад»", "“Назад”"),
        ("ru", "ещё", "еще\u0308"),
        ("tr", "İzin", "I\u0307zin"),
        ("tr", "ışık", "ışıq"),
        ("tr", "resmî", "resmỉ"),
        ("tr", "Japonya’da", "Japonya'da"),
        ("tr", "avukat", "аvukat"),  # Cyrillic а
    ],
)
def test_lint_sees_what_the_eye_does_not(language: str, good: str, bad: str) -> None:
    assert strangers(language, good) == set()
    assert strangers(language, bad) != set()


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("ru", "Просили ли вы?", "Ты просил?"),
        ("ru", "Мне отказали", "я получил отказ"),
        ("ru", "жалоба пока не подана", "не подавал(а)"),
        ("tr", "Başvurdunuz mu?", "sen başvurdun mu?"),
        ("tr", "Biliyor musunuz?", "biliyor musun?"),
    ],
)
def test_lint_sees_familiar_address_and_gender(language: str, good: str, bad: str) -> None:
    assert not re.search(SCRIPTS[language].address, good, re.IGNORECASE)
    assert re.search(SCRIPTS[language].address, bad, re.IGNORECASE)
