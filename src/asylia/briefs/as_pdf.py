"""A document as PDF, by Typst: no system libraries, fonts from the system, the same bytes for the same input."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import langcodes
import typst
from fontTools.ttLib import TTFont

from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table
from asylia.errors import InputError

_TEMPLATE = Path(__file__).with_name("document.typ")
_FAMILIES = {
    "Latn": "Noto Sans",
    "Jpan": "Noto Sans CJK JP",
    "Kore": "Noto Sans CJK KR",
    "Hans": "Noto Sans CJK SC",
    "Hant": "Noto Sans CJK HK",
    "Arab": "Noto Sans Arabic",
    "Mymr": "Noto Sans Myanmar",
    "Zsym": "Noto Sans Symbols2",
    "Zmth": "Noto Sans Math",
}
"""By script: the family it is set in. Han letters have other shapes in each of the four that use them."""
_NARROWEST, _WIDEST = 1.0, 4.0


def to_pdf(document: Document) -> bytes:
    """The document as PDF/A4. Raises InputError if a character has no glyph in any font here."""
    document = document.fit_to_print()
    families = _families_for(document.language)
    _refuse_what_no_font_has(document, families)
    language = langcodes.get(document.language).maximize()
    content = {
        "title": document.title,
        "lang": language.language,
        "region": language.territory,
        "direction": document.direction,
        "fonts": list(families),
        "parts": [_part(part) for part in document.parts],
    }
    made = typst.compile(
        _TEMPLATE, format="pdf", sys_inputs={"document": json.dumps(content, ensure_ascii=False)}, timestamp=0
    )
    assert isinstance(made, bytes)
    return made


def _part(part: Part) -> Mapping[str, object]:
    match part:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(text, warning, small):
            return {"kind": "paragraph", "text": text, "warning": warning, "small": small}
        case Item(text, mark, depth, strong):
            return {"kind": "item", "text": text, "mark": mark, "depth": depth, "strong": strong}
        case Table(head, rows):
            return {
                "kind": "table",
                "head": list(head),
                "rows": [list(row) for row in rows],
                "widths": _widths(rows),
            }


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Shares of the page by the length of what stands in a column, within bounds."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [min(_WIDEST, max(_NARROWEST, length / 20)) for length in longest]


def _families_for(language: str) -> tuple[str, ...]:
    """The families that are here, that of the language first after the Latin one."""
    own = _FAMILIES.get(langcodes.get(language).maximize().script or "Latn", _FAMILIES["Latn"])
    wanted = dict.fromkeys((_FAMILIES["Latn"], own, *_FAMILIES.values()))
    return tuple(family for family in wanted if family in _fonts())


@lru_cache(maxsize=1)
def _fonts() -> Mapping[str, tuple[str, int]]:
    """By family: the file of its regular face, and the number of the face in it."""
    found: dict[str, tuple[str, int]] = {}
    for font in typst.Fonts().fonts():
        if font.path and font.style == "normal" and font.weight == 400:
            found.setdefault(font.family, (str(font.path), font.index))
    return found


@lru_cache(maxsize=16)
def _letters_of(family: str) -> frozenset[int]:
    path, index = _fonts()[family]
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _refuse_what_no_font_has(document: Document, families: Sequence[str]) -> None:
    letters = {letter for text in document.texts() for letter in text}
    left = {letter for letter in letters if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc")}
    for family in families:
        if not left:
            return
        left = {letter for letter in left if ord(letter) not in _letters_of(family)}
    if left:
        letter = min(left)
        name = unicodedata.name(letter, "no name")
        raise InputError(
            f"no font here can print {letter!r} (U+{ord(letter):04X}, {name})", mend=f"install {_package(name)}"
        )


def _package(name: str) -> str:
    cjk = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")
    return "the package fonts-noto-cjk" if name.startswith(cjk) else "the package fonts-noto-core"
