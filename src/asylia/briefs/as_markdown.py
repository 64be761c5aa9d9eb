"""A document as Markdown."""

from __future__ import annotations

from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table
from asylia.plain import in_markdown, markdown_table


def to_markdown(document: Document) -> str:
    """The document as Markdown; what its texts hold of Markdown's own signs is escaped."""
    said = [f"# {in_markdown(document.title)}"]
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
            return [f"{'#' * level} {in_markdown(text)}"]
        case Paragraph(text, warning):
            return [f"> {in_markdown(text)}" if warning else in_markdown(text)]
        case Item(text, mark, depth, strong):
            said = f"{mark} {in_markdown(text)}".strip()
            return [f"{'  ' * depth}- {f'**{said}**' if strong else said}"]
        case Table(head, rows):
            return markdown_table(head, rows).splitlines()
