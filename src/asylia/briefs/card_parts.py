"""What a card is made of: parts in one language each, lines of parts, sections of lines; and the card as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from asylia.languages.directions import FIRST_STRONG_ISOLATE, ISOLATE_END
from asylia.languages.texts import ORIGINAL

SAME_EVERYWHERE = ""
"""The language of digits, mail and web addresses: written from left to right by everybody."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text in one language."""

    text: str
    lang: str
    is_name: bool = False
    """Names and addresses stand as they are, also in another language: they are not marked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a card."""

    parts: tuple[Part, ...]
    style: str = ""
    """warning, age, note or sentence: words to show to somebody there; else empty."""
    href: str = ""
    """Where a link in it leads: tel, mailto or a web address."""
    pages: tuple[int, ...] = ()
    """The numbers of the pages in which it was seen."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading in both languages."""

    key: str
    label: tuple[Part, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that one card says, in its order."""

    id: str
    lang: str
    direction: str
    """How the words of the guide run on it: without words in the language, as English does."""
    local: str
    """The tag of the language of the place."""
    name: tuple[Part, ...]
    kind: tuple[Part, ...]
    sections: tuple[Section, ...]
    foot: tuple[Entry, ...]


def plain(text: str) -> str:
    """The text without the signs of direction."""
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(ISOLATE_END, "")


def is_marked(part: Part, card: Card) -> bool:
    """Whether a part is in English where the reader's language is another."""
    in_english = part.lang.partition("-")[0] == ORIGINAL
    return in_english and not part.is_name and card.lang.partition("-")[0] != ORIGINAL


def card_json(card: Card) -> dict[str, object]:
    """A card as JSON: the same parts in the same order, each with the tag of its language, empty for digits."""

    def cleaned(value: object) -> object:
        if isinstance(value, str):
            return plain(value)
        if isinstance(value, dict):
            return {key: cleaned(inner) for key, inner in value.items()}
        return [cleaned(inner) for inner in value] if isinstance(value, (list, tuple)) else value

    found = cleaned(asdict(card))
    assert isinstance(found, dict)
    return found
