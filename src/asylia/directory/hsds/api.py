"""The read-only objects of the HSDS interface, as pure functions: no web, no clock, nothing kept of who asked.

A `Dataset` is made once for a language. Lists come in pages; parameters combine with AND; an id that is not there, or
is on hold, gives None. Objects fit the compiled schemas of HSDS 3.0 with unknown properties forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from asylia.directory.ages import Word
from asylia.directory.areas import Areas
from asylia.directory.hsds.export import wording
from asylia.directory.hsds.objects import ObjectMaker
from asylia.directory.hsds.published import published
from asylia.directory.hsds.terms import AUDIENCES, Json, taxonomy_id, term_id
from asylia.directory.model import Directory, Organization, Service
from asylia.errors import InputError

VERSION = "3.0"
MOST_PER_PAGE = 500


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. What is empty or None asks for nothing."""

    search: str = ""
    """Words, each of which must stand in a name, a description or a need."""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: date | None = None
    """On this day or later."""
    postcode: str = ""
    proximity: str = ""
    """There are no coordinates, so nothing is near anything: it gives nothing together with a postcode."""
    parent_id: str = ""
    top_only: bool = False
    audience: str = ""
    """A code of an audience; of asylia, not of HSDS."""
    near: str = ""
    """A prefecture or city as in an address, or as any area that a service serves; of asylia, not of HSDS."""
    stale_before: date | None = None
    """Changed before this day; of asylia, not of HSDS."""
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    page: int = 1
    per_page: int = 50


def query_of(parameters: Mapping[str, str]) -> Query:
    """The query in the parameters of a request. Unknown ones are left alone. Raises InputError for a bad value."""
    known = {one.name: str(one.type) for one in fields(Query)}
    found: dict[str, object] = {}
    for name, text in parameters.items():
        if name not in known or text == "":
            continue
        reader, form = _READERS[known[name]]
        try:
            found[name] = reader(text)
        except ValueError:
            raise InputError(f"{name} is {text!r}", mend=f"write {form}") from None
    return Query(**found)  # type: ignore[arg-type]  # each was read by the reader of its type


