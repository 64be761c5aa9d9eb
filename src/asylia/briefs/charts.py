"""A chart by its name: fetches the figures and the law beside them, and has the picture built.

Official figures draw what figures/charts.yaml lists; everything else needs UNHCR's tables. The two are never mixed in
one series (R10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asylia import __version__
from asylia.briefs.law_beside_figures import chart_marks, jurisdiction_of, law_beside, place_of
from asylia.errors import InputError
from asylia.figures.ask import by_origin, series
from asylia.figures.asked import NOTHING
from asylia.figures.charts.build import NAMES, Frame, Row, chart_of_ranking, chart_over_years
from asylia.figures.charts.drawn import Drawn, drawn_from_official, official_series
from asylia.figures.charts.model import LINES, Chart
from asylia.figures.model import Figure
from asylia.figures.official import OfficialFigures
from asylia.figures.places import place_name
from asylia.figures.query import Tables
from asylia.figures.store import NoFigures
from asylia.languages.texts import Texts
from asylia.lawbook.model import LawData

YEARS_SHOWN = 20
"""How many years a chart shows unless it is asked for others."""
ORIGINS_SHOWN = 10
MERGED = "COMPLEMENTARY_IN_RECOGNIZED"
"""The flag of years in which the layers of grants cannot be told apart."""
SOURCES = ("official", "unhcr")
FIRST_YEAR = 1951
"""The first year of any of UNHCR's tables."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chart is asked to show."""

    name: str
    """One of `NAMES`."""
    places: tuple[str, ...]
    """ISO alpha-3; one, but for a chart of several places."""
    first: int | None = None
    last: int | None = None
    origin: str | None = None
    source: str | None = None
    """One of `SOURCES`; None takes official figures where they are listed for the chart, else UNHCR's."""


@dataclass(frozen=True, slots=True)
class Material:
    """What charts are made of."""

    data: LawData
    official: OfficialFigures
    tables: Callable[[], Tables]
    """Opens UNHCR's tables, and is called only by a chart that needs them. Raises NoFigures."""


def chart_named(asked: Asked, material: Material, texts: Texts) -> Chart:
    """The chart asked for. Raises InputError for what cannot be drawn, with the reason and what to do."""
    if asked.name not in NAMES:
        raise InputError(f"there is no chart {asked.name!r}", mend=f"choose from {', '.join(NAMES)}")
    if asked.source is not None and asked.source not in SOURCES:
        raise InputError(f"there is no source {asked.source!r}", mend=f"choose from {', '.join(SOURCES)}")
    if asked.first is not None and asked.last is not None and asked.last < asked.first:
        raise InputError(f"the year {asked.last} lies before {asked.first}", mend="name the earlier year first")
    if asked.origin is not None and asked.name != "origin_across_places":
        raise InputError(f"{asked.name} is of all origins together", mend="leave the origin out")
    if asked.name != "origin_across_places" and len(asked.places) != 1:
        raise InputError(f"{asked.name} shows one place", mend="name one place, as --place JPN")
    drawn = drawn_from_official().get((asked.name, asked.places[0])) if asked.places else None
    if drawn and asked.source != "unhcr":
        rows = [_official_row(one, asked.places[0], material, texts) for one in drawn]
        return _over_years(asked, rows, material, texts)
    if asked.source == "official":
        shown = ", ".join(f"{name} {place}" for name, place in drawn_from_official())
        raise InputError(f"no official figures draw {asked.name} of {asked.places[0]}", mend=f"they draw {shown}")
    return _FROM_TABLES[asked.name](asked, material, texts)


def _official_row(drawn: Drawn, place: str, material: Material, texts: Texts) -> Row:
    figures = official_series(material.official, place, drawn)
    note = texts.titled(drawn.note) if drawn.note else ""
    return Row(drawn.look, texts.word(f"chart_label_{drawn.look}"), figures, note)


def _over_years(asked: Asked, rows: Sequence[Row], material: Material, texts: Texts) -> Chart:
    known = [figure.year for row in rows for figure in row.figures if figure.value is not None or figure.withheld]
    with_value = [figure.year for row in rows for figure in row.figures if figure.value is not None]
    if not with_value:
        raise InputError(f"no figure of {', '.join(asked.places)} is known for {asked.name}", mend="name another place")
    last = asked.last or max(with_value)
    first = asked.first or max(min(with_value), last - YEARS_SHOWN + 1)
    inside = [year for year in known if first <= year <= last]
    if not inside:
        says = f"no figure is known from {first} {f'to {last}' if first <= last else 'on'}"
        raise InputError(says, mend=f"figures are known from {min(with_value)} to {max(with_value)}")
    return chart_over_years(_frame(asked, first, last, material, texts), rows)


