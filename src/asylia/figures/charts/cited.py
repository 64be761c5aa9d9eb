"""How to cite a chart: as text, as BibTeX, as CSL-JSON. The address is the stable one, with its years."""

from __future__ import annotations

import json
import re
from datetime import date

from asylia import __version__
from asylia.figures.charts.model import Chart
from asylia.languages.texts import Texts

_TEX = re.compile(r"([&%$#_{}])")


def chart_in_text(chart: Chart, address: str, got: date, said: Texts) -> str:
    """One paragraph: title, sources, what computed it, where it stands and the day it was got."""
    computed = said.word("figures_computed", version=__version__)
    return " ".join((f"{chart.title}.", *chart.sources, computed, f"{address} [{got.isoformat()}]"))


def chart_in_bibtex(chart: Chart, address: str, got: date) -> str:
    """An entry of type misc."""
    fields = {
        "author": "{asylia}",
        "title": _in_tex(chart.title),
        "year": str(got.year),
        "version": __version__,
        "url": address,
        "urldate": got.isoformat(),
        "note": _in_tex(" ".join(chart.sources)),
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    return f"@misc{{{_key(chart)},\n{lines}}}\n"


def chart_in_csl(chart: Chart, address: str, got: date) -> str:
    """An item of CSL-JSON."""
    item = {
        "id": _key(chart),
        "type": "graphic",
        "title": chart.title,
        "author": [{"literal": "asylia"}],
        "version": __version__,
        "language": chart.language,
        "URL": address,
        "accessed": {"date-parts": [[got.year, got.month, got.day]]},
        "note": " ".join(chart.sources),
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _in_tex(text: str) -> str:
    return _TEX.sub(r"\\\1", text)


def _key(chart: Chart) -> str:
    years = [str(year) for year in (chart.years[0], chart.years[-1])] if chart.years else []
    return "_".join(("asylia", chart.name, chart.place.lower().replace("-", "_"), *years))
