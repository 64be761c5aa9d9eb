"""The lines of a page as headings, names, contacts and prose, and the blocks that they form: one body each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from asylia.directory.page_signs import signs
from asylia.directory.propose_lines import (
    IN_PROSE,
    JOINED,
    NUMBER_KINDS,
    Contact,
    begins_with_a_label,
    contacts_in,
    contacts_in_prose,
    is_capitalised,
    is_field,
    is_sentence,
    names_a_body,
    value_of,
)
from asylia.directory.propose_page import Page
from asylia.directory.propose_tables import cells_of, head_of_table

__all__ = ["Block", "blocks_of", "is_heading"]

_LONGEST_NAME, _LONGEST_NAME_JOINED = 90, 40
_ACRONYM_IN_BRACKETS = re.compile(r"\(\s*[\"“']?[A-Z][A-Za-z-]{1,11}[\"”']?\s*\)\s*\Z")
_NO_NAME = re.compile(r"\A[0-9]+[,-]|[a-z]{3}[.!?]\s")
"""A house number, and the end of a sentence within a line."""
_LONGEST_REST_OF_ADDRESS = 60
_ADDRESSES = ("address", "mailing_address")


@dataclass(slots=True)
class Block:
    """Lines that seem to tell of one body."""

    section: str = ""
    name: str = ""
    name_line: int | None = None
    name_sure: bool = True
    """False: only its place above the contacts makes the line a name; it may be a person or a heading."""
    heads_section: bool = False
    """Whether it is the first below the heading of its section."""
    contacts: list[Contact] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)

    def lines(self) -> tuple[int, int]:
        """The first and the last line."""
        numbers = [contact.line for contact in self.contacts] + [line for line, _ in self.prose]
        numbers += [self.name_line] if self.name_line else []
        return min(numbers), max(numbers)

    def text(self) -> str:
        """All its paragraphs."""
        return "\n".join(text for _, text in self.prose)

    def of(self, *kinds: str) -> list[Contact]:
        """Its contacts of these kinds."""
        return [contact for contact in self.contacts if contact.kind in kinds]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    kind: str
    """blank, contact, field (a value of another kind among contacts), name, heading, prose."""
    text: str
    contacts: tuple[Contact, ...] = ()
    sure: bool = True


def blocks_of(page: Page, known_names: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks with a contact. `known_names`: names of bodies, without case, that make a line a name."""
    return [block for block in _cut(_lines(page, known_names)) if _tells_something(block)]


def _tells_something(block: Block) -> bool:
    """A link or place in running text, or links whose targets are lost (the menu of a page), make no body."""
    if block.name_line and block.contacts:
        return True
    return any(
        contact.value and (contact.label or contact.kind in ("email", *NUMBER_KINDS)) for contact in block.contacts
    )


# --- kinds of lines --------------------------------------------------------------------------------------------------


def _lines(page: Page, known_names: frozenset[str]) -> list[_Line]:
    found: list[_Line] = []
    head: tuple[str, ...] = ()
    for number, text in enumerate(page.lines, 1):
        if not text:
            found.append(_Line(number, "blank", ""))
            head = ()
            continue
        cells = page.cells.get(number) or cells_of(text)
        if kinds := head_of_table(cells):
            found.append(_Line(number, "heading", text))
            head = kinds
            continue
        if row := _row(head, cells, number):
            found.append(_Line(number, "contact", text, row))
            continue
        if continued := _continued(found, text, number):
            found[-1] = replace(found[-1], contacts=continued)
            found.append(_Line(number, "contact", text))
            continue
        contacts = contacts_in(text, number, listed=number in page.listed)
        if contacts and contacts[0].label == "desk" and not _goes_on(found, page, number):
            contacts = (replace(contacts[0], label=""), *contacts[1:])
        found.append(_Line(number, "contact" if contacts else "field" if is_field(text) else "text", text, contacts))
    among = [
        line if line.kind != "field" or _among_contacts(found, at) else replace(line, kind="text")
        for at, line in enumerate(found)
    ]
    return [_of_text(line, among, at, known_names) if line.kind == "text" else line for at, line in enumerate(among)]


def _among_contacts(lines: Sequence[_Line], at: int) -> bool:
    """Whether a contact stands next to a line, or next to others of its kind beside it."""
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(lines) and lines[other].kind == "field":
            other += step
        if 0 <= other < len(lines) and lines[other].kind == "contact":
            return True
    return False


