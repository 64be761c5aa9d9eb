"""How a number is written for somebody at a place: eight digits of Hong Kong are another's number in Macau."""

from __future__ import annotations

from asylia.directory.model import Organization, Phone


def number_at(phone: Phone, organization: Organization, place: str | None = None) -> str:
    """A number as it is dialled at a place; without one, as it is dialled wherever the organisation works.

    It has plus and country code where it is of the plan of another country and can be reached from there.
    """
    places = {place} if place else set(organization.jurisdictions)
    works_there_alone = len(places) == 1 and places == set(organization.jurisdictions)
    # The lint `phone-elsewhere` holds that a body of one place has numbers of that place.
    if works_there_alone or not phone.e164 or not phone.reachable_from_abroad or places == {_region_of(phone)}:
        return phone.display
    return from_abroad(phone)


def from_abroad(phone: Phone) -> str:
    """What to dial from abroad, in groups."""
    if not phone.e164:
        return phone.from_abroad
    import phonenumbers  # noqa: PLC0415  # a tenth of a second, which most commands need not wait

    number = phonenumbers.parse(phone.e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _region_of(phone: Phone) -> str | None:
    import phonenumbers  # noqa: PLC0415  # as above

    region: str | None = phonenumbers.region_code_for_number(phonenumbers.parse(phone.e164))
    return region
