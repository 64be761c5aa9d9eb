"""The compiled law: read instead of the YAML, never instead of another content, and never trusted when damaged."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook import cache
from asylia.lawbook.cache import load_law
from asylia.lawbook.reader import read_law


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("ASYLIA_CACHE", str(folder))
    return folder


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A copy of the law folder."""
    return shutil.copytree(data_folder("law"), tmp_path / "law")


def _no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_read", lambda folder: pytest.fail("the YAML was read"))


def test_second_load_parses_no_yaml(kept: Path, law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_law(law)
    _no_reading(monkeypatch)

    assert first == load_law(law)


def test_compiled_law_is_the_law_that_was_read(kept: Path, law: Path) -> None:
    load_law(law)

    assert read_law(law) == load_law(law)


def test_compiled_law_is_plain_data(kept: Path, law: Path) -> None:
    load_law(law)

    (path,) = kept.iterdir()
    assert path.suffix == ".json"
    assert json.loads(path.read_text(encoding="utf-8"))


DAMAGE = [
    b"", b"{", b"null", b"[]", b'["LawData"]', b'["NoSuchClass", 1]', b"[[1]]", b"\xff\xfe", b'["date", "2024-02-30"]',
    b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage[:20].decode("latin-1"))
def test_damaged_copy_is_ignored_and_renewed(
    kept: Path, law: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_law(law)
    (path,) = kept.iterdir()
    path.write_bytes(damage)

    assert whole == load_law(law)
    _no_reading(monkeypatch)
    assert whole == load_law(law)


def test_shortened_copy_is_ignored(kept: Path, law: Path) -> None:
    whole = load_law(law)
    (path,) = kept.iterdir()
    path.write_bytes(path.read_bytes()[:-100])

    assert whole == load_law(law)


def test_copy_of_other_content_is_not_used(kept: Path, law: Path) -> None:
    before = load_law(law)
    goals = law / "goals.yaml"
    goals.write_text(goals.read_text(encoding="utf-8").replace("weight: 3", "weight: 9", 1), encoding="utf-8")

    after = load_law(law)

    assert before.version != after.version
    assert (before.goals[0].weight, after.goals[0].weight) == (3, 9)
    assert len(list(kept.iterdir())) == 2


def test_renamed_file_is_other_content(kept: Path, law: Path) -> None:
    before = load_law(law)
    (law / "japan" / "status.yaml").rename(law / "japan" / "statuses.yaml")

    assert before.version != load_law(law).version


def test_copy_of_other_classes_is_not_used(kept: Path, law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer asylia with other classes reads the YAML again."""
    load_law(law)
    monkeypatch.setattr(cache, "_PACKING", replace(cache._PACKING, shape="othershape"))

    load_law(law)

    assert len(list(kept.iterdir())) == 2


def test_cache_folder_that_cannot_be_written(tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law is still read, each time anew. A file in the way stops root too, as permissions would not."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("ASYLIA_CACHE", str(in_the_way / "cache"))

    assert read_law(law) == load_law(law)
    assert in_the_way.read_text(encoding="utf-8") == "no folder"


def test_full_disk_leaves_no_half_copy(kept: Path, law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("asylia.compiled.os.replace", full)

    load_law(law)

    assert not [path for path in kept.iterdir() if path.suffix == ".json"]
    assert not list(kept.iterdir())


def test_broken_law_keeps_nothing(kept: Path, law: Path) -> None:
    (law / "goals.yaml").write_text("goals: [", encoding="utf-8")

    with pytest.raises(InputError):
        load_law(law)
    assert not kept.exists()
