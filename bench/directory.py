"""How fast the directory is written and searched: 50,000 services that nobody gives, against the shipped directory.

`python -m bench.directory` prints these figures alone.
"""

from __future__ import annotations

import gc
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from asylia.deadlines.calendars import calendar_of
from asylia.directory.hsds.export import export
from asylia.directory.match import match
from asylia.directory.match_index import Index, index_of
from asylia.directory.match_wish import Wish
from asylia.directory.model import Directory, Organization
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.cache import load_law
from bench.figure import Figure, median_ms

PLACE = "JP"
SERVICES = 50_000
EXPORT_GOAL = 20_000
"""Milliseconds of the processor for both forms of HSDS."""


def generated(shipped: Directory, services: int = SERVICES) -> Directory:
    """A directory of that many services: the shown organisations of the shipped one, copied under other ids and names.

    What they look like, in which scripts and with how many details, is therefore real; the same every time.
    """
    models = [organization for organization in shipped.shown() if organization.services]
    found: dict[str, Organization] = {}
    count = copy = 0
    while count < services:
        for model in models:
            if count >= services:
                break
            kept = model.services[: services - count]
            names = {tag: f"{name} {copy}" for tag, name in model.names.items()}
            identity = f"{model.id}-{copy}"
            found[identity] = replace(model, id=identity, names=names, services=kept)
            count += len(kept)
        copy += 1
    return replace(shipped, organizations=found)


def once_ms(act: Callable[[], object]) -> float:
    """The processor time of one run, in milliseconds: long enough to need no median, and not that of other programs."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def export_figures(shipped: Directory, large: Directory) -> list[Figure]:
    """Writing HSDS, JSON and tables together."""
    word = texts_in("en").word

    def write(directory: Directory) -> float:
        with tempfile.TemporaryDirectory() as folder:
            return once_ms(lambda: export(directory, Path(folder), language="en", word=word))

    write(shipped)
    small, whole = write(shipped), write(large)
    count = sum(len(organization.services) for organization in shipped.shown())
    each = (whole / SERVICES) / (small / count)
    return [
        Figure(f"HSDS export of the {count} services shipped (reference)", small, None, 1.0, "shipped"),
        Figure(f"HSDS export of {SERVICES:,} services", whole, EXPORT_GOAL, whole / small, "shipped"),
        Figure("HSDS export, each service of many to each of few", each, 1.5, each, "shipped", "x"),
    ]


def match_figures(shipped: Directory, large: Directory) -> list[Figure]:
    """Finding who can help: the first three of all who fit, for the widest question and for a narrow one.

    Peak memory is that of the whole process with both directories and their indices in it.
    """
    calendar = calendar_of(load_law(data_folder("law")).tables.timetables[PLACE])
    moment = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo(shipped.timezones[PLACE]))
    wide = Wish(PLACE, moment.date(), ("legal",), languages=("my",), moment=moment)
    narrow = Wish(PLACE, moment.date(), ("shelter.tonight",), ("applicant",), near="osaka", moment=moment)
    few = index_of(shipped)
    built = once_ms(lambda: index_of(large))
    many = index_of(large)
    gc.freeze()  # a hundred thousand objects that stay are not looked through for rubbish while a question is answered

    def taken(index: Index, wish: Wish) -> float:
        return median_ms(lambda: match(index, wish, calendar).first, 15)

    small = taken(few, wide)
    widest, narrowest = taken(many, wide), taken(many, narrow)
    found = len(match(many, wide, calendar).ranked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("who can help, shipped directory (reference)", small, 5, 1.0, "shipped"),
        Figure(f"who can help, {SERVICES:,} services, {found:,} fit", widest, 50, widest / small, "shipped"),
        Figure(f"who can help, {SERVICES:,} services, narrow question", narrowest, 50, narrowest / small, "shipped"),
        Figure(f"index of {SERVICES:,} services, built once", built, None, built / small, "shipped"),
        Figure("who can help, peak memory", peak, 300, 1.0, "itself", "MB"),
    ]


def directory_figures() -> list[Figure]:
    """All figures of the directory."""
    shipped = read_directory(data_folder("directory"))
    large = generated(shipped)
    return [*match_figures(shipped, large), *export_figures(shipped, large)]


if __name__ == "__main__":
    for figure in directory_figures():
        print(figure)
