"""A document as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import langcodes

from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table
from asylia.briefs.printing import Sheet, families_for, printed

_NARROWEST, _WIDEST = 1.0, 4.0


def to_pdf(document: Document) -> bytes:
    """The document as PDF/A4. Raises InputError if a character has no glyph in any font here."""
    return printed(sheet_of(document))


def sheet_of(document: Document) -> Sheet:
    """The document, ready to be printed."""
    document = document.fit_to_print()
    language = langcodes.get(document.language).maximize()
    content = {
        "title": document.title,
        "lang": language.language,
        "region": language.territory,
        "direction": document.direction,
        "fonts": list(families_for(document.language)),
        "parts": [_part(part) for part in document.parts],
    }
    return Sheet("document", document.language, content)


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
