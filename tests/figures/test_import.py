"""Taking tables in: what is kept exactly, what is refused, and that the figures in use survive every failure."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from asylia.errors import InputError
from asylia.figures.importing import Imported, Origin, import_tables
from asylia.figures.store import release_or_error
from asylia.figures.tables import SHAPES, TABLES
from tests.figures.small_tables import (
    Row,
    application,
    columns_of,
    country_rows,
    decision,
    small_tables,
    take_in,
    write_csv,
    write_tables,
)

DATA_FINDER = {
    "year": "Year",
    "coo_name": "Country of origin",
    "coo_iso": "Country of origin (ISO)",
    "coa_name": "Country of asylum",
    "coa_iso": "Country of asylum (ISO)",
    "procedure_type": "Authority",
    "app_type": "Application type",
    "dec_level": "Stage of procedure",
    "app_pc": "Cases / Persons",
    "dec_pc": "Cases / Persons",
    "applied": "applied",
    "dec_recognized": "Recognized decisions",
    "dec_other": "Complementary protection",
    "dec_rejected": "Rejected decisions",
    "dec_closed": "Otherwise closed",
    "dec_total": "Total decisions",
    "refugees": "Refugees under UNHCR's mandate",
    "asylum_seekers": "Asylum-seekers",
    "idps": "IDPs of concern to UNHCR",
    "oip": "Other people in need of international protection",
    "stateless": "Stateless persons",
    "hst": "Host Community",
    "ooc": "Others of concern",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a release in use."""
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    made = tmp_path / "home"
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(made))
    take_in(write_tables(tmp_path / "first"), made)
    return made


def rows_in(imported: Imported, query: str) -> list[tuple[object, ...]]:
    """The answer to a query; tables are called by their names."""
    with duckdb.connect() as connection:
        for name, path in imported.release.tables.items():
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
        return connection.execute(query).fetchall()


def one_table(tmp_path: Path, table: str, rows: list[Row], columns: tuple[str, ...] | None = None) -> Path:
    return write_csv(tmp_path / f"{table}.csv", rows, columns or columns_of(table))


def finder_zip(tmp_path: Path, table: str) -> Path:
    """A download of the Refugee Data Finder: its own headers, no codes of UNHCR, a file of footnotes."""
    names = [name for name in columns_of(table) if name in DATA_FINDER]
    rows = [{DATA_FINDER[name]: row[name] for name in names} for row in small_tables()[table]]
    inside = write_csv(tmp_path / "inside.csv", rows, [DATA_FINDER[name] for name in names])
    path = tmp_path / "query_data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inside, f"{table.replace('_', '-')}.csv")
        archive.writestr("footnotes.csv", "Year,Footnote\n2025,Text\n")
    return path


def test_na_is_a_code_and_null_is_not_nought(home: Path) -> None:
    imported = take_in(home.parent / "first", home)
    assert rows_in(imported, "SELECT dec_level FROM asylum_decisions WHERE coa_iso = 'DEU'") == [("NA",)]
    assert rows_in(imported, "SELECT app_type, dec_level FROM asylum_applications WHERE coa_iso = 'DEU'") == [
        ("NA", "NA")
    ]
    assert rows_in(imported, "SELECT year, refugees, oip FROM population ORDER BY year") == [
        (2024, 12, None),
        (2025, 0, 7),
    ]
    assert rows_in(imported, "SELECT resettlement FROM solutions WHERE coa_iso = 'JPN'") == [(None,)]


def test_types_are_those_of_unhcrs_tables(home: Path) -> None:
    imported = take_in(home.parent / "first", home)
    described = rows_in(imported, "DESCRIBE asylum_decisions")
    assert [row[0] for row in described] == list(SHAPES["asylum_decisions"].columns)
    assert {row[1] for row in described} == {"SMALLINT", "VARCHAR", "BIGINT"}


def test_parquet_comes_out_as_it_went_in(home: Path, tmp_path: Path) -> None:
    first = take_in(home.parent / "first", home)
    again = take_in(first.release.folder, tmp_path / "other")
    for table in first.release.tables:
        assert rows_in(first, f"SELECT * FROM {table}") == rows_in(again, f"SELECT * FROM {table}")


