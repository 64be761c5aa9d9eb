"""Cards as an outline of lines, for a terminal or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asylia.assessment.lines import Line
from asylia.briefs.card_parts import SAME_EVERYWHERE, Card, Entry, Part, Section, is_marked, plain
from asylia.languages.directions import ISOLATE_END, LTR_ISOLATE
from asylia.languages.texts import ORIGINAL

_STYLES = {"warning": "warning", "age": "reason", "note": "note", "sentence": "question"}


def card_lines(card: Card) -> Iterator[Line]:
    """One card, from its name to where things were seen."""
    yield Line(0, _joined(card.name, card), "title")
    yield Line(0, f"{card.id} · {_joined(card.kind, card)}", "note")
    for section in card.sections:
        if section.label:
            yield Line(0, _joined(section.label, card), "heading")
        yield from _section(section, card)
    yield from (Line(0, _joined(entry.parts, card), "warning") for entry in card.foot)


def _section(section: Section, card: Card) -> Iterator[Line]:
    for entry in section.entries:
        numbers = ", ".join(str(page) for page in entry.pages)
        if section.key == "pages":
            link = f", {entry.href}" if entry.href else ""
            yield Line(1, f"{_joined(entry.parts, card)}{link}", "cite", f"{numbers}.")
        elif entry.style == "sentence":
            there, mine = entry.parts
            yield Line(1, _said(there, card), "question")
            yield Line(2, _said(mine, card), "note")
        else:
            yield _line(entry, numbers, card)


def _line(entry: Entry, numbers: str, card: Card) -> Line:
    text = _joined(entry.parts, card) + (f" [{numbers}]" if numbers else "")
    depth = 2 if entry.style in ("age", "note") else 1
    return Line(depth, text, _STYLES.get(entry.style, "finding"), "!" if entry.style == "warning" else "")


def _joined(parts: Iterable[Part], card: Card) -> str:
    return " · ".join(_said(part, card) for part in parts)


def _said(part: Part, card: Card) -> str:
    """A part with its mark. What runs from left to right is kept so among words that run from right to left."""
    if card.direction == "ltr":
        text = plain(part.text)
    elif part.lang == SAME_EVERYWHERE:
        text = f"{LTR_ISOLATE}{part.text}{ISOLATE_END}"
    else:
        text = part.text
    return f"[{ORIGINAL}] {text}" if is_marked(part, card) else text
