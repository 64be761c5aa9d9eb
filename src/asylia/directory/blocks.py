"""The lines of a page as headings, names, contacts and prose, and the blocks that they form: one body each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from asylia.directory.page_signs import Signs, signs
from asylia.directory.propose_page import Page
from asylia.directory.propose_phones import numbers_in
from asylia.directory.propose_tables import cells_of, head_of_table

__all__ = ["EMAIL", "URL", "Block", "Contact", "blocks_of", "is_sentence"]

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*\s?(?:@|\s?[(\[](?:at|AT|@)[)\]]\s?)\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)*\.?"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@"
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>()（）\"'、。，]+", re.I)
_BARE_SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.I)
_SENTENCE_END = re.compile(r"[.!?。！？](?:[\"'”’)]*)\s*\Z|(?:다|요)\.\s*\Z")
_LONG_LINE, _LONGEST_NAME, _LONGEST_NAME_JOINED = 110, 90, 40
_LONGEST_FIELDS = 2000
"""No line of labels and values is longer."""
_JOINED = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_ACRONYM_IN_BRACKETS = re.compile(r"\(\s*[\"“']?[A-Z][A-Za-z-]{1,11}[\"”']?\s*\)\s*\Z")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER_KINDS = ("phone", "fax", "toll_free")
_SMALL = frozenset(["a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "the", "to", "with"])


@dataclass(frozen=True, slots=True)
class Contact:
    """One value of a contact, with the line it stands on. The value is empty where a link was lost."""

    kind: str
    value: str
    line: int
    label: str = ""


@dataclass(slots=True)
class Block:
    """Lines that seem to tell of one body."""

    section: str = ""
    name: str = ""
    name_line: int | None = None
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
    """blank, contact, name, heading, prose."""
    text: str
    contacts: tuple[Contact, ...] = ()


def blocks_of(page: Page, known_names: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks with a contact. `known_names`: names of bodies, without case, that make a line a name."""
    return [block for block in _cut(_lines(page, known_names)) if _tells_something(block)]


