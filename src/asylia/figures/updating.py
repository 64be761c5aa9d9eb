"""Getting the tables of today from UNHCR's public API, and putting them to use as a new release."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from asylia.figures.importing import Imported, Origin, import_tables, told_plainly
from asylia.figures.store import releases_folder
from asylia.figures.tables import COUNTRIES, SHAPES
from asylia.figures.unhcr_api import Progress, Service, fetch_tables

SOURCE = "UNHCR Refugee Population Statistics Database, public API; values unchanged"


def update_tables(
    today: date,
    folder: Path | None = None,
    *,
    service: Service | None = None,
    every_table: bool = False,
    first: Sequence[str] = (),
    accept_fewer: bool = False,
    progress: Progress | None = None,
) -> tuple[Imported, list[str]]:
    """The tables of today as the release in use, and remarks. Raises InputError; then nothing has changed.

    `every_table` gets also those that no measure reads. What a cut left behind is used by the next call.
    """
    service = service or Service()
    names = [shape.name for shape in SHAPES.values() if shape.endpoint and (shape.needed or every_table)]
    partial = releases_folder(folder) / ".partial"
    with told_plainly(partial):
        remarks = fetch_tables((COUNTRIES, *names), partial, today, service, progress)
    origin = Origin(retrieved=today, published=today, url=service.base, source=SOURCE)
    imported = import_tables(partial, origin, folder, first=first, accept_fewer=accept_fewer)
    shutil.rmtree(partial, ignore_errors=True)
    return imported, remarks
