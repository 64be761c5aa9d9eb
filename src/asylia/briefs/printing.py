"""What every PDF shares: fonts from the system, by Typst. No system libraries; the same bytes for the same input."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import langcodes
import typst
from fontTools.ttLib import TTFont

from asylia.errors import InputError

FAMILIES = {
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
OF_NAMES = {
    "Beng": "Noto Sans Bengali",
    "Deva": "Noto Sans Devanagari",
    "Ethi": "Noto Sans Ethiopic",
    "Guru": "Noto Sans Gurmukhi",
    "Khmr": "Noto Sans Khmer",
    "Laoo": "Noto Sans Lao",
    "Rohg": "Noto Sans Hanifi Rohingya",
    "Sinh": "Noto Sans Sinhala",
    "Taml": "Noto Sans Tamil",
    "Thai": "Noto Sans Thai",
    "Tibt": "Noto Serif Tibetan",
}
"""Scripts in which no document is written, but languages and persons of the directory have their names."""


def printed(template: Path, content: Mapping[str, object]) -> bytes:
    """A template set as PDF. It finds the content as JSON in `sys.inputs.document`: plain text, never markup."""
    text = json.dumps(content, ensure_ascii=False)
    made = typst.compile(template, format="pdf", sys_inputs={"document": text}, timestamp=0)
    assert isinstance(made, bytes)
    return made


def families_for(language: str) -> tuple[str, ...]:
    """The families that are here, that of the language first after the Latin one."""
    by_script = {**FAMILIES, **OF_NAMES}
    own = by_script.get(langcodes.get(language).maximize().script or "Latn", FAMILIES["Latn"])
    wanted = dict.fromkeys((FAMILIES["Latn"], own, *by_script.values()))
    return tuple(family for family in wanted if family in fonts())


@lru_cache(maxsize=1)
def fonts() -> Mapping[str, tuple[str, int]]:
    """By family: the file of its regular face, and the number of the face in it."""
    found: dict[str, tuple[str, int]] = {}
    for font in typst.Fonts().fonts():
        if font.path and font.style == "normal" and font.weight == 400:
            found.setdefault(font.family, (str(font.path), font.index))
    return found


@lru_cache(maxsize=32)
def _letters_of(family: str) -> frozenset[int]:
    path, index = fonts()[family]
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def refuse_what_no_font_has(texts: Iterable[str], families: Sequence[str]) -> None:
    """Raises InputError, with the package to install, if a character has no glyph in any of the families."""
    letters = {letter for text in texts for letter in text}
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
