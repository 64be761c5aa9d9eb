"""The promises of the engine on the law of Japan, for random persons on days under different texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.dated import condition
from asylia.assessment.findings import Assessment
from asylia.assessment.known import known_at
from asylia.assessment.published import Checker
from asylia.assessment.published_defaults import read_crosswalk
from asylia.assessment.published_file import read_published
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, GOVERNING
from asylia.logic.expression import names_in
from asylia.logic.links import fact_of
from asylia.logic.truth import NO
from asylia.logic.values import Answer, Bounds, WhyUnknown

PLACE = "JP"
DAYS = (date(1990, 1, 1), date(2010, 7, 1), date(2024, 7, 1), date(2026, 11, 22))
FEW = settings(max_examples=12)


@cache
def book() -> Lawbook:
    """The shipped law, once for all examples."""
    return Lawbook(load_law(data_folder("law")), kept=200)


@dataclass(frozen=True)
class Setting:
    """A day, its law, the facts that the law reads, and persons of published cases to begin with."""

    day: date
    law: Law
    facts: tuple[str, ...]
    governing: frozenset[str]
    begun: tuple[Mapping[str, Answer], ...]


@cache
def setting(day: date) -> Setting:
    """What a test needs of one day."""
    law = book().at(day, PLACE)
    dated = {
        name
        for rule in law.data.dated
        if not rule.at or PLACE in rule.at
        for name in (
            rule.fact, rule.full_units_since, rule.elapsed_since, rule.given_when,
            *(name for case in rule.within for name in (case.since, case.done_on)),
        )
    }  # fmt: skip
    linked = {fact_of(literal) for clause in law.links.clauses for literal in clause.literals}
    names = dict.fromkeys([*law.program.facts(), *sorted(linked), *sorted(dated)])
    governing = {v.governed_by for versions in law.versions.values() for v in versions}
    return Setting(
        day, law, tuple(name for name in names if name in law.data.facts),
        frozenset(governing - {ASSESSMENT_DAY, DECISION_DAY}), _begun(law),
    )  # fmt: skip


def _begun(law: Law) -> tuple[Mapping[str, Answer], ...]:
    folder = data_folder("cases")
    checker = Checker(book(), read_crosswalk(folder))
    cases = [case for case in read_published(folder) if case.jurisdiction == PLACE]
    answered = (checker.answered(case, "ordinary").case.at(PLACE) for case in cases)
    return ({}, *(answers for answers in answered if _fits(answers, law, law.day)))


def _case(answers: Mapping[str, Answer]) -> CaseFile:
    return CaseFile((PLACE,), None, {}, {PLACE: dict(answers)})


def _fits(answers: Mapping[str, Answer], law: Law, day: date) -> bool:
    try:
        known_at(_case(answers), law, day)
    except InputError:
        return False
    return True


def _answer(fact: str, day: date) -> st.SearchStrategy[Answer]:
    about = book().data.facts[fact]
    if about.type == "yes/no":
        return st.booleans()
    if about.type == "choice":
        return st.sampled_from(about.choices)
    if about.type == "count":
        counts = st.integers(0, 25)
        return counts | st.builds(Bounds, counts, st.none()) | st.builds(Bounds, st.none(), counts)
    days = st.dates(day - timedelta(days=1500), day)
    some = st.integers(0, 60).map(lambda length: timedelta(days=length))
    return days | st.builds(lambda first, length: Bounds(first, first + length), days, some)


@st.composite
def persons(draw: st.DrawFn, on: Setting) -> Mapping[str, Answer]:
    """Answers that do not contradict each other: those of a published case, some left out, and random ones."""
    begun = draw(st.sampled_from(on.begun))
    hidden = draw(st.sets(st.sampled_from(sorted(begun)), max_size=6)) if begun else set()
    answers: dict[str, Answer] = {fact: answer for fact, answer in begun.items() if fact not in hidden}
    for fact in draw(st.lists(st.sampled_from(on.facts), max_size=16, unique=True)):
        tried = {**answers, fact: draw(_answer(fact, on.day))}
        if fact not in answers and _fits(tried, on.law, on.day):
            answers = tried
    for fact in on.governing - set(answers):
        # Said to be unknown: where nothing is said, the day assessed stands in for a date that picks the text.
        answers[fact] = WhyUnknown.PERSON_DOES_NOT_KNOW
    return answers


@st.composite
def two_views(draw: st.DrawFn, on: Setting) -> tuple[Mapping[str, Answer], Mapping[str, Answer]]:
    """What is known of a person first, and later, when more was learnt."""
    later = draw(persons(on))
    hidden = draw(st.sets(st.sampled_from(sorted(later)), max_size=12)) if later else set()
    first: dict[str, Answer] = {}
    for fact, answer in later.items():
        if fact not in hidden:
            first[fact] = answer
        elif fact in on.governing:
            first[fact] = WhyUnknown.PERSON_DOES_NOT_KNOW
    return first, later


def _assessed(answers: Mapping[str, Answer], on: Setting) -> Assessment:
    return assess(book(), _case(answers), PLACE, on.day, questions=False)


def _states(assessment: Assessment) -> dict[str, tuple[str, str]]:
    return {finding.provision.id: (finding.state, finding.exact) for finding in assessment.findings}


@pytest.mark.parametrize("day", DAYS)
@FEW
@given(data=st.data())
def test_learning_never_flips_a_finding(day: date, data: st.DataObject) -> None:
    on = setting(day)
    first, later = data.draw(two_views(on))
    before, after = _states(_assessed(first, on)), _states(_assessed(later, on))
    for name, (state, exact) in before.items():
        if state in ("yes", "no"):
            # A date learnt later may show that no version governs; then there is nothing that could hold.
            assert (state, "no" if state == "no" else "yes") == (state, exact)
            assert after[name][0] == state or (state == "no" and after[name][0] == "not_in_force")
        if exact != "open":
            assert after[name][1] == exact


@pytest.mark.parametrize("day", DAYS)
@FEW
@given(data=st.data())
def test_order_of_answers_does_not_matter(day: date, data: st.DataObject) -> None:
    on = setting(day)
    answers = data.draw(persons(on))
    other = dict(data.draw(st.permutations(list(answers.items()))))

    one, two = _assessed(answers, on), _assessed(other, on)

    assert dict(one.answers) == dict(two.answers)
    assert [(f.state, f.exact, f.depends_on) for f in one.findings] == [
        (f.state, f.exact, f.depends_on) for f in two.findings
    ]
    assert one.either_way == two.either_way


def _linked(on: Setting, known: Mapping[str, Answer], facts: set[str]) -> set[str]:
    """The facts and all that are linked to them by what is still open, or by dates."""
    groups = [
        {fact_of(literal) for literal in clause.literals if condition(literal, known) is not NO}
        for clause in on.law.links.clauses
        if not any(condition(literal, known) is NO for literal in clause.literals)
    ]
    for rule in on.law.data.dated:
        limits = {name for case in rule.within for name in (case.since, case.done_on)}
        limits |= {name for case in rule.within if case.when is not None for name in names_in(case.when)}
        groups.append({rule.fact, *limits, rule.full_units_since, rule.elapsed_since, rule.given_when} - {""})
    found = {fact.removeprefix(GOVERNING) for fact in facts}
    while True:
        more = {fact for group in groups if group & found for fact in group}
        if more <= found:
            return found
        found |= more


@pytest.mark.parametrize("day", DAYS)
@FEW
@given(data=st.data())
def test_what_is_not_listed_changes_no_finding(day: date, data: st.DataObject) -> None:
    on = setting(day)
    answers = data.draw(persons(on))
    before = _assessed(answers, on)
    open_ones = [finding for finding in before.findings if finding.exact == "open"]
    if not open_ones:
        return
    finding = data.draw(st.sampled_from(open_ones))
    mattering = _linked(on, before.answers, set(finding.depends_on))
    others = [fact for fact in on.facts if fact not in mattering and fact not in before.answers and fact not in answers]
    for fact in data.draw(st.lists(st.sampled_from(others), max_size=3, unique=True)) if others else []:
        tried = {**answers, fact: data.draw(_answer(fact, on.day))}
        if _fits(tried, on.law, on.day):
            assert _assessed(tried, on).finding(finding.provision.id).exact == "open", fact
