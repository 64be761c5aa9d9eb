"""Whose block it is: the name on the page, or the one that paragraph, mail, number and directory point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from asylia.directory.blocks import Block
from asylia.directory.model import Organization, in_one_line
from asylia.directory.page_signs import signs
from asylia.directory.propose_lines import JOINED
from asylia.directory.propose_phones import Number
from asylia.directory.propose_places import holds, same_place

__all__ = [
    "Match",
    "Subject",
    "all_names",
    "folded",
    "host_of",
    "is_shared",
    "mailbox_of",
    "matches",
    "subject_of",
    "tokens",
]

_WORD = r"[A-Z][\w&’'.-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|for|and|the|in|on|with|to|de|&)\s+)*{_WORD})*"
_IN_BRACKETS = r"\(\s*[\"“”'「]?(?P<short>[^()\"“”'」]{2,30})[\"“”'」]?\s*\)"
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z-]*[A-Z][A-Za-z]*\Z|[A-Z]{2,10}\Z")


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom a paragraph tells."""

    name: str
    short: str
    line: int
    article: bool = False

    def names(self) -> frozenset[str]:
        """All its names, folded."""
        return frozenset(folded(name) for name in (self.name, self.short) if name)

    def agrees(self, token: str) -> bool:
        """Whether a mailbox or the name of a site is this body's name or its first letters."""
        letters = re.sub(r"[^a-z0-9]", "", self.name.casefold())
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", self.name) if word[0].isupper()).casefold()
        bare = re.sub(r"[^a-z0-9]", "", token)
        return bare in (letters, self.short.casefold(), initials) or (len(bare) > 5 and bare in letters)


