"""Which official figures a chart draws at a place: figures/charts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asylia.figures.charts.build import NAMES
from asylia.figures.charts.model import LAYERS, LINES
from asylia.figures.model import Figure
from asylia.figures.official import OfficialFigures, as_figure
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import read_yaml

FILE = "figures/charts.yaml"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series of official figures."""

    look: str
    measures: tuple[str, ...]
    """Names in official.csv; a year takes the first that has a value."""
    origin: str | None
    note: Mapping[str, str]
    """What readers must know of the series, by language."""


@lru_cache(maxsize=4)
def drawn_from_official(folder: Path | None = None) -> Mapping[tuple[str, str], tuple[Drawn, ...]]:
    """By chart and place, the series that official figures draw. Raises InputError."""
    path = (folder or data_folder("figures")) / "charts.yaml"
    top = Fields(read_yaml(path, name=FILE), FILE, "the file")
    charts = Fields(top.take("charts"), FILE, "charts")
    top.close()
    found = {}
    for name in NAMES:
        if not charts.has(name):
            continue
        places = Fields(charts.take(name), FILE, name)
        for place in places.block:
            found[name, place] = tuple(
                _series(Fields(value, FILE, "a series", line)) for value, line in places.items(place)
            )
    charts.close()
    return found


def _series(fields: Fields) -> Drawn:
    series = Drawn(
        look=fields.one_of("look", (*LAYERS, *LINES)),
        measures=fields.texts("measures"),
        origin=fields.text("origin", "") or None,
        note=fields.titles("note") if fields.has("note") else {},
    )
    fields.close()
    return series


def official_series(official: OfficialFigures, place: str, drawn: Drawn) -> tuple[Figure, ...]:
    """The figures of whole years, in their order; a year that no source gives is not there."""
    found: dict[int, Figure] = {}
    for measure in drawn.measures:
        for year, value in official.series(place, measure, drawn.origin).items():
            found.setdefault(year, as_figure(value, official.vocabulary))
    return tuple(found[year] for year in sorted(found))
