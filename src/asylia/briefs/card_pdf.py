"""Cards as PDF: what the HTML prints, for who has no browser at the printer or sends a card on by a messenger."""

from __future__ import annotations

import re
from collections.abc import Sequence

import langcodes

from asylia.briefs.card_parts import SAME_EVERYWHERE, Card, Entry, Part, Section, is_marked
from asylia.briefs.printing import Sheet, families_for, printed
from asylia.briefs.reader import Reader, direction_of
from asylia.languages.directions import FIRST_STRONG_ISOLATE, ISOLATE_END, LTR_ISOLATE, RTL_ISOLATE
from asylia.languages.texts import ORIGINAL
from asylia.plain import seen

_LONGEST_LINE = 50
"""Letters of an address of mail or web that still fit into half a card."""
Json = dict[str, object]


def cards_pdf(cards: Sequence[Card], reader: Reader) -> bytes:
    """The cards on A4, two on a sheet, a long one by itself; titled as the HTML is, which tells nothing.

    Raises InputError if a character has no glyph in any font here.
    """
    return printed(sheet_of(cards, reader))


def sheet_of(cards: Sequence[Card], reader: Reader) -> Sheet:
    """The cards, ready to be printed."""
    content: Json = {
        "title": reader.said.word("card_document"),
        **_set_in(reader.tag if reader.has_words else ORIGINAL),
        "mark": ORIGINAL,
        "cards": [_card(card) for card in cards],
    }
    return Sheet("card", reader.tag, content)


def _card(card: Card) -> Json:
    return {
        "direction": card.direction,
        "name": [_part(part, card) for part in card.name],
        "kind": [_part(part, card) for part in card.kind],
        "sections": [_section(section, card) for section in card.sections],
        "foot": [_entry(entry, card) for entry in card.foot],
    }


def _section(section: Section, card: Card) -> Json:
    return {
        "key": section.key,
        "label": [_part(part, card) for part in section.label],
        "entries": [_entry(entry, card) for entry in section.entries],
    }


def _entry(entry: Entry, card: Card) -> Json:
    parts = [_part(part, card) for part in entry.parts]
    return {"style": entry.style, "parts": parts, "pages": ", ".join(map(str, entry.pages))}


def _part(part: Part, card: Card) -> Json:
    """A part with its language, isolated from what stands beside it as `bdi` does in HTML."""
    same = part.lang == SAME_EVERYWHERE
    tag = ORIGINAL if same else langcodes.standardize_tag(part.lang)
    text = seen(part.text)
    pieces = [{"text": text, "whole": len(text) <= _LONGEST_LINE}] if same else _pieces(text)
    pieces[0]["text"] = f"{RTL_ISOLATE if direction_of(tag) == 'rtl' else LTR_ISOLATE}{pieces[0]['text']}"
    pieces[-1]["text"] = f"{pieces[-1]['text']}{ISOLATE_END}"
    return {"pieces": pieces, "marked": is_marked(part, card), **_set_in(tag)}


def _pieces(text: str) -> list[Json]:
    """A text cut where something in it, as a number, may not be broken over lines."""
    cut = re.split(f"({FIRST_STRONG_ISOLATE}[^{ISOLATE_END}]*{ISOLATE_END})", text)
    return [{"text": piece, "whole": piece.startswith(FIRST_STRONG_ISOLATE)} for piece in cut if piece] or [
        {"text": "", "whole": False}
    ]


def _set_in(tag: str) -> Json:
    language = langcodes.get(tag).maximize()
    return {"lang": language.language, "region": language.territory, "fonts": list(families_for(tag))}
