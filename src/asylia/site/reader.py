"""Who reads: the language of a page, its texts, its direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from asylia.languages.texts import ORIGINAL, Texts, languages_known, texts_in


@dataclass(frozen=True)
class Reader:
    """One language as pages need it."""

    code: str
    """As it stands in addresses and in `languages/`."""
    texts: Texts

    @property
    def tag(self) -> str:
        """The language tag for `lang` and `hreflang`; it decides the shape of Han letters."""
        return self.texts.word("language_tag")

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return self.texts.word("language_direction")

    @property
    def name(self) -> str:
        """The name of the language in itself."""
        return self.texts.word("language_name")


@lru_cache(maxsize=32)
def reader_in(code: str) -> Reader:
    """The reader of a language. Raises InputError if there are no texts in it."""
    return Reader(code, texts_in(code))


@lru_cache(maxsize=1)
def site_languages() -> tuple[str, ...]:
    """The languages in which the whole site is offered: those with every word of the interface (G1)."""
    words = set(texts_in(ORIGINAL).interface)
    return tuple(code for code in languages_known() if words <= set(texts_in(code).interface))


def reader_for(request: HttpRequest) -> Reader:
    """The reader of a request: by its address, else by what the browser prefers, else English."""
    first = request.path_info.strip("/").partition("/")[0]
    if first in site_languages():
        return reader_in(first)
    return reader_in(preferred(request.headers.get("Accept-Language", ""), site_languages()))


def preferred(header: str, offered: Sequence[str]) -> str:
    """The offered language that an Accept-Language header likes best; English if it likes none."""
    by_tag = {reader_in(code).tag.lower(): code for code in offered} | {code.lower(): code for code in offered}
    for wanted, weight in parse_accept_lang_header(header[:500]):
        if weight > 0 and (found := _closest(wanted, by_tag)):
            return found
    return ORIGINAL


_SCRIPTS = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "zh": "zh-hans"}
"""What browsers write for Chinese without naming the script; other regions fall to simplified letters."""


def _closest(wanted: str, by_tag: dict[str, str]) -> str | None:
    tag = wanted.lower()
    while tag:
        found = by_tag.get(tag) or by_tag.get(_SCRIPTS.get(tag, ""))
        if found:
            return found
        tag = tag.rpartition("-")[0]
    return None
