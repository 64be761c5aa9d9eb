"""The upkeep queue: which details want a check, the most used needs and the oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asylia.directory.ages import Age, State, ages_of
from asylia.directory.model import Detail, Directory, Organization

_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Due:
    """One check to make, with what puts it at its place in the queue."""

    organization: Organization
    details: tuple[Detail, ...]
    """One; or all languages of an organisation, which are read together."""
    age: Age
    need: str
    """The most used need that it serves."""
    is_urgent: bool
    filed: int
    """How many services that readers may see are filed under that need."""


def due_in(directory: Directory, today: date, jurisdiction: str | None = None) -> tuple[Due, ...]:
    """What wants a check on a day: first what readers see, then by need, then the oldest.

    Needs that are offered first come first, then those under which more services are filed. What has no source comes
    before what is old. Organisations that have closed are left alone.
    """
    uses = Counter(need for shown in directory.shown() for service in shown.services for need in service.needs)
    found = [
        due
        for organization in directory.organizations.values()
        if organization.closed is None and jurisdiction in (None, *organization.jurisdictions)
        for due in _due_of(organization, directory, today, uses)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(due: Due) -> tuple[object, ...]:
    has_source = due.age.state is not State.WITHOUT_SOURCE
    return (due.organization.is_held, not due.is_urgent, -due.filed, due.need, has_source, -due.age.days)


def _due_of(organization: Organization, directory: Directory, today: date, uses: Mapping[str, int]) -> list[Due]:
    found: list[Due] = []
    for detail, age in ages_of(organization, directory, today):
        if age.state is State.FRESH:
            continue
        last = found[-1] if found else None
        if detail.kind == _LANGUAGE and last and last.details[0].kind == _LANGUAGE and last.age == age:
            found[-1] = Due(organization, (*last.details, detail), age, last.need, last.is_urgent, last.filed)
            continue
        need = _most_used(_needs_of(detail, organization), directory, uses)
        is_urgent = need != "" and directory.taxonomy.needs[need].urgent
        found.append(Due(organization, (detail,), age, need, is_urgent, uses.get(need, 0)))
    return found


def _needs_of(detail: Detail, organization: Organization) -> frozenset[str]:
    if detail.kind != "service":
        return organization.needs
    return frozenset(organization.services[detail.place[1]].needs)


def _most_used(needs: frozenset[str], directory: Directory, uses: Mapping[str, int]) -> str:
    known = directory.taxonomy.needs
    return min(needs, key=lambda need: (not known[need].urgent, -uses.get(need, 0), need), default="")
