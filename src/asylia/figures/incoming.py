"""Files handed in with UNHCR's tables: which tables they hold, under which headers, as Parquet, CSV or in a zip."""

from __future__ import annotations

import csv
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from asylia.errors import InputError
from asylia.figures.store import connect
from asylia.figures.tables import COUNTRIES, COUNTRY_COLUMNS, SHAPES, TABLES

MOST_BYTES = 2_000_000_000
"""What the files of a zip may hold together: about ten times all tables of UNHCR as CSV."""
GET_AGAIN = "download it again; the figures in use stay as they are"

_HEAD_BYTES = 65_536
_UNIT = "unit"
_ALIASES = {
    "countryoforigin": "coo_name",
    "countryoforiginiso": "coo_iso",
    "countryoforiginunhcr": "coo",
    "countryofasylum": "coa_name",
    "countryofasylumiso": "coa_iso",
    "countryofasylumunhcr": "coa",
    "authority": "procedure_type",
    "applicationtype": "app_type",
    "stageofprocedure": "dec_level",
    "casespersons": _UNIT,
    "recognizeddecisions": "dec_recognized",
    "recogniseddecisions": "dec_recognized",
    "complementaryprotection": "dec_other",
    "rejecteddecisions": "dec_rejected",
    "otherwiseclosed": "dec_closed",
    "totaldecisions": "dec_total",
    "refugeesunderunhcrsmandate": "refugees",
    "refugeesunderunhcrmandate": "refugees",
    "idpsofconcerntounhcr": "idps",
    "otherpeopleinneedofinternationalprotection": "oip",
    "statelesspersons": "stateless",
    "hostcommunity": "hst",
    "othersofconcern": "ooc",
    "resettlementarrivals": "resettlement",
    "naturalization": "naturalisation",
    "populationtype": "pop_type",
    "urbanrural": "loc_type",
    "urbanorrural": "loc_type",
    "accommodationtype": "acc_type",
    **{
        f"{word}{ages.replace('_', '')}": f"{letter}_{ages}"
        for word, letter in (("female", "f"), ("male", "m"))
        for ages in ("0_4", "5_11", "12_17", "18_59", "60", "other", "total")
    },
}
"""The headers of the Refugee Data Finder, without signs and capitals, as the columns of the API."""
_OWN = {re.sub("[^a-z0-9]", "", name): name for shape in SHAPES.values() for name in shape.columns}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One table that is handed in."""

    table: str
    path: Path
    shown: str
    """What errors call the file."""
    columns: Mapping[str, str]
    """Our name of a column to its header in the file."""
    skip: int = 0
    """Lines before the header of a CSV."""
    delimiter: str = ","
    published: date | None = None
    """The day of the release, as far as the file tells."""
    source: str | None = None
    """What a Parquet file says of its source."""
    remarks: tuple[str, ...] = ()

    @property
    def parquet(self) -> bool:
        """Whether it is Parquet; else it is CSV."""
        return self.path.suffix == ".parquet"


def incoming_from(path: Path, scratch: Path) -> list[Incoming]:
    """The tables in a folder, a file or a zip. A zip is unpacked into `scratch`. Raises InputError."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in (".parquet", ".csv"))
        found = [one for file in files for one in _one(file, file.name)]
    elif not path.is_file():
        raise InputError("there is no such file or folder", file=str(path), mend="check the path")
    elif path.suffix.lower() == ".zip" or _begins_with(path, b"PK\x03\x04"):
        found = list(_in_zip(path, scratch))
    else:
        found = list(_one(path, path.name))
    if not found:
        raise InputError("none of UNHCR's tables is in it", file=str(path), mend=f"the tables are {', '.join(TABLES)}")
    seen: dict[str, str] = {}
    for one in found:
        if one.table in seen:
            says = f"the table {one.table} is in it twice: {seen[one.table]} and {one.shown}"
            raise InputError(says, file=str(path), mend="keep one")
        seen[one.table] = one.shown
    return found


def _begins_with(path: Path, sign: bytes) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(sign)) == sign


def _one(path: Path, shown: str, published: date | None = None) -> Iterator[Incoming]:
    if path.stat().st_size == 0:
        raise InputError("the file is empty", file=shown, mend=GET_AGAIN)
    if path.suffix.lower() == ".parquet":
        yield _parquet(path, shown)
    elif not path.stem.lower().startswith("footnotes"):
        yield _comma_separated(path, shown, published or _day(path.stat().st_mtime))


def _day(seconds: float) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _parquet(path: Path, shown: str) -> Incoming:
    import duckdb

    try:
        with connect() as connection:
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
            said = connection.execute(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) <> 'ARROW:schema'",
                [str(path)],
            ).fetchall()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise InputError(f"the Parquet file cannot be read ({first})", file=shown, mend=GET_AGAIN) from None
    metadata, headers = dict(said), [row[0] for row in described]
    table = _table_of(path.stem, headers, shown)
    try:
        published = date.fromisoformat(metadata.get("snapshot", ""))
    except ValueError:
        published = _day(path.stat().st_mtime)
    return Incoming(
        table, path, shown, _columns(table, headers, shown), published=published, source=metadata.get("source")
    )