def _tells_something(block: Block) -> bool:
    """A link or place in running text, or links whose targets are lost (the menu of a page), make no body."""
    if block.name_line and block.contacts:
        return True
    return any(
        contact.value and (contact.label or contact.kind in ("email", *_NUMBER_KINDS)) for contact in block.contacts
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
        if kinds := head_of_table(text):
            found.append(_Line(number, "heading", text))
            head = kinds
            continue
        if row := _row(head, text, number):
            found.append(_Line(number, "contact", text, row))
            continue
        after = found[-1].contacts[-1] if found and found[-1].contacts else None
        if after and not after.value and after.kind in ("address", "mailing_address", *_NUMBER_KINDS, "email", "hours"):
            contacts = _value(after.kind, text, number)
            if contacts and not _labelled(text, number):
                found.append(_Line(number, "contact", text, contacts))
                continue
        contacts = _contacts(text, number)
        found.append(_Line(number, "contact" if contacts else "text", text, contacts))
    return [_of_text(line, found, at, known_names) if line.kind == "text" else line for at, line in enumerate(found)]


def _row(head: tuple[str, ...], text: str, number: int) -> tuple[Contact, ...]:
    """The cells of a row under their heads; empty for a line with more or fewer cells, which is read by itself."""
    cells = cells_of(text) if head else ()
    if len(cells) != len(head):
        return ()
    found: list[Contact] = []
    for kind, cell in zip(head, cells, strict=True):
        if kind and re.search(r"\w", cell):
            found += _value(kind, cell, number, kind) or (Contact(kind, cell, number, kind),)
    return tuple(found)


def _of_text(line: _Line, lines: Sequence[_Line], at: int, known_names: frozenset[str]) -> _Line:
    """Whether a line of text is a name, a heading of the page, or prose."""
    before = lines[at - 1].kind if at else "blank"
    following = [other.kind for other in lines[at + 1 : at + 3]]
    meets_contact = following[:1] == ["contact"] or following == ["blank", "contact"]
    alone = before in ("blank", "contact", "heading") and (not following or following[0] in ("blank", "contact"))
    stands_over = before == "blank" and following[:1] == ["contact"]
    kind = "prose"
    if not is_sentence(line.text) and len(line.text) <= _longest_name(line.text):
        if line.text.casefold() in known_names:
            kind = "name"
        elif _is_heading(line.text, signs()) or "|" in line.text:
            kind = "heading" if alone or before == "blank" else "prose"
        elif _names_a_body(line.text, signs()) or _ACRONYM_IN_BRACKETS.search(line.text):
            kind = "name" if alone or before in ("blank", "contact") or meets_contact else "prose"
        elif meets_contact and (_is_capitalised(line.text) or _JOINED.search(line.text) or stands_over):
            kind = "name"
        elif alone and before == "blank":
            kind = "heading"
    return _Line(line.number, kind, line.text)


def _longest_name(text: str) -> int:
    return _LONGEST_NAME_JOINED if _JOINED.search(text) else _LONGEST_NAME


def is_sentence(text: str) -> bool:
    """Whether a line is prose by its end or its length."""
    return len(text) > _LONG_LINE or bool(_SENTENCE_END.search(text))


def _is_heading(text: str, known: Signs) -> bool:
    if text.endswith(known.words["heading_endings"]):
        return True
    words = re.findall(r"[\w+]+", text.casefold())
    if not words or _JOINED.search(text):
        return False
    heading = _heading_words()
    return all(word in heading or word.isdigit() for word in words)


@lru_cache(maxsize=1)
def _heading_words() -> frozenset[str]:
    """Words of headings, and of places, which may stand in one."""
    places = [name for country in signs().countries.values() for name in (*country.names, *country.places)]
    return frozenset(signs().words["heading_words"]) | {part for name in places for part in name.casefold().split()}


def _names_a_body(text: str, known: Signs) -> bool:
    return known.has_word("body_words_joined", text) or (known.has_word("body_words", text) and _is_capitalised(text))


def _is_capitalised(text: str) -> bool:
    words = [
        word for word in re.findall(r"[A-Za-z][\w'’-]*", _IN_BRACKETS.sub("", text)) if word.casefold() not in _SMALL
    ]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


# --- contacts in a line ----------------------------------------------------------------------------------------------


def _contacts(text: str, number: int) -> tuple[Contact, ...]:
    """The contacts of a line: by their labels, or by what they look like; none for prose without any."""
    labelled = _labelled(text, number)
    if labelled:
        return labelled
    if is_sentence(text) and len(text) > _LONG_LINE / 2:
        return ()
    found = [Contact("email", match[0], number) for match in EMAIL.finditer(text)]
    found += [Contact("website", match[0].rstrip(".,;"), number) for match in URL.finditer(text)]
    rest = URL.sub(" ", EMAIL.sub(" ", text))
    if not found and _looks_like_address(text):
        return (Contact("address", text, number),)
    if len(re.findall(r"[0-9]", rest)) >= max(7, 0.4 * len(re.sub(r"\s", "", rest))):
        found += [
            Contact("phone", one.written, number) for one in numbers_in(rest, tuple(signs().countries), labelled=False)
        ]
    return tuple(found)


def _looks_like_address(text: str) -> bool:
    """A postal code with a place, or a place with a building and a number."""
    if not re.search(r"[0-9]", text) or is_sentence(text):
        return False
    folded = text.casefold()
    building = signs().has_word("building_words", text) or re.search(
        r"\b[0-9]+[-/]?F\b|\b[0-9]{1,4}(?:-[0-9]{1,4}){1,2}\b", text
    )
    for country in signs().countries.values():
        place = any(_holds(folded, name) for name in country.places) or any(
            _holds(folded, name.casefold()) for name in country.names
        )
        if place and (country.postal.search(text) or (building and "," in text) or (building and _JOINED.search(text))):
            return True
    return False


def _holds(folded: str, word: str) -> bool:
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", folded)) if word.isascii() else word in folded


def _label_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(label).replace(r"\ ", r"\s*") for label in signs().labels)
    return re.compile(rf"(?<![\w@.-])({words})(?![a-z])", re.I)


