"""The compiled law: `LawData` as plain JSON, keyed by content, so that YAML is not parsed at every start."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

from asylia import __version__
from asylia.compiled import FORMAT, hash_text, keep, user_cache
from asylia.lawbook import model, procedure, rights, tables
from asylia.lawbook.model import LawData
from asylia.lawbook.reader import content_hash, read_law
from asylia.logic import expression

_CLASSES: Mapping[str, type] = {
    name: kind
    for module in (model, procedure, rights, tables, expression)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and is_dataclass(kind)
}


def load_law(folder: Path) -> LawData:
    """The law of a folder, from the compiled copy if there is one of the same content. Raises InputError."""
    if not folder.is_dir():
        return read_law(folder)
    path = user_cache() / f"law-{content_hash(folder)}-{_shape()}.json"
    try:
        return _decode_law(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        law = read_law(folder)
        keep(path, json.dumps(_encode(law), ensure_ascii=False, separators=(",", ":")))
        return law


@cache
def _shape() -> str:
    """A word that changes when the classes change, so that an old copy is never read as a new one."""
    text = (
        __version__ + FORMAT + repr([(name, [f.name for f in fields(kind)]) for name, kind in sorted(_CLASSES.items())])
    )
    return hash_text(text)


def _encode(value: object) -> object:
    """Dataclasses as [class, fields ...], dates as ["date", text], tuples as ["tuple", ...], mappings as objects."""
    if isinstance(value, Enum):
        return ["Test", value.value]
    if is_dataclass(value):
        return [type(value).__name__, *(_encode(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return ["tuple", *map(_encode, value)] if value else ["tuple"]
    if isinstance(value, Mapping):
        return {str(key): _encode(inner) for key, inner in value.items()}
    return value


def _decode_law(text: str) -> LawData:
    law = _decode(json.loads(text))
    if not isinstance(law, LawData):
        raise ValueError("this is no compiled law")
    return law


def _decode(value: object) -> object:
    if isinstance(value, list):
        return _DECODERS[value[0]](value)
    if isinstance(value, dict):
        return {key: _decode(inner) for key, inner in value.items()}
    return value


def _decoder(kind: type) -> Callable[[list[object]], object]:
    return lambda value: kind(*[_decode(inner) for inner in value[1:]])


_DECODERS: dict[object, Callable[[list[object]], object]] = {name: _decoder(kind) for name, kind in _CLASSES.items()}
_DECODERS["tuple"] = lambda value: tuple(_decode(inner) for inner in value[1:])
_DECODERS["date"] = lambda value: date.fromisoformat(str(value[1]))
_DECODERS["Test"] = lambda value: expression.Test(value[1])
