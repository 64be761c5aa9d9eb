"""Charts to read: picture, summary, table, what must be known, the law beside it, how to cite and to get it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from asylia.briefs.law_beside_figures import law_beside
from asylia.errors import InputError
from asylia.figures.charts.build import NAMES
from asylia.figures.charts.cited import chart_in_bibtex, chart_in_csl, chart_in_text
from asylia.figures.charts.drawn import drawn_from_official
from asylia.figures.charts.model import Chart
from asylia.figures.places import countries, place_name
from asylia.site.clock import today
from asylia.site.figures.measures import of_source
from asylia.site.figures.show import address, figures_page, place_title, places_first
from asylia.site.figures_drawn import OF_ONE_ORIGIN, WIDTHS, Named, drawn, needs_tables, tables_or_none
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

_MEASURES = {"grants": "grants", "pending_decisions": "pending_end_of_year", "resettlement": "resettlement_arrivals"}
"""By chart that official figures draw: the measure whose table has the numbers of both sources."""


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """The charts that can be drawn here, and plainly which need tables that this server lacks."""
    reader = reader_in(lang)
    has_tables = tables_or_none() is not None
    context = {
        "charts": [_listed(name, reader, has_tables=has_tables) for name in NAMES],
        "has_tables": has_tables,
    }
    return figures_page(request, reader, "figures/index.html", context)


def _listed(name: str, reader: Reader, *, has_tables: bool) -> dict[str, object]:
    from_official = [place for chart, place in drawn_from_official() if chart == name]
    places = list(dict.fromkeys([*from_official, *(places_first() if has_tables and name != OF_ONE_ORIGIN else ())]))
    return {
        "name": name,
        "title": reader.texts.word(f"figures_chart_{name}"),
        "about": reader.texts.word(f"figures_chart_{name}_about"),
        "places": [(place_title(code, reader), address(reader, "latest", name=name, place=code)) for code in places],
        "origins": [
            (place_name(code, reader.texts), code) for code in sorted(countries())
        ] if name == OF_ONE_ORIGIN and has_tables else [],
        "example": address(reader, "latest", name=name, place="MMR") if name == OF_ONE_ORIGIN and has_tables else "",
    }  # fmt: skip


@read_only
def latest(request: HttpRequest, lang: str, name: str, place: str) -> HttpResponse:
    """The chart with the years that are usual, or those typed, on its way to the address that never changes."""
    reader = reader_in(lang)
    first, last = (_year(request.GET.get(key, "")) for key in ("from", "to"))
    if first and last:
        first, last = sorted((first, last))
    named = _named(name, place, first, last, lang)
    if needs_tables(name, place) and tables_or_none() is None:
        return _not_drawn(request, reader, named)
    try:
        found = drawn(named)
    except InputError:
        # The index links each place to each chart: that nothing is known there is an answer, and no missing page.
        return _not_drawn(request, reader, named, status=200)
    years = (found.years[0], found.years[-1]) if found.years else _of_ranking(found)
    if first or last:
        kept = {"name": name, "place": place, "first": first or years[0], "last": last or years[1]}
        return HttpResponseRedirect(address(reader, "chart", **kept))
    return _shown(request, reader, Named(name, place, years[0], years[1], lang))


@read_only
def chart(request: HttpRequest, lang: str, name: str, place: str, first: int, last: int) -> HttpResponse:
    """The chart of some years, at the address to cite."""
    return _shown(request, reader_in(lang), _named(name, place, first, last, lang))


def _named(name: str, place: str, first: int | None, last: int | None, lang: str) -> Named:
    found = Named(name, place, first, last, lang)
    if not found.is_known:
        raise Http404
    return found


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == len("2024") else None


def _of_ranking(found: Chart) -> tuple[int, int]:
    """The years of a chart without an axis of time."""
    years = [figure.year for series in found.series for figure in series.figures]
    return min(years), max(years)


def _shown(request: HttpRequest, reader: Reader, named: Named) -> HttpResponse:
    if needs_tables(named.chart, named.place) and tables_or_none() is None:
        return _not_drawn(request, reader, named)
    try:
        found = drawn(named)
    except InputError:
        return _not_drawn(request, reader, named)
    assert named.first is not None
    assert named.last is not None
    here = address(reader, "chart", name=named.chart, place=named.place, first=named.first, last=named.last)
    absolute, got = request.build_absolute_uri(here), today()
    context = {
        "chart": found,
        "named": named,
        "stable": absolute,
        "pictures": {f"w{width}": _file(named, "svg", width) for width in WIDTHS},
        "downloads": [(kind.upper(), _file(named, kind)) for kind in ("svg", "csv", "xlsx")],
        "law": _law(named, found, reader),
        "citations": [
            ("figures_cite_as_text", chart_in_text(found, absolute, got, reader.texts)),
            ("figures_cite_as_bibtex", chart_in_bibtex(found, absolute, got)),
            ("figures_cite_as_csl", chart_in_csl(found, absolute, got)),
        ],
        "again": address(reader, "latest", name=named.chart, place=named.place),
        "shown_of": reader.texts.word("figures_from_official"),
        "other": reader.texts.word("figures_from_unhcr"),
        "unhcr": _of_unhcr(named, reader),
    }
    return figures_page(request, reader, "figures/chart.html", context, *_crumbs(named, reader))


def _of_unhcr(named: Named, reader: Reader) -> str:
    """Where UNHCR's numbers of a chart of official figures stand, as a table; empty where there are none."""
    measure = _MEASURES.get(named.chart, "")
    if not measure or needs_tables(named.chart, named.place) or tables_or_none() is None:
        return ""
    return f"{of_source(address(reader, 'measure', name=measure), 'unhcr')}#{named.place}"


def _file(named: Named, kind: str, width: int = WIDTHS[0]) -> str:
    return reverse("pictures:file", args=[named.file(kind, width)])


def _crumbs(named: Named, reader: Reader) -> tuple[tuple[str, str]]:
    title = reader.texts.word(f"figures_chart_{named.chart}")
    return ((f"{title}: {place_title(named.place, reader)}", ""),)


def _law(named: Named, found: Chart, reader: Reader) -> list[dict[str, object]]:
    """The changes of law under the numbers of the marks, each with the page of its rule."""
    if not found.marks or named.first is None or named.last is None:
        return []
    theme = "resettlement" if named.chart == "resettlement" else "claims"
    marks = law_beside(lawbook().data, named.place, named.first, named.last, theme)
    return [
        {
            "day": mark.day.isoformat(),
            "changes": [
                (
                    reader.texts.word(f"change_{change.does}", what=reader.texts.provision(change.provision)),
                    reverse("law:rule", args=[reader.code, change.provision.id]),
                )
                for change in mark.changes
                if change.provision is not None
            ],
        }
        for mark in marks
    ]


def _not_drawn(request: HttpRequest, reader: Reader, named: Named, status: int = 404) -> HttpResponse:
    """Why there is no picture: the tables are absent, or nothing is known."""
    lacks_tables = needs_tables(named.chart, named.place) and tables_or_none() is None
    context = {
        "heading": _crumbs(named, reader)[0][0],
        "why": reader.texts.word("figures_needs_tables" if lacks_tables else "figures_nothing_known"),
        "lacks_tables": lacks_tables,
    }
    status = 200 if lacks_tables else status
    return figures_page(request, reader, "figures/none.html", context, *_crumbs(named, reader), status=status)
