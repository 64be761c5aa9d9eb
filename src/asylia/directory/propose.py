"""Proposes entries from the text of a directory page, block by block, with what looks damaged. A person decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asylia.directory.blocks import Block, blocks_of, is_heading
from asylia.directory.model import Directory
from asylia.directory.page_signs import signs
from asylia.directory.propose_dates import Age, age_of
from asylia.directory.propose_defects import (
    against_the_directory,
    in_addresses,
    in_links,
    in_numbers,
    in_text,
    of_persons,
)
from asylia.directory.propose_fields import ProposedField, addresses, mails_of, phones, sites
from asylia.directory.propose_lines import IN_PROSE, Contact, names_a_body
from asylia.directory.propose_names import Match, Subject, all_names, folded, host_of, matches, subject_of, tokens
from asylia.directory.propose_page import Defect, Page, read_page
from asylia.directory.propose_phones import Number, numbers_in
from asylia.directory.propose_places import elsewhere, votes
from asylia.errors import InputError

__all__ = ["MOST_BLOCKS", "BlockProposal", "Proposal", "ProposedField", "propose"]

MOST_BLOCKS = 1000
_SURE = 3
"""So much evidence by contacts outweighs whom the words tell of."""


@dataclass(frozen=True, slots=True)
class BlockProposal:
    """What a block seems to say, and what looks damaged in it."""

    number: int
    first_line: int
    last_line: int
    section: str
    name: str
    """Empty if nothing on the page or in the directory gives one."""
    body: str
    """The id of the body that the directory holds already; empty if it seems to be new."""
    body_why: str
    country: str
    fields: tuple[ProposedField, ...]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A page, read."""

    file: str
    sha256: str
    lines: int
    on: date
    country: str
    age: Age
    defects: tuple[Defect, ...]
    blocks: tuple[BlockProposal, ...]


@dataclass(slots=True)
class _Read:
    """A block while it is being read."""

    block: Block
    country: str
    countries: tuple[str, ...]
    numbers: list[tuple[Contact, Number]]
    subjects: list[Subject]
    found: list[Match]
    own: Match | None = None
    elsewhere: tuple[Defect, ...] = ()
    elsewhere_lines: frozenset[int] = frozenset()


def propose(raw: bytes, *, name: str, today: date, directory: Directory, country: str = "") -> Proposal:
    """What the text of a page proposes. `country`: the page's, where known. Raises InputError for what is no text."""
    page = read_page(raw, name=name)
    known = frozenset(one.casefold() for body in directory.organizations.values() for one in all_names(body))
    blocks = blocks_of(page, known)
    if len(blocks) > MOST_BLOCKS:
        mend = f"{MOST_BLOCKS} is the most that one person looks through; hand the page in part by part"
        raise InputError(f"the page has {len(blocks):,} blocks", file=name, mend=mend)
    reads, page_country = _read_all(page, blocks, directory, country)
    for read in reads:
        read.own = _own(read)
    for read in reads:
        _find_misplaced(read, reads)
    hosts = frozenset(
        [host_of(site.url) for body in directory.organizations.values() for site in body.websites]
        + [host_of(mail.address) for body in directory.organizations.values() for mail in body.emails]
        + [host_of(contact.value) for block in blocks for contact in block.of("email", "website") if contact.value]
    )
    repeated = _repeated(reads)
    proposals = tuple(_proposal(number, read, hosts, repeated.get(number, ())) for number, read in enumerate(reads, 1))
    lines = frozenset(contact.line for block in blocks for contact in block.contacts)
    age = age_of(page.lines, lines, today)
    defects = (*(age.defects if blocks else ()), *page.defects)
    return Proposal(name, page.sha256, len(page.lines), today, page_country, age, defects, proposals)


# --- reading ---------------------------------------------------------------------------------------------------------


