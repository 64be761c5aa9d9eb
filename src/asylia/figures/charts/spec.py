"""The drawing inside a chart as a Vega-Lite specification: axes, bars, lines, gaps, law marks.

Nothing here depends on how wide a font is: sizes, ticks and paddings are fixed, so the same chart gives the same bytes
on every machine. The words around the drawing are set by `svg`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylia.figures.charts.looks import BARS, GRID, INK, LINES, MARK, SOFT, pattern_id
from asylia.figures.charts.model import LAYERS, Chart, Mark, Point, Series

Json = dict[str, object]

EDGE, LEFT, RIGHT, BOTTOM, TOP = 8, 52, 14, 26, 12
"""Paddings: of the whole picture, and of the drawing for its axes."""
ROW = 13
"""The height of a row of mark numbers above the drawing."""
BAND = 38
"""The height of one name with its bar in a ranking."""
UNKNOWN = "?"
"""The sign of a gap between bars; a footnote says what it means."""
FONTS = {
    "en": "Noto Sans, Helvetica, Arial, sans-serif",
    "ja": "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif",
    "ko": "Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif",
    "zh-Hans": "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    "zh-Hant": "Noto Sans CJK HK, Noto Sans HK, PingFang HK, Microsoft JhengHei, sans-serif",
    "ar": "Noto Sans, Noto Sans Arabic, Geeza Pro, Segoe UI, Tahoma, sans-serif",
    "my": "Noto Sans, Noto Sans Myanmar, Myanmar MN, Myanmar Text, sans-serif",
}
"""The fonts asked for by language: Han letters differ between places, and a font of another place draws other ones."""


def chart_id(chart: Chart) -> str:
    """A name for the ids inside a picture."""
    return f"asylia-{chart.name}-{chart.place}".lower()


def height_of(chart: Chart, width: int) -> int:
    """The height of the drawing without its paddings."""
    if chart.is_ranking:
        return BAND * max(1, len(chart.series[0].points))
    return 240 if width >= 480 else 190


def padding_above(chart: Chart, width: int) -> int:
    """The room above the drawing: the rows of mark numbers."""
    if chart.is_ranking:
        return 0
    rows = 1 + max(mark_rows(chart, width), default=-1)
    return TOP + ROW * rows


def padding_below(chart: Chart) -> int:
    """The room below the drawing: the labels of the years."""
    return 4 if chart.is_ranking else BOTTOM


def spec_of(chart: Chart, width: int) -> Json:
    """The specification of the drawing, `width` pixels wide with its paddings."""
    inner = width - LEFT - RIGHT
    layers = _ranking(chart) if chart.is_ranking else _years(chart, width, inner)
    left = EDGE if chart.is_ranking else LEFT
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width - left - RIGHT,
        "height": height_of(chart, width),
        "autosize": "none",
        "padding": {"left": left, "right": RIGHT, "top": padding_above(chart, width), "bottom": padding_below(chart)},
        "background": "white",
        "config": {
            "aria": False,
            "font": FONTS.get(chart.language, FONTS["en"]),
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "labelFontSize": 12, "domainColor": SOFT, "tickColor": SOFT, "gridColor": GRID},
        },
        "layer": layers,
        # Bars and lines each have their own looks.
        "resolve": {"scale": dict.fromkeys(("fill", "stroke", "strokeDash", "shape"), "independent")},
    }


def x_of(day: date) -> float:
    """Where a day lies on the axis of years: the year begins at its number and ends at the next."""
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(day.year + (day - first).days / (after - first).days, 4)


def mark_rows(chart: Chart, width: int) -> list[int]:
    """For each mark the row of its number, so that no number stands on another."""
    years = chart.years
    if not years or not chart.marks:
        return []
    a_year = (width - LEFT - RIGHT) / len(years)
    ends: list[float] = []
    rows = []
    for at, mark in enumerate(chart.marks, start=1):
        here, half = x_of(mark.day) * a_year, 4 + 4 * len(str(at))
        row = next((row for row, end in enumerate(ends) if end <= here - half), len(ends))
        ends[row : row + 1] = [here + half]
        rows.append(row)
    return rows


def labelled_years(years: Sequence[int], inner: float) -> list[int]:
    """The years whose labels fit side by side: all, or those that a step divides."""
    room = inner / len(years)
    step = next(step for step in (1, 2, 5, 10, 20) if step * room >= 34 or step == 20)
    return [year for year in years if year % step == 0]


def _years(chart: Chart, width: int, inner: float) -> list[Json]:
    years = chart.years
    x: Json = {
        "field": "x",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [years[0], years[-1] + 1], "nice": False, "zero": False},
        "axis": {
            "values": [year + 0.5 for year in labelled_years(years, inner)],
            "labelExpr": "format(floor(datum.value), 'd')",
            "labelOverlap": False,
            "grid": False,
            "tickSize": 4,
        },
    }
    top = _top(chart)
    y: Json = {
        "field": "y",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, top], "nice": True, "zero": True},
        "axis": {
            "format": ",.1f" if chart.percent and top < 5 else ",.0f",
            "tickCount": 5,
            "labelOverlap": False,
            "minExtent": LEFT,
            "maxExtent": LEFT,
            "tickSize": 0,
            "labelPadding": 6,
            "domain": False,
            **({} if chart.percent else {"tickMinStep": 1}),
        },
    }
    bars = [series for series in chart.series if series.is_bar]
    lines = [series for series in chart.series if not series.is_bar]
    layers: list[Json] = []
    if chart.marks:
        # Behind the bars: in a narrow picture a rule in front would hide one.
        layers += _marks(chart.marks, mark_rows(chart, width), x, height_of(chart, width))
    if bars:
        layers.append(_bars(chart, bars, x, y))
    if lines:
        layers += _lines(lines, x, y)
    if bars:
        layers += _signs(chart, bars, x, y)
    return layers


def _top(chart: Chart) -> float:
    sums: dict[object, float] = {}
    highest = 0.0
    for series in chart.series:
        for point in series.points:
            if series.is_bar:
                sums[point.at] = sums.get(point.at, 0.0) + (point.value or 0.0)
            highest = max(highest, point.value or 0.0)
    return max(highest, *sums.values(), 1.0) if sums else max(highest, 1.0)


def _bars(chart: Chart, bars: Sequence[Series], x: Json, y: Json) -> Json:
    drawn: list[Json] = []
    for year in chart.years:
        level = 0.0
        for series, point in _stacked(bars, year):
            if point.value:
                above = level + point.value
                drawn.append({"x": year + 0.12, "x2": year + 0.88, "y": level, "y2": above, "look": series.look})
                level = above
    looks = [look for look in LAYERS if any(series.look == look for series in bars)]
    fill = _scaled("look", looks, [f"url(#{pattern_id(chart_id(chart), look)})" for look in looks])
    ink = _scaled("look", looks, [BARS[look].ink for look in looks])
    return {
        "data": {"values": drawn},
        "mark": {"type": "rect", "strokeWidth": 0.8},
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}, "fill": fill, "stroke": ink},
    }


def _stacked(bars: Sequence[Series], year: int) -> list[tuple[Series, Point]]:
    """What stands in the bar of a year, from below."""
    ordered = sorted(bars, key=lambda series: LAYERS.index(series.look))
    return [(series, point) for series in ordered for point in series.points if point.at == year]


def _signs(chart: Chart, bars: Sequence[Series], x: Json, y: Json) -> list[Json]:
    """Over a bar that lacks a layer, or has none: that it is not known; and the nought that is known."""
    signs: list[Json] = []
    for year in chart.years:
        points = [point for _, point in _stacked(bars, year)]
        level = sum(point.value or 0 for point in points)
        if not points or any(point.value is None for point in points):
            signs.append({"x": year + 0.5, "y": level, "sign": UNKNOWN})
        elif level == 0:
            signs.append({"x": year + 0.5, "y": 0, "sign": "0"})
    text: Json = {"type": "text", "baseline": "bottom", "dy": -2, "fontSize": 12, "fontWeight": "bold"}
    encoding: Json = {"x": x, "y": y, "text": {"field": "sign", "type": "nominal"}}
    if not signs:
        return []
    return [
        {"data": {"values": signs}, "mark": {**text, "stroke": "white", "strokeWidth": 4}, "encoding": encoding},
        {"data": {"values": signs}, "mark": {**text, "color": SOFT}, "encoding": encoding},
    ]


def _lines(lines: Sequence[Series], x: Json, y: Json) -> list[Json]:
    looks = [series.look for series in lines]
    rows = [
        {"x": point.at + 0.5, "y": point.value, "look": series.look, "hollow": point.small}
        for series in lines
        for point in _with_gaps(series)
        if isinstance(point.at, int)
    ]
    colour = _scaled("look", looks, [LINES[look].colour for look in looks])
    dash = _scaled("look", looks, [list(LINES[look].dash) for look in looks])
    shape = _scaled("look", looks, [LINES[look].shape for look in looks])
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "strokeWidth": 2, "invalid": "break-paths-show-domains"},
            "encoding": {"x": x, "y": y, "stroke": colour, "strokeDash": dash},
        },
        {
            "data": {"values": [row for row in rows if row["y"] is not None]},
            "mark": {"type": "point", "size": 34, "strokeWidth": 1.4, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "stroke": colour,
                "shape": shape,
                "fill": {"condition": {"test": "datum.hollow", "value": "white"}, **colour},
            },
        },
    ]


def _with_gaps(series: Series) -> list[Point]:
    """Every year between the first and the last of a series; those that it lacks are gaps, not slopes."""
    by_year = {point.at: point for point in series.points if isinstance(point.at, int)}
    if not by_year:
        return []
    return [by_year.get(year, Point(year, None, "")) for year in range(min(by_year), max(by_year) + 1)]


def _scaled(field: str, domain: Sequence[object], to: Sequence[object]) -> Json:
    return {"field": field, "type": "nominal", "legend": None, "scale": {"domain": list(domain), "range": list(to)}}


def _marks(marks: Sequence[Mark], rows: Sequence[int], x: Json, height: int) -> list[Json]:
    values = [
        {"x": x_of(mark.day), "number": str(at), "above": -6 - ROW * row}
        for at, (mark, row) in enumerate(zip(marks, rows, strict=True), start=1)
    ]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": MARK, "strokeWidth": 1.2, "strokeDash": [3, 2]},
            "encoding": {"x": x, "y": _at("above"), "y2": {"value": height}},
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": "bottom", "fontSize": 12, "fontWeight": "bold", "color": MARK},
            "encoding": {"x": x, "y": _at("above"), "text": {"field": "number", "type": "nominal"}},
        },
    ]


def _ranking(chart: Chart) -> list[Json]:
    series = chart.series[0]
    rows = [
        {
            "name": str(point.at),
            "shown": point.shown,
            "x": point.value or 0,
            "above": at * BAND + 14,
            "begins": at * BAND + 19,
            "ends": at * BAND + 33,
        }
        for at, point in enumerate(series.points)
    ]
    most = max((point.value or 0 for point in series.points), default=0) or 1
    x: Json = {
        "field": "x",
        "type": "quantitative",
        "axis": None,
        # A fifth of the width stays free for the number at the end of the longest bar.
        "scale": {"domain": [0, most * 1.2], "nice": False},
    }
    text: Json = {"type": "text", "align": "left", "fontSize": 12, "color": INK}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rect", "fill": f"url(#{pattern_id(chart_id(chart), series.look)})"},
            "encoding": {"x": x, "x2": {"datum": 0}, "y": _at("begins"), "y2": {"field": "ends"}},
        },
        {
            "data": {"values": rows},
            "mark": {**text, "baseline": "alphabetic"},
            "encoding": {"x": {"value": 0}, "y": _at("above"), "text": {"field": "name", "type": "nominal"}},
        },
        {
            "data": {"values": rows},
            "mark": {**text, "baseline": "bottom", "dx": 5},
            "encoding": {"x": x, "y": _at("ends"), "text": {"field": "shown", "type": "nominal"}},
        },
    ]


def _at(field: str) -> Json:
    """A place in pixels from the top of the drawing."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
