"""A reason is as short as can be, or as cheap, compared with every other set of facts that would do."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.logic.expression import All, Any, AtLeast, Expression, Not, Ref
from asylia.logic.program import Derivation, Program
from asylia.logic.reasons import Reason, Reasons
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, WhyUnknown

FACTS = tuple(f"f{at}" for at in range(8))


@st.composite
def trees(draw: st.DrawFn) -> Expression:
    """Expressions without opposites in which each fact stands once."""
    parts: list[Expression] = [Ref(name) for name in FACTS[: draw(st.integers(2, len(FACTS)))]]
    while len(parts) > 1:
        size = draw(st.integers(2, min(4, len(parts))))
        group, parts = tuple(parts[:size]), parts[size:]
        joined: list[Expression] = [All(group), Any(group), AtLeast(draw(st.integers(1, size)), group)]
        parts.insert(draw(st.integers(0, len(parts))), draw(st.sampled_from(joined)))
    return parts[0]


def _values(expression: Expression, answers: Answers) -> tuple[Program, list[Truth], Truth]:
    program = Program({"it": expression}, {})
    values = program.evaluate(answers)
    return program, values, values[program.place_of["it"]]


@given(
    trees(),
    st.fixed_dictionaries({}, optional=dict.fromkeys(FACTS, st.booleans())),
    st.lists(st.integers(1, 5), min_size=len(FACTS), max_size=len(FACTS)),
)
def test_yes_has_the_fewest_leaves_and_no_the_least_burden(
    tree: Expression, answers: dict[str, bool], burdens: list[int]
) -> None:
    burden: Mapping[str, float] = dict(zip(FACTS, map(float, burdens), strict=True))
    program, values, value = _values(tree, answers)
    if value is UNKNOWN:
        return

    leaves = [leaf.name for leaf in Reasons(program, values, answers, burden.__getitem__).of("it").leaves()]

    def cost(names: tuple[str, ...]) -> tuple[float, float]:
        total = sum(burden[name] for name in names)
        return (len(names), total) if value is YES else (total, len(names))

    enough = [
        names
        for size in range(len(answers) + 1)
        for names in combinations(answers, size)
        if _values(tree, {name: answers[name] for name in names})[2] is value
    ]
    assert len(leaves) == len(set(leaves))
    assert cost(tuple(leaves)) == min(map(cost, enough))


def _reason(
    expression: Expression,
    answers: Answers,
    derivations: Mapping[str, Derivation] | None = None,
    burden: Mapping[str, float] | None = None,
) -> Reason:
    program = Program({"it": expression}, derivations or {})
    return Reasons(
        program, program.evaluate(answers), answers, lambda fact: (burden or {}).get(fact, 1.0)
    ).of("it")  # fmt: skip


A, B, C, X = Ref("a"), Ref("b"), Ref("c"), Ref("x")


def _leaves(reason: Reason) -> list[str]:
    return [leaf.name for leaf in reason.leaves()]


def test_yes_prefers_one_fact_to_two() -> None:
    """Even if it is the harder one to establish."""
    everything: Answers = {"a": True, "b": True, "c": True}

    assert _leaves(_reason(Any((All((A, B)), C)), everything, burden={"a": 1, "b": 1, "c": 5})) == ["c"]


def test_ties_of_a_yes_go_by_burden_then_by_the_order_of_the_law() -> None:
    everything: Answers = {"a": True, "b": True, "c": True}

    assert _leaves(_reason(Any((A, B, C)), everything, burden={"a": 3, "b": 1, "c": 1})) == ["b"]
    assert _leaves(_reason(Any((A, B, C)), everything)) == ["a"]


def test_no_prefers_the_lighter_defeat_to_the_shorter() -> None:
    answers: Answers = {"a": False, "b": False, "c": False}

    assert _leaves(_reason(All((A, Any((B, C)))), answers, burden={"a": 5, "b": 1, "c": 1})) == ["b", "c"]


def test_the_same_condition_written_twice_supports_once() -> None:
    assert _leaves(_reason(Any((A, A)), {"a": True})) == ["a"]
    assert _leaves(_reason(All((A, B, A)), {"a": False})) == ["a"]


def test_exactly_as_many_parts_as_are_needed() -> None:
    three = AtLeast(2, (A, B, C))

    assert _leaves(_reason(three, {"a": True, "b": True, "c": True}, burden={"a": 2, "b": 1, "c": 1})) == ["b", "c"]
    assert _leaves(_reason(three, {"a": False, "b": False, "c": False})) == ["a", "b"]


@pytest.mark.parametrize(("given_", "leaves"), [({"a": True}, ["a"]), ({"a": True, "x": True}, ["x"])])
def test_a_derived_fact_is_given_or_worked_out(given_: Answers, leaves: list[str]) -> None:
    reason = _reason(X, given_, {"x": Derivation("x", A, Not(A))})

    assert YES is reason.value
    assert leaves == _leaves(reason)
    assert reason.given is ("x" in given_)


def test_an_open_reason_names_what_is_open() -> None:
    reason = _reason(All((A, B, Not(C))), {"a": True, "b": WhyUnknown.CONTESTED})

    assert UNKNOWN is reason.value
    assert _leaves(reason) == ["b", "c"]
    assert [leaf.value for leaf in reason.leaves()] == [UNKNOWN, UNKNOWN]


def test_citations_stand_where_the_law_puts_them() -> None:
    bar: Expression = Any((Ref("a", ("treaty art_1__sec_F",)), B), ("act art_5",))
    answers: dict[str, Answer] = {"a": True, "c": True}

    reason = _reason(All((C, Not(bar, ("act art_6",))), ("act art_2",)), answers)

    assert NO is reason.value
    assert reason.cites == ("act art_2",)
    (bar_no,) = reason.parts
    assert bar_no.cites == ("act art_6",)
    assert bar_no.parts[0].cites == ("act art_5",)
    assert [leaf.cites for leaf in reason.leaves()] == [("treaty art_1__sec_F",)]
