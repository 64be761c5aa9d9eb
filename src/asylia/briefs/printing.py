"""What every PDF shares: fonts from the system, by Typst. No system libraries; the same bytes for the same input.

`python -m asylia.briefs.printing` reads a sheet as JSON and writes the PDF, or with exit code 2 what is wrong as JSON
on standard error. Typst keeps some hundred megabytes for the next document: who runs for long prints in such a process.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import langcodes
import typst
from fontTools.ttLib import TTFont

from asylia.errors import InputError

_FOLDER = Path(__file__).parent
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: a template that stands beside this module, and what it is filled with."""

    template: str
    language: str
    """The reader's tag."""
    content: Mapping[str, object]
    """JSON that the template finds in `sys.inputs.document`: plain texts, never markup."""

    def as_json(self) -> str:
        """For the process that prints."""
        return json.dumps(asdict(self), ensure_ascii=False)


def printed(sheet: Sheet) -> bytes:
    """The sheet as PDF/A4. Raises InputError if a character has no glyph in any font here."""
    _refuse_what_no_font_has(sheet)
    made = typst.compile(
        _FOLDER / f"{sheet.template}.typ",
        format="pdf",
        sys_inputs={"document": json.dumps(sheet.content, ensure_ascii=False)},
        timestamp=0,
    )
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


def _refuse_what_no_font_has(sheet: Sheet) -> None:
    letters = {letter for text in _texts(sheet.content) for letter in text}
    left = {letter for letter in letters if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc")}
    for family in families_for(sheet.language):
        if not left:
            return
        left = {letter for letter in left if ord(letter) not in _letters_of(family)}
    if left:
        letter = min(left)
        name = unicodedata.name(letter, "no name")
        raise InputError(
            f"no font here can print {letter!r} (U+{ord(letter):04X}, {name})", mend=f"install {_package(name)}"
        )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


def _package(name: str) -> str:
    cjk = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")
    return "the package fonts-noto-cjk" if name.startswith(cjk) else "the package fonts-noto-core"


def main() -> int:
    """One sheet from standard input to standard output."""
    try:
        made = printed(Sheet(**json.load(sys.stdin.buffer)))
    except InputError as error:
        json.dump({"says": error.says, "mend": error.mend}, sys.stderr)
        return 2
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
