"""What a reader gets who names an organisation or a place: never what is held back."""

from __future__ import annotations

from asylia.directory.model import Directory, Organization
from asylia.errors import InputError
from asylia.lawbook.fields import nearest

MOST_INSTEAD = 3


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