@pytest.mark.parametrize("table", ["asylum_decisions", "asylum_applications", "population"])
def test_the_zip_of_the_data_finder_is_read_by_its_own_headers(home: Path, tmp_path: Path, table: str) -> None:
    before = take_in(home.parent / "first", home)
    after = take_in(finder_zip(tmp_path, table), home)
    names = ", ".join(name for name in columns_of(table) if name in DATA_FINDER)
    query = f"SELECT {names} FROM {table} ORDER BY ALL"
    assert rows_in(after, query) == rows_in(before, query)


def test_unhcrs_codes_come_from_the_table_of_countries(home: Path, tmp_path: Path) -> None:
    after = take_in(finder_zip(tmp_path, "asylum_decisions"), home)
    assert rows_in(after, "SELECT DISTINCT coa FROM asylum_decisions WHERE coa_iso = 'AUT'") == [("AUS",)]
    assert rows_in(after, "SELECT DISTINCT coo FROM asylum_decisions WHERE coo_iso = 'UNK'") == [("UKN",)]


def test_iso_codes_come_from_the_table_of_countries(home: Path, tmp_path: Path) -> None:
    columns = tuple(name for name in columns_of("asylum_applications") if not name.endswith("_iso"))
    path = one_table(tmp_path, "asylum_applications", small_tables()["asylum_applications"], columns)
    after = take_in(path, home)
    places = rows_in(after, "SELECT DISTINCT coa_iso FROM asylum_applications ORDER BY 1")
    assert places == [("AUT",), ("DEU",), ("JPN",)]


def test_a_preamble_a_byte_order_mark_and_semicolons_are_read(home: Path, tmp_path: Path) -> None:
    path = one_table(tmp_path, "asylum_applications", small_tables()["asylum_applications"])
    text = path.read_text(encoding="utf-8").replace(",", ";")
    path.write_text(f"\ufeffExtracted from UNHCR\n\n{text}", encoding="utf-8")
    assert take_in(path, home).tables["asylum_applications"].rows == 3


def test_without_a_table_of_countries_one_is_made_from_the_names(tmp_path: Path) -> None:
    path = one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"])
    imported = take_in(path, tmp_path / "home")
    found = rows_in(imported, "SELECT unhcr_code, name FROM countries WHERE iso_code = 'AUT'")
    assert found == [("AUS", "Austria")]


def test_a_half_year_is_marked(home: Path, tmp_path: Path) -> None:
    rows = [*small_tables()["asylum_decisions"], decision(2026, "CHN", "JPN", 5, 0, 90, 0)]
    imported = take_in(one_table(tmp_path, "asylum_decisions", rows), home, date(2026, 11, 5))
    assert imported.release.release_of("asylum_decisions").half_year == 2026
    assert imported.release.release_of("population").half_year is None


def test_a_new_release_lists_what_it_revised(home: Path, tmp_path: Path) -> None:
    tables = small_tables()
    tables["asylum_decisions"][2] = decision(2025, "CHN", "JPN", 15, 0, 201, 35)
    tables["asylum_decisions"][3] = decision(2025, "UNK", "KOR", 0, 0, 12, 0)
    tables["population"][1]["refugees"] = 3
    imported = take_in(write_tables(tmp_path / "second", tables), home)
    assert imported.revisions is not None
    found = {(one.column, one.place, one.year, one.unit): (one.before, one.after) for one in imported.revisions.changed}
    assert found == {
        ("dec_rejected", "JPN", 2025, "P"): (200, 201),
        ("refugees", "JPN", 2025, "P"): (0, 3),
        # What was cases is now persons: two totals, never one.
        **{(f"dec_{name}", "KOR", 2025, "C"): (value, None) for name, value in _KOREA.items()},
        **{(f"dec_{name}", "KOR", 2025, "P"): (None, value) for name, value in _KOREA.items()},
    }


_KOREA = {"recognized": 0, "other": 0, "rejected": 12, "closed": 0}


