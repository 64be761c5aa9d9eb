"""Reads a file of the directory: strict YAML, of which every text says something that everybody can see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from asylia.errors import InputError
from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import Block, Items, read_yaml

_MAY_BE_EMPTY = ("address_1", "city", "state_province", "postal_code", "was")
"""Parts of an address, which the lints judge by its place, and what a correction found missing."""
_IN_WORDS = "\u200c\u200d"
"""Letters that nobody sees and that honest words of Persian or Sinhala hold; no number and no address has them."""


def sound_file(path: Path, shown: str) -> Fields:
    """The keys of a file that errors call `shown`.

    Raises InputError for a text that is empty, that begins or ends with a space, that breaks its line, or that holds a
    letter which nobody sees or which could not be read: such a number is copied wrongly by whoever trusts their eyes.
    """
    block = read_yaml(path, name=shown)
    for key, text, line in _texts(block, "", block.line):
        says, mend = _fault_of(key, text)
        if says:
            raise InputError(says, file=shown, line=line, mend=mend)
    return Fields(block, shown, "the file")


def _texts(value: object, key: str, line: int) -> Iterator[tuple[str, str, int]]:
    if isinstance(value, Block):
        for name, inner in value.items():
            yield from _texts(inner, name, value.lines[name])
    elif isinstance(value, Items):
        for inner, at in zip(value, value.lines, strict=True):
            yield from _texts(inner, key, at)
    elif isinstance(value, str):
        yield key, value, line


def _fault_of(key: str, text: str) -> tuple[str, str]:
    """What is wrong with a text, and the mend; both empty if nothing is."""
    if not text.strip():
        return ("", "") if key in _MAY_BE_EMPTY else (f"{key!r} says nothing", "write it, or leave the key out")
    if text != text.strip():
        return f"{key!r} begins or ends with a space: {text!r}", "take the space out"
    if "\n" in text or "\t" in text:
        return f"{key!r} runs over more than one line: {text!r}", "write it on one line"
    unseen = "" if text.isascii() else next((letter for letter in text if _is_unseen(letter)), "")
    if unseen:
        return f"{key!r} holds the letter U+{ord(unseen):04X}, which nobody can read", "type the text anew"
    return "", ""


def _is_unseen(letter: str) -> bool:
    return letter == "\ufffd" or (unicodedata.category(letter) == "Cf" and letter not in _IN_WORDS)
