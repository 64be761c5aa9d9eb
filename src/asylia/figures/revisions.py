"""What a release changed: totals by place and year that the two releases give differently.

Persons and cases are never added, nor levels of the procedure: a total is by unit and level. Years that only one of the
two holds are listed as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asylia.figures.store import connect

TOTALS = {
    "asylum_applications": ("app_pc", "dec_level", ("applied",)),
    "asylum_decisions": ("dec_pc", "dec_level", ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")),
    "population": ("'P'", "NULL", ("refugees", "asylum_seekers")),
    "solutions": ("'P'", "NULL", ("resettlement",)),
}
"""Table: the column of the unit, that of the level, and the columns that are compared."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One total that changed. None: the release has no row for it."""

    table: str
    column: str
    place: str
    year: int
    unit: str
    """P persons, C cases."""
    level: str | None
    """Of the procedure, as FI or AR; None where a table has none."""
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Revisions:
    """What changed between two releases."""

    before: str
    after: str
    """The versions."""
    changed: tuple[Revision, ...]
    """The places asked for first, then the others; the newest year first."""
    years_added: Mapping[str, tuple[int, ...]]
    years_gone: Mapping[str, tuple[int, ...]]


def revisions_between(
    before: Mapping[str, Path], after: Mapping[str, Path], versions: tuple[str, str], first: Sequence[str] = ()
) -> Revisions:
    """The totals that differ. `first` are places by ISO code that come first. Years of one release only are not listed
    total by total."""
    changed: list[Revision] = []
    added: dict[str, tuple[int, ...]] = {}
    gone: dict[str, tuple[int, ...]] = {}
    with connect() as connection:
        for table, (unit, level, columns) in TOTALS.items():
            if table not in before or table not in after:
                continue
            old, new = (f"read_parquet('{_escaped(tables[table])}')" for tables in (before, after))
            years = [
                {row[0] for row in connection.execute(f"SELECT DISTINCT year FROM {scan}").fetchall()}
                for scan in (old, new)
            ]
            added.update({table: tuple(sorted(years[1] - years[0]))} if years[1] - years[0] else {})
            gone.update({table: tuple(sorted(years[0] - years[1]))} if years[0] - years[1] else {})
            for column in columns:
                rows = connection.execute(_changed_totals(old, new, column, unit, level)).fetchall()
                changed += [
                    Revision(table, column, row[0], row[1], row[2], row[3], _whole(row[4]), _whole(row[5]))
                    for row in rows
                ]
    order = {place: number for number, place in enumerate(first)}
    changed.sort(
        key=lambda one: (order.get(one.place, len(order)), one.place, -one.year, one.table, one.column, one.level or "")
    )
    return Revisions(*versions, tuple(changed), added, gone)


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _changed_totals(old: str, new: str, column: str, unit: str, level: str) -> str:
    totals = [
        f"(SELECT coa_iso, year, {unit} AS unit, CAST({level} AS VARCHAR) AS level, sum({column}) AS total FROM {scan} "
        f"WHERE year IN (SELECT year FROM {other}) GROUP BY ALL)"
        for scan, other in ((old, new), (new, old))
    ]
    return (
        "SELECT coalesce(b.coa_iso, a.coa_iso), coalesce(b.year, a.year), coalesce(b.unit, a.unit), "
        "coalesce(b.level, a.level), b.total, a.total "
        f"FROM {totals[0]} b FULL JOIN {totals[1]} a ON b.coa_iso = a.coa_iso AND b.year = a.year "
        "AND b.unit = a.unit AND b.level IS NOT DISTINCT FROM a.level "
        "WHERE b.total IS DISTINCT FROM a.total"
    )
