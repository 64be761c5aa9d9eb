"""The schemas for editors: they take what is shipped, and refuse what the reader refuses."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import asylia.directory
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import parse_yaml, read_yaml
from tests.directory.small_directory import (
    FILES,
    HEAD,
    JAPAN,
    KOREA,
    SOURCES,
    TAXONOMY,
    Change,
    changed,
    write_directory,
)

ROOM = Path(asylia.directory.__file__).parent
SCHEMAS = {path.name.partition(".")[0]: path for path in sorted((ROOM / "schemas").glob("*.json"))}
NAMED = {HEAD: "directory", TAXONOMY: "taxonomy", SOURCES: "sources", JAPAN: "organizations", KOREA: "organizations"}
SHIPPED = sorted(data_folder("directory").rglob("*.yaml"))
PAGE = (data_folder("directory").parent / "docs" / "look-up" / "directory-format.md").read_text(encoding="utf-8")


@cache
def schema(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(SCHEMAS[name].read_text(encoding="utf-8"))
    return found


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(name: str, value: object) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema(name)).iter_errors(plain(value))
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_file_names_its_schema_and_fits_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()

    assert named in SCHEMAS.values()
    assert faults(named.name.partition(".")[0], read_yaml(path)) == []


@pytest.mark.parametrize("file", FILES)
def test_small_directory_fits(file: str) -> None:
    assert faults(NAMED[file], parse_yaml(FILES[file].encode(), name=file)) == []


BROKEN: dict[str, tuple[str, Change]] = {
    "another key": (JAPAN, ("    kind: ngo", "    colour: red\n    kind: ngo")),
    "no name in English": (JAPAN, ('{en: The Door, ja: "ひらいたドア"}', '{ja: "ひらいたドア"}')),
    "a way to publish": (JAPAN, ("publish: ok", "publish: maybe")),
    "a type of phone": (JAPAN, ("type: toll_free", "type: carrier_pigeon")),
    "a phone without a number": (JAPAN, ('e164: "+81363830688", ', "")),
    "a phone with two": (KOREA, ('short_code: "1345"', 'short_code: "1345", e164: "+8225551345"')),
    "an hour": (JAPAN, ('"09:00"', '"9 am"')),
    "a weekday": (JAPAN, ("[MO, TU]", "[MO, DI]")),
    "a service without need": (JAPAN, ("[shelter]", "[]")),
    "a confidence": (JAPAN, ("sources: [PAGE], confidence: high}\n", "sources: [PAGE], confidence: fair}\n")),
    "a page without address": (SOURCES, ('url: "https://page.example.org", ', "")),
    "a date as printed": (SOURCES, ('dated: "2024-06"', "dated: soon")),
    "a need without plain words": (TAXONOMY, (", plain: A bed", "")),
    "a limit that is no number": (HEAD, ("may_be_old: 180", "may_be_old: long")),
}


@pytest.mark.parametrize("what", BROKEN)
def test_schema_refuses(what: str) -> None:
    file, change = BROKEN[what]

    assert faults(NAMED[file], parse_yaml(changed(FILES[file], [change]).encode(), name=file))


def keys_taken() -> set[str]:
    """Every text that the readers take as a key, found in their source."""
    takes = {"take", "text", "texts", "flag", "number", "day", "items", "mapping", "titles", "one_of", "has"}
    helpers = {"printed_date", "required_day", "hour", "_each", "_all_known", "_blocks", "_by_code"}
    helpers |= {"_part", "_needs", "_audience", "_groups", "_organization"}
    found = {"sources", "confidence"}
    for name in ("reader.py", "read_organizations.py", "read_areas.py", "read_matching.py"):
        for node in ast.walk(ast.parse((ROOM / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                by_name = isinstance(node.func, ast.Name) and node.func.id in helpers
                by_method = isinstance(node.func, ast.Attribute) and node.func.attr in takes
                keys = node.args[1:2] if by_name else node.args[:1] if by_method else []
                found |= {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    return found


def properties(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        inside = value.get("properties")
        if isinstance(inside, dict) and value.get("type") == "object":
            yield from inside.items()
        for inner in value.values():
            yield from properties(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from properties(inner)


def test_schemas_know_the_keys_that_the_readers_take() -> None:
    known = {name for schema_name in SCHEMAS for name, _ in properties(schema(schema_name))}

    assert known == keys_taken()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_for_the_editor(name: str) -> None:
    silent = [
        key
        for key, inner in properties(schema(name))
        if isinstance(inner, dict) and not {"description", "$ref"} & set(inner)
    ]

    assert silent == []


def test_page_of_the_format_names_every_key() -> None:
    assert sorted(key for key in keys_taken() if not re.search(rf"\b{key}\b", PAGE)) == []


def test_example_on_the_page_of_the_format_is_read(tmp_path: Path) -> None:
    example = textwrap.indent(PAGE.partition("```yaml\n")[2].partition("```")[0], "  ")
    bed = "{code: shelter, en: Shelter, plain: A roof, help: Shelter}\n  - {code: shelter.tonight, parent: shelter,"
    folder = write_directory(tmp_path, {TAXONOMY: [("{code: shelter,", bed), ("[shelter]", "[]")]})
    (folder / KOREA).unlink()
    (folder / JAPAN).write_text(f"organizations:\n{example}", encoding="utf-8")

    directory = read_directory(folder)

    assert list(directory.organizations) == ["door"]
    assert len(list(directory.organizations["door"].details())) == 9
