"""Bringing a table that was handed in into UNHCR's own shape, and refusing what would say something else.

Null stays null and 0 stays 0; "NA" is a code; codes of countries are those of ISO, or are derived through the table of
countries. Nothing is corrected, filled in or dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asylia.errors import InputError
from asylia.figures.incoming import GET_AGAIN, Incoming
from asylia.figures.tables import COUNTRIES, COUNTRY_COLUMNS, SHAPES, Shape

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NUMBER = r"^-?[0-9]+(\.0+)?$"
_UNREADABLE_SHARE = 0.01
"""More cells than this that are no numbers mean that the format changed."""
_SPECIAL = "('UKN', 'UNK'), ('STA', 'XXA'), ('TIB', 'TIB')"
"""Origins without a country: UNHCR's code and the one in its ISO columns."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was found in a table."""

    rows: int
    first_year: int | None
    last_year: int | None
    remarks: tuple[str, ...]


def clean_countries(connection: DuckDBPyConnection, incoming: Incoming) -> Cleaned:
    """Make the table `countries`. Blank cells become null."""
    columns = ", ".join(
        f"nullif({_cell(incoming, name)}, '') AS {name}"
        if name in incoming.columns
        else f"CAST(NULL AS VARCHAR) AS {name}"
        for name in COUNTRY_COLUMNS
    )
    _create(connection, COUNTRIES, f"SELECT {columns} FROM {_scan(incoming)}", incoming)
    return Cleaned(_one(connection, f"SELECT count(*) FROM {COUNTRIES}"), None, None, ())


def countries_from_tables(connection: DuckDBPyConnection, tables: list[str]) -> None:
    """Make the table `countries` from what the other tables name, where nobody handed one in."""
    sides = " UNION ALL ".join(
        f"SELECT {side}_iso AS iso_code, {side} AS unhcr_code, {side}_name AS name FROM {table}"
        for table in tables
        for side in ("coo", "coa")
    )
    empty = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in COUNTRY_COLUMNS[3:])
    connection.execute(
        f"CREATE TABLE {COUNTRIES} AS SELECT iso_code, any_value(unhcr_code) AS unhcr_code, any_value(name) AS name, "
        f"{empty} FROM ({sides}) GROUP BY iso_code ORDER BY iso_code"
    )


def clean_table(connection: DuckDBPyConnection, incoming: Incoming, this_year: int, countries: bool) -> Cleaned:
    """Make the table under its name. `countries` says whether that table is there. Raises InputError."""
    shape = SHAPES[incoming.table]
    raw = f"raw_{shape.name}"
    cells = ", ".join(
        f"{_cell(incoming, name)} AS {name}" if name in incoming.columns else f"CAST(NULL AS VARCHAR) AS {name}"
        for name in shape.columns
    )
    _create(connection, raw, f"SELECT {cells} FROM {_scan(incoming)}", incoming)
    if not _one(connection, f"SELECT count(*) FROM {raw}"):
        raise InputError("the table has no rows", file=incoming.shown, mend=GET_AGAIN)
    if "coo_iso" in incoming.columns and _one(connection, f"SELECT count(*) FROM {raw} WHERE coo_iso = '-'"):
        says = "origins are added up (their code is '-')"
        raise InputError(says, file=incoming.shown, mend="get it with every country of origin and of asylum")
    _complete_codes(connection, raw, incoming, countries)
    remarks = [*incoming.remarks, *_check_cells(connection, raw, shape, incoming, this_year)]
    counts = ", ".join(
        f"CASE WHEN regexp_full_match({name}, '{_NUMBER}') THEN CAST(CAST({name} AS DECIMAL(18, 1)) AS BIGINT) END "
        f"AS {name}"
        for name in shape.counts
    )
    texts = ", ".join(f"nullif({name}, '') AS {name}" for name in shape.columns[1:] if name not in shape.counts)
    connection.execute(
        f"CREATE TABLE {shape.name} AS SELECT CAST(year AS SMALLINT) AS year, {texts}, {counts} FROM {raw}"
    )
    connection.execute(f"DROP TABLE {raw}")
    _check_key(connection, shape, incoming)
    found = connection.execute(f"SELECT count(*), min(year), max(year) FROM {shape.name}").fetchone()
    assert found is not None
    return Cleaned(found[0], found[1], found[2], tuple(remarks))


