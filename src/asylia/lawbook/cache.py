"""The compiled law: `LawData` as plain JSON, keyed by content, so that YAML is not parsed at every start."""

from __future__ import annotations

from pathlib import Path

from asylia.compiled import keep, user_cache
from asylia.lawbook import model, procedure, rights, tables
from asylia.lawbook.model import LawData
from asylia.lawbook.reader import content_hash, read_law
from asylia.logic import expression
from asylia.packed import packing

_PACKING = packing((model, procedure, rights, tables, expression), (expression.Test,))


def load_law(folder: Path) -> LawData:
    """The law of a folder, from the compiled copy if there is one of the same content. Raises InputError."""
    if not folder.is_dir():
        return read_law(folder)
    path = user_cache() / f"law-{content_hash(folder)}-{_PACKING.shape}.json"
    try:
        law = _PACKING.unpack(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        law = None
    if isinstance(law, LawData):
        return law
    read = read_law(folder)
    keep(path, _PACKING.pack(read))
    return read
