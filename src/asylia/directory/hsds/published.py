"""What of the directory may leave: exports and interfaces are made from this, and from nothing else.

What is on hold, what only the keepers read, where a shelter is or may be, and where something stands in a file is not
in it: what it does not hold cannot leave by any option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from asylia.directory.model import (
    Address,
    Correction,
    Directory,
    Email,
    Language,
    Organization,
    Phone,
    Schedule,
    Service,
    SourcePage,
    Support,
    Website,
)
from asylia.directory.readers import corrections_shown, shown_addresses
from asylia.directory.taxonomy import Audience, Kind, Need

Placed = TypeVar("Placed", Website, Email, Phone, Address, Schedule, Service, Language, Correction)
"""A detail or a correction: what stands on a line of a file."""


@dataclass(frozen=True, slots=True)
class Published:
    """Organisations that are shown, the pages behind them, and the words by which services are filed."""

    version: str
    compiled: date
    licence_note: str
    needs: Mapping[str, Need]
    audiences: Mapping[str, Audience]
    kinds: Mapping[str, Kind]
    sources: Mapping[str, SourcePage]
    organizations: tuple[Organization, ...]


def published(directory: Directory) -> Published:
    """What readers may have."""
    shown = tuple(_bare(_without_shelters(one, directory)) for one in directory.shown())
    used = {tag for organization in shown for tag in tags_of(organization)}
    return Published(
        directory.version,
        directory.compiled,
        directory.licence_note,
        {code: replace(need, line=0) for code, need in directory.taxonomy.needs.items()},
        dict(directory.taxonomy.audiences),
        dict(directory.taxonomy.kinds),
        {tag: replace(page, line=0) for tag, page in directory.sources.items() if tag in used},
        shown,
    )


def _without_shelters(organization: Organization, directory: Directory) -> Organization:
    """Without the places at which a shelter is, or may be, and without what corrections say of them.

    A service at such a place stays, and says nothing of where it is.
    """
    kept = shown_addresses(organization, directory)
    if len(kept) == len(organization.addresses):
        return organization
    places = {"", *(address.id for address in kept)}
    return replace(
        organization,
        addresses=kept,
        services=tuple(one if one.at in places else replace(one, at="") for one in organization.services),
        corrections=corrections_shown(organization, directory),
    )


def _bare(organization: Organization) -> Organization:
    return replace(
        organization,
        names_unverified={},
        contacts_note="",
        upkeep_notes=(),
        seed_block=None,
        websites=_unplaced(organization.websites),
        emails=_unplaced(organization.emails),
        phones=_unplaced(organization.phones),
        addresses=_unplaced(organization.addresses),
        schedules=_unplaced(organization.schedules),
        services=_unplaced(organization.services),
        languages=_unplaced(organization.languages),
        corrections=_unplaced(organization.corrections),
        file="",
        line=0,
    )


def _unplaced(details: tuple[Placed, ...]) -> tuple[Placed, ...]:
    return tuple(replace(detail, line=0) for detail in details)


def tags_of(organization: Organization) -> Iterator[str]:
    """The tags of all sources of an organisation and of what it holds; the same can come again."""
    yield from organization.sources
    for support in supports(organization):
        yield from support.sources


def supports(organization: Organization) -> Iterator[Support]:
    """The support of each detail, each correction and the end of the work."""
    lists = (
        organization.websites,
        organization.emails,
        organization.phones,
        organization.addresses,
        organization.schedules,
        organization.services,
        organization.languages,
        organization.corrections,
    )
    for details in lists:
        for detail in details:
            yield detail.support
    if organization.closed:
        yield organization.closed.support
