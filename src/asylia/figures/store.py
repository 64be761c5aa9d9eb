"""Where UNHCR's tables lie on this machine: releases that never change once written, and a pointer to the one in use.

    <data>/unhcr/<release>/<table>.parquet
    <data>/unhcr/<release>/provenance.json
    <data>/unhcr/current                     the name of the release in use

`<data>` is the folder given, else `ASYLIA_DATA_HOME`, else the user's data folder. A folder that holds the tables
itself is a release as it stands: `ASYLIA_UNHCR_DATA` names one.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asylia.errors import InputError
from asylia.figures.model import Release
from asylia.figures.tables import NEEDED, TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LICENCE = "CC BY 4.0"
HOME = "https://www.unhcr.org/refugee-statistics/download"
SOURCE = "UNHCR Refugee Population Statistics Database"
POINTER = "current"
PROVENANCE = "provenance.json"

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}\Z")
_MEND = "run asylia figures update, or asylia figures import PATH"


class NoFigures(InputError):
    """There are no tables of UNHCR on this machine, or they are damaged."""


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """The tables of one release, as files."""

    release: Release
    """The edition of the table of decisions, or of the newest table where there is none."""
    folder: Path
    tables: Mapping[str, Path]
    """Table name to Parquet file: asylum_applications, asylum_decisions, population, solutions, countries, ..."""
    editions: Mapping[str, Release] = field(default_factory=dict)
    """The edition of each table that came from another source or day than `release`."""

    def release_of(self, table: str) -> Release:
        """The edition of a table; a release can hold tables of several days."""
        return self.editions.get(table, self.release)

    def table(self, name: str) -> Path:
        """The file of a table. Raises NoFigures if the release does not hold it."""
        if name not in self.tables:
            raise NoFigures(f"the figures in use ({self.release.version}) hold no table {name!r}", mend=_MEND)
        return self.tables[name]


def data_home() -> Path:
    """The user's data folder: `ASYLIA_DATA_HOME`, else where this system keeps the data of programs."""
    named = os.environ.get("ASYLIA_DATA_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("asylia", appauthor=False)


def releases_folder(folder: Path | None = None) -> Path:
    """Where the releases lie."""
    return (folder or data_home()) / "unhcr"


def current_release(folder: Path | None = None) -> StoredRelease | None:
    """The release in use, or None if there is none. Raises NoFigures if it is damaged."""
    named = os.environ.get("ASYLIA_UNHCR_DATA")
    for tables in (folder, Path(named) if named and folder is None else None):
        if tables is not None and holds_tables(tables):
            return release_in(tables)
    if named and folder is None:
        raise NoFigures(f"ASYLIA_UNHCR_DATA names {named}, where none of UNHCR's tables is", mend="check the path")
    return stored_release(folder)


def stored_release(folder: Path | None = None) -> StoredRelease | None:
    """The release that the pointer names, whatever `ASYLIA_UNHCR_DATA` says; None if there is none."""
    releases = releases_folder(folder)
    try:
        name = (releases / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise NoFigures(f"{releases / POINTER} cannot be read ({error})", mend=_MEND) from None
    if not _NAME.match(name) or not (releases / name).is_dir():
        raise NoFigures(f"{releases / POINTER} names a release that is not there", mend=_MEND)
    return release_in(releases / name)


def release_or_error(folder: Path | None = None) -> StoredRelease:
    """The release in use. Raises NoFigures if there is none."""
    found = current_release(folder)
    if found is None and folder is not None:
        raise NoFigures(f"none of UNHCR's tables is in {folder}", mend="check the path")
    if found is None:
        raise NoFigures("the tables of UNHCR are not on this machine; they are not shipped", mend=_MEND)
    return found


def release_before(release: StoredRelease) -> StoredRelease | None:
    """The release that this one took the place of, if it is still kept."""
    try:
        name = json.loads((release.folder / PROVENANCE).read_text(encoding="utf-8"))["before"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    folder = release.folder.parent / str(name)
    return release_in(folder) if _NAME.match(str(name)) and holds_tables(folder) else None


def holds_tables(folder: Path) -> bool:
    """Whether a folder holds at least one of the tables that the measures read."""
    return any((folder / f"{name}.parquet").is_file() for name in NEEDED)


def release_in(folder: Path) -> StoredRelease:
    """The tables of a folder as a release: by its provenance file, else by what the Parquet files say of themselves."""
    tables = {name: folder / f"{name}.parquet" for name in TABLES if (folder / f"{name}.parquet").is_file()}
    if (folder / PROVENANCE).is_file():
        editions = _editions(folder / PROVENANCE)
    else:
        editions = {"": _edition_in_parquet(next(iter(tables.values())))}
    missing = [name for name in editions if name and name not in tables]
    if missing or not tables:
        raise NoFigures(f"{folder} has lost its table {(missing or ['of decisions'])[0]!r}", mend=_MEND)
    newest = max(editions.values(), key=lambda edition: edition.retrieved or date.min)
    main = editions.get("asylum_decisions", newest)
    return StoredRelease(main, folder, tables, {name: one for name, one in editions.items() if name and one != main})


def connect(spill: Path | None = None) -> DuckDBPyConnection:
    """A database in memory that prints nothing, fetches nothing and spills into `spill`."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if spill is not None:
        settings["temp_directory"] = str(spill)
    connection = duckdb.connect(config=settings)
    connection.execute("SET enable_progress_bar = false")
    return connection


def attribution(source: str | None) -> str:
    """The words to print beside figures, from what a Parquet file says of its source."""
    named = source or f"{SOURCE} (Refugee Data Finder)"
    return named if named.endswith("unchanged") else f"{named}; converted to Parquet, values unchanged"


def is_half_year(newest_year: int, published: date) -> bool:
    """Whether the newest year can only be its first half (R11): UNHCR publishes a whole year in June of the next."""
    return published < date(newest_year + 1, 6, 1)


def point_to(folder: Path) -> None:
    """Make a release the one in use, whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=folder.parent, prefix=f".{POINTER}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(folder.name + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, folder.parent / POINTER)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _editions(path: Path) -> dict[str, Release]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {name: _edition(block) for name, block in content["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoFigures(f"{path} cannot be read", mend=_MEND) from None


def _edition(block: Mapping[str, object]) -> Release:
    half, retrieved = block.get("half_year"), block.get("retrieved")
    return Release(
        source="unhcr",
        title=str(block["attribution"]),
        version=str(block["version"]),
        retrieved=date.fromisoformat(str(retrieved)) if retrieved else None,
        licence=str(block["licence"]),
        url=str(block["url"]),
        half_year=half if isinstance(half, int) else None,
    )


def _edition_in_parquet(path: Path) -> Release:
    import duckdb

    with connect() as connection:
        try:
            query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) <> 'ARROW:schema'"
            said = dict(connection.execute(query, [str(path)]).fetchall())
            years = f"SELECT max(year) FROM read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
            newest = None if path.stem == "countries" else (connection.execute(years).fetchone() or (None,))[0]
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise NoFigures(f"{path} cannot be read ({first})", mend="get the file again") from None
    try:
        snapshot = date.fromisoformat(said.get("snapshot", ""))
    except ValueError:
        snapshot = None
    return Release(
        source="unhcr",
        title=attribution(said.get("source")),
        version=said.get("snapshot", "unknown"),
        retrieved=snapshot,
        licence=said.get("licence", LICENCE),
        url=HOME,
        half_year=newest if newest and snapshot and is_half_year(newest, snapshot) else None,
    )
