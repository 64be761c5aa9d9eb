"""Reads back what asylia wrote: from the attributes of the profile, without loss.

`read_published(tables)` of an export of a directory is `published(directory)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TypeVar

from asylia.directory.hsds.flat import Row, Tables
from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.objects import COMPILATION, PLACE, SLUG
from asylia.directory.hsds.published import Published
from asylia.directory.hsds.terms import AUDIENCES, KINDS, NEEDS, PROFILE, SOURCES, taxonomy_id, term_id
from asylia.directory.model import (
    ADDRESS_TYPES,
    CONFIDENCES,
    FREQUENCIES,
    HOW_SEEN,
    NTH_WEEKDAY,
    PHONE_TYPES,
    PUBLISH,
    STATUSES,
    WEEKDAYS,
    Address,
    Closed,
    Correction,
    Email,
    Language,
    Organization,
    Phone,
    PrintedDate,
    Schedule,
    Service,
    SourcePage,
    Support,
    Website,
)
from asylia.directory.parts import printed
from asylia.directory.taxonomy import Audience, Kind, Need
from asylia.errors import InputError

_T = TypeVar("_T")
Made = tuple[str, str, str, str]
"""An attribute: its id, the taxonomy and code of its term, its value."""


class OwnTables:
    """Tables that asylia wrote, with the attributes of each object."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._names = {taxonomy_id(name): name for name in (NEEDS, AUDIENCES, KINDS, SOURCES, PROFILE)}

    def is_own(self, organization: Row) -> bool:
        """Whether an organisation has the attributes of an asylia directory."""
        wanted = term_id(PROFILE, "publish")
        marks = self.tables.of("attribute", "link_id", organization.id)
        return any(mark.text("taxonomy_term_id") == wanted for mark in marks)

    def term(self, identifier: str) -> tuple[str, str]:
        """The taxonomy and code of one of our terms; both empty if it is another's."""
        row = self.tables.rows["taxonomy_term"].get(identifier)
        taxonomy = self._names.get(row.text("taxonomy_id"), "") if row else ""
        if row is None or not taxonomy:
            return "", ""
        code = row.text("code")
        return taxonomy, code if taxonomy == NEEDS else code.partition(":")[2]

    def marks(self, about: str) -> list[Made]:
        """The attributes of an object in our terms."""
        rows = self.tables.of("attribute", "link_id", about)
        return [(row.id, *self.term(row.text("taxonomy_term_id")), row.text("value")) for row in rows]

    def codes(self, about: str, taxonomy: str) -> tuple[str, ...]:
        """The codes of an object in a taxonomy."""
        return tuple(code for _, of, code, _ in self.marks(about) if of == taxonomy)

    def values(self, about: str, code: str) -> tuple[str, ...]:
        """The values of a field of the profile."""
        return tuple(value for _, of, name, value in self.marks(about) if (of, name) == (PROFILE, code))

    def value(self, about: str, code: str) -> str:
        """The one value of a field of the profile; empty if it has none."""
        return next(iter(self.values(about, code)), "")

    def has(self, about: str, code: str) -> bool:
        """Whether it is marked with a term of the profile."""
        return bool(self.values(about, code))

    def support(self, about: str) -> Support:
        """Where an object was seen."""
        return Support(self.codes(about, SOURCES), _one_of(self.value(about, "confidence"), ("", *CONFIDENCES)))


def read_published(tables: Tables) -> Published:
    """What an export of asylia holds. Raises InputError if it is none, or was changed by hand into something else."""
    own = OwnTables(tables)
    about = next(iter(tables.rows["meta_table_description"]), "")
    try:
        organizations = tuple(read_organization(own, row) for row in tables.rows["organization"].values())
        return Published(
            own.value(about, "version"),
            date.fromisoformat(own.value(about, "compiled")),
            own.value(about, "licence_note"),
            {code: _need(own, row) for code, row in _terms(own, NEEDS)},
            {code: Audience(code, row.text("name")) for code, row in _terms(own, AUDIENCES)},
            {code: Kind(code, row.text("name")) for code, row in _terms(own, KINDS)},
            read_sources(own),
            organizations,
        )
    except (ValueError, KeyError, StopIteration) as error:
        raise InputError(f"this is no export of asylia ({error})", mend="hand it in for review instead") from None


