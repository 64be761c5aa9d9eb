"""Who reads: the language of a page, its texts, its direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from asylia.languages.levels import complete_languages, site_languages
from asylia.languages.texts import ORIGINAL
from asylia.site.mixed import PageTexts, page_texts


@dataclass(frozen=True)
class Reader:
    """One language as pages need it."""

    code: str
    """As it stands in addresses and in `languages/`."""
    texts: PageTexts
    """For pages alone; what is sent otherwise takes those of `asylia.languages`."""

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

    @property
    def says_the_law(self) -> bool:
        """Whether titles and sentences of the law are in this language too; else they stand in English."""
        return self.code in complete_languages()

    @property
    def is_foreign(self) -> bool:
        """Whether the law's English stands out by its letters: the language has others, and does not say the law."""
        return not self.says_the_law and re.search("[A-Za-z]", self.name) is None


@lru_cache(maxsize=32)
def reader_in(code: str) -> Reader:
    """The reader of a language. Raises InputError if there are no texts in it."""
    return Reader(code, page_texts(code))


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
