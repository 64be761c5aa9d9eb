"""`asylia figures show` and `compare`: one measure, with what it is a share of and every caveat."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asylia import __version__
from asylia.assessment.lines import Line
from asylia.briefs.figures_lines import lines_of_one, notes_of, sql_lines, table_of, title_of
from asylia.cli.common import Format, Language, in_full, lawbook, print_json, print_table, texts
from asylia.cli.figures_asked import (
    Desk,
    From,
    MeasureName,
    Origin,
    PlaceCode,
    Source,
    Sql,
    Stage,
    To,
    Whose,
    Year,
    desk_for,
    print_sql,
)
from asylia.cli.figures_common import DataFolder, print_as
from asylia.errors import InputError
from asylia.figures.as_json import figure_json, measure_json, to_csv, to_xlsx
from asylia.figures.ask import by_origin, compare, series, years_with_data
from asylia.figures.model import Figure
from asylia.figures.of_official import official_series
from asylia.figures.official import read_official
from asylia.figures.places import place_name
from asylia.figures.shown import flag_shown, flags_of_all
from asylia.languages.texts import Texts
from asylia.plain import markdown_table

if TYPE_CHECKING:
    from asylia.briefs.law_beside_figures import LawMark


class Sheet(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    MD = "md"
    """Short for markdown."""


class By(StrEnum):
    """What a table has one row for."""

    ORIGIN = "origin"


SheetFormat = Annotated[Sheet, typer.Option("--format", help="How to print the figures.", callback=in_full)]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; xlsx needs one.", metavar="FILE")]


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
    law_changes: Annotated[bool, typer.Option("--law-changes", help="Also what changed in the law meanwhile.")] = False,
    sql: Sql = False,
    output: SheetFormat = Sheet.TEXT,
    out: Out = None,
    lang: Language = "en",
    folder: DataFolder = None,
) -> None:
    """Show one measure at one place: each number with what it is a share of, and every caveat in words.

    Example: asylia figures show cumulative_recognition_rate --place KOR --year 2024
    """
    said, desk = texts(lang), desk_for(name, source, folder)
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
        raise desk.nothing_for(code, years if year or first or last else None)
    if law_changes and output in (Sheet.CSV, Sheet.XLSX):
        raise InputError("there is no law in this output", mend="use --law-changes with text, markdown or json")
    changes = _changes(desk, code, (found[0].year, found[-1].year)) if law_changes else None
    _print(_Shown(found, desk, said, years, changes=changes), output, out, sql)


def _changes(desk: Desk, code: str, years: tuple[int, int]) -> tuple[LawMark, ...]:
    """The changes of law that bear on the figures of a place in these years; only who asks for them loads the law."""
    from asylia.briefs.law_beside_figures import law_beside

    theme = "resettlement" if desk.measure.kind == "arrivals" else "claims"
    return tuple(law_beside(lawbook().data, code, *years, theme))


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
    said, desk = texts(lang), desk_for(name, Source.UNHCR, folder)
    if desk.tables is None or desk.measure.sources == ("official",):
        says = f"{desk.measure.name} comes from official figures, which count otherwise at each place"
        raise InputError(says, mend="use asylia figures show for each place by itself")
    codes = list(dict.fromkeys(desk.place(place) for place in places))
    country = desk.place(origin, origin=True) if origin else None
    years = desk.years(year, first, last)
    found = compare(desk.measure.name, codes, years, desk.tables, stage=stage, origin=country)
    _print(_Shown(found, desk, said, years, years_with_data(codes, years, desk.tables)), output, out, sql)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is printed: the figures, and years with data where places are compared."""

    figures: tuple[Figure, ...]
    desk: Desk
    said: Texts
    years: tuple[int, int]
    beside: tuple[Figure, ...] = ()
    changes: tuple[LawMark, ...] | None = None
    """Of law; None where nobody asked for them."""


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
        with _into(out, said):
            sys.stdout.write(to_csv((*figures, *shown.beside)))
    elif output is Sheet.JSON:
        content: dict[str, object] = {
            "asylia": __version__,
            "measure": measure_json(shown.desk.measure),
            "figures": [figure_json(one) for one in figures],
        }
        if shown.beside:
            content["years_with_data"] = [figure_json(one) for one in shown.beside]
        if shown.changes is not None:
            content["law_changes"] = [
                {
                    "day": mark.day.isoformat(),
                    "ids": [change.provision.id for change in mark.changes if change.provision],
                }
                for mark in shown.changes
            ]
        if sql and tables:
            content["sql"] = list(sql_lines(tables))
        with _into(out, said):
            print_json(content)
    else:
        written = Format.MARKDOWN if output is Sheet.MARKDOWN else Format.TEXT
        with _into(out, said):
            _print_text(shown, written)
            print_sql(tables if sql else None, written)


def _print_text(shown: _Shown, output: Format) -> None:
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
            print_as([*lines, *lines_of_one(figures[0], said)], output)
            continue
        print_as(lines, output)
        head, rows = table_of(figures, said, letters)
        if output is Format.MARKDOWN:
            sys.stdout.write("\n" + markdown_table(head, rows))
        else:
            print_table(head, rows)
    print_as([*_beside(shown), *_law_lines(shown), *notes_of(shown.figures, said)], output)


def _beside(shown: _Shown) -> list[Line]:
    if not shown.beside:
        return []
    said, (first, last) = shown.said, shown.years
    listed = said.word("list_separator").join(
        f"{place_name(one.place, said)} {one.value or 0:.0f}" for one in shown.beside
    )
    return [Line(0, said.word("figures_years_with_data", n=last - first + 1, list=listed), "note")]


def _law_lines(shown: _Shown) -> list[Line]:
    if not shown.changes:
        return []
    from asylia.briefs.law_beside_figures import chart_marks

    said, between = shown.said, shown.said.word("chart_mark_separator")
    marks = chart_marks([*shown.changes], said)
    lines = [Line(1, f"{mark.day.isoformat()}: {between.join(mark.lines)}", "finding") for mark in marks]
    return [Line(0, said.word("chart_marks"), "heading"), *lines]


@contextmanager
def _into(out: Path | None, said: Texts) -> Iterator[None]:
    """What is printed inside goes into the file, if there is one, and is then said to be there."""
    if out is None:
        yield
        return
    with redirect_stdout(StringIO()) as kept:
        yield
    try:
        out.write_text(kept.getvalue(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror})", mend="choose another file") from None
    _written(out, said)


def _written(out: Path, said: Texts) -> None:
    sys.stdout.write(said.word("figures_written", file=out) + "\n")
