"""A document as Markdown."""

from __future__ import annotations

import re

from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def to_markdown(document: Document) -> str:
    """The document as Markdown; what its texts hold of Markdown's own signs is escaped."""
    said = [f"# {_plain(document.title)}"]
    before: Part | None = None
    for part in document.parts:
        if not (isinstance(part, Item) and isinstance(before, Item)):
            said.append("")
        said += _lines(part)
        before = part
    return "\n".join(said) + "\n"


def _lines(part: Part) -> list[str]:
    match part:
        case Heading(level, text):
            return [f"{'#' * level} {_plain(text)}"]
        case Paragraph(text, warning):
            return [f"> {_plain(text)}" if warning else _plain(text)]
        case Item(text, mark, depth, strong):
            said = f"{mark} {_plain(text)}".strip()
            return [f"{'  ' * depth}- {f'**{said}**' if strong else said}"]
        case Table(head, rows):
            return [_row(head), _row(["---"] * len(head)), *(_row([_plain(cell) for cell in row]) for row in rows)]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
