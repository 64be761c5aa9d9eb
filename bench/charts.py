"""How fast a chart is drawn: the first with the whole process, and further ones in the same process.

`python -m bench.charts`. Shipped figures alone; the reference is a bare start of Python, as in `python -m bench`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from asylia.briefs.charts import Asked, Material, chart_named
from asylia.cli.common import lawbook
from asylia.figures.charts.svg import svg_of
from asylia.figures.official import read_official
from asylia.figures.query import open_tables
from asylia.languages.texts import texts_in
from bench.__main__ import process
from bench.figure import Figure, median_ms

FIRST_GOAL, FURTHER_GOAL = 1200.0, 200.0


def further() -> dict[str, Callable[[], object]]:
    """Charts as a page would draw them one after the other."""
    material = Material(lawbook().data, read_official(), open_tables)

    def drawn(name: str, place: str, language: str) -> Callable[[], object]:
        return lambda: svg_of(chart_named(Asked(name, (place,)), material, texts_in(language)))

    return {
        "grants, Japan, en": drawn("grants", "JPN", "en"),
        "grants, Korea, ja": drawn("grants", "KOR", "ja"),
        "pending, Hong Kong, zh-Hant": drawn("pending_decisions", "HKG", "zh-Hant"),
    }


def main() -> None:
    """Print each figure with its goal."""
    with tempfile.TemporaryDirectory() as folder:
        bare, _ = process(["-c", "pass"], folder)
        out = str(Path(folder) / "chart.svg")
        first, memory = process(["-m", "asylia", "figures", "chart", "grants", "--place", "JPN", "--out", out], folder)
    print(Figure("first chart, whole process", first, FIRST_GOAL, first / bare, "bare Python"))
    print(Figure("its memory", memory, None, 1.0, "itself", "MB"))
    for name, draw in further().items():
        taken = median_ms(draw, 9)
        print(Figure(f"further chart: {name}", taken, FURTHER_GOAL, taken / bare, "bare Python"))


if __name__ == "__main__":
    main()
