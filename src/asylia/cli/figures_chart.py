"""`asylia figures chart`: a picture with its table and its summary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asylia.assessment.lines import Line
from asylia.cli.common import (
    Format,
    Language,
    LawFolder,
    OutputFormat,
    lawbook,
    print_json,
    print_lines,
    print_table,
    texts,
)
from asylia.cli.figures_common import DataFolder
from asylia.errors import InputError

if TYPE_CHECKING:
    from asylia.figures.charts.model import Chart
    from asylia.figures.query import Tables

Place = Annotated[
    list[str] | None, typer.Option("--place", help="Place of asylum: JPN or JP; may be repeated.", metavar="CODE")
]


def chart_command(
    name: Annotated[str, typer.Argument(help="Name of the chart, as grants.", metavar="NAME")],
    place: Place = None,
    first: Annotated[int | None, typer.Option("--from", help="The first year.", metavar="YEAR")] = None,
    last: Annotated[int | None, typer.Option("--to", help="The last year.", metavar="YEAR")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Country of origin.", metavar="CODE")] = None,
    source: Annotated[str | None, typer.Option("--source", help="official or unhcr.", metavar="SOURCE")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a picture: FILE.svg, FILE.png, or a folder.", metavar="FILE")
    ] = None,
    table: Annotated[bool, typer.Option("--table", help="Write the table beside the picture, as FILE.md.")] = False,
    width: Annotated[int, typer.Option("--width", help="Width in pixels, from 320 to 1200.", metavar="PIXELS")] = 600,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
    data: DataFolder = None,
) -> None:
    """Draw a chart with the changes of law as marks; without --out, print its summary and table.

    Example: asylia figures chart grants --place JPN --from 2005 --out grants.svg --table
    """
    from asylia.briefs.charts import Asked, Material, chart_named
    from asylia.figures.charts.beside import as_json, as_markdown
    from asylia.figures.charts.svg import WIDTHS, png_of, svg_of
    from asylia.figures.official import read_official
    from asylia.figures.places import code_named

    if not WIDTHS[0] <= width <= WIDTHS[1]:
        raise InputError(f"{width} pixels cannot be drawn", mend=f"choose from {WIDTHS[0]} to {WIDTHS[1]}")
    asked = Asked(
        name=name,
        places=tuple(dict.fromkeys(code_named(one) for one in place or ())),
        first=first,
        last=last,
        origin=code_named(origin, origin=True) if origin else None,
        source=source,
    )
    typed = [(one, False) for one in place or ()] + ([(origin, True)] if origin else [])
    material = Material(lawbook(law).data, read_official(), lambda: _opened(data, typed))
    said = texts(lang)
    chart = chart_named(asked, material, said)
    if out is None:
        if output is Format.JSON:
            print_json(as_json(chart))
        elif output is Format.MARKDOWN:
            sys.stdout.write(as_markdown(chart))
        else:
            _print(chart)
        return
    is_folder = out.is_dir() or not out.suffix
    file = out / f"{chart.name}-{chart.place}-{chart.language}.svg" if is_folder else out
    if file.suffix.lower() not in (".svg", ".png"):
        raise InputError(f"{file.name} is no picture that can be written", mend="name a file .svg or .png, or a folder")
    svg = svg_of(chart, width)
    _write(file, png_of(svg) if file.suffix.lower() == ".png" else svg.encode(), said.word("chart_written", file=file))
    if table or is_folder:
        beside = file.with_suffix(".md")
        _write(beside, as_markdown(chart).encode(), said.word("chart_written", file=beside))


def _opened(folder: Path | None, typed: Sequence[tuple[str, bool]]) -> Tables:
    """UNHCR's tables; says so where UNHCR uses the letters of a place or origin for another country."""
    from asylia.figures.places import code_in_tables
    from asylia.figures.query import open_tables

    tables = open_tables(folder=folder)
    for code, is_origin in typed:
        _, remark = code_in_tables(code, tables, origin=is_origin)
        if remark:
            sys.stderr.write(f"asylia: {remark}\n")
    return tables


def _print(chart: Chart) -> None:
    """The summary, the table, and what must be known of it."""
    print_lines([Line(0, chart.title, "title"), Line(0, chart.summary, "note")])
    print_table(chart.head, chart.rows)
    marks = [
        Line(1, f"{mark.day.isoformat()}: {chart.separator.join(mark.lines)}", "finding", str(at))
        for at, mark in enumerate(chart.marks, start=1)
    ]
    lines = [Line(0, chart.marks_title, "heading"), *marks] if marks else []
    lines += [Line(1, note, "note", "·") for note in chart.notes]
    lines += [Line(1, source, "cite", "§") for source in chart.sources]
    print_lines(lines)


def _write(path: Path, content: bytes, says: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror})", mend="choose another place") from None
    sys.stdout.write(says + "\n")