def _read_all(page: Page, blocks: Sequence[Block], directory: Directory, country: str) -> tuple[list[_Read], str]:
    cast = [votes(block, block.name + "\n" + block.text()) for block in blocks]
    for block, own in zip(blocks, cast, strict=True):
        if (outside := elsewhere(block)) and max(own.values(), default=0) < _SURE:
            own[outside] += 5
    of_page = sum(cast, Counter[str]()) + votes(Block(), page.text())
    page_country = country or (of_page.most_common(1)[0][0] if of_page else "")
    reads = []
    for block, own in zip(blocks, cast, strict=True):
        strong = [code for code, votes_for in own.most_common() if votes_for >= _SURE]
        order = tuple(dict.fromkeys([*strong[:1], country, page_country, *strong, *own, *signs().countries]))
        order = tuple(code for code in order if code)
        home = strong[0] if strong else country or page_country
        numbers = [
            (contact, number if home else _of_no_country(number))
            for contact in block.of("phone", "fax", "toll_free")
            for number in numbers_in(contact.value, order, labelled=contact.label != IN_PROSE)
        ]
        subjects = [subject for line, text in block.prose if (subject := subject_of(text, line))]
        found = matches(block, [one for _, one in numbers], directory.organizations.values(), home, subjects)
        reads.append(_Read(block, home, order, numbers, subjects, found))
    return reads, page_country


def _of_no_country(number: Number) -> Number:
    """A number where nothing says the country: only a country code is certain."""
    if number.tariff == "unreadable" or "+" in number.written:
        return number
    fault = ("country_unclear", f"nothing says the country; the digits fit the plan of {number.country}")
    return replace(number, confidence="low", faults=(fault, *number.faults))


def _own(read: _Read) -> Match | None:
    """The body of the directory that this is: contacts before words, for a paragraph may stand in the wrong block."""
    if not read.found:
        return None
    best = read.found[0]
    by_words = max(read.found, key=lambda match: (match.by_words, match.by_contact))
    if best.by_contact < _SURE and by_words.by_words >= _SURE:
        best = by_words
    if best.by_contact + best.by_words < 2:
        alone = [match for match in read.found if match.by_words]
        return best if len(alone) == 1 and not read.block.name and not read.subjects else None
    return best


def _find_misplaced(read: _Read, reads: Sequence[_Read]) -> None:
    """Paragraphs that tell of a body with a block of its own, or of another than the contacts point to."""
    defects, lines = [], []
    for subject in read.subjects:
        other = next((o for o in reads if o is not read and _tells_of(o, subject)), None)
        if _is_own(read, subject) or (other is None and not _is_foreign(read, subject)):
            continue
        if other is not None and not _stronger(other, read, subject, reads):
            continue
        where = f", whose block is at lines {other.block.lines()[0]}-{other.block.lines()[1]}" if other else ""
        what = f"the paragraph tells of {subject.name}{where}; the contacts above it point to somebody else"
        defects.append(
            Defect("paragraph_elsewhere", subject.line, what, "move it there, or make it an entry of its own")
        )
        begun = {one.line for one in read.subjects if one is not subject}
        after = [line for line, _ in read.block.prose if line > subject.line]
        until = next((line for line in after if line in begun), None)
        lines += [subject.line, *(line for line in after if until is None or line < until)]
    read.elsewhere, read.elsewhere_lines = tuple(defects), frozenset(lines)


def _tells_of(read: _Read, subject: Subject) -> bool:
    names = {folded(read.block.name)} if read.block.name else set()
    if read.subjects:
        names |= read.subjects[0].names()
    if read.own:
        names |= {folded(name) for name in all_names(read.own.body)}
    return bool(names & subject.names())


def _is_own(read: _Read, subject: Subject) -> bool:
    """Whether name, mail or entry of the block itself are of this body."""
    if read.block.name:
        inner = re.findall(r"\(([^)]+)\)", read.block.name)
        own = {folded(read.block.name), folded(re.sub(r"\(.*?\)", "", read.block.name)), *map(folded, inner)}
        if own & subject.names() or subject.agrees(re.sub(r"\W", "", read.block.name.casefold())):
            return True
    if read.own and subject.names() & {folded(name) for name in all_names(read.own.body)}:
        return True
    return any(subject.agrees(token) for _, token, _ in tokens(read.block))


