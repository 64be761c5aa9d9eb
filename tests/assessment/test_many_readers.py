"""Many readers of many laws, one after the other: nothing of one tells on the next, and nothing piles up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.lawbook import law as laws
from asylia.lawbook.law import Lawbook
from asylia.logic import completions
from tests.briefs.guide.people import DAY, guide_of, walk

PLACES = ("JP", "KR")


@pytest.fixture(scope="module")
def cases(lawbook: Lawbook) -> list[tuple[CaseFile, str]]:
    """What random people had answered on every third page of the guide."""
    guide = guide_of(lawbook)
    pages = [(page.talk, place) for place in PLACES for seed in range(8) for page in [*walk(guide, place, seed)][1::3]]
    return [(talk.case(guide.plan, lawbook.data), place) for talk, place in pages]


def outcome(lawbook: Lawbook, case: CaseFile, place: str) -> object:
    found = assess(lawbook, case, place, DAY)
    return (
        [(one.provision.id, one.state, one.exact, one.nature, one.depends_on) for one in found.findings],
        found.either_way,
        found.questions,
    )


def test_to_forget_earlier_persons_changes_nothing(
    lawbook: Lawbook, cases: list[tuple[CaseFile, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [outcome(lawbook, *case) for case in cases]
    monkeypatch.setattr(completions, "ROOM_FOR_PERSONS", 0)
    fresh = Lawbook(lawbook.data)

    assert [outcome(fresh, *case) for case in cases] == alone


def test_what_persons_leave_behind_is_let_go_of(
    lawbook: Lawbook, cases: list[tuple[CaseFile, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completions, "ROOM_FOR_PERSONS", 0)
    fresh = Lawbook(lawbook.data)
    shared = fresh.at(DAY, "JP").completions
    at_first = shared.diagrams.mark()

    for case, place in cases[:5]:
        assert place == "JP"
        assess(fresh, case, place, DAY)
        assert shared.diagrams.mark() != at_first, "this person left nothing behind"
        shared.person({})

        assert shared.diagrams.mark() == at_first


# --- the law of many days --------------------------------------------------------------------------------------------


def test_of_many_days_only_some_laws_stay(lawbook: Lawbook) -> None:
    fresh = Lawbook(lawbook.data)

    days = [DAY - timedelta(days=180 * back) for back in range(100)]
    for day in days:
        fresh.at(day, "JP")

    assert len({fresh.texts_at(day, "JP") for day in days}) > laws.LAWS_KEPT, "too few laws for this test"
    assert len(fresh._laws) == laws.LAWS_KEPT


def test_a_law_that_is_held_never_has_a_second_one_beside_it(lawbook: Lawbook) -> None:
    fresh = Lawbook(lawbook.data)
    held = fresh.at(DAY, "KR")

    for back in range(100):
        fresh.at(date(2026, 1, 1) - timedelta(days=180 * back), "JP")

    assert fresh.at(DAY, "KR") is held
