"""Reads one organisation with its details."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from asylia.directory.model import (
    ADDRESS_TYPES,
    CONFIDENCES,
    FREQUENCIES,
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
    Schedule,
    Service,
    Support,
    Website,
)
from asylia.directory.parts import hour, known, printed_date, required_day, web_address
from asylia.directory.taxonomy import Taxonomy
from asylia.lawbook.fields import Fields

_ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Words:
    """What an organisation may name."""

    places: frozenset[str]
    sources: frozenset[str]
    taxonomy: Taxonomy


def read_organization(fields: Fields, words: Words) -> Organization:
    """The organisation in a block. Raises InputError."""
    where = fields.line
    identity = _id(fields)
    fields.what = f"the organisation {identity}"
    found = Organization(
        identity,
        known(fields, "kind", fields.text("kind"), words.taxonomy.kinds, "kind of organisation"),
        fields.one_of("publish", PUBLISH),
        _all_known(fields, "jurisdictions", words.places, "place", needed=True),
        fields.titles("names"),
        fields.texts("other_names"),
        fields.mapping("names_unverified"),
        fields.text("description"),
        _each(fields, "websites", "a website", words, _website),
        _each(fields, "emails", "a mail address", words, _email),
        _each(fields, "phones", "a phone", words, _phone),
        _each(fields, "addresses", "an address", words, _address),
        _each(fields, "schedules", "a schedule", words, _schedule),
        _each(fields, "services", "a service", words, _service),
        _each(fields, "languages", "a language", words, _language),
        fields.text("languages_note", ""),
        fields.text("contacts_note", ""),
        printed_date(fields, "last_verified"),
        _closed(fields, words),
        fields.texts("notes"),
        fields.texts("upkeep_notes"),
        _each(fields, "corrections", "a correction", words, _correction),
        _all_known(fields, "sources", words.sources, "source", needed=True),
        fields.number("seed_block") if fields.has("seed_block") else None,
        fields.file,
        where,
    )
    fields.close()
    _refuse_repeated(fields, "addresses", [address.id for address in found.addresses])
    _refuse_repeated(fields, "services", [service.id for service in found.services])
    _refuse_repeated(fields, "languages", [language.code for language in found.languages])
    for service in found.services:
        if service.at:
            inner = Fields(fields.block, fields.file, "a service")
            inner.line = service.line
            known(inner, "at", service.at, [address.id for address in found.addresses], "address")
    return found


def _id(fields: Fields) -> str:
    identity = fields.text("id")
    if not _ID.match(identity):
        raise fields.error(f"the id {identity!r} is not written as one", "id", "use small letters, digits and hyphens")
    return identity


def _each(fields: Fields, key: str, what: str, words: Words, read: Callable[[Fields, Words], _T]) -> tuple[_T, ...]:
    found = []
    for value, line in fields.items(key):
        inner = Fields(value, fields.file, f"{what} of {fields.block['id']}", line)
        found.append(read(inner, words))
        inner.close()
    return tuple(found)


def _refuse_repeated(fields: Fields, key: str, ids: list[str]) -> None:
    for at, identity in enumerate(ids):
        if identity in ids[:at]:
            _, line = fields.items(key)[at]
            says = f"{identity!r} stands twice in {key} of {fields.block['id']}"
            raise Fields(fields.items(key)[at][0], fields.file, key, line).error(says, "id", "give each its own")


def _all_known(fields: Fields, key: str, words: frozenset[str], what: str, *, needed: bool = False) -> tuple[str, ...]:
    if needed:
        fields.take(key)
    found = tuple(known(fields, key, word, words, what) for word in fields.texts(key))
    if repeated := [word for at, word in enumerate(found) if word in found[:at]]:
        raise fields.error(f"{repeated[0]!r} stands twice in {key!r} of {fields.what}", key, "keep one of them")
    if needed and not found:
        raise fields.error(f"{key!r} of {fields.what} is empty", key, f"name at least one {what}")
    return found


def _support(fields: Fields, words: Words) -> Support:
    confidence = fields.one_of("confidence", CONFIDENCES) if fields.has("confidence") else ""
    return Support(_all_known(fields, "sources", words.sources, "source"), confidence)


def _website(fields: Fields, words: Words) -> Website:
    return Website(web_address(fields), fields.flag("seen", True), _support(fields, words), fields.line)


def _email(fields: Fields, words: Words) -> Email:
    return Email(fields.text("address"), fields.text("purpose", ""), _support(fields, words), fields.line)


def _phone(fields: Fields, words: Words) -> Phone:
    found = Phone(
        fields.text("display"),
        fields.one_of("type", PHONE_TYPES),
        fields.text("e164", ""),
        fields.text("short_code", ""),
        fields.text("from_abroad", ""),
        fields.flag("reachable_from_abroad", True),
        fields.text("purpose", ""),
        fields.text("note", ""),
        _support(fields, words),
        fields.line,
    )
    if bool(found.e164) == bool(found.short_code):
        raise fields.error(
            f"{fields.what} must have either 'e164' or 'short_code'", "display", "write the one that people can dial"
        )
    return found


def _address(fields: Fields, words: Words) -> Address:
    return Address(
        _id(fields),
        fields.one_of("type", ADDRESS_TYPES),
        fields.text("address_1"),
        fields.text("city"),
        fields.text("state_province"),
        fields.text("postal_code"),
        fields.text("country"),
        fields.text("note", ""),
        _support(fields, words),
        fields.line,
    )


def _schedule(fields: Fields, words: Words) -> Schedule:
    byday = fields.texts("byday")
    freq = fields.one_of("freq", FREQUENCIES) if fields.has("freq") else ""
    for day in byday:
        found = NTH_WEEKDAY.match(day)
        if found is None or (found[1] and freq != "MONTHLY"):
            known(fields, "byday", day, WEEKDAYS, "weekday")
    return Schedule(
        fields.text("applies_to"),
        freq,
        byday,
        hour(fields, "opens_at"),
        hour(fields, "closes_at"),
        fields.day("valid_from"),
        fields.day("valid_to"),
        fields.text("description", ""),
        fields.text("note", ""),
        _support(fields, words),
        fields.line,
    )


def _service(fields: Fields, words: Words) -> Service:
    return Service(
        _id(fields),
        fields.text("name"),
        _all_known(fields, "needs", frozenset(words.taxonomy.needs), "need", needed=True),
        _all_known(fields, "audience", frozenset(words.taxonomy.audiences), "audience", needed=True),
        fields.text("cost", ""),
        fields.text("area", ""),
        fields.text("at", ""),
        fields.one_of("status", STATUSES, "active"),
        fields.text("note", ""),
        _support(fields, words),
        fields.line,
    )


def _language(fields: Fields, words: Words) -> Language:
    return Language(fields.text("code"), fields.text("note", ""), _support(fields, words), fields.line)


def _correction(fields: Fields, words: Words) -> Correction:
    return Correction(
        fields.text("field"),
        fields.text("was"),
        fields.text("now"),
        fields.text("why"),
        fields.day("on"),
        _support(fields, words),
        fields.line,
    )


def _closed(fields: Fields, words: Words) -> Closed | None:
    if not fields.has("closed"):
        return None
    inner = Fields(fields.take("closed"), fields.file, "closed", fields.block.lines["closed"])
    found = Closed(required_day(inner, "since"), _support(inner, words))
    inner.close()
    return found
