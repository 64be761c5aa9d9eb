"""Pages that hold more than one language: English that stands in for another, left-to-right runs among right-to-left.

What `Texts` marks as English carries on pages, instead of the letters "[en]", two signs that no text can hold: the
noncharacters of Unicode that are kept for a program's inside. They pass through templates, joins and escaping. When the
page is made, `finished` turns them into elements with `lang` and `dir`, or takes them out where no element can stand:
in attributes, titles, choices and pictures. So no page can forget to say that a text is English (WCAG 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from asylia.languages.directions import has_several_words, isolated, stands_anywhere, with_runs
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
_TELLS = re.compile(r'\s(?:lang=|dir="ltr")')
"""What an element has that says its language or direction by itself."""
_RUNS_TO_THE_LEFT = re.compile(r'<html[^>]* dir="rtl"')
_PIECE = re.compile(f"[{START}{END}]|[^{START}{END}]+")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_PLAIN = frozenset(("title", "option", "textarea", "script", "style", "svg"))
"""Elements that hold no other elements of a page."""
_SETTLED = frozenset(("bdi", "bdo", "code", "pre", "time"))
_SHORT = 20


def finished(html: str, *, is_foreign: bool = False) -> str:
    """A page as it is sent, its signs made elements; in a right-to-left page all that runs the other way is isolated.

    In a page that `is_foreign`, whose language knows no Latin letters and does not say the law, phrases in these
    letters are English too. The page stays well-formed whatever was typed into it: a span that is not closed ends with
    its element.
    """
    is_rtl = _RUNS_TO_THE_LEFT.search(html) is not None
    if not is_rtl and not is_foreign and START not in html:
        return html if END not in html else unsigned(html)
    written = _in_rtl if is_rtl else _in_ltr if is_foreign else None
    return "".join(_Pass(written, is_rtl=is_rtl).walk(html))


def _in_rtl(run: str) -> str:
    if stands_anywhere(run):
        return run
    return f'<bdi{_says(run)} dir="ltr">{run}</bdi>'


def _in_ltr(run: str) -> str:
    says = "" if stands_anywhere(run) else _says(run)
    return f"<span{says}>{run}</span>" if says else run


def _says(run: str) -> str:
    """What a run's element says: that it is English, or that it is not broken, as half a date is read as another."""
    if has_several_words(run):
        return f' lang="{ORIGINAL}"'
    return ' class="whole"' if len(run) <= _SHORT and " " not in run else ""


def _in_picture(run: str) -> str:
    return f'<tspan lang="{ORIGINAL}">{run}</tspan>' if has_several_words(run) else run


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open."""

    name: str
    is_plain: bool
    """Whether no element of the page may stand in it."""
    is_settled: bool
    """Whether it has said its language or direction."""


_OUTSIDE = _Open("", is_plain=False, is_settled=False)


class _Pass:
    """One walk over a page, with the elements that are open."""

    def __init__(self, written: Callable[[str], str] | None, *, is_rtl: bool) -> None:
        self._written, self._is_rtl = written, is_rtl
        self._open: list[_Open] = []
        self._signs: list[int] = []
        """For each sign that is open, how many elements were open; signs within signs make one span."""

    def walk(self, html: str) -> Iterator[str]:
        """The page, piece by piece."""
        for token in _TOKEN.findall(html):
            if not token.startswith("<"):
                yield from self._text(token)
            elif found := _TAG.fullmatch(token):
                yield from self._tag(found, token)
            else:
                yield unsigned(token)

    @property
    def _inside(self) -> _Open:
        return self._open[-1] if self._open else _OUTSIDE

    def _tag(self, found: re.Match[str], token: str) -> Iterator[str]:
        name = found["name"].lower()
        if found["end"]:
            if self._inside.name == name:
                while self._signs and self._signs[-1] == len(self._open):
                    yield self._sign_closes()
                self._open.pop()
        elif name not in _VOID and not found["alone"]:
            outer = self._inside
            tells = name in _SETTLED or (name != "html" and _TELLS.search(found["rest"]) is not None)
            self._open.append(_Open(name, outer.is_plain or name in _PLAIN, outer.is_settled or tells))
        yield unsigned(token)

    def _sign_opens(self) -> str:
        self._signs.append(len(self._open))
        return _OPENING if len(self._signs) == 1 else ""

    def _sign_closes(self) -> str:
        self._signs.pop()
        return "" if self._signs else _CLOSING

    def _text(self, text: str) -> Iterator[str]:
        inside = self._inside
        if inside.is_plain:
            yield self._in_plain(unsigned(text), inside)
            return
        for piece in _PIECE.findall(text):
            if piece == START:
                yield self._sign_opens()
            elif piece == END:
                if self._signs and self._signs[-1] == len(self._open):
                    yield self._sign_closes()
            elif self._written is None or inside.is_settled or self._signs:
                yield piece
            else:
                yield with_runs(piece, self._written)

    def _in_plain(self, text: str, inside: _Open) -> str:
        """Where no element of a page may stand: signs of Unicode isolate, and a picture has elements of its own."""
        if inside.name in ("title", "option"):
            return isolated(text) if self._is_rtl else text
        return with_runs(text, _in_picture) if inside.name == "text" and self._written is not None else text
