"""What every reader needs, read once before the workers are forked: they share its memory, and no first reader waits.

Everything here is law, words, directory and figures. Nothing of any reader exists yet.
"""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from asylia.site.clock import today
from asylia.site.directory_data import index
from asylia.site.figures_data import official
from asylia.site.guide import desk
from asylia.site.law.cases import published
from asylia.site.law.find import search_index
from asylia.site.law.glossary import rules_by_fact, terms
from asylia.site.law.rules import cases_of_rules
from asylia.site.law_data import lawbook
from asylia.site.reader import reader_in, site_languages

_READ = (index, official, published, cases_of_rules, rules_by_fact, terms, search_index)
"""Each keeps what it reads. The index for searching the law lies in the cache folder from the first start on."""


def load_all() -> None:
    """Read everything now, and set it apart from what is looked through for rubbish."""
    read_all()
    gc.collect()
    # A collector that walks the law writes to each object's page of memory, and a written page is no longer shared.
    gc.freeze()


def read_all() -> None:
    """Read everything now: routes with their views, templates, texts, the law of today, directory and figures."""
    import_module(settings.ROOT_URLCONF)
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):
        for path in sorted(folder.rglob("*.*")):
            get_template(path.relative_to(folder).as_posix())
    for code in site_languages():
        reader_in(code)
    for place in lawbook().data.tables.procedures:
        # Compiled before the fork, the law of today is compiled once and not by each worker for its first reader.
        _ = lawbook().at(today(), place).provisions_in_force
    desk.load()
    for read in _READ:
        read()
