"""SEC-92: the bill of materials is sound CycloneDX, names all that runs with its hashes, and is the same again."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from asylia.site.assets import ASSETS

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
_SPEC = spec_from_file_location("sbom", ROOT / "tools" / "sbom.py")
assert _SPEC is not None
assert _SPEC.loader is not None
sbom: Any = module_from_spec(_SPEC)  # the tools are scripts, and no package
sys.modules["sbom"] = sbom
_SPEC.loader.exec_module(sbom)
MADE = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def text() -> str:
    return str(sbom.written(sbom.bill(sbom.locked(LOCK.read_text()), MADE)))


@pytest.fixture(scope="module")
def content(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text)
    return read


def test_sec_92_it_keeps_the_official_schema(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text.replace('"library"', '"book"')) is not None


def test_sec_92_it_names_every_package_of_the_lock_with_its_hashes(content: dict[str, Any]) -> None:
    there = {one["name"]: one for one in content["components"] if one["type"] == "library"}
    wanted = {one.name: one for one in sbom.locked(LOCK.read_text())}

    assert there.keys() == wanted.keys()
    assert {"Django", "django"} & there.keys()
    for name, one in wanted.items():
        [reference] = there[name]["externalReferences"]
        assert there[name]["version"] == one.version
        assert {digest["content"] for digest in reference["hashes"]} == set(one.hashes) != set()
    assert LOCK.read_text().count("--hash=") == sum(len(one.hashes) for one in wanted.values())


def test_sec_92_it_holds_what_runs_and_not_what_tests(content: dict[str, Any]) -> None:
    names = {one["name"] for one in content["components"]}

    assert not {"pytest", "ruff", "mypy", "playwright", "cyclonedx-python-lib"} & names


def test_sec_92_it_names_the_files_that_browsers_load(content: dict[str, Any]) -> None:
    there = {one["name"]: one for one in content["components"] if one["type"] == "file"}

    assert there.keys() == ASSETS.keys()
    assert all(one["hashes"] and one["licenses"] for one in there.values())


def test_sec_92_licences_stand_where_packages_say_them(content: dict[str, Any]) -> None:
    libraries = [one for one in content["components"] if one["type"] == "library"]
    without = [one["name"] for one in libraries if not one.get("licenses")]

    assert len(without) <= len(libraries) // 4, without


def test_sec_92_the_same_lock_and_commit_give_the_same_bytes(text: str) -> None:
    assert sbom.written(sbom.bill(sbom.locked(LOCK.read_text()), MADE)) == text
    assert json.loads(text)["metadata"]["timestamp"] == "2026-11-22T00:00:00+00:00"


def test_a_lock_is_read_with_all_hashes_of_a_package() -> None:
    digests = ("a" * 64, "b" * 64)
    lock = f"# head\nDjango==5.2.8 \\\n    --hash=sha256:{digests[0]} \\\n    --hash=sha256:{digests[1]}\nx==1\n"

    assert list(sbom.locked(lock)) == [sbom.Locked("Django", "5.2.8", digests), sbom.Locked("x", "1", ())]
