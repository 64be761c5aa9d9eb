"""A comparison of places as a table with its explanation below, for the terminal and Markdown, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asylia import __version__
from asylia.assessment.compare import Cell, Comparison
from asylia.assessment.lines import Json, Line
from asylia.assessment.words import Words
from asylia.languages.texts import Texts
from asylia.lawbook.law import Lawbook

SIGNS = {
    "guaranteed": "✓",
    "either way": "✓",
    "discretionary": "~",
    "policy": "~",
    "open": "?",
    "closed": "✗",
    "none": "—",
}
"""A sign per standing, always beside its word."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grid(comparison: Comparison, texts: Texts) -> Grid:
    """Goals down, places across, each cell a sign and a word."""
    places = [Words(a.law, texts).place() for a in comparison.assessments]
    rows = []
    for goal, cells in comparison.rows:
        words = [f"{SIGNS[cell.standing]} {texts.word(standing_key(cell))}" for cell in cells]
        rows.append((texts.titled(goal.title), *words))
    return Grid((texts.word("goal"), *places), tuple(rows))


def explanation(comparison: Comparison, texts: Texts) -> Iterator[Line]:
    """What was supposed, what each cell rests on and which facts decide it, and what the way there may change."""
    by_place = {a.law.place: Words(a.law, texts) for a in comparison.assessments}
    for place in dict.fromkeys(place for place, _ in comparison.supposed):
        facts = by_place[place].listed(fact for at, fact in comparison.supposed if at == place)
        yield Line(0, texts.word("supposed_there", place=by_place[place].place(), facts=facts), "note")
    for goal, cells in comparison.rows:
        yield Line(0, texts.titled(goal.title), "heading")
        for cell in cells:
            yield from _cell(cell, by_place[cell.place])
    ways = dict.fromkeys(place for place, _ in comparison.transit)
    if ways:
        yield Line(0, texts.word("way_there_title"), "heading")
    for place in ways:
        facts = by_place[place].listed(fact for at, fact in comparison.transit if at == place)
        yield Line(1, texts.word("way_there", place=by_place[place].place(), facts=facts), "warning", "!")
    yield Line(0, texts.word("compare_warning"), "warning")
    yield Line(0, texts.caution("not_legal_advice"), "warning")


def standing_key(cell: Cell) -> str:
    """The key of the word for a standing."""
    return "standing_" + cell.standing.replace(" ", "_")


def _cell(cell: Cell, words: Words) -> Iterator[Line]:
    texts = words.texts
    named = texts.word("list_separator").join(texts.provision(f.provision) for f in cell.findings[:3])
    left = len(cell.findings) - 3
    shown = texts.word("and_n_more", shown=named, n=left) if left > 0 else named
    said = f"{words.place()}: {texts.word(standing_key(cell))}"
    yield Line(1, f"{said}: {shown}" if shown else said, "finding", SIGNS[cell.standing])
    if cell.depends_on:
        yield Line(2, texts.word("decided_by", facts=words.listed(cell.depends_on)), "note")


def comparison_json(lawbook: Lawbook, comparison: Comparison, texts: Texts) -> Json:
    """The comparison as one object."""
    return {
        "asylia": __version__,
        "law_version": lawbook.data.version,
        "assessed_on": comparison.day.isoformat(),
        "jurisdictions": [a.law.place for a in comparison.assessments],
        "supposed": [{"jurisdiction": place, "fact": fact, "value": True} for place, fact in comparison.supposed],
        "goals": [
            {
                "id": goal.id,
                "title": texts.titled(goal.title),
                "places": {
                    cell.place: {
                        "standing": cell.standing,
                        "findings": [finding.provision.id for finding in cell.findings],
                        "depends_on": list(cell.depends_on),
                    }
                    for cell in cells
                },
            }
            for goal, cells in comparison.rows
        ],
        "findings": [
            {
                "id": finding.provision.id,
                "jurisdiction": a.law.place,
                "kind": finding.provision.kind,
                "nature": finding.nature,
                "state": finding.state,
                "exact": finding.exact,
                "depends_on": list(finding.depends_on),
                "unverified": finding.unverified,
            }
            for a in comparison.assessments
            for finding in a.findings
        ],
        "way_there": [{"jurisdiction": place, "fact": fact} for place, fact in comparison.transit],
        "warnings": [texts.word("compare_warning"), texts.caution("not_legal_advice")],
    }