def test_levels_of_the_procedure_are_never_added(home: Path, tmp_path: Path) -> None:
    tables = small_tables()
    tables["asylum_applications"][1]["dec_level"] = "AR"
    imported = take_in(write_tables(tmp_path / "second", tables), home)
    assert imported.revisions is not None
    found = {(one.place, one.level): (one.before, one.after) for one in imported.revisions.changed}
    assert found == {("JPN", "FI"): (300, None), ("JPN", "AR"): (None, 300)}


def test_the_places_asked_for_come_first(home: Path, tmp_path: Path) -> None:
    tables = small_tables()
    tables["asylum_decisions"][1]["dec_rejected"] = 51
    tables["asylum_decisions"][2]["dec_rejected"] = 201
    folder = write_tables(tmp_path / "second", tables)
    for first in ("JPN", "DEU"):
        shutil.rmtree(tmp_path / "other", ignore_errors=True)
        take_in(home.parent / "first", tmp_path / "other")
        imported = import_tables(folder, Origin(date(2026, 11, 22)), tmp_path / "other", first=[first])
        assert imported.revisions is not None
        assert imported.revisions.changed[0].place == first


def test_the_same_tables_again_change_nothing(home: Path) -> None:
    release = release_or_error()
    assert take_in(home.parent / "first", home).release.folder == release.folder


def _without(column: str) -> Callable[[Path], Path]:
    def made(tmp_path: Path) -> Path:
        columns = tuple(name for name in columns_of("asylum_decisions") if name != column)
        return one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"], columns)

    return made


def _renamed(tmp_path: Path) -> Path:
    path = one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"])
    path.write_text(path.read_text().replace("dec_rejected", "dec_refused"))
    return path


def _rows(*rows: Row) -> Callable[[Path], Path]:
    def made(tmp_path: Path) -> Path:
        return one_table(tmp_path, "asylum_decisions", [*small_tables()["asylum_decisions"], *rows])

    return made


def _cut(tmp_path: Path) -> Path:
    path = one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"])
    path.write_bytes(path.read_bytes()[:-20])
    return path


def _cut_parquet(tmp_path: Path) -> Path:
    whole = take_in(write_tables(tmp_path / "whole"), tmp_path / "made").release.tables["asylum_decisions"]
    path = tmp_path / "asylum_decisions.parquet"
    path.write_bytes(whole.read_bytes()[:-9])
    return path


def _codes_of_unhcr(tmp_path: Path) -> Path:
    rows = small_tables()["asylum_decisions"]
    for row in rows:
        row["coa_iso"] = row["coa"]
    return one_table(tmp_path, "asylum_decisions", rows)


def _codes_of_unhcr_by_name(tmp_path: Path) -> Path:
    path = finder_zip(tmp_path, "asylum_applications")
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        text = old.read("asylum-applications.csv").decode()
        new.writestr("asylum-applications.csv", text.replace("Austria,AUT", "Austria,AUS"))
    return changed


def _zip_with(name: str, content: bytes = b"x") -> Callable[[Path], Path]:
    def made(tmp_path: Path) -> Path:
        path = tmp_path / "tricky.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)
        return path

    return made


def _broken_zip(tmp_path: Path) -> Path:
    path = finder_zip(tmp_path, "asylum_decisions")
    path.write_bytes(path.read_bytes()[:-30])
    return path


def _bad_checksum(tmp_path: Path) -> Path:
    path = finder_zip(tmp_path, "asylum_decisions")
    path.write_bytes(path.read_bytes().replace(b"Japan", b"Jopan", 1))
    return path


def _written(name: str, content: bytes) -> Callable[[Path], Path]:
    def made(tmp_path: Path) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return made


def _lost_na(tmp_path: Path) -> Path:
    path = one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"])
    path.write_text(path.read_text().replace(",NA,", ",,"))
    return path


def _fewer_years(tmp_path: Path) -> Path:
    rows = [row for row in small_tables()["asylum_decisions"] if row["year"] == 2025]
    return one_table(tmp_path, "asylum_decisions", rows)


