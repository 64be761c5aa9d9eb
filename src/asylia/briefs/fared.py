"""How claims fared, beside an assessment: those of one origin at the place and stage of the case, year by year.

An origin is asked only of who wants this, and is kept nowhere. Without UNHCR's tables, or without an origin, official
national totals are shown where there are any, and a line says how to get more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.findings import Assessment
from asylia.assessment.lines import Json, Line
from asylia.briefs.law_beside_figures import LawMark, law_beside, place_of
from asylia.figures.as_json import figure_json
from asylia.figures.ask import figure
from asylia.figures.asked import NOTHING
from asylia.figures.charts.drawn import drawn_from_official, official_series
from asylia.figures.model import Figure
from asylia.figures.official import OfficialFigures
from asylia.figures.places import place_name
from asylia.figures.query import Tables
from asylia.figures.shown import flag_shown, flags_of_all, of_shown, source_shown, value_shown
from asylia.figures.store import NoFigures
from asylia.languages.texts import Texts

YEARS = 10
MEASURES = ("refugee_recognition_rate", "total_protection_rate")
"""Both layers: refugees alone, and with all other protection."""
STAGES: Mapping[str, tuple[str, ...]] = {
    "refused": ("appeal", "combined", "pooled"),
    "review": ("appeal", "combined", "pooled"),
    "court": ("court", "pooled"),
}
"""By where a case stands, the stages whose figures say most of what lies ahead, the nearest first."""
_AT_FIRST = ("first", "combined", "pooled")


def figures_beside(
    assessments: Sequence[Assessment],
    origin: str | None,
    official: OfficialFigures,
    tables: Callable[[], Tables],
    texts: Texts,
) -> Beside:
    """What figures say at each place assessed, over the ten years before the day assessed.

    `origin` is an ISO alpha-3 code; None shows national totals. `tables` opens UNHCR's tables, and is called only if
    an origin is given.
    """
    found: dict[str, list[Json]] = {}
    lines: dict[str, list[Line]] = {}
    for assessment in assessments:
        place = place_of(assessment.law.data, assessment.law.place)
        if place is None:
            continue
        one = _Fared(assessment, place, texts)
        figures, said = one.by_origin(origin, tables, official) if origin else one.national(official)
        marks = one.law()
        found[assessment.law.place] = [one.as_json(each, marks) for each in figures]
        lines[assessment.law.place] = [*said, *one.law_lines(marks)]
    return Beside(figures=found, figures_lines=lines) if found else NOTHING_BESIDE


class _Fared:
    """The figures of one place, with the words around them."""

    def __init__(self, assessment: Assessment, place: str, texts: Texts) -> None:
        self.assessment, self.place, self.texts = assessment, place, texts
        self.last = assessment.day.year - 1
        self.first = self.last - YEARS + 1
        self.name = texts.titled(assessment.law.data.places[assessment.law.place].title)

    def by_origin(
        self, origin: str, tables: Callable[[], Tables], official: OfficialFigures
    ) -> tuple[list[Figure], list[Line]]:
        """Both layers for each year at the stage of the case, or at the nearest that has them."""
        try:
            opened = tables()
        except NoFigures:
            figures, lines = self.national(official)
            return figures, [*lines, Line(1, self.texts.word("fared_get_tables"), "note", "·")]
        pairs = [self._layers(year, origin, opened) for year in range(self.first, self.last + 1)]
        figures = [one for pair in pairs for one in pair]
        letters = {flag: letter for flag, letter in flags_of_all(figures).items() if flag != NOTHING}
        said = [
            Line(0, self._title("fared_title", origin=place_name(origin, self.texts)), "heading"),
            *(self._year_of_origin(pair, letters) for pair in pairs),
            *(Line(1, flag_shown(flag, self.texts), "note", letter) for flag, letter in letters.items()),
            *self._sources(figures),
            Line(1, self.texts.word("fared_no_forecast"), "warning", "!"),
        ]
        return figures, said

    def national(self, official: OfficialFigures) -> tuple[list[Figure], list[Line]]:
        """The grants of a year by layer, of all origins together, from official figures."""
        drawn = drawn_from_official().get(("grants", self.place), ())
        rows = [
            {
                one.year: one
                for one in official_series(official, self.place, each)
                if self.first <= one.year <= self.last
            }
            for each in drawn
        ]
        heading = Line(0, self._title("fared_title_national"), "heading")
        if not any(rows):
            return [], [heading, Line(1, self.texts.word("fared_nothing_official", place=self.name), "note", "·")]
        say = self.texts.word
        lines = [heading]
        for year in range(self.first, self.last + 1):
            parts = [
                f"{say(f'chart_label_{each.look}')} {value_shown(row[year], self.texts)}"
                if year in row
                else f"{say(f'chart_label_{each.look}')} {say('figures_not_known')}"
                for each, row in zip(drawn, rows, strict=True)
                if row and year >= min(row)
            ]
            lines.append(Line(1, f"{year}: {say('fared_separator').join(parts)}", "finding", "·"))
        figures = [row[year] for year in range(self.first, self.last + 1) for row in rows if year in row]
        lines += [Line(1, self.texts.titled(each.note), "note", "·") for each in drawn if each.note]
        return figures, [*lines, *self._sources(figures)]

    def law(self) -> list[LawMark]:
        """The changes of law in these years."""
        return law_beside(self.assessment.law.data, self.place, self.first, self.last)

    def law_lines(self, marks: Sequence[LawMark]) -> Iterator[Line]:
        """The same in words: a number of before such a day was counted under other law."""
        if not marks:
            return
        days = self.texts.word("list_separator").join(mark.day.isoformat() for mark in marks)
        yield Line(1, self.texts.word("chart_summary_law", days=days), "note", "·")

    def as_json(self, one: Figure, marks: Sequence[LawMark]) -> Json:
        """A figure of `figures`, with the changes of law in its year."""
        return {
            "jurisdiction": self.assessment.law.place,
            **figure_json(one),
            "shown": value_shown(one, self.texts),
            "law_changes": [
                {
                    "day": mark.day.isoformat(),
                    "ids": [change.provision.id for change in mark.changes if change.provision],
                }
                for mark in marks
                if mark.day.year == one.year
            ],
        }

    def _layers(self, year: int, origin: str, tables: Tables) -> tuple[Figure, ...]:
        """Both measures at the first stage that has a number; else at the nearest, with the reason."""
        standing = self.assessment.standing
        general = standing.stage.general if standing is not None and standing.stage is not None else ""
        stages = STAGES.get(general, _AT_FIRST)
        tried = [tuple(self._one(measure, year, origin, stage, tables) for measure in MEASURES) for stage in stages]
        with_value = (pair for pair in tried if any(one.value is not None for one in pair))
        with_reason = (pair for pair in tried if any(one.withheld not in (None, NOTHING) for one in pair))
        return next(with_value, None) or next(with_reason, None) or tried[0]

    def _one(self, measure: str, year: int, origin: str, stage: str, tables: Tables) -> Figure:
        """Persons before cases: the two are never added."""
        found = figure(measure, self.place, year, tables, stage=stage, origin=origin)
        return next((one for one in found if one.value is not None and "CASES" not in one.flags), found[0])

    def _year_of_origin(self, pair: Sequence[Figure], letters: Mapping[str, str]) -> Line:
        say = self.texts.word
        year = pair[0].year
        if all(one.value is None and one.withheld in (None, NOTHING) for one in pair):
            return Line(1, f"{year}: {say('figures_not_known')}", "finding", "?")
        said = say("fared_separator").join(say(f"fared_{one.measure}", value=self._with_counts(one)) for one in pair)
        raised = {flag for one in pair for flag in (*one.flags, one.withheld or "")}
        marks = "".join(letter for flag, letter in letters.items() if flag in raised)
        known = any(one.value is not None for one in pair)
        stage = say(f"figures_stage_{pair[0].stage}")
        noted = f" [{marks}]" if marks else ""
        return Line(1, f"{year}: {said} ({stage}){noted}", "finding", "·" if known else "?")

    def _with_counts(self, one: Figure) -> str:
        shown, counts = value_shown(one, self.texts), of_shown(one, self.texts)
        return shown if not counts or shown == counts else f"{shown} ({counts})"

    def _sources(self, figures: Sequence[Figure]) -> list[Line]:
        """Each source once, and each page of official figures once."""
        pages = dict.fromkeys(cite for one in figures for cite in one.citations)
        editions = dict.fromkeys(source_shown(one, self.texts) for one in figures if not one.citations)
        published = (self.texts.word("figures_source_official", title=page) for page in pages)
        return [Line(1, source, "cite", "§") for source in (*published, *editions)]

    def _title(self, key: str, **names: str) -> str:
        return self.texts.word(key, place=self.name, years=f"{self.first}–{self.last}", **names)


def nationality_in(assessment: Assessment) -> str | None:
    """The origin that a case tells anyway, as an ISO alpha-3 code; None if it does not."""
    answer = assessment.answers.get("country_of_nationality")
    return answer if isinstance(answer, str) else None


__all__ = ["figures_beside", "nationality_in"]