def _is_foreign(read: _Read, subject: Subject) -> bool:
    """Whether the first paragraph is of another body of the directory than the one that the contacts show."""
    if read.own is None or read.own.by_contact < _SURE or subject is not read.subjects[0]:
        return False
    return any(match.body is not read.own.body and match.by_words >= _SURE for match in read.found)


def _stronger(other: _Read, read: _Read, subject: Subject, reads: Sequence[_Read]) -> bool:
    """Whether the other block has the better claim: by name, entry or mail; else the one that stands first."""
    mailbox = any(kind == "mailbox" for kind, _, _ in tokens(read.block))
    claims = [bool(o.block.name) * 2 + _is_own(o, subject) * 2 for o in (other, read)]
    if claims[0] != claims[1]:
        return claims[0] > claims[1]
    return mailbox or bool(read.own and read.own.by_contact >= _SURE) or reads.index(other) < reads.index(read)


def _repeated(reads: Sequence[_Read]) -> Mapping[int, tuple[Defect, ...]]:
    """The same number, mail or site under two bodies."""
    seen: dict[str, list[tuple[int, int, str]]] = {}
    for at, read in enumerate(reads, 1):
        details = [(one.e164, contact.line, one.display) for contact, one in read.numbers if one.e164]
        details += [(c.value.casefold(), c.line, c.value) for c in read.block.of("email", "website") if c.value]
        for key, line, shown in details:
            if at not in [block for block, _, _ in seen.get(key, [])]:
                seen.setdefault(key, []).append((at, line, shown))
    found: dict[int, tuple[Defect, ...]] = {}
    for places in seen.values():
        for at, line, shown in places if len(places) > 1 else ():
            others = ", ".join(str(block) for block, _, _ in places if block != at)
            defect = Defect("repeated_elsewhere", line, f"{shown} stands in block {others} too", "find out whose it is")
            found[at] = (*found.get(at, ()), defect)
    return found


# --- proposing -------------------------------------------------------------------------------------------------------


def _proposal(number: int, read: _Read, hosts: frozenset[str], repeated: Sequence[Defect]) -> BlockProposal:
    block = read.block
    named, name_defects = _name(read)
    fields = [named] if named else []
    if read.country:
        why, confidence = "codes, address, mail and words of the block or page", "medium"
        of_numbers = {one.country for _, one in read.numbers if one.country}
        if of_numbers and read.country not in of_numbers:
            why, confidence = f"{why}; but its numbers fit the plan of {', '.join(sorted(of_numbers))}", "low"
        fields.append(ProposedField("jurisdictions", read.country, confidence, why, None))
    mails, mail_defects = mails_of(block, read.countries, hosts)
    cut = frozenset(
        c.value for c in block.of("email") if c.line in {d.line for d in mail_defects if d.kind == "mail_cut"}
    )
    defects = [*name_defects, *in_links(block, cut)]
    body = read.own.body if read.own else None
    fields += [*sites(block, body), *mails, *phones(block, read.numbers, body), *addresses(block, read.country)]
    fields += [
        ProposedField("schedules", c.value, "medium", "as written; put it into days and hours", c.line)
        for c in block.of("hours")
        if c.value
    ]
    fields += [
        ProposedField("languages", c.value, "medium", "as written; put it into tags of languages", c.line)
        for c in block.of("languages")
        if c.value
    ]
    own = [(line, text) for line, text in block.prose if line not in read.elsewhere_lines]
    if own:
        where = f"lines {own[0][0]}-{own[-1][0]}" if len(own) > 1 else f"line {own[0][0]}"
        fields.append(
            ProposedField("description", f"see {where}", "low", "to be told in own words, never copied", own[0][0])
        )
    defects += [*mail_defects, *in_numbers(read.numbers), *in_addresses(block, read.country), *of_persons(block)]
    defects += [*read.elsewhere, *in_text(block), *repeated]
    if read.own:
        defects += against_the_directory(block, read.numbers, read.own.body, read.country)
    doubtful = {defect.line for defect in defects if defect.kind == "contradicts_directory"}
    fields = [
        replace(one, confidence="low", why=one.why + "; the directory says otherwise") if one.line in doubtful else one
        for one in fields
    ]
    first, last = block.lines()
    return BlockProposal(
        number,
        first,
        last,
        block.section,
        named.value if named else "",
        read.own.body.id if read.own else "",
        "; ".join(read.own.why) if read.own else "",
        read.country,
        tuple(fields),
        tuple(sorted(dict.fromkeys(defects), key=lambda defect: (defect.line or 0, defect.kind))),
    )