_LABEL = _label_pattern()


def _labelled(text: str, number: int) -> tuple[Contact, ...]:
    """The values behind the labels of a line; empty if it does not begin with one."""
    marks = list(_marks(text)) if len(text) <= _LONGEST_FIELDS else []
    if not marks:
        return ()
    head = text[: marks[0][2]]
    bare = head.strip(" \t([|,:-")
    apart = head.rstrip(" (").endswith(("|", ",", ":", "-")) or head.endswith("  ")
    found = [Contact("name", bare, number)] if apart and len(bare) > 2 and _names_a_body(bare, signs()) else []
    for at, (kind, label, _, start) in enumerate(marks):
        end = marks[at + 1][2] if at + 1 < len(marks) else len(text)
        value = _trimmed(text[start:end])
        if not value and at + 1 < len(marks):
            # "Tel/Fax: 123": both labels stand before one value.
            found.append(Contact(kind, _between(text, marks, at), number, label))
            continue
        found += _value(kind, value, number, label) or (Contact(kind, value, number, label),)
    return tuple(found)


def _trimmed(value: str) -> str:
    """A value without what parts it from the labels around it."""
    value = re.sub(r"\A[\s/|,;:)\]」】]+|[\s|,;:]+\Z|\s+[/(\[「【]+\s*\Z", "", value)
    return value if value.count(")") <= value.count("(") else value.rstrip(") ")


def _between(text: str, marks: Sequence[tuple[str, str, int, int]], at: int) -> str:
    for later in range(at + 1, min(at + 4, len(marks))):
        end = marks[later + 1][2] if later + 1 < len(marks) else len(text)
        if value := _trimmed(text[marks[later][3] : end]):
            return value
    return ""


