"""`asylia figures chart`: what it writes where, on a machine with shipped figures alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, refused, unwrapped, wide_lines

PNG = b"\x89PNG\r\n"


@pytest.fixture(autouse=True)
def clean_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No tables of UNHCR."""
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)


def test_a_picture_is_written_as_svg_or_png_by_its_ending(run: Run, tmp_path: Path) -> None:
    asked = ("figures", "chart", "grants", "--place", "JPN", "--out")

    assert "Written" in run(*asked, str(tmp_path / "a.svg")).out
    assert run(*asked, str(tmp_path / "a.png")).code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert (tmp_path / "a.png").read_bytes().startswith(PNG)
    assert not (tmp_path / "a.md").exists()


def test_the_table_stands_beside_the_picture(run: Run, tmp_path: Path) -> None:
    run("figures", "chart", "grants", "--place", "KR", "--out", str(tmp_path / "a.svg"), "--table")
    run("figures", "chart", "grants", "--place", "KR", "--lang", "ja", "--out", str(tmp_path / "new"))

    assert "| 2016 | not known | not known |" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["grants-KOR-ja.md", "grants-KOR-ja.svg"]


def test_without_a_file_the_summary_and_the_table_are_printed(run: Run) -> None:
    said = run("figures", "chart", "grants", "--place", "JPN", "--from", "2020")

    assert not wide_lines(said.out)
    assert "highest 303 (2023)" in unwrapped(said.out)
    assert "Changes of law" in said.out
    assert run("figures", "chart", "grants", "--place", "JPN", "--format", "md").out.startswith("# Recognised")
    assert run("figures", "chart", "grants", "--place", "JPN", "--format", "json").json()["chart"] == "grants"


def test_the_same_command_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        run(
            "figures",
            "chart",
            "pending_decisions",
            "--place",
            "HKG",
            "--lang",
            "zh-Hant",
            "--out",
            str(tmp_path / name),
        )

    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_what_needs_tables_says_how_to_get_them(run: Run) -> None:
    says = refused(run("figures", "chart", "observed_expected", "--place", "JPN"))

    assert "needs UNHCR tables" in says
    assert "asylia figures update" in says


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("bars", "--place", "JPN"), "there is no chart 'bars'"),
        (("grants", "--place", "QQQ"), "QQQ"),
        (("grants", "--place", "JPN", "--width", "100"), "choose from 320 to 1200"),
        (("grants", "--place", "JPN", "--out", "a.gif"), "name a file .svg or .png"),
        (("grants", "--place", "JPN", "--from", "2020", "--to", "2010"), "lies before"),
    ],
)
def test_wrong_input_is_one_sentence(run: Run, arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(run("figures", "chart", *arguments))


def test_a_place_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    out = str(tmp_path / "file" / "a.svg")

    assert "cannot be written" in refused(run("figures", "chart", "grants", "--place", "JPN", "--out", out))
