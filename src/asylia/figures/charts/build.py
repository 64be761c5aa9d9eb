"""From figures to a chart: points with their gaps, the title (R12), the notes, the table and the summary in words.

It reads no file and asks no source: who draws gives the figures, the names and the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from asylia.figures.charts.model import Chart, Mark, Point, Series
from asylia.figures.model import FLAGS, Figure
from asylia.figures.shown import flag_shown, needs_counts, source_shown, value_shown
from asylia.languages.texts import Texts

NAMES = (
    "grants",
    "observed_expected",
    "top_origins",
    "origin_across_places",
    "pending_decisions",
    "resettlement",
)
"""The charts there are; the names never change."""
_SOURCES_NAMED = 2
"""How many titles of sources a picture names; the table names all."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one series and how they are drawn."""

    look: str
    label: str
    figures: tuple[Figure, ...]
    note: str = ""
    """What readers must know of the whole series."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart is about."""

    name: str
    """One of `NAMES`."""
    places: tuple[str, ...]
    """ISO alpha-3."""
    place: str
    """Their name, as read."""
    texts: Texts
    first: int
    last: int
    version: str
    """Of asylia, for the source line of figures that are shipped."""
    marks: tuple[Mark, ...] = ()
    origin: str = ""
    """The name of an origin, where the chart is about one."""


def chart_over_years(frame: Frame, rows: Sequence[Row]) -> Chart:
    """A chart whose axis is time. A year without a figure is a gap."""
    say = frame.texts.word
    inside = [_within(row, frame) for row in rows]
    series = tuple(Series(row.look, row.label, _points(row, frame.texts), row.figures) for row in inside)
    marks = tuple(mark for mark in frame.marks if frame.first <= mark.day.year <= frame.last)
    figures = [figure for row in inside for figure in row.figures]
    chart = Chart(
        name=frame.name,
        language=frame.texts.language,
        place="-".join(frame.places),
        title=_title(frame),
        unit=" / ".join(say(f"figures_unit_{unit}") for unit in dict.fromkeys(figure.unit for figure in figures)),
        series=series,
        summary="",
        percent=_unit(figures) == "percent",
        marks=marks,
        marks_title=say("chart_marks"),
        separator=say("chart_mark_separator"),
        sources=tuple(_sources(figures, frame)),
        citations_title=say("chart_cites"),
        citations=_citations(figures),
        head=(say("figures_year"), *(row.label for row in inside), *((say("chart_law"),) if marks else ())),
    )
    notes = tuple(_notes(chart, inside, frame))
    table = tuple(_table(chart))
    return replace(chart, notes=notes, rows=table, summary=_summary(chart, frame))


def chart_of_ranking(frame: Frame, row: Row, names: Sequence[str]) -> Chart:
    """A chart that ranks: one bar for each figure, in the order given, with its name."""
    say = frame.texts.word
    points = tuple(
        Point(name, figure.value, value_shown(figure, frame.texts))
        for figure, name in zip(row.figures, names, strict=True)
    )
    listed = say("list_separator").join(f"{point.at} {point.shown}" for point in points)
    return Chart(
        name=frame.name,
        language=frame.texts.language,
        place="-".join(frame.places),
        title=_title(frame),
        unit=say(f"figures_unit_{_unit(row.figures)}"),
        series=(Series(row.look, row.label, points, row.figures),),
        summary=say("chart_summary_ranking", list=listed),
        notes=tuple(_flag_notes(row.figures, frame.texts)),
        sources=tuple(_sources(row.figures, frame)),
        citations_title=say("chart_cites"),
        citations=_citations(row.figures),
        head=(say("figures_origin"), row.label),
        rows=tuple((str(point.at), point.shown) for point in points),
    )


def _within(row: Row, frame: Frame) -> Row:
    kept = tuple(figure for figure in row.figures if frame.first <= figure.year <= frame.last)
    return Row(row.look, row.label, kept, row.note)


def _points(row: Row, texts: Texts) -> tuple[Point, ...]:
    """One point for each year between the first and the last of the series; what is not there is a gap."""
    by_year = {figure.year: figure for figure in row.figures}
    if not by_year:
        return ()
    return tuple(_point(year, by_year.get(year), texts) for year in range(min(by_year), max(by_year) + 1))


def _point(year: int, figure: Figure | None, texts: Texts) -> Point:
    if figure is None:
        return Point(year, None, texts.word("figures_not_known"))
    return Point(year, figure.value, value_shown(figure, texts), needs_counts(figure))


def _title(frame: Frame) -> str:
    years = str(frame.first) if frame.first == frame.last else f"{frame.first}–{frame.last}"
    return frame.texts.word(f"chart_title_{frame.name}", place=frame.place, years=years, origin=frame.origin)


def _unit(figures: Sequence[Figure]) -> str:
    return figures[0].unit if figures else "persons"


