"""The tabular form: a CSV file per kind of object, and a description of the package."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from asylia.directory.hsds.shape import DRAFT_KINDS, SHAPES, Field, Shape
from asylia.directory.hsds.terms import Json

DESCRIPTION = "datapackage.json"
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


_CHILDREN = {kind: {child.key: child.kind for child in shape.children} for kind, shape in SHAPES.items()}
_LINKED = frozenset(kind for kind in SHAPES if kind not in ("attribute", "metadata", "taxonomy", "location"))
"""Objects inside others that get the key of what they stand in; the rest say by themselves what they belong to."""


class TableWriter:
    """Writes objects as rows into the files of a folder. A context: it opens all files, and closes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[IO[str]] = []
        self._done: dict[str, set[object]] = {"location": set()}

    def __enter__(self) -> TableWriter:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._writers = {}
        for shape in WRITTEN:
            opened = (self._folder / f"{shape.file}.csv").open("w", encoding="utf-8", newline="")
            self._files.append(opened)
            self._writers[shape.kind] = csv.writer(opened, lineterminator="\n")
            self._writers[shape.kind].writerow(_COLUMNS[shape.kind])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for opened in self._files:
            opened.close()

    def write(self, kind: str, thing: Json) -> None:
        """Writes an object, and the objects inside it, each once."""
        for row_kind, row in _rows(kind, thing, {}, self._done):
            self._writers[row_kind].writerow([row.get(name, "") for name in _COLUMNS[row_kind]])


def _rows(kind: str, thing: Json, links: Json, done: dict[str, set[object]]) -> Iterator[tuple[str, Json]]:
    identifier = thing["id"]
    if kind in done:
        if identifier in done[kind]:
            return
        done[kind].add(identifier)
    row = {**links, **thing}
    if kind == "attribute":
        term = thing["taxonomy_term"]
        assert isinstance(term, dict)
        row["taxonomy_term_id"] = term["id"]
    yield kind, row
    inner: Json = {f"{kind}_id": identifier}
    for key, value in thing.items():
        if not isinstance(value, (list, dict)) or (kind, key) in _ELSEWHERE:
            continue
        child = _CHILDREN[kind].get(key)
        if child is not None:
            for item in value if isinstance(value, list) else [value]:
                yield from _rows(child, item, inner if child in _LINKED else {}, done)


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
