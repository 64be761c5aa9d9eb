"""The guide in Burmese and Vietnamese: syllables of the language, nothing left in English, placeholders kept.

Zawgyi looks like Burmese on a phone that expects it and is rubbish on every other; a Vietnamese letter in two code
points looks right and is not found. Reading over shows neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.texts import Texts, texts_of

LANGUAGES = {"my": "မြန်မာဘာသာ", "vi": "Tiếng Việt"}
PLACES = (
    "Tokyo Ushiku Kansai Osaka Hyogo Tokai Aichi Gifu Mie Shizuoka Kanagawa Saitama Chiba Ibaraki Tochigi Gunma "
    "Yamanashi Nagano Niigata Seoul Incheon Myanmar"
)
SHARED = f"Shift UNHCR NGO LGBTQI+ Court of First Instance {PLACES}"
FOREIGN = {
    "my": set(f"{SHARED} New private window incognito tab Print".split()),
    "vi": set(f"{SHARED} menu visa web Email".split()),
}
"""Words that the reader sees as such: on a key, in a menu, on a letter, on a map."""
MARKS = {"my": " 0123456789()“”၊။-.", "vi": " 0123456789()“”,.:;?-/"}
VERDICTS = {
    "my": "%|ရာခိုင်နှုန်း|အရည်အချင်း|သေချာပေါက်|ယုံကြည်ရ|သင်က ဒုက္ခသည်",
    "vi": r"%|phần trăm|đủ tư cách|chắc chắn|đáng tin|bạn là người tị nạn|bạn sẽ được (bảo vệ|công nhận)",
}
WOUNDING = {
    "my": "ညှဉ်းပန်း|မုဒိမ်း|တရားမဝင်|ခိုးဝင်|ခင်ပွန်း|ကျွန်တော်|ကျွန်မ|ခင်ဗျာ|ရှင့်",
    "vi": r"tra tấn|hiếp|nạn nhân|(tại|vì) sao bạn không|hợp pháp|trái phép|(?<!tiếng )\b(ông|bà|anh|chị|chồng|vợ)\b",
}
SAID = ("name", "plain", "why", "warns")
_NOT_SAID_IN_WORDS = {"language_tag", "language_direction", "reviewed"}
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_LATIN = re.compile(r"[A-Za-z+]+")

_CONSONANT = "[\u1000-\u1021\u103f]"
_SYLLABLE = (
    f"(?:{_CONSONANT}(?:\u1039{_CONSONANT}|\u103a\u1039{_CONSONANT})*|[\u1023-\u1027\u1029\u102a]|\u104e)"
    "\u103b?\u103c?\u103d?\u103e?"  # medials, in this order only
    "\u1031?[\u102d\u102e\u1032]?[\u102f\u1030]?[\u102b\u102c]?"  # vowels: e is stored behind its consonant
    "\u1036?\u1037?\u103a?\u1038?"
)
_BURMESE = re.compile(f"(?:{_SYLLABLE})+")
_BETWEEN_US = "ကျွန်ုပ်"
"""The word for "I" has a vowel behind a killed consonant; no other word of the guide has."""
_NYA = re.compile("ဉ(?![\u103a\u102c])|ဥ[\u103a\u102c]")
"""The letter ဉ and the vowel ဥ look alike; ဉ is killed or has the long a, ဥ never."""
LONGEST_RUN = 26
"""Code points between two spaces: what fits into 320 px on a phone that breaks lines at spaces only."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CHECKED = {"\u0301", "\u0323"}
_VOWELS = (
    "uyê|oai|oay|oeo|uây|iêu|yêu|uôi|ươi|ươu|uyu|uya|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|"
    "ua|uâ|uê|ui|ưi|ưa|ươ|ưu|uô|uy|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_PLAIN_SYLLABLE = re.compile(
    f"(?:ngh|ng|nh|gh|gi|g|ch|kh|ph|th|tr|qu|[bcdđhklmnpqrstvx])?(?:{_VOWELS})(?P<coda>ch|ng|nh|[cmnpt])?"
)
_BEARS_TONE = "ăâêôơư"
"""A syllable with one of these letters has its tone on the last of them."""
_NEW_STYLE = re.compile("o[àáảãạèéẻẽẹ]$|(?<!q)u[ỳýỷỹỵ]$")


def texts_in(language: str) -> Texts:
    return texts_of(data_folder("languages") / language, language)


