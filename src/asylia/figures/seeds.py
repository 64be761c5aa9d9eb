"""What the sources give today for the numbers that the seeds quote.

A source that is a seed, or quotes one, bears nothing out. UNHCR's tables are asked where they are on this machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asylia.figures.cells import Count, count_of
from asylia.figures.official import OfficialFigure, OfficialFigures, chosen_of, citation
from asylia.figures.query import Tables
from asylia.figures.read_seeds import Lookup, Seed, Seeds

STATUSES = ("reproduced", "within_rounding", "different_series", "not_found")
"""The best comes first."""
NEAR = 0.1
"""A number given as "about" may be off by this share."""
_QUESTIONS = {"grants": "decisions", "new_applications": "applications", "resettlement_arrivals": "solutions"}
_STOCK = "population"


@dataclass(frozen=True, slots=True)
class Found:
    """What one look-up gives."""

    lookup: Lookup
    value: float
    least: float
    most: float
    """Least and most that rounded cells leave possible."""
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number of a seed beside what the sources give."""

    seed: Seed
    status: str
    """Of `STATUSES`."""
    why: str
    """same, holds, near, rounded, differs_..., other_value, only_seed, needs_tables, no_row, none_law ..."""
    best: Found | None
    found: tuple[Found, ...]


class _Nothing(Exception):
    """A look-up gives nothing, for this reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check_seeds(seeds: Seeds, official: OfficialFigures, tables: Tables | None = None) -> tuple[Outcome, ...]:
    """Every number with what is found; `tables` are UNHCR's, if they are on this machine."""
    return tuple(_check(seed, seeds, official, tables) for seed in seeds.seeds)


def _check(seed: Seed, seeds: Seeds, official: OfficialFigures, tables: Tables | None) -> Outcome:
    if seed.none:
        return Outcome(seed, "not_found", f"none_{seed.none}", None, ())
    found: list[Found] = []
    empty: list[str] = []
    for lookup in seed.lookups:
        try:
            found.append(_found(lookup, seeds.quoted, official, tables))
        except _Nothing as nothing:
            empty.append(nothing.why)
    judged = [(*_judged(seed, one), one) for one in found]
    if not judged or ("needs_tables" in empty and all(why == "other_value" for _, why, _ in judged)):
        why = next((why for why in ("needs_tables", "only_seed") if why in empty), "no_row")
        return Outcome(seed, "not_found", why, None, tuple(found))
    status, why, best = min(judged, key=lambda one: (STATUSES.index(one[0]), one[2].value != seed.value))
    return Outcome(seed, status, why, best, tuple(found))


def _judged(seed: Seed, found: Found) -> tuple[str, str]:
    """The status that a value gives a number, and why."""
    if found.lookup.differs:
        return "different_series", f"differs_{found.lookup.differs}"
    if found.value == seed.value:
        return "reproduced", "same"
    if seed.qualifier == "at_least" and found.value > seed.value:
        return "reproduced", "holds"
    if seed.qualifier == "about" and abs(found.value - seed.value) <= NEAR * seed.value:
        return "within_rounding", "near"
    if found.least <= seed.value <= found.most:
        return "within_rounding", "rounded"
    return "different_series", "other_value"


def _found(lookup: Lookup, quoted: frozenset[str], official: OfficialFigures, tables: Tables | None) -> Found:
    """The value of a look-up with all that is added to it or taken off. Raises _Nothing."""

    def value_of(one: Lookup) -> tuple[float, float, float, tuple[str, ...]]:
        if one.source == "official":
            lines = list(_official(one, quoted, official))
            total = float(sum(line.value for line in lines))
            return total, total, total, tuple(dict.fromkeys(citation(line) for line in lines))
        if tables is None:
            raise _Nothing("needs_tables")
        count = _unhcr(one, tables)
        release = tables.release_of(_table_of(one))
        return count.total, count.least, count.most, (f"{release.title}; {release.version}",)

    value, least, most, citations = value_of(lookup)
    for other, sign in ((lookup.less, -1), *((one, 1) for one in lookup.plus)):
        if other is not None:
            more, low, high, cited = value_of(other)
            value, citations = value + sign * more, (*citations, *cited)
            least, most = least + (low if sign > 0 else -high), most + (high if sign > 0 else -low)
    if lookup.share_of is not None:
        whole, _, _, cited = value_of(lookup.share_of)
        if not whole:
            raise _Nothing("no_row")
        value, least, most = 100 * value / whole, 100 * least / whole, 100 * most / whole
        citations = (*citations, *cited)
    return Found(lookup, value, least, most, tuple(dict.fromkeys(citations)))


def _official(lookup: Lookup, quoted: frozenset[str], official: OfficialFigures) -> Iterator[OfficialFigure]:
    """The line of each year. One year without a line, or with none but a seed's, leaves the sum unknown."""
    for year in range(lookup.first, lookup.last + 1):
        lines = official.by_key.get((lookup.place, year, lookup.measure, lookup.origin, lookup.period), ())
        borne_out = [line for line in lines if line.title not in quoted]
        if not borne_out:
            raise _Nothing("only_seed" if lines else "no_row")
        yield chosen_of(borne_out).chosen


def _table_of(lookup: Lookup) -> str:
    question = _QUESTIONS.get(lookup.measure, _STOCK)
    return f"asylum_{question}" if question in ("decisions", "applications") else question


def _unhcr(lookup: Lookup, tables: Tables) -> Count:
    """The count of persons in the cells that the measure reads. Persons and cases are never added (R4)."""
    question = _QUESTIONS.get(lookup.measure, _STOCK)
    bound: dict[str, object] = {"place": lookup.place, "first": lookup.first, "last": lookup.last}
    if question == "applications":
        bound["measure"] = lookup.measure
    if lookup.origin:
        question, bound = f"{question}_by_origin", {**bound, "origin": lookup.origin}
    rows = [row for row in tables.rows(question, **bound) if row.get("unit", "P") == "P"]
    if not rows:
        raise _Nothing("no_row")
    assert lookup.column is not None
    return count_of(rows, lookup.column)