_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def _flag(text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise ValueError
    return _FLAGS[text.lower()]


def _count(text: str) -> int:
    found = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    if found < 1:
        raise ValueError
    return found


_READERS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "str": (str, "text"),
    "bool": (_flag, "true or false"),
    "int": (_count, "a whole number from 1"),
    "date | None": (lambda text: datetime.fromisoformat(text).date(), "a date such as 2026-11-22"),
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """An object in its forms, and what it can be asked by."""

    flat: Json
    full: Json
    text: str = ""
    terms: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset()
    organization: str = ""
    modified: str = ""
    postcodes: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that is published, in one language."""

    language: str
    organizations: Mapping[str, _Kept] = field(repr=False)
    services: Mapping[str, _Kept] = field(repr=False)
    service_at_locations: Mapping[str, _Kept] = field(repr=False)
    taxonomies: Mapping[str, _Kept] = field(repr=False)
    taxonomy_terms: Mapping[str, _Kept] = field(repr=False)


def dataset(directory: Directory, language: str, word: Word) -> Dataset:
    """The objects of a directory in a language: what is on hold is not among them."""
    shown = published(directory)
    maker = ObjectMaker(shown, wording(directory, language, word))
    found = Dataset(language, {}, {}, {}, {}, {})
    for organization in shown.organizations:
        _keep(found, maker, organization, directory.areas)
    for taxonomy in maker.terms.taxonomies.values():
        _put(found.taxonomies, _Kept(taxonomy, taxonomy, _text(taxonomy)))
    for term in maker.terms.whole():
        flat = {key: value for key, value in term.items() if key not in ("metadata", "taxonomy_detail")}
        kept = _Kept(flat, term, _text(term), frozenset(), frozenset([str(term["taxonomy_id"])]))
        _put(found.taxonomy_terms, kept)
    return found


def _keep(found: Dataset, maker: ObjectMaker, organization: Organization, areas: Areas) -> None:
    made = maker.objects(organization)
    about = str(made.organization["id"])
    flat = _flat(made.organization)
    names = " ".join([*organization.names.values(), *organization.other_names, organization.description])
    simple: list[Json] = []
    _put(found.organizations, _Kept(flat, {**made.organization, "services": simple}, names.casefold()))
    at = {str(one["service_id"]): one for one in made.service_at_locations}
    postcodes = {address.id: address.postal_code for address in organization.addresses}
    for service, thing in zip(organization.services, made.services, strict=True):
        head = _flat(thing)
        simple.append({key: head[key] for key in ("id", "name", "status")})
        terms = frozenset(str(term["id"]) for term in _terms_of(thing))
        taxonomies = frozenset(str(term["taxonomy_id"]) for term in _terms_of(thing))
        needs = " ".join(str(term["name"]) for term in _terms_of(thing))
        text = f"{names} {service.name} {service.note} {needs}".casefold()
        of = (text, terms, taxonomies, about, str(head["last_modified"])[:10])
        where = (frozenset(filter(None, [postcodes.get(service.at, "")])), _places(organization, service, areas))
        whole = {**thing, "organization": made.organization}
        _put(found.services, _Kept({**head, "organization": flat}, whole, *of, *where))
        site = at.get(str(head["id"]))
        if site:
            location = site["location"]
            assert isinstance(location, dict)
            short = {**_flat(site), "location": _flat(location), "service": {**head, "organization": flat}}
            inner = {key: value for key, value in whole.items() if key != "service_at_locations"}
            _put(found.service_at_locations, _Kept(short, {**site, "service": inner}, *of, *where))


def _put(kept: Mapping[str, _Kept], one: _Kept) -> None:
    assert isinstance(kept, dict)
    kept[str(one.flat["id"])] = one


def _flat(thing: Json) -> Json:
    return {key: value for key, value in thing.items() if not isinstance(value, (list, dict))}


def _terms_of(thing: Json) -> list[Json]:
    marks = thing.get("attributes", [])
    assert isinstance(marks, list)
    return [mark["taxonomy_term"] for mark in marks]


def _places(organization: Organization, service: Service, areas: Areas) -> tuple[str, ...]:
    """Where a service is, whom it says it serves, and the names of every area in that: of all, if it serves all."""
    at = [address for address in organization.addresses if address.id == service.at]
    parts = [part for address in at for part in (address.city, address.state_province)]
    for place in organization.jurisdictions if service.area else ():
        here = areas.at(place)
        reach, _ = here.named_in(service.area)
        parts += [
            name
            for area in here.areas.values()
            if reach.is_everywhere or area.id in reach.areas
            for name in (area.id, *area.names.values(), *area.also)
        ]
    return tuple(part.casefold() for part in (*parts, service.area) if part)


def _text(thing: Json) -> str:
    return f"{thing['name']} {thing['description']} {thing.get('code', '')}".casefold()


# --- answers ---------------------------------------------------------------------------------------------------------


def root(profile: str, openapi_url: str) -> Json:
    """What the interface is: version of HSDS, profile, and where it is described."""
    return {"version": VERSION, "profile": profile, "openapi_url": openapi_url}


def organizations(data: Dataset, query: Query) -> Json:
    """A page of organisations: own fields; with `full` all of them, with `full_service` their services in full too."""

    def form(one: _Kept) -> Json:
        if query.full_service:
            return _with_services(data, one)
        return one.full if query.full else one.flat

    return _page(_matching(data.organizations, query), query, form)


def organization(data: Dataset, identifier: str, *, full_service: bool = False) -> Json | None:
    """One organisation with all that is inside, its services by id, name and status or in full."""
    one = data.organizations.get(identifier)
    if one is None:
        return None
    return _with_services(data, one) if full_service else one.full


def services(data: Dataset, query: Query) -> Json:
    """A page of services: own fields and those of the organisation; `full` nests all, `minimal` only what changed."""

    def form(one: _Kept) -> Json:
        if query.minimal:
            return {key: one.flat[key] for key in ("id", "name", "status", "last_modified")}
        return one.full if query.full else one.flat

    return _page(_found(data, data.services, query), query, form)


def service(data: Dataset, identifier: str) -> Json | None:
    """One service with all that is inside."""
    one = data.services.get(identifier)
    return one.full if one else None


def service_at_locations(data: Dataset, query: Query) -> Json:
    """A page of services at places."""
    return _page(
        _found(data, data.service_at_locations, query), query, lambda one: one.full if query.full else one.flat
    )


def service_at_location(data: Dataset, identifier: str) -> Json | None:
    """One service at a place, after its own schema: the description of the interface names that of the service."""
    one = data.service_at_locations.get(identifier)
    return one.full if one else None


def taxonomies(data: Dataset, query: Query) -> Json:
    """A page of taxonomies."""
    return _page(_matching(data.taxonomies, query), query, lambda one: one.flat)


def taxonomy(data: Dataset, identifier: str) -> Json | None:
    """One taxonomy."""
    one = data.taxonomies.get(identifier)
    return one.full if one else None


def taxonomy_terms(data: Dataset, query: Query) -> Json:
    """A page of terms: of one taxonomy, under one parent, or those without a parent."""
    kept = [
        one
        for one in _matching(data.taxonomy_terms, query)
        if query.taxonomy_id in ("", *one.taxonomies)
        and query.parent_id in ("", one.flat.get("parent_id", ""))
        and not (query.top_only and "parent_id" in one.flat)
    ]
    return _page(kept, query, lambda one: one.full if query.full else one.flat)


def taxonomy_term(data: Dataset, identifier: str) -> Json | None:
    """One term with its taxonomy."""
    one = data.taxonomy_terms.get(identifier)
    return one.full if one else None


def in_lines(listed: Callable[[Dataset, Query], Json], data: Dataset, query: Query) -> Iterator[Json]:
    """Everything of a list that fits, in full, for one on a line: no pages."""
    number, is_last = 0, False
    while not is_last:
        number += 1
        page = listed(data, replace(query, full=True, page=number, per_page=MOST_PER_PAGE))
        contents, is_last = page["contents"], bool(page["last_page"])
        assert isinstance(contents, list)
        yield from contents


def _with_services(data: Dataset, one: _Kept) -> Json:
    simple = one.full["services"]
    assert isinstance(simple, list)
    whole = [data.services[service["id"]].full for service in simple]
    return {**one.full, "services": [{k: v for k, v in each.items() if k != "organization"} for each in whole]}


def _matching(kept: Mapping[str, _Kept], query: Query) -> list[_Kept]:
    words = query.search.casefold().split()
    return [one for one in kept.values() if all(word in one.text for word in words)]


def _found(data: Dataset, kept: Mapping[str, _Kept], query: Query) -> list[_Kept]:
    """Those that fit every parameter. Raises InputError for an audience that there is not: nobody helps it."""
    audience = term_id(AUDIENCES, query.audience) if query.audience else ""
    if audience and audience not in data.taxonomy_terms:
        known = (
            str(one.flat["code"]) for one in data.taxonomy_terms.values() if taxonomy_id(AUDIENCES) in one.taxonomies
        )
        codes = ", ".join(code.partition(":")[2] for code in known)
        raise InputError(f"audience is {query.audience!r}", mend=f"write one of {codes}")
    after, before = (day.isoformat() if day else "" for day in (query.modified_after, query.stale_before))
    near, postcode = query.near.casefold(), re.sub(r"\D", "", query.postcode)
    return [
        one
        for one in _matching(kept, query)
        if query.taxonomy_term_id in ("", *one.terms)
        and query.taxonomy_id in ("", *one.taxonomies)
        and query.organization_id in ("", one.organization)
        and audience in ("", *one.terms)
        and (not after or one.modified >= after)
        and (not before or one.modified < before)
        and (not near or any(near in place for place in one.places))
        and (not query.postcode or (not query.proximity and postcode in _digits(one.postcodes)))
    ]


def _digits(postcodes: Iterable[str]) -> list[str]:
    return [re.sub(r"\D", "", postcode) for postcode in postcodes]


def _page(found: list[_Kept], query: Query, form: Callable[[_Kept], Json]) -> Json:
    size = min(query.per_page, MOST_PER_PAGE)
    pages = -(-len(found) // size)
    on_page = found[(query.page - 1) * size : query.page * size]
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": query.page,
        "size": len(on_page),
        "first_page": query.page == 1,
        "last_page": query.page >= pages,
        "empty": not on_page,
        "contents": [form(one) for one in on_page],
    }