def _cell(incoming: Incoming, name: str) -> str:
    """A cell as text; spaces around codes and numbers are no part of them, around names nobody knows."""
    text = f"CAST({_quoted(incoming.columns[name])} AS VARCHAR)"
    return text if name.endswith("name") or name == "location" else f"trim({text})"


def _quoted(header: str) -> str:
    return '"' + header.replace('"', '""') + '"'


def _scan(incoming: Incoming) -> str:
    path = str(incoming.path).replace("'", "''")
    if incoming.parquet:
        return f"read_parquet('{path}')"
    delimiter = "\\t" if incoming.delimiter == "\t" else incoming.delimiter
    return (
        f"read_csv('{path}', all_varchar = true, header = true, skip = {incoming.skip}, delim = "
        f"{'E' if delimiter != incoming.delimiter else ''}'{delimiter}', quote = '\"', escape = '\"', nullstr = '', "
        "auto_detect = false, columns = " + _csv_columns(incoming) + ")"
    )


def _csv_columns(incoming: Incoming) -> str:
    import csv

    with incoming.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(incoming.skip):
            stream.readline()
        headers = next(csv.reader(stream, delimiter=incoming.delimiter))
    named = {header.strip() for header in incoming.columns.values()}
    pairs = [
        (header.strip() if header.strip() in named else f"column {number}").replace("'", "''")
        for number, header in enumerate(headers)
    ]
    return "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in pairs) + "}"


def _create(connection: DuckDBPyConnection, name: str, query: str, incoming: Incoming) -> None:
    import duckdb

    try:
        connection.execute(f"CREATE TABLE {name} AS {query}")
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
        first = next((line for line in str(error).splitlines() if line.strip()), "unreadable")
        raise InputError(f"the table cannot be read ({first})", file=incoming.shown, mend=GET_AGAIN) from None


