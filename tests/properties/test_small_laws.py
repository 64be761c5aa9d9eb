"""Promises of the engine on random small laws, checked against every way in which their facts may turn out.

Drawing a law costs more than checking it, so every promise is checked on every law that is drawn.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asylia.logic.completions import Completions
from asylia.logic.expression import (
    All,
    Any,
    Expression,
    Not,
    Ref,
    at_least,
    equal_to,
    exactly_one_of,
    names_in,
    under,
)
from asylia.logic.links import Contradiction, fact_of
from asylia.logic.reasons import Reasons
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, Bounds, WhyUnknown
from tests.properties.strategies import REASONS, RULES, Person, SmallLaw, answers_of, laws, persons
from tests.properties.worlds import DOMAINS, EVERYWHERE, allowed_by, holds_in, truth_in, world

law_and_person = laws().flatmap(lambda law: st.tuples(st.just(law), persons(law)))


@settings(max_examples=100)
@given(law_and_person, st.data())
def test_promises_hold_on_small_laws(given_: tuple[SmallLaw, Person], data: st.DataObject) -> None:
    law, person = given_
    learning_never_flips_a_settled_answer(law, person)
    exact_refines_kleene_and_is_what_holds_in_every_completion(law, person)
    exact_of_several_is_their_disjunction(law, person)
    certain_groups_are_the_minimal_ones(law, person)
    order_of_answers_does_not_matter(law, person, data)
    no_reason_for_not_knowing_is_told_from_another(law, person, data.draw(REASONS))
    settling_is_idempotent_sound_and_monotone(law, person)
    leaves_of_a_reason_suffice(law, person)
    what_does_not_matter_changes_nothing(law, person, data)


def learning_never_flips_a_settled_answer(law: SmallLaw, person: Person) -> None:
    """Neither a further answer nor what follows from the answers."""
    for evaluate in (law.kleene, law.exact):
        before, after = evaluate(person.first), evaluate(person.later)
        settled = evaluate(law.links.settle(person.first).answers)
        for name in RULES:
            assert before[name] in (UNKNOWN, after[name])
            assert before[name] in (UNKNOWN, settled[name])


def exact_refines_kleene_and_is_what_holds_in_every_completion(law: SmallLaw, person: Person) -> None:
    for answers in (person.first, person.later):
        possible = allowed_by(answers) & law.possible
        kleene, exact = law.kleene(answers), law.exact(answers)
        for name in RULES:
            assert truth_in(holds_in(Ref(name), law.formulas), possible) is exact[name]
            assert kleene[name] in (UNKNOWN, exact[name])


def exact_of_several_is_their_disjunction(law: SmallLaw, person: Person) -> None:
    """Also when something else is known to hold that is no answer."""
    prepared = law.completions.person(person.first)
    mask = holds_in(Any(tuple(map(Ref, RULES[2:]))), law.formulas)
    one_of_two = Any((Ref("a"), Ref("b")))
    for also in ((), (one_of_two,)):
        possible = allowed_by(person.first) & law.possible & holds_in(All(also), {})
        if possible:
            assert truth_in(mask, possible) is law.completions.exact(RULES[2:], prepared, also).value


def certain_groups_are_the_minimal_ones(law: SmallLaw, person: Person) -> None:
    """All of them, in each family of formulas, and up to the largest size asked for."""
    possible = allowed_by(person.first) & law.possible

    def certain(names: tuple[str, ...]) -> bool:
        return not possible & ~holds_in(Any(tuple(map(Ref, names))), law.formulas)

    families = (RULES[1:], RULES, RULES[:2])
    for largest in (2, len(RULES)):
        found = law.completions.certain_groups(families, law.completions.person(person.first), largest)
        for family, groups in zip(families, found, strict=True):
            every = [group for size in range(1, largest + 1) for group in combinations(family, size) if certain(group)]
            minimal = [group for group in every if not any(set(other) < set(group) for other in every)]
            assert sorted(groups) == sorted(minimal)


def order_of_answers_does_not_matter(law: SmallLaw, person: Person, data: st.DataObject) -> None:
    other: Answers = dict(data.draw(st.permutations(list(person.first.items()))))

    assert law.kleene(person.first) == law.kleene(other)
    assert law.exact(person.first) == law.exact(other)
    assert law.links.settle(person.first).answers == law.links.settle(other).answers


def no_reason_for_not_knowing_is_told_from_another(law: SmallLaw, person: Person, why: WhyUnknown) -> None:
    answers = person.first
    other = {fact: why if isinstance(answer, WhyUnknown) else answer for fact, answer in answers.items()}
    silent = {fact: answer for fact, answer in answers.items() if not isinstance(answer, WhyUnknown)}
    for evaluate in (law.kleene, law.exact):
        assert evaluate(silent) == evaluate(answers) == evaluate(other)


def settling_is_idempotent_sound_and_monotone(law: SmallLaw, person: Person) -> None:
    possible = allowed_by(person.first) & law.possible
    settled, later = law.links.settle(person.first), law.links.settle(person.later)

    assert settled.answers == law.links.settle(settled.answers).answers
    for fact in settled.follows_from:
        assert settled.answers[fact] is (truth_in(holds_in(Ref(fact), {}), possible) is YES)
        assert settled.answers[fact] is later.answers[fact]


def leaves_of_a_reason_suffice(law: SmallLaw, person: Person) -> None:
    """Told nothing but the leaves of the reason, the engine comes to the same settled answer."""
    for answers in (person.first, law.links.settle(person.later).answers):
        values = law.program.evaluate(answers)
        reasons = Reasons(law.program, values, answers, lambda fact: 1.0)
        for name in RULES:
            reason = reasons.of(name)
            told = {leaf.name: answers[leaf.name] for leaf in reason.leaves() if leaf.name in answers}
            if reason.value is not UNKNOWN:
                assert reason.value is law.kleene(told)[name]
                assert all(leaf.value is not UNKNOWN for leaf in reason.leaves())
            else:
                assert any(leaf.value is UNKNOWN for leaf in reason.leaves())


def what_does_not_matter_changes_nothing(law: SmallLaw, person: Person, data: st.DataObject) -> None:
    """A fact on which the diagram does not depend, and that is linked to none of these, may be answered anyhow."""
    prepared = law.completions.person(person.first)
    for name in RULES:
        exact = law.completions.exact([name], prepared)
        support = law.completions.diagrams.support(exact.function)
        mattering = _linked(law, {fact for atom in support for fact in names_in(atom)})  # type: ignore[arg-type]  # atoms
        others = sorted(
            fact for fact in set(DOMAINS) - mattering if isinstance(person.first.get(fact), (WhyUnknown, type(None)))
        )
        if not others:
            continue
        fact = data.draw(st.sampled_from(others))
        answer = data.draw(st.sampled_from(DOMAINS[fact]).flatmap(answers_of))
        changed = person.first if answer is None else {**person.first, fact: answer}
        if allowed_by(changed) & law.possible:
            assert exact.value is law.exact(changed)[name]


def _linked(law: SmallLaw, facts: set[str]) -> set[str]:
    """The facts and all that are linked to them, directly or through others."""
    found = set(facts)
    while True:
        more = {
            fact_of(literal)
            for clause in law.links.clauses
            if found & {fact_of(one) for one in clause.literals}
            for literal in clause.literals
        }
        if more <= found:
            return found
        found |= more


# --- contradictions ----------------------------------------------------------------------------------------------


@given(laws(), st.data())
def test_a_contradiction_is_a_real_one(law: SmallLaw, data: st.DataObject) -> None:
    """Answers from anywhere, so that many contradict each other."""
    answers: dict[str, Answer] = {}
    for fact, domain in DOMAINS.items():
        answer = data.draw(st.sampled_from(domain).flatmap(answers_of))
        if answer is not None:
            answers[fact] = answer
    refused = None
    try:
        law.links.settle(answers)
    except Contradiction as error:
        refused = error
    if refused is not None:
        assert not allowed_by(answers) & law.possible
        assert set(refused.facts) <= set(DOMAINS)
        assert refused.because


@given(laws(), st.integers(0, 1 << 16))
def test_whoever_answers_everything_and_breaks_a_link_is_refused(law: SmallLaw, number: int) -> None:
    broken = EVERYWHERE & ~law.possible
    assume(broken)
    answers = world(broken, number)

    with pytest.raises(Contradiction):
        law.links.settle(answers)


# --- links that no single step settles ---------------------------------------------------------------------------

A, B, C, X = map(Ref, "abcx")
EVERY_SIGN: list[tuple[Expression, ...]] = [(A, B, C), (A, B, Not(C)), (A, Not(B), C), (A, Not(B), Not(C))]
"""Whatever b and c are, a cannot be; but only a search over both finds it out."""


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        (A, {}, NO),
        (Not(A), {}, YES),
        (Any((A, X)), {}, UNKNOWN),
        (Any((A, X)), {"x": False}, NO),
        (All((Not(A), X)), {"x": True}, YES),
        (B, {}, UNKNOWN),
        (All((B, C)), {}, UNKNOWN),
    ],
)
def test_exact_searches_where_nothing_follows_at_once(expression: Expression, answers: Answers, value: Truth) -> None:
    completions = Completions({"it": expression}, EVERY_SIGN)

    assert completions.exact(["it"], completions.person(answers)).value is value


# --- tests that share one fact -----------------------------------------------------------------------------------

LATE, EARLY = date(2024, 6, 10), date(2005, 5, 16)
IS_A, IS_B = equal_to("choice", "A"), equal_to("choice", "B")


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        (All((at_least("count", 20), under("count", 18))), {}, NO),
        (Any((under("count", 20), at_least("count", 18))), {}, YES),
        (All((at_least("count", 18), under("count", 20))), {}, UNKNOWN),
        (All((at_least("count", 18), under("count", 19))), {"count": Bounds(19, None)}, NO),
        (Any((at_least("count", 18), Not(at_least("count", 20)))), {"a": True}, YES),
        (All((at_least("count", 20), Not(at_least("count", 15)))), {"count": Bounds(10, 30)}, NO),
        (All((at_least("day", LATE), under("day", EARLY))), {}, NO),
        (Any((under("day", LATE), at_least("day", EARLY))), {}, YES),
        (Any((at_least("day", LATE), under("day", EARLY))), {"day": Bounds(EARLY, date(2010, 1, 1))}, NO),
        (Any((at_least("day", LATE), under("day", EARLY))), {"day": Bounds(date(2010, 1, 1), LATE)}, UNKNOWN),
        (All((IS_A, IS_B)), {}, NO),
        (Any((Not(IS_A), Not(IS_B))), {}, YES),
        (Any((IS_A, IS_B)), {}, UNKNOWN),
        (Any((IS_A, IS_B)), {"choice": "C"}, NO),
        (exactly_one_of((IS_A, IS_B, equal_to("choice", "C"))), {"choice": "B"}, YES),
    ],
)
def test_limits_on_one_fact_and_choices_of_one_fact(expression: Expression, answers: Answers, value: Truth) -> None:
    completions = Completions({"it": expression}, [])

    assert value is completions.exact(["it"], completions.person(answers)).value
