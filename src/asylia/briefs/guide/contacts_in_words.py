"""Who can help, in words: what to know first, why it stands here, how to reach it, whether it is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.talk import Chosen, Talk
from asylia.directory.ages import State, age_of, oldest
from asylia.directory.dialling import number_at
from asylia.directory.match import Found
from asylia.directory.match_index import Listed
from asylia.directory.match_wish import Hit
from asylia.directory.model import Email, Organization, Phone, Website
from asylia.directory.opening import Hours, Why
from asylia.directory.words import day_names_in, hours_in_words, phrase
from asylia.languages.guide import GuideWords
from asylia.languages.texts import ORIGINAL

MOST, MOST_PHONES, MOST_LINES = 3, 2, 2
_FAX = "fax"
_STALE = (State.MAY_HAVE_CHANGED, State.WITHOUT_SOURCE)


@dataclass(frozen=True, slots=True)
class Contact:
    """One organisation."""

    id: str
    name: str
    name_language: str
    local_name: str
    local_language: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    """In English: what the directory says must be known."""
    reasons: tuple[str, ...]
    reason_ids: tuple[str, ...]
    phones: tuple[tuple[str, str], ...]
    """As written there, and as an address to dial."""
    mail: str
    web: str
    state: str
    """Whether it is open now, in words."""
    hours: str
    checked: str


@dataclass(frozen=True, slots=True)
class Group:
    """The contacts of one place, with what is said before them."""

    place: str
    title: str
    warnings: tuple[str, ...]
    contacts: tuple[Contact, ...]
    is_instead: bool
    """Whether nobody fits, so that the first contact of the place stands here."""


def contact_groups(
    found: Sequence[Found], words: GuideWords, guide: Guide, talk: Talk | None, most: int = MOST
) -> list[Group]:
    """The contacts of each place, in order."""
    return [_group(one, words, guide, talk, most) for one in found]


def _group(found: Found, words: GuideWords, guide: Guide, talk: Talk | None, most: int) -> Group:
    place = found.wish.place
    contacts = [_contact(hit.listed, hit, found, words, guide, talk) for hit in found.first[:most]]
    if not contacts and found.instead is not None:
        contacts = [_contact(found.instead, None, found, words, guide, talk)]
    warnings = [words.word(f"warn_{name}") for name in found.warnings]
    return Group(place, words.word(f"place_{place}"), tuple(warnings), tuple(contacts), not found.hits)


def _contact(
    listed: Listed, hit: Hit | None, found: Found, words: GuideWords, guide: Guide, talk: Talk | None
) -> Contact:
    one, directory = listed.organization, found.index.directory
    office = guide.plan.office_language.get(found.wish.place, ORIGINAL)
    name, language = _name(one, words.language)
    local = one.names.get(office, "")
    reasons = list(_reasons(hit, words, guide, talk)) or [("first contact", words.word("helps_first"))]
    warned = directory.taxonomy.warnings_beside(one.kind, one.needs)
    state, hours = _hours(hit, found, words) if hit is not None else ("", "")
    return Contact(
        one.id,
        name,
        language,
        local if local != name else "",
        office,
        tuple(words.word(f"warn_{warning}") for warning in warned),
        one.notes if one.publish == "warn" else (),
        tuple(text for _, text in reasons),
        tuple(reason for reason, _ in reasons),
        tuple((number_at(phone, one, found.wish.place), phone.e164 or phone.short_code) for phone in _phones(one)),
        one.emails[0].address if one.emails else "",
        one.websites[0].url if one.websites else "",
        state,
        hours,
        _checked(one, found, words),
    )


def _name(one: Organization, language: str) -> tuple[str, str]:
    """The name in the reader's language, else the English one, with the language it is in."""
    if language in one.names:
        return one.names[language], language
    if ORIGINAL in one.names:
        return one.names[ORIGINAL], ORIGINAL
    first = next(iter(one.names))
    return one.names[first], first