def _one(connection: DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def _complete_codes(connection: DuckDBPyConnection, raw: str, incoming: Incoming, countries: bool) -> None:
    """ISO codes from UNHCR's, and the other way round, through the table of countries."""
    lacking = [name for name in ("coo", "coo_iso", "coa", "coa_iso") if name not in incoming.columns]
    if not countries:
        if any(name.endswith("_iso") for name in lacking):
            says = "it has UNHCR's own codes and no ISO codes, and there is no table of countries to tell them apart"
            raise InputError(says, file=incoming.shown, mend="hand in the table countries with it")
        return
    _refuse_codes_of_unhcr(connection, raw, incoming)
    known = (
        f"(SELECT unhcr_code, iso_code FROM {COUNTRIES} WHERE iso_code IS NOT NULL "
        f"AND unhcr_code NOT IN ('UKN', 'STA', 'TIB') UNION ALL VALUES {_SPECIAL})"
    )
    for name in lacking:
        side = name[:3]
        have, give = ("unhcr_code", "iso_code") if name.endswith("_iso") else ("iso_code", "unhcr_code")
        given = side if name.endswith("_iso") else f"{side}_iso"
        unique = f"(SELECT {have}, any_value({give}) AS {give} FROM {known} GROUP BY {have} HAVING count(*) = 1)"
        connection.execute(f"UPDATE {raw} SET {name} = k.{give} FROM {unique} k WHERE {raw}.{given} = k.{have}")
        if name.endswith("_iso"):
            row = connection.execute(f"SELECT {side} FROM {raw} WHERE {name} IS NULL LIMIT 1").fetchone()
            if row:
                says = f"UNHCR's code {row[0]!r} is not in the table of countries"
                raise InputError(says, file=incoming.shown, mend="hand in a newer table countries with it")


def _refuse_codes_of_unhcr(connection: DuckDBPyConnection, raw: str, incoming: Incoming) -> None:
    """AUS is Austria in UNHCR's own codes and Australia in ISO: a column of one kind must not hold the other."""
    for side in ("coo", "coa"):
        if f"{side}_iso" not in incoming.columns:
            continue
        for column, link in ((side, "unhcr_code"), (f"{side}_name", "name")):
            if column not in incoming.columns:
                continue
            row = connection.execute(
                f"SELECT r.{side}_iso, c.name, c.iso_code FROM {raw} r JOIN {COUNTRIES} c ON r.{column} = c.{link} "
                f"WHERE c.iso_code IS NOT NULL AND r.{side}_iso <> c.iso_code AND r.{side}_iso = c.unhcr_code "
                "AND c.unhcr_code NOT IN ('UKN', 'STA', 'TIB') LIMIT 1"
            ).fetchone()
            if row:
                says = f"{side}_iso is {row[0]} for {row[1]}, which is {row[2]} in ISO: these are UNHCR's own codes"
                mend = f"rename the column to {side!r}, or get the data with ISO codes"
                raise InputError(says, file=incoming.shown, mend=mend)


def _check_cells(
    connection: DuckDBPyConnection, raw: str, shape: Shape, incoming: Incoming, this_year: int
) -> list[str]:
    def first(condition: str, shown: str) -> tuple[object, ...] | None:
        return connection.execute(f"SELECT {shown} FROM {raw} WHERE {condition} LIMIT 1").fetchone()

    year = first(
        f"year IS NULL OR NOT regexp_full_match(year, '[0-9]{{4}}') "
        f"OR CAST(year AS INTEGER) NOT BETWEEN {shape.first_year} AND {this_year}",
        "year",
    )
    if year:
        says = f"the year {year[0]!r} lies outside {shape.first_year} to {this_year}"
        raise InputError(says, file=incoming.shown, mend=GET_AGAIN)
    for side in ("coo_iso", "coa_iso"):
        if code := first(f"{side} IS NULL OR NOT regexp_full_match({side}, '[A-Z][A-Z0-9]{{2}}')", side):
            says = f"{side} is {code[0]!r}, which is no code of three letters"
            raise InputError(says, file=incoming.shown, mend="get the data with ISO codes")
    for column, codes in shape.codes:
        allowed = ", ".join(f"'{code}'" for code in codes)
        if code := first(f"{column} IS NULL OR {column} NOT IN ({allowed})", column):
            if not code[0]:
                says = f"{column} is empty in some rows; 'NA' is a code there, and was read as missing"
                raise InputError(says, file=incoming.shown, mend="export it again with NA as text")
            says = f"{column} is {code[0]!r}, a code that asylia does not know"
            raise InputError(says, file=incoming.shown, mend="get a newer asylia; the figures in use stay as they are")
    return [remark for name in shape.counts if (remark := _check_count(connection, raw, name, incoming))]


def _check_count(connection: DuckDBPyConnection, raw: str, name: str, incoming: Incoming) -> str | None:
    odd = f"{name} IS NOT NULL AND {name} NOT IN ('', '-') AND NOT regexp_full_match({name}, '{_NUMBER}')"
    found = connection.execute(
        f"SELECT count(*), any_value({name}), (SELECT count(*) FROM {raw}) FROM {raw} WHERE {odd}"
    ).fetchone()
    assert found is not None
    if found[0] > max(3, _UNREADABLE_SHARE * found[2]):
        says = f"{name} holds {found[0]:,} cells that are no whole numbers, as {found[1]!r}"
        raise InputError(says, file=incoming.shown, mend="write numbers without signs; '-' or nothing is not reported")
    minus = _one(connection, f"SELECT count(*) FROM {raw} WHERE regexp_full_match({name}, '-[0-9.]+')")
    if minus:
        raise InputError(f"{name} is below nought in {minus:,} rows", file=incoming.shown, mend=GET_AGAIN)
    return f"{name}: {found[0]} cells are no number, as {found[1]!r}; they count as not reported" if found[0] else None


def _check_key(connection: DuckDBPyConnection, shape: Shape, incoming: Incoming) -> None:
    key = ", ".join(("year", "coo_iso", "coo", "coa_iso", "coa", *shape.key))
    row = connection.execute(
        f"SELECT year, coo_iso, coa_iso, count(*) FROM {shape.name} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if row:
        says = f"{row[3]} rows stand for {row[1]} in {row[2]} in {row[0]} where one belongs"
        raise InputError(says, file=incoming.shown, mend=GET_AGAIN)
