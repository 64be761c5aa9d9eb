"""What the directory holds: organisations, and their details with sources.

Names of fields follow HSDS 3.0 (Open Referral) where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from asylia.directory.areas import Areas
from asylia.directory.matching import Matching
from asylia.directory.taxonomy import Taxonomy

PUBLISH = ("ok", "warn", "hold")
"""May be shown; shown with its notes; kept back until somebody has called or written."""
CONFIDENCES = ("high", "medium", "low")
HOW_SEEN = ("archive", "page", "phone", "mail")
"""A stored copy, which can be older than the day it was read; the page itself; a call; a letter."""
STATUSES = ("active", "inactive", "defunct", "temporarily closed", "unknown")
PHONE_TYPES = ("voice", "fax", "voice_and_fax", "toll_free", "navi_dial", "short_code", "chat")
ADDRESS_TYPES = ("physical", "postal")
FREQUENCIES = ("WEEKLY", "MONTHLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DETAILS = ("website", "email", "phone", "address", "schedule", "service", "language")
"""Kinds of detail that grow old by themselves."""
NTH_WEEKDAY = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)\Z")
"""A weekday; in a monthly rule with which one of the month, the last being -1."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as a page carries it: a day, a month or a year."""

    text: str
    first: date
    last: date

    @property
    def is_exact(self) -> bool:
        """Whether it names one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page, call or letter in which details were seen."""

    tag: str
    title: str
    publisher: str
    url: str
    how: str
    seen: date
    dated: PrintedDate | None
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Support:
    """Where something was seen, by tags of sources, and how far that is trusted."""

    sources: tuple[str, ...]
    confidence: str = ""
    """high, medium or low; empty where nobody judged it."""


@dataclass(frozen=True, slots=True)
class Website:
    """A web address of an organisation."""

    url: str
    seen: bool
    """False where the address is known but the page was not read."""
    support: Support
    line: int


@dataclass(frozen=True, slots=True)
class Email:
    """A mail address of an organisation, never of one person."""

    address: str
    purpose: str
    support: Support
    line: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: in the form to dial from anywhere, and as it is written where it is used."""

    display: str
    type: str
    e164: str
    """With plus and country code; empty for a short code."""
    short_code: str
    from_abroad: str
    """What to dial for a short code from abroad, as the source writes it."""
    reachable_from_abroad: bool
    purpose: str
    note: str
    support: Support
    line: int


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in its parts. A part that is empty is not in the source, or does not exist at the place."""

    id: str
    type: str
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    note: str
    support: Support
    line: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something is open: days and hours in the time of the place, or words where the rule does not fit."""

    applies_to: str
    """The id of a service, or in words what is open."""
    freq: str
    byday: tuple[str, ...]
    opens_at: time | None
    closes_at: time | None
    valid_from: date | None
    valid_to: date | None
    description: str
    note: str
    support: Support
    line: int

    @property
    def is_whole_day(self) -> bool:
        """Whether it runs from midnight to midnight."""
        return self.opens_at == self.closes_at == time(0)

    @property
    def never_closes(self) -> bool:
        """Whether somebody is there at every hour of every day of the week."""
        return self.is_whole_day and self.freq == "WEEKLY" and set(WEEKDAYS) <= set(self.byday)


@dataclass(frozen=True, slots=True)
class Service:
    """What an organisation does for people."""

    id: str
    name: str
    needs: tuple[str, ...]
    audience: tuple[str, ...]
    cost: str
    """As the source says; empty where it says nothing."""
    area: str
    at: str
    """The id of the address where it is given; empty if not known."""
    status: str
    note: str
    support: Support
    line: int

    @property
    def is_given(self) -> bool:
        """Whether one can go there: what has ended, or may have, is not offered."""
        return self.status == "active"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is spoken or written there."""

    code: str
    note: str
    support: Support
    line: int


_Item = Website | Email | Phone | Address | Schedule | Service | Language


@dataclass(frozen=True, slots=True)
class Correction:
    """What a source or an earlier version said wrongly, and what stands now."""

    field: str
    was: str
    now: str
    why: str
    on: date | None
    """None for those made when the directory was compiled."""
    support: Support
    line: int


