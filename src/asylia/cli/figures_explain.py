"""`asylia figures explain` and `cite`: one number taken apart, and as others may cite it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia import __version__
from asylia.briefs.figures_lines import explanation_lines, sql_lines
from asylia.cli.common import Format, Language, OutputFormat, print_json, texts
from asylia.cli.figures_asked import Desk, MeasureName, Origin, PlaceCode, Sql, Stage, Whose, desk_for, print_sql
from asylia.cli.figures_common import DataFolder, print_as
from asylia.figures.as_json import figure_json, measure_json
from asylia.figures.ask import series
from asylia.figures.cite import cited_in_bibtex, cited_in_csl, cited_in_text
from asylia.figures.definitions import measures_named
from asylia.figures.explain import explain, question_in
from asylia.figures.of_official import official_series
from asylia.figures.official import read_official
from asylia.figures.places import place_name
from asylia.figures.query import Tables, open_tables
from asylia.figures.store import NoFigures


class Citation(StrEnum):
    """How a citation is written."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"


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
    desk = Desk(measure, tables)
    code = desk.place(place)
    found = explain(measure, code, year, tables, read_official(), stage)
    if not found.explained and found.official is None:
        raise desk.nothing_for(code, (year, year))
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
    print_as([*explanation_lines(found, said)], output)
    print_sql(tables if sql else None, output)


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
    said, desk = texts(lang), desk_for(name, source, folder)
    years = desk.years(year, None, None)
    code, country = desk.place(place), desk.place(origin, origin=True) if origin else None
    if desk.tables is None:
        found = official_series(desk.measure.name, code, years, read_official(), stage=stage, origin=country)
    else:
        found = series(desk.measure.name, code, years, desk.tables, stage=stage, origin=country)
    if not found:
        raise desk.nothing_for(code, years)
    where = place_name(code, said)
    if output is Citation.CSL:
        print_json([cited_in_csl(one, where, said) for one in found])
        return
    write = cited_in_bibtex if output is Citation.BIBTEX else cited_in_text
    sys.stdout.write("\n".join(write(one, where, said).rstrip("\n") for one in found) + "\n")


def _tables_or_none(folder: Path | None, *, needed: bool) -> Tables | None:
    try:
        return open_tables(folder=folder)
    except NoFigures:
        if needed or folder is not None:
            raise
        return None
