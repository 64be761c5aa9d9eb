"""The compiled directory: plain JSON, keyed by content, so that YAML is not parsed at every start."""

from __future__ import annotations

from pathlib import Path

from asylia.compiled import content_hash
from asylia.directory import areas, matching, model, taxonomy
from asylia.directory.model import Directory
from asylia.packed import packing, read_packed

_PACKING = packing((model, taxonomy, areas, matching))


def load_directory(folder: Path) -> Directory:
    """The directory of a folder, from the compiled copy if there is one of the same content. Raises InputError."""
    name = f"directory-{folder.name}-{content_hash(folder)}"
    return read_packed(name, _PACKING, Directory, lambda: _read(folder))


def _read(folder: Path) -> Directory:
    from asylia.directory.reader import read_directory  # noqa: PLC0415  # only where there is no compiled copy

    return read_directory(folder)
