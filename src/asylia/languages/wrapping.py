"""Breaking a text into lines for pictures, where nothing else breaks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` Latin letters; East Asian letters count double and may break anywhere."""
    lines, line, used = [], "", 0
    for word in _breakable(text):
        size = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in word)
        if used and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
            word = word.lstrip()
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _breakable(text: str) -> Iterator[str]:
    """Pieces after which a line may break: words with their space, and single East Asian letters."""
    piece = ""
    for letter in text:
        if unicodedata.east_asian_width(letter) in "WF":
            yield from filter(None, (piece, letter))
            piece = ""
        elif letter == " ":
            yield piece + letter
            piece = ""
        else:
            piece += letter
    yield piece
