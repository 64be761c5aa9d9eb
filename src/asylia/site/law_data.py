"""The law, read once before the workers are forked, so that they share its memory."""

from __future__ import annotations

import gc
from functools import lru_cache

from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook
from asylia.site.clock import today
from asylia.site.reader import reader_in, site_languages


@lru_cache(maxsize=1)
def lawbook() -> Lawbook:
    """The law book that is shipped."""
    return Lawbook(load_law(data_folder("law")))


def load_all() -> None:
    """Read the law and the texts now, and set them apart from what is looked through for rubbish."""
    from asylia.site.guide.desk import load as load_guide  # noqa: PLC0415  # it reads the law through this module
    from asylia.site.law.find import search_index  # noqa: PLC0415  # as above

    for code in site_languages():
        reader_in(code)
    for place in lawbook().data.tables.procedures:
        # Compiled before the fork, the law of today is compiled once and not by each worker for its first reader.
        _ = lawbook().at(today(), place).provisions_in_force
    load_guide()
    # Made at the first start, in some seconds: a reader who waits for it on a slow machine would be hung up on.
    search_index()
    gc.collect()
    # A collector that walks the law writes to each object's page of memory, and a written page is no longer shared.
    gc.freeze()
