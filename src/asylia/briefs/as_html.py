"""A document as one HTML file that needs nothing else: no script, no picture, no font, no address."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table

STYLE = Path(__file__).with_name("document.css")


def to_html(document: Document) -> str:
    """The document as HTML, ready to print on A4."""
    document = document.fit_to_print()
    groups = groupby(document.parts, key=lambda part: isinstance(part, Item))
    body = "\n".join(_items(list(parts)) if listed else "\n".join(map(_part, parts)) for listed, parts in groups)
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(document.language)}" dir="{document.direction}">\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n"
        f"<main>\n<h1>{escape(document.title)}</h1>\n{body}\n</main>\n</html>\n"
    )


def _part(part: Part) -> str:
    match part:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text, warning):
            opening = '<p class="warning">' if warning else "<p>"
            return f"{opening}{escape(text)}</p>"
        case Table(head, rows):
            titles = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
            body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            return f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        case Item():
            return _items([part])


def _items(parts: list[Part]) -> str:
    """Items as a flat list; the depth is a class, so that no list stands in a list for a screen reader to lose."""
    rows = []
    for part in parts:
        assert isinstance(part, Item)
        mark = f'<span class="mark">{escape(part.mark)}</span> ' if part.mark else ""
        text = f"<strong>{escape(part.text)}</strong>" if part.strong else escape(part.text)
        rows.append(f'<li class="depth-{min(part.depth, 4)}">{mark}{text}</li>')
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"
