"""Cards as one HTML file that needs nothing else: no script, font or picture is loaded, and its title tells nothing.

Every part carries its own language and direction; numbers and names of others stand in `bdi`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

import langcodes

from asylia.briefs.card_parts import (
    SAME_EVERYWHERE,
    Card,
    Entry,
    Part,
    Section,
    is_marked,
)
from asylia.briefs.reader import Reader, direction_of
from asylia.languages.directions import FIRST_STRONG_ISOLATE, ISOLATE_END, LTR_ISOLATE
from asylia.languages.texts import ORIGINAL

_ISOLATES = {
    FIRST_STRONG_ISOLATE: '<bdi class="whole">',
    LTR_ISOLATE: '<bdi dir="ltr" class="whole">',
    ISOLATE_END: "</bdi>",
}
"""The isolates in words, as elements."""
_SCHEMES = ("tel:", "mailto:", "https://", "http://")
"""Links lead nowhere else, whatever the data say."""


def cards_html(cards: Sequence[Card], reader: Reader) -> str:
    """The whole file. The same cards give the same bytes."""
    lang = reader.tag if reader.has_words else ORIGINAL
    title = escape(reader.said.word("card_document"))
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(lang)}" dir="{direction_of(lang)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex, noarchive">',
            '<meta name="format-detection" content="telephone=no">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>{title}</title>",
            f"<style>{_style()}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            cards_in_html(cards),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def cards_in_html(cards: Sequence[Card]) -> str:
    """The cards alone, for a page that links `card.css` where inline styles are refused."""
    return "\n".join(_card(card) for card in cards)


def _style() -> str:
    return files("asylia.briefs").joinpath("card.css").read_text(encoding="utf-8")


def _card(card: Card) -> str:
    return "\n".join(
        (
            f'<article class="card" dir="{card.direction}">',
            f"<h2>{_each(card.name, card)}</h2>",
            f'<p class="kind">{_joined(card.kind, card)}</p>',
            '<div class="body">',
            *(_section(section, card) for section in card.sections if section.key != "pages"),
            "</div>",
            *(_section(section, card) for section in card.sections if section.key == "pages"),
            f"<footer>{'<br>'.join(_joined(entry.parts, card) for entry in card.foot)}</footer>",
            "</article>",
        )
    )


def _section(section: Section, card: Card) -> str:
    heading = f"<h3>{_each(section.label, card)}</h3>" if section.label else ""
    entries = "\n".join(_entry(entry, section, card) for entry in section.entries)
    return f'<section class="{section.key}">{heading}<ul>\n{entries}\n</ul></section>'


def _entry(entry: Entry, section: Section, card: Card) -> str:
    kind = f' class="{entry.style}"' if entry.style else ""
    first, *rest = entry.parts
    if entry.style == "sentence" or (section.key == "needs" and not entry.style):
        inside = _each(entry.parts, card)
    else:
        inside = " · ".join((_linked(first, entry, card), *(_part(part, card) for part in rest)))
    numbers = ", ".join(str(page) for page in entry.pages)
    if section.key == "pages":
        return f"<li{kind}>{numbers}. {inside}</li>"
    where = f' <span class="ref">[{numbers}]</span>' if numbers else ""
    return f"<li{kind}>{inside}{where}</li>"


def _linked(part: Part, entry: Entry, card: Card) -> str:
    inside = _part(part, card)
    if entry.href.startswith(_SCHEMES):
        return f'<a href="{escape(entry.href)}" rel="noreferrer">{inside}</a>'
    return inside


def _joined(parts: Iterable[Part], card: Card) -> str:
    return " · ".join(_part(part, card) for part in parts)


def _each(parts: Iterable[Part], card: Card) -> str:
    """Parts one under the other: the first one is the one to read."""
    return "".join(
        f'<span class="{"first" if at == 0 else "there"}">{_part(part, card)}</span>' for at, part in enumerate(parts)
    )


def _part(part: Part, card: Card) -> str:
    text = escape(part.text)
    for sign, tag in _ISOLATES.items():
        text = text.replace(sign, tag)
    if part.lang == SAME_EVERYWHERE:
        return f'<bdi dir="ltr">{text}</bdi>'
    mark = f'<span class="en" lang="{ORIGINAL}">{ORIGINAL}</span>' if is_marked(part, card) else ""
    lang = langcodes.standardize_tag(part.lang)
    return f'{mark}<bdi lang="{escape(lang)}" dir="{direction_of(lang)}">{text}</bdi>'
