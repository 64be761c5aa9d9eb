"""What pages of the law share: their crumbs, the version of the law under them, the tabs of a place."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from asylia.languages.texts import ORIGINAL
from asylia.lawbook.model import Place
from asylia.site.crumbs import Crumb, address_in, crumbs_in, section_title
from asylia.site.law.asked import DayAsked, places_with_procedure
from asylia.site.law_data import lawbook
from asylia.site.page import page
from asylia.site.reader import Reader

TABS = ("place", "procedure", "deadlines", "rights", "guarantees", "duties", "history", "changes")
"""The pages of a jurisdiction, in their order; each is a route and the word `law_tab_<name>`."""


def law_page(
    request: HttpRequest, reader: Reader, template: str, context: Mapping[str, object], *crumbs: Crumb
) -> HttpResponse:
    """A page of the law under its crumbs: pairs of a title and an address; the last is the page itself."""
    shown = crumbs_in("law", reader, crumbs)
    around = {"title": _title(crumbs, reader), "crumbs": shown, "in_english": reader.code != ORIGINAL}
    return page(request, reader, template, {**around, **context}, law_version=lawbook().data.version)


def _title(crumbs: tuple[Crumb, ...], reader: Reader) -> str:
    """Of the window: the page first, then the place it belongs to."""
    names = [title for title, _ in reversed(crumbs)] or [section_title("law", reader)]
    return " · ".join([*names, reader.texts.word("site_name")])


def address(reader: Reader, route: str, **arguments: object) -> str:
    """The address of a page of the law in the reader's language."""
    return address_in("law", reader, route, **arguments)


def place_crumb(place: Place, reader: Reader) -> Crumb:
    """The crumb of a place."""
    return reader.texts.titled(place.title), address(reader, "place", code=place.code.lower())


def place_page(
    request: HttpRequest,
    reader: Reader,
    place: Place,
    tab: str,
    asked: DayAsked | None,
    context: Mapping[str, object],
) -> HttpResponse:
    """One of the pages of a place, with its tabs, and with the form for another day where the page depends on one."""
    code = place.code.lower()
    word = reader.texts.word
    suffix = f"?on={asked.day.isoformat()}" if asked and asked.chosen else ""
    around = {
        "place": place,
        "place_name": reader.texts.titled(place.title),
        "tab": tab,
        "tabs": [
            {"title": word(f"law_tab_{name}"), "address": address(reader, name, code=code) + _kept(name, suffix),
             "shown": name == tab}
            for name in TABS
        ]
        if place in places_with_procedure()
        else [],
        "asked": asked,
        "heading": reader.texts.titled(place.title) if tab == "place" else word(f"law_tab_{tab}"),
    }  # fmt: skip
    crumbs = [place_crumb(place, reader)] + ([(word(f"law_tab_{tab}"), "")] if tab != "place" else [])
    return law_page(request, reader, f"law/{tab}.html", {**around, **context}, *crumbs)


_WITH_A_DAY = ("place", "procedure", "deadlines", "rights", "guarantees", "duties")


def _kept(tab: str, suffix: str) -> str:
    return suffix if tab in _WITH_A_DAY else ""
