"""The compiled directory: plain JSON, keyed by content, so that YAML is not parsed at every start."""

from __future__ import annotations

from pathlib import Path

from asylia.compiled import hash_of_files, keep, user_cache
from asylia.directory import areas, matching, model, taxonomy
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.packed import packing

_PACKING = packing((model, taxonomy, areas, matching))


def load_directory(folder: Path) -> Directory:
    """The directory of a folder, from the compiled copy if there is one of the same content. Raises InputError."""
    name = f"directory-{folder.name}-{hash_of_files(folder, sorted(folder.rglob('*.yaml')))}"
    path = user_cache() / f"{name}-{_PACKING.shape}.json"
    try:
        found = _PACKING.unpack(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        found = None
    if isinstance(found, Directory):
        return found
    read = read_directory(folder)
    keep(path, _PACKING.pack(read))
    return read