def _name(read: _Read) -> tuple[ProposedField | None, list[Defect]]:
    block = read.block
    if block.name:
        name, article = _without_article(block.name)
        defects = [_article(block.name, block.name_line)] if article else []
        is_cut = name.endswith("-")
        sure = (block.name_sure and not is_cut) or read.own is not None
        unsure = "its end seems cut off" if is_cut else "nothing in it says that it is the name of a body"
        why = "it stands above the block" + ("" if sure else f"; {unsure}")
        within = "" if sure else _in_address(block)
        why += f", and the address begins with {within!r}" if within else ""
        return ProposedField(
            "name", name, "high" if sure else "low" if within else "medium", why, block.name_line
        ), defects
    field, article_line = _recovered(read)
    says = "no name stands above the contacts"
    line = block.lines()[0]
    if field is None:
        return None, [Defect("name_lost", line, says, "nothing on the page gives one; look it up by its contacts")]
    defects = [Defect("name_lost", line, says, f"probably {field.value}: {field.why}")]
    if article_line:
        defects.append(_article("The " + field.value, article_line))
    return field, defects


def _in_address(block: Block) -> str:
    """The body with which the first address begins: 'Sample Network, 1-2-3 Example'; empty for a building."""
    head = next((contact.value.partition(",")[0] for contact in block.of("address")), "")
    building = signs().has_word("building_words", head) or re.search(r"[0-9]", head)
    return head if not building and names_a_body(head) else ""


def _article(name: str, line: int | None) -> Defect:
    return Defect("name_with_article", line, f"{name!r} stands with an article", f"write {_without_article(name)[0]!r}")


def _without_article(name: str) -> tuple[str, bool]:
    bare = re.sub(r"\A[Tt]he\s+", "", name)
    return bare, bare != name


def _recovered(read: _Read) -> tuple[ProposedField | None, int | None]:
    """The lost name, from directory, paragraph, mailbox or site, in that order; and the line of an article."""
    subjects = [subject for subject in read.subjects if subject.line not in read.elsewhere_lines]
    subject = next((one for one in subjects if " " in one.name or one.short), subjects[0] if subjects else None)
    hidden = tokens(read.block)
    agreeing = [f"the {kind} is called {token}" for kind, token, _ in hidden if subject and subject.agrees(token)]
    article = subject.line if subject and subject.article else None
    if read.own:
        body = read.own.body
        sure = read.own.by_contact + read.own.by_words
        names = [*body.names.values()] or [body.id]
        confidence = "high" if sure >= 5 else "medium"
        why = f"the directory's {body.id!r}: {'; '.join(read.own.why)}"
        return ProposedField("name", body.names.get("en", names[0]), confidence, why, None), article
    if subject:
        why = "; ".join(["the paragraph that follows begins with it", *dict.fromkeys(agreeing)])
        return ProposedField("name", subject.name, "high" if agreeing else "medium", why, subject.line), article
    heading = read.block.section if read.block.heads_section and not is_heading(read.block.section) else ""
    alike = [token for _, token, _ in hidden if set(re.split(r"[-_]", token)) <= set(heading.casefold().split())]
    if heading and (alike or not hidden):
        why = f"the heading above it, as in {alike[0]}" if alike else "the heading above it; it may stand for more"
        return ProposedField("name", heading, "medium" if alike else "low", why, None), None
    for kind, token, line in sorted(hidden, key=lambda one: one[0] != "site"):
        name = (
            " ".join(part.capitalize() for part in re.split(r"[-_]", token) if part)
            if kind == "site"
            else token.upper()
        )
        return ProposedField("name", name, "low", f"the {kind} is called {token}", line), None
    return None, None