def _twice(tmp_path: Path) -> Path:
    folder = write_tables(tmp_path / "twice")
    shutil.copy(folder / "population.csv", folder / "population-2.csv")
    return folder


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (lambda tmp_path: tmp_path / "gone.zip", "there is no such file"),
    "a missing column": (_without("dec_closed"), "the column 'dec_closed' of asylum_decisions is missing"),
    "no code of origin": (_without("coo_iso"), ""),
    "a renamed column": (_renamed, r"'dec_rejected' of asylum_decisions is missing \(there is 'dec_refused'\)"),
    "a CSV cut within a row": (_cut, "cannot be read"),
    "a Parquet file cut off": (_cut_parquet, "the Parquet file cannot be read"),
    "years that are gone": (_fewer_years, "holds 3 rows of 2025 to 2025, and the release in use 5 of 2024 to 2025"),
    "UNHCR's codes in ISO columns": (_codes_of_unhcr, "which is (AUT|DEU) in ISO: these are UNHCR's own codes"),
    "UNHCR's codes beside names": (_codes_of_unhcr_by_name, "coa_iso is AUS for Austria, which is AUT in ISO"),
    "NA read as missing": (_lost_na, "'NA' is a code there"),
    "an unknown code": (
        _rows(decision(2025, "SYR", "JPN", 5, 0, 0, 0, level="XX")),
        "a code that asylia does not know",
    ),
    "a code of two letters": (
        _rows({**decision(2025, "SYR", "JPN", 5, 0, 0, 0), "coo_iso": "SY"}),
        "no code of three letters",
    ),
    "a year to come": (_rows(decision(2031, "SYR", "JPN", 5, 0, 0, 0)), "the year '2031' lies outside 2000 to 2026"),
    "a year too early": (_rows(decision(1999, "SYR", "JPN", 5, 0, 0, 0)), "the year '1999' lies outside"),
    "a number below nought": (_rows(decision(2025, "SYR", "JPN", -5, 0, 0, 0)), "below nought"),
    "words for numbers": (
        _rows(*(decision(year, "SYR", "JPN", "1,234", 0, 0, 0) for year in range(2020, 2026) if year != 2024)),
        "5 cells that are no whole numbers, as '1,234'",
    ),
    "a row twice": (_rows(decision(2025, "CHN", "JPN", 1, 1, 1, 1)), "2 rows stand for CHN in JPN in 2025"),
    "origins added up": (
        _rows({**decision(2025, "SYR", "JPN", 5, 0, 0, 0), "coo_iso": "-"}),
        "origins are added up",
    ),
    "a broken zip": (_broken_zip, "the zip is broken"),
    "a zip with a wrong checksum": (_bad_checksum, "the zip is broken"),
    "a zip that leads out": (_zip_with("../../population.csv"), "leads out of its folder"),
    "a zip that leads to the root": (_zip_with("/etc/population.csv"), "leads out of its folder"),
    "a zip that leads out with other slashes": (_zip_with("..\\population.csv"), "leads out of its folder"),
    "a zip of something else": (_zip_with("letter.txt"), "none of UNHCR's tables is in it"),
    "a web page": (_written("population.csv", b"<!DOCTYPE html><title>Sorry</title>"), "a web page, not a table"),
    "an empty file": (_written("population.csv", b""), "the file is empty"),
    "binary rubbish": (_written("population.csv", bytes(range(256))), "not text in UTF-8"),
    "no header": (_written("population.csv", b"2025,SYR,JPN,5\n"), "no line names the columns"),
    "a header alone": (lambda tmp_path: one_table(tmp_path, "population", []), "has no rows"),
    "one table twice": (_twice, "the table population is in it twice"),
}
del BAD["no code of origin"]  # UNHCR's code is there, and gives the other


@pytest.mark.parametrize("what", BAD)
def test_bad_input_loses_nothing_and_says_what_to_do(what: str, home: Path, tmp_path: Path) -> None:
    before = release_or_error()
    kept = {path.name: path.read_bytes() for path in before.folder.iterdir()}
    make, says = BAD[what]
    with pytest.raises(InputError, match=says) as refused:
        take_in(make(tmp_path), home)
    assert refused.value.mend
    assert "\n" not in str(refused.value)
    assert release_or_error() == before
    assert {path.name: path.read_bytes() for path in before.folder.iterdir()} == kept
    assert sorted(path.name for path in before.folder.parent.iterdir()) == sorted([before.folder.name, "current"])
    assert not (tmp_path.parent / "population.csv").exists()


