"""Left-to-right runs among right-to-left words: dates, ranges, citations, phone numbers, ids, addresses, Latin names.

Between Arabic words a date is read backwards, and the bracket of "61-2(1)" jumps to its other end, unless the run is
isolated (UAX 9, 2.7). In pages that is an element, elsewhere the two signs that Unicode has for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from asylia.languages.texts import ORIGINAL

LTR_ISOLATE, RTL_ISOLATE, FIRST_STRONG_ISOLATE, ISOLATE_END = "\u2066", "\u2067", "\u2068", "\u2069"

_ENTITY = r"&(?:amp|quot|\#x27|\#39);"
_LETTER = r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_EAST_ASIAN = r"\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff08\uff09"
_WORD = rf"[0-9{_LETTER}{_EAST_ASIAN}\u2070-\u209c\u2153-\u215e]+"
_JOINT = (
    rf"(?:[-\u2010-\u2015\u2212./:_@+%\#=~?!'\u2019\u00b7,]|{_ENTITY}){{1,3}}"
    r"|\x20[-\u2013\u2014/\u00b7]\x20|\x20"
    rf"|[,;:.!?]\x20(?=[{_LETTER}])|\.\x20(?=[0-9])"
)
"""What may stand between two words of one run. After a comma and a space only letters go on: numbers may be a list."""
_INSIDE = r"[^()\[\]<>\n\u0590-\u08ff\ufdd0\ufdd1]*"
_IN_BRACKETS = rf"(?:(?<=[{_LETTER}])\x20)?\({_INSIDE}\)|\[{_INSIDE}\]"
"""After a number only what stands close to it, as in 61-2(1): a date and what follows it in brackets are two runs."""
_SIGN = r"(?:(?<![^\s(\[])[+\u2212\u2265\u2264\u2248~\u00a7-])?"
_RUN = re.compile(
    rf"{_SIGN}(?<![&\#0-9{_LETTER}]){_WORD}(?:(?:{_JOINT}){_WORD}|{_IN_BRACKETS}|(?<=[0-9])[%\u00b0])*[+%]?"
)
_STANDS_ANYWHERE = re.compile(rf"(?:[0-9]+|[{_LETTER}]+|[{_EAST_ASIAN}]+)\Z")
"""A bare number or word is read the same in every neighbourhood."""
_SEVERAL_WORDS = re.compile(rf"[{_LETTER}]{{2,}}[^{_LETTER}]+[{_LETTER}]{{2,}}[^{_LETTER}]+[{_LETTER}]{{2,}}")

_ELSEWHERE = "\u0590-\u08ff\u2066-\u2069"
"""Letters that run from right to left, and the signs that isolate."""
_IN_ONE_PIECE = re.compile(rf"[\u2066-\u2068][^\u2069]*\u2069|\[{ORIGINAL}\] [^{_ELSEWHERE}]*[^{_ELSEWHERE}\s]")
"""An isolate, or a passage that is marked as English."""


def with_runs(text: str, written: Callable[[str], str]) -> str:
    """A text, each run in it that goes from left to right written anew. In HTML what is escaped stays so."""
    return _RUN.sub(lambda found: written(found.group()), text)


def isolated(text: str) -> str:
    """A text for right-to-left readers, its left-to-right runs between the signs of Unicode.

    What is isolated already stays as it is, and a passage marked as English is one run with its signs of punctuation.
    """
    parts, end = [], 0
    for found in _IN_ONE_PIECE.finditer(text):
        piece = found.group()
        if piece[0] == "[":
            while piece.endswith(")") and piece.count(")") > piece.count("("):
                piece = piece[:-1]  # its bracket opened before the passage
        parts += [_runs_isolated(text[end : found.start()]), piece if piece[0] != "[" else apart(piece)]
        end = found.start() + len(piece)
    return "".join((*parts, _runs_isolated(text[end:])))


def _runs_isolated(text: str) -> str:
    return with_runs(text, lambda run: f"{LTR_ISOLATE}{run}{ISOLATE_END}")


def apart(text: str) -> str:
    """A text that keeps its own direction inside a sentence: a number in an Arabic one, an Arabic name in another."""
    return f"{FIRST_STRONG_ISOLATE}{text}{ISOLATE_END}"


def from_right_to_left(text: str) -> str:
    """The same for a line that stands where all else runs from left to right, as in a picture."""
    return f"{RTL_ISOLATE}{isolated(text)}{ISOLATE_END}"


def stands_anywhere(run: str) -> bool:
    """Whether a run needs no isolation: one bare number or word."""
    return _STANDS_ANYWHERE.match(run) is not None


def has_several_words(run: str) -> bool:
    """Whether a run is a phrase of Latin words, and no name of one or two."""
    return _SEVERAL_WORDS.search(run) is not None
