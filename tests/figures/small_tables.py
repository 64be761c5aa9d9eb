"""Tiny tables in UNHCR's shape. The numbers are made up; the codes are UNHCR's and ISO's."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from asylia.figures.importing import Imported, Origin, import_tables
from asylia.figures.tables import COUNTRIES, COUNTRY_COLUMNS, SHAPES

TODAY = date(2026, 11, 22)
PUBLISHED = date(2026, 6, 25)
Row = dict[str, object]

PLACES = {
    # ISO: UNHCR's code, name
    "JPN": ("JPN", "Japan"),
    "KOR": ("KOR", "Rep. of Korea"),
    "AUT": ("AUS", "Austria"),
    "AUS": ("AUL", "Australia"),
    "DEU": ("GFR", "Germany"),
    "CHN": ("CHI", "China"),
    "SYR": ("SYR", "Syrian Arab Rep."),
    "UNK": ("UKN", "Unknown"),
    "TIB": ("TIB", "Tibetan"),
}


def _sides(origin: str, place: str) -> Row:
    row: Row = {}
    for side, code in (("coo", origin), ("coa", place)):
        row |= {f"{side}_name": PLACES[code][1], side: PLACES[code][0], f"{side}_iso": code}
    return row


def decision(year: int, origin: str, place: str, *counts: object, level: str = "FI", unit: str = "P") -> Row:
    """A row of decisions: recognised, other, refused, closed."""
    names = SHAPES["asylum_decisions"].counts
    whole = (*counts, sum(count for count in counts if isinstance(count, int)))
    keys = {"procedure_type": "G", "dec_level": level, "dec_pc": unit}
    return {"year": year, **_sides(origin, place), **keys, **dict(zip(names, whole, strict=True))}


def application(year: int, origin: str, place: str, applied: object, *, kind: str = "N", level: str = "FI") -> Row:
    """A row of applications."""
    keys = {"procedure_type": "G", "app_type": kind, "dec_level": level, "app_pc": "P"}
    return {"year": year, **_sides(origin, place), **keys, "applied": applied}


def stock(year: int, origin: str, place: str, refugees: object, seekers: object, oip: object = "") -> Row:
    """A row of stocks."""
    counts = dict.fromkeys(SHAPES["population"].counts, 0)
    return {
        "year": year,
        **_sides(origin, place),
        **counts,
        "refugees": refugees,
        "asylum_seekers": seekers,
        "oip": oip,
    }


def solution(year: int, origin: str, place: str, resettled: object) -> Row:
    """A row of solutions."""
    counts = dict.fromkeys(SHAPES["solutions"].counts, "")
    return {"year": year, **_sides(origin, place), **counts, "resettlement": resettled}


def country_rows() -> list[Row]:
    """The table of countries; UNHCR writes no ISO code for Tibetans, and XXX for unknown."""
    special = {"TIB": "", "UNK": "XXX"}
    blank = dict.fromkeys(COUNTRY_COLUMNS[3:], "")
    return [
        {"iso_code": special.get(iso, iso), "unhcr_code": code, "name": name, **blank}
        for iso, (code, name) in PLACES.items()
    ]


def small_tables() -> dict[str, list[Row]]:
    """All tables that the measures read."""
    return {
        "asylum_decisions": [
            decision(2024, "SYR", "JPN", 5, 10, 20, 0),
            decision(2024, "SYR", "DEU", 30, 40, 50, 60, level="NA"),
            decision(2025, "CHN", "JPN", 15, 0, 200, 35),
            decision(2025, "UNK", "KOR", 0, 0, 12, 0, unit="C"),
            decision(2025, "TIB", "AUT", 5, 0, 0, 0),
        ],
        "asylum_applications": [
            application(2024, "SYR", "DEU", 90, kind="NA", level="NA"),
            application(2025, "CHN", "JPN", 300),
            application(2025, "CHN", "AUT", 11),
        ],
        "population": [stock(2024, "SYR", "JPN", 12, 5), stock(2025, "SYR", "JPN", 0, 0, 7)],
        "solutions": [solution(2025, "SYR", "JPN", ""), solution(2024, "SYR", "KOR", 41)],
        COUNTRIES: country_rows(),
    }


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table in UNHCR's order."""
    return COUNTRY_COLUMNS if table == COUNTRIES else SHAPES[table].columns


def write_csv(path: Path, rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> Path:
    """Rows under these columns, nothing quoted that need not be."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_tables(folder: Path, tables: Mapping[str, list[Row]] | None = None) -> Path:
    """A folder with each table as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in (tables or small_tables()).items():
        write_csv(folder / f"{table}.csv", rows, columns_of(table))
    return folder


def take_in(path: Path, data: Path, published: date | None = PUBLISHED, *, accept_fewer: bool = False) -> Imported:
    """Import into a data folder on the day of these tests."""
    return import_tables(path, Origin(TODAY, published), data, accept_fewer=accept_fewer)
