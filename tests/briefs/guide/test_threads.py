"""Threads of one server share the law and its diagrams: nobody's answers may speak in what another is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.findings import Assessment
from asylia.lawbook.law import Lawbook
from asylia.logic.clauses import Clauses
from tests.briefs.guide.people import guide_of, walk

THREADS, PEOPLE = 8, 24


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    """Threads that take turns every few steps, so that a fault shows in a test and not once a day under load."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each search that began in the same diagrams while another was under way."""
    found: list[int] = []
    inside: list[Clauses] = []
    search = Clauses.world

    def watched(clauses: Clauses, *arguments: Any, **named: Any) -> Any:
        if any(one is clauses for one in inside):
            found.append(len(inside))
        inside.append(clauses)
        try:
            return search(clauses, *arguments, **named)
        finally:
            inside.remove(clauses)

    monkeypatch.setattr(Clauses, "world", watched)
    return found


@pytest.mark.usefixtures("_hasty_threads")
def test_people_assessed_at_once_are_told_what_each_is_told_alone(lawbook: Lawbook, met: list[int]) -> None:
    guide = guide_of(lawbook)
    cases = [list(walk(guide, "JP", seed))[-1].talk.case(guide.plan, lawbook.data) for seed in range(PEOPLE)]
    alone = [_told(assess(lawbook, case, "JP", guide.day)) for case in cases]
    fresh = Lawbook(lawbook.data)  # whose diagrams nobody has grown yet
    fresh.at(guide.day, "JP")

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda case: _told(assess(fresh, case, "JP", guide.day)), cases))

    assert together == alone
    assert met == [], "two searches were in the same diagrams at once"


def _told(assessment: Assessment) -> object:
    findings = [(one.provision.id, one.state, one.exact, one.depends_on) for one in assessment.findings]
    return findings, assessment.either_way, assessment.questions
