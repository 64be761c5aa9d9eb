"""`asylia figures seeds`: the numbers quoted in the texts that asylia began with, and what the sources give today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from asylia.briefs.seeds_lines import seeds_lines
from asylia.cli.common import Format, Language, OutputFormat, print_json, texts
from asylia.cli.figures_check import FiguresFolder
from asylia.cli.figures_common import DataFolder, print_as
from asylia.figures.official import read_official
from asylia.figures.query import Tables, open_tables
from asylia.figures.read_seeds import read_seeds
from asylia.figures.seeds import STATUSES, Found, Outcome, check_seeds
from asylia.figures.store import current_release


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
        without_tables = said.word("seeds_without_tables") if tables is None else ""
        print_as(list(seeds_lines(outcomes, seeds, said, without_tables=without_tables)), output)


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
