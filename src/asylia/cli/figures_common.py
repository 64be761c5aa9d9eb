"""What the commands of figures share: the folder of the data, printing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.lines import Line, to_markdown
from asylia.cli.common import Format, print_lines

DataFolder = Annotated[
    Path | None,
    typer.Option("--data", help="Another data folder than the user's, or a folder with the tables.", metavar="DIR"),
]


def print_as(lines: Sequence[Line], output: Format) -> None:
    """Lines as text or Markdown."""
    if output is Format.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)