def _comma_separated(path: Path, shown: str, published: date) -> Incoming:
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(-1, 2)
        whole = stream.read(1) in b"\r\n"
    try:
        lines = head.decode("utf-8-sig", errors="strict" if len(head) < _HEAD_BYTES else "ignore").splitlines()
    except UnicodeDecodeError:
        raise InputError("this is not text in UTF-8", file=shown, mend="save it as CSV in UTF-8") from None
    if lines and lines[0].lstrip().lower().startswith(("<!doctype", "<html")):
        raise InputError("this is a web page, not a table", file=shown, mend=GET_AGAIN)
    for skip, line in enumerate(lines[:40]):
        for delimiter in (",", ";", "\t"):
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
            if {"year", "unhcr_code"} & {cell.lower() for cell in cells} and len(cells) > 2:
                table = _table_of(path.stem, cells, shown)
                remarks = () if whole else ("it ends without a line break; it may have been cut off",)
                columns = _columns(table, cells, shown)
                return Incoming(table, path, shown, columns, skip, delimiter, published, remarks=remarks)
    raise InputError("no line names the columns", file=shown, mend="the first lines must hold the column Year")


def _plain(header: str) -> str:
    return re.sub("[^a-z0-9]", "", header.lower())


def _names(headers: Iterable[str], unit: str | None) -> dict[str, str]:
    named: dict[str, str] = {}
    for header in headers:
        plain = _plain(header)
        name = _ALIASES.get(plain) or _OWN.get(plain) or header.strip()
        named.setdefault(unit if name == _UNIT and unit else name, header)
    return named


def _unit_of(table: str) -> str | None:
    return next((name for name in SHAPES[table].key if name.endswith("_pc")), None) if table in SHAPES else None


def _table_of(stem: str, headers: list[str], shown: str) -> str:
    plain = re.sub("[^a-z]", "_", stem.lower()).strip("_")
    for table in TABLES:
        if plain.startswith(table):
            return table
    named = set(_names(headers, None))
    if {"iso_code", "unhcr_code"} <= named:
        return COUNTRIES
    fits = [
        shape.name
        for shape in SHAPES.values()
        if {name for name in (*shape.key, *shape.counts) if not name.endswith("_pc")} - set(shape.may_lack) <= named
    ]
    if len(fits) != 1:
        says = "neither its name nor its columns say which table it is"
        raise InputError(says, file=shown, mend=f"name it after its table, as {next(iter(SHAPES))}.csv")
    return fits[0]


def _columns(table: str, headers: list[str], shown: str) -> dict[str, str]:
    named = _names(headers, _unit_of(table))
    if table == COUNTRIES:
        needed: set[str] = {"iso_code", "unhcr_code", "name"}
        known = set(COUNTRY_COLUMNS)
    else:
        shape = SHAPES[table]
        optional = {*shape.may_lack, "coo_name", "coa_name", "coo", "coa", "coo_iso", "coa_iso"}
        needed, known = set(shape.columns) - optional, {*shape.columns, "coo_id", "coa_id"}
        for side in ("coo", "coa"):
            if f"{side}_iso" not in named and side not in named:
                needed.add(f"{side}_iso")
    missing = sorted(needed - set(named))
    if missing:
        unknown = sorted(set(named) - known)
        says = f"the column {missing[0]!r} of {table} is missing" + (f" (there is {unknown[0]!r})" if unknown else "")
        raise InputError(says, file=shown, mend="UNHCR may have changed its columns; get a newer asylia")
    return {name: header for name, header in named.items() if name in known}


def _in_zip(path: Path, scratch: Path) -> Iterator[Incoming]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_tricks(entries, path)
            for entry in entries:
                name = PurePosixPath(entry.filename).name
                if Path(name).suffix.lower() not in (".csv", ".parquet") or name.lower().startswith("footnotes"):
                    continue
                target = scratch / name
                with archive.open(entry) as packed, target.open("xb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                yield from _one(target, f"{path.name}: {name}", _entry_day(entry))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"the zip is broken ({error})", file=path.name, mend=GET_AGAIN) from None
    except FileExistsError as error:
        says = f"two files in the zip are called {Path(str(error.filename)).name}"
        raise InputError(says, file=path.name, mend="keep one") from None


def _entry_day(entry: zipfile.ZipInfo) -> date | None:
    try:
        day = date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day.year > 1980 else None  # the first day that a zip can name stands for none


def _refuse_tricks(entries: list[zipfile.ZipInfo], path: Path) -> None:
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or stat.S_ISLNK(entry.external_attr >> 16):
            says = f"the zip holds {entry.filename!r}, which leads out of its folder"
            raise InputError(says, file=path.name, mend="do not use this file")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        says = f"the files in the zip hold more than {MOST_BYTES // 10**9} GB"
        raise InputError(says, file=path.name, mend="do not use this file")
