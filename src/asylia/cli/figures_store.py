"""Getting UNHCR's tables onto this machine: `asylia figures import`, `update` and `revisions`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.lines import Line
from asylia.cli.common import (
    Format,
    Language,
    OutputFormat,
    day_from,
    lawbook,
    print_json,
    texts,
)
from asylia.cli.figures_common import DataFolder, print_as
from asylia.errors import InputError
from asylia.figures.importing import Imported, Origin, import_tables
from asylia.figures.places import code_named, place_name
from asylia.figures.revisions import Revision, Revisions, revisions_between
from asylia.figures.store import StoredRelease, release_before, release_or_error
from asylia.figures.unhcr_api import BASE, Progress, Service
from asylia.figures.updating import update_tables
from asylia.languages.texts import Texts

AcceptFewer = Annotated[
    bool, typer.Option("--accept-fewer", help="Take tables with fewer rows or years than those in use.")
]
Today = Annotated[
    str | None, typer.Option("--today", help="The day on which they are got; else today.", metavar="DATE")
]

SHOWN = 20
"""Revisions listed before the rest is only counted."""
_UNITS = {"P": "figures_unit_persons", "C": "figures_unit_cases"}


def import_command(
    path: Annotated[
        Path, typer.Argument(help="A folder or file with tables: Parquet, CSV, or UNHCR's zip.", metavar="PATH")
    ],
    published: Annotated[
        str | None,
        typer.Option("--published", help="The day UNHCR published them; else what the files say.", metavar="DATE"),
    ] = None,
    today: Today = None,
    accept_fewer: AcceptFewer = False,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DataFolder = None,
) -> None:
    """Take UNHCR's tables from files: Parquet, CSV, or the zip of the Refugee Data Finder.

    They are checked and written into a new release; the one in use stays until that is done. Ends with what changed.

    Example: asylia figures import ~/Downloads/query_data.zip --published 2026-06-25
    """
    origin = Origin(day_from(today), day_from(published) if published else None)
    imported = import_tables(path, origin, folder, first=_places_first(), accept_fewer=accept_fewer)
    _print_imported(imported, (), texts(lang), output)


def update_command(
    every_table: Annotated[bool, typer.Option("--all", help="Get also the tables that no measure reads.")] = False,
    today: Today = None,
    accept_fewer: AcceptFewer = False,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DataFolder = None,
    base: Annotated[str | None, typer.Option("--base-url", hidden=True)] = None,
) -> None:
    """Get UNHCR's tables from its public API. The only command that opens a connection.

    What a cut leaves behind is used by the next call. The release in use stays until all tables have come.

    Example: asylia figures update
    """
    address = base or os.environ.get("ASYLIA_UNHCR_API") or BASE
    day = day_from(today)
    with _progress() as progress:
        imported, remarks = update_tables(
            day,
            folder,
            service=_service(address),
            every_table=every_table,
            first=_places_first(),
            accept_fewer=accept_fewer,
            progress=progress,
        )
    _print_imported(imported, remarks, texts(lang), output)


def revisions_command(
    show_all: Annotated[bool, typer.Option("--all", help="List every total that changed.")] = False,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DataFolder = None,
) -> None:
    """List what the release in use changed against the one before it, the places of asylia first.

    Example: asylia figures revisions --all
    """
    release, said = release_or_error(folder), texts(lang)
    before = release_before(release)
    if before is None:
        raise InputError("there is no release before the one in use", mend="it is kept from the next import on")
    versions = (before.release.version, release.release.version)
    found = revisions_between(before.tables, release.tables, versions, _places_first())
    if output is Format.JSON:
        print_json(revisions_json(found))
    else:
        print_as(list(_revision_lines(found, said, None if show_all else SHOWN)), output)


def _service(address: str) -> Service:
    # A server on this machine is a copy or a test: nobody else waits for it.
    local = address.startswith(("http://127.0.0.1", "http://localhost"))
    return Service(base=address, pause=0, growing=0) if local else Service(base=address)


def _places_first() -> Sequence[str]:
    return tuple(code_named(code) for code, place in lawbook().data.places.items() if len(code) == 2 and place)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar for each table, in a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def told(table: str, page: int, pages: int) -> None:
            if table not in tasks:
                tasks[table] = bars.add_task(table, total=pages)
            bars.update(tasks[table], completed=page, total=pages)

        yield told


def _print_imported(imported: Imported, remarks: Sequence[str], said: Texts, output: Format) -> None:
    if output is Format.JSON:
        print_json(_imported_json(imported, remarks))
        return
    release = imported.release.release
    lines = [
        Line(0, said.word("figures_store_title", version=release.version), "title"),
        Line(0, said.word("figures_store_source", title=release.title, licence=release.licence), "note"),
    ]
    for table, found in imported.tables.items():
        rows = {"table": table, "rows": f"{found.rows:,}"}
        key = "figures_store_table" if found.first_year is None else "figures_store_table_years"
        lines.append(Line(1, said.word(key, **rows, first=found.first_year, last=found.last_year), "finding"))
        lines += [Line(2, remark, "note") for remark in found.remarks]
        half = imported.release.release_of(table).half_year
        lines += [Line(2, said.word("figures_store_half_year", year=half), "warning")] if half else []
    if imported.carried:
        lines.append(Line(1, said.word("figures_store_carried", tables=", ".join(imported.carried)), "note"))
    lines += [Line(1, remark, "warning") for remark in remarks]
    if imported.revisions is not None:
        lines += _revision_lines(imported.revisions, said, SHOWN)
    print_as(lines, output)


def _revision_lines(found: Revisions, said: Texts, most: int | None) -> Iterator[Line]:
    yield Line(0, said.word("figures_revisions_title", before=found.before, after=found.after), "heading")
    for key, years in (("figures_revisions_added", found.years_added), ("figures_revisions_gone", found.years_gone)):
        for table, listed in years.items():
            yield Line(1, said.word(key, table=table, years=", ".join(map(str, listed))), "finding")
    shown = found.changed if most is None else found.changed[:most]
    for one in shown:
        yield Line(1, _revision(one, said), "finding")
    if len(shown) < len(found.changed):
        yield Line(0, said.word("figures_revisions_more", n=f"{len(found.changed) - len(shown):,}"), "note")
    if not found.changed:
        yield Line(0, said.word("figures_revisions_none"), "note")


def _revision(one: Revision, said: Texts) -> str:
    none = said.word("figures_revisions_no_row")
    before, after = (none if value is None else f"{value:,}" for value in (one.before, one.after))
    return said.word(
        "figures_revision",
        place=place_name(one.place, said),
        year=one.year,
        column=said.word(f"figures_part_{one.column}"),
        unit=", ".join(filter(None, (said.word(_UNITS[one.unit]), one.level))),
        before=before,
        after=after,
    )


def revisions_json(found: Revisions) -> dict[str, object]:
    """What changed, as JSON."""
    return {
        "before": found.before,
        "after": found.after,
        "years_added": {table: list(years) for table, years in found.years_added.items()},
        "years_gone": {table: list(years) for table, years in found.years_gone.items()},
        "changed": [
            {
                "table": one.table,
                "column": one.column,
                "place": one.place,
                "year": one.year,
                "unit": "cases" if one.unit == "C" else "persons",
                "level": one.level,
                "before": one.before,
                "after": one.after,
            }
            for one in found.changed
        ],
    }


def _imported_json(imported: Imported, remarks: Sequence[str]) -> Mapping[str, object]:
    release = imported.release
    return {
        "version": release.release.version,
        "source": release.release.title,
        "licence": release.release.licence,
        "url": release.release.url,
        "retrieved": _iso(release.release.retrieved),
        "tables": {
            table: {
                "rows": found.rows,
                "years": None if found.first_year is None else [found.first_year, found.last_year],
                "half_year": _half_year(release, table),
                "remarks": list(found.remarks),
            }
            for table, found in imported.tables.items()
        },
        "carried": list(imported.carried),
        "remarks": list(remarks),
        "revisions": None if imported.revisions is None else revisions_json(imported.revisions),
    }


def _half_year(release: StoredRelease, table: str) -> int | None:
    return release.release_of(table).half_year


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
