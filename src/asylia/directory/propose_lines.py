"""The contacts in one line of a page: behind their labels, in the entry of a list, or by what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from asylia.directory.page_signs import signs
from asylia.directory.propose_phones import numbers_in

__all__ = [
    "EMAIL",
    "IN_PROSE",
    "JOINED",
    "NUMBER_KINDS",
    "URL",
    "Contact",
    "begins_with_a_label",
    "contacts_in",
    "contacts_in_prose",
    "is_capitalised",
    "is_field",
    "is_sentence",
    "names_a_body",
    "value_of",
]

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*\s?(?:@|[◎☆★●](?=[\w.-]+\.[a-z])|\s?[(\[](?:at|AT|a|@|アット(?:マーク)?)[)\]]\s?)\s?[A-Za-z0-9-]+"
    r"(?:(?:\.|\s\.\s?|\s?[(\[](?:dot|DOT|\.)[)\]]\s?)[A-Za-z0-9-]+)*(?:\.\s[a-z]{2,6}(?:\.[a-z]{2})?(?=\s*\Z)|\.)?"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*\sAT\s[A-Za-z0-9-]+(?:\sDOT\s[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@"
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>()（）\"'、。，]+", re.I)
JOINED = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
NUMBER_KINDS = ("phone", "fax", "toll_free")
_BARE_SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.I)
_SENTENCE_END = re.compile(r"[.!?。！？](?:[\"'”’)]*)\s*\Z|(?:다|요)\.\s*\Z")
_LONG_LINE, _LONGEST_NAME = 110, 90
_LONGEST_FIELDS = 2000
"""No line of labels and values is longer."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "de", "do", "e", "for", "in", "of", "on", "para", "the", "to", "with"]
)
_FIELD = re.compile(r"(?P<head>[^:.!?。]{1,40}):(?!(?<=[0-9]:)[0-9]{2}\b)\s*(?=\S)(?!//)")
"""Words, a colon and a value; the colon of a time of day is none."""
_REGION = re.compile(r"\A\s*[\[【][^\]】]{1,12}[\]】]\s*")
"""Where a body is, in brackets before its name."""
_END_OF_NAME = re.compile(r"\s-\s|\s?[,;:(|]|\.\s|\s{2,}")
_IN_RUNNING_TEXT = re.compile(
    r"(?<![\w./+@-])(?:\+\s?[0-9][0-9 ().-]{7,18}[0-9]|\(?0[0-9]{1,4}\)?[- .]?\(?[0-9]{2,4}\)?[- .][0-9]{3,4})(?![\w-])"
)
_CLOCK = re.compile(r"\b[0-9]{1,2}\s?(?:[:.][0-9]{2}\b|h[0-9]{2}|[ap]\.?m\b|時|点|點|시)", re.I)
IN_PROSE = "in prose"
"""The label of mails and numbers inside a paragraph: it may be of another body than the block."""
_LONGEST_HOURS = 90
_LEAST_DIGITS = 7
_DESK_WORDS = 2
"""A name of no more words with a colon behind it may be a desk of the body above."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One value of a contact, with the line it stands on. The value is empty where a link was lost."""

    kind: str
    value: str
    line: int
    label: str = ""


# --- what a line is --------------------------------------------------------------------------------------------------


def is_sentence(text: str) -> bool:
    """Whether a line is prose by its end or its length."""
    return len(text) > _LONG_LINE or bool(_SENTENCE_END.search(text))


def names_a_body(text: str) -> bool:
    """Whether a text holds a word of bodies: association, center, 協会."""
    known = signs()
    return known.has_word("body_words_joined", text) or (known.has_word("body_words", text) and is_capitalised(text))