def _frame(asked: Asked, first: int, last: int, material: Material, texts: Texts) -> Frame:
    theme = "resettlement" if asked.name == "resettlement" else "claims"
    marks = law_beside(material.data, asked.places[0], first, last, theme) if len(asked.places) == 1 else []
    return Frame(
        name=asked.name,
        places=asked.places,
        place=texts.word("list_separator").join(_place(one, material.data, texts) for one in asked.places),
        texts=texts,
        first=first,
        last=last,
        version=__version__,
        marks=chart_marks(marks, texts),
        origin=place_name(asked.origin, texts) if asked.origin else "",
    )


def _place(code: str, data: LawData, texts: Texts) -> str:
    """The name of a place: that of the law book where it has one, as *mainland China*."""
    jurisdiction = jurisdiction_of(data, code)
    return texts.titled(data.places[jurisdiction].title) if jurisdiction else place_name(code, texts)


def _opened(asked: Asked, material: Material) -> Tables:
    try:
        return material.tables()
    except NoFigures as error:
        place = asked.places[0] if asked.places else ""
        says = f"the chart {asked.name} {place}".rstrip() + f" needs UNHCR tables ({error.says})"
        raise InputError(says, mend="run asylia figures update, or asylia figures import PATH") from None


def _years(asked: Asked, tables: Tables) -> tuple[int, int]:
    """The years asked for, or the last twenty that the tables hold for the places."""
    last = asked.last or max((_newest(place, tables) for place in asked.places), default=0)
    if asked.first is not None and asked.first > last:
        raise InputError(f"no figure is known from {asked.first} on", mend=f"the newest are of {last}")
    return asked.first or last - YEARS_SHOWN + 1, last


def _newest(place: str, tables: Tables) -> int:
    """The newest year with any application or decision at a place; the year of the release where there is none."""
    rows = tables.rows("years", place=place, first=FIRST_YEAR, last=date.max.year)
    years = [year for row in rows for year in _listed(row["years"])]
    retrieved = tables.release.retrieved
    return max(years, default=retrieved.year if retrieved else 0)


def _listed(years: object) -> list[int]:
    return [year for year in years if isinstance(year, int)] if isinstance(years, list) else []


def _grants(asked: Asked, material: Material, texts: Texts) -> Chart:
    tables = _opened(asked, material)
    figures = _one_unit(series("grants", asked.places[0], _years(asked, tables), tables))
    looks = {"recognised": "dec_recognized", "humanitarian": "dec_other"}
    labels = {"recognised": "recognised", "humanitarian": "other"}
    rows = [
        Row(look, texts.word(f"chart_label_{labels[look]}"), tuple(_part(one, column) for one in figures))
        for look, column in looks.items()
    ]
    return _over_years(asked, rows, material, texts)


def _part(figure: Figure, column: str) -> Figure:
    """One of the sums that a figure is made of; none where the figure is unknown, or they are not told apart."""
    if MERGED in figure.flags:
        return replace(figure, value=None, withheld=MERGED)
    return replace(figure, value=None if figure.value is None else float(figure.parts.get(column, 0)))


def _observed_expected(asked: Asked, material: Material, texts: Texts) -> Chart:
    """Both rates over the same decisions: those of origins that are known and were decided on elsewhere too."""
    tables = _opened(asked, material)
    expected = _one_unit(series("expected_rate", asked.places[0], _years(asked, tables), tables))
    covered = [
        100 * one.parts["decisions_covered"] / one.parts["decisions"]
        for one in expected
        if one.value is not None and one.parts.get("decisions")
    ]
    note = ""
    if covered:
        note = texts.word("chart_note_covered", least=f"{min(covered):.0f}", most=f"{max(covered):.0f}")
    rows = [
        Row("first", texts.word("chart_label_observed"), tuple(map(_observed, expected)), note),
        Row("second", texts.word("chart_label_expected"), expected, texts.word("chart_note_what_if")),
    ]
    return _over_years(asked, rows, material, texts)


