"""Texts of others as texts only (SEC-79): what an output would take as its own sign is written so that it is none.

HTML, JSON, XML, iCalendar and Typst are written by libraries or templates that escape. Here stands what has no library:
terminals, Markdown, and tables that a spreadsheet may open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2067\ufff9-\ufffb\ud800-\udfff]")
"""Letters that steer a terminal, break a line unseen, or turn round the order of what stands beside them: a telephone
number may then be read from its end. New lines and tabs are none, nor are isolates that force no direction: they stand
around numbers in honest texts."""
_BLOCK = re.compile(r"([#]{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|>|=+\s*\Z|-{2,}\s*\Z|~{2,})")
"""What begins a heading, a list, a quotation or a rule where a line begins with it."""
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_INSIDE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)"  # an escape
    r"|[`*<>|]"
    r"|\](?=[(\[:])"  # the middle of a link, or of the definition of one
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is none
    r"|&(?=#?\w+;)"
    r"|~(?=~)"
)
_BREAK = re.compile(r"\r\n|[\r\n]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def first_unseen(text: str) -> str:
    """The first letter of a text that no honest text has; empty if there is none."""
    found = _UNSEEN.search(text)
    return found.group() if found else ""


def seen(text: str) -> str:
    """The text with each such letter written out, as [U+001B]."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text.replace("\r\n", "\n"))


def seen_in_json(written: str) -> str:
    """The same of a text in JSON, where such letters stand in strings alone: a reader of JSON gets them back."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def in_markdown(text: str) -> str:
    """A text as one line of Markdown that reads as it was written: no markup, link, HTML or entity in it works.

    Word for word, so that what needs no escape has none: file names and citations stay as they are.
    """
    line = seen(_BREAK.sub(" ", text)).strip()
    line = _INSIDE.sub(r"\\\g<0>", line)
    if _BLOCK.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, with the end of its last line."""
    lines = [head, *rows]
    written = ["| " + " | ".join(map(in_markdown, cells)) + " |\n" for cells in lines]
    return "".join([written[0], "|" + " --- |" * len(head) + "\n", *written[1:]])


def as_cell(text: str) -> str:
    """A text as the cell of a table in CSV, where spreadsheets run what begins with one of their signs.

    An apostrophe goes before it. `from_cell` takes it away again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(text: str) -> str:
    """What was written as a cell."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
