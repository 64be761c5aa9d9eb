"""The values that a block gives to an entry: sites, mails, numbers and addresses, each with how sure it is and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylia.directory.blocks import Block
from asylia.directory.model import Organization
from asylia.directory.page_signs import signs
from asylia.directory.propose_defects import is_secret, kinds_of_mails, mended_mail, persons_in
from asylia.directory.propose_lines import IN_PROSE, Contact
from asylia.directory.propose_page import Defect
from asylia.directory.propose_phones import Number
from asylia.directory.propose_places import mixed_up, parse_address

__all__ = ["ProposedField", "addresses", "mails_of", "phones", "sites"]

_PHONE_TYPES = {
    "toll_free": "toll_free",
    "shared_cost": "navi_dial",
    "premium": "navi_dial",
    "short_code": "short_code",
}


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One value for the directory, how sure it is and why. `parts`: more keys of the same detail."""

    name: str
    value: str
    confidence: str
    why: str
    line: int | None
    parts: tuple[tuple[str, str | bool], ...] = ()


def sites(block: Block, body: Organization | None) -> Iterator[ProposedField]:
    """The sites as written; the one of the directory where a link is lost."""
    found = [contact for contact in block.of("website") if contact.value]
    for contact in _each_once(found):
        yield ProposedField("websites", contact.value, "high", "as written", contact.line)
    if found:
        return
    lost = any(not contact.value for contact in block.of("website"))
    if lost and body and body.websites:
        site = body.websites[0].url
        yield ProposedField("websites", site, "medium", f"the directory holds it for {body.id!r}", None)


def _each_once(found: Sequence[Contact]) -> list[Contact]:
    """The contacts, the first of each value."""
    first: dict[str, Contact] = {}
    for contact in found:
        first.setdefault(contact.value, contact)
    return [*first.values()]


def mails_of(block: Block, countries: Sequence[str], hosts: frozenset[str]) -> tuple[list[ProposedField], list[Defect]]:
    """The mails that can be proposed, and what is damaged in them. `hosts`: seen whole elsewhere."""
    fields, defects = [], []
    kinds = kinds_of_mails(block)
    whole = frozenset(host for host in hosts if host)
    for contact in _each_once(block.of("email")):
        if kinds[contact.value] == "person":
            continue  # not even what is damaged in it is said: it would name the person
        value, defect = mended_mail(contact, countries[:1], whole)
        defects += [defect] if defect else []
        if not value:
            continue
        office = kinds[contact.value] == "office"
        confidence = "low" if office else "medium" if defect or contact.label == IN_PROSE else "high"
        why = "of an office that acts for the body" if office else "mended" if defect else "as written"
        fields.append(ProposedField("emails", value, confidence, why, contact.line))
    return fields, defects


def phones(
    block: Block, numbers: Sequence[tuple[Contact, Number]], body: Organization | None
) -> Iterator[ProposedField]:
    """The numbers that could be read, each once. `body`: the entry of the directory, which confirms one."""
    both = Counter(number.e164 for _, number in numbers if number.e164)
    done: set[str] = set()
    held = {phone.e164 for phone in body.phones} if body else set()
    persons = persons_in(block)
    for contact, number in numbers:
        key = number.e164 or number.display
        if number.tariff == "unreadable" or key in done:
            continue
        done.add(key)
        kinds = {c.kind for c, n in numbers if n.e164 and n.e164 == number.e164}
        kind = _PHONE_TYPES.get(number.tariff) or ("fax" if contact.kind == "fax" else "voice")
        if number.e164 and both[number.e164] > 1 and kinds == {"phone", "fax"}:
            kind = "voice_and_fax"
        parts: list[tuple[str, str | bool]] = [("display", number.display), ("type", kind)]
        if not number.reachable_from_abroad:
            parts.append(("reachable_from_abroad", False))
        if number.extension:
            parts.append(("note", f"extension {number.extension}"))
        elif signs().labels.get(contact.label.casefold()) == "social":
            parts.append(("note", contact.label))
        agreed = number.e164 in held
        in_prose = contact.label == IN_PROSE and not agreed
        of_person = contact.line in persons and not agreed
        if of_person and any(one.e164 and other.line not in persons for other, one in numbers):
            continue  # probably the person's own, and the body has another
        confidence = "high" if agreed else "low" if in_prose or of_person else number.confidence
        why = (
            "by the numbering plan"
            + (f" of {number.country}" if number.country else "")
            + (" and the directory" if agreed else "")
            + ("; it stands inside a paragraph, which may tell of another body" if in_prose else "")
            + ("; a person is named beside it: ask whether it is the body's" if of_person else "")
        )
        yield ProposedField("phones", number.e164 or number.display, confidence, why, contact.line, tuple(parts))


def addresses(block: Block, country: str) -> Iterator[ProposedField]:
    """The addresses, each once, taken apart."""
    seen: set[str] = set()
    for contact in block.of("address", "mailing_address"):
        key = re.sub(r"\W", "", contact.value.casefold())
        if not contact.value or key in seen or is_secret(contact.value):
            continue
        seen.add(key)
        right = mixed_up(contact.value, country)
        parsed = parse_address(right or contact.value, country)
        parts: list[tuple[str, str | bool]] = [
            ("type", "postal" if contact.kind == "mailing_address" else "physical"),
            *(
                (name, value)
                for name in ("address_1", "city", "state_province", "postal_code", "country")
                if (value := str(getattr(parsed, name)))
            ),
        ]
        confidence = "medium" if (parsed.state_province or parsed.postal_code) and not right else "low"
        yield ProposedField(
            "addresses",
            right or contact.value,
            confidence,
            "taken apart by the places and codes of its country",
            contact.line,
            tuple(parts),
        )
