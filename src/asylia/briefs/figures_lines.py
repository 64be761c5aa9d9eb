"""Figures as lines and tables of text: the number, what it is a share of, and every flag in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from asylia import __version__
from asylia.assessment.lines import Line
from asylia.figures.model import Figure
from asylia.figures.of_decisions import SMALL_CELLS
from asylia.figures.places import place_name
from asylia.figures.shown import (
    flag_shown,
    flags_of_all,
    measure_label,
    needs_counts,
    of_shown,
    part_name,
    parts_shown,
    reasons,
    source_shown,
    value_shown,
)
from asylia.languages.texts import Texts

if TYPE_CHECKING:
    from asylia.figures.explain import Explained, Explanation
    from asylia.figures.query import Tables

_WHAT_IF = ("expected_rate", "observed_minus_expected")
Table = tuple[list[str], list[list[str]]]


def years_shown(first: int, last: int) -> str:
    """A span of years."""
    return str(first) if first == last else f"{first}-{last}"


def title_of(figures: Sequence[Figure], places: str, said: Texts, origin: str | None = None) -> str:
    """The full label of what is shown, where and when."""
    first, last = min(one.year for one in figures), max(one.year_to or one.year for one in figures)
    measure = measure_label(figures[0].measure, figures[0].stage, said)
    if origin:
        measure = f"{measure}, {said.word('figures_from_origin', origin=place_name(origin, said))}"
    return said.word("figures_series_title", measure=measure, place=places, years=years_shown(first, last))


def table_of(figures: Sequence[Figure], said: Texts, letters: Mapping[str, str]) -> Table:
    """The figures as a table; columns that say the same in each row are left out.

    `letters` are those of `flags_of_all` for everything that is printed together.
    """
    several_places = len({one.place for one in figures}) > 1
    several_years = len({one.year for one in figures}) > 1
    several_units = len({"CASES" in one.flags for one in figures}) > 1
    by_origin = len({one.origin for one in figures}) > 1
    columns = {
        "figures_origin": by_origin,
        "figures_place": several_places,
        "figures_year": several_years or not (by_origin or several_places),
        "figures_number": True,
        "figures_of": any(one.denominator is not None for one in figures),
        "figures_behind": True,
        "figures_notes": any(_notes(one) for one in figures),
    }
    kept = [name for name, wanted in columns.items() if wanted]
    rows = []
    for one in figures:
        value = value_shown(one, said)
        if several_units and one.unit in ("percent", "persons", "cases"):
            value += f" ({said.word('figures_unit_' + ('cases' if 'CASES' in one.flags else 'persons'))})"
        cells = {
            "figures_origin": place_name(one.origin, said) if one.origin else "",
            "figures_place": place_name(one.place, said),
            "figures_year": years_shown(one.year, one.year_to or one.year),
            "figures_number": value,
            "figures_of": "" if needs_counts(one) else of_shown(one, said),
            "figures_behind": parts_shown(one, said),
            "figures_notes": " ".join(letters[flag] for flag in _notes(one)),
        }
        rows.append([cells[name] for name in kept])
    return [said.word(name) for name in kept], rows


def _notes(figure: Figure) -> list[str]:
    withheld = [figure.withheld] if figure.withheld and figure.withheld not in figure.flags else []
    return [*figure.flags, *withheld]


def notes_of(figures: Sequence[Figure], said: Texts) -> Iterator[Line]:
    """What must be known of these figures: each flag once, why caveats strike, sources and licences."""
    letters = flags_of_all(figures)
    if letters:
        yield Line(0, said.word("figures_what_to_know"), "heading")
    for flag, letter in letters.items():
        yield Line(1, flag_shown(flag, said), "note", f"{letter})")
    for reason in dict.fromkeys(reason for one in figures for reason in reasons(one, said)):
        yield Line(1, reason, "note", "!")
    if any(one.measure in _WHAT_IF for one in figures):
        yield Line(0, said.word("figures_what_if"), "warning", "!")
    for source in dict.fromkeys(source_shown(one, said) for one in figures):
        yield Line(0, source, "cite")
    yield Line(0, said.word("figures_computed", version=__version__), "cite")


def lines_of_one(figure: Figure, said: Texts) -> Iterator[Line]:
    """One figure by itself, in sentences."""
    value, of = value_shown(figure, said), of_shown(figure, said)
    if figure.value is None:
        why = flag_shown(figure.withheld or "R7", said)
        yield Line(0, said.word("figures_explain_withheld", why=why), "finding", "!")
    else:
        yield Line(0, f"{value} ({of})" if of and of != value else value, "finding")
    if figure.parts:
        unit = said.word(f"figures_unit_{'cases' if 'CASES' in figure.flags else 'persons'}")
        shown = parts_shown(figure, said)
        yield Line(1, said.word("figures_explain_parts", unit=unit, parts=shown), "note")
    yield from _interval_lines(figure, said)
    if covered := coverage_of(figure, said):
        yield Line(1, covered, "note")


def coverage_of(figure: Figure, said: Texts) -> str:
    """How many of the decisions an expected rate rests on; empty for other measures."""
    everything = figure.parts.get("decisions")
    if figure.measure not in _WHAT_IF or not everything:
        return ""
    covered = figure.parts["decisions_covered"]
    share = said.word("figures_percent", n=f"{100 * covered / everything:.1f}")
    return said.word("figures_coverage", share=share, covered=f"{covered:,.0f}", all=f"{everything:,.0f}")


def explanation_lines(found: Explanation, said: Texts) -> Iterator[Line]:
    """A number taken apart in sentences, stage by stage, with what the authority published beside it."""
    place = place_name(found.place, said)
    yield Line(0, _title(found, place, said), "title")
    yield Line(0, said.word("figures_explain_formula", formula=found.measure.formula), "note")
    if found.stages:
        stages = said.word("list_separator").join(said.word(f"figures_stage_{stage}") for stage in found.stages)
        yield Line(0, said.word("figures_other_stages", stages=stages), "note")
    for explained in found.explained:
        figure = explained.figure
        yield Line(0, measure_label(figure.measure, figure.stage, said), "heading")
        yield from _explained(explained, said)
    if found.official:
        yield Line(0, _beside(found.official, said), "finding")
        yield from (Line(1, source, "cite") for source in found.official.citations)
    figures = [explained.figure for explained in found.explained]
    if figures:
        yield from notes_of(figures, said)


def _title(found: Explanation, place: str, said: Texts) -> str:
    stage = "pooled" if found.measure.stage == "given" else None
    stages = {explained.figure.stage for explained in found.explained}
    label = measure_label(found.measure.name, next(iter(stages)) if len(stages) == 1 else stage, said)
    return said.word("figures_cite_title", measure=label, place=place, year=found.year)


def _explained(explained: Explained, said: Texts) -> Iterator[Line]:
    figure, naive = explained.figure, explained.naive
    if figure.parts:
        unit = said.word(f"figures_unit_{'cases' if 'CASES' in figure.flags else 'persons'}")
        yield Line(1, said.word("figures_explain_parts", unit=unit, parts=parts_shown(figure, said)), "note")
    if figure.value is None:
        why = flag_shown(figure.withheld or "R7", said)
        yield Line(1, said.word("figures_explain_withheld", why=why), "finding", "!")
    else:
        value, of = value_shown(figure, said), of_shown(figure, said)
        key = "figures_explain_value" if of and of != value else "figures_explain_count"
        yield Line(1, said.word(key, value=value, of=of), "finding")
        if needs_counts(figure):
            yield Line(1, said.word("figures_explain_small"), "note")
        yield from _interval_lines(figure, said)
        if covered := coverage_of(figure, said):
            yield Line(1, covered, "note")
    if naive is not None and naive.value is not None:
        of = said.word("figures_part_of", part=f"{naive.numerator:,}", whole=f"{naive.denominator:,}")
        value = said.word("figures_percent", n=f"{naive.value:.2f}")
        why = " ".join(flag_shown(flag, said) for flag in _why_naive_misleads(explained))
        key = "figures_explain_naive" if why else "figures_explain_naive_so"
        yield Line(1, said.word(key, value=value, of=of, why=why), "note")


def _why_naive_misleads(explained: Explained) -> list[str]:
    """The reasons that were not said yet."""
    figure, naive = explained.figure, explained.naive
    if naive is not None and naive.mixes_units:
        return ["R4"]
    if figure.withheld:
        return []
    return [flag for flag in figure.flags if flag in ("POOLED_STAGES", "DOUBLE_COUNT_POSSIBLE")][-1:]


def _interval_lines(figure: Figure, said: Texts) -> Iterator[Line]:
    """What rounded cells leave possible, unless counts are shown and no percentage (R8)."""
    if figure.interval is None or figure.interval[0] == figure.interval[1] or needs_counts(figure):
        return
    shown = [f"{end:.2f}" if figure.unit in ("percent", "years") else f"{end:,.0f}" for end in figure.interval]
    low, high = (said.word("figures_percent", n=end) for end in shown) if figure.unit == "percent" else shown
    yield Line(1, said.word("figures_explain_interval", low=low, high=high), "note")


def _beside(figure: Figure, said: Texts) -> str:
    of = of_shown(figure, said)
    value = value_shown(figure, said)
    parts = said.word("list_separator").join(
        f"{part_name(name, said)} {count:,.0f}" for name, count in figure.parts.items() if name != SMALL_CELLS
    )
    return said.word("figures_official_beside", value=value, of=of if of and of != value else parts)


def sql_lines(tables: Tables) -> Iterator[str]:
    """The questions asked of the tables: the SQL as it ran, and what was bound."""
    for text, bound in tables.asked.values():
        values = ", ".join(f"${name} = {value!r}" for name, value in bound.items())
        yield f"-- {values}\n{text};\n"
