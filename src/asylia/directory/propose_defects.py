"""What looks damaged in a block: lost links, cut mails, persons, broken sentences, mixed addresses, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from asylia.directory.blocks import Block
from asylia.directory.lints.records import person_named_in
from asylia.directory.model import Organization, in_one_line
from asylia.directory.page_signs import signs
from asylia.directory.propose_lines import EMAIL, Contact
from asylia.directory.propose_names import host_of, is_shared, mailbox_of
from asylia.directory.propose_page import Defect
from asylia.directory.propose_phones import Number
from asylia.directory.propose_places import mixed_up, same_place

__all__ = [
    "against_the_directory",
    "in_addresses",
    "in_links",
    "in_numbers",
    "in_text",
    "is_secret",
    "kinds_of_mails",
    "mended_mail",
    "of_persons",
    "persons_in",
]

_LOST_WORDS = re.compile(r"(?<=[a-z,;]) {2,}(?=[a-z])|(?<=[\w,]) (?:\?\?+|□+|…{2,}) ?(?=\w)")
_RELIGIOUS = re.compile(r"\b(?:Sister|Brother|Father|Pastor|Imam) [A-Z][a-z]+\b(?! [A-Z])")
_MENDS = {
    "plus_missing": "write it with a plus",
    "trunk_zero": "leave the zero out behind the country code",
    "trunk_zero_missing": "dialled inside the country it begins with a zero",
    "digits_in_pairs": "group it by the plan of the country",
    "digits_grouped": "group it by the plan of the country",
    "number_abridged": "write the second number out; ask whether it is one",
    "number_unreadable": "leave it out until it is seen elsewhere; never guess digits",
    "country_unclear": "find out which country it is in",
    "letters_in_number": "look it up: O was read as zero, and I or l as one",
    "not_from_abroad": "show the national form only",
}
_GOVERNED, _TIMES_MORE = 5, 3
_LEAST_LETTERS = 6


def in_links(block: Block, cut: frozenset[str] = frozenset()) -> Iterator[Defect]:
    """Labels of links whose targets were lost when the page became text. `cut`: mails without their end."""
    lost = [contact for contact in block.of("website", "social") if not contact.value]
    if not lost:
        return
    hosts = [host_of(mail.value) for mail in block.of("email") if mail.value not in cut]
    own = [host for host in hosts if "." in host and not is_shared(host)]
    mend = f"look at {own[0]}, the host of its mail" if own else "look the address up at its source"
    names = " and ".join(repr(contact.label) for contact in lost)
    yield Defect("link_lost", lost[0].line, f"the link behind {names} is lost", mend)


def mended_mail(contact: Contact, countries: Sequence[str], known: frozenset[str]) -> tuple[str, Defect | None]:
    """A mail address as it can be proposed, empty if it cannot, and what is damaged. `known`: hosts seen whole."""
    value, line = contact.value, contact.line
    plain = re.sub(r"\s*[(\[]\s*(?:at?|@|アット(?:マーク)?)\s*[)\]]\s*|[◎☆★●]", "@", value, flags=re.I)
    plain = re.sub(r"\s+AT\s+", "@", plain)
    plain = re.sub(r"\s*[(\[]\s*(?:dot|\.)\s*[)\]]\s*|\s+DOT\s+", ".", plain, flags=re.I) if "@" in plain else plain
    plain = re.sub(r"\s+", "", plain).rstrip(".") if "@" in plain else plain
    host = plain.partition("@")[2].casefold()
    labels = host.split(".")
    if not EMAIL.fullmatch(plain) or not host:
        return "", Defect("mail_cut", line, f"{value!r} is no whole mail address", "look it up; never guess it")
    whole = [seen for seen in sorted(known) if seen.startswith(host + ".")]
    if len(labels) < 2 or len(labels[-1]) < 2 or value.endswith("."):
        why = "the end of its domain is missing"
    elif cut := [
        code
        for code in countries
        if code in signs().countries and labels[-1] in signs().countries[code].second_levels and len(labels[-1]) == 2
    ]:
        domain = signs().countries[cut[0]].domain
        why = f"it ends in .{labels[-1]}, which in {cut[0]} stands before .{domain}: the end seems cut off"
    else:
        if plain != value:
            return plain, Defect("mail_broken", line, f"{value!r} is not written as a mail address", f"read as {plain}")
        return plain, None
    mend = f"probably {whole[0]}, which stands elsewhere" if whole else "look it up; it is left out, never guessed"
    return (plain.partition("@")[0] + "@" + whole[0] if whole else ""), Defect(
        "mail_cut", line, f"{value!r}: {why}", mend
    )


def of_persons(block: Block) -> Iterator[Defect]:
    """Names and mails of single persons, and mails of an office that acts for the body."""
    persons = block.of("contact_person")
    for contact in persons:
        yield Defect(
            "person_named",
            contact.line,
            "a single person is named",
            "leave the name out: personal data, and it ages fastest",
        )
    beside = [(one.line, one.value) for one in block.contacts if one.kind not in ("contact_person", "email")]
    for line, text in dict.fromkeys([*block.prose, *beside]):
        if line in {contact.line for contact in persons}:
            continue
        if _named_in(text):
            mend = "leave the name out: personal data, and it ages fastest"
            yield Defect("person_named", line, "the text seems to name a single person", mend)
    kinds = kinds_of_mails(block)
    for mail in block.of("email"):
        if kinds[mail.value] == "office":
            what = f"{mail.value} seems to belong to an office that acts for the body"
            mend = "keep it only as contact of that office, with low confidence"
            yield Defect("mail_of_another", mail.line, what, mend)
        elif kinds[mail.value] == "person":
            mend = "leave it out; look for a common mailbox"
            yield Defect("person_named", mail.line, "a mail address of a single person", mend)


def _named_in(text: str) -> bool:
    return bool(_RELIGIOUS.search(text) or person_named_in(text))


def persons_in(block: Block) -> frozenset[int]:
    """The lines on which a single person is named, or a value stands with a name."""
    named = [contact.line for contact in block.of("contact_person")]
    named += [contact.line for contact in block.contacts if contact.kind != "email" and _named_in(contact.value)]
    kinds = kinds_of_mails(block)
    named += [mail.line for mail in block.of("email") if kinds[mail.value] == "person"]
    return frozenset([*named, *(line for line, text in block.prose if _named_in(text))])


def kinds_of_mails(block: Block) -> dict[str, str]:
    """Whose each mail is: of a person, of an office that acts for the body, or of the body."""
    named = " ".join(contact.value for contact in block.of("contact_person")).casefold()
    kinds = {}
    for mail in block.of("email"):
        box, host = mailbox_of(mail.value), host_of(mail.value)
        parts = [part for part in re.split(r"[^a-z]+", box) if len(part) > 2]
        if is_shared(host) and any(len(word) > 5 and word in box for word in signs().words["office_parts"]):
            kinds[mail.value] = "office"
        elif parts and all(part in block.name.casefold() for part in parts):
            kinds[mail.value] = "body"
        elif any(part in named for part in parts) or re.fullmatch(r"[a-z]+\.[a-z]{2,}", box):
            kinds[mail.value] = "person"
        else:
            kinds[mail.value] = "body"
    return kinds


def in_numbers(numbers: Sequence[tuple[Contact, Number]]) -> Iterator[Defect]:
    """Damaged and repeated numbers, and what a caller must know."""
    seen: dict[str, Contact] = {}
    for contact, number in numbers:
        for kind, says in number.faults:
            mend = _MENDS[kind]
            if number.e164 and kind not in ("country_unclear", "number_abridged", "not_from_abroad"):
                mend = (
                    f"{number.display} ({number.e164}): {mend}"
                    if number.reachable_from_abroad
                    else f"{number.display}: {mend}"
                )
            yield Defect(kind, contact.line, f"{number.written!r}: {says}", mend)
        key = number.e164 or number.display
        before = seen.get(key)
        if before and {before.kind, contact.kind} != {"phone", "fax"} and number.tariff != "unreadable":
            yield Defect(
                "repeated", contact.line, f"{number.display} stands in line {before.line} already", "keep it once"
            )
        seen.setdefault(key, contact)
    outside = [number for _, number in numbers if number.country and number.country not in signs().countries]
    if outside and len(outside) == len([number for _, number in numbers if number.country]):
        what = f"the numbers are of {outside[0].country}, which the directory does not cover"
        yield Defect("outside", numbers[0][0].line, what, "leave the body out, unless it helps people where we do")
    reachable = [number for contact, number in numbers if number.reachable_from_abroad and contact.kind != "fax"]
    shared = [(contact, number) for contact, number in numbers if number.tariff in ("shared_cost", "premium")]
    if shared and not reachable:
        contact, number = shared[0]
        what = f"{number.display} costs money, and cannot be dialled from many prepaid phones or from abroad"
        yield Defect("shared_cost_only", contact.line, what, "look for an ordinary number and show both")
    if numbers and all(contact.kind == "fax" for contact, _ in numbers):
        yield Defect(
            "fax_only",
            numbers[0][0].line,
            "there is a fax number and no number for calls",
            "look for one; else say to write",
        )


def in_addresses(block: Block, country: str) -> Iterator[Defect]:
    """Addresses that repeat each other, or whose parts are mixed."""
    found = block.of("address", "mailing_address")
    for contact in found:
        if is_secret(contact.value):
            what = "the page says that the address is not public"
            yield Defect("address_secret", contact.line, what, "list none, even where another page gives one")
    for at, contact in enumerate(found):
        if any(
            contact.value and contact.value != "" and _same(contact.value, other.value, country) for other in found[:at]
        ):
            yield Defect("repeated", contact.line, "the same address stands twice", "keep it once")
        if right := mixed_up(contact.value, country):
            what = "the house number stands before the building, not with the district"
            yield Defect("address_mixed", contact.line, what, f"probably {right}")


def is_secret(address: str) -> bool:
    """Whether words stand in place of an address that say it is kept secret."""
    return not re.search(r"[0-9]", address) and any(
        word in address.casefold() for word in signs().words["secret_words"]
    )


def _same(one: str, other: str, country: str) -> bool:
    return bool(other) and (
        re.sub(r"\W", "", one.casefold()) == re.sub(r"\W", "", other.casefold())
        or same_place(one, other, country) is True
    )


def in_text(block: Block) -> Iterator[Defect]:
    """Paragraphs with lost words, and paragraphs about the body's own government."""
    governed = helped = 0
    for line, text in block.prose:
        holes = [_around(text, match.start()) for match in islice(_LOST_WORDS.finditer(text), 3)]
        if holes:
            what = f"words seem to be lost at {', '.join(repr(hole) for hole in holes)}"
            yield Defect(
                "words_lost", line, what, "do not take the sentence over; tell what the body does in own words"
            )
        governed += signs().count("governance_words", text)
        helped += signs().count("help_words", text)
    if governed >= _GOVERNED and governed > _TIMES_MORE * helped:
        what = "the text tells how the body is governed, not what help it gives"
        yield Defect("text_about_itself", block.prose[0][0], what, "say in own words what a reader gets there")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _around(text: str, at: int) -> str:
    before, after = text[:at].split()[-2:], text[at:].split()[:1]
    return " ".join(before) + " … " + " ".join(after)


