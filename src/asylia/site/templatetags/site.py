"""Words, languages and files in templates. They are built in: no template loads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Protocol, cast

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from asylia.languages.texts import ORIGINAL
from asylia.site.assets import address_of
from asylia.site.mixed import START, pieces
from asylia.site.reader import Reader
from asylia.site.sections import Section

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Context, key: str, **values: object) -> str:
    """A text of the interface in the language of the reader: `{% word "since" date=day %}`."""
    return str(_reader(context).texts.word(key, **values))


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file that the page loads."""
    return address_of(name)


@register.simple_tag(takes_context=True)
def to(context: Context, route: str, **arguments: object) -> str:
    """The address of a page in the language of the reader: `{% to "law:provision" name=provision.id %}`."""
    language = _reader(context).code
    return reverse(route, kwargs={"lang": language, **arguments}) if arguments else _page_address(route, language)


@lru_cache(maxsize=512)
def _page_address(route: str, language: str) -> str:
    """Kept in memory: only of pages that are the same for every reader."""
    return reverse(route, kwargs={"lang": language})


@register.simple_tag(takes_context=True)
def said(context: Context, text: object) -> SafeString:
    """A text that may be in another language than the page, with `lang` where it is (WCAG 3.1.2)."""
    return in_its_languages(str(text), _reader(context), _escaped if type(text) is str else conditional_escape)


def _escaped(text: str) -> SafeString:
    """What `conditional_escape` makes of a plain text, which asks of each whether it is lazy; a page has hundreds."""
    return SafeString(escape(text))


class Reads(Protocol):
    """A reader of the site, or one of the guide alone."""

    @property
    def code(self) -> str:
        """As it stands in addresses."""

    @property
    def tag(self) -> str:
        """The language tag for `lang`."""


def in_its_languages(text: str, reader: Reads, written: Callable[[str], str]) -> SafeString:
    """A text as HTML: what surely is another language stands in a span of its own.

    `written` makes HTML of it, and must escape it. What `Texts` marked as English gets its span when the page is sent.
    """
    if START not in text:
        return _in_its_language(text, reader, written)
    parts = [
        SafeString(written(piece)) if stands_in else _in_its_language(piece, reader, written)
        for stands_in, piece in pieces(text)
    ]
    return SafeString("".join(parts))


def _in_its_language(text: str, reader: Reads, written: Callable[[str], str]) -> SafeString:
    other = language_of(text, reader.tag)
    if not other:
        return SafeString(written(text))
    before, inside, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]  # it matches every text
    direction = "rtl" if other in _RIGHT_TO_LEFT else "ltr"
    span = format_html('<span lang="{}" dir="{}">{}</span>', other, direction, SafeString(written(inside)))
    return SafeString(f"{written(before)}{span}{written(after)}")


_EDGES = re.compile(r"([\s\]),.;:·]*)(.*?)([\s\[(]*)", re.DOTALL)
"""What belongs to the words around a piece: spaces, and brackets that open or close for them."""
_RIGHT_TO_LEFT = ("ar",)
_LATIN = re.compile(r"[A-Za-z]{3}")
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "my": re.compile(r"[\u1000-\u109f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
"""Letters that tell a language, or those who write like it. Kana and Hangul come before Han, which all of them use."""
_IN_THESE_LETTERS = {"fa": "ar"}
_IN_OTHER_LETTERS = (*_SCRIPTS, *_IN_THESE_LETTERS, "th", "hi")
"""Languages that are not written in Latin letters: a text in these letters alone is the law data's own English."""
_HAN = ("ja", "ko", "zh")


def language_of(text: str, tag: str) -> str:
    """The language of a text by its letters where it is surely not the page's own; else nothing."""
    own = tag.partition("-")[0]
    if text.isascii():  # most texts; a page has hundreds
        return ORIGINAL if own in _IN_OTHER_LETTERS and _LATIN.search(text) else ""
    own = _IN_THESE_LETTERS.get(own, own)
    if own in _SCRIPTS and _SCRIPTS[own].search(text):
        return ""
    found = next((name for name, letters in _SCRIPTS.items() if letters.search(text)), "")
    if found:
        return found if own not in _HAN else ""
    return ORIGINAL if own in _IN_OTHER_LETTERS and _LATIN.search(text) else ""


def _reader(context: Context) -> Reader:
    return cast(Reader, context["reader"])


# --- the frame of a page ---------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def section_title(context: Context, section: Section) -> str:
    """The name of a section in the menu."""
    return _reader(context).texts.word(f"site_section_{section.name}")


@register.simple_tag(takes_context=True)
def section_about(context: Context, section: Section) -> str:
    """What a section is for, in a sentence."""
    return _reader(context).texts.word(f"site_section_{section.name}_about")


@register.simple_tag(takes_context=True)
def section_start(context: Context, section: Section) -> str:
    """The first page of a section; one with languages of its own chooses among them by itself."""
    return reverse(section.start, kwargs={"lang": _reader(context).code} if section.under_language else {})


@register.simple_tag(takes_context=True)
def error_word(context: Context, status: int, part: str = "") -> str:
    """What an error page says: what is wrong, or how to go on."""
    return _reader(context).texts.word(f"site_error_{status}{'_' + part if part else ''}")
