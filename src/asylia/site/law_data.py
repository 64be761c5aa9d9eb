"""The law, read once before the workers are forked (see loading.py), so that they share its memory."""

from __future__ import annotations

from functools import lru_cache

from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook


@lru_cache(maxsize=1)
def lawbook() -> Lawbook:
    """The law book that is shipped."""
    return Lawbook(load_law(data_folder("law")))
