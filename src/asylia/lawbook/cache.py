"""The compiled law: `LawData` as plain JSON, keyed by content, so that YAML is not parsed at every start."""

from __future__ import annotations

from pathlib import Path

from asylia.compiled import content_hash
from asylia.lawbook import model, procedure, rights, tables
from asylia.lawbook.model import LawData
from asylia.logic import expression
from asylia.packed import packing, read_packed

_PACKING = packing((model, procedure, rights, tables, expression), (expression.Test,))


def load_law(folder: Path) -> LawData:
    """The law of a folder, from the compiled copy if there is one of the same content. Raises InputError."""
    if not folder.is_dir():
        return _read(folder)
    return read_packed(f"law-{content_hash(folder)}", _PACKING, LawData, lambda: _read(folder))


def _read(folder: Path) -> LawData:
    from asylia.lawbook.reader import read_law  # noqa: PLC0415  # only where there is no compiled copy

    return read_law(folder)
