"""The same facts at several places side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.findings import Assessment, Finding
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import Goal

STANDINGS = ("guaranteed", "either way", "discretionary", "policy", "open", "closed", "none")
"""How a goal stands at a place, the best first.

`either way`: several guaranteed findings are open, but one of them must hold. `none`: nothing in force serves it.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one goal stands at one place."""

    place: str
    standing: str
    findings: tuple[Finding, ...]
    """The findings that give it that standing."""
    depends_on: tuple[str, ...]
    """For an open goal: the facts that decide."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same facts at several places on one day."""

    day: date
    assessments: tuple[Assessment, ...]
    supposed: tuple[tuple[str, str], ...]
    """Place and fact: what was supposed as if the person were there."""
    rows: tuple[tuple[Goal, tuple[Cell, ...]], ...]
    transit: tuple[tuple[str, str], ...]
    """Place and fact: facts about the way there on which findings at that place turn."""


def compare(lawbook: Lawbook, case: CaseFile, places: Sequence[str], day: date) -> Comparison:
    """The case at each place; at places that are not its own, as if the person were there. Raises InputError."""
    supposed: list[tuple[str, str]] = []
    assessments = []
    for place in places:
        there = case
        for name in lawbook.data.supposed_when_compared if place != _own(case) else ():
            if name not in case.answers_at.get(place, {}):
                there = there.with_answer(lawbook.data.facts[name], True, place)
                supposed.append((place, name))
        assessments.append(assess(lawbook, replace(there, places=(place,)), place, day))
    rows = tuple((goal, tuple(_cell(goal, a) for a in assessments)) for goal in lawbook.data.goals)
    transit = tuple((a.law.place, fact) for a in assessments for fact in _transit_facts(lawbook, a))
    return Comparison(day, tuple(assessments), tuple(supposed), rows, transit)


def _own(case: CaseFile) -> str:
    return case.places[0] if case.places else ""


def _cell(goal: Goal, assessment: Assessment) -> Cell:
    members = [f for f in assessment.findings if goal.has(f.provision)]
    by_standing = {standing: [f for f in members if _standing(f) == standing] for standing in STANDINGS[:-1]}
    by_standing["either way"] = _either_way(goal, assessment)
    for standing, findings in by_standing.items():
        if findings:
            depends = _deciding(findings) if standing in ("open", "either way") else ()
            return Cell(assessment.law.place, standing, tuple(findings), depends)
    return Cell(assessment.law.place, "none", (), ())


def _either_way(goal: Goal, assessment: Assessment) -> list[Finding]:
    """The smallest group of guaranteed findings of which one must hold."""
    groups = [[assessment.finding(name) for name in g.ids] for g in assessment.either_way if goal.id in g.goals]
    sure = [group for group in groups if all(finding.nature == "guaranteed" for finding in group)]
    return min(sure, key=len, default=[])


def _deciding(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for finding in findings for fact in finding.depends_on))


def _standing(finding: Finding) -> str:
    if finding.state == "yes":
        return finding.nature
    return {"open": "open", "no": "closed", "not_in_force": "none"}[finding.state]


def _transit_facts(lawbook: Lawbook, assessment: Assessment) -> list[str]:
    """Facts about the way to the place on which an open finding there turns."""
    watched = lawbook.data.transit_facts
    turning = {fact for finding in assessment.findings for fact in finding.depends_on}
    return [fact for fact in watched if fact in turning]