def own_texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language that has the guide only, with where it stands."""
    for key, text in guide_words(language).own.items():
        if key not in _NOT_SAID_IN_WORDS:
            yield f"guide.yaml: {key}", text
    texts = texts_in(language)
    for file, entries in (("facts.yaml", texts.facts), ("directory.yaml", texts.directory)):
        for name, entry in entries.items():
            for key in SAID:
                if key in entry:
                    yield f"{file}: {name}: {key}", entry[key]


def faults(language: str, text: str) -> list[str]:
    """What cannot be a word or a mark of the language."""
    said = _PLACEHOLDER.sub("", text)
    if unicodedata.normalize("NFC", said) != said:
        return ["not composed"]
    return _faults_in_burmese(said) if language == "my" else _faults_in_vietnamese(said)


def _faults_in_burmese(text: str) -> list[str]:
    found = [word for word in _LATIN.findall(text) if word not in FOREIGN["my"]]
    for run in re.findall("[\u1000-\u1049\u104c-\u109f\uaa60-\uaa7f]+", text.replace(_BETWEEN_US, "")):
        if not _BURMESE.fullmatch(run) or _NYA.search(run):
            found.append(run)
    rest = set(re.sub("[\u1000-\u1049\u104c-\u109f]", "", _LATIN.sub("", text))) - set(MARKS["my"])
    return found + [f"U+{ord(one):04X}" for one in sorted(rest)]


def _faults_in_vietnamese(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+\+?", text)
    found = [word for word in words if word not in FOREIGN["vi"] and not is_vietnamese(word)]
    rest = set(re.sub(r"[^\W\d_]+\+?", "", text)) - set(MARKS["vi"])
    return found + [f"U+{ord(one):04X}" for one in sorted(rest)]


def is_vietnamese(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: one tone at most, on the vowel where the guide writes it."""
    letters = [unicodedata.normalize("NFD", letter) for letter in word.lower()]
    tones = [next((mark for mark in letter if mark in _TONES), "") for letter in letters]
    plain = "".join(unicodedata.normalize("NFC", re.sub(f"[{_TONES}]", "", letter)) for letter in letters)
    syllable = _PLAIN_SYLLABLE.fullmatch(plain)
    if syllable is None or sum(map(bool, tones)) > 1 or _NEW_STYLE.search(word.lower()):
        return False
    tone = "".join(tones)
    bears = [at for at, letter in enumerate(plain) if letter in _BEARS_TONE][-1:]
    if tone and bears and not tones[bears[0]]:
        return False
    return syllable["coda"] not in ("c", "ch", "p", "t") or tone in _CHECKED


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_is_offered_in_the_language(language: str) -> None:
    words = guide_words(language)

    assert language in guide_languages()
    assert (words.name, words.tag, words.dir) == (LANGUAGES[language], language, "ltr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_syllable_can_be_one_of_the_language(language: str) -> None:
    assert {place: found for place, text in own_texts(language) if (found := faults(language, text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_loose_spaces(language: str) -> None:
    assert [
        place
        for place, text in own_texts(language)
        if "  " in text or (text != text.strip() and "list_separator" not in place)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_placeholders_are_those_of_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own

    assert set(own) - {"reviewed"} == set(english) - {"reviewed"}
    assert [
        key
        for key, text in own.items()
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(english[key]))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str) -> None:
    english, own = guide_words("en").own, guide_words(language).own
    facts, english_facts = texts_in(language).facts, texts_in("en").facts

    same = {"list_separator", "western_year"} if language == "vi" else set()
    assert [key for key, text in own.items() if key not in _NOT_SAID_IN_WORDS | same and text == english[key]] == []
    assert [
        (name, key)
        for name, entry in facts.items()
        for key in SAID
        if entry.get(key, "") == english_facts[name].get(key)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_days_are_told_apart(language: str) -> None:
    own = guide_words(language).own

    for name, count in (("month_", 12), ("weekday_", 7)):
        assert len({text for key, text in own.items() if key.startswith(name)}) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_called_as_they_are_named(language: str) -> None:
    own = guide_words(language).own

    for text, button in (("safety_leave", "leave"), ("shared_note", "back"), ("error_choose", "not_known")):
        assert f"“{own[button]}”" in own[text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_the_page_is_neutral(language: str) -> None:
    """P4: nobody who sees the tab may read what it is about."""
    own = guide_words(language).own

    assert [key for key in ("title", "title_step") if re.search("tị nạn|lánh nạn|ဒုက္ခသည်|ခိုလှုံ", own[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_outcome_is_said_as_a_verdict(language: str) -> None:
    """G12: three degrees, no share in percent, nothing about being believed."""
    own = guide_words(language).own

    assert len({own[key] for key in ("sure_yes", "sure_may", "sure_not")}) == 3
    assert [place for place, text in own_texts(language) if re.search(VERDICTS[language], text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_hurts_blames_or_tells_a_gender(language: str) -> None:
    """W1, W3 and W7: in Burmese the word for "I" tells the gender, in Vietnamese that for "you"."""
    assert [place for place, text in own_texts(language) if re.search(WOUNDING[language], text, re.IGNORECASE)] == []


def test_burmese_has_spaces_where_a_line_may_break() -> None:
    runs = {run for _, text in own_texts("my") for run in _PLACEHOLDER.sub("", text).split()}

    assert sorted(run for run in runs if len(run) > LONGEST_RUN) == []


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("my", "မြန်မာ", "ျမန္မာ"),
        ("my", "နေ့", "ေန႔"),
        ("my", "ခွင့်", "ခြင့္"),
        ("my", "ဝင်", "၀င်"),
        ("my", "ဥပဒေ", "ဉပဒေ"),
        ("my", "ပြဿနာ", "ျပႆနာ"),
        ("my", "အင်္ဂါနေ့", "အဂၤါေန႔"),
        ("my", "လား။", "လား?"),
        ("my", "ရက်၊ လ", "ရက်, လ"),
        ("my", "18 နှစ်", "၁၈ နှစ်"),
        ("my", "ဆရာဝန်", "ဆရာ\u200bဝန်"),
        ("vi", "Tiếng Việt", unicodedata.normalize("NFD", "Tiếng Việt")),
        ("vi", "tòa án", "toà án"),
        ("vi", "đơn", "ðơn"),
        ("vi", "được", "đuợc"),
        ("vi", "giấy", "giâý"),
        ("vi", "phép", "phèp"),
        ("vi", "luật sư", "luat sư"),
        ("vi", "làm", "lam̀"),
    ],
)
def test_lint_sees_what_the_eye_does_not(language: str, good: str, bad: str) -> None:
    assert faults(language, good) == []
    assert faults(language, bad) != []
