"""Reads organisations of somebody else's HSDS data into ours, as far as that goes without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from asylia.directory.hsds.flat import Row, Tables
from asylia.directory.hsds.hours import Fault, schedule
from asylia.directory.hsds.own import OwnTables
from asylia.directory.hsds.published import Placed
from asylia.directory.hsds.terms import AUDIENCES, NEEDS
from asylia.directory.model import (
    PHONE_TYPES,
    Address,
    Directory,
    Email,
    Language,
    Organization,
    Phone,
    PrintedDate,
    Schedule,
    Service,
    Support,
    Website,
)
from asylia.directory.parts import printed
from asylia.directory.propose_defects import in_numbers
from asylia.directory.propose_lines import Contact
from asylia.directory.propose_page import Defect
from asylia.directory.propose_phones import Number, numbers_in

SOURCE = "IMPORT"
"""The source of every detail: the package itself."""
_SUPPORT = Support((SOURCE,))
_TARIFFS = {"toll_free": "toll_free", "shared_cost": "navi_dial", "premium": "navi_dial", "short_code": "short_code"}
_OF_ALL_NUMBERS = ("shared_cost_only", "fax_only")
"""Defects of all numbers of a body together, which the lints find."""
_LONGEST_SLUG = 40


@dataclass(slots=True)
class Reading:
    """An organisation while it is read: what was wrong, and how sure each number is."""

    row: Row
    places: tuple[str, ...] = ()
    defects: list[Defect] = field(default_factory=list)
    sure: dict[str, str] = field(default_factory=dict)

    def fault(self, kind: str, row: Row, what: str, mend: str) -> None:
        """Notes what is wrong with an object."""
        self.defects.append(Defect(kind, None, f"{row.where}: {what}", mend))


class ForeignReader:
    """Reads one organisation after another of the same tables."""

    def __init__(self, tables: Tables, directory: Directory, today: date, country: str) -> None:
        self._tables, self._own = tables, OwnTables(tables)
        self._directory, self._today, self._country = directory, today, country
        described = next(iter(tables.rows["meta_table_description"].values()), None)
        self._language = described.text("language") if described else ""

    def organization(self, row: Row) -> tuple[Organization, Reading]:
        """The organisation of a row. Its kind stays open, and so does what each service is for unless terms say it."""
        reading = Reading(row)
        of = self._tables.of
        services = of("service", "organization_id", row.id)
        sites = [one for service in services for one in of("service_at_location", "service_id", service.id)]
        named = [*of("location", "organization_id", row.id), *self._located(sites)]
        locations = list({one.id: one for one in named}.values())
        reading.places = self._places(reading, locations)
        addresses, at = self._addresses(reading, locations)
        slugs = _slugs(services)
        contacts = self._contacts(row, services, locations, sites)
        found = Organization(
            _slug(row.text("name")) or f"imported-{row.id[:8].lower()}",
            "",
            "hold",
            reading.places,
            {self._language or "en": row.text("name")},
            tuple(filter(None, [row.text("alternate_name")])),
            {},
            f"see {row.where}",
            self._websites(row, services),
            self._emails(reading, row, services, contacts),
            self._phones(reading, [row, *services, *locations, *sites, *contacts]),
            addresses,
            self._schedules(reading, services, locations, sites, slugs),
            tuple(self._service(reading, one, slugs, at) for one in services),
            self._languages(reading, services, locations),
            "",
            "",
            _verified(services),
            None,
            (),
            (),
            (),
            (SOURCE,),
            None,
            "",
            0,
        )
        return found, reading

    def _located(self, sites: Sequence[Row]) -> Iterator[Row]:
        for site in sites:
            location = self._tables.rows["location"].get(site.text("location_id"))
            if location:
                yield location

    def _contacts(self, row: Row, *others: Sequence[Row]) -> list[Row]:
        of = self._tables.of
        held = [("organization_id", row), *((f"{one.kind}_id", one) for rows in others for one in rows)]
        return list({one.id: one for key, holder in held for one in of("contact", key, holder.id)}.values())

    # --- places ------------------------------------------------------------------------------------------------------

    def _places(self, reading: Reading, locations: Sequence[Row]) -> tuple[str, ...]:
        """Where it works, of the places of the directory: by its addresses, else as the caller says."""
        found = [
            address.text("country").strip().upper()
            for location in locations
            for address in self._tables.of("address", "location_id", location.id)
        ]
        known = tuple(dict.fromkeys(code for code in found if code in self._directory.timezones))
        if known or self._country:
            return known or (self._country,)
        says = (
            f"its addresses are in {', '.join(sorted(set(filter(None, found))))}" if any(found) else "no address says"
        )
        mend = "name the place with --in, or leave it out"
        reading.fault("place_unclear", reading.row, f"{says}, at which place of this directory it works", mend)
        return ()

    def _addresses(self, reading: Reading, locations: Sequence[Row]) -> tuple[tuple[Address, ...], dict[str, str]]:
        """The addresses, and the id of the address of each location. Coordinates are never taken."""
        found: list[Address] = []
        at: dict[str, str] = {}
        for location in locations:
            if location.text("latitude") or location.text("longitude"):
                mend = "leave them out: they can lead to the door of a shelter"
                reading.fault("coordinates", location, "it has coordinates, which are not taken", mend)
            for row in self._tables.of("address", "location_id", location.id):
                at.setdefault(location.id, f"place-{len(found) + 1}")
                found.append(self._address(reading, row, f"place-{len(found) + 1}"))
        return tuple(found), at

    def _address(self, reading: Reading, row: Row, name: str) -> Address:
        country = row.text("country").strip().upper()
        if not re.fullmatch(r"[A-Z]{2}", country):
            reading.fault("country_unclear", row, f"country is {row.text('country')!r}", "write its two letters")
        lines = [row.text("attention"), row.text("address_1"), row.text("address_2")]
        return Address(
            name,
            "postal" if row.text("address_type") == "postal" else "physical",
            ", ".join(filter(None, lines[1:])),
            row.text("city"),
            row.text("state_province") or row.text("region"),
            row.text("postal_code"),
            country,
            "",
            _SUPPORT,
            0,
        )

    # --- contacts ----------------------------------------------------------------------------------------------------

    def _websites(self, row: Row, services: Sequence[Row]) -> tuple[Website, ...]:
        of = self._tables.of
        urls = [row.text("website"), *(one.text("url") for one in of("url", "organization_id", row.id))]
        for service in services:
            urls += [service.text("url"), *(one.text("url") for one in of("url", "service_id", service.id))]
        return tuple(Website(url, False, _SUPPORT, 0) for url in dict.fromkeys(filter(None, urls)))

    def _emails(
        self, reading: Reading, row: Row, services: Sequence[Row], contacts: Sequence[Row]
    ) -> tuple[Email, ...]:
        """Mail addresses of the body and its desks; those of a person who is named are left out with the name."""
        found = {one.text("email"): "" for one in (row, *services) if one.text("email")}
        for contact in contacts:
            if contact.text("name"):
                mend = "leave name and mail out; look for a role or a common mailbox"
                reading.fault("person_named", contact, "a single person is named", mend)
            elif contact.text("email"):
                role = contact.text("title") or contact.text("department")
                found[contact.text("email")] = found.get(contact.text("email")) or role
        return tuple(Email(address, purpose, _SUPPORT, 0) for address, purpose in found.items())

    def _phones(self, reading: Reading, holders: Sequence[Row]) -> tuple[Phone, ...]:
        found: dict[str, Phone] = {}
        rows = {
            one.id: one
            for holder in holders
            for one in self._tables.of("phone", f"{holder.kind}_id", holder.id)
            if not (holder.kind == "contact" and holder.text("name"))
        }
        for row in rows.values():
            for number in self._numbers(reading, row):
                phone = _phone(row, number)
                found.setdefault(phone.e164 or phone.short_code, phone)
                reading.sure[phone.e164 or phone.short_code] = number.confidence
        return tuple(found.values())

    def _numbers(self, reading: Reading, row: Row) -> Iterator[Number]:
        """The numbers in a field, by the plan of the place, however they are spelt. Digits are never guessed."""
        written = row.text("number").strip().strip("\"'").strip()
        order = tuple(dict.fromkeys([*reading.places, *self._directory.timezones]))
        numbers = numbers_in(written, order, labelled=True)
        if not numbers:
            mend = "leave it out until it is seen elsewhere; never guess digits"
            reading.fault("number_unreadable", row, f"{written!r} is no number", mend)
        for number in numbers:
            contact = Contact("fax" if "fax" in row.text("type").lower() else "phone", written, 0)
            for defect in in_numbers([(contact, number)]):
                if defect.kind not in _OF_ALL_NUMBERS:
                    reading.fault(defect.kind, row, defect.what, defect.mend)
            if number.tariff != "unreadable":
                yield number

    # --- services ----------------------------------------------------------------------------------------------------

    def _service(self, reading: Reading, row: Row, slugs: dict[str, str], at: dict[str, str]) -> Service:
        needs, audience = self._own.codes(row.id, NEEDS), self._own.codes(row.id, AUDIENCES)
        if not needs:
            terms = ", ".join(dict.fromkeys(filter(None, self._term_names(row))))
            what = f"it is filed under {terms}, which this directory does not know" if terms else "it is not filed"
            reading.fault("need_unclear", row, what, "choose needs of taxonomy.yaml, and whom it is for")
        sites = self._tables.of("service_at_location", "service_id", row.id)
        places = [at[site.text("location_id")] for site in sites if site.text("location_id") in at]
        areas = self._tables.of("service_area", "service_id", row.id)
        costs = [one.text("amount_description") or one.text("option") for one in self._costs(row)]
        return Service(
            slugs[row.id],
            row.text("name"),
            tuple(code for code in needs if code in self._directory.taxonomy.needs),
            tuple(code for code in audience if code in self._directory.taxonomy.audiences),
            row.text("fees_description") or "; ".join(filter(None, costs)),
            ", ".join(dict.fromkeys(filter(None, (area.text("name") for area in areas)))),
            places[0] if places else "",
            row.text("status") or "unknown",
            "",
            _SUPPORT,
            0,
        )

    def _costs(self, row: Row) -> list[Row]:
        return self._tables.of("cost_option", "service_id", row.id)

    def _term_names(self, row: Row) -> Iterator[str]:
        for mark in self._tables.of("attribute", "link_id", row.id):
            term = self._tables.rows["taxonomy_term"].get(mark.text("taxonomy_term_id"))
            yield term.text("name") if term else mark.text("label")

    def _schedules(
        self,
        reading: Reading,
        services: Sequence[Row],
        locations: Sequence[Row],
        sites: Sequence[Row],
        slugs: dict[str, str],
    ) -> tuple[Schedule, ...]:
        holders = [(one, slugs[one.id]) for one in services]
        holders += [(one, slugs.get(one.text("service_id"), "office")) for one in sites]
        holders += [(one, one.text("name") or "office") for one in locations]
        zone = self._directory.timezones[reading.places[0]] if reading.places else ""
        found: dict[str, Schedule] = {}
        for holder, applies_to in holders:
            for row in self._tables.of("schedule", f"{holder.kind}_id", holder.id):
                if row.id not in found:
                    found[row.id], faults = schedule(row, applies_to, zone, self._today, _SUPPORT)
                    self._note(reading, row, faults)
        return tuple(dict.fromkeys(found.values()))

    def _note(self, reading: Reading, row: Row, faults: Sequence[Fault]) -> None:
        for kind, what, mend in faults:
            reading.fault(kind, row, what, mend)

    def _languages(self, reading: Reading, *holders: Sequence[Row]) -> tuple[Language, ...]:
        found: dict[str, Language] = {}
        held = [one for rows in holders for one in rows]
        phones = [one for holder in held for one in self._tables.of("phone", f"{holder.kind}_id", holder.id)]
        for holder in (*held, *phones):
            for row in self._tables.of("language", f"{holder.kind}_id", holder.id):
                code = row.text("code")
                if code:
                    found.setdefault(code, Language(code, "", _SUPPORT, 0))
                else:
                    what = f"the language {row.text('name')!r} has no code"
                    reading.fault("language_unclear", row, what, "write its BCP 47 tag, such as my")
        return tuple(found.values())


def _phone(row: Row, number: Number) -> Phone:
    kind = _TARIFFS.get(number.tariff) or row.text("type").lower()
    notes = [f"extension {extension}" for extension in (row.text("extension") or number.extension,) if extension]
    return Phone(
        number.display,
        kind if kind in PHONE_TYPES and (number.tariff != "ordinary" or kind not in _TARIFFS.values()) else "voice",
        number.e164 or "",
        "" if number.e164 else re.sub(r"\D", "", number.display),
        "",
        number.reachable_from_abroad,
        "",
        "; ".join(notes),
        _SUPPORT,
        0,
    )


def _verified(services: Sequence[Row]) -> PrintedDate | None:
    found = filter(None, (printed(service.text("assured_date")[:10]) for service in services))
    return max(found, key=lambda one: one.first, default=None)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_SLUG].strip("-")


def _slugs(services: Sequence[Row]) -> dict[str, str]:
    """An id for each service, from its name; numbered where there is none or it repeats."""
    found: dict[str, str] = {}
    for at, service in enumerate(services, 1):
        slug = _slug(service.text("name")) or f"service-{at}"
        found[service.id] = f"{slug}-{at}" if slug in found.values() else slug
    return found


def placed(organization: Organization, file: str, line: int) -> Organization:
    """The same with one line for the body and all its details, by which remarks of lints find their way back."""
    return replace(
        organization,
        websites=_moved(organization.websites, line),
        emails=_moved(organization.emails, line),
        phones=_moved(organization.phones, line),
        addresses=_moved(organization.addresses, line),
        schedules=_moved(organization.schedules, line),
        services=_moved(organization.services, line),
        languages=_moved(organization.languages, line),
        corrections=_moved(organization.corrections, line),
        file=file,
        line=line,
    )


def _moved(details: tuple[Placed, ...], line: int) -> tuple[Placed, ...]:
    return tuple(replace(one, line=line) for one in details)