def test_codes_of_unhcr_alone_need_the_table_of_countries(tmp_path: Path) -> None:
    columns = tuple(name for name in columns_of("asylum_decisions") if not name.endswith("_iso"))
    path = one_table(tmp_path, "asylum_decisions", small_tables()["asylum_decisions"], columns)
    with pytest.raises(InputError, match="hand in the table countries with it"):
        take_in(path, tmp_path / "home")
    folder = tmp_path / "both"
    folder.mkdir()
    shutil.copy(path, folder)
    write_csv(folder / "countries.csv", country_rows(), columns_of("countries"))
    imported = take_in(folder, tmp_path / "home")
    assert rows_in(imported, "SELECT count(*) FROM asylum_decisions WHERE coa_iso = 'AUT'") == [(1,)]


def test_fewer_years_are_taken_when_somebody_says_so(home: Path, tmp_path: Path) -> None:
    assert take_in(_fewer_years(tmp_path), home, accept_fewer=True).tables["asylum_decisions"].rows == 3


def test_a_few_cells_that_are_no_numbers_count_as_not_reported_and_are_named(home: Path, tmp_path: Path) -> None:
    path = _rows(decision(2025, "SYR", "KOR", "*", "-", 5, 0))(tmp_path)
    imported = take_in(path, home)
    assert rows_in(
        imported, "SELECT dec_recognized, dec_other FROM asylum_decisions WHERE coo_iso = 'SYR' AND year = 2025"
    ) == [(None, None)]
    assert any("'*'" in remark for remark in imported.tables["asylum_decisions"].remarks)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_loses_nothing(step: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release_or_error()
    tables = small_tables()
    tables["asylum_decisions"][2]["dec_rejected"] = 201
    folder = write_tables(tmp_path / "second", tables)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(InputError, match="the disk is full; make room"):
            take_in(folder, home)
    assert release_or_error() == before
    assert not list(before.folder.parent.glob(".new-*"))


def test_a_cut_between_writing_and_use_leaves_the_old_release(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = release_or_error()
    tables = small_tables()
    tables["asylum_decisions"][2]["dec_rejected"] = 201
    folder = write_tables(tmp_path / "second", tables)

    def cut(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asylia.figures.importing.point_to", cut)
    with pytest.raises(KeyboardInterrupt):
        take_in(folder, home)
    assert release_or_error() == before


def test_a_folder_that_holds_tables_itself_is_no_data_folder(tmp_path: Path) -> None:
    release = take_in(write_tables(tmp_path / "in"), tmp_path / "home").release
    with pytest.raises(InputError, match="holds tables itself"):
        take_in(tmp_path / "in", release.folder)


def test_unknown_files_beside_the_tables_are_left_alone(home: Path, tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "more")
    (folder / "notes.txt").write_text("mine")
    assert take_in(folder, home).release.folder == release_or_error().folder


@pytest.mark.skipif("ASYLIA_UNHCR_DATA" not in os.environ, reason="ASYLIA_UNHCR_DATA names no folder of all tables")
def test_all_tables_come_out_as_they_went_in(tmp_path: Path) -> None:
    folder = Path(os.environ["ASYLIA_UNHCR_DATA"])
    imported = take_in(folder, tmp_path / "home", None)
    assert set(imported.tables) == set(TABLES)
    for table in TABLES:
        there = f"SELECT * FROM read_parquet('{folder / table}.parquet')"
        for query in (f"{there} EXCEPT ALL FROM {table}", f"FROM {table} EXCEPT ALL {there}"):
            assert rows_in(imported, query) == [], table


def test_applications_of_one_origin_at_two_levels_are_two_rows(home: Path, tmp_path: Path) -> None:
    rows = [*small_tables()["asylum_applications"], application(2025, "CHN", "JPN", 40, kind="A", level="AR")]
    assert take_in(one_table(tmp_path, "asylum_applications", rows), home).tables["asylum_applications"].rows == 4
