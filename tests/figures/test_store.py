"""Where the tables lie: which release is in use, and what is said when none is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asylia.figures.store import (
    POINTER,
    PROVENANCE,
    NoFigures,
    current_release,
    data_home,
    is_half_year,
    release_before,
    release_or_error,
)
from tests.figures.small_tables import columns_of as columns
from tests.figures.small_tables import small_tables, take_in, write_csv, write_tables


@pytest.fixture(autouse=True)
def _clean_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path / "home"))


def test_a_clean_machine_has_no_tables_and_is_told_how_to_get_them() -> None:
    assert current_release() is None
    with pytest.raises(NoFigures, match="run asylia figures update, or asylia figures import PATH"):
        release_or_error()


def test_the_data_folder_is_the_one_named_else_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_home() == tmp_path / "home"
    monkeypatch.delenv("ASYLIA_DATA_HOME")
    assert data_home().name == "asylia"


def test_an_import_is_in_use_from_then_on(tmp_path: Path) -> None:
    take_in(write_tables(tmp_path / "in"), tmp_path / "home")
    release = release_or_error()
    assert set(release.tables) == set(small_tables())
    assert release.release.version == "2026-06-25"
    assert release.release.retrieved == date(2026, 11, 22)
    assert release.release.half_year is None


def test_a_folder_of_tables_is_a_release_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = take_in(write_tables(tmp_path / "in"), tmp_path / "elsewhere").release.folder
    (tables / PROVENANCE).unlink()
    monkeypatch.setenv("ASYLIA_UNHCR_DATA", str(tables))
    release = release_or_error()
    assert release.folder == tables
    assert release.release.title.startswith("UNHCR")
    assert current_release(tables) == release


def test_the_folder_given_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = take_in(write_tables(tmp_path / "in"), tmp_path / "elsewhere").release.folder
    monkeypatch.setenv("ASYLIA_UNHCR_DATA", str(other))
    assert current_release(tmp_path / "empty") is None


def test_an_environment_that_names_no_tables_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASYLIA_UNHCR_DATA", str(tmp_path / "gone"))
    with pytest.raises(NoFigures, match="check the path"):
        current_release()


@pytest.mark.parametrize("pointer", ["../elsewhere", "2026-06-25-00000000", "", "\x00"])
def test_a_pointer_that_leads_nowhere_is_an_error(tmp_path: Path, pointer: str) -> None:
    take_in(write_tables(tmp_path / "in"), tmp_path / "home")
    (tmp_path / "home" / "unhcr" / POINTER).write_text(pointer)
    with pytest.raises(NoFigures, match="asylia figures update"):
        current_release()


def test_a_lost_table_and_a_broken_provenance_are_errors(tmp_path: Path) -> None:
    release = take_in(write_tables(tmp_path / "in"), tmp_path / "home").release
    release.tables["population"].unlink()
    with pytest.raises(NoFigures, match="has lost its table 'population'"):
        current_release()
    (release.folder / PROVENANCE).write_text("[]")
    with pytest.raises(NoFigures, match="cannot be read"):
        current_release()


def test_a_damaged_store_is_mended_by_the_next_import(tmp_path: Path) -> None:
    release = take_in(write_tables(tmp_path / "in"), tmp_path / "home").release
    (release.folder.parent / POINTER).write_text("nothing")
    take_in(tmp_path / "in", tmp_path / "home")
    assert release_or_error().tables == release.tables


def test_provenance_says_where_each_table_came_from(tmp_path: Path) -> None:
    release = take_in(write_tables(tmp_path / "in"), tmp_path / "home").release
    said = json.loads((release.folder / PROVENANCE).read_text())["tables"]["asylum_decisions"]
    assert said["rows"] == 5
    assert said["years"] == [2024, 2025]
    assert said["licence"] == "CC BY 4.0"
    assert said["url"].startswith("https://www.unhcr.org/")
    assert len(said["sha256"]) == len(said["file_sha256"]) == 64


def test_a_table_handed_in_alone_keeps_the_others_with_their_own_edition(tmp_path: Path) -> None:
    home = tmp_path / "home"
    take_in(write_tables(tmp_path / "in"), home)
    rows = small_tables()["population"]
    alone = write_csv(tmp_path / "population.csv", rows, columns("population"))
    imported = take_in(alone, home, date(2026, 11, 5))
    assert set(imported.carried) == set(small_tables()) - {"population"}
    release = release_or_error()
    assert release.release_of("population").version == "2026-11-05"
    assert release.release_of("asylum_decisions").version == "2026-06-25"
    before = release_before(release)
    assert before is not None
    assert before.release_of("population").version == "2026-06-25"


@pytest.mark.parametrize(
    ("newest", "published", "half"),
    [
        (2025, date(2026, 6, 1), False),
        (2025, date(2026, 5, 31), True),
        (2025, date(2025, 11, 3), True),
        (2025, date(2026, 11, 3), False),
    ],
)
def test_a_year_is_whole_from_june_of_the_next(newest: int, published: date, half: bool) -> None:
    assert is_half_year(newest, published) is half
