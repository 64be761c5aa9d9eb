"""For whom a paper is printed: any language by its tag, its direction and names, and what words there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import langcodes
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names, get_timezone_name

from asylia.errors import InputError
from asylia.languages.texts import ORIGINAL, Texts, languages_known, texts_in

_NAMES_OF_A_FULL_LOCALE = 20
_NEAR = 9
"""Up to this distance of CLDR a reader of one tag reads the other as their own: zh-HK and zh-Hant, not yue and zh."""
ENGLISH = Locale.parse(ORIGINAL)
_RIGHT_TO_LEFT = ("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa")


@dataclass(frozen=True)
class Reader:
    """Somebody who reads a language, or the place whose language it is."""

    tag: str
    """As BCP 47 writes it; for a place with its code: `zh-Hant-HK`, for the shape of letters."""
    direction: str
    """ltr or rtl."""
    said: Texts
    """Words in that language; English ones if there are none."""
    locale: Locale
    """For names of days and languages; English if CLDR lacks the language."""

    @property
    def has_words(self) -> bool:
        """Whether the guide is written in the language."""
        return self.said.language != ORIGINAL or langcodes.get(self.tag).language == ORIGINAL

    @property
    def names_lang(self) -> str:
        """The language in which names of days and languages are given."""
        return ORIGINAL if self.locale is ENGLISH else self.tag

    def day_names(self) -> tuple[str, ...]:
        """The short names of the days from Monday."""
        names = get_day_names("abbreviated", locale=self.locale)
        return tuple(str(names[at]) for at in range(7))

    def day(self, day: date) -> str:
        """A day of the common calendar with the month in words, in the language of `said`."""
        return format_date(day, "long", locale=_locale(self.said.language) or ENGLISH)

    def zone(self, name: str) -> str:
        """A time zone in words."""
        return get_timezone_name(name, width="long", locale=self.locale)

    def name_of(self, tag: str) -> str:
        """The name of a language for this reader, else its English one, else the tag."""
        return _name_in(self.locale, tag) or _name_in(ENGLISH, tag) or tag


def reader_of(tag: str) -> Reader:
    """Whoever reads the language of a tag. Raises InputError if it is the tag of no language."""
    if not langcodes.tag_is_valid(tag):
        says = f"{tag!r} is the tag of no language"
        raise InputError(says, mend="use a tag of BCP 47, such as my, ar or zh-Hant")
    return _reader(langcodes.standardize_tag(tag))


def reader_at(place: str) -> Reader:
    """Whoever works behind a counter at a place: the language that CLDR names as the likely one there."""
    return _reader(str(langcodes.get(f"und-{place}").maximize().simplify_script()))


def direction_of(tag: str) -> str:
    """How the likely script of a language runs: ltr or rtl."""
    return "rtl" if langcodes.get(tag).maximize().script in _RIGHT_TO_LEFT else "ltr"


def own_name(tag: str) -> str:
    """What the speakers of a language call it; empty if CLDR does not know."""
    locale = _locale(tag)
    return _name_in(locale, tag) if locale else ""


@lru_cache(maxsize=64)
def _reader(tag: str) -> Reader:
    nearest, distance = langcodes.closest_match(tag, list(languages_known()))
    said = texts_in(nearest if distance <= _NEAR else ORIGINAL)
    return Reader(tag, direction_of(tag), said, _filled(_locale(tag)))


def _filled(locale: Locale | None) -> Locale:
    """The locale, if CLDR has more in it than a name: what it lacks it would give in English without a word."""
    return locale if locale and len(locale.territories) >= _NAMES_OF_A_FULL_LOCALE else ENGLISH


def _locale(tag: str) -> Locale | None:
    """The nearest locale that CLDR has."""
    parts = langcodes.get(tag)
    tries = [(parts.language, parts.script, parts.territory), (parts.language, parts.script), (parts.language,)]
    for chosen in tries:
        try:
            return Locale.parse("_".join(part for part in chosen if part))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _name_in(locale: Locale, tag: str) -> str:
    parts = langcodes.get(tag)
    alias = _locale(tag)  # CLDR files Kurmanji under ku
    tries = (f"{parts.language}_{parts.territory}", parts.language or "", alias.language if alias else "")
    names = (locale.languages.get(name) for name in tries)
    return next((str(name) for name in names if name), "")
