"""What a reader gets of an organisation or a place: never what is held back, nor where a shelter is or may be."""

from __future__ import annotations

from datetime import date

from asylia.directory.ages import Age, ages_of
from asylia.directory.model import Address, Correction, Detail, Directory, Organization
from asylia.errors import InputError
from asylia.lawbook.fields import nearest

MOST_INSTEAD = 3
_OF_PLACES = "address"
"""How the field of a correction begins that is about an address."""


def organization_shown(directory: Directory, name: str) -> Organization:
    """The organisation of an id, if readers may see it, or one that has closed. Raises InputError."""
    organization = directory.organizations.get(name)
    if organization is None:
        visible = [one.id for one in directory.organizations.values() if not one.is_held or one.closed]
        raise InputError(f"there is no organisation {name!r} in the directory", mend=nearest(name, visible))
    if organization.is_held and organization.closed is None:
        mend = "it is shown again when somebody has called or written"
        raise InputError(f"{name} is held back, for nobody knows whether what was seen still holds", mend=mend)
    return organization


def place_named(directory: Directory, name: str) -> str:
    """The code of a place as typed. Raises InputError."""
    code = name.upper()
    if code not in directory.timezones:
        raise InputError(
            f"there is no place {name!r} in the directory", mend=f"choose from {', '.join(directory.timezones)}"
        )
    return code


def public_addresses(organization: Organization, place: str, directory: Directory) -> tuple[Address, ...]:
    """Its addresses at a place that may be looked at: never one at which a shelter is, or may be."""
    shown = shown_addresses(organization, directory)
    return tuple(address for address in shown if address.type == "physical" and address.country == place)


def shown_addresses(organization: Organization, directory: Directory) -> tuple[Address, ...]:
    """Its addresses anywhere that may be looked at. Letters can go to any."""
    hidden = directory.matching.hidden_places
    needs = directory.taxonomy.needs
    kept_apart = {
        service.at
        for service in organization.services
        if any(need in hidden or needs[need].parent in hidden for need in service.needs)
    }
    return tuple(
        address for address in organization.addresses if address.type != "physical" or not {"", address.id} & kept_apart
    )


def ages_shown(organization: Organization, directory: Directory, today: date) -> tuple[tuple[Detail, Age], ...]:
    """Every detail that readers see with its age, in the order of the file."""
    places = shown_addresses(organization, directory)
    return tuple(
        (detail, age)
        for detail, age in ages_of(organization, directory, today)
        if detail.kind != "address" or organization.addresses[detail.place[1]] in places
    )


def corrections_shown(organization: Organization, directory: Directory) -> tuple[Correction, ...]:
    """Its corrections; without those of addresses where one of them is not shown."""
    if len(shown_addresses(organization, directory)) == len(organization.addresses):
        return organization.corrections
    return tuple(one for one in organization.corrections if not one.field.startswith(_OF_PLACES))


def instead_of(directory: Directory, closed: Organization) -> tuple[Organization, ...]:
    """The next best for one that has closed: at one of its places, for one of its needs.

    Those without a warning come first, then those with a phone, then those that serve most of the needs.
    """
    others = {
        other.id: other
        for place in closed.jurisdictions
        for other in directory.shown(place)
        if other.closed is None and _served(other) & closed.needs
    }

    def rank(other: Organization) -> tuple[bool, bool, int]:
        return other.publish != "ok", not other.phones, -len(_served(other) & closed.needs)

    return tuple(sorted(others.values(), key=rank)[:MOST_INSTEAD])


def _served(organization: Organization) -> frozenset[str]:
    return frozenset(need for service in organization.services if service.is_given for need in service.needs)