@dataclass(frozen=True, slots=True)
class Closed:
    """That an organisation has ended its work, and when."""

    since: date
    support: Support


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that can grow old by itself."""

    organization: str
    kind: str
    """One of `DETAILS`."""
    id: str
    """The kind; where there are several, then a dot and the id or number of the item: `phone.2`, `service.legal`."""
    value: str
    """What a check must find again."""
    support: Support
    line: int
    place: tuple[str, int]
    """The key of the list in the file, and the position in it."""


@dataclass(frozen=True, slots=True)
class Organization:
    """One body with its details. `file` and `line` are where it stands."""

    id: str
    kind: str
    publish: str
    jurisdictions: tuple[str, ...]
    names: Mapping[str, str]
    other_names: tuple[str, ...]
    names_unverified: Mapping[str, str]
    """Names not met in a source that was read: not shown."""
    description: str
    websites: tuple[Website, ...]
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    addresses: tuple[Address, ...]
    schedules: tuple[Schedule, ...]
    services: tuple[Service, ...]
    languages: tuple[Language, ...]
    languages_note: str
    contacts_note: str
    """Why a contact was left out; not shown."""
    last_verified: PrintedDate | None
    closed: Closed | None
    notes: tuple[str, ...]
    """What a reader must know; shown where `publish` is warn."""
    upkeep_notes: tuple[str, ...]
    """What the keepers of the data must know; not shown."""
    corrections: tuple[Correction, ...]
    sources: tuple[str, ...]
    seed_block: int | None
    """The number of its block in the first page of the project."""
    file: str
    line: int

    @property
    def is_held(self) -> bool:
        """Whether it is kept back from every page for readers."""
        return self.publish == "hold"

    @property
    def needs(self) -> frozenset[str]:
        """The needs that its services serve."""
        return frozenset(need for service in self.services for need in service.needs)

    def details(self) -> Iterator[Detail]:
        """Every detail with sources of its own, in the order of the file."""
        yield from self._listed("website", "websites", [(site.url, site) for site in self.websites])
        yield from self._listed("email", "emails", [(email.address, email) for email in self.emails])
        yield from self._listed("phone", "phones", [(phone.display, phone) for phone in self.phones])
        yield from self._listed("address", "addresses", [(in_one_line(place), place) for place in self.addresses])
        yield from self._listed("schedule", "schedules", [(hours_of(hours), hours) for hours in self.schedules])
        yield from self._listed("service", "services", [(service.name, service) for service in self.services])
        yield from self._listed("language", "languages", [(spoken.code, spoken) for spoken in self.languages])

    def _listed(self, kind: str, key: str, items: list[tuple[str, _Item]]) -> Iterator[Detail]:
        for at, (value, item) in enumerate(items):
            if isinstance(item, Language):
                name = f"{kind}.{item.code}"
            elif isinstance(item, (Address, Service)):
                name = f"{kind}.{item.id}" if len(items) > 1 else kind
            else:
                name = f"{kind}.{at + 1}" if len(items) > 1 else kind
            yield Detail(self.id, kind, name, value, item.support, item.line, (key, at))


def in_one_line(address: Address) -> str:
    """The address as it is written on one line."""
    parts = (address.address_1, address.city, address.state_province, address.postal_code, address.country)
    return ", ".join(part for part in parts if part)


def hours_of(schedule: Schedule) -> str:
    """Days and hours as they stand in the file."""
    hours = "-".join(f"{at:%H:%M}" for at in (schedule.opens_at, schedule.closes_at) if at)
    rule = " ".join(part for part in (",".join(schedule.byday), hours) if part)
    return f"{schedule.applies_to}: {rule or schedule.description}"


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """After how many days a detail may be old, and may have changed."""

    may_be_old: int
    may_have_changed: int
    may_be_old_by_kind: Mapping[str, int]
    """By kind of organisation, where it is not the common number."""


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A body that somebody wants or names, of which no detail was seen."""

    name: str
    jurisdiction: str


@dataclass(frozen=True)
class Directory:
    """Everything in the folder. What is `hold` is inside: whatever leaves goes through `shown`."""

    version: str
    compiled: date
    licence_note: str
    timezones: Mapping[str, str]
    """By place: the time zone in which its hours are written."""
    postal_codes: Mapping[str, str]
    """By place that has postcodes: how they are written, as a regular expression."""
    ages: AgeLimits
    taxonomy: Taxonomy
    sources: Mapping[str, SourcePage]
    organizations: Mapping[str, Organization]
    to_verify: tuple[ToVerify, ...]
    areas: Areas = field(default_factory=Areas)
    matching: Matching = field(default_factory=Matching)

    def shown(self, jurisdiction: str | None = None) -> tuple[Organization, ...]:
        """What readers may see, in the order of the files: never what is held back."""
        return tuple(
            organization
            for organization in self.organizations.values()
            if not organization.is_held and jurisdiction in (None, *organization.jurisdictions)
        )

    def pages_of(self, support: Support) -> tuple[SourcePage, ...]:
        """The pages behind a detail, in the order of the file."""
        return tuple(self.sources[tag] for tag in support.sources)
