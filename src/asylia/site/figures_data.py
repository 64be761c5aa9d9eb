"""The figures: official ones, which are shipped, and UNHCR's tables where the operator has got them."""

from __future__ import annotations

from functools import lru_cache

from asylia.figures.official import OfficialFigures, read_official
from asylia.figures.query import Tables, open_tables


@lru_cache(maxsize=1)
def official() -> OfficialFigures:
    """The official figures that are shipped."""
    return read_official()


def tables() -> Tables:
    """UNHCR's tables, opened once for all threads. Raises NoFigures if the operator has not got them."""
    held = _opened()
    held.asked.clear()  # what was asked is for `--sql`; a server would keep it for ever
    return held


@lru_cache(maxsize=1)
def _opened() -> Tables:
    return open_tables()
