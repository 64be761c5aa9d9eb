"""The figures: official ones, which are shipped, and UNHCR's tables where the operator has got them."""

from __future__ import annotations

import threading
from functools import lru_cache

from asylia.figures.official import OfficialFigures, read_official
from asylia.figures.query import Tables, open_tables

_OF_THIS_THREAD = threading.local()


@lru_cache(maxsize=1)
def official() -> OfficialFigures:
    """The official figures that are shipped."""
    return read_official()


def tables() -> Tables:
    """UNHCR's tables; a connection to them belongs to one thread. Raises NoFigures if the operator has not got them."""
    held: Tables | None = getattr(_OF_THIS_THREAD, "tables", None)
    if held is None:
        held = _OF_THIS_THREAD.tables = open_tables()
    held.asked.clear()  # what was asked is for `--sql`; a server would keep it for ever
    return held
