"""Getting UNHCR's tables onto this machine: `asylia figures import`, `update` and `revisions`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asylia.figures.store import release_or_error

DataFolder = Annotated[
    Path | None,
    typer.Option("--data", help="Another data folder than the user's, or a folder with the tables.", metavar="DIR"),
]


def revisions_command(folder: DataFolder = None) -> None:
    """List what the release in use changed against the one before it.

    Example: asylia figures revisions
    """
    typer.echo(release_or_error(folder).release.version)
