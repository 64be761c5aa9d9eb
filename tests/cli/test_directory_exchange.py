"""`asylia directory export` and `import`, as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asylia.languages.levels import complete_languages
from asylia.lawbook.strict_yaml import parse_yaml
from tests.cli.running import Run, refused, wide_lines
from tests.directory.small_directory import write_directory

FILES = {
    "organizations.json",
    "services.json",
    "service_at_locations.json",
    "locations.json",
    "taxonomies.json",
    "taxonomy_terms.json",
    "meta_table_descriptions.json",
    "services.ndjson",
}


@pytest.mark.parametrize(("form", "has_json", "has_tables"), [("json", 1, 0), ("tabular", 0, 1), ("both", 1, 1)])
def test_export_writes_the_forms_asked_for(run: Run, tmp_path: Path, form: str, has_json: int, has_tables: int) -> None:
    ran = run("directory", "export", "--hsds", str(tmp_path / "out"), "--format", form)
    written = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}

    assert ran.code == 0
    assert written == (FILES if has_json else set())
    assert (tmp_path / "out" / "tabular" / "datapackage.json").exists() is bool(has_tables)
    assert "66 organisations, 85 services" in ran.out


@pytest.mark.parametrize("language", complete_languages())
def test_export_speaks_the_language_and_fits_the_terminal(run: Run, tmp_path: Path, language: str) -> None:
    ran = run("directory", "export", "--hsds", str(tmp_path), "--lang", language)
    described = json.loads((tmp_path / "meta_table_descriptions.json").read_text(encoding="utf-8"))

    assert [line for line in wide_lines(ran.out) if str(tmp_path) not in line] == []
    assert described["contents"][0]["language"] == language


def test_an_export_is_the_same_every_time(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("directory", "export", "--hsds", str(tmp_path / name))
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]

    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_export_leaves_a_folder_with_other_things_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    assert "there are other files in the folder, such as thesis.txt" in refused(
        run("directory", "export", "--hsds", str(tmp_path))
    )
    assert "this is a file, not a folder" in refused(run("directory", "export", "--hsds", str(tmp_path / "thesis.txt")))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("inside", ["a file/out", "x" * 300])
def test_a_folder_that_cannot_be_made_is_refused(run: Run, tmp_path: Path, inside: str) -> None:
    (tmp_path / "a file").write_text("mine", encoding="utf-8")
    said = refused(run("directory", "export", "--hsds", str(tmp_path / inside)))

    assert "it cannot be written (" in said
    assert "name a folder that can be written" in said


def test_what_goes_on_hold_is_gone_from_the_next_export(run: Run, tmp_path: Path) -> None:
    folder, out = write_directory(tmp_path), tmp_path / "out"
    run("directory", "export", "--hsds", str(out), "--directory", str(folder))
    assert "The Door" in (out / "services.ndjson").read_text(encoding="utf-8")
    japan = folder / "organizations" / "japan.yaml"
    japan.write_text(japan.read_text(encoding="utf-8").replace("publish: ok", "publish: hold"), encoding="utf-8")
    # In its own process the command would read the folder anew; here the folder that was read is kept.
    moved = folder.rename(tmp_path / "directory-later")
    run("directory", "export", "--hsds", str(out), "--directory", str(moved), "--format", "json")

    assert not any("The Door" in path.read_text(encoding="utf-8") for path in out.rglob("*") if path.is_file())


def test_import_proposes_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("directory", "export", "--hsds", str(tmp_path / "out"), "--format", "tabular")
    review = tmp_path / "review.yaml"
    ran = run("directory", "import", str(tmp_path / "out"), "--review", str(review), "--on", "2026-11-22")

    assert ran.code == 0
    assert "66 organisations in 22 files" in ran.out
    assert wide_lines(ran.out) == []
    assert parse_yaml(review.read_bytes(), name="review")["format"] == "asylia-directory-proposals/1"
    assert "there is a file of this name already" in refused(
        run("directory", "import", str(tmp_path / "out"), "--review", str(review))
    )


def test_import_as_json_and_yaml(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "organizations.json"
    path.write_text(json.dumps({"id": "1", "name": "Window", "description": "x"}), encoding="utf-8")
    printed = run("directory", "import", str(path), "--in", "jp", "--on", "2026-11-22", "--format", "json").json()
    text = run("directory", "import", str(path), "--in", "JP", "--on", "2026-11-22", "--format", "yaml").out

    assert printed["page"]["country"] == "JP"
    assert 'value: "Window"' in text


def test_import_refuses_with_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "services.json").write_text("{", encoding="utf-8")

    assert "services.json, line 1: JSON: " in refused(run("directory", "import", str(tmp_path / "services.json")))
    assert "there is no place 'FR'" in refused(run("directory", "import", str(tmp_path), "--in", "FR")).replace(
        "fr", "FR"
    )
    assert "not written into the directory" in refused(
        run("directory", "import", str(tmp_path), "--review", "directory/review.yaml")
    )
