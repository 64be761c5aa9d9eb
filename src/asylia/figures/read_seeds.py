"""The numbers that the seeds quote, and the series in which each is looked up: seeds.csv and seeds_lookup.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asylia.errors import InputError
from asylia.figures.measures import read_vocabulary
from asylia.figures.official import csv_lines
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import Block, read_yaml

COLUMNS = (
    "id",
    "jurisdiction",
    "year_from",
    "year_to",
    "date_note",
    "measure",
    "origin",
    "value",
    "qualifier",
    "source_seed",
    "as_quoted_context",
)
QUALIFIERS = ("exact", "about", "at_least")
DIFFERS = ("source", "period", "scope", "units")
"""Why a series is not the one the text speaks of: another source, period or scope, or persons beside cases."""
NONE = ("law", "other", "uncounted")
"""Why there is nothing to look up: a number of the law, no count of people in asylum, or nobody publishes it."""
NOBODY = ("all", "n/a")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A series, and what is added to it or taken off."""

    source: str
    """official or unhcr."""
    measure: str
    place: str
    first: int
    last: int
    column: str | None = None
    origin: str | None = None
    period: str = ""
    differs: str | None = None
    less: Lookup | None = None
    plus: tuple[Lookup, ...] = ()
    share_of: Lookup | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """One number as a seed quotes it."""

    id: str
    place: str
    years: tuple[int | None, int | None]
    measure: str
    origin: str | None
    """None: all, or nobody's."""
    value: int
    qualifier: str
    note: str
    context: str
    lookups: tuple[Lookup, ...]
    none: str | None
    """Of `NONE`."""
    line: int


@dataclass(frozen=True, slots=True)
class Seeds:
    """All numbers, with the words for places, origins and measures."""

    seeds: tuple[Seed, ...]
    quoted: frozenset[str]
    """Titles of sources that are a seed themselves."""
    names: Mapping[str, str | Mapping[str, str]]
    """A code of ISO 3166-1, or words by language."""
    measures: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=4)
def read_seeds(folder: Path | None = None) -> Seeds:
    """The numbers in a folder, or those shipped. Raises InputError with file, line and mend."""
    home = folder or data_folder("figures")
    shown = f"{home.name}/seeds_lookup.yaml"
    fields = Fields(read_yaml(home / "seeds_lookup.yaml", name=shown), shown, "the file")
    quoted = frozenset(fields.texts("quoted"))
    named = Fields(fields.take("names"), shown, "names")
    names = {
        name: named.text(name) if isinstance(value, str) else named.titles(name) for name, value in named.block.items()
    }
    titled = Fields(fields.take("measures"), shown, "measures")
    measures = {name: titled.titles(name) for name in titled.block}
    looked_up = Fields(fields.take("seeds"), shown, "seeds")
    known = read_vocabulary(folder).measures
    file = f"{home.name}/seeds.csv"
    seeds = []
    for line, row in csv_lines(home / "seeds.csv", file, COLUMNS):
        number = row["id"]
        if number not in looked_up.block:
            raise InputError(f"{number} is not in {shown}", file=file, line=line, mend="say where it is looked up")
        lookups: tuple[Lookup, ...] = ()
        none = None
        if isinstance(looked_up.block[number], Block):
            reason = Fields(looked_up.take(number), shown, number)
            none = reason.one_of("none", NONE)
            reason.close()
        else:
            lookups = tuple(_lookup(Fields(item, shown, number, at), known) for item, at in looked_up.items(number))
        seeds.append(_seed(row, file, line, lookups, none, names, measures))
    looked_up.close()
    fields.close()
    return Seeds(tuple(seeds), quoted, names, measures)


def _lookup(fields: Fields, known: Mapping[str, object]) -> Lookup:
    source = "official" if fields.has("official") else "unhcr"
    measure = fields.one_of("official", known) if source == "official" else fields.text("unhcr")
    years = (fields.number("from"), fields.number("to")) if fields.has("from") else (fields.number("year"),) * 2

    def inner(key: str) -> Lookup | None:
        return _lookup(Fields(fields.take(key), fields.file, key), known) if fields.has(key) else None

    lookup = Lookup(
        source=source,
        measure=measure,
        place=fields.text("place"),
        first=years[0],
        last=years[1],
        column=fields.text("column") if fields.has("column") else None,
        origin=fields.text("origin") if fields.has("origin") else None,
        period=fields.text("period", ""),
        differs=fields.one_of("differs", DIFFERS) if fields.has("differs") else None,
        less=inner("less"),
        plus=tuple(_lookup(Fields(item, fields.file, "plus", at), known) for item, at in fields.items("plus")),
        share_of=inner("share of"),
    )
    fields.close()
    return lookup


def _seed(
    row: Mapping[str, str],
    file: str,
    line: int,
    lookups: tuple[Lookup, ...],
    none: str | None,
    names: Mapping[str, object],
    measures: Mapping[str, object],
) -> Seed:
    def error(says: str, mend: str) -> InputError:
        return InputError(says, file=file, line=line, mend=mend)

    for column, words in (("jurisdiction", names), ("origin", (*names, *NOBODY)), ("measure", measures)):
        if row[column] not in words:
            raise error(f"{column} is {row[column]!r}, which has no words", "add them to seeds_lookup.yaml")
    if row["qualifier"] not in QUALIFIERS:
        raise error(f"qualifier is {row['qualifier']!r}", f"use {', '.join(QUALIFIERS)}")
    for column in ("value", "year_from", "year_to"):
        if not row[column].isdecimal() and (column == "value" or row[column]):
            raise error(f"{column} is {row[column]!r}, which is no whole number", "write digits only")
    years = tuple(int(row[column]) if row[column] else None for column in ("year_from", "year_to"))
    return Seed(
        id=row["id"],
        place=row["jurisdiction"],
        years=(years[0], years[1]),
        measure=row["measure"],
        origin=None if row["origin"] in NOBODY else row["origin"],
        value=int(row["value"]),
        qualifier=row["qualifier"],
        note=row["date_note"],
        context=row["as_quoted_context"],
        lookups=lookups,
        none=none,
        line=line,
    )