@dataclass(frozen=True, slots=True)
class Match:
    """A body of the directory that a block may be, by its contacts and by its words."""

    body: Organization
    by_contact: int
    by_words: int
    why: tuple[str, ...]


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without case, legal form, article and punctuation."""
    name = name.casefold()
    for form in signs().words["legal_forms"]:
        name = re.sub(rf"\A{re.escape(form)}\b\s*" if form.isascii() else re.escape(form), "", name)
    return re.sub(r"[\W_]+", " ", name).strip()


def all_names(body: Organization) -> tuple[str, ...]:
    """The names of a body in all languages, also those not verified."""
    found = (*body.names.values(), *body.other_names, *body.names_unverified.values())
    return tuple(dict.fromkeys(part for name in found for part in (name, re.sub(r"\s*[(（].*\Z", "", name)) if part))


# --- paragraphs ------------------------------------------------------------------------------------------------------


def subject_of(text: str, line: int) -> Subject | None:
    """The body that a paragraph begins with; None if it begins with no name."""
    return _latin_subject(text, line) or _joined_subject(text, line)


def _latin_subject(text: str, line: int) -> Subject | None:
    verbs = "|".join(signs().words["subject_verbs"])
    match = re.match(
        rf"(?:[A-Z][^,.]{{0,40}},\s+)?(?P<article>[Tt]he\s+)?(?P<name>{_NAME})"
        rf"\s*(?:{_IN_BRACKETS}|,[^,.]{{1,60}},)?\s*(?=(?:also\s+|has\s+)?(?:{verbs})\b)(?P<verb>\w+)?",
        text,
    ) or re.match(rf"(?P<article>[Tt]he\s+)?(?P<name>{_NAME})\s*{_IN_BRACKETS}", text)
    if not match:
        return None
    name, short = match["name"].strip(), (match["short"] or "").strip()
    if name.split()[0].casefold() in signs().words["not_a_body"] or _is_place(name):
        return None
    if not short and _ACRONYM.match(name):
        short = name
    return Subject(name, short if _ACRONYM.match(short) else "", line, bool(match["article"]))


def _is_place(name: str) -> bool:
    words = {word for country in signs().countries.values() for word in (*country.names, *country.places)}
    return name.casefold() in words


def _joined_subject(text: str, line: int) -> Subject | None:
    particles = "|".join(map(re.escape, signs().words["subject_particles"]))
    match = re.match(
        rf"[「『\"“]?(?P<name>[^。、，,.()「」\"“”]{{2,40}}?)[」』\"”]?\s*(?:{_IN_BRACKETS})?[」』]?(?:{particles})",
        text,
    )
    if not match or text.isascii():
        return None
    name, short = match["name"].strip(), (match["short"] or "").strip()
    if not short and not signs().has_word("body_words_joined", name):
        return None
    return Subject(name, short, line)


# --- contacts --------------------------------------------------------------------------------------------------------


def host_of(address: str) -> str:
    """The name of a site in a web or mail address, without www."""
    host = re.sub(r"\A(?:https?://)?(?:[^@/]*@)?(?:www\.)?", "", address.strip().casefold())
    return re.split(r"[/?#:]", host)[0].strip(". ")


def mailbox_of(mail: str) -> str:
    """What stands before the @."""
    return re.split(r"\s?[@(\[]", mail.casefold())[0].strip()


def is_shared(host: str) -> bool:
    """Whether everybody can have an address there."""
    parts = host.split(".")
    return any(part in signs().words["shared_hosts"] or part in signs().words["shared_sites"] for part in parts[:-1])


def tokens(block: Block) -> list[tuple[str, str, int]]:
    """Names hidden in mail and web addresses: mailbox or site, the name, its line.

    Common mailboxes, shared hosts, law offices that act for others and mailboxes of a person named are left out.
    """
    persons = " ".join(contact.value for contact in block.of("contact_person")).casefold()
    found = []
    for contact in block.of("email"):
        box = mailbox_of(contact.value)
        bare = re.sub(r"[^a-z]", "", box)
        personal = "." in box or any(part in persons for part in re.split(r"[^a-z]+", box) if len(part) > 2)
        if 2 <= len(bare) <= 6 and box == bare and bare not in signs().words["common_mailboxes"] and not personal:
            found.append(("mailbox", bare, contact.line))
    for contact in block.of("email", "website"):
        site = host_of(contact.value).split(".")[0]
        office = any(part in signs().words["office_parts"] for part in re.split(r"[-_]", site))
        if site and not is_shared(host_of(contact.value)) and not office:
            found.append(("site", site, contact.line))
    return found


def matches(
    block: Block, numbers: Sequence[Number], bodies: Iterable[Organization], country: str, subjects: Sequence[Subject]
) -> list[Match]:
    """The bodies of the directory that a block points to, the strongest first."""
    found = []
    for body in bodies:
        if country and country not in body.jurisdictions:
            continue
        contact, why = _by_contacts(block, numbers, body, country)
        words, because = _by_words(block, body, subjects)
        if contact or words:
            found.append(Match(body, contact, words, (*why, *because)))
    return sorted(found, key=lambda match: (-match.by_contact, -match.by_words, match.body.id))


def _by_contacts(block: Block, numbers: Sequence[Number], body: Organization, country: str) -> tuple[int, list[str]]:
    score = 0
    why: list[str] = []
    hosts = {host_of(site.url) for site in body.websites} | {host_of(mail.address) for mail in body.emails}
    seen = [host_of(contact.value) for contact in block.of("email", "website") if contact.value]
    if same := [host for host in seen if host in hosts and not is_shared(host)]:
        score, why = score + 4, [*why, f"its mail or site is at {same[0]}"]
    if same := [number.display for number in numbers if number.e164 and number.e164 in {p.e164 for p in body.phones}]:
        score, why = score + 3, [*why, f"the directory holds its number {same[0]}"]
    names = {folded(name).replace(" ", "") for name in all_names(body)}
    if boxes := [token for kind, token, _ in tokens(block) if kind == "mailbox" and token in names]:
        score, why = score + 3, [*why, f"the mailbox is called {boxes[0]}"]
    for contact in block.of("address"):
        if any(same_place(contact.value, in_one_line(held), country) for held in body.addresses):
            score, why = score + 2, [*why, "the directory holds its address"]
            break
    return score, why


def _forms(name: str) -> Iterator[str]:
    """A name as it stands, without what is in brackets, and each half of one in two scripts."""
    yield name
    yield re.sub(r"\(.*?\)", "", name)
    if joined := JOINED.search(name):
        yield name[: joined.start()]
        yield name[joined.start() :]


def _by_words(block: Block, body: Organization, subjects: Sequence[Subject]) -> tuple[int, list[str]]:
    names = {folded(name) for name in all_names(body)}
    if block.name and any(folded(form) in names for form in _forms(block.name) if form.strip()):
        return 5, ["the name on the page is one of its names"]
    for subject in subjects[:1]:
        if subject.names() & names:
            return 3, [f"the paragraph begins with {subject.short or subject.name}"]
    text = block.text()
    mentioned = [
        name for name in all_names(body) if len(name) > 2 and re.search(r"[^\W\d]", name) and holds(text, name)
    ]
    return (1, [f"the text mentions {mentioned[0]}"]) if mentioned else (0, [])
