"""`asylia figures seeds`, `check`, `import`, `update` and `revisions`: what is printed, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia.languages.levels import complete_languages
from tests.cli.running import Run, refused, unwrapped, wide_lines
from tests.figures.small_tables import small_tables, write_tables
from tests.figures.unhcr_server import Api, serving, status


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without UNHCR's tables."""
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def import_tables(run: Run, folder: Path, *more: str) -> str:
    ran = run("figures", "import", str(folder), "--published", "2026-06-25", "--today", "2026-11-22", *more)
    assert (ran.err, ran.code) == ("", 0)
    return ran.out


@pytest.mark.parametrize("language", complete_languages())
def test_seeds_run_on_a_clean_machine_in_every_language(run: Run, language: str) -> None:
    ran = run("figures", "seeds", "--lang", language)
    assert (ran.err, ran.code) == ("", 0)
    assert all(f" SF{number:03} " in ran.out for number in range(1, 63))
    assert wide_lines(ran.out) == []
    assert "seeds_" not in ran.out
    assert "[en]" not in ran.out


def test_seeds_say_what_is_missing_and_where_it_was_read(run: Run) -> None:
    said = unwrapped(run("figures", "seeds").out)
    assert "62 numbers: 13 reproduced, 0 within rounding, 6 of a different series, 43 not found." in said
    assert "Get them with: asylia figures update" in said
    assert "✓ SF022 Japan, 2015, applications: 7,586 reproduced: a source gives the same number [1]" in said
    assert "https://www.moj.go.jp/isa/content/001414757.pdf" in said


def test_seeds_as_json_give_every_look_up(run: Run) -> None:
    content = run("figures", "seeds", "--format", "json").json()
    assert content["unhcr_release"] is None
    seeds = content["seeds"]
    assert isinstance(seeds, list)
    screened = seeds[29]
    assert (screened["id"], screened["status"]) == ("SF030", "reproduced")
    assert screened["found"][0]["value"] == 3165
    assert len(screened["found"][0]["citations"]) == 2


def test_seeds_as_markdown(run: Run) -> None:
    assert run("figures", "seeds", "--format", "md").out.startswith("# Numbers quoted")


def test_the_shipped_figures_pass_the_check(run: Run) -> None:
    ran = run("figures", "check", "--today", "2026-11-22")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "figures check: 0 errors, 0 warnings, 30 information"


def test_a_fault_ends_the_check_with_two(run: Run) -> None:
    ran = run("figures", "check", "--today", "2020-01-01")
    assert ran.code == 2
    assert "figures/official.csv:" in ran.out


def test_an_import_says_what_came_and_the_next_what_it_changed(run: Run, tmp_path: Path) -> None:
    first = import_tables(run, write_tables(tmp_path / "first"))
    assert "asylum_decisions: 5 rows, 2024 to 2025" in first
    assert "changed against" not in first
    tables = small_tables()
    tables["asylum_decisions"][2]["dec_rejected"] = 201
    second = import_tables(run, write_tables(tmp_path / "second", tables))
    assert "Japan 2025, refused (persons, FI): 200 → 201" in second
    again = run("figures", "revisions")
    assert "Japan 2025, refused (persons, FI): 200 → 201" in again.out
    changed = run("figures", "revisions", "--format", "json").json()["changed"]
    assert changed == [
        {
            "table": "asylum_decisions",
            "column": "dec_rejected",
            "place": "JPN",
            "year": 2025,
            "unit": "persons",
            "level": "FI",
            "before": 200,
            "after": 201,
        }
    ]


@pytest.mark.parametrize("language", complete_languages())
def test_imports_and_revisions_speak_every_language(run: Run, tmp_path: Path, language: str) -> None:
    import_tables(run, write_tables(tmp_path / "first"))
    tables = small_tables()
    tables["population"][1]["refugees"] = 3
    tables["solutions"] = [row for row in tables["solutions"] if row["year"] == 2024]
    out = import_tables(run, write_tables(tmp_path / "second", tables), "--accept-fewer", "--lang", language)
    assert "0 → 3" in out
    assert "figures_" not in out
    assert "[en]" not in out
    assert wide_lines(out) == []


def test_revisions_need_a_release_before(run: Run, tmp_path: Path) -> None:
    assert "run asylia figures update, or asylia figures import PATH" in refused(run("figures", "revisions"))
    import_tables(run, write_tables(tmp_path / "first"))
    assert "there is no release before" in refused(run("figures", "revisions"))


def test_bad_files_are_told_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no zip")
    said = refused(run("figures", "import", str(tmp_path / "broken.zip")))
    assert "the figures in use stay as they are" in said


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_update_asks_the_server_and_says_what_came(run: Run) -> None:
    with serving(Api()) as api:
        ran = run("figures", "update", "--base-url", api.base, "--today", "2026-11-22", "--format", "json")
        assert (ran.err, ran.code) == ("", 0)
        content = ran.json()
        assert content["version"] == content["retrieved"] == "2026-11-22"
        tables = content["tables"]
        assert isinstance(tables, dict)
        assert tables["asylum_decisions"]["rows"] == 5
        api.faults = [("countries", status(404))]
        said = refused(run("figures", "update", "--base-url", api.base, "--today", "2026-11-23"))
    assert "answers 404 for countries" in said


def test_update_refuses_addresses_that_are_not_encrypted(run: Run) -> None:
    assert "is no address with https" in refused(run("figures", "update", "--base-url", "http://api.unhcr.org/"))
