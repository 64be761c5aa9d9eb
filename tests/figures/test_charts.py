"""Charts: real text, gaps that are no nought, law marks where their days are, the same bytes for the same chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import altair
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.figures.charts.beside import as_json, as_markdown
from asylia.figures.charts.build import NAMES, Frame, Row, chart_of_ranking, chart_over_years, spans
from asylia.figures.charts.drawn import drawn_from_official, official_series
from asylia.figures.charts.looks import BARS, LINES, MARK
from asylia.figures.charts.model import Chart, Mark
from asylia.figures.charts.spec import EDGE, LEFT, RIGHT, labelled_years, mark_rows, spec_of, x_of
from asylia.figures.charts.svg import png_of, svg_of
from asylia.figures.model import Figure, Release
from asylia.figures.of_decisions import SMALL_CELLS
from asylia.figures.official import read_official
from asylia.languages.texts import texts_in

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
RELEASE = Release("unhcr", "made up", "2026-06", date(2026, 6, 25), "CC BY 4.0", "")


def count(year: int, value: float | None, *flags: str, withheld: str | None = None) -> Figure:
    return Figure("grants", "KOR", year, "persons", value, RELEASE, flags=flags, withheld=withheld)


def rate(year: int, part: int, whole: int) -> Figure:
    value = 100 * part / whole
    return Figure("total_protection_rate", "KOR", year, "percent", value, RELEASE, part, whole, stage="pooled")


def frame(name: str = "grants", language: str = "en", first: int = 2015, last: int = 2020, *marks: Mark) -> Frame:
    return Frame(name, ("KOR",), "Korea", texts_in(language), first, last, "0.1.0", marks, "Myanmar")


def grants(*values: float | None, marks: Sequence[Mark] = ()) -> Chart:
    """A chart of one layer from 2015; None is unknown."""
    figures = tuple(count(2015 + at, value) for at, value in enumerate(values))
    row = Row("recognised", "Recognised", figures)
    return chart_over_years(frame("grants", "en", 2015, 2014 + len(values), *marks), [row])


def drawing(chart: Chart, width: int = 600) -> Element:
    return ElementTree.fromstring(svg_of(chart, width))


def texts_of(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def bars_of(svg: Element, look: str = "recognised") -> list[Element]:
    return [path for path in svg.iter(f"{SVG}path") if path.get("fill", "").endswith(f"-{look})")]


def across(path: Element) -> tuple[float, float]:
    """The left and the right of a bar, as Vega writes them: M x,y h width."""
    found = re.match(r"M([\d.]+),[\d.]+h([\d.]+)", path.get("d", ""))
    assert found is not None
    return float(found[1]), float(found[1]) + float(found[2])


def x_in_picture(at: float, first: int, last: int, width: int = 600) -> float:
    """Where a time lies inside the drawing, from its left axis."""
    return (at - first) / (last + 1 - first) * (width - LEFT - RIGHT)


# What is drawn.


def test_the_svg_is_one_image_with_a_title_a_description_and_real_text() -> None:
    svg = drawing(grants(3, 4))
    title, described = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")

    assert svg.get("role") == "img"
    assert title is not None
    assert described is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert title.text == "Recognised as refugees, and given complementary or humanitarian protection: Korea, 2015–2016"
    assert "highest 4 (2016)" in (described.text or "")
    assert {"Recognised", "2015", "2016", "persons"} <= set(texts_of(svg))


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert svg_of(grants(3, None, 4)) == svg_of(grants(3, None, 4))
    assert png_of(svg_of(grants(3, 4))) == png_of(svg_of(grants(3, 4)))


def test_ids_differ_between_charts_so_that_two_can_stand_in_one_page() -> None:
    def ids(chart: Chart) -> set[str]:
        return {element.get("id", "") for element in drawing(chart).iter()} - {""}

    assert not ids(grants(3)) & ids(replace(grants(3), place="JPN"))


def test_an_unknown_year_has_no_bar_and_a_sign_and_nought_has_its_own() -> None:
    svg = drawing(grants(3, None, 0, 4))
    shown = texts_of(svg)

    assert len(bars_of(svg)) == 2
    assert [across(bar) for bar in bars_of(svg)] == [
        pytest.approx((x_in_picture(y + 0.12, 2015, 2018), x_in_picture(y + 0.88, 2015, 2018)), abs=0.2)
        for y in (2015, 2018)
    ]
    # Each sign is set twice: a white ground, then the sign.
    assert shown.count("?") == 2
    assert shown.count("0") - shown.count("?") == 1  # the axis has its own 0
    assert any("not nought" in text for text in shown)


def test_a_chart_without_gaps_says_nothing_of_gaps() -> None:
    assert not any("nought" in text or text == "?" for text in texts_of(drawing(grants(3, 0, 4))))


def test_a_layer_that_is_unknown_is_a_sign_over_the_layer_that_is_known() -> None:
    rows = [
        Row("recognised", "R", (count(2015, 5), count(2016, 5), count(2017, 5))),
        Row("humanitarian", "H", (count(2015, 9), count(2017, 9))),
    ]
    svg = drawing(chart_over_years(frame(last=2017), rows))

    assert len(bars_of(svg)) == 3
    assert len(bars_of(svg, "humanitarian")) == 2
    assert texts_of(svg).count("?") == 2


def test_a_layer_that_begins_later_is_no_gap_before() -> None:
    rows = [
        Row("recognised", "R", (count(2015, 5), count(2016, 5))),
        Row("complementary", "C", (count(2016, 2),)),
    ]
    chart = chart_over_years(frame(last=2016), rows)

    assert "?" not in texts_of(drawing(chart))
    assert [row[2] for row in chart.rows] == ["–", "2"]
    assert "C: figures for 2016 only." in chart.notes


@given(st.lists(st.one_of(st.none(), st.integers(0, 3000)), min_size=1, max_size=12).filter(any))
def test_the_specification_draws_a_bar_for_every_number_above_nought_and_for_nothing_else(
    values: list[float | None],
) -> None:
    chart = grants(*values)
    layers = spec_of(chart, 600)["layer"]
    assert isinstance(layers, list)
    drawn = {row["x"] - 0.12: row["y2"] - row["y"] for row in layers[0]["data"]["values"]}
    signs = {row["x"] - 0.5: row["sign"] for layer in layers[1:] for row in layer["data"]["values"]}

    for at, value in enumerate(values):
        year = pytest.approx(2015 + at)
        assert [height for x, height in drawn.items() if x == year] == ([value] if value else [])
        assert [sign for x, sign in signs.items() if x == year] == (["?"] if value is None else [] if value else ["0"])


def test_a_line_breaks_where_a_year_is_unknown_or_absent() -> None:
    figures = (rate(2015, 30, 100), rate(2016, 40, 100), rate(2018, 30, 100), rate(2019, 20, 100))
    chart = chart_over_years(frame("observed_expected"), [Row("first", "Observed", figures)])
    svg = drawing(chart)
    (line,) = [
        path
        for path in svg.iter(f"{SVG}path")
        if path.get("stroke") == LINES["first"].colour and path.get("stroke-width") == "2" and "L" in path.get("d", "")
    ]

    assert line.get("d", "").count("M") == 2
    assert any("line breaks" in note for note in chart.notes)
    assert chart.rows[2] == ("2017", "not known")


def test_shares_of_few_people_are_printed_as_counts_and_drawn_hollow() -> None:
    figures = (rate(2015, 19, 100), rate(2016, 20, 100))
    chart = chart_over_years(frame("observed_expected", last=2016), [Row("first", "Observed", figures)])
    points = [p for p in drawing(chart).iter(f"{SVG}path") if p.get("stroke-width") == "1.4"]

    assert [row[1] for row in chart.rows] == ["19 of 100", "20.0 %"]
    assert [point.get("fill") for point in points] == ["white", LINES["first"].colour]


@pytest.mark.parametrize(("in_small_cells", "shown", "hollow"), [(20, "40.0 %", False), (21, "40 of 100", True)])
def test_shares_of_which_most_is_rounded_are_drawn_hollow_too(in_small_cells: int, shown: str, hollow: bool) -> None:
    """R8: half of the numerator may come from cells of 5 and 10, and not more."""
    figures = (replace(rate(2015, 40, 100), parts={SMALL_CELLS: in_small_cells}),)
    chart = chart_over_years(frame("observed_expected", last=2015), [Row("first", "Observed", figures)])

    assert chart.rows[0][1] == shown
    assert [point.small for point in chart.series[0].points] == [hollow]


def test_years_without_a_number_say_why_under_the_picture() -> None:
    figures = (count(2015, 5), count(2016, None, "SPLIT_OUTCOME_LEVELS", withheld="SPLIT_OUTCOME_LEVELS"))
    chart = chart_over_years(frame(last=2016), [Row("recognised", "R", figures)])

    assert chart.rows[1][1] == "not given"
    assert any(note.startswith("2016: no number is given.") for note in chart.notes)


def test_flags_are_footnotes_with_their_years() -> None:
    chart = chart_over_years(frame(last=2016), [Row("recognised", "R", (count(2015, 5, "ROUNDED"), count(2016, 50)))])

    assert any(note.startswith("2015: Cells under 10") for note in chart.notes)


# Law marks.


@pytest.mark.parametrize("width", [320, 600])
def test_law_marks_stand_at_their_day_with_their_number_and_words(width: int) -> None:
    days = (date(2016, 1, 1), date(2016, 7, 1), date(2018, 12, 31))
    marks = [Mark(day, (f"begins: law of {day.year}-{day.month}",)) for day in days]
    svg = drawing(grants(3, 4, 5, 6, marks=marks), width)
    rules = [line for line in svg.iter(f"{SVG}line") if line.get("stroke") == MARK]
    found = [float(re.findall(r"[\d.]+", rule.get("transform", ""))[0]) for rule in rules]

    assert found == pytest.approx([x_in_picture(x_of(day), 2015, 2018, width) for day in days], abs=0.2)
    assert {"1", "2", "3"} <= set(texts_of(svg))
    assert "begins: law of 2016-7" in " ".join(texts_of(svg))


def test_a_mark_outside_the_years_is_left_out() -> None:
    marks = [Mark(date(2014, 12, 31), ("before",)), Mark(date(2017, 1, 1), ("after",))]

    assert grants(3, 4, marks=marks).marks == ()


def test_numbers_of_marks_on_near_days_stand_in_different_rows() -> None:
    near = [Mark(date(2015, 3, 1), ("a",)), Mark(date(2015, 3, 20), ("b",)), Mark(date(2016, 12, 1), ("c",))]

    assert mark_rows(grants(3, 4, marks=near), 600) == [0, 1, 0]


@given(st.dates(date(1980, 1, 1), date(2040, 12, 31)))
def test_a_day_lies_within_its_year(day: date) -> None:
    assert day.year <= x_of(day) < day.year + 1


def test_the_table_names_the_law_of_a_year() -> None:
    chart = grants(3, 4, marks=[Mark(date(2016, 7, 1), ("begins: X",))])

    assert chart.rows == (("2015", "3", ""), ("2016", "4", "2016-07-01 (1)"))
    assert "1. 2016-07-01: begins: X" in as_markdown(chart)


# Room.


@given(st.integers(1980, 2020), st.integers(1, 45), st.sampled_from([254.0, 534.0, 1134.0]))
def test_labels_of_years_have_room(first: int, many: int, inner: float) -> None:
    years = range(first, first + many)
    labels = labelled_years(years, inner)

    assert set(labels) <= set(years)
    assert all((b - a) * inner / many >= 34 or b - a == 20 for a, b in pairwise(labels))


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_wider_than_the_picture(width: int, language: str) -> None:
    for chart in official_charts(language):
        svg = drawing(chart, width)
        for text in svg.findall(f"{SVG}g/{SVG}text"):
            letters = sum(2 if ord(letter) > 0x2E7F else 1 for letter in text.text or "")
            assert float(text.get("x", "0")) + letters * 0.5 * float(text.get("font-size", "0")) <= width - EDGE + 6


# Languages, sources, names.


def official_charts(language: str) -> list[Chart]:
    """All charts that official figures draw."""
    texts, official = texts_in(language), read_official()
    found = []
    for (name, place), drawn in drawn_from_official().items():
        rows = [
            Row(
                one.look,
                texts.word(f"chart_label_{one.look}"),
                official_series(official, place, one),
                texts.titled(one.note) if one.note else "",
            )
            for one in drawn
        ]
        years = [figure.year for row in rows for figure in row.figures]
        shown = Frame(name, (place,), place, texts, max(min(years), max(years) - 19), max(years), "0.1.0")
        found.append(chart_over_years(shown, rows))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    charts = [
        *official_charts(language),
        *(
            chart_over_years(frame(name, language), [Row("first", "x", (rate(2015, 3, 100), rate(2017, 30, 100)))])
            for name in NAMES
        ),
    ]
    for chart in charts:
        svg = drawing(chart)
        said = " ".join([*texts_of(svg), chart.summary, as_markdown(chart)])
        assert svg.get("lang") == language
        assert "[en]" not in said
        assert not re.search(r"\b(chart|figures|flag)_[a-z]", said)
    if language != "en":
        english = {chart.title for chart in official_charts("en")}
        assert not english & {chart.title for chart in charts}


@pytest.mark.parametrize("name", NAMES)
def test_no_title_says_recognition_rate_alone(name: str) -> None:
    chart = chart_over_years(frame(name), [Row("first", "x", (rate(2015, 30, 100),))])

    assert "recognition rate" not in chart.title.lower()
    assert "protection rate" not in chart.title or "on the merits, all stages" in chart.title


def test_official_figures_keep_their_gaps_and_their_preferred_numbers() -> None:
    charts = {(chart.name, chart.place): chart for chart in official_charts("en")}
    korea = {row[0]: row[1:] for row in charts["grants", "KOR"].rows}
    japan = {row[0]: row[1:] for row in charts["grants", "JPN"].rows}

    assert korea["2016"] == ("not known", "not known")
    assert korea["2017"] == ("121", "not known")
    assert korea["2015"] == ("105", "194")
    assert japan["2024"] == ("190", "1,661", "335")
    assert japan["2022"][1] == "–"
    assert ("2022", "not known", "not known") in charts["pending_decisions", "HKG"].rows


def test_each_number_of_official_figures_has_its_page_beside_the_chart() -> None:
    for chart in official_charts("en"):
        assert chart.citations
        assert all(cite in as_markdown(chart) for cite in chart.citations)
        assert chart.sources


def test_the_release_stands_under_figures_of_unhcr() -> None:
    (source,) = grants(3).sources

    assert "2026-06" in source
    assert "2026-06-25" in source


def test_json_has_null_for_what_is_unknown() -> None:
    series = as_json(grants(3, None))["series"]
    assert isinstance(series, list)

    assert [point["value"] for point in series[0]["points"]] == [3, None]


def test_a_ranking_names_each_bar_and_has_no_marks() -> None:
    figures = (replace(count(2020, 60), origin="MMR"), replace(count(2020, 20), origin="TUR"))
    chart = chart_of_ranking(frame("top_origins"), Row("recognised", "Applied", figures), ["Myanmar", "Türkiye"])
    svg = drawing(chart, 320)
    first, second = (right - left for left, right in map(across, bars_of(svg)))

    assert {"Myanmar", "Türkiye", "60", "20"} <= set(texts_of(svg))
    assert first == pytest.approx(3 * second)
    assert chart.rows == (("Myanmar", "60"), ("Türkiye", "20"))


# Looks.


def test_bars_differ_in_pattern_and_lines_in_dash_and_shape() -> None:
    for name, looks in {"grants": ("recognised", "complementary", "humanitarian")}.items():
        assert len({BARS[look].pattern for look in looks}) == len(looks), name
    assert len({line.dash for line in LINES.values()}) == len({line.shape for line in LINES.values()}) == len(LINES)


@pytest.mark.parametrize("width", [320, 600])
def test_altair_takes_every_specification(width: int) -> None:
    lines = chart_over_years(
        frame("pending_decisions", "en", 2015, 2016, Mark(date(2016, 3, 1), ("x",))),
        [Row("decided", "D", (count(2015, 5),)), Row("first", "P", (count(2015, 5), count(2016, 7)))],
    )
    ranking = chart_of_ranking(frame("top_origins"), Row("recognised", "A", (count(2020, 3),)), ["X"])
    for chart in (*official_charts("ko"), lines, ranking):
        assert altair.LayerChart.from_dict(spec_of(chart, width)).to_dict()


def test_years_in_short() -> None:
    assert spans([2013, 2004, 2005, 2006, 2007]) == "2004–2007, 2013"
    assert spans([]) == ""
