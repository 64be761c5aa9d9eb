"""Measures to read: what each divides by what, and its figures at the places of the law book."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from asylia.briefs.figures_lines import notes_of, table_of
from asylia.errors import InputError
from asylia.figures.ask import series
from asylia.figures.cite import cited_in_bibtex, cited_in_csl, cited_in_text
from asylia.figures.definitions import Measure, definitions
from asylia.figures.model import Figure
from asylia.figures.of_official import official_series
from asylia.figures.shown import flag_shown, flags_of_all, measure_label
from asylia.site.clock import today
from asylia.site.figures.show import address, figures_page, place_title, places_first
from asylia.site.figures_data import official
from asylia.site.figures_drawn import tables_or_none
from asylia.site.law.outline import tree
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

_FIRST_YEAR = 1978
_POOLED = "pooled"


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """All measures. No other rate is computed."""
    reader = reader_in(lang)
    rows = [_described(one, reader) for one in definitions().measures.values()]
    title = reader.texts.word("figures_measures")
    return figures_page(request, reader, "figures/measures.html", {"rows": rows}, (title, ""))


def _described(measure: Measure, reader: Reader) -> dict[str, object]:
    said = reader.texts
    return {
        "id": measure.id,
        "name": measure.name,
        "title": _title(measure, reader),
        "formula": said.titled({"en": measure.formula}),
        "caveat": said.titled({"en": measure.caveat}) if measure.caveat else "",
        "refuses": [flag_shown(flag, said) for flag in measure.null_if],
        "sources": [said.word(f"figures_from_{source}") for source in measure.sources],
        "source": said.titled({"en": measure.source}),
    }


def _title(measure: Measure, reader: Reader) -> str:
    return measure_label(measure.name, _POOLED if measure.stage == "given" else None, reader.texts)


@read_only
def measure(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One measure: its definition, and its figures place by place, of the source in the address where there are two."""
    reader = reader_in(lang)
    found = definitions().measures.get(name)
    if found is None:
        raise Http404
    sources = sources_here(found)
    source = request.GET.get("source", "")
    if source not in sources:
        source = sources[0] if sources else ""
    places = [_at(found, code, source, reader) for code in places_first()]
    context = {
        "row": _described(found, reader),
        "places": [one for one in places if one],
        "lacks_tables": "unhcr" in found.sources and tables_or_none() is None,
        "source": reader.texts.word(f"figures_from_{source}") if source else "",
        "others": [
            (reader.texts.word(f"figures_from_{other}"), of_source(address(reader, "measure", name=name), other))
            for other in sources
            if other != source
        ],
    }
    crumbs = ((reader.texts.word("figures_measures"), address(reader, "measures")), (found.id, ""))
    return figures_page(request, reader, "figures/measure.html", context, *crumbs)


def sources_here(measure: Measure) -> tuple[str, ...]:
    """The sources of which this server can show a measure, the one that is shown unless another is asked for first."""
    here = {"unhcr": tables_or_none() is not None, "official": bool(measure.official)}
    return tuple(source for source in measure.sources if here[source])


def of_source(where: str, source: str) -> str:
    """The address of a page of a measure with the figures of one source."""
    return f"{where}?source={source}"


def _at(measure: Measure, place: str, source: str, reader: Reader) -> dict[str, object] | None:
    """The figures of one place, of one source: two are never mixed (R10)."""
    figures = _figures(measure, place, source)
    known = [one for one in figures if one.value is not None or one.withheld not in (None, "R7")]
    if not known:
        return None
    head, rows = table_of(known, reader.texts, flags_of_all(known))
    where, newest = place_title(place, reader), known[-1]
    return {
        "title": where,
        "head": head,
        "rows": rows,
        "notes": tree(notes_of(known, reader.texts)),
        "cites": [
            ("figures_cite_as_text", cited_in_text(newest, where, reader.texts)),
            ("figures_cite_as_bibtex", cited_in_bibtex(newest, where, reader.texts)),
            ("figures_cite_as_csl", _csl(newest, where, reader)),
        ],
        "code": place,
        "year": newest.year,
    }


def _csl(figure: Figure, where: str, reader: Reader) -> str:
    return json.dumps([cited_in_csl(figure, where, reader.texts)], ensure_ascii=False, indent=2)


def _figures(measure: Measure, place: str, source: str) -> tuple[Figure, ...]:
    stage = _POOLED if measure.stage == "given" else None
    years = (_FIRST_YEAR, today().year)
    tables = tables_or_none() if source == "unhcr" else None
    try:
        if tables is not None:
            return series(measure.name, place, years, tables, stage=stage)
        return official_series(measure.name, place, years, official(), stage=stage)
    except InputError:  # a measure of one origin, or one that nobody can compute
        return ()