def _goes_on(found: Sequence[_Line], page: Page, number: int) -> bool:
    """Whether the line before holds contacts too, and stands in the same list, so that a name here may be a desk."""
    before = found[-1].contacts if found else ()
    same_list = page.listed.get(number) == page.listed.get(number - 1)
    return bool(before) and before[0].kind != "name" and same_list


def _continued(found: Sequence[_Line], text: str, number: int) -> tuple[Contact, ...]:
    """The contacts of the line before with the value that only this line gives, or with the rest of its address."""
    if not found or not found[-1].contacts or begins_with_a_label(text):
        return ()
    *others, last = found[-1].contacts
    if not last.value and last.kind in (*_ADDRESSES, *NUMBER_KINDS, "hours"):
        return (*others, *value_of(last.kind, text, number, last.label))
    if not last.value and last.kind in ("email", "website"):
        alike = [one for one in contacts_in_prose(text, number) if one.kind == last.kind]
        return (*others, *(replace(one, label=last.label) for one in alike)) if alike else ()
    open_end = last.kind in _ADDRESSES and found[-1].text.endswith((",", "、"))
    if open_end and len(text) <= _LONGEST_REST_OF_ADDRESS and not is_sentence(text) and not contacts_in_prose(text, 0):
        return (*others, replace(last, value=f"{last.value.rstrip(',、 ')}, {text}"))
    return ()


def _row(head: tuple[str, ...], cells: tuple[str, ...], number: int) -> tuple[Contact, ...]:
    """The cells of a row under their heads; empty for a line with more or fewer cells, which is read by itself."""
    if not head or len(cells) != len(head):
        return ()
    found: list[Contact] = []
    for kind, cell in zip(head, cells, strict=True):
        if kind and re.search(r"\w", cell):
            found += value_of(kind, cell, number, kind) or (Contact(kind, cell, number, kind),)
    return tuple(found)


def _of_text(line: _Line, lines: Sequence[_Line], at: int, known_names: frozenset[str]) -> _Line:
    """Whether a line of text is a name, a heading of the page, or prose."""
    kinds = ["contact" if other.kind == "field" else other.kind for other in lines[max(0, at - 1) : at + 3]]
    before = kinds.pop(0) if at else "blank"
    following = kinds[1:]
    meets_contact = following[:1] == ["contact"] or following == ["blank", "contact"]
    alone = before in ("blank", "contact", "heading") and (not following or following[0] in ("blank", "contact"))
    stands_over = before == "blank" and following[:1] == ["contact"]
    titled = is_capitalised(line.text) and (meets_contact or (before == "blank" and _heads_contacts(lines, at)))
    kind, sure = "prose", True
    if any(map(str.isalpha, line.text)) and not is_sentence(line.text) and len(line.text) <= _longest_name(line.text):
        if line.text.casefold() in known_names:
            kind = "name"
        elif is_heading(line.text) or "|" in line.text:
            kind = "heading" if alone or before == "blank" else "prose"
        elif names_a_body(line.text) or _ACRONYM_IN_BRACKETS.search(line.text):
            kind = "name" if alone or before in ("blank", "contact") or meets_contact else "prose"
        elif is_field(line.text) or _NO_NAME.search(line.text):
            kind = "prose"
        elif titled or (meets_contact and (JOINED.search(line.text) or stands_over)):
            kind, sure = "name", False
        elif alone and before == "blank":
            kind = "heading"
    return replace(line, kind=kind, sure=sure)


def _heads_contacts(lines: Sequence[_Line], at: int) -> bool:
    """Whether words and then a contact follow a line, without a blank line between."""
    for other in lines[at + 1 :]:
        if other.kind != "text":
            return other.kind == "contact"
    return False


def _longest_name(text: str) -> int:
    return _LONGEST_NAME if len(JOINED.findall(text)) <= _LONGEST_NAME_JOINED else 0


def is_heading(text: str) -> bool:
    """Whether a line says what follows, by its words or its end, and names no body."""
    known = signs()
    if text.endswith(known.words["heading_endings"]):
        return True
    rest = text.casefold()
    for joined in sorted(known.words["heading_words_joined"], key=len, reverse=True) if JOINED.search(text) else ():
        rest = rest.replace(joined, " ")
    if JOINED.search(rest) or not re.search(r"\w", text):
        return False
    heading = _heading_words()
    return all(word in heading or word.isdigit() for word in re.findall(r"[\w+]+", rest))