def is_capitalised(text: str) -> bool:
    """Whether most of its words in letters that have capitals begin with one, as in a title."""
    words = re.findall(r"[^\W\d_][\w'’-]*", _IN_BRACKETS.sub("", text))
    words = [word for word in words if word[0].lower() != word[0].upper() and word.casefold() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def is_field(text: str) -> bool:
    """Whether a line is a value behind words and a colon, of which no label need be known."""
    match = _FIELD.match(text)
    return match is not None and not names_a_body(match["head"])


def begins_with_a_label(text: str) -> bool:
    """Whether the first word of a line is a label with its value."""
    return any(not text[:at].strip(" \t([【「・:*-/|") for _, _, at, _ in _marks(text))


# --- contacts --------------------------------------------------------------------------------------------------------


def contacts_in(text: str, number: int, *, listed: bool = False) -> tuple[Contact, ...]:
    """The contacts of a line; none for prose without any. `listed`: it begins with the sign of a list.

    The first is of the kind name where the line begins with the name of a body; its label is "desk" where that may as
    well be a part of the body above.
    """
    if not begins_with_a_label(text) and (entry := _entry(text, number, listed)):
        return entry
    if labelled := _labelled(text, number):
        return labelled
    if is_sentence(text) and len(text) > _LONG_LINE / 2:
        return ()
    end = "." if is_sentence(text) else ""
    found = [Contact("email", match[0].rstrip(end), number) for match in EMAIL.finditer(text)]
    found += [Contact("website", match[0].rstrip(".,;"), number) for match in URL.finditer(text)]
    rest = URL.sub(" ", EMAIL.sub(" ", text))
    if not found and not is_sentence(text) and _is_address(text) and not contacts_in_prose(text, number):
        return (Contact("address", text, number),)
    if not found and _looks_like_hours(text):
        return (Contact("hours", text, number),)
    if len(re.findall(r"[0-9]", rest)) >= max(7, 0.4 * len(re.sub(r"\s", "", rest))):
        found += [
            Contact("phone", one.written, number) for one in numbers_in(rest, tuple(signs().countries), labelled=False)
        ]
    elif found:
        inside = [one for one in contacts_in_prose(text, number) if one.kind == "phone"]
        found += [replace(one, label=IN_PROSE) for one in inside]
    return tuple(found)


def contacts_in_prose(text: str, number: int) -> list[Contact]:
    """Mails, numbers and sites inside a paragraph. The full stop behind a mail ends the sentence."""
    found = [Contact("email", match[0].rstrip("."), number) for match in EMAIL.finditer(text)]
    rest = URL.sub(" ", EMAIL.sub(" ", text))
    found += [
        Contact("phone", match[0], number)
        for match in _IN_RUNNING_TEXT.finditer(rest)
        if numbers_in(match[0], tuple(signs().countries), labelled=False)
    ]
    return found + [Contact("website", match[0].rstrip(".,;"), number) for match in URL.finditer(text)]


def _entry(text: str, number: int, listed: bool) -> tuple[Contact, ...]:
    """Name and contacts of a body that has one line: 'Sample House, 1 Example Road, tel. 03-5550-1234'."""
    marks = list(_marks(text, anywhere=True)) if len(text) <= _LONGEST_FIELDS else []
    inside = [match for pattern in (EMAIL, URL, _IN_RUNNING_TEXT) for match in pattern.finditer(text)]
    end = _END_OF_NAME.search(text)
    cut = min([at for _, _, at, _ in marks] + [match.start() for match in (*inside, end) if match], default=0)
    name = _REGION.sub("", text[:cut]).strip(" \t([|,:-")
    behind = text[cut:]
    direct = re.match(r"\s*:\s*(?=[+(]?[0-9])", behind)
    if not _may_be_a_name(name, listed=listed) or not (marks or inside or direct):
        return ()
    first = min([at for _, _, at, _ in marks] + [match.start() for match in inside], default=len(text))
    found = list(_behind_labels(text, number, marks))
    labelled = {one.value for one in found if one.kind in ("email", "website", "social")}
    unlabelled = [one for one in contacts_in_prose(text, number) if one.value not in labelled]
    found += [one for one in unlabelled if one.kind not in NUMBER_KINDS]
    before = text[: marks[0][2]] if marks else text  # numbers behind a label are read with it
    found += [one for one in contacts_in_prose(before, number) if one.kind in NUMBER_KINDS]
    if direct and not any(one.kind in NUMBER_KINDS for one in found):
        rest = behind[direct.end() :]
        found += [
            Contact("phone", one.written, number)
            for one in numbers_in(rest, tuple(signs().countries), labelled=True)
            if one.tariff != "unreadable"
        ]
    if not any(one.kind in ("email", *NUMBER_KINDS) and one.value for one in found):
        return ()
    behind_all = "" if marks else text[max((match.end() for match in inside), default=len(text)) :]
    pieces = [text[cut:first], behind_all, *re.split(r"\s*\|\s*", text[cut:] if not marks else "")]
    address = next((one for piece in pieces if _is_address(one := _trimmed(piece).rstrip("."))), "")
    if address and not contacts_in_prose(address, number) and not any(one.kind == "address" for one in found):
        found.append(Contact("address", address.rstrip(". "), number))
    desk = "desk" if (re.match(r"\s?:", behind) or cut == first) and len(name.split()) <= _DESK_WORDS else ""
    return (Contact("name", name, number, desk), *found)


def _may_be_a_name(name: str, *, listed: bool) -> bool:
    if not 2 < len(name) <= _LONGEST_NAME or is_sentence(name):
        return False
    words = name.casefold().split()
    if words[0] in signs().words["not_a_body"] or all(word in signs().words["heading_words"] for word in words):
        return False
    return names_a_body(name) or (listed and len(words) > 1 and is_capitalised(name))


def _looks_like_hours(text: str) -> bool:
    """A day of the week with a time of day, or two times of day and little else."""
    times = len(_CLOCK.findall(text)) if not contacts_in_prose(text, 0) else 0
    if not times or len(text) > _LONGEST_HOURS or names_a_body(text) or is_field(text):
        return False
    return signs().has_word("day_words", text.replace("-", " ")) or (
        times > 1 and len(re.sub(r"[\W\d]", "", text)) < len(text) / 3
    )


def _is_address(piece: str) -> bool:
    """Whether a piece of an entry looks like an address, or goes from a place to a number as addresses in Asia do."""
    spellings = tuple(spelling for country in signs().countries.values() for spelling in country.places)
    joined = bool(JOINED.search(piece)) and piece.casefold().startswith(spellings)
    return _looks_like_address(piece) or (joined and piece[-1:].isdigit())


def _looks_like_address(text: str) -> bool:
    """A postal code with a place, or a place with a building and a number."""
    if not re.search(r"[0-9]", text) or is_sentence(text):
        return False
    if signs().has_word("postal_signs", text):
        return True
    folded = text.casefold()
    building = signs().has_word("building_words", text) or re.search(
        r"\b[0-9]+[-/]?F\b|\b[0-9]{1,4}(?:-[0-9]{1,4}){1,2}\b", text
    )
    for country in signs().countries.values():
        place = any(_holds(folded, name) for name in (*country.places, *map(str.casefold, country.names))) or any(
            re.search(rf"\w{re.escape(end)}\b", folded) for end in country.city_ends if end.startswith("-")
        )
        if place and (country.postal.search(text) or (building and "," in text) or (building and JOINED.search(text))):
            return True
    return "," in text and len(text) <= _LONGEST_NAME and signs().has_word("street_words", text)


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
        return _behind_joined_words(text, number)
    head = text[: marks[0][2]]
    bare = head.strip(" \t([|,:-")
    apart = head.rstrip(" (").endswith(("|", ",", ":", "-")) or head.endswith("  ")
    found = [Contact("name", bare, number)] if apart and len(bare) > 2 and names_a_body(bare) else []
    found += [Contact("address", bare, number)] if not found and _is_address(bare) else []
    return (*found, *_behind_labels(text, number, marks))


def _behind_joined_words(text: str, number: int) -> tuple[Contact, ...]:
    """The value behind words that end in a label without a space between: 免费法律咨询热线:12348."""
    match = _FIELD.match(text)
    head = match["head"].strip().casefold() if match else ""
    if not match or not JOINED.search(head):
        return ()
    label = next((label for label in signs().labels if not label.isascii() and head.endswith(label)), "")
    return value_of(signs().labels[label], _trimmed(text[match.end() :]), number, label) if label else ()


def _behind_labels(text: str, number: int, marks: Sequence[tuple[str, str, int, int]]) -> Iterator[Contact]:
    for at, (kind, label, _, start) in enumerate(marks):
        end = marks[at + 1][2] if at + 1 < len(marks) else len(text)
        value = _trimmed(text[start:end])
        if not value and at + 1 < len(marks):
            # "Tel/Fax: 123": both labels stand before one value; "Tel 電話: 123": the same label in two languages.
            if marks[at + 1][0] != kind:
                yield Contact(kind, _between(text, marks, at), number, label)
            continue
        yield from value_of(kind, value, number, label) or (Contact(kind, value, number, label),)


def _trimmed(value: str) -> str:
    """A value without what parts it from the labels around it."""
    value = re.sub(r"\A[\s/|,;:\")\]」】]+|[\s|,;:\"]+\Z|\s+[/(\[「【]+\s*\Z", "", value)
    return value if value.count(")") <= value.count("(") else value.rstrip(") ")


def _between(text: str, marks: Sequence[tuple[str, str, int, int]], at: int) -> str:
    for later in range(at + 1, min(at + 4, len(marks))):
        end = marks[later + 1][2] if later + 1 < len(marks) else len(text)
        if value := _trimmed(text[marks[later][3] : end]):
            return value
    return ""


def _marks(text: str, *, anywhere: bool = False) -> Iterator[tuple[str, str, int, int]]:
    """Each label of a line: kind, the label as written, where it begins, where its value begins.

    `anywhere`: other words may stand before the first.
    """
    first = not anywhere
    links = [match.span() for pattern in (URL, EMAIL) for match in pattern.finditer(text)]
    for match in _LABEL.finditer(text):
        if any(start <= match.start() < end for start, end in links):
            continue
        kind = signs().labels[re.sub(r"\s+", " ", match[1].casefold())] if match[1].casefold() in signs().labels else ""
        kind = kind or next(
            k for label, k in signs().labels.items() if label.replace(" ", "") == re.sub(r"\s", "", match[1].casefold())
        )
        if len(match[1]) == 1 and not re.match(r"\s?:", text[match.end() :]):
            continue  # a single letter is a label only with its colon: "T: ..."
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
        or names_a_body(head)
        or _is_address(head)
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
    if kind in NUMBER_KINDS:
        if match := re.match(r"\s*(?:[)\]】」]|\([^)0-9]{1,20}\))?\s*(?=[+(]?[0-9])", rest):
            return match.end()
        if match := re.match(r"\s*[/&・,]\s*", rest):
            return match.end() if _LABEL.match(rest[match.end() :]) else None
        if match := re.match(r"\s[^:.!?。0-9]{1,30}?\s{2,}(?=[+(]?[0-9])", rest):
            return match.end()
    if kind == "email" and (match := re.match(r"\s*(?=[A-Za-z0-9._-]+@)", rest)):
        return match.end()
    if kind in ("website", "social") and (match := re.match(r"\s*(?=https?://|www\.)", rest, re.I)):
        return match.end()
    if match := re.match(r"\s*[】」\]]\s*", rest):
        return match.end()
    if kind in ("address", "name", "hours", "mailing_address") and rest[:1].isspace() and JOINED.match(rest.strip()):
        return len(rest) - len(rest.lstrip())
    if colon and kind in (*NUMBER_KINDS, "contact_person", "hours", "email", "website"):
        return colon.end()
    return None


def value_of(kind: str, value: str, number: int, label: str = "") -> tuple[Contact, ...]:
    """A value under its label: several mails, several sites; one of anything else."""
    if kind == "email" and (mails := [match[0] for match in EMAIL.finditer(value)]):
        return tuple(Contact("email", mail, number, label) for mail in mails)
    if kind in ("website", "social"):
        sites = URL.findall(value) or _BARE_SITE.findall(value)
        if kind == "social" and not sites and len(re.findall(r"[0-9]", value)) >= _LEAST_DIGITS:
            return (Contact("phone", value, number, label),)
        return tuple(Contact(kind, site.rstrip(".,;"), number, label) for site in sites)
    if kind == "contact_person":
        return tuple(_of_contact(value, number, label))
    return (Contact(kind, value, number, label),) if value else ()


def _of_contact(value: str, number: int, label: str) -> Iterator[Contact]:
    """What stands under "contact": mails and numbers, and a person only where words are left that no label explains."""
    yield from (Contact("email", match[0], number, label) for match in EMAIL.finditer(value))
    rest = URL.sub(" ", EMAIL.sub(" ", value))
    read = numbers_in(rest, tuple(signs().countries), labelled=True)
    written = [one.written for one in read if one.tariff != "unreadable" and len(one.written) > _LEAST_DIGITS]
    for one in written:
        rest = rest.replace(one, " ")
    if re.search(r"[^\W\d_]", rest) and not _LABEL.search(rest) and not EMAIL.search(value):
        yield Contact("contact_person", value, number, label)
    yield from (Contact("phone", one, number, label) for one in written)
