"""What the official numbers count: figures/measures.yaml."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asylia.compiled import hash_of_files
from asylia.figures.model import STAGES, UNITS
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.strict_yaml import read_yaml
from asylia.packed import packing, read_packed

KINDS = ("flow", "stock", "cumulative")
"""In a period, at its end, or from a first day to its end."""
SPECIFIED = tuple(f"M{number:02}" for number in range(1, 23))
"""The measures of docs/look-up/measures.md."""


@dataclass(frozen=True, slots=True)
class OfficialMeasure:
    """What a name in the column `measure` of official.csv stands for."""

    name: str
    title: Mapping[str, str]
    kind: str
    """One of `KINDS`."""
    unit: str
    stage: str | None
    feeds: tuple[str, ...]
    """Of `SPECIFIED`."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that must be the sum of its parts where they stand."""

    total: str
    parts: tuple[str, ...]
    may_be_absent: tuple[str, ...]
    """Parts that count nought where the source leaves them out."""
    first: int
    last: int
    line: int

    def holds_in(self, year: int) -> bool:
        """Whether the total is defined so in this year."""
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Balance:
    """A stock that must follow from the one a year before."""

    stock: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    leave_out: tuple[int, ...]
    """Years in which the source says why it does not."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of official measures, and what must hold between their numbers."""

    measures: Mapping[str, OfficialMeasure]
    sums: tuple[Sum, ...]
    balances: tuple[Balance, ...]


@lru_cache(maxsize=4)
def read_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary in a folder, or the one shipped. Raises InputError with file, line and mend."""
    path = (folder or data_folder("figures")) / "measures.yaml"
    if not path.is_file():
        return _read(path)
    name = f"vocabulary-of-figures-{hash_of_files(path.parent, [path])}"
    return read_packed(name, packing([sys.modules[__name__]]), Vocabulary, lambda: _read(path))


def _read(path: Path) -> Vocabulary:
    shown = f"{path.parent.name}/{path.name}"
    fields = Fields(read_yaml(path, name=shown), shown, "the file")
    named = Fields(fields.take("measures"), shown, "measures")
    measures = {
        name: _measure(name, Fields(block, shown, name, named.block.lines[name])) for name, block in named.block.items()
    }
    sums = tuple(_sum(Fields(item, shown, "a sum", line), measures) for item, line in fields.items("sums"))
    balances = tuple(
        _balance(Fields(item, shown, "a balance", line), measures) for item, line in fields.items("balances")
    )
    fields.close()
    return Vocabulary(measures, sums, balances)


def _measure(name: str, fields: Fields) -> OfficialMeasure:
    measure = OfficialMeasure(
        name=name,
        title=fields.titles(),
        kind=fields.one_of("kind", KINDS),
        unit=fields.one_of("unit", UNITS),
        stage=fields.one_of("stage", STAGES) if fields.has("stage") else None,
        feeds=fields.texts("feeds"),
    )
    for feed in measure.feeds:
        if feed not in SPECIFIED:
            raise fields.error(f"{feed!r} is no measure", "feeds", "use M01 to M22")
    fields.close()
    return measure


def _known(fields: Fields, key: str, names: tuple[str, ...], measures: Mapping[str, OfficialMeasure]) -> None:
    for name in names:
        if name not in measures:
            raise fields.error(f"unknown measure {name!r}", key, nearest(name, measures))


def _sum(fields: Fields, measures: Mapping[str, OfficialMeasure]) -> Sum:
    found = Sum(
        total=fields.text("total"),
        parts=fields.texts("parts"),
        may_be_absent=fields.texts("absent counts nought"),
        first=fields.number("from", 0),
        last=fields.number("to", 9999),
        line=fields.line,
    )
    _known(fields, "parts", (found.total, *found.parts, *found.may_be_absent), measures)
    fields.close()
    return found


def _balance(fields: Fields, measures: Mapping[str, OfficialMeasure]) -> Balance:
    stock, plus, minus = fields.text("stock"), fields.texts("plus"), fields.texts("minus")
    _known(fields, "stock", (stock, *plus, *minus), measures)
    leave_out = tuple(year for year, _ in fields.items("leave out") if isinstance(year, int))
    fields.close()
    return Balance(stock, plus, minus, leave_out)