def read_sources(own: OwnTables) -> Mapping[str, SourcePage]:
    """The pages behind details. Raises ValueError or KeyError."""
    return {tag: _source(own, tag, row) for tag, row in _terms(own, SOURCES)}


def readable_sources(own: OwnTables) -> tuple[Mapping[str, SourcePage], list[Row]]:
    """The pages that say how and when they were seen, and the terms of the others: both stand in metadata alone."""
    found: dict[str, SourcePage] = {}
    others: list[Row] = []
    for tag, row in _terms(own, SOURCES):
        try:
            found[tag] = _source(own, tag, row)
        except (ValueError, KeyError):
            others.append(row)
    return found, others


def read_organization(own: OwnTables, row: Row) -> Organization:
    """One organisation from its attributes. Raises ValueError or KeyError for what no directory of ours can hold."""
    about, of = row.id, own.tables.of
    slug = next(one for one in of("organization_identifier", "organization_id", about) if _is(one, SLUG))
    identity_ = slug.text("identifier")
    tags = {code.removeprefix("name:"): value for _, kind, code, value in own.marks(about) if _names(kind, code)}
    locations = of("location", "organization_id", about)
    places = {place.id: place for place in locations if place.text("external_identifier_type") == PLACE}
    services = of("service", "organization_id", about)
    holders = [*(("service_id", one.id) for one in services), *(("location_id", one.id) for one in locations)]
    hours = [hour for key, holder in holders for hour in of("schedule", key, holder)]
    hours.sort(key=lambda hour: int(own.value(hour.id, "position") or 0))
    itself = identity("location", identity_)
    return Organization(
        identity_,
        own.codes(about, KINDS)[0] if own.codes(about, KINDS) else _refuse("kind"),
        _one_of(own.value(about, "publish"), PUBLISH),
        own.values(about, "jurisdiction"),
        tags,
        own.values(about, "other_name"),
        {},
        row.text("description"),
        tuple(_website(own, mark) for mark in own.marks(about) if mark[1:3] == (PROFILE, "website")),
        tuple(_email(own, one) for one in of("contact", "organization_id", about)),
        tuple(_phone(own, one) for one in of("phone", "organization_id", about)),
        tuple(_address(own, place) for place in places.values()),
        tuple(_schedule(own, hour) for hour in hours),
        tuple(_service(own, one, places) for one in services),
        tuple(_language(own, one) for one in of("language", "location_id", itself)),
        own.value(about, "languages_note"),
        "",
        _printed(own.value(about, "last_verified")),
        next((_closed(own, mark) for mark in own.marks(about) if mark[1:3] == (PROFILE, "closed")), None),
        own.values(about, "note"),
        (),
        tuple(_correction(own, one) for one in of("metadata", "resource_id", about)),
        own.codes(about, SOURCES),
        None,
        "",
        0,
    )


def _names(taxonomy: str, code: str) -> bool:
    return taxonomy == PROFILE and code.startswith("name:")


def _is(identifier: Row, kind: str) -> bool:
    return identifier.text("identifier_type") == kind


def _refuse(what: str) -> str:
    raise ValueError(f"it has no {what}")


def _one_of(value: str, words: tuple[str, ...]) -> str:
    if value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")
    return value


def _printed(text: str) -> PrintedDate | None:
    found = printed(text)
    if text and found is None:
        raise ValueError(f"{text!r} is no date")
    return found


def _when(read: Callable[[str], _T], text: str) -> _T | None:
    return read(text) if text else None


def _website(own: OwnTables, mark: Made) -> Website:
    itself, _, _, url = mark
    return Website(url, not own.has(itself, "not_read"), own.support(itself), 0)


def _email(own: OwnTables, row: Row) -> Email:
    return Email(row.text("email"), row.text("title"), own.support(row.id), 0)


def _phone(own: OwnTables, row: Row) -> Phone:
    short = own.value(row.id, "short_code")
    return Phone(
        own.value(row.id, "display"),
        _one_of(row.text("type"), PHONE_TYPES),
        "" if short else row.text("number"),
        short,
        own.value(row.id, "from_abroad"),
        not own.has(row.id, "not_reachable_from_abroad"),
        own.value(row.id, "purpose"),
        own.value(row.id, "phone_note"),
        own.support(row.id),
        0,
    )


