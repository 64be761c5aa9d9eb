"""Organisations as HSDS 3.0 objects: nested, with no property that HSDS does not know.

What HSDS has no field for stands in attributes, each with a term of `terms.PROFILE`; corrections stand in metadata. An
attribute with a `link_id` speaks not about the object that it stands in, but about that other thing: an attribute (a
website) or an entry of metadata (a correction), which can have none themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from asylia.directory.ages import Word
from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.published import Published, supports
from asylia.directory.hsds.terms import AUDIENCES, KINDS, NEEDS, PROFILE, SOURCES, Json, Terms, metadata
from asylia.directory.hsds.web import as_uri
from asylia.directory.model import Address, Correction, Organization, Phone, Schedule, Service, Support

SLUG = "asylia-slug"
PLACE = "asylia-address"
DESK, COMPILATION = "directory desk", "compilation of the directory"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Wording:
    """In which language a dataset speaks, and what depends on it."""

    language: str
    word: Word
    warnings: Callable[[Organization], tuple[str, ...]]
    """The ids of what is said beside an organisation."""
    timezones: Mapping[str, str]

    def name(self, organization: Organization) -> str:
        """The name in this language, else the English one."""
        return organization.names.get(self.language) or organization.names.get("en") or organization.id

    def alert(self, organization: Organization) -> str:
        """What must be read before a contact is used: warnings, that a body has ended, what is not confirmed."""
        parts = [self.word(f"directory_warns_{name}") for name in self.warnings(organization)]
        if organization.closed:
            parts.insert(0, self.word("directory_closed", date=organization.closed.since))
        if organization.publish == "warn":
            parts += [self.word("directory_warned_only"), *organization.notes]
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Objects:
    """What one organisation becomes. Services and places stand beside it, not inside."""

    organization: Json
    services: tuple[Json, ...]
    service_at_locations: tuple[Json, ...]
    locations: tuple[Json, ...]


class _Marks:
    """The attributes of one object, while they are collected."""

    def __init__(self, terms: Terms, link_id: str) -> None:
        self.found: list[Json] = []
        self._terms, self._link_id, self._ids = terms, link_id, set[str]()

    def add(self, taxonomy: str, code: str, value: str = "", about: tuple[str, str] | None = None) -> str:
        """Adds one, and gives its id."""
        link_id, kind = about or (self._link_id, "")
        identifier = identity("attribute", link_id, taxonomy, code, value)
        while identifier in self._ids:
            identifier = identity("attribute", identifier)
        self._ids.add(identifier)
        mark: Json = {"id": identifier}
        if about:
            mark |= {"link_id": link_id, "link_entity": kind}
        if value:
            mark["value"] = value
        mark["taxonomy_term"] = self._terms.nested(taxonomy, code)
        self.found.append(mark)
        return identifier

    def fields(self, **values: str) -> None:
        """Fields of the profile, those that are not empty."""
        for code, value in values.items():
            if value:
                self.add(PROFILE, code, value)

    def support(self, support: Support, about: tuple[str, str] | None = None) -> None:
        """Where it was seen, and how far that is trusted."""
        for tag in support.sources:
            self.add(SOURCES, tag, about=about)
        if support.confidence:
            self.add(PROFILE, "confidence", support.confidence, about)


class ObjectMaker:
    """Makes the objects of organisations, in one language."""

    def __init__(self, published: Published, wording: Wording) -> None:
        self.terms, self._published, self._wording = Terms(published), published, wording

    def objects(self, organization: Organization) -> Objects:
        """All objects of an organisation."""
        about = identity("organization", organization.id)
        places = {address.id: self._location(organization, address) for address in organization.addresses}
        itself = self._itself(organization)
        locations = (*places.values(), *([itself] if itself else []))
        full = self._organization(organization, about, locations)
        flat: Json = {key: value for key, value in full.items() if not isinstance(value, list)}
        with_phones = {**flat, "phones": full["phones"]} if "phones" in full else flat
        common = self._common(organization, about)
        made = [
            self._service(organization, service, {**common, "organization": with_phones}, places)
            for service in organization.services
        ]
        return Objects(full, tuple(one for one, _ in made), tuple(at for _, at in made if at), locations)

    # --- organisation ------------------------------------------------------------------------------------------------

    def _organization(self, organization: Organization, about: str, locations: tuple[Json, ...]) -> Json:
        marks = _Marks(self.terms, about)
        history = self._metadata(organization, about, marks)
        self._mark(organization, marks)
        sites = filter(None, (as_uri(site.url) for site in organization.websites))
        return _filled(
            {
                "id": about,
                "name": self._wording.name(organization),
                "alternate_name": organization.other_names[0] if organization.other_names else "",
                "description": organization.description,
                "email": organization.emails[0].address if organization.emails else "",
                "website": next(sites, ""),
                "phones": [
                    self._phone(phone, identifier)
                    for identifier, phone in _named(("phone", organization.id), organization.phones, _dialled)
                ],
                "contacts": list(self._contacts(organization)),
                "locations": list(locations),
                "organization_identifiers": [
                    {
                        "id": identity("identifier", organization.id),
                        "organization_id": about,
                        "identifier_type": SLUG,
                        "identifier": organization.id,
                    }
                ],
                "attributes": marks.found,
                "metadata": history,
            },
            ("description",),
        )

    def _mark(self, organization: Organization, marks: _Marks) -> None:
        marks.add(KINDS, organization.kind)
        marks.fields(publish=organization.publish)
        for place in organization.jurisdictions:
            marks.add(PROFILE, "jurisdiction", place)
        for tag, name in organization.names.items():
            marks.add(PROFILE, f"name:{tag}", name)
        for name in organization.other_names:
            marks.add(PROFILE, "other_name", name)
        for site in organization.websites:
            itself = (marks.add(PROFILE, "website", site.url), "attribute")
            if not site.seen:
                marks.add(PROFILE, "not_read", about=itself)
            marks.support(site.support, itself)
        marks.fields(languages_note=organization.languages_note)
        marks.fields(last_verified=organization.last_verified.text if organization.last_verified else "")
        if organization.closed:
            itself = (marks.add(PROFILE, "closed", organization.closed.since.isoformat()), "attribute")
            marks.support(organization.closed.support, itself)
        for note in organization.notes:
            marks.add(PROFILE, "note", note)
        for tag in organization.sources:
            marks.add(SOURCES, tag)

    def _metadata(self, organization: Organization, about: str, marks: _Marks) -> list[Json]:
        found: list[Json] = []
        for correction in organization.corrections:
            entry = self._correction(about, correction)
            while any(entry["id"] == other["id"] for other in found):
                entry["id"] = identity("metadata", str(entry["id"]))
            found.append(entry)
            itself = (str(entry["id"]), "metadata")
            marks.add(PROFILE, "correction_reason", correction.why, itself)
            marks.support(correction.support, itself)
        return found

    def _correction(self, about: str, correction: Correction) -> Json:
        on, by = (correction.on, DESK) if correction.on else (self._published.compiled, COMPILATION)
        return metadata(about, "organization", on, "correction", correction.field, correction.was, correction.now, by)

    def _contacts(self, organization: Organization) -> Iterator[Json]:
        """Every mail address as a contact, which can have sources; the first is also that of the organisation."""
        for identifier, email in _named(("contact", organization.id), organization.emails, lambda one: one.address):
            marks = _Marks(self.terms, identifier)
            marks.support(email.support)
            contact: Json = {"id": identifier, "title": email.purpose, "email": email.address}
            yield _filled({**contact, "attributes": marks.found})

    def _phone(self, phone: Phone, identifier: str) -> Json:
        marks = _Marks(self.terms, identifier)
        marks.fields(display=phone.display, short_code=phone.short_code, from_abroad=phone.from_abroad)
        if not phone.reachable_from_abroad:
            marks.add(PROFILE, "not_reachable_from_abroad")
        marks.fields(purpose=phone.purpose, phone_note=phone.note)
        marks.support(phone.support)
        word = self._wording.word
        says = [phone.display, phone.purpose, phone.note]
        if phone.from_abroad:
            says.append(word("directory_from_abroad", number=phone.from_abroad))
        elif not phone.reachable_from_abroad:
            says.append(word("directory_not_from_abroad"))
        return {
            "id": identifier,
            "number": phone.e164 or phone.short_code,
            "type": phone.type,
            "description": "; ".join(filter(None, says)),
            "attributes": marks.found,
        }

    # --- places ------------------------------------------------------------------------------------------------------

    def _location(self, organization: Organization, address: Address) -> Json:
        """The place of an address. Its description is the note; it never has coordinates."""
        identifier = identity("location", organization.id, address.id)
        marks = _Marks(self.terms, identifier)
        marks.support(address.support)
        return _filled(
            {
                "id": identifier,
                "location_type": address.type,
                "organization_id": identity("organization", organization.id),
                "name": ", ".join(filter(None, (self._wording.name(organization), address.city))),
                "description": address.note,
                "external_identifier": address.id,
                "external_identifier_type": PLACE,
                "addresses": [
                    {
                        "id": identity("address", organization.id, address.id),
                        "address_1": address.address_1,
                        "city": address.city,
                        "state_province": address.state_province,
                        "postal_code": address.postal_code,
                        "country": address.country,
                        "address_type": address.type,
                    }
                ],
                "attributes": marks.found,
            }
        )

    def _itself(self, organization: Organization) -> Json | None:
        """The body as such, as a virtual location: HSDS hangs languages and hours on places or services only."""
        own = {service.id for service in organization.services}
        hours = [
            self._schedule(organization, schedule, identifier, at)
            for at, (identifier, schedule) in enumerate(_hours(organization))
            if schedule.applies_to not in own
        ]
        languages: list[Json] = []
        for spoken in organization.languages:
            identifier = identity("language", organization.id, spoken.code)
            marks = _Marks(self.terms, identifier)
            marks.support(spoken.support)
            language: Json = {"id": identifier, "code": spoken.code, "note": spoken.note}
            languages.append(_filled({**language, "attributes": marks.found}))
        if not hours and not languages:
            return None
        head: Json = {
            "id": identity("location", organization.id),
            "location_type": "virtual",
            "organization_id": identity("organization", organization.id),
            "name": self._wording.name(organization),
        }
        return _filled({**head, "languages": languages, "schedules": hours})

    def _schedule(self, organization: Organization, schedule: Schedule, identifier: str, at: int) -> Json:
        marks = _Marks(self.terms, identifier)
        marks.fields(applies_to=schedule.applies_to, words=schedule.description)
        if len(organization.schedules) > 1:
            marks.add(PROFILE, "position", str(at))
        marks.support(schedule.support)
        own = {service.id for service in organization.services}
        words = [schedule.applies_to if schedule.applies_to not in own else "", schedule.description]
        opens, closes = schedule.opens_at, schedule.closes_at
        return _filled(
            {
                "id": identifier,
                "valid_from": _iso(schedule.valid_from),
                "valid_to": _iso(schedule.valid_to),
                "timezone": self._hours_from_utc(organization) if opens or closes else "",
                "freq": schedule.freq,
                "byday": ",".join(schedule.byday),
                "description": ": ".join(filter(None, words)),
                "opens_at": opens.isoformat() if opens else "",
                "closes_at": closes.isoformat() if closes else "",
                "notes": schedule.note,
                "attributes": marks.found,
            }
        )

    def _hours_from_utc(self, organization: Organization) -> float | str:
        zones = {self._wording.timezones[place] for place in organization.jurisdictions}
        found = {_hours_from_utc(zone, self._published.compiled) for zone in zones}
        return found.pop() if len(found) == 1 else ""

    # --- services ----------------------------------------------------------------------------------------------------

    def _service(
        self, organization: Organization, service: Service, common: Json, places: Mapping[str, Json]
    ) -> tuple[Json, Json | None]:
        identifier = identity("service", organization.id, service.id)
        status = "defunct" if organization.closed else "inactive" if service.status == "unknown" else service.status
        marks = _Marks(self.terms, identifier)
        marks.fields(slug=service.id, status=service.status if service.status != status else "")
        for need in service.needs:
            marks.add(NEEDS, need)
        for audience in service.audience:
            marks.add(AUDIENCES, audience)
        marks.support(service.support)
        head: Json = {
            "id": identifier,
            "name": service.name,
            "status": status,
            "application_process": service.note,
            "fees_description": service.cost,
            "eligibility_description": "; ".join(self._published.audiences[code].en for code in service.audience),
        }
        head = _filled({**head, **common}, ("name",))
        at = _filled(
            {
                "id": identity("service_at_location", organization.id, service.id, service.at),
                "service_id": identifier,
                "location_id": places[service.at]["id"],
                "location": places[service.at],
            }
            if service.at
            else {}
        )
        full = _filled(
            {
                **head,
                "schedules": [
                    self._schedule(organization, schedule, schedule_id, index)
                    for index, (schedule_id, schedule) in enumerate(_hours(organization))
                    if schedule.applies_to == service.id
                ],
                "service_areas": [{"id": identity("service_area", identifier), "name": service.area}]
                if service.area
                else [],
                "service_at_locations": [at] if at else [],
                "languages": [
                    _filled({"id": identity("language", identifier, one.code), "code": one.code, "note": one.note})
                    for one in organization.languages
                ],
                "attributes": marks.found,
            }
        )
        return full, {**at, "service": head} if at else None

    def _common(self, organization: Organization, about: str) -> Json:
        """What all services of an organisation have alike. HSDS wants a time of the last change, so it is midnight."""
        days = [correction.on for correction in organization.corrections if correction.on]
        tags = {tag for support in supports(organization) for tag in support.sources}
        days += [self._published.sources[tag].seen for tag in tags]
        return {
            "organization_id": about,
            "assured_date": organization.last_verified.first.isoformat() if organization.last_verified else "",
            "alert": self._wording.alert(organization),
            "last_modified": f"{max(days, default=self._published.compiled).isoformat()}T00:00:00Z",
        }


def _named(prefix: tuple[str, ...], details: Iterable[_T], key: Callable[[_T], str]) -> Iterator[tuple[str, _T]]:
    """Each detail with an id made from what it is, not from where it stands; a repeated one is counted."""
    seen: dict[str, int] = {}
    for detail in details:
        what = key(detail)
        seen[what] = seen.get(what, 0) + 1
        yield identity(*prefix, what, *([str(seen[what])] if seen[what] > 1 else [])), detail


def _dialled(phone: Phone) -> str:
    return f"{phone.e164 or phone.short_code}:{phone.type}"


def _hours(organization: Organization) -> Iterator[tuple[str, Schedule]]:
    return _named(
        ("schedule", organization.id),
        organization.schedules,
        lambda one: f"{one.applies_to}:{one.freq}:{one.byday}:{one.opens_at}:{one.closes_at}:{one.valid_from}",
    )


@lru_cache(maxsize=256)
def _hours_from_utc(zone: str, day: date) -> float:
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    assert offset is not None
    hours = offset.total_seconds() / 3600
    return int(hours) if hours.is_integer() else hours


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _filled(block: Json, kept: tuple[str, ...] = ()) -> Json:
    """Without what is empty, for HSDS says by absence that something is not known. `kept`: required also if empty."""
    return {key: value for key, value in block.items() if value not in ("", [], None) or key in kept}