@lru_cache(maxsize=1)
def _heading_words() -> frozenset[str]:
    """Words of headings, and of places, which may stand in one."""
    places = [name for country in signs().countries.values() for name in (*country.names, *country.places)]
    return frozenset(signs().words["heading_words"]) | {part for name in places for part in name.casefold().split()}


# --- blocks ----------------------------------------------------------------------------------------------------------


def _cut(lines: Sequence[_Line]) -> list[Block]:
    """Headings and names begin anew; so do contacts after prose, and those after a blank line that hold a second
    site, address, mail or number."""
    blocks: list[Block] = []
    section, blank, told, fresh = "", False, False, False
    paragraph: list[tuple[int, str]] = []
    current: Block | None = None

    def begun(name: str = "", line: int | None = None, *, sure: bool = True) -> Block:
        blocks.append(Block(section, name, line, sure, fresh))
        return blocks[-1]

    for at, line in enumerate(lines):
        if line.kind == "heading":
            section, current, fresh = line.text, None, True
        elif line.kind == "name" and current is not None and _is_name_in_other_script(current, line):
            current.name += " " + line.text
        elif line.kind == "name":
            current, told, fresh = begun(line.text, line.number, sure=line.sure), False, False
        elif line.kind == "contact":
            if current is None or _begins_anew(current, lines, at, told=told, blank=blank):
                before = paragraph if current is None and not blank else ()
                current, fresh = begun(), False
                current.prose = list(before)
            told = False
            for contact in line.contacts:
                if contact.kind == "name" and not current.name and contact.label != "desk":
                    current.name, current.name_line = contact.value, contact.line
                elif contact.kind != "name":
                    current.contacts.append(contact)
        elif line.kind == "field" and current is not None:
            current.prose.append((line.number, line.text))
        elif line.kind in ("prose", "field"):
            inside = [
                one if one.kind == "website" else replace(one, label=IN_PROSE)
                for one in contacts_in_prose(line.text, line.number)
            ]
            paragraph = [] if blank else paragraph
            of_another = current is None or (
                (told or blank) and _is_of_prose(current) and not _holds_any(current, paragraph)
            )
            if of_another and any(contact.label for contact in inside):
                if current is not None:
                    current.prose = [one for one in current.prose if one not in paragraph]
                current, fresh = begun(), False
                current.prose = list(paragraph)
            paragraph.append((line.number, line.text))
            if current is not None:
                current.prose.append((line.number, line.text))
                current.contacts += inside
                # A few words right below a contact belong to it; a paragraph ends the contacts of a body.
                told = told or (bool(current.contacts) and (blank or is_sentence(line.text)))
        blank = line.kind == "blank"
    return blocks


def _is_name_in_other_script(block: Block, line: _Line) -> bool:
    """Whether a line gives the name right above it once more, in Latin letters or in those of the place."""
    first = block.name_line == line.number - 1 and not block.contacts and not block.prose
    return first and bool(JOINED.search(block.name)) != bool(JOINED.search(line.text))


def _holds_any(block: Block, lines: Sequence[tuple[int, str]]) -> bool:
    """Whether a contact of a block stands in one of these lines."""
    return bool({contact.line for contact in block.contacts} & {number for number, _ in lines})


def _is_of_prose(block: Block) -> bool:
    """Whether nothing but paragraphs shows a body: another paragraph may tell of another."""
    return not block.name and all(contact.label in ("", IN_PROSE) for contact in block.contacts)


def _begins_anew(current: Block, lines: Sequence[_Line], at: int, *, told: bool, blank: bool) -> bool:
    names = [contact for contact in lines[at].contacts if contact.kind == "name"]
    if names and not (names[0].label == "desk" and not told):
        return bool(current.name or current.contacts)
    if told:
        return True
    if not blank:
        return False
    held = {contact.kind for contact in current.contacts}
    together = [one for line in takewhile(lambda line: line.kind == "contact", lines[at:]) for one in line.contacts]
    return any(one.kind in held for one in together if one.kind in ("website", "address", "email", "phone"))
