"""Figures that authorities published, one number a line, each with its source: figures/official.csv.

No value is ever deleted. Where sources conflict, all stay, one is marked as preferred, and `why` says why.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from asylia.errors import InputError
from asylia.figures.measures import Vocabulary, read_vocabulary
from asylia.figures.model import Figure, Release
from asylia.folders import data_folder
from asylia.lawbook.fields import nearest

COLUMNS = (
    "jurisdiction",
    "year",
    "period",
    "period_note",
    "measure",
    "origin_iso3",
    "value",
    "preferred",
    "why",
    "source_title",
    "source_url",
    "seen",
)
SEEN = ("read", "known")
"""Whether somebody read the page, or only knows of it."""
FIRST_YEAR = 1945

_CODE = re.compile(r"[A-Z]{3}\Z")
_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?"
_PERIOD = re.compile(rf"({_DAY}(/{_DAY})?)?\Z")
_WHOLE = re.compile(r"(0|[1-9][0-9]{0,11})\Z")


@dataclass(frozen=True, slots=True)
class OfficialFigure:
    """One line of official.csv."""

    place: str
    """ISO 3166 alpha-3."""
    year: int
    """The year of the period, or its last."""
    period: str
    """Empty for the calendar year, or for its end; else a day, month or span as ISO 8601, with ~ for about."""
    note: str
    measure: str
    origin: str | None
    """ISO alpha-3; None for all origins together."""
    value: int
    preferred: bool
    why: str
    title: str
    """Title of the source."""
    url: str
    seen: str
    line: int

    @property
    def key(self) -> Key:
        """What is counted: two lines with one key should hold one value."""
        return (self.place, self.year, self.measure, self.origin, self.period)


Key = tuple[str, int, str, str | None, str]


@dataclass(frozen=True, slots=True)
class OfficialValue:
    """What the official sources say of one thing: the figure to use, and all others."""

    chosen: OfficialFigure
    agreeing: tuple[OfficialFigure, ...] = ()
    conflicting: tuple[OfficialFigure, ...] = ()

    @property
    def value(self) -> int:
        """The number to use."""
        return self.chosen.value


@dataclass(frozen=True)
class OfficialFigures:
    """All lines, in the order of the file."""

    figures: tuple[OfficialFigure, ...]
    vocabulary: Vocabulary
    file: str
    """What errors and lints call the file."""

    @cached_property
    def by_key(self) -> Mapping[Key, tuple[OfficialFigure, ...]]:
        """The lines that count the same thing."""
        grouped: dict[Key, list[OfficialFigure]] = defaultdict(list)
        for figure in self.figures:
            grouped[figure.key].append(figure)
        return {key: tuple(figures) for key, figures in grouped.items()}

    def value(
        self, place: str, year: int, measure: str, origin: str | None = None, period: str = ""
    ) -> OfficialValue | None:
        """What the sources say of one thing; None if no line holds it, which is unknown and not nought."""
        found = self.by_key.get((place, year, measure, origin, period))
        return chosen_of(found) if found else None

    def series(self, place: str, measure: str, origin: str | None = None) -> Mapping[int, OfficialValue]:
        """The values of whole calendar years (or at their ends), by year. Years without a line are left out."""
        return {
            key[1]: chosen_of(figures)
            for key, figures in sorted(self.by_key.items(), key=lambda item: item[0][1])
            if (key[0], key[2], key[3], key[4]) == (place, measure, origin, "")
        }

    def origins(self, place: str, year: int, measure: str) -> Mapping[str, OfficialValue]:
        """The values by origin for a calendar year, the largest first."""
        found = {
            figure.origin: chosen_of(self.by_key[figure.key])
            for figure in self.figures
            if figure.origin
            and (figure.place, figure.year, figure.measure, figure.period) == (place, year, measure, "")
        }
        return dict(sorted(found.items(), key=lambda item: -item[1].value))


def chosen_of(figures: Iterable[OfficialFigure]) -> OfficialValue:
    """The figure marked as preferred, else the first; the others as agreeing or conflicting."""
    lines = tuple(figures)
    chosen = next((figure for figure in lines if figure.preferred), lines[0])
    others = [figure for figure in lines if figure is not chosen]
    return OfficialValue(
        chosen,
        tuple(figure for figure in others if figure.value == chosen.value),
        tuple(figure for figure in others if figure.value != chosen.value),
    )


def as_figure(value: OfficialValue, vocabulary: Vocabulary) -> Figure:
    """An official number as a figure, with the citations of all lines that give it."""
    chosen = value.chosen
    measure = vocabulary.measures[chosen.measure]
    return Figure(
        measure=chosen.measure,
        place=chosen.place,
        year=chosen.year,
        unit=measure.unit,
        value=float(chosen.value),
        release=release_of(chosen),
        origin=chosen.origin,
        stage=measure.stage,
        flags=("CASES",) if measure.unit == "cases" else (),
        citations=tuple(citation(figure) for figure in (chosen, *value.agreeing)),
    )


def citation(figure: OfficialFigure) -> str:
    """Title and address of the source."""
    return f"{figure.title}, {figure.url}" if figure.url else figure.title


def release_of(figure: OfficialFigure) -> Release:
    """The source of a line as an edition."""
    return Release("official", figure.title, str(figure.year), None, "facts, with their source", figure.url)


@lru_cache(maxsize=4)
def read_official(folder: Path | None = None) -> OfficialFigures:
    """The official figures of a folder, or those shipped. Raises InputError with file, line and mend."""
    home = folder or data_folder("figures")
    path, shown = home / "official.csv", f"{home.name}/official.csv"
    vocabulary = read_vocabulary(folder)
    lines = csv_lines(path, shown, COLUMNS)
    return OfficialFigures(
        tuple(_figure(_Cells(row, shown, line), vocabulary) for line, row in lines), vocabulary, shown
    )


def csv_lines(path: Path, shown: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the lines they begin on. Raises InputError unless it has just these columns."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError("there is no such file", file=shown, mend="check the path") from None
    except UnicodeDecodeError:
        raise InputError("this is not text in UTF-8", file=shown, mend="save it as UTF-8 text") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, dict[str, str]]] = []
    begins = 1
    try:
        for row in reader:
            if begins == 1:
                _check_head(row, shown, columns)
            elif row and len(row) != len(columns):
                says = f"{len(row)} cells stand where {len(columns)} belong"
                raise InputError(says, file=shown, line=begins, mend="put a cell with a comma in quotes")
            elif row:
                found.append((begins, dict(zip(columns, row, strict=True))))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"CSV: {error}", file=shown, line=begins, mend="check the quotes") from None
    if begins == 1:
        raise InputError("the file is empty", file=shown, line=1, mend=f"begin with {','.join(columns)}")
    return found


def _check_head(head: list[str], shown: str, columns: tuple[str, ...]) -> None:
    for name in head:
        if name not in columns:
            raise InputError(f"unknown column {name!r}", file=shown, line=1, mend=nearest(name, columns))
    missing = [name for name in columns if name not in head]
    if missing:
        raise InputError(f"there is no column {missing[0]!r}", file=shown, line=1, mend="add it")
    if tuple(head) != columns:
        raise InputError("the columns stand in another order", file=shown, line=1, mend=f"write {','.join(columns)}")


class _Cells:
    """The cells of one line, each taken with a check."""

    def __init__(self, row: Mapping[str, str], file: str, line: int) -> None:
        self.row, self.file, self.line = row, file, line

    def error(self, says: str, mend: str) -> InputError:
        return InputError(says, file=self.file, line=self.line, mend=mend)

    def text(self, column: str) -> str:
        text = self.row[column]
        if text != text.strip():
            raise self.error(f"{column!r} begins or ends with a space", "take it out")
        return text

    def whole(self, column: str) -> int:
        text = self.text(column)
        if not _WHOLE.match(text):
            raise self.error(f"{column!r} is {text!r}, which is no whole number", "write digits only, as 7586")
        return int(text)

    def code(self, column: str) -> str:
        text = self.text(column)
        if not _CODE.match(text):
            raise self.error(f"{column!r} is {text!r}", "write the three letters of ISO 3166-1, as KOR")
        return text

    def one_of(self, column: str, choices: Iterable[str]) -> str:
        text, known = self.text(column), tuple(choices)
        if text not in known:
            raise self.error(f"{column!r} is {text!r}, which is not known", nearest(text, known))
        return text


def _figure(cells: _Cells, vocabulary: Vocabulary) -> OfficialFigure:
    period = cells.text("period")
    if not _PERIOD.match(period):
        raise cells.error(f"the period is {period!r}", "write 2015-05, 2014-03/2016, or nothing for the calendar year")
    preferred, why = cells.one_of("preferred", ("yes", "")) == "yes", cells.text("why")
    if preferred != bool(why):
        raise cells.error("'preferred' and 'why' belong together", "fill in both or neither")
    year = cells.whole("year")
    if period and int(re.findall(r"(?<![0-9-])[0-9]{4}", period)[-1]) not in (year, year + 1):
        raise cells.error(f"the period {period!r} does not end in {year}", "correct the year or the period")
    return OfficialFigure(
        place=cells.code("jurisdiction"),
        year=year,
        period=period,
        note=cells.text("period_note"),
        measure=cells.one_of("measure", vocabulary.measures),
        origin=cells.code("origin_iso3") if cells.row["origin_iso3"] else None,
        value=cells.whole("value"),
        preferred=preferred,
        why=why,
        title=cells.text("source_title"),
        url=cells.text("source_url"),
        seen=cells.one_of("seen", SEEN),
        line=cells.line,
    )
