"""`asylia figures show`, `compare`, `explain` and `cite`: one measure, with what it is a share of and every caveat."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia import __version__
from asylia.assessment.lines import Line, to_markdown
from asylia.briefs.figures_lines import (
    explanation_lines,
    lines_of_one,
    notes_of,
    sql_lines,
    table_of,
    title_of,
    years_shown,
)
from asylia.cli.common import Format, Language, OutputFormat, in_full, print_json, print_lines, print_table, texts
from asylia.cli.figures_store import DataFolder
from asylia.errors import InputError
from asylia.figures.as_json import figure_json, measure_json, to_csv, to_xlsx
from asylia.figures.ask import by_origin, compare, measures_named, series, years_with_data
from asylia.figures.cite import cited_in_bibtex, cited_in_csl, cited_in_text
from asylia.figures.definitions import Measure
from asylia.figures.explain import explain, question_in
from asylia.figures.model import STAGES, Figure
from asylia.figures.of_official import official_series
from asylia.figures.official import read_official
from asylia.figures.places import code_in_tables, code_named, place_name
from asylia.figures.query import NotInstalled, Tables, number, open_tables
from asylia.figures.shown import flag_shown, flags_of_all
from asylia.figures.store import NoFigures
from asylia.languages.texts import Texts
from asylia.plain import markdown_table


class Sheet(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    MD = "md"
    """Short for markdown."""


class Source(StrEnum):
    """Whose numbers."""

    UNHCR = "unhcr"
    OFFICIAL = "official"


class Citation(StrEnum):
    """How a citation is written."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"


class By(StrEnum):
    """What a table has one row for."""

    ORIGIN = "origin"


MeasureName = Annotated[
    str, typer.Argument(help="The measure, by name or id: refugee_recognition_rate or M05.", metavar="MEASURE")
]
PlaceCode = Annotated[str, typer.Option("--place", help="Where people were received, as KOR or KR.", metavar="CODE")]
Year = Annotated[int | None, typer.Option("--year", help="One year.", min=1950, max=2100)]
From = Annotated[int | None, typer.Option("--from", help="The first year of a series.", min=1950, max=2100)]
To = Annotated[int | None, typer.Option("--to", help="The last year of a series.", min=1950, max=2100)]
Stage = Annotated[
    str | None, typer.Option("--stage", help=f"The stage of the procedure: {', '.join(STAGES)}.", metavar="STAGE")
]
Origin = Annotated[str | None, typer.Option("--origin", help="Where people came from, as MMR.", metavar="CODE")]
Whose = Annotated[Source | None, typer.Option("--source", help="Whose numbers; the default depends on the measure.")]
SheetFormat = Annotated[Sheet, typer.Option("--format", help="How to print the figures.", callback=in_full)]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; xlsx needs one.", metavar="FILE")]
Sql = Annotated[bool, typer.Option("--sql", help="Print the questions asked of the tables as well.")]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a question needs: the measure, whose numbers, and the tables if they are UNHCR's."""

    measure: Measure
    tables: Tables | None

    def place(self, typed: str, *, origin: bool = False) -> str:
        """A code as typed; says so where UNHCR uses the letters for another country."""
        if self.tables is None:
            return code_named(typed, origin=origin)
        code, remark = code_in_tables(typed, self.tables, origin=origin)
        if remark:
            sys.stderr.write(f"asylia: {remark}\n")
        return code

    def years(self, year: int | None, first: int | None, last: int | None) -> tuple[int, int]:
        """The years asked for; all there are where none is. Raises InputError."""
        if year is not None:
            if first is not None or last is not None:
                raise InputError("--year and --from or --to were given", mend="use --year, or --from and --to")
            return year, year
        span = (1978, 2100) if self.tables is None else self._span(self.tables)
        return first if first is not None else span[0], last if last is not None else max(span[1], first or 0)

    def _span(self, tables: Tables) -> tuple[int, int]:
        row = tables.rows("span")[0]
        return number(row, "first"), number(row, "last")


def _desk(name: str, source: Source | None, folder: Path | None) -> _Desk:
    measure = measures_named(name)
    if source is None:
        source = Source.OFFICIAL if measure.sources[:1] == ("official",) else Source.UNHCR
    if source is Source.OFFICIAL:
        return _Desk(measure, None)
    try:
        return _Desk(measure, open_tables(folder=folder))
    except NotInstalled:
        raise
    except NoFigures as error:
        if "official" in measure.sources:
            mend = "run asylia figures update or asylia figures import PATH, or ask with --source official"
            raise NoFigures(error.says, mend=mend) from None
        raise


