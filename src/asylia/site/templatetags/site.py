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
    """A text as HTML: what `Texts` marked as English, or what surely is another language, stands in a span of its own.

    `written` makes HTML of each piece, and must escape it.
    """
    marked = _MARKED.search(text) if reader.code != ORIGINAL else None
    if marked:
        before, after = written(text[: marked.start()]), written(text[marked.end() :])
        inside = SafeString(written(marked["text"].replace(_MARK, "")))  # one mark is enough for what it holds
        return format_html(
            '{}<span class="other" lang="en" dir="ltr">{}</span>{}', SafeString(before), inside, SafeString(after)
        )
    other = language_of(text, reader.tag)
    whole = SafeString(written(text))
    return format_html('<span lang="{}" dir="auto">{}</span>', other, whole) if other else whole


_MARK = f"[{ORIGINAL}] "
_MARKED = re.compile(r"\[en\] (?P<text>.*?)(?= \[[^\]]*\]$|$)", re.DOTALL)
"""The mark of `Texts.marked` and what follows it, up to a remark in brackets at the end."""
_LATIN = re.compile(r"[A-Za-z]{3}")
_EAST_ASIAN = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
"""Letters by which a language is known; Han alone may be any of the three, so Kana and Hangul are looked for first."""
_ANY_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u4e00-\u9fff]")
_OTHER_SCRIPTS = ("ja", "ko", "zh", "ar", "fa", "my", "ru", "th", "hi")
"""Languages that are not written in Latin letters: a text in these letters alone is the law data's own English."""


def language_of(text: str, tag: str) -> str:
    """The language of a text by its letters where it is surely not the page's own; else nothing."""
    if tag.startswith(ORIGINAL):
        return next((name for name, letters in _EAST_ASIAN.items() if letters.search(text)), "")
    if not tag.startswith(_OTHER_SCRIPTS) or _ANY_EAST_ASIAN.search(text):
        return ""
    return ORIGINAL if _LATIN.search(text) else ""


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