def _marks(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each label of a line: kind, the label as written, where it begins, where its value begins."""
    first = True
    links = [match.span() for pattern in (URL, EMAIL) for match in pattern.finditer(text)]
    for match in _LABEL.finditer(text):
        if any(start <= match.start() < end for start, end in links):
            continue
        kind = signs().labels[re.sub(r"\s+", " ", match[1].casefold())] if match[1].casefold() in signs().labels else ""
        kind = kind or next(
            k for label, k in signs().labels.items() if label.replace(" ", "") == re.sub(r"\s", "", match[1].casefold())
        )
        if kind == "hours" and text[: match.start()].rstrip()[-1:].isdigit():
            continue  # "24 hours" says when, and stands before nothing
        rest = text[match.end() :]
        head = text[: match.start()].strip(" \t([【「・:*-/|")
        value = _after_label(kind, rest)
        if value is None or (first and not _may_precede(head, rest)):
            continue
        first = False
        yield kind, match[1], match.start(), match.end() + value


def _may_precede(head: str, rest: str) -> bool:
    """Before the first label nothing stands, or a few words that belong to it: 'Direct line, tel: ...'."""
    return (
        not head
        or _names_a_body(head, signs())
        or (len(head) <= 30 and bool(re.match(r"[^:]{0,40}:", rest)) and not _SENTENCE_END.search(head))
    )


def _after_label(kind: str, rest: str) -> int | None:
    """Where the value begins behind a label; None if the word is no label here."""
    if not rest.strip(" :[]【】」)"):
        return len(rest)
    if match := re.match(r"\s*[)\]】」]?\s*[:.：]\s*|\s+-\s+(?=\S)", rest):
        return match.end()
    if match := re.match(r"\s{2,}(?=\S)", rest):
        return match.end()  # a column of labels beside one of values
    colon = re.match(r"(?P<words>[^:.!?。]{1,60}):\s*", rest)
    if kind in _NUMBER_KINDS:
        if match := re.match(r"\s*(?:[)\]】」]|\([^)0-9]{1,20}\))?\s*(?=[+(]?[0-9])", rest):
            return match.end()
        if match := re.match(r"\s*[/&・,]\s*", rest):
            return match.end() if _LABEL.match(rest[match.end() :]) else None
    if kind == "email" and (match := re.match(r"\s*(?=[A-Za-z0-9._-]+@)", rest)):
        return match.end()
    if kind in ("website", "social") and (match := re.match(r"\s*(?=https?://|www\.)", rest, re.I)):
        return match.end()
    if match := re.match(r"\s*[】」\]]\s*", rest):
        return match.end()
    if kind in ("address", "name", "hours", "mailing_address") and rest[:1].isspace() and _JOINED.match(rest.strip()):
        return len(rest) - len(rest.lstrip())
    if colon and kind in (*_NUMBER_KINDS, "contact_person", "hours", "email", "website"):
        return colon.end()
    return None


def _value(kind: str, value: str, number: int, label: str = "") -> tuple[Contact, ...]:
    """A value under its label: several mails, several sites; one of anything else."""
    if kind == "email" and (mails := [match[0] for match in EMAIL.finditer(value)]):
        return tuple(Contact("email", mail, number, label) for mail in mails)
    if kind in ("website", "social"):
        sites = URL.findall(value) or _BARE_SITE.findall(value)
        return tuple(Contact(kind, site.rstrip(".,;"), number, label) for site in sites)
    if kind == "contact_person":
        return tuple(
            [Contact("email", match[0], number, label) for match in EMAIL.finditer(value)]
            or ([Contact(kind, value, number, label)] if value else [])
        )
    return (Contact(kind, value, number, label),) if value else ()


# --- blocks ----------------------------------------------------------------------------------------------------------


def _cut(lines: Sequence[_Line]) -> list[Block]:
    """Headings and names begin anew; so do contacts after prose, and the second site or address after a blank line."""
    blocks: list[Block] = []
    section, blank, told = "", False, False
    current: Block | None = None
    for line in lines:
        if line.kind == "heading":
            section, current = line.text, None
        elif line.kind == "name":
            current = Block(section, line.text, line.number)
            blocks.append(current)
            told = False
        elif line.kind == "contact":
            if current is None or _begins_anew(current, line, told=told, blank=blank):
                current = Block(section)
                blocks.append(current)
            told = False
            for contact in line.contacts:
                if contact.kind == "name" and not current.name:
                    current.name, current.name_line = contact.value, contact.line
                elif contact.kind != "name":
                    current.contacts.append(contact)
        elif line.kind == "prose":
            inside = _inside(line)
            if current is None and any(contact.kind != "website" for contact in inside):
                current = Block(section)
                blocks.append(current)
            if current is not None:
                current.prose.append((line.number, line.text))
                current.contacts += inside if not current.contacts or told else ()
                told = told or bool(current.contacts)
        blank = line.kind == "blank"
    return blocks


def _begins_anew(current: Block, line: _Line, *, told: bool, blank: bool) -> bool:
    if any(contact.kind == "name" for contact in line.contacts):
        return bool(current.name or current.contacts)
    if told:
        return True
    held = {contact.kind for contact in current.contacts}
    return blank and any(c.kind in held for c in line.contacts if c.kind in ("website", "address", "email", "phone"))


def _inside(line: _Line) -> list[Contact]:
    """Mails and numbers inside a paragraph."""
    found = [Contact("email", match[0], line.number) for match in EMAIL.finditer(line.text)]
    rest = URL.sub(" ", EMAIL.sub(" ", line.text))
    for match in re.finditer(r"\+[0-9][0-9 ()-]{7,}[0-9]", rest):
        found.append(Contact("phone", match[0], line.number))
    found += [Contact("website", match[0].rstrip(".,;"), line.number) for match in URL.finditer(line.text)]
    return found