def show_command(
    name: MeasureName,
    place: PlaceCode,
    year: Year = None,
    first: From = None,
    last: To = None,
    stage: Stage = None,
    origin: Origin = None,
    by: Annotated[By | None, typer.Option("--by", help="One row for each origin.")] = None,
    source: Whose = None,
    sql: Sql = False,
    output: SheetFormat = Sheet.TEXT,
    out: Out = None,
    lang: Language = "en",
    folder: DataFolder = None,
) -> None:
    """Show one measure at one place: each number with what it is a share of, and every caveat in words.

    Example: asylia figures show cumulative_recognition_rate --place KOR --year 2024
    """
    said, desk = texts(lang), _desk(name, source, folder)
    code = desk.place(place)
    country = desk.place(origin, origin=True) if origin else None
    years = desk.years(year, first, last)
    if by is By.ORIGIN and (desk.tables is None or years[0] != years[1] or country):
        raise InputError("--by origin is for one year of UNHCR's numbers", mend="give --year and no --origin")
    if desk.tables is None:
        found = official_series(desk.measure.name, code, years, read_official(), stage=stage, origin=country)
    elif by is By.ORIGIN:
        found = by_origin(desk.measure.name, code, years[0], desk.tables, stage=stage)
    else:
        found = series(desk.measure.name, code, years, desk.tables, stage=stage, origin=country)
    if not found:
        mend = "asylia figures seeds and docs/look-up/measures.md say what there is"
        raise InputError(f"there is no number for {desk.measure.name}, {code}, {years_shown(*years)}", mend=mend)
    _print(_Shown(found, desk, said, years), output, out, sql)


def compare_command(
    name: MeasureName,
    places: Annotated[list[str], typer.Option("--place", help="A place, as KOR or KR; once for each.", metavar="CODE")],
    year: Year = None,
    first: From = None,
    last: To = None,
    stage: Stage = None,
    origin: Origin = None,
    sql: Sql = False,
    output: SheetFormat = Sheet.TEXT,
    out: Out = None,
    lang: Language = "en",
    folder: DataFolder = None,
) -> None:
    """Set places side by side, with the years of which each has data.

    Example: asylia figures compare total_protection_rate --place JPN --place KOR --year 2023 --stage pooled
    """
    said, desk = texts(lang), _desk(name, Source.UNHCR, folder)
    assert desk.tables is not None
    codes = list(dict.fromkeys(desk.place(place) for place in places))
    country = desk.place(origin, origin=True) if origin else None
    years = desk.years(year, first, last)
    found = compare(desk.measure.name, codes, years, desk.tables, stage=stage, origin=country)
    _print(_Shown(found, desk, said, years, years_with_data(codes, years, desk.tables)), output, out, sql)


def explain_command(
    words: Annotated[
        list[str], typer.Argument(help="Place, year and measure, as: JPN 2024 recognition.", metavar="QUESTION")
    ],
    stage: Stage = None,
    sql: Sql = False,
    output: OutputFormat = Format.TEXT,
    lang: Language = "en",
    folder: DataFolder = None,
) -> None:
    """Take a number apart: how it is made, which guards struck and why, and what a simple query would give.

    Without UNHCR's tables on this machine, it says what the authority published.

    Example: asylia figures explain JPN 2024 recognition
    """
    place, year, name = question_in(" ".join(words))
    said, measure = texts(lang), measures_named(name)
    tables = _tables_or_none(folder, needed=not measure.official)
    code = _Desk(measure, tables).place(place)
    found = explain(measure, code, year, tables, read_official(), stage)
    if not found.explained and found.official is None:
        raise InputError(f"nothing is known of {measure.name}, {code}, {year}", mend="run asylia figures update")
    if output is Format.JSON:
        print_json(
            {
                "asylia": __version__,
                "measure": measure_json(measure),
                "figures": [figure_json(one.figure) for one in found.explained],
                "naive": [
                    {
                        "stage": one.figure.stage,
                        "value": one.naive.value,
                        "numerator": one.naive.numerator,
                        "denominator": one.naive.denominator,
                        "mixes_units": one.naive.mixes_units,
                    }
                    for one in found.explained
                    if one.naive
                ],
                "official": figure_json(found.official) if found.official else None,
            }
            | ({"sql": list(sql_lines(tables))} if sql and tables else {})
        )
        return
    _print_lines([*explanation_lines(found, said)], markdown=output is Format.MARKDOWN)
    _print_sql(tables if sql else None, markdown=output is Format.MARKDOWN)


