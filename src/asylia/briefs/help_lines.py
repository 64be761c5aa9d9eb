"""Who can help, as lines: warnings before contacts, at most three first, each with the reasons why it stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from asylia.assessment.lines import Line
from asylia.briefs.contact_lines import MARKS, age_line, given, name_in, phone_line
from asylia.directory.ages import age_of
from asylia.directory.dialling import number_at
from asylia.directory.match import Found
from asylia.directory.match_reasons import Reason, order_of, reasons_of
from asylia.directory.match_wish import FAR, Hit
from asylia.directory.model import Directory, Organization, Schedule, in_one_line
from asylia.directory.readers import public_addresses
from asylia.directory.words import audience_name, day_names_in, hours_in_words, need_name, phrase
from asylia.languages.texts import ORIGINAL, Texts

_FAX = "fax"


def help_lines(found: Found, said: Texts, *, everything: bool = False, in_assessment: bool = False) -> Iterator[Line]:
    """What was found, the most needed first. `in_assessment`: as one section among others."""
    yield from _before(found, said)
    if found.instead is not None:
        yield Line(0 if not in_assessment else 1, said.word("match_none"), "note")
        yield from _named(found.instead.organization, found, said, "1.")
        if found.contact is not None:
            yield Line(2, said.titled(found.contact.why), "reason", "+")
        yield from _ways(found.instead.organization, found, said)
    elif not found.hits:
        yield Line(1, said.word("match_none"), "note")
    else:
        shown = said.word("match_first", shown=len(found.first), n=len(found.hits))
        yield Line(1 if in_assessment else 0, shown, "note" if in_assessment else "heading")
        for number, hit in enumerate(found.first, 1):
            yield from _hit(hit, found, said, f"{number}. ")
        yield from _others(found, said, everything=everything, in_assessment=in_assessment)
    yield from _languages(found, said)
    if found.hits:
        yield Line(1, order_in_words(found, said), "note")
    if any(listed.organization.phones for listed in (*(hit.listed for hit in found.first), found.instead) if listed):
        yield Line(1, said.word("match_calls"), "note", "!")


def order_in_words(found: Found, said: Texts) -> str:
    """Why the first stand first, in one sentence or two."""
    rules = said.word("list_separator").join(said.word(f"match_order_{rule}") for rule in order_of(found))
    text = said.word("match_order", rules=rules)
    return f"{text} {said.word('match_order_for_need')}" if len({*found.wish.needs, *found.added}) > 1 else text


def language_name(tag: str, directory: Directory, said: Texts) -> str:
    """A language by its English name for readers of English, by its own name for others; with its code."""
    names = directory.matching.languages
    name = names.get(tag) or names.get(tag.split("-")[0])
    if name is None:
        return tag
    return f"{name.en if said.language == ORIGINAL else name.own} ({tag})"


def _short_name(tag: str, directory: Directory, said: Texts) -> str:
    names = directory.matching.languages.get(tag)
    return names.en if names and said.language == ORIGINAL else tag


def _before(found: Found, said: Texts) -> Iterator[Line]:
    """What must be known before anybody is called."""
    for warning in found.warnings:
        yield Line(1, said.word(f"directory_warns_{warning}"), "warning", "!")


def _hit(hit: Hit, found: Found, said: Texts, mark: str) -> Iterator[Line]:
    """One organisation: what to know first, why it stands here, how to reach it, when."""
    organization = hit.organization
    yield from _named(organization, found, said, mark)
    told = [reason_in_words(reason, found, said) for reason in reasons_of(hit, found)]
    reasons = said.word("match_reason_separator").join(told)
    yield Line(2, said.word("match_why", reasons=reasons), "reason", "+")
    yield from _ways(organization, found, said)
    for opening in found.openings(hit):
        yield Line(2, f"{said.word('directory_hours')}: {_hours(opening.schedule, organization, found, said)}", "note")


def _hours(schedule: Schedule, organization: Organization, found: Found, said: Texts) -> str:
    names = {service.id: service.name for service in organization.services}
    service = names.get(schedule.applies_to)
    parts = [given(service, said) if service else phrase(schedule.applies_to, said)]
    parts.append(hours_in_words(schedule, day_names_in(said)))
    parts += [given(schedule.description, said), given(schedule.note, said)]
    return " · ".join(filter(None, (*parts, found.index.directory.timezones[found.wish.place])))


def _named(organization: Organization, found: Found, said: Texts, mark: str) -> Iterator[Line]:
    """The name, and what must be known before it is called."""
    yield Line(1, f"{name_in(organization, said)} · {organization.id}", "finding", mark)
    yield from _cautions(organization, found, said)


def _cautions(organization: Organization, found: Found, said: Texts) -> Iterator[Line]:
    for warning in found.index.directory.taxonomy.warnings_beside(organization.kind, organization.needs):
        yield Line(2, said.word(f"directory_warns_{warning}"), "warning", "!")
    if organization.publish == "warn":
        for note in organization.notes:
            yield Line(2, given(note, said), "warning", "!")
        if not organization.notes:
            yield Line(2, said.word("directory_warned_only"), "warning", "!")


def _ways(organization: Organization, found: Found, said: Texts) -> Iterator[Line]:
    """How to reach it; an age stands behind all that it is said of."""
    directory, today = found.index.directory, found.wish.ages_on
    numbers = [(phone, number_at(phone, organization, found.wish.place)) for phone in organization.phones]
    ways = [(phone_line(phone, written, said), phone.support) for phone, written in numbers if phone.type != _FAX]
    ways += [(_mail(email.address, email.purpose, said), email.support) for email in organization.emails]
    ways += [(site.url, site.support) for site in organization.websites[:1]]
    public = public_addresses(organization, found.wish.place, directory)
    ways += [(in_one_line(address), address.support) for address in public]
    aged = [(text, age_of(support, organization, directory, today)) for text, support in ways]
    for at, (text, age) in enumerate(aged):
        yield Line(2, text, "finding", "→")
        if at + 1 == len(aged) or age_line(aged[at + 1][1], said) != age_line(age, said):
            yield Line(3, age_line(age, said), "reason", MARKS[age.state])


def _mail(address: str, purpose: str, said: Texts) -> str:
    return f"{address} ({given(purpose, said)})" if purpose else address


def _others(found: Found, said: Texts, *, everything: bool, in_assessment: bool) -> Iterator[Line]:
    rest = found.rest
    if rest and everything:
        yield Line(0, said.word("match_others"), "heading")
        for number, hit in enumerate(rest, len(found.first) + 1):
            yield from _hit(hit, found, said, f"{number}. ")
    elif rest:
        yield Line(1, said.word("match_n_more" if in_assessment else "match_more", n=len(rest)), "note")


def _languages(found: Found, said: Texts) -> Iterator[Line]:
    """The line with interpreters, where nobody among the first lists the language."""
    if not found.wish.languages or any(hit.speaks for hit in found.first):
        return
    line = found.language_line
    if line is None:
        yield Line(1, said.word("match_no_language_line"), "note")
        return
    organization = line.organization
    yield Line(1, said.word("match_language_line", name=name_in(organization, said), id=organization.id), "note")
    spoken = {found.index.directory.matching.spoken(tag) for tag in found.wish.languages}
    if not spoken & line.spoken:
        yield Line(1, said.word("match_language_line_unsure"), "note")
    if organization.id not in {hit.organization.id for hit in found.first}:
        yield from _cautions(organization, found, said)
        yield from _ways(organization, found, said)


# --- reasons ---------------------------------------------------------------------------------------------------------


def reason_in_words(reason: Reason, found: Found, said: Texts) -> str:
    """A reason as people read it; empty for one that says nothing (a distance that is not known)."""
    directory = found.index.directory
    taxonomy, areas = directory.taxonomy, directory.areas.at(found.wish.place)
    between = said.word("list_separator")
    values = {key: list(codes) for key, codes in reason.values.items()}
    if values.get("borders") == [str(FAR)]:
        values["borders"] = ["?"]
    named: Mapping[str, Callable[[str], str]] = {
        "need": lambda code: need_name(taxonomy.needs[code], said),
        "asked": lambda code: need_name(taxonomy.needs[code], said),
        "audience": lambda code: audience_name(code, taxonomy, said),
        "language": lambda code: language_name(code, directory, said),
        "area": lambda code: areas.areas[code].names.get(said.language) or areas.areas[code].names[ORIGINAL],
        "says": lambda text: phrase(text, said),
    }
    if reason.id == "speaks_others":  # a long list: short names
        named = {"language": lambda code: _short_name(code, directory, said)}
    words = {
        key: between.join(named[key](code) if key in named else code for code in codes) for key, codes in values.items()
    }
    return said.word(f"match_{reason.id}", **words)