def against_the_directory(
    block: Block, numbers: Sequence[tuple[Contact, Number]], body: Organization, country: str
) -> Iterator[Defect]:
    """Where the page says something else than the directory, or what the directory has corrected already."""
    for contact in block.of("address", "mailing_address"):
        verdicts = [same_place(contact.value, in_one_line(held), country) for held in body.addresses]
        if verdicts and False in verdicts and True not in verdicts:
            held = in_one_line(body.addresses[verdicts.index(False)])
            yield Defect(
                "contradicts_directory",
                contact.line,
                f"{contact.value!r}, but the directory holds {held!r}",
                _since(body, contact.value, country),
            )
    for contact, number in numbers:
        alike = [phone for phone in body.phones if (phone.type == "fax") == (contact.kind == "fax") and phone.e164]
        alike = [phone for phone in alike if (phone.type == "toll_free") == (number.tariff == "toll_free")]
        if number.e164 and alike and number.e164 not in {phone.e164 for phone in body.phones}:
            what = f"{number.display}, but the directory holds {alike[0].display}"
            yield Defect("contradicts_directory", contact.line, what, _since(body, contact.value, country))
    hosts = {host_of(mail.address) for mail in body.emails} | {host_of(site.url) for site in body.websites}
    for contact in block.of("email"):
        host = host_of(contact.value)
        if hosts and host and host not in hosts and not is_shared(host):
            what = f"the mail is at {host}, but the directory knows {', '.join(sorted(hosts))}"
            yield Defect("contradicts_directory", contact.line, what, _since(body, contact.value, country))


def _since(body: Organization, written: str, country: str) -> str:
    """What the directory says to this: that it has corrected just this, or how old its entry is."""
    bare = _bare(written)
    for correction in body.corrections:
        was_address = correction.field == "addresses" and same_place(correction.was, written, country) is True
        if was_address or (len(_bare(correction.was)) > _LEAST_LETTERS and _bare(correction.was) in bare):
            return f"the directory has corrected this in {body.id!r}: {correction.why}"
    when = f", last verified {body.last_verified.text}" if body.last_verified else ""
    return f"find out which is newer; the directory's entry is {body.id!r}{when}"
