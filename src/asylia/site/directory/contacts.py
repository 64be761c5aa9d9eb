"""An organisation as pages show it: ways to reach it as links, each with its age, and the pages where it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asylia.briefs.contact_lines import MARKS, age_line, dialled, given, phone_notes
from asylia.deadlines.calendars import Calendar
from asylia.directory.ages import Age, State, age_of, oldest
from asylia.directory.dialling import number_at
from asylia.directory.model import Address, Directory, Organization, Phone, Schedule, SourcePage, Support, in_one_line
from asylia.directory.opening import Hours, Opening, opening_of
from asylia.directory.readers import ages_shown, public_addresses, shown_addresses
from asylia.directory.words import day_names_in, hours_in_words, kind_name, phrase
from asylia.languages.texts import ORIGINAL, Texts

_FAX = "fax"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in which something was seen (D2)."""

    title: str
    publisher: str
    url: str
    how: str
    """How and on which day, in words."""


@dataclass(frozen=True, slots=True)
class AgeShown:
    """How old a detail is, in words and as a sign (D1)."""

    state: str
    """Of `asylia.directory.ages.State`; the style of its mark."""
    mark: str
    text: str
    how: str
    """How and on which day that page was read."""
    caution: str
    """May be old, may have changed; empty for what is fresh."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach an organisation."""

    kind: str
    """phone, mail, web or place; the icon and the style."""
    text: str
    href: str
    """tel, mailto or a web address; empty for what is no link."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aged:
    """What has one age and was seen in the same pages."""

    ways: tuple[Way, ...]
    age: AgeShown
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class HoursShown:
    """Usual hours, and whether somebody is there now (D8)."""

    parts: tuple[str, ...]
    state: str
    """open, closed or unknown."""
    now: str
    """The same in words; empty where it is not asked."""
    zone: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its language."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over every entry: names, kind, and what must be known before any contact."""

    id: str
    names: tuple[Name, ...]
    kind: str
    places: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    is_unconfirmed: bool
    closed: str


def names_of(organization: Organization, said: Texts) -> tuple[Name, ...]:
    """The name in the reader's language, else the English one, then the others."""
    first = said.language if said.language in organization.names else ORIGINAL
    rest = (lang for lang in organization.names if lang != first)
    found = {organization.names[lang]: lang for lang in reversed([first, *rest])}
    return tuple(Name(lang, text) for text, lang in reversed(found.items()))


def head_of(organization: Organization, directory: Directory, said: Texts) -> Head:
    """What is said before anybody is called: P9, and the notes of those with `publish: warn` (D7)."""
    taxonomy = directory.taxonomy
    is_warned = organization.publish == "warn"
    return Head(
        id=organization.id,
        names=names_of(organization, said),
        kind=kind_name(organization.kind, taxonomy, said),
        places=organization.jurisdictions,
        warnings=tuple(
            said.word(f"directory_warns_{warning}")
            for warning in taxonomy.warnings_beside(organization.kind, organization.needs)
        ),
        notes=tuple(given(note, said) for note in organization.notes) if is_warned else (),
        is_unconfirmed=is_warned,
        closed=said.word("directory_closed", date=organization.closed.since) if organization.closed else "",
    )


def age_shown(age: Age, said: Texts) -> AgeShown:
    """An age for a page."""
    how = said.word(f"directory_how_{age.page.how}", date=age.page.seen) if age.page else ""
    caution = "" if age.state is State.FRESH else said.word(f"directory_{age.state.value}")
    return AgeShown(age.state.value, MARKS[age.state], age_line(age, said), how, caution)


def oldest_of(organization: Organization, directory: Directory, now: datetime, said: Texts) -> AgeShown | None:
    """The age of its oldest detail."""
    found = oldest(age for _, age in ages_shown(organization, directory, now.date()))
    return age_shown(found, said) if found else None


def seen_in(support: Support, directory: Directory, said: Texts) -> tuple[Seen, ...]:
    """The pages behind a detail."""
    return tuple(_seen(page, said) for page in directory.pages_of(support))


def _seen(page: SourcePage, said: Texts) -> Seen:
    url = page.url if page.url.startswith(("https://", "http://")) else ""
    return Seen(page.title, page.publisher, url, said.word(f"directory_how_{page.how}", date=page.seen))


