"""Compiled copies of data files: plain JSON in the user's cache folder, keyed by content.

Reading one runs no code. It is written atomically, and left out where the folder cannot be written.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from asylia.errors import InputError

FORMAT = "5"
"""Raise it when the shape of any compiled copy changes."""


def hash_text(text: str) -> str:
    """A short stable hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def hash_of_files(folder: Path, files: Iterable[Path]) -> str:
    """A hash of files by name and content. Raises InputError for one that is none, such as a link to nowhere."""
    digest = hashlib.sha256()
    for path in files:
        if not path.is_file():
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            raise InputError("this is no file", file=shown, mend="put a file there, or take it out")
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def content_hash(folder: Path) -> str:
    """A hash of every YAML file in a folder, by name and content; that of the law is the `law_version` of outputs."""
    return hash_of_files(folder, sorted(folder.rglob("*.yaml")))


def user_cache() -> Path:
    """Where compiled copies are kept: `ASYLIA_CACHE`, else the user's cache folder."""
    named = os.environ.get("ASYLIA_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "asylia"


def cached_json(key: str, build: Callable[[], dict[str, object]]) -> dict[str, object]:
    """The compiled object under a key, made and kept if there is none or if it is damaged."""
    path = user_cache() / f"{key}-{FORMAT}.json"
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    built = build()
    keep(path, json.dumps(built, ensure_ascii=False))
    return built


def keep(path: Path, text: str) -> None:
    """Write a compiled copy whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError:
        return  # a read-only place: what was compiled stays in memory only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
