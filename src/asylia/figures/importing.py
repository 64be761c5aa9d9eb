"""Taking UNHCR's tables in: checked, written into a new release, and only then put to use.

Whatever goes wrong on the way, the release in use stays as it is.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asylia import __version__
from asylia.errors import InputError
from asylia.figures.clean import Cleaned, clean_countries, clean_table, countries_from_tables
from asylia.figures.incoming import Incoming, incoming_from
from asylia.figures.revisions import Revisions, revisions_between
from asylia.figures.store import (
    HOME,
    LICENCE,
    PROVENANCE,
    NoFigures,
    StoredRelease,
    attribution,
    connect,
    holds_tables,
    is_half_year,
    point_to,
    release_in,
    releases_folder,
    stored_release,
)
from asylia.figures.tables import COUNTRIES, SHAPES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWER = 0.9
"""A table with fewer rows than this share of the one in use is taken for incomplete."""
_KEPT = "the figures in use stay as they are"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when the tables were got, as far as the files do not say it themselves."""

    retrieved: date
    """Today; also the last year that a table may hold."""
    published: date | None = None
    """The day of the release; else what the files say of themselves."""
    url: str = HOME
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A release that is now in use."""

    release: StoredRelease
    tables: Mapping[str, Cleaned]
    carried: tuple[str, ...]
    """Tables that were not handed in, and come from the release before."""
    revisions: Revisions | None
    """Against the release before; None if there was none."""


def import_tables(
    path: Path, origin: Origin, folder: Path | None = None, *, first: Sequence[str] = (), accept_fewer: bool = False
) -> Imported:
    """Make the tables in a file or folder the release in use. Raises InputError; then nothing has changed.

    `folder` is the data folder, `first` the places whose revisions come first.
    """
    if folder is not None and holds_tables(folder):
        raise InputError(f"{folder} holds tables itself", mend="name a data folder, or an empty one, with --data")
    releases = releases_folder(folder)
    with told_plainly(releases):
        releases.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=releases))
        try:
            return _import(path, origin, releases, scratch, _before(folder), first, accept_fewer)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _before(folder: Path | None) -> StoredRelease | None:
    try:
        return stored_release(folder)
    except NoFigures:
        return None  # damaged: what is handed in takes its place


@contextmanager
def told_plainly(releases: Path) -> Iterator[None]:
    """Errors of the disk as one sentence that says what to do."""
    import duckdb

    try:
        yield
    except OSError as error:
        says = "the disk is full" if error.errno == errno.ENOSPC else f"{releases} cannot be written ({error.strerror})"
        raise InputError(says, mend=f"make room or choose another place with --data; {_KEPT}") from None
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        first = str(error).splitlines()[0]
        raise InputError(f"the tables cannot be written ({first})", mend=f"make room; {_KEPT}") from None


def _import(
    path: Path,
    origin: Origin,
    releases: Path,
    scratch: Path,
    before: StoredRelease | None,
    first: Sequence[str],
    accept_fewer: bool,
) -> Imported:
    unpacked, written = scratch / "unpacked", scratch / "release"
    unpacked.mkdir()
    written.mkdir()
    incoming = {one.table: one for one in incoming_from(path, unpacked)}
    with connect(scratch / "spill") as connection:
        cleaned = _clean(connection, incoming, before, origin.retrieved.year)
        if before is not None and not accept_fewer:
            _refuse_fewer(connection, cleaned, incoming, before)
        for table in cleaned:
            _write(connection, table, written)
    blocks = {table: _provenance(table, cleaned[table], incoming.get(table), origin, written) for table in cleaned}
    carried = _carry_over(before, written, blocks)
    _save(written, blocks, origin, before)
    final = _settle(written, releases, blocks)
    point_to(final)
    release = release_in(final)
    revisions = None
    if before is not None and before.folder != final:
        versions = (before.release.version, release.release.version)
        revisions = revisions_between(before.tables, release.tables, versions, first)
    return Imported(release, cleaned, carried, revisions)


def _clean(
    connection: DuckDBPyConnection, incoming: Mapping[str, Incoming], before: StoredRelease | None, this_year: int
) -> dict[str, Cleaned]:
    cleaned: dict[str, Cleaned] = {}
    known = True
    if COUNTRIES in incoming:
        cleaned[COUNTRIES] = clean_countries(connection, incoming[COUNTRIES])
    elif before is not None and COUNTRIES in before.tables:
        path = str(before.tables[COUNTRIES]).replace("'", "''")
        connection.execute(f"CREATE TABLE {COUNTRIES} AS SELECT * FROM read_parquet('{path}')")
    else:
        known = False
    for table in SHAPES:
        if table in incoming:
            cleaned[table] = clean_table(connection, incoming[table], this_year, known)
    if not known:
        countries_from_tables(connection, list(cleaned))
        count = connection.execute(f"SELECT count(*) FROM {COUNTRIES}").fetchone()
        cleaned[COUNTRIES] = Cleaned(count[0] if count else 0, None, None, ("made from the names in the other tables",))
    return cleaned


def _refuse_fewer(
    connection: DuckDBPyConnection,
    cleaned: Mapping[str, Cleaned],
    incoming: Mapping[str, Incoming],
    before: StoredRelease,
) -> None:
    for table, found in cleaned.items():
        if table not in before.tables or found.first_year is None or found.last_year is None:
            continue
        path = str(before.tables[table]).replace("'", "''")
        old = connection.execute(f"SELECT count(*), min(year), max(year) FROM read_parquet('{path}')").fetchone()
        assert old is not None
        if found.rows < _FEWER * old[0] or found.first_year > old[1] or found.last_year < old[2]:
            says = (
                f"{table} holds {found.rows:,} rows of {found.first_year} to {found.last_year}, "
                f"and the release in use {old[0]:,} of {old[1]} to {old[2]}"
            )
            mend = f"it may be cut off: get it again, or take it as it is with --accept-fewer; {_KEPT}"
            raise InputError(says, file=incoming[table].shown, mend=mend)


def _write(connection: DuckDBPyConnection, table: str, written: Path) -> None:
    order = "iso_code, unhcr_code" if table == COUNTRIES else "year, coa_iso, coo_iso"
    target = str(written / f"{table}.parquet").replace("'", "''")
    connection.execute(
        f"COPY (SELECT * FROM {table} ORDER BY {order}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _provenance(
    table: str, cleaned: Cleaned, incoming: Incoming | None, origin: Origin, written: Path
) -> dict[str, object]:
    published = origin.published or (incoming.published if incoming else None) or origin.retrieved
    half = cleaned.last_year if cleaned.last_year and is_half_year(cleaned.last_year, published) else None
    return {
        "version": published.isoformat(),
        "retrieved": origin.retrieved.isoformat(),
        "attribution": attribution((incoming.source if incoming else None) or origin.source),
        "licence": LICENCE,
        "url": origin.url,
        "half_year": half,
        "rows": cleaned.rows,
        "years": [cleaned.first_year, cleaned.last_year],
        "sha256": _hash(written / f"{table}.parquet"),
        "file": incoming.shown if incoming else None,
        "file_sha256": _hash(incoming.path) if incoming else None,
        "remarks": list(cleaned.remarks),
    }


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _carry_over(before: StoredRelease | None, written: Path, blocks: dict[str, dict[str, object]]) -> tuple[str, ...]:
    if before is None or not (before.folder / PROVENANCE).is_file():
        return ()
    old = json.loads((before.folder / PROVENANCE).read_text(encoding="utf-8"))["tables"]
    carried = tuple(table for table in before.tables if table not in blocks and table in old)
    for table in carried:
        shutil.copyfile(before.tables[table], written / f"{table}.parquet")
        blocks[table] = {**old[table], "carried_from": old[table].get("carried_from", before.folder.name)}
    return carried


def _save(written: Path, blocks: Mapping[str, object], origin: Origin, before: StoredRelease | None) -> None:
    content = {
        "format": 1,
        "written": origin.retrieved.isoformat(),
        "asylia": __version__,
        "before": before.folder.name if before else None,
        "tables": blocks,
    }
    path = written / PROVENANCE
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for file in written.iterdir():
        with file.open("rb") as stream:
            os.fsync(stream.fileno())


def _settle(written: Path, releases: Path, blocks: Mapping[str, Mapping[str, object]]) -> Path:
    """Give the release its name: the newest day in it, and a hash of its tables."""
    digest = hashlib.sha256("".join(f"{name}{blocks[name]['sha256']}" for name in sorted(blocks)).encode()).hexdigest()
    newest = max(str(block["version"]) for block in blocks.values())
    final = releases / f"{newest}-{digest[:8]}"
    if not final.exists():
        os.replace(written, final)
    return final
