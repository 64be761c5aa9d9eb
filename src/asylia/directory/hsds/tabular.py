"""The tabular form: a CSV file per kind of object, and a description of the package."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from types import TracebackType
from typing import IO

from asylia.directory.hsds.shape import DRAFT_KINDS, SHAPES, Field, Shape
from asylia.directory.hsds.terms import Json
from asylia.plain import as_cell

DESCRIPTION = "datapackage.json"
_BUFFER = 1 << 20
_SPECIAL = re.compile(r"[\",\r\n]")
_NUMBER = re.compile(r"\+[0-9 ().-]+\Z")
WRITTEN = tuple(shape for kind, shape in SHAPES.items() if kind not in DRAFT_KINDS)
"""The kinds of HSDS 3.0: each has a file, also where nothing is in it, since keys refer to it."""
_ELSEWHERE = frozenset(
    [
        ("service", "organization"),
        ("service_at_location", "service"),
        ("attribute", "taxonomy_term"),
        ("taxonomy_term", "taxonomy_detail"),
    ]
)
"""Objects inside others that have their row from elsewhere."""


def columns(shape: Shape) -> tuple[str, ...]:
    """The columns of a table: the fields of 3.0 in their order."""
    return tuple(field.name for field in shape.fields if field.name not in shape.drafts)


_COLUMNS = {shape.kind: columns(shape) for shape in WRITTEN}


_UNLINKED = frozenset(["attribute", "metadata", "taxonomy", "location"])
"""Objects that say by themselves what they belong to; the rest get the key of what they stand in."""
_INSIDE = {
    kind: tuple(
        (child.key, child.kind, child.kind not in _UNLINKED)
        for child in shape.children
        if (kind, child.key) not in _ELSEWHERE
    )
    for kind, shape in SHAPES.items()
}


def _listed(value: object) -> list[Json]:
    if isinstance(value, list):
        return value
    assert isinstance(value, dict)
    return [value]


def _cell(value: object) -> object:
    """A text that a spreadsheet would run has an apostrophe before it. Telephone numbers stay as programs want them."""
    return as_cell(value) if isinstance(value, str) and not _NUMBER.match(value) else value


class TableWriter:
    """Writes objects as rows into the files of a folder. A context: it opens all files, and closes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[IO[str]] = []
        self._places: set[object] = set()

    def __enter__(self) -> TableWriter:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._writers = {}
        for shape in WRITTEN:
            opened = (self._folder / f"{shape.file}.csv").open("w", _BUFFER, encoding="utf-8", newline="")
            self._files.append(opened)
            self._writers[shape.kind] = csv.writer(opened, lineterminator="\n")
            self._writers[shape.kind].writerow(_COLUMNS[shape.kind])
            if shape.kind == "attribute":
                self._attributes = opened
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for opened in self._files:
            opened.close()

    def write(self, kind: str, thing: Json, links: Json | None = None) -> None:
        """Writes an object, and the objects inside it. A place stands in several; it is written once."""
        if kind == "location":
            if thing["id"] in self._places:
                return
            self._places.add(thing["id"])
        row = {**links, **thing} if links else thing
        self._writers[kind].writerow([_cell(row.get(name, "")) for name in _COLUMNS[kind]])
        inner: Json = {f"{kind}_id": thing["id"]}
        for key, child, is_linked in _INSIDE[kind]:
            if key not in thing:
                continue
            for item in _listed(thing[key]):
                if child == "attribute":
                    self._write_attribute(item, kind, thing["id"])
                else:
                    self.write(child, item, inner if is_linked else None)

    def _write_attribute(self, mark: Json, kind: str, about: object) -> None:
        """Two rows of three are attributes, so they go past the writer, which would take half of the time."""
        term = mark["taxonomy_term"]
        assert isinstance(term, dict)
        value = str(_cell(str(mark.get("value", ""))))
        if value and _SPECIAL.search(value):
            value = '"' + value.replace('"', '""') + '"'
        link, entity = mark.get("link_id", about), mark.get("link_entity", kind)
        self._attributes.write(f"{mark['id']},{link},{term['id']},,{entity},{value}\n")


def package(name: str, title: str, version: str, licence: str, language: str) -> Json:
    """The description of the package, after the Frictionless specification, written from the shape of the objects."""
    return {
        "name": name,
        "title": title,
        "profile": "tabular-data-package",
        "version": version,
        "licence_note": licence,
        "language": language,
        "specification": "HSDS 3.0",
        "resources": [_resource(shape) for shape in WRITTEN],
    }


def _resource(shape: Shape) -> Json:
    fields = [field for field in shape.fields if field.name not in shape.drafts]
    schema: Json = {"fields": [_field(field) for field in fields], "primaryKey": "id"}
    keys = [
        {"fields": field.name, "reference": {"resource": field.parent, "fields": "id"}}
        for field in fields
        if field.parent
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": shape.kind,
        "path": f"{shape.file}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(field: Field) -> Json:
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if field.name == "id":
        constraints["unique"] = True
    if field.among:
        constraints["enum"] = list(field.among)
    described: Json = {"name": field.name, "type": field.type}
    if field.type == "datetime":
        described["format"] = "%Y-%m-%dT%H:%M:%SZ"
    elif field.format:
        described["format"] = field.format
    if constraints:
        described["constraints"] = constraints
    return described


def write_description(folder: Path, described: Json) -> None:
    """Writes the description beside the tables."""
    text = json.dumps(described, ensure_ascii=False, indent=2)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