def _observed(expected: Figure) -> Figure:
    """The rate observed over the decisions from which the expected one is made."""
    if expected.value is None:
        return expected
    grants, decisions = expected.parts["grants_observed"], expected.parts["decisions_covered"]
    return replace(expected, value=100 * grants / decisions, numerator=grants, denominator=decisions)


def _top_origins(asked: Asked, material: Material, texts: Texts) -> Chart:
    tables, place = _opened(asked, material), asked.places[0]
    first, last = _years(asked, tables)
    for year in [asked.last] if asked.last else range(last, first - 1, -1):
        ranked = [one for one in by_origin("new_applications", place, year, tables) if one.value is not None]
        if ranked:
            figures = tuple(ranked[:ORIGINS_SHOWN])
            names = [place_name(one.origin or "", texts) for one in figures]
            row = Row("recognised", texts.word("chart_label_applied"), figures)
            return chart_of_ranking(_frame(asked, year, year, material, texts), row, names)
    raise InputError(f"no applications by origin are known for {place}", mend="name another year or place")


def _across_places(asked: Asked, material: Material, texts: Texts) -> Chart:
    if asked.origin is None:
        raise InputError("origin_across_places is about one origin", mend="name it, as --origin MMR")
    places = asked.places or tuple(filter(None, (place_of(material.data, code) for code in material.data.places)))
    if len(places) > len(LINES):
        raise InputError(f"{len(places)} places are more than a picture can tell apart", mend=f"name {len(LINES)}")
    asked = replace(asked, places=places)
    tables = _opened(asked, material)
    years = _years(asked, tables)
    rows = [
        Row(
            look,
            _place(place, material.data, texts),
            _one_unit(series("new_applications", place, years, tables, origin=asked.origin)),
        )
        for look, place in zip(LINES, places, strict=False)
    ]
    return _over_years(asked, rows, material, texts)


def _pending(asked: Asked, material: Material, texts: Texts) -> Chart:
    tables = _opened(asked, material)
    years, place = _years(asked, tables), asked.places[0]
    rows = [
        Row(
            "decided",
            texts.word("chart_label_decided_merits"),
            _one_unit(series("substantive_decisions", place, years, tables, stage="pooled")),
        ),
        Row("first", texts.word("chart_label_first"), _one_unit(series("pending_end_of_year", place, years, tables))),
    ]
    return _over_years(asked, rows, material, texts)


def _resettlement(asked: Asked, material: Material, texts: Texts) -> Chart:
    tables = _opened(asked, material)
    figures = _one_unit(series("resettlement_arrivals", asked.places[0], _years(asked, tables), tables))
    return _over_years(asked, [Row("resettled", texts.word("chart_label_resettled"), figures)], material, texts)


_FROM_TABLES: dict[str, Callable[[Asked, Material, Texts], Chart]] = {
    "grants": _grants,
    "observed_expected": _observed_expected,
    "top_origins": _top_origins,
    "origin_across_places": _across_places,
    "pending_decisions": _pending,
    "resettlement": _resettlement,
}


def _one_unit(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure a year: persons and cases are never added, so a count in the rarer of the two is a gap.

    A share may be of cases where there is none of persons. Years before the first figure and after the last are left
    out; gaps between stay.
    """
    found = list(figures)
    with_value = [one for one in found if one.value is not None]
    in_cases = sum(map(_is_in_cases, with_value)) * 2 > len(with_value)
    unit = next((one.unit for one in with_value if _is_in_cases(one) == in_cases), "persons")
    by_year: dict[int, Figure] = {}
    for one in found:
        fits = _is_in_cases(one) == in_cases or one.unit == "percent"
        here = one if fits or one.value is None else replace(one, unit=unit, value=None, withheld="CASES")
        before = by_year.get(one.year)
        if before is None or before.value is None or (here.value is not None and _is_in_cases(before) != in_cases):
            by_year[one.year] = replace(here, unit=unit)
    known = [year for year, one in by_year.items() if one.withheld != NOTHING]
    return tuple(one for year, one in sorted(by_year.items()) if known and min(known) <= year <= max(known))


def _is_in_cases(figure: Figure) -> bool:
    return figure.unit == "cases" or "CASES" in figure.flags


__all__ = ["NAMES", "Asked", "Material", "chart_named"]
