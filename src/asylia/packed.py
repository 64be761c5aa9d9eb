"""Frozen dataclasses as plain JSON and back: how compiled data are kept, so that YAML is not parsed at every start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from enum import Enum
from types import ModuleType
from typing import TypeVar

from asylia import __version__
from asylia.compiled import FORMAT, hash_text, keep, user_cache

_Decoder = Callable[[list[object]], object]
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Packing:
    """How the classes of some modules are packed."""

    shape: str
    """A word that changes when the classes change, so that an old copy is never read as a new one."""
    pack: Callable[[object], str]
    unpack: Callable[[str], object]
    """Raises ValueError, KeyError, TypeError or IndexError for a damaged text."""


def packing(modules: Iterable[ModuleType], enums: Iterable[type[Enum]] = ()) -> Packing:
    """The packing of the dataclasses that stand in these modules, and of values of these enums.

    A dataclass becomes [class, fields ...], a date ["date", text], a tuple ["tuple", ...], a mapping an object.
    """
    classes: dict[str, type] = {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind)
    }
    shapes = [(name, [f.name for f in fields(kind)]) for name, kind in sorted(classes.items())]
    decoders: dict[object, _Decoder] = {}

    def decode(value: object) -> object:
        if isinstance(value, list):
            return decoders[value[0]](value)
        if isinstance(value, dict):
            return {key: decode(inner) for key, inner in value.items()}
        return value

    def inside(value: list[object]) -> list[object]:
        # Most are texts and numbers, most others lists: calling decode for these took as long again.
        return [
            decoders[inner[0]](inner) if type(inner) is list else decode(inner) if type(inner) is dict else inner
            for inner in value[1:]
        ]

    def decoder(kind: type) -> _Decoder:
        return lambda value: kind(*inside(value))

    decoders.update((name, decoder(kind)) for name, kind in classes.items())
    decoders["tuple"] = lambda value: tuple(inside(value)) if len(value) > 1 else ()  # half of them are empty
    decoders["frozenset"] = lambda value: frozenset(inside(value))
    decoders["date"] = lambda value: date.fromisoformat(str(value[1]))
    decoders["time"] = lambda value: time.fromisoformat(str(value[1]))
    for enum in enums:
        decoders[enum.__name__] = _of_enum(enum)
    return Packing(
        hash_text(__version__ + FORMAT + repr(shapes)),
        lambda value: json.dumps(_encode(value), ensure_ascii=False, separators=(",", ":")),
        lambda text: decode(json.loads(text)),
    )


def read_packed(name: str, packed: Packing, kind: type[_Kind], read: Callable[[], _Kind]) -> _Kind:
    """What was compiled under a name that changes with the content; read and kept if there is none or it is damaged."""
    path = user_cache() / f"{name}-{packed.shape}.json"
    try:
        found = packed.unpack(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        found = None
    if isinstance(found, kind):
        return found
    made = read()
    keep(path, packed.pack(made))
    return made


def _of_enum(enum: type[Enum]) -> _Decoder:
    return lambda value: enum(value[1])


def _encode(value: object) -> object:
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if is_dataclass(value):
        return [type(value).__name__, *(_encode(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, (date, time)):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, tuple):
        return ["tuple", *map(_encode, value)]
    if isinstance(value, frozenset):
        return ["frozenset", *sorted((_encode(inner) for inner in value), key=str)]
    if isinstance(value, Mapping):
        return {str(key): _encode(inner) for key, inner in value.items()}
    return value
