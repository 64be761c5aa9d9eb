"""The official schemas of HSDS 3.0, which the project does not ship: found through ASYLIA_HSDS_SCHEMAS."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

FOLDER = os.environ.get("ASYLIA_HSDS_SCHEMAS", "")
official = pytest.mark.skipif(not FOLDER, reason="set ASYLIA_HSDS_SCHEMAS to the folder of the official HSDS schemas")

FORMATS = FormatChecker()
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9._~:@-]+(?:[/?#](?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?\Z"
)


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    """Whether it is an absolute URI: without a checker of its own the library lets every text pass."""
    if not isinstance(value, str):
        return True
    return _URI.match(value) is not None


@FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def of_official(path: str, release: str = "3.0") -> Any:
    """A file of a release."""
    return json.loads((Path(FOLDER) / release / path).read_text(encoding="utf-8"))


@cache
def validator(name: str, *, strict: bool = True) -> Draft202012Validator:
    """The compiled schema of an object; `strict` forbids properties that it does not name."""
    compiled = Path(FOLDER) / "3.0" / "schema" / "compiled" / f"{name}.json"
    schema = of_official(f"schema/compiled/{name}.json" if compiled.exists() else f"schema/{name}.json")
    if not compiled.exists():
        schema = _with_parts(schema)
    return Draft202012Validator(_closed(schema) if strict else schema, format_checker=FORMATS)


def faults(name: str, thing: object, *, strict: bool = True) -> list[str]:
    """What is wrong with an object, each with its path."""
    found = validator(name, strict=strict).iter_errors(thing)
    return [f"{error.json_path}: {error.message}" for error in found]


def _with_parts(schema: Any) -> Any:
    """A schema with the files that it refers to put in place."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _with_parts(of_official(f"schema/{schema['$ref']}"))
        return {key: _with_parts(value) for key, value in schema.items()}
    return [_with_parts(item) for item in schema] if isinstance(schema, list) else schema


def _closed(schema: Any) -> Any:
    """The same, with unknown properties forbidden in every object."""
    if isinstance(schema, dict):
        inner = {key: _closed(value) for key, value in schema.items()}
        return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner
    return [_closed(item) for item in schema] if isinstance(schema, list) else schema
