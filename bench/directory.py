"""How fast the directory is written and searched: 50,000 services that nobody gives, against the shipped directory.

`python -m bench.directory` prints these figures alone.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from asylia.directory.hsds.export import export
from asylia.directory.model import Directory, Organization
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from bench.figure import Figure

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


def directory_figures() -> list[Figure]:
    """All figures of the directory."""
    shipped = read_directory(data_folder("directory"))
    return export_figures(shipped, generated(shipped))


if __name__ == "__main__":
    for figure in directory_figures():
        print(figure)
