"""Tables of UNHCR's shape for tests: the rows in tests/data/unhcr, or a few made up in the test."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from asylia.figures.model import Release
from asylia.figures.query import Tables
from asylia.figures.store import PROVENANCE, StoredRelease
from asylia.figures.tables import COUNTRIES, COUNTRY_COLUMNS, NEEDED, SHAPES

FOLDER = Path(__file__).resolve().parents[1] / "data" / "unhcr"
RELEASE = Release("unhcr", "UNHCR, rows for tests", "2026-06-25", date(2026, 6, 25), "CC BY 4.0", "https://example.org")
Cell = str | int | None


def decision(
    place: str,
    year: int,
    *,
    recognized: int = 0,
    other: int = 0,
    rejected: int = 0,
    closed: int = 0,
    level: str = "FI",
    unit: str = "P",
    origin: str = "SYR",
    procedure: str = "G",
    total: int | None = None,
) -> dict[str, Cell]:
    """A row of decisions; `total` is what UNHCR would publish beside it, and is never used."""
    return {
        **_who(place, year, origin),
        "procedure_type": procedure,
        "dec_level": level,
        "dec_pc": unit,
        "dec_recognized": recognized,
        "dec_other": other,
        "dec_rejected": rejected,
        "dec_closed": closed,
        "dec_total": recognized + other + rejected + closed if total is None else total,
    }


def application(
    place: str,
    year: int,
    applied: int,
    *,
    kind: str = "N",
    level: str = "FI",
    unit: str = "P",
    origin: str = "SYR",
    procedure: str = "G",
) -> dict[str, Cell]:
    """A row of applications."""
    return {
        **_who(place, year, origin),
        "procedure_type": procedure,
        "app_type": kind,
        "dec_level": level,
        "app_pc": unit,
        "applied": applied,
    }


def people(
    place: str, year: int, *, refugees: int = 0, asylum_seekers: int = 0, origin: str = "SYR"
) -> dict[str, Cell]:
    """A row of population."""
    return {**_who(place, year, origin), "refugees": refugees, "asylum_seekers": asylum_seekers}


def arrivals(place: str, year: int, resettlement: int | None, *, origin: str = "SYR") -> dict[str, Cell]:
    """A row of solutions."""
    return {**_who(place, year, origin), "resettlement": resettlement}


def _who(place: str, year: int, origin: str) -> dict[str, Cell]:
    return {
        "year": year,
        "coo_name": origin,
        "coo": origin,
        "coo_iso": origin,
        "coa_name": place,
        "coa": place,
        "coa_iso": place,
    }


def tables_with(folder: Path, release: Release = RELEASE, **rows: Sequence[Mapping[str, Cell]]) -> Tables:
    """Tables that hold these rows and no others, as files in a folder."""
    with duckdb.connect() as connection:
        for name in NEEDED:
            columns = _columns(name)
            connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
            values = [[row.get(column) for column in columns] for row in rows.get(name, ())]
            if values:
                connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", values)
            connection.execute(f"COPY {name} TO '{folder / name}.parquet'")
    return _stored(folder, release)


def tables_of_csv(folder: Path, source: Path = FOLDER) -> Tables:
    """The rows in tests/data/unhcr, as files in a folder. NA is read as a code, an empty cell as not reported."""
    with duckdb.connect() as connection:
        for name in NEEDED:
            types = ", ".join(f"'{column}': '{kind}'" for column, kind in _columns(name).items())
            read = f"read_csv('{source / name}.csv', header = true, columns = {{{types}}}, nullstr = '')"
            connection.execute(f"COPY (SELECT * FROM {read}) TO '{folder / name}.parquet'")
    return _stored(folder, RELEASE)


def _stored(folder: Path, release: Release) -> Tables:
    edition = {
        "attribution": release.title,
        "version": release.version,
        "licence": release.licence,
        "url": release.url,
        "retrieved": release.retrieved.isoformat() if release.retrieved else None,
        "half_year": release.half_year,
    }
    provenance = json.dumps({"tables": dict.fromkeys(NEEDED, edition)})
    (folder / PROVENANCE).write_text(provenance, encoding="utf-8")
    return Tables(StoredRelease(release, folder, {name: folder / f"{name}.parquet" for name in NEEDED}))


def _columns(name: str) -> dict[str, str]:
    if name == COUNTRIES:
        return dict.fromkeys(COUNTRY_COLUMNS, "VARCHAR")
    shape = SHAPES[name]
    kinds = {"year": "SMALLINT", **dict.fromkeys(shape.counts, "BIGINT")}
    return {column: kinds.get(column, "VARCHAR") for column in shape.columns}
