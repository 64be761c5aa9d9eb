"""The numbers that seeds quote, and what the sources give today, as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from asylia.assessment.lines import Line
from asylia.figures.places import place_name
from asylia.figures.read_seeds import Seed, Seeds
from asylia.figures.seeds import STATUSES, Outcome
from asylia.languages.texts import Texts

_MARKS = dict(zip(STATUSES, ("✓", "≈", "≠", "?"), strict=True))


def seeds_lines(outcomes: Sequence[Outcome], seeds: Seeds, said: Texts, *, without_tables: str = "") -> Iterator[Line]:
    """Every number with what was found; `without_tables` says that UNHCR's were not asked."""
    counts = Counter(outcome.status for outcome in outcomes)
    yield Line(0, said.word("seeds_title"), "title")
    totals = {status: counts[status] for status in STATUSES}
    yield Line(0, said.word("seeds_counts", n=len(outcomes), **totals), "note")
    if without_tables:
        yield Line(0, without_tables, "note")
    numbers: dict[str, int] = {}
    for outcome in outcomes:
        yield Line(1, f"{outcome.seed.id} {_quoted(outcome.seed, seeds, said)}", "finding", _MARKS[outcome.status])
        status, why = said.word(f"seeds_status_{outcome.status}"), _why(outcome, said)
        cited = outcome.best.citations if outcome.best else ()
        signs = "".join(f" [{numbers.setdefault(citation, len(numbers) + 1)}]" for citation in cited)
        yield Line(2, said.word("seeds_outcome", status=status, why=why) + signs, "reason")
    yield Line(0, said.word("seeds_sources"), "heading")
    for citation, number in numbers.items():
        yield Line(1, f"[{number}] {citation}", "cite")
    yield Line(0, said.caution("seeds_how"), "warning")


def _quoted(seed: Seed, seeds: Seeds, said: Texts) -> str:
    first, last = seed.years
    years = "–".join(dict.fromkeys(str(year) for year in (first, last) if year))
    parts = (_name(seed.place, seeds, said), years, said.titled(seeds.measures[seed.measure]))
    origin = (_name(seed.origin, seeds, said),) if seed.origin else ()
    value = f"{seed.value}" if seed.measure.endswith("_year") else f"{seed.value:,}"
    number = value if seed.qualifier == "exact" else said.word(f"seeds_{seed.qualifier}", value=value)
    return said.word("seeds_quoted", what=", ".join((*parts, *origin)), value=number)


def _name(name: str, seeds: Seeds, said: Texts) -> str:
    known = seeds.names[name]
    return place_name(known, said) if isinstance(known, str) else said.titled(known)


def _why(outcome: Outcome, said: Texts) -> str:
    found = outcome.best
    shown = {} if found is None else {key: _number(getattr(found, key)) for key in ("value", "least", "most")}
    return said.word(f"seeds_why_{outcome.why}", **shown)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
