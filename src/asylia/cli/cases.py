"""`asylia cases`: published decisions against the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from asylia.assessment.published import Checker, Row, totals
from asylia.assessment.published_defaults import KnownOpen, read_crosswalk, read_known_open
from asylia.assessment.published_file import read_published
from asylia.cli.common import Format, LawFolder, OutputFormat, lawbook, print_json
from asylia.folders import data_folder

app = typer.Typer(help="Published decisions, as tests of the law.", no_args_is_help=True)


@app.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of case files; else the published cases that are shipped.", metavar="[DIR]"),
    ] = None,
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Run every case twice, strictly and with the ordinary defaults, and compare with what was decided.

    Example: asylia cases check cases
    """
    checker = Checker(lawbook(law), read_crosswalk(data_folder("cases")))
    cases = read_published(folder or data_folder("cases"))
    rows = checker.check(cases)
    if output is Format.JSON:
        print_json({"totals": totals(rows), "results": [_as_json(row) for row in rows]})
        return
    outside = sorted({case.jurisdiction for case in cases if checker.place_of(case) is None})
    typer.echo("\n".join(_lines(rows, outside, read_known_open(data_folder("cases")))))


def _as_json(row: Row) -> dict[str, object]:
    return {**asdict(row), "depends_on": list(row.depends_on)}


def _lines(rows: list[Row], outside: list[str], known: Mapping[tuple[str, str], KnownOpen]) -> list[str]:
    said = []
    for row in rows:
        rule = row.rule or "no rule"
        said.append(f"{row.verdict:<11} {row.mode:<8} {row.case}")
        said.append(_under(f"{row.label} expected {row.expected}; {rule} {row.state or ''}"))
        if row.verdict == "open" and row.depends_on:
            said.append(_under(f"needs {', '.join(row.depends_on[:8])}"))
        because = known.get((row.case, row.label))
        if row.verdict == "open" and row.mode == "ordinary" and because is not None:
            given = "in its sources" if because.sources_give_it else "not in its sources"
            said.append(_under(f"{given}: {because.why}"))
        if row.note:
            said.append(_under(f"note: {row.note}"))
    said.append("")
    for mode, places in totals(rows).items():
        for place, counts in places.items():
            said.append(
                f"{mode:<8} {place}: "
                + ", ".join(f"{count} {verdict.replace('_', ' ')}" for verdict, count in counts.items())
            )
    if outside:
        said.append(f"left out, no law here yet: {', '.join(outside)}")
    return said


def _under(text: str) -> str:
    """A line that belongs to the one above, folded to the width of a terminal."""
    return fill(text, width=80, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)