def _notes(chart: Chart, rows: Sequence[Row], frame: Frame) -> Iterator[str]:
    say = frame.texts.word
    bars = [series for series in chart.series if series.is_bar]
    if any(_gaps(series) for series in bars):
        yield say("chart_note_unknown")
    if any(_gaps(series) for series in chart.series if not series.is_bar):
        yield say("chart_note_break")
    if any(point.small for series in chart.series for point in series.points):
        yield say("chart_note_small")
    whole = chart.years
    for series in chart.series:
        if not series.is_known:
            yield say("chart_note_none", label=series.label)
            continue
        years = [point.at for point in series.points if isinstance(point.at, int)]
        if years and (years[0], years[-1]) != (whole[0], whole[-1]):
            yield say("chart_note_span", label=series.label, years=spans(years))
    for row in rows:
        if row.note:
            yield row.note
    figures = [figure for row in rows for figure in row.figures]
    yield from _withheld(figures, frame.texts)
    yield from _flag_notes(figures, frame.texts)


def _withheld(figures: Iterable[Figure], texts: Texts) -> Iterator[str]:
    by_reason: dict[str, set[int]] = {}
    for figure in figures:
        if figure.value is None and figure.withheld in FLAGS:
            by_reason.setdefault(figure.withheld, set()).add(figure.year)
    for reason, years in by_reason.items():
        yield texts.word("chart_note_withheld", years=spans(years), why=flag_shown(reason, texts))


def _flag_notes(figures: Iterable[Figure], texts: Texts) -> Iterator[str]:
    """Each flag in words, with the years that raise it."""
    by_flag: dict[str, set[int]] = {}
    every: set[int] = set()
    withheld = set()
    for figure in figures:
        every.add(figure.year)
        if figure.withheld and figure.value is None:
            withheld.add(figure.withheld)
        for flag in figure.flags:
            by_flag.setdefault(flag, set()).add(figure.year)
    for flag in FLAGS:
        if flag in by_flag and flag not in withheld:
            whole = by_flag[flag] == every
            said = flag_shown(flag, texts)
            yield said if whole else texts.word("chart_note_flag", years=spans(by_flag[flag]), says=said)


def _gaps(series: Series) -> list[int]:
    return [point.at for point in series.points if point.value is None and isinstance(point.at, int)]


def _table(chart: Chart) -> Iterator[tuple[str, ...]]:
    for year in chart.years:
        cells = [next((point.shown for point in series.points if point.at == year), "–") for series in chart.series]
        days = [
            f"{mark.day.isoformat()} ({at})" for at, mark in enumerate(chart.marks, start=1) if mark.day.year == year
        ]
        yield (str(year), *cells, *(("; ".join(days),) if chart.marks else ()))


def _summary(chart: Chart, frame: Frame) -> str:
    """What the picture shows, in one paragraph."""
    say = frame.texts.word
    said = []
    for series in chart.series:
        known = [point for point in series.points if point.value is not None]
        if not known:
            continue
        highest = max(known, key=lambda point: point.value or 0)
        lowest = min(known, key=lambda point: point.value or 0)
        said.append(
            say(
                "chart_summary_series" if len(known) > 1 else "chart_summary_one",
                label=series.label,
                last=known[-1].shown,
                last_year=known[-1].at,
                high=highest.shown,
                high_year=highest.at,
                low=lowest.shown,
                low_year=lowest.at,
            )
        )
        if gaps := _gaps(series):
            said.append(say("chart_summary_gaps", years=spans(gaps)))
    if chart.marks:
        days = say("list_separator").join(mark.day.isoformat() for mark in chart.marks)
        said.append(say("chart_summary_law", days=days))
    return say("chart_sentence_space").join(said)


def _sources(figures: Sequence[Figure], frame: Frame) -> Iterator[str]:
    """Who says so, in which release (R11); the titles that give the most points first."""
    say = frame.texts.word
    counted: dict[str, int] = {}
    for figure in figures:
        if _is_official(figure):
            counted[figure.release.title] = counted.get(figure.release.title, 0) + 1
    if counted:
        titles = sorted(counted, key=lambda title: (-counted[title], title))
        more = len(titles) - _SOURCES_NAMED
        named = "; ".join(titles[:_SOURCES_NAMED])
        key = "chart_source_official_more" if more > 0 else "chart_source_official"
        yield say(key, titles=named, more=more, version=frame.version)
    yield from dict.fromkeys(source_shown(figure, frame.texts) for figure in figures if not _is_official(figure))


def _is_official(figure: Figure) -> bool:
    return figure.release.source == "official"


def _citations(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for figure in figures for cite in figure.citations))


def spans(years: Iterable[int]) -> str:
    """Years in short: 2004-2007, 2013."""
    ordered = sorted(set(years))
    found: list[list[int]] = []
    for year in ordered:
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)
