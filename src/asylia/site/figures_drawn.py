"""Charts as the site shows them: asked for by a stable name, made once, kept in bounded memory.

What is kept is public: no chart is about a reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from asylia.briefs.charts import Asked, Material, chart_named
from asylia.figures.charts.beside import as_csv, as_xlsx
from asylia.figures.charts.build import NAMES
from asylia.figures.charts.drawn import drawn_from_official
from asylia.figures.charts.model import Chart
from asylia.figures.charts.svg import svg_of
from asylia.figures.places import countries
from asylia.figures.query import Tables
from asylia.figures.store import NoFigures
from asylia.site.drawing import pencil
from asylia.site.figures_data import official, tables
from asylia.site.law_data import lawbook
from asylia.site.reader import reader_in, site_languages

WIDTHS = (600, 320)
"""The widths in which a picture is served; the first is the one that is downloaded."""
OF_ONE_ORIGIN = "origin_across_places"
"""The chart whose place in an address is a country of origin."""
_YEARS = (1950, 2100)
_CHARTS_KEPT, _PICTURES_KEPT = 64, 96
_NAME = re.compile(
    r"(?P<chart>[a-z_]+)-(?P<place>[A-Z]{3})-(?P<first>\d{4})-(?P<last>\d{4})-(?P<language>[a-z]{2}(?:-[A-Z][a-z]{3})?)"
    r"(?:-(?P<width>\d{3}))?\.(?P<kind>svg|csv|xlsx)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A chart by what its address says."""

    chart: str
    place: str
    """ISO alpha-3; of an origin for the chart of one origin at several places."""
    first: int | None
    last: int | None
    language: str

    def file(self, kind: str, width: int = WIDTHS[0]) -> str:
        """The name of a file of it: `grants-JPN-2005-2024-en.svg`."""
        suffix = f"-{width}" if width != WIDTHS[0] else ""
        return f"{self.chart}-{self.place}-{self.first}-{self.last}-{self.language}{suffix}.{kind}"

    @property
    def is_known(self) -> bool:
        """Whether there can be such a chart."""
        years = (self.first, self.last)
        return (
            self.chart in NAMES
            and self.place in countries()
            and self.language in site_languages()
            and all(year is None or _YEARS[0] <= year <= _YEARS[1] for year in years)
            and (self.first is None or self.last is None or self.first <= self.last)
        )


def file_named(name: str) -> tuple[Named, int, str] | None:
    """The chart, the width and the kind that a file name stands for; None for another name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    named = Named(found["chart"], found["place"], int(found["first"]), int(found["last"]), found["language"])
    width = int(found["width"] or WIDTHS[0])
    is_served = width in WIDTHS and (found["kind"] == "svg" or not found["width"])
    return (named, width, found["kind"]) if is_served and named.is_known else None


def tables_or_none() -> Tables | None:
    """UNHCR's tables, where the operator has got them."""
    try:
        return tables()
    except NoFigures:
        return None


def needs_tables(chart: str, place: str) -> bool:
    """Whether a chart is made of UNHCR's tables: official figures do not draw it."""
    return (chart, place) not in drawn_from_official()


def drawn(named: Named) -> Chart:
    """The chart. Raises InputError for what cannot be drawn."""
    return _drawn(named, _edition())


def picture(named: Named, width: int) -> bytes:
    """The chart as SVG. Raises InputError."""
    return _picture(named, width, _edition())


def data_file(named: Named, kind: str) -> bytes:
    """The figures behind the chart as csv or xlsx. Raises InputError."""
    chart = drawn(named)
    return as_xlsx(chart) if kind == "xlsx" else as_csv(chart).encode()


def _edition() -> str:
    """What a kept chart depends on besides its name: a new edition of the tables makes new ones."""
    found = tables_or_none()
    return f"{found.stored.folder}" if found else ""


@lru_cache(maxsize=_CHARTS_KEPT)
def _drawn(named: Named, edition: str) -> Chart:  # noqa: ARG001  # part of the key of what is kept
    of_origin = named.chart == OF_ONE_ORIGIN
    asked = Asked(
        name=named.chart,
        places=() if of_origin else (named.place,),
        first=named.first,
        last=named.last,
        origin=named.place if of_origin else None,
    )
    return chart_named(asked, Material(lawbook().data, official(), tables), reader_in(named.language).texts)


@lru_cache(maxsize=_PICTURES_KEPT)
def _picture(named: Named, width: int, edition: str) -> bytes:
    return svg_of(_drawn(named, edition), width, pencil().draw).encode()
