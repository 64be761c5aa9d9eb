"""What the commands of the directory share: the folder, the day, the place, printing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.lines import Line, to_markdown
from asylia.cli.common import Format, print_lines
from asylia.directory.cache import load_directory
from asylia.directory.model import Directory
from asylia.folders import data_folder


def named(folder: Path) -> Path:
    """The folder under a name of its own, with which the names of its files begin: `.` and `..` are none."""
    return folder.resolve() if folder.name in ("", "..") else folder


DirectoryFolder = Annotated[
    Path | None,
    typer.Option(
        "--directory",
        help="Another folder than the one that is shipped.",
        metavar="DIR",
        callback=lambda folder: folder and named(folder),
    ),
]
Today = Annotated[
    str | None, typer.Option("--on", help="The day on which ages are counted; else today.", metavar="DATE")
]
Place = Annotated[str | None, typer.Option("--in", help="Place: JP, KR, CN, HK, MO; else all.", metavar="PLACE")]


@lru_cache(maxsize=4)
def directory_in(folder: Path | None = None) -> Directory:
    """The directory of a folder, or the one shipped."""
    return load_directory(folder or data_folder("directory"))


def print_as(lines: Sequence[Line], output: Format) -> None:
    """Lines as text or Markdown."""
    if output is Format.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)