def _address(own: OwnTables, place: Row) -> Address:
    row = own.tables.of("address", "location_id", place.id)[0]
    return Address(
        place.text("external_identifier"),
        _one_of(row.text("address_type"), ADDRESS_TYPES),
        row.text("address_1"),
        row.text("city"),
        row.text("state_province"),
        row.text("postal_code"),
        row.text("country"),
        place.text("description"),
        own.support(place.id),
        0,
    )


def _schedule(own: OwnTables, row: Row) -> Schedule:
    freq = _one_of(row.text("freq"), ("", *FREQUENCIES))
    days = tuple(day for day in row.text("byday").split(",") if day)
    for day in days:
        found = NTH_WEEKDAY.match(day)
        if found is None or (found[1] and freq != "MONTHLY"):
            _one_of(day, WEEKDAYS)
    return Schedule(
        own.value(row.id, "applies_to"),
        freq,
        days,
        _when(time.fromisoformat, row.text("opens_at")),
        _when(time.fromisoformat, row.text("closes_at")),
        _when(date.fromisoformat, row.text("valid_from")),
        _when(date.fromisoformat, row.text("valid_to")),
        own.value(row.id, "words"),
        row.text("notes"),
        own.support(row.id),
        0,
    )


def _service(own: OwnTables, row: Row, places: Mapping[str, Row]) -> Service:
    at = own.tables.of("service_at_location", "service_id", row.id)
    areas = own.tables.of("service_area", "service_id", row.id)
    return Service(
        own.value(row.id, "slug"),
        row.text("name"),
        own.codes(row.id, NEEDS),
        own.codes(row.id, AUDIENCES),
        row.text("fees_description"),
        areas[0].text("name") if areas else "",
        places[at[0].text("location_id")].text("external_identifier") if at else "",
        _one_of(own.value(row.id, "status") or row.text("status"), STATUSES),
        row.text("application_process"),
        own.support(row.id),
        0,
    )


def _language(own: OwnTables, row: Row) -> Language:
    return Language(row.text("code"), row.text("note"), own.support(row.id), 0)


def _correction(own: OwnTables, row: Row) -> Correction:
    return Correction(
        row.text("field_name"),
        row.text("previous_value"),
        row.text("replacement_value"),
        own.value(row.id, "correction_reason"),
        None if row.text("updated_by") == COMPILATION else date.fromisoformat(row.text("last_action_date")),
        own.support(row.id),
        0,
    )


def _closed(own: OwnTables, mark: Made) -> Closed:
    return Closed(date.fromisoformat(mark[3]), own.support(mark[0]))


# --- terms -----------------------------------------------------------------------------------------------------------


def _terms(own: OwnTables, taxonomy: str) -> list[tuple[str, Row]]:
    found = [(own.term(row.id), row) for row in own.tables.rows["taxonomy_term"].values()]
    return [(code, row) for (of, code), row in found if of == taxonomy]


def _noted(own: OwnTables, row: Row) -> dict[str, Row]:
    return {one.text("field_name"): one for one in own.tables.of("metadata", "resource_id", row.id)}


def _need(own: OwnTables, row: Row) -> Need:
    noted = {field: one.text("replacement_value") for field, one in _noted(own, row).items()}
    parent = own.term(row.text("parent_id"))[1] if row.text("parent_id") else ""
    mapped = tuple(map(int, noted.get("open_eligibility", "").split()))
    return Need(
        row.text("code"),
        parent,
        row.text("name"),
        row.text("description"),
        mapped,
        noted.get("help", ""),
        noted.get("urgent") == "true",
        0,
    )


def _source(own: OwnTables, tag: str, row: Row) -> SourcePage:
    noted = _noted(own, row)
    now = {field: one.text("replacement_value") for field, one in noted.items()}
    return SourcePage(
        tag,
        row.text("name"),
        row.text("description"),
        now.get("url", "") or row.text("term_uri"),
        _one_of(now.get("seen", ""), HOW_SEEN),
        date.fromisoformat(noted["seen"].text("last_action_date")),
        _printed(now.get("dated", "")),
        now.get("note", ""),
        0,
    )