def cite_command(
    name: MeasureName,
    place: PlaceCode,
    year: Annotated[int, typer.Option("--year", help="The year.", min=1950, max=2100)],
    stage: Stage = None,
    origin: Origin = None,
    source: Whose = None,
    output: Annotated[Citation, typer.Option("--format", help="How to write the citation.")] = Citation.TEXT,
    lang: Language = "en",
    folder: DataFolder = None,
) -> None:
    """Cite one number: source, release, day, licence, and every caveat that belongs beside it.

    Example: asylia figures cite cumulative_recognition_rate --place KOR --year 2024 --format bibtex
    """
    said, desk = texts(lang), _desk(name, source, folder)
    code, country = desk.place(place), desk.place(origin, origin=True) if origin else None
    if desk.tables is None:
        found = official_series(desk.measure.name, code, (year, year), read_official(), stage=stage, origin=country)
    else:
        found = series(desk.measure.name, code, (year, year), desk.tables, stage=stage, origin=country)
    if not found:
        raise InputError(f"there is no number for {desk.measure.name}, {code}, {year}", mend="choose another year")
    where = place_name(code, said)
    if output is Citation.CSL:
        print_json([cited_in_csl(one, where, said) for one in found])
        return
    write = cited_in_bibtex if output is Citation.BIBTEX else cited_in_text
    sys.stdout.write("\n".join(write(one, where, said).rstrip("\n") for one in found) + "\n")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is printed: the figures, and years with data where places are compared."""

    figures: tuple[Figure, ...]
    desk: _Desk
    said: Texts
    years: tuple[int, int]
    beside: tuple[Figure, ...] = ()


def _print(shown: _Shown, output: Sheet, out: Path | None, sql: bool) -> None:
    figures, said, tables = shown.figures, shown.said, shown.desk.tables
    if sql and (output in (Sheet.CSV, Sheet.XLSX) or tables is None):
        raise InputError("there is no SQL in this output", mend="use --sql with UNHCR's numbers as text or json")
    if output is Sheet.XLSX:
        if out is None:
            raise InputError("a workbook is written to a file", mend="name it with --out figures.xlsx")
        notes = [(flag, flag_shown(flag, said)) for flag in flags_of_all(figures)]
        try:
            to_xlsx((*figures, *shown.beside), notes, out)
        except OSError as error:
            raise InputError(f"{out} cannot be written ({error.strerror})", mend="choose another file") from None
        _written(out, said)
    elif output is Sheet.CSV:
        _put(to_csv((*figures, *shown.beside)), out, said)
    elif output is Sheet.JSON:
        content: dict[str, object] = {
            "asylia": __version__,
            "measure": measure_json(shown.desk.measure),
            "figures": [figure_json(one) for one in figures],
        }
        if shown.beside:
            content["years_with_data"] = [figure_json(one) for one in shown.beside]
        if sql and tables:
            content["sql"] = list(sql_lines(tables))
        print_json(content)
    else:
        _print_text(shown, markdown=output is Sheet.MARKDOWN)
        _print_sql(tables if sql else None, markdown=output is Sheet.MARKDOWN)


def _print_text(shown: _Shown, *, markdown: bool) -> None:
    said, letters = shown.said, flags_of_all(shown.figures)
    groups: dict[str, list[Figure]] = {}
    for one in shown.figures:
        groups.setdefault(one.measure, []).append(one)
    for figures in groups.values():
        names = said.word("list_separator").join(dict.fromkeys(place_name(one.place, said) for one in figures))
        origins = {one.origin for one in figures}
        title = title_of(figures, names, said, next(iter(origins)) if len(origins) == 1 else None)
        lines = [Line(0, title, "title")]
        if len(figures) == 1:
            _print_lines([*lines, *lines_of_one(figures[0], said)], markdown=markdown)
            continue
        _print_lines(lines, markdown=markdown)
        head, rows = table_of(figures, said, letters)
        if markdown:
            sys.stdout.write("\n" + markdown_table(head, rows))
        else:
            print_table(head, rows)
    _print_lines([*_beside(shown), *notes_of(shown.figures, said)], markdown=markdown)


def _beside(shown: _Shown) -> list[Line]:
    if not shown.beside:
        return []
    said, (first, last) = shown.said, shown.years
    listed = said.word("list_separator").join(
        f"{place_name(one.place, said)} {one.value or 0:.0f}" for one in shown.beside
    )
    return [Line(0, said.word("figures_years_with_data", n=last - first + 1, list=listed), "note")]


def _print_lines(lines: Sequence[Line], *, markdown: bool) -> None:
    if markdown:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)


def _print_sql(tables: Tables | None, *, markdown: bool) -> None:
    for text in sql_lines(tables) if tables else ():
        sys.stdout.write(f"\n```sql\n{text}```\n" if markdown else f"\n{text}")


def _put(text: str, out: Path | None, said: Texts) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror})", mend="choose another file") from None
    _written(out, said)


def _written(out: Path, said: Texts) -> None:
    sys.stdout.write(said.word("figures_written", file=out) + "\n")


def _tables_or_none(folder: Path | None, *, needed: bool) -> Tables | None:
    try:
        return open_tables(folder=folder)
    except NoFigures:
        if needed or folder is not None:
            raise
        return None
