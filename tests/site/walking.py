"""All routes of the site with arguments for each, read from the resolver: a new route joins the tests by itself.

A section that adds a route with a new argument names a value for it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from asylia.languages.levels import site_languages

ARGUMENTS: dict[str, dict[str, object]] = {
    "law:rule": {"name": "jp.refugee_recognition"},
    "law:rights_of_group": {"group": "complementary"},
    "law:case": {"name": "jp-isa-2021-recognised-goalkeeper"},
    "law:fact": {"name": "well_founded_fear"},
    "directory:organization": {"name": "jar"},
    "directory:card": {"name": "jar"},
    "directory:note": {"name": "jar"},
    "figures:latest": {"name": "grants", "place": "JPN"},
    "figures:chart": {"name": "grants", "place": "JPN", "first": 2005, "last": 2024},
    "figures:measure": {"name": "refugee_recognition_rate"},
    "figures:explained": {"place": "JPN", "year": 2024, "name": "refugee_recognition_rate"},
    "pictures:file": {"name": "grants-JPN-2005-2024-en.svg"},
}
"""By route: what stands in its address besides the language and the place."""
PLACE = {"code": "jp"}
NOBODY = "00000000-0000-4000-8000-000000000000"
"""An id of HSDS that is given to nothing."""


def routes() -> Iterator[tuple[str, tuple[str, ...], object]]:
    """Every route: its full name, the arguments in its address, its view."""
    yield from _routes(get_resolver().url_patterns, "", ())


def _routes(patterns: object, space: str, outer: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], object]]:
    assert isinstance(patterns, list)
    for pattern in patterns:
        inside = (*outer, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, inner, inside)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", inside, pattern.callback


def pages() -> Iterator[tuple[str, tuple[str, ...], object]]:
    """The routes that are pages in a language of the site."""
    return (route for route in routes() if "lang" in route[1] or route[0] == "start")


def address_of(route: str, arguments: tuple[str, ...], language: str) -> str:
    """The address of a route in a language; what no section named is `x`, and leads to an error page at least."""
    values: dict[str, object] = {"lang": language, "identifier": NOBODY, **PLACE, **ARGUMENTS.get(route, {})}
    return reverse(route, kwargs={name: values.get(name, "x") for name in arguments})


def addresses(languages: tuple[str, ...] = ()) -> list[str]:
    """Every page in every language, or in some of them."""
    found = [
        address_of(route, arguments, language)
        for language in languages or site_languages()
        for route, arguments, _ in pages()
    ]
    return list(dict.fromkeys(found))


def all_addresses() -> list[str]:
    """Every route there is, of programs too, once."""
    return list(dict.fromkeys(address_of(route, arguments, "en") for route, arguments, _ in routes()))
