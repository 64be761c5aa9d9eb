"""Lints of what matching rests on: first contacts, borders, and names of areas that mean none."""

from __future__ import annotations

from collections.abc import Iterator

from asylia.directory.areas import one_sided
from asylia.directory.lints.checked import Checked, remark
from asylia.directory.model import Organization
from asylia.lawbook.lints.remark import ERROR, WARNING, Remark

_INTERPRETING = "interpretation"


def unfit_first_contact(checked: Checked) -> Iterator[Remark]:
    """A first contact, or a line with interpreters, that is held back, closed, elsewhere, or gives no such help."""
    directory = checked.directory
    for place, contact in directory.matching.first_contacts.items():
        for what, name in (("first contact", contact.organization), ("line with interpreters", contact.language_line)):
            organization = directory.organizations.get(name)
            # A part of a directory need not hold those whom the rules of the whole one name.
            says = _unfit(organization, place, interprets=what != "first contact") if organization else ""
            if says:
                says = f"{name} is the {what} of {place} and {says}"
                mend = "name another, for people are sent there when nothing else fits"
                yield Remark("first-contact", ERROR, directory.matching.file, contact.line, says, mend)
    if directory.matching.file:
        for place in directory.timezones:
            if place not in directory.matching.first_contacts:
                says, mend = f"{place} has no first contact", "name one: nothing found must still lead somewhere"
                yield Remark("first-contact", ERROR, directory.matching.file, 1, says, mend)


def _unfit(organization: Organization, place: str, *, interprets: bool) -> str:
    """What speaks against it; empty if nothing does."""
    given = [service for service in organization.services if service.is_given]
    if organization.is_held or organization.closed:
        return "is held back or closed"
    if place not in organization.jurisdictions:
        return "does not work there"
    if not given:
        return "gives no service now"
    if not (organization.phones or organization.emails or organization.websites):
        return "has no phone, mail or web page"
    if interprets and not any(need.split(".")[0] == _INTERPRETING for one in given for need in one.needs):
        return "does not interpret"
    return ""


def absent_file(checked: Checked) -> Iterator[Remark]:
    """A directory without areas or without rules of matching: nobody is found by where they are, or led to anybody."""
    directory = checked.directory
    for file, name in ((directory.areas.file, "areas.yaml"), (directory.matching.file, "matching.yaml")):
        if not file:
            says, mend = f"there is no {name}", "add it: without it people find less"
            yield Remark("absent-file", WARNING, f"{checked.name}/directory.yaml", 1, says, mend)


def one_sided_border(checked: Checked) -> Iterator[Remark]:
    """A border or a way over water that only one of its two ends knows."""
    areas = checked.directory.areas
    for place, here in areas.places.items():
        for area, other in one_sided(here):
            says = f"{place}: {area.id} has {other} beside it, and {other} does not have {area.id}"
            yield Remark("one-sided-border", ERROR, areas.file, area.line, says, "write the pair at both ends")


def unreachable_area(checked: Checked) -> Iterator[Remark]:
    """An area from which some other area of the place cannot be reached: its distance would never be known."""
    areas = checked.directory.areas
    for place, here in areas.places.items():
        for area in here.areas.values():
            if len(here.borders_from(area.id)) < len(here.areas):
                says = f"{place}: not every area can be reached from {area.id}"
                mend = "add the usual way over water under links"
                yield Remark("unreachable-area", ERROR, areas.file, area.line, says, mend)


def unknown_area(checked: Checked) -> Iterator[Remark]:
    """An address that lies in no area, or a service whose area names none: neither is found by where it is."""
    directory = checked.directory
    for organization in checked.organizations:
        for address in organization.addresses:
            here = directory.areas.at(address.country)
            named = [here.named_in(text)[0] for text in (address.city, address.state_province)]
            if here.areas and not any(reach.is_known for reach in named):
                says = f"{address.city}, {address.state_province} lies in no area of {address.country}"
                mend = "write the state_province as in areas.yaml, or add the city to its localities"
                yield remark(organization, address.line, "unknown-area", WARNING, says, mend)
        for service in organization.services:
            places = [directory.areas.at(place) for place in organization.jurisdictions]
            strange = [here.named_in(service.area)[1] for here in places if here.areas]
            if service.area and strange and all(strange):
                says = f"the service {service.id} serves {service.area!r}; areas.yaml does not know {strange[0][0]!r}"
                mend = "write it as in areas.yaml, or add a region there"
                yield remark(organization, service.line, "unknown-area", WARNING, says, mend)
