"""What follows from a day or a choice that is given, and entries that would overwrite one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.casefile import CaseFile
from asylia.assessment.known import known_at
from asylia.errors import InputError
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import KINDS
from asylia.lawbook.reader import read_law
from asylia.logic.values import Answer, Bounds
from tests.lawbook.small_law import Change, write_law

DAY = date(2026, 6, 1)
FILE = "vocabulary/derivations.yaml"
APPLIED = "  - fact: applied\n    given when: applied_on\n"


def known(book: Lawbook, **answers: Answer) -> dict[str, Answer]:
    return dict(known_at(CaseFile(("JP",), DAY, answers), book.at(DAY, "JP"), DAY).answers)


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return Lawbook(read_law(write_law(tmp_path)))


def test_choice_that_is_given_settles_a_fact_as_no(book: Lawbook) -> None:
    assert known(book, home="UGA")["stateless"] is False


def test_choice_that_is_not_given_settles_nothing(book: Lawbook) -> None:
    assert "stateless" not in known(book, afraid=True)


def test_choice_against_the_fact_that_it_settles_is_a_contradiction(book: Lawbook) -> None:
    with pytest.raises(InputError, match=r"stateless .*home"):
        known(book, home="UGA", stateless=True)


def test_nationality_that_is_named_settles_statelessness_in_the_shipped_law(lawbook: Lawbook) -> None:
    assert known(lawbook, country_of_nationality="UGA")["stateless"] is False


@pytest.mark.parametrize(
    ("day", "follows"),
    [(DAY, True), (date(2026, 6, 2), None), (Bounds(None, DAY), True), (Bounds(DAY, None), None)],
)
def test_day_that_is_given_settles_a_fact_once_it_has_come(book: Lawbook, day: Answer, follows: bool | None) -> None:
    assert known(book, applied_on=day).get("applied") is follows


REFUSED: dict[str, tuple[Change, str]] = {
    "a second condition for the same fact": (
        (APPLIED, APPLIED + "  - {fact: at_risk, yes when: barred}\n"),
        "line 7: at_risk is derived at the same place on line 2 too",
    ),
    "a second condition for the same fact at a place of its own": (
        (APPLIED, APPLIED + "  - {fact: at_risk, yes when: barred, at: [JP]}\n"),
        "line 7: at_risk is derived at the same place on line 2 too",
    ),
    "a second date rule for the same fact": (
        (APPLIED, 2 * "  - {fact: applied, elapsed: {since: applied_on, more than: P1D}}\n"),
        "line 6: applied is derived at the same place on line 5 too",
    ),
    "what follows from a yes/no fact being given": (
        ("given when: applied_on", "given when: afraid"),
        "line 6: afraid is neither a date nor a choice",
    ),
    "a gift that is no truth": (("gives: false", "gives: nothing"), "line 9: 'gives' must be true or false"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_reader_refuses(what: str, tmp_path: Path) -> None:
    change, says = REFUSED[what]

    with pytest.raises(InputError, match=says):
        read_law(write_law(tmp_path, {FILE: [change]}))


TAKEN: dict[str, Change] = {
    "two conditions at two places": (
        APPLIED,
        APPLIED
        + "  - {fact: barred, yes when: afraid, at: [JP]}\n  - {fact: barred, yes when: stateless, at: [INT]}\n",
    ),
    "a condition beside a date rule": (APPLIED, APPLIED + "  - {fact: applied, no when: barred}\n"),
    "several days, each of which settles the fact": (APPLIED, APPLIED + "  - {fact: applied, given when: letter}\n"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_reader_takes(what: str, tmp_path: Path) -> None:
    read_law(write_law(tmp_path, {FILE: [TAKEN[what]]}))


def test_provisions_and_formulas_are_ordered_by_kind_with_terms_last(lawbook: Lawbook) -> None:
    law = lawbook.at(DAY, "JP")
    named = [name for name in law.formulas if name in law.data.provisions]

    kinds = [KINDS.index(law.data.provisions[name].kind) for name in named]

    assert kinds == sorted(kinds)
    assert [provision.id for provision in law.provisions] == [n for n in named if law.data.provisions[n].kind != "term"]
