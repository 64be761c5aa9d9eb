"""Pages that hold more than one language: English that stands in for another, left-to-right runs among right-to-left.

What `Texts` marks as English carries on pages, instead of the letters "[en]", two signs that no text can hold: the
noncharacters of Unicode that are kept for a program's inside. They pass through templates, joins and escaping. When the
page is made, `finished` turns them into elements with `lang` and `dir`, or takes them out where no element can stand:
in attributes, titles, choices and pictures. So no page can forget to say that a text is English (WCAG 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache

from asylia.languages.directions import isolated
from asylia.languages.texts import ORIGINAL, Texts, texts_in

START, END = "\ufdd0", "\ufdd1"
"""Around a text in English."""
_SIGN = re.compile(f"[{START}{END}]")
_SIGNS = {ord(START): None, ord(END): None}

_OPENING = f'<span class="other" lang="{ORIGINAL}" dir="ltr">'
_CLOSING = "</span>"


class PageTexts(Texts):
    """Texts for a page: what is missing is given in English between the two signs."""

    def marked(self, text: str) -> str:
        """A text of another language, between the signs that become an element."""
        return text if self.language == ORIGINAL else f"{START}{text}{END}"


def for_pages(texts: Texts) -> PageTexts:
    """The same texts, for pages."""
    return PageTexts(**{one.name: getattr(texts, one.name) for one in fields(texts)})


@lru_cache(maxsize=32)
def page_texts(language: str) -> PageTexts:
    """The texts of a language for its pages. Raises InputError if there are none."""
    return for_pages(texts_in(language))


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut at its signs: whether a piece is English that stands in, and the piece with its signs."""
    at = depth = 0
    for sign in _SIGN.finditer(text):
        opens = sign.group() == START
        depth += 1 if opens else -1
        if opens and depth == 1 and text[at : sign.start()]:
            yield False, text[at : sign.start()]
        if opens and depth == 1:
            at = sign.start()
        elif not opens and depth == 0:
            yield True, text[at : sign.end()]
            at = sign.end()
    if text[at:]:
        yield depth > 0, text[at:]


def unsigned(text: str) -> str:
    """A text without the signs, for what is no page: the address of a letter, a name in a list of files."""
    return text.translate(_SIGNS)


# --- the page as it is sent ------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>.*?)(?P<alone>/?)>", re.DOTALL)
_DIRECTION = re.compile(r'\bdir="(ltr|rtl|auto)"')
_RUNS_TO_THE_LEFT = re.compile(r'<html[^>]* dir="rtl"')
_PIECE = re.compile(f"[{START}{END}]|[^{START}{END}]+")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_PLAIN = frozenset(("title", "option", "textarea", "script", "style", "svg"))
"""Elements that hold no other elements of a page."""
_RUNS_BY_ITSELF = frozenset(("bdi", "bdo", "code", "pre"))


def finished(html: str) -> str:
    """A page as it is sent, its signs made elements; in a right-to-left page all that runs the other way is isolated.

    It keeps the page well-formed whatever was typed into it: a span that is not closed ends with its element.
    """
    is_rtl = _RUNS_TO_THE_LEFT.search(html) is not None
    if not is_rtl and START not in html:
        return html if END not in html else unsigned(html)
    return "".join(_Pass(is_rtl=is_rtl).walk(html))


class _Pass:
    """One walk over a page, with the elements that are open."""

    def __init__(self, *, is_rtl: bool) -> None:
        self._is_rtl = is_rtl
        self._open: list[tuple[str, bool, bool]] = []
        """Name, whether no element may stand in it, whether it runs from left to right."""
        self._span_at = -1
        """How many elements were open where the span began; -1 outside of one."""
        self._depth = 0
        """Of signs within signs, which make one span."""

    def walk(self, html: str) -> Iterator[str]:
        for token in _TOKEN.findall(html):
            if not token.startswith("<"):
                yield from self._text(token)
            elif found := _TAG.fullmatch(token):
                yield from self._tag(found, token)
            else:
                yield unsigned(token)

    def _tag(self, found: re.Match[str], token: str) -> Iterator[str]:
        name = found["name"].lower()
        if found["end"]:
            while self._open and self._open[-1][0] == name and len(self._open) == self._span_at:
                yield self._close()
            if self._open and self._open[-1][0] == name:
                self._open.pop()
        elif name not in _VOID and not found["alone"]:
            _, plain, ltr = self._open[-1] if self._open else ("", False, not self._is_rtl)
            if self._is_rtl:
                says = _DIRECTION.search(found["rest"])
                ltr = says[1] == "ltr" if says else ltr or name in _RUNS_BY_ITSELF
            self._open.append((name, plain or name in _PLAIN, ltr))
        yield unsigned(token)

    def _close(self) -> str:
        self._span_at, self._depth = -1, 0
        return _CLOSING

    def _text(self, text: str) -> Iterator[str]:
        name, plain, ltr = self._open[-1] if self._open else ("", False, False)
        if plain:
            bare = unsigned(text)
            yield isolated(bare) if not ltr and name in ("title", "option") else bare
            return
        for piece in _PIECE.findall(text):
            if piece == START:
                self._depth += 1
                if self._depth == 1:
                    self._span_at = len(self._open)
                    yield _OPENING
            elif piece == END:
                self._depth = max(self._depth - 1, 0)
                if self._span_at == len(self._open) and not self._depth:
                    yield self._close()
            elif ltr or self._span_at >= 0:
                yield piece
            else:
                yield isolated(piece, '<bdi dir="ltr">', "</bdi>")
