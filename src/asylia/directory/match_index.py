"""The directory made ready for matching, once: by place and need, who serves it, with what is compared precomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from asylia.directory.ages import speaks_for
from asylia.directory.areas import UNKNOWN_REACH, Reach
from asylia.directory.model import Directory, Organization, Schedule, Service, Support
from asylia.directory.readers import public_addresses

CONFIDENCE = {"high": 0, "medium": 1, "": 2, "low": 3}
"""How far a detail is trusted, the most first; what nobody judged stands before what was judged low."""
_FAX = "fax"


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service that is given, at one place."""

    service: Service
    reach: Reach


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation that readers may see, at one place."""

    organization: Organization
    place: str
    order: int
    """Its place in the files."""
    services: tuple[ListedService, ...]
    spoken: frozenset[str]
    """Its languages, as they are compared."""
    contacts: tuple[tuple[int, int, bool], ...]
    """Of each way to reach it: confidence, the day it rests on as a number (0: no source), whether it may be older."""
    located: frozenset[str]
    """The areas of its public addresses; none where a shelter may be."""
    is_authority: bool
    is_line: bool
    """Whether it is a line that anybody may call in a crisis."""
    is_page: bool
    """Whether it only names others."""
    schedules: tuple[Schedule, ...]
    """Its hours; none where it is not known in which time zone they are written."""
    shape: int
    """A number that all share, lines apart, whose services have the same needs, audiences and areas: they fit alike."""
    trusted: int
    """A number that all share whose kind and contacts are trusted alike on any day."""
    timed: int
    """A number that all share whose services have the same hours."""

    def schedules_of(self, services: Sequence[ListedService]) -> list[Schedule]:
        """The hours of some of its services, and those that are about no service in particular."""
        if not self.schedules:
            return []
        own = {one.service.id for one in services}
        others = {service.id for service in self.organization.services} - own
        return [schedule for schedule in self.schedules if schedule.applies_to not in others]


@dataclass
class _Numbers:
    """Numbers for what is alike."""

    known: dict[object, int] = field(default_factory=dict)

    def of(self, value: object) -> int:
        return self.known.setdefault(value, len(self.known))


@dataclass(frozen=True)
class Index:
    """Who serves what, by place and need."""

    directory: Directory
    by_need: Mapping[str, Mapping[str, tuple[Listed, ...]]]
    by_id: Mapping[str, Mapping[str, Listed]]
    children: Mapping[str, tuple[str, ...]]
    """By need: those that it covers."""
    need_order: Mapping[str, int] = field(default_factory=dict)


def index_of(directory: Directory) -> Index:
    """The index. What is held back or closed, and services that are not given, are not in it."""
    by_need: dict[str, dict[str, list[Listed]]] = {place: {} for place in directory.timezones}
    by_id: dict[str, dict[str, Listed]] = {place: {} for place in directory.timezones}
    reaches: dict[tuple[str, str], Reach] = {}
    numbers = _Numbers()
    for order, organization in enumerate(directory.shown()):
        given = [service for service in organization.services if service.is_given]
        if organization.closed is not None or not given:
            continue
        for place in organization.jurisdictions:
            listed = _listed(organization, given, place, order, directory, reaches, numbers)
            by_id[place][organization.id] = listed
            for code in dict.fromkeys(code for service in given for code in service.needs):
                by_need[place].setdefault(code, []).append(listed)
    needs = directory.taxonomy.needs
    children: dict[str, list[str]] = {}
    for code, need in needs.items():
        if need.parent:
            children.setdefault(need.parent, []).append(code)
    return Index(
        directory,
        {place: {need: tuple(found) for need, found in here.items()} for place, here in by_need.items()},
        by_id,
        {parent: tuple(codes) for parent, codes in children.items()},
        {code: at for at, code in enumerate(needs)},
    )


def _listed(
    organization: Organization,
    given: Sequence[Service],
    place: str,
    order: int,
    directory: Directory,
    reaches: dict[tuple[str, str], Reach],
    numbers: _Numbers,
) -> Listed:
    matching = directory.matching
    zones = {directory.timezones[one] for one in organization.jurisdictions}
    warnings = directory.taxonomy.warnings_beside(organization.kind, organization.needs)
    services = []
    for service in given:
        asked = (place, service.area)
        if asked not in reaches:
            reaches[asked] = directory.areas.at(place).named_in(service.area)[0] if service.area else UNKNOWN_REACH
        services.append(ListedService(service, reaches[asked]))
    contacts = tuple(_contacts(organization, directory))
    schedules = organization.schedules if len(zones) == 1 else ()
    is_line = organization.kind in matching.lines.kinds
    fits = tuple((one.service.needs, one.service.audience, one.reach) for one in services)
    return Listed(
        organization,
        place,
        order,
        tuple(services),
        frozenset(matching.spoken(language.code) for language in organization.languages),
        contacts,
        _located(organization, place, directory),
        bool(matching.authorities.warning) and matching.authorities.warning in warnings,
        is_line,
        organization.kind in matching.pages,
        schedules,
        numbers.of(("shape", fits, is_line)),
        numbers.of(("trusted", organization.kind, contacts)),
        numbers.of(("timed", tuple(one.service.id for one in services), tuple(map(_rule_of, schedules)))),
    )


def _rule_of(schedule: Schedule) -> tuple[object, ...]:
    """What decides whether it is open: all but where it was seen, and words."""
    valid = schedule.valid_from, schedule.valid_to
    return schedule.applies_to, schedule.freq, schedule.byday, schedule.opens_at, schedule.closes_at, *valid


def _contacts(organization: Organization, directory: Directory) -> list[tuple[int, int, bool]]:
    ways: list[Support] = [phone.support for phone in organization.phones if phone.type != _FAX]
    ways += [item.support for items in (organization.emails, organization.websites) for item in items]
    ways += [address.support for address in organization.addresses]
    return [_trust(support, organization, directory) for support in ways]


def _trust(support: Support, organization: Organization, directory: Directory) -> tuple[int, int, bool]:
    pages = [speaks_for(page, organization) for page in directory.pages_of(support)]
    if not pages:
        return CONFIDENCE[support.confidence], 0, True
    when, is_least = max(pages, key=lambda found: (not found[1], found[0].first))
    return CONFIDENCE[support.confidence], when.first.toordinal(), is_least


def _located(organization: Organization, place: str, directory: Directory) -> frozenset[str]:
    """The areas of its public addresses."""
    areas = directory.areas.at(place)
    found: set[str] = set()
    for address in public_addresses(organization, place, directory):
        for text in (address.city, address.state_province):
            reach, _ = areas.named_in(text)
            if len(reach.areas) == 1:
                found |= reach.areas
                break
    return frozenset(found)
