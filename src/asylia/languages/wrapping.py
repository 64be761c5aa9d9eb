"""Breaking a text into lines for pictures, where nothing else breaks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_CLOSING = frozenset("、。，．：；？！％）」』】》〉・～")
"""What must not begin a line."""


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` Latin letters; East Asian letters count double and may break anywhere."""
    lines, line, used = [], "", 0
    for word in _breakable(text):
        size = sum(2 if _is_wide(letter) else 1 for letter in word)
        if used and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
            word = word.lstrip()
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _breakable(text: str) -> Iterator[str]:
    """Pieces after which a line may break: words with their space, single East Asian letters with what closes them."""
    piece = ""
    for letter in text:
        if letter in _CLOSING:
            piece += letter
        elif letter == " ":
            yield piece + letter
            piece = ""
        elif _is_wide(letter) or (piece and _is_wide(piece[0])):
            yield from filter(None, (piece,))
            piece = letter
        else:
            piece += letter
    yield from filter(None, (piece,))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
