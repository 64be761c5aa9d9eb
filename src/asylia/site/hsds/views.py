"""The eleven endpoints of HSDS and its UK profile; lists answer POST too, so that no search stands in an address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from asylia.directory.hsds import api
from asylia.directory.hsds.api import Dataset, Query
from asylia.directory.hsds.terms import Json
from asylia.errors import InputError
from asylia.languages.levels import site_languages
from asylia.languages.texts import ORIGINAL, texts_in
from asylia.site.directory_data import directory
from asylia.site.page import methods, read_only

PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"
"""HSDS itself: what asylia adds travels as attributes, so it needs no profile of its own."""

OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
"""Where that interface is described: the official text of release 3.0."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_FORMATS = ("json", "ndjson")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of object is listed and found."""

    list: Callable[[Dataset, Query], Json]
    find: Callable[[Dataset, str], Json | None]


KINDS: Mapping[str, Kind] = {
    "services": Kind(api.services, api.service),
    "organizations": Kind(api.organizations, api.organization),
    "service_at_locations": Kind(api.service_at_locations, api.service_at_location),
    "taxonomies": Kind(api.taxonomies, api.taxonomy),
    "taxonomy_terms": Kind(api.taxonomy_terms, api.taxonomy_term),
}


@lru_cache(maxsize=8)
def data_in(language: str) -> Dataset:
    """Everything published, in a language of the site."""
    return api.dataset(directory(), language, texts_in(language).word)


@read_only
def root(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the signature of a view
    """What this interface is."""
    return _answer(api.root(PROFILE, OPENAPI))


@methods("GET", "POST")
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of one kind; with `format=ndjson`, everything that fits, one object on a line."""
    ask = KINDS[kind].list
    try:
        asked = _asked(request)
        data, query = data_in(_language(asked)), api.query_of(asked)
        if _format(asked) == "json":
            return _answer(ask(data, query))
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in api.in_lines(ask, data, query))
    except InputError as error:
        return _problem(400, error.says, error.mend or "")
    return HttpResponse(lines, content_type="application/x-ndjson", headers={"Cache-Control": "no-store"})


@read_only
def one(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """One object with all that is inside."""
    try:
        asked = _asked(request)
        data, query = data_in(_language(asked)), api.query_of(asked)
    except InputError as error:
        return _problem(400, error.says, error.mend or "")
    if kind == "organizations":
        found = api.organization(data, identifier.lower(), full_service=query.full_service)
    else:
        found = KINDS[kind].find(data, identifier.lower())
    return _problem(404, f"there is none of {kind} with this id") if found is None else _answer(found)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The parameters of a request: of the address, or of a body as form or JSON object. Raises InputError."""
    if request.method != "POST":
        return {name: str(value) for name, value in request.GET.items()}
    if request.content_type in _FORMS:
        return {name: str(value) for name, value in request.POST.items()}
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise InputError("the body is no JSON object", mend="send parameters as a JSON object, or as a form")
    return {name: _plain(name, value) for name, value in body.items() if value is not None}


def _plain(name: str, value: object) -> str:
    if isinstance(value, (dict, list)):
        raise InputError(f"{name} has several values", mend="send one value")
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _format(asked: Mapping[str, str]) -> str:
    found = asked.get("format") or "json"
    if found not in _FORMATS:
        raise InputError(f"format is {found!r}", mend=f"write {' or '.join(_FORMATS)}")
    return found


def _language(asked: Mapping[str, str]) -> str:
    language = asked.get("lang") or ORIGINAL
    if language not in site_languages():
        raise InputError(f"there are no texts in {language!r}", mend=f"choose from {', '.join(site_languages())}")
    return language


def _problem(status: int, title: str, detail: str = "") -> HttpResponse:
    """What is wrong, as RFC 9457 has it."""
    content = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return _answer(content, status, "application/problem+json")


def _answer(content: object, status: int = 200, media: str = "application/json") -> HttpResponse:
    said = json.dumps(content, ensure_ascii=False)
    return HttpResponse(said, content_type=media, status=status, headers={"Cache-Control": "no-store"})
