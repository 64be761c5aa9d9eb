"""An organisation's name, numbers and ages as text, as every output of the directory writes them."""

from __future__ import annotations

from asylia.directory.ages import Age, State, age_in_words
from asylia.directory.model import Organization, Phone
from asylia.languages.texts import ORIGINAL, Texts

MARKS = {State.FRESH: "✓", State.MAY_BE_OLD: "?", State.MAY_HAVE_CHANGED: "!", State.WITHOUT_SOURCE: "!"}

TALKS = ("voice", "voice_and_fax", "toll_free", "navi_dial", "short_code")
"""Types of numbers that somebody answers by speaking."""


def name_in(organization: Organization, said: Texts) -> str:
    """The name in the reader's language, else the English one; with the names used at the place behind it."""
    first = organization.names.get(said.language) or organization.names[ORIGINAL]
    others = [name for name in organization.names.values() if name != first]
    return f"{first} ({' · '.join(others)})" if others else first


def given(text: str, said: Texts) -> str:
    """A text that the directory has in English only."""
    return said.titled({ORIGINAL: text}) if text else ""


def phone_line(phone: Phone, written: str, said: Texts) -> str:
    """A number as it is dialled there, with what there is to know of it."""
    return " · ".join((written, *phone_notes(phone, written, said)))


def phone_notes(phone: Phone, written: str, said: Texts) -> tuple[str, ...]:
    """What sort of number it is, and how to dial it from abroad if it is not written so."""
    notes = [said.word(f"directory_phone_{phone.type}"), given(phone.purpose, said), given(phone.note, said)]
    if not phone.reachable_from_abroad:
        notes.append(said.word("directory_not_from_abroad"))
    elif written == phone.display and (number := phone.e164 or phone.from_abroad):
        notes.append(said.word("directory_from_abroad", number=number))
    return tuple(filter(None, notes))


def dialled(phone: Phone) -> str:
    """The link that calls a number; empty where nobody answers by speaking."""
    number = phone.e164 or phone.short_code
    return f"tel:{number}" if phone.type in TALKS and number else ""


def age_line(age: Age, said: Texts) -> str:
    """When something was last supported, how long ago that is, and what it means."""
    caution = "" if age.state is State.FRESH else said.word(f"directory_{age.state.value}")
    if age.page is None or age.since is None:
        return caution
    key = "directory_checked_copy" if age.is_least else "directory_checked"
    checked = said.word(key, date=age.as_of, age=age_in_words(age, said.word))
    return f"{checked} {caution}".strip()
