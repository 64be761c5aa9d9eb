"""Where the data folders are: beside the package in a wheel, at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from asylia.errors import AsyliaError

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """A folder of data: law, cases, figures, languages, directory, examples. Raises AsyliaError if not installed."""
    for root in (_PACKAGE / "data", _PACKAGE.parents[1]):
        if (root / name).is_dir():
            return root / name
    raise AsyliaError(f"the data folder {name!r} is missing from this installation; install asylia again")
