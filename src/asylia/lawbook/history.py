"""The law through time: on which days it changed, and what each change did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from asylia.lawbook.law import FIRST_LAW
from asylia.lawbook.model import LawData, Provision, TreatyAtPlace, Version

DOES = ("begins", "changes", "ends", "treaty binds", "treaty may bind", "treaty ends")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one provision or treaty on one day."""

    day: date
    does: str
    """One of DOES."""
    provision: Provision | None
    before: Version | None
    after: Version | None
    treaty: str = ""


def history_of(data: LawData, place: str, first: date = FIRST_LAW, last: date = date.max) -> list[Change]:
    """Every change at a place between two days, both included, in the order of time."""
    changes = [
        change
        for provision in data.provisions.values()
        if provision.place == place
        for change in _of_provision(provision)
    ]
    for name, treaty in data.treaties.items():
        if place in treaty.places:
            changes += _of_treaty(name, treaty.places[place])
    return sorted((c for c in changes if first <= c.day <= last), key=lambda change: change.day)


def _of_provision(provision: Provision) -> Iterator[Change]:
    versions = sorted(provision.versions, key=lambda version: version.start)
    for at, version in enumerate(versions):
        before = versions[at - 1] if at else None
        follows = before is not None and before.end == version.start - timedelta(days=1)
        yield Change(version.start, "changes" if follows else "begins", provision, before if follows else None, version)
        after = versions[at + 1] if at + 1 < len(versions) else None
        goes_on = after is not None and version.end == after.start - timedelta(days=1)
        if version.end is not None and not goes_on:
            yield Change(version.end + timedelta(days=1), "ends", provision, version, None)


def _of_treaty(name: str, at: TreatyAtPlace) -> Iterator[Change]:
    if not at.bound or at.earliest is None:
        return
    if at.latest is not None and at.latest != at.earliest:
        yield Change(at.earliest, "treaty may bind", None, None, None, name)
    yield Change(at.latest or at.earliest, "treaty binds", None, None, None, name)
    if at.until is not None:
        yield Change(at.until + timedelta(days=1), "treaty ends", None, None, None, name)


def version_on(provision: Provision, day: date) -> Version | None:
    """The version whose days cover a day, whatever date governs it; None if there is none."""
    return next((version for version in provision.versions if version.covers(day)), None)


def difference(data: LawData, place: str, earlier: date, later: date) -> list[Change]:
    """What the law of a place on one day has, lacks or words differently beside that on another day."""
    changes = []
    for provision in data.provisions.values():
        if provision.place != place:
            continue
        before, after = version_on(provision, earlier), version_on(provision, later)
        if (before is None and after is None) or before is after:
            continue
        does = "begins" if before is None else "ends" if after is None else "changes"
        changes.append(Change(later, does, provision, before, after))
    for name, treaty in data.treaties.items():
        if place in treaty.places:
            changes += [c for c in _of_treaty(name, treaty.places[place]) if earlier < c.day <= later]
    return changes
