"""`asylia figures seeds`: the numbers quoted in the texts that asylia began with, and what the sources give today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from asylia.assessment.lines import Line
from asylia.cli.common import Format, Language, OutputFormat, print_json, texts
from asylia.cli.figures_check import FiguresFolder
from asylia.cli.figures_store import DataFolder, print_as
from asylia.figures.official import read_official
from asylia.figures.places import place_name
from asylia.figures.query import Tables, open_tables
from asylia.figures.read_seeds import Seed, Seeds, read_seeds
from asylia.figures.seeds import STATUSES, Found, Outcome, check_seeds
from asylia.figures.store import current_release
from asylia.languages.texts import Texts

_MARKS = dict(zip(STATUSES, ("✓", "≈", "≠", "?"), strict=True))


def seeds_command(
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DataFolder = None,
    figures: FiguresFolder = None,
) -> None:
    """List the numbers that well-known texts quote, and whether the sources bear them out today, and why not.

    Official figures are shipped. UNHCR's tables are asked too where they are on this machine.

    Example: asylia figures seeds --lang ja
    """
    said, seeds = texts(lang), read_seeds(figures)
    release = current_release(folder)
    tables: Tables | None = open_tables(release) if release else None
    outcomes = check_seeds(seeds, read_official(figures), tables)
    if output is Format.JSON:
        print_json(_as_json(outcomes, tables))
    else:
        print_as(list(_lines(outcomes, seeds, said, tables is not None)), output)


def _lines(outcomes: Sequence[Outcome], seeds: Seeds, said: Texts, asked_unhcr: bool) -> Iterator[Line]:
    counts = Counter(outcome.status for outcome in outcomes)
    yield Line(0, said.word("seeds_title"), "title")
    totals = {status: counts[status] for status in STATUSES}
    yield Line(0, said.word("seeds_counts", n=len(outcomes), **totals), "note")
    if not asked_unhcr:
        yield Line(0, said.word("seeds_without_tables"), "note")
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


def _as_json(outcomes: Sequence[Outcome], tables: Tables | None) -> dict[str, object]:
    counts = Counter(outcome.status for outcome in outcomes)
    return {
        "unhcr_release": tables.release.version if tables else None,
        "totals": {status: counts[status] for status in STATUSES},
        "seeds": [_outcome_json(outcome) for outcome in outcomes],
    }


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    seed = outcome.seed
    return {
        "id": seed.id,
        "place": seed.place,
        "year_from": seed.years[0],
        "year_to": seed.years[1],
        "measure": seed.measure,
        "origin": seed.origin,
        "value": seed.value,
        "qualifier": seed.qualifier,
        "context": seed.context,
        "note": seed.note,
        "status": outcome.status,
        "why": outcome.why,
        "found": [_found_json(found, outcome) for found in outcome.found],
    }


def _found_json(found: Found, outcome: Outcome) -> dict[str, object]:
    lookup = found.lookup
    return {
        "source": lookup.source,
        "measure": lookup.measure,
        "column": lookup.column,
        "place": lookup.place,
        "year_from": lookup.first,
        "year_to": lookup.last,
        "origin": lookup.origin,
        "period": lookup.period or None,
        "differs": lookup.differs,
        "value": found.value,
        "least": found.least,
        "most": found.most,
        "citations": list(found.citations),
        "best": found is outcome.best,
    }
