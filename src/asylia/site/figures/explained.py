"""A number taken apart, and the numbers that well-known texts quote beside what sources give today."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from asylia.briefs.figures_lines import explanation_lines
from asylia.briefs.seeds_lines import seeds_lines
from asylia.errors import InputError
from asylia.figures.definitions import definitions
from asylia.figures.explain import Explanation, explain, question_in
from asylia.figures.places import countries
from asylia.figures.read_seeds import read_seeds
from asylia.figures.seeds import check_seeds
from asylia.figures.shown import measure_label
from asylia.site.figures.show import address, figures_page, place_title, places_first
from asylia.site.figures_data import official
from asylia.site.figures_drawn import tables_or_none
from asylia.site.law.outline import sections
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

EXAMPLE = "JPN 2024 recognition"
"""What is taken apart where nothing else is asked."""
_YEARS = range(1950, 2101)


@read_only
def start(request: HttpRequest, lang: str) -> HttpResponse:
    """The form, with the example under it; what was chosen leads to the address that never changes."""
    reader = reader_in(lang)
    place, year, name = (request.GET.get(key, "") for key in ("place", "year", "measure"))
    if place and year.isascii() and year.isdigit():
        _check(place, int(year), name)
        return HttpResponseRedirect(address(reader, "explained", place=place, year=int(year), name=name))
    where, when, measure = question_in(EXAMPLE)
    return _page(request, reader, where, when, measure)


@read_only
def number(request: HttpRequest, lang: str, place: str, year: int, name: str) -> HttpResponse:
    """One number taken apart."""
    _check(place, year, name)
    return _page(request, reader_in(lang), place, year, name)


def _check(place: str, year: int, name: str) -> None:
    if place not in countries() or year not in _YEARS or name not in definitions().measures:
        raise Http404


def _page(request: HttpRequest, reader: Reader, place: str, year: int, name: str) -> HttpResponse:
    found = _explanation(place, year, name)
    parts = sections(explanation_lines(found, reader.texts)) if found else []
    title = reader.texts.word("figures_explain")
    context = {
        "heading": title,
        "parts": [part for part in parts if part.title or part.nodes],
        "lacks_tables": tables_or_none() is None,
        "places": [(code, place_title(code, reader), code == place) for code in _offered(place)],
        "year": year,
        "measures": [
            (one.name, f"{one.id} {measure_label(one.name, 'pooled' if one.stage == 'given' else None, reader.texts)}",
             one.name == name)
            for one in definitions().measures.values()
        ],
    }  # fmt: skip
    return figures_page(request, reader, "figures/explain.html", context, (title, ""))


def _offered(place: str) -> tuple[str, ...]:
    """The jurisdictions, and the place that is shown."""
    return tuple(dict.fromkeys((*places_first(), place)))


def _explanation(place: str, year: int, name: str) -> Explanation | None:
    """What can be told of a number; None where neither the tables nor an authority say anything."""
    try:
        found = explain(definitions().measures[name], place, year, tables_or_none(), official())
    except InputError:
        return None
    return found if found.explained or found.official else None


@read_only
def seeds(request: HttpRequest, lang: str) -> HttpResponse:
    """The numbers that well-known texts quote."""
    reader = reader_in(lang)
    held, tables = read_seeds(), tables_or_none()
    without = reader.texts.word("figures_lacks_tables") if tables is None else ""
    lines = seeds_lines(check_seeds(held, official(), tables), held, reader.texts, without_tables=without)
    title = reader.texts.word("figures_seeds")
    context = {"heading": title, "parts": sections(lines), "lacks_tables": False}
    return figures_page(request, reader, "figures/lines.html", context, (title, ""))
