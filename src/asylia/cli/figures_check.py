"""`asylia figures check`: faults in the official figures that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asylia.cli.common import Format, OutputFormat, day_from
from asylia.cli.remarks import report
from asylia.figures.lints import CheckedFigures, check_figures
from asylia.figures.official import read_official
from asylia.figures.places import countries

FiguresFolder = Annotated[
    Path | None, typer.Option("--figures", help="Another folder figures than the one shipped.", metavar="DIR")
]


def check_command(
    folder: FiguresFolder = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show information line by line, too.")] = False,
    on: Annotated[
        str | None, typer.Option("--today", help="The day on which years are judged; else today.", metavar="DATE")
    ] = None,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Look for faults in the official figures: doubles, conflicts, sums that contradict, missing sources.

    Errors end with exit code 2; warnings and information do not.

    Example: asylia figures check --today 2026-11-22
    """
    day = day_from(on)
    checked = CheckedFigures(read_official(folder), frozenset(countries()), day)
    report(check_figures(checked), "figures check", output, show_all=show_all)