def contacts_of(
    organization: Organization, directory: Directory, now: datetime, said: Texts, place: str | None = None
) -> tuple[Aged, ...]:
    """Phones, mail, web pages and addresses, those together that have one age and one source.

    A place at which a shelter is, or may be, is never among them (D5).
    """
    found: list[tuple[Way, Support]] = []
    numbers = [(phone, number_at(phone, organization, place)) for phone in organization.phones if phone.type != _FAX]
    found += [(_phone(phone, written, said), phone.support) for phone, written in numbers]
    found += [(_mail(one.address, one.purpose, said), one.support) for one in organization.emails]
    found += [(Way("web", site.url, site.url, ()), site.support) for site in organization.websites]
    places = public_addresses(organization, place, directory) if place else shown_addresses(organization, directory)
    found += [(_address(one, said), one.support) for one in places]
    return _together(found, organization, directory, now, said)


def faxes_of(organization: Organization, directory: Directory, now: datetime, said: Texts) -> tuple[Aged, ...]:
    """Numbers for letters only, apart from those that somebody answers."""
    numbers = [(phone, number_at(phone, organization)) for phone in organization.phones if phone.type == _FAX]
    found = [(_phone(phone, written, said), phone.support) for phone, written in numbers]
    return _together(found, organization, directory, now, said)


def _together(
    found: Sequence[tuple[Way, Support]], organization: Organization, directory: Directory, now: datetime, said: Texts
) -> tuple[Aged, ...]:
    groups: list[Aged] = []
    for way, support in found:
        age = age_shown(age_of(support, organization, directory, now.date()), said)
        seen = seen_in(support, directory, said)
        if groups and (groups[-1].age, groups[-1].seen) == (age, seen):
            groups[-1] = Aged((*groups[-1].ways, way), age, seen)
        else:
            groups.append(Aged((way,), age, seen))
    return tuple(groups)


def _phone(phone: Phone, written: str, said: Texts) -> Way:
    return Way("phone", written, dialled(phone), phone_notes(phone, written, said))


def _mail(address: str, purpose: str, said: Texts) -> Way:
    return Way("mail", address, f"mailto:{address}", tuple(filter(None, [given(purpose, said)])))


def _address(address: Address, said: Texts) -> Way:
    is_for_letters = address.type == "postal"
    notes = [said.word("card_address_postal") if is_for_letters else "", given(address.note, said)]
    return Way("place", in_one_line(address), "", tuple(filter(None, notes)))


def hours_now(
    organization: Organization, zone: str, now: datetime, calendar: Calendar | None, said: Texts
) -> tuple[HoursShown, ...]:
    """Its usual hours with whether they hold now, in the time of the place."""
    found = ((schedule, opening_of(schedule, now, calendar)) for schedule in organization.schedules)
    return tuple(hours_shown(schedule, one, organization, zone, said) for schedule, one in found)


def hours_shown(
    schedule: Schedule, opening: Opening | None, organization: Organization, zone: str, said: Texts
) -> HoursShown:
    """One schedule; without an opening it does not hold on the day, or no one zone is its own."""
    names = {service.id: service.name for service in organization.services}
    service = names.get(schedule.applies_to)
    parts = (
        given(service, said) if service else phrase(schedule.applies_to, said),
        hours_in_words(schedule, day_names_in(said)),
        given(schedule.description, said),
        given(schedule.note, said),
    )
    state = opening.state if opening else Hours.UNKNOWN
    why = state.value if state is not Hours.UNKNOWN else opening.why.value if opening else ""
    now = said.word(f"match_hours_{why}") if why in ("open", "closed", "holiday", "no_hours") else ""
    return HoursShown(tuple(filter(None, parts)), state.value, now, zone)


def languages_of(organization: Organization, directory: Directory, said: Texts) -> tuple[tuple[str, str, str], ...]:
    """Code, name and remark of each language that is spoken there."""
    names = directory.matching.languages
    found = []
    for one in organization.languages:
        known = names.get(one.code) or names.get(one.code.split("-")[0])
        name = one.code if known is None else known.en if said.language == ORIGINAL else known.own
        found.append((one.code, name, given(one.note, said)))
    return tuple(found)


def plain_warnings(codes: Iterable[str], said: Texts) -> tuple[str, ...]:
    """Warnings by their ids."""
    return tuple(said.word(f"directory_warns_{code}") for code in codes)