def _reasons(hit: Hit | None, words: GuideWords, guide: Guide, talk: Talk | None) -> Iterator[tuple[str, str]]:
    """The choices for which it is shown, else the stage, else that it is the first contact (G13)."""
    if hit is None:
        return
    chosen = [
        (f"{name}:{choice.id}", words.word(f"{name}_{choice.id}"))
        for name, question in guide.plan.sets.items()
        for choice in question.choices
        if talk is not None
        and isinstance(reply := talk.replies.get(name), Chosen)
        and choice.id in reply.ids
        and set(choice.needs) & set(hit.needs)
    ]
    if chosen:
        reason = words.word("list_separator").join(text for _, text in chosen)
        yield ",".join(name for name, _ in chosen), words.word("helps_with", reason=reason)
        return
    for name in ("stage", "letters", "where"):
        reply = talk.replies.get(name) if talk is not None else None
        if hit.needs and isinstance(reply, Chosen) and reply.ids:
            first = next(choice.id for choice in guide.plan.sets[name].choices if choice.id in reply.ids)
            yield f"{name}:{first}", words.word("helps_stage", reason=words.word(f"{name}_{first}"))
            return
    for urgent in guide.plan.now:
        if set(urgent.needs) & set(hit.needs) and talk is None:
            yield f"now:{urgent.id}", words.word("helps_with", reason=words.word(f"now_{urgent.id}"))
            return


def _hours(hit: Hit, found: Found, words: GuideWords) -> tuple[str, str]:
    """Whether it is open now, where there is a moment, and its hours; those of several lines each with its name."""
    state, why = found.hours(hit)
    said = {Hours.OPEN: "open_now", Hours.CLOSED: "closed_now", Hours.UNKNOWN: "hours_unknown"}[state]
    openings = [opening for opening in found.openings(hit) if opening.schedule.byday]
    if not openings:
        return words.word(said) if state is not Hours.UNKNOWN else "", ""
    days, by_line = _day_names(words), dict[str, list[str]]()
    for one in (opening.schedule for opening in openings):
        by_line.setdefault(one.applies_to, []).append(hours_in_words(one, days))
    services = {service.id for service in hit.organization.services}
    several = len(by_line) > 1
    written = dict.fromkeys(
        f"{phrase(line, words.texts)}: {', '.join(hours)}" if several and line not in services else ", ".join(hours)
        for line, hours in by_line.items()
    )
    hours_said = words.word("hours", hours="; ".join(list(written)[:MOST_LINES]))
    return "" if why is Why.NO_MOMENT else words.word(said), hours_said


def _day_names(words: GuideWords) -> tuple[str, ...]:
    """The short names of the days from Monday: of the interface, or of Unicode's list in a language without one."""
    if "directory_day_mo" in words.texts.interface:
        return day_names_in(words.texts)
    from babel import Locale  # noqa: PLC0415  # only languages that have the guide alone need it

    days = Locale.parse(words.tag.replace("-", "_")).days["stand-alone"]["abbreviated"]
    return tuple(str(days[day]) for day in range(7))


def _phones(one: Organization) -> tuple[Phone, ...]:
    """The numbers shown: those at which somebody can be heard."""
    return tuple(phone for phone in one.phones if phone.type != _FAX)[:MOST_PHONES]


def _checked(one: Organization, found: Found, words: GuideWords) -> str:
    """For which day a page speaks for the numbers shown, or for mail or page; a caution where that is long ago.

    Of several the oldest is said: whichever number is called, it was true at least on that day.
    """
    ways: Sequence[Phone | Email | Website] = _phones(one) or one.emails[:1] or one.websites[:1]
    directory, today = found.index.directory, found.wish.ages_on
    age = oldest(age_of(way.support, one, directory, today) for way in ways)
    if age is None:
        return ""
    caution = words.word("checked_old") if age.state in _STALE or age.is_least else ""
    if age.since is None:
        return caution
    # A stored copy without a date was read of late and may be years old: the day of reading would seem to vouch for it.
    says = words.word("checked_copy") if age.is_least else words.word("checked", date=age.as_of)
    return f"{says} {caution}".strip()
