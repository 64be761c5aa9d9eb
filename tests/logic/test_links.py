"""Linked facts: what follows at once, and which answers contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from asylia.logic.expression import All, Any, AtLeast, Const, Expression, Not, Ref, at_least, equal_to
from asylia.logic.links import Contradiction, LinkedFacts, Never, conjunctions
from asylia.logic.program import Derivation
from asylia.logic.values import Answer, Bounds, WhyUnknown

A, B, C, D, X = map(Ref, "abcdx")


def links(*never: Sequence[Expression], derivations: Sequence[Derivation] = ()) -> LinkedFacts:
    """Links of these lists and derivations."""
    lists = [Never(tuple(literals), "they exclude each other") for literals in never]
    return LinkedFacts({derivation.fact: derivation for derivation in derivations}, lists)


CHAIN = ((A, Not(B)), (B, Not(C)), (C, Not(D)))
TWO_OF_THREE = Derivation("x", AtLeast(2, (A, B, C)), None)
FOLLOWS: list[tuple[LinkedFacts, Mapping[str, Answer], Mapping[str, Answer]]] = [
    (links(*CHAIN), {"a": True}, {"b": True, "c": True, "d": True}),
    (links(*CHAIN), {"d": False}, {"a": False, "b": False, "c": False}),
    (links(*CHAIN), {"b": True}, {"c": True, "d": True}),
    (links(*CHAIN), {"b": False}, {"a": False}),
    (links(*CHAIN), {"a": WhyUnknown.CONTESTED, "b": True}, {"c": True, "d": True}),
    (links((A, B, C)), {"a": True, "b": True}, {"c": False}),
    (links((A, B, C)), {"a": True}, {}),
    (links((A, B, C)), {"a": False, "b": True}, {}),
    (links((at_least("n", 3), A)), {"n": Bounds(4, 9)}, {"a": False}),
    (links((at_least("n", 3), A)), {"n": Bounds(2, 9)}, {}),
    (links((at_least("n", 3), A)), {"a": True}, {}),
    (links((equal_to("k", "A"), Not(A))), {"k": "A"}, {"a": True}),
    (links(derivations=[Derivation("x", All((A, B)), Any((Not(A), Not(B))))]), {"a": True, "b": True}, {"x": True}),
    (links(derivations=[Derivation("x", All((A, B)), Any((Not(A), Not(B))))]), {"b": False}, {"x": False}),
    (links(derivations=[Derivation("x", All((A, B)), None)]), {"x": False, "a": True}, {"b": False}),
    (links(derivations=[Derivation("x", Any((A, B)), None)]), {"x": False}, {"a": False, "b": False}),
    (links(derivations=[Derivation("x", None, A)]), {"x": True}, {"a": False}),
    (links(derivations=[TWO_OF_THREE]), {"a": True, "c": True}, {"x": True}),
    (links(derivations=[TWO_OF_THREE]), {"x": False, "a": True}, {"b": False, "c": False}),
    (links(derivations=[Derivation("x", Const(True), None)]), {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("linked", "answers", "follows"), FOLLOWS)
def test_what_follows(linked: LinkedFacts, answers: Mapping[str, Answer], follows: Mapping[str, Answer]) -> None:
    settled = linked.settle(answers)

    assert {**answers, **follows} == settled.answers
    assert set(follows) == set(settled.follows_from)


def test_what_it_follows_from_is_named() -> None:
    settled = links(*CHAIN, (A, D, Not(X))).settle({"a": True})

    assert settled.follows_from == {"b": ("a",), "c": ("b",), "d": ("c",), "x": ("a", "d")}


def test_the_answers_handed_in_are_left_as_they_were() -> None:
    answers = {"a": True}

    links(*CHAIN).settle(answers)

    assert answers == {"a": True}


@pytest.mark.parametrize(
    ("linked", "answers", "facts"),
    [
        (links((A, B)), {"a": True, "b": True}, ("a", "b")),
        (links(*CHAIN), {"a": True, "d": False}, None),
        (links((A, B), (A, Not(B))), {"a": True}, ("a", "b")),
        (links((at_least("n", 3), A)), {"n": 3, "a": True}, ("n", "a")),
        (links(derivations=[Derivation("x", A, None)]), {"a": True, "x": False}, ("a", "x")),
        (links(derivations=[Derivation("x", A, B)]), {"a": True, "b": True}, None),
    ],
)
def test_contradictions(linked: LinkedFacts, answers: Mapping[str, Answer], facts: tuple[str, ...] | None) -> None:
    with pytest.raises(Contradiction) as caught:
        linked.settle(answers)

    assert caught.value.because
    assert facts is None or set(facts) == set(caught.value.facts)
    assert all(fact in str(caught.value) for fact in caught.value.facts)


@pytest.mark.parametrize(
    ("expression", "alternatives", "opposite"),
    [
        (A, [(A,)], [(Not(A),)]),
        (Not(A), [(Not(A),)], [(A,)]),
        (Not(Not(A)), [(A,)], [(Not(A),)]),
        (All((A, B)), [(A, B)], [(Not(A),), (Not(B),)]),
        (Any((A, B)), [(A,), (B,)], [(Not(A), Not(B))]),
        (All((A, Any((B, C)))), [(A, B), (A, C)], [(Not(A),), (Not(B), Not(C))]),
        (AtLeast(2, (A, B, C)), [(A, B), (A, C), (B, C)], [(Not(A), Not(B)), (Not(A), Not(C)), (Not(B), Not(C))]),
        (Const(True), [()], []),
        (Const(False), [], [()]),
    ],
)
def test_alternatives_of_literals(
    expression: Expression, alternatives: list[tuple[Expression, ...]], opposite: list[tuple[Expression, ...]]
) -> None:
    assert alternatives == conjunctions(expression)
    assert opposite == conjunctions(expression, holds=False)
