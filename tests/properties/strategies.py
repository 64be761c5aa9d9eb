"""Random small laws, and what is known of random persons under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hypothesis import assume
from hypothesis import strategies as st

from asylia.logic.completions import Completions
from asylia.logic.expression import (
    All,
    Any,
    AtLeast,
    Compare,
    Const,
    Expression,
    Not,
    Ref,
    Test,
    at_least,
    at_most,
    equal_to,
    exactly_one_of,
    more_than,
    none_of,
    under,
)
from asylia.logic.links import LinkedFacts, Never
from asylia.logic.program import Derivation, Program
from asylia.logic.truth import Truth
from asylia.logic.values import Answer, Answers, Bounds, Point, WhyUnknown
from tests.properties.worlds import (
    CHOICES,
    COUNTS,
    DAYS,
    DERIVED,
    DOMAINS,
    EVERYWHERE,
    PLAIN,
    Value,
    allowed_by,
    holds_in,
    world,
)

RULES = ("t.one", "t.two", "r.one", "r.two")
"""Two terms and two rules; each may refer to those before it."""

cites = st.sampled_from([(), (), ("act art_1",), ("act art_2", "treaty art_33")])


@st.composite
def comparisons(draw: st.DrawFn) -> Expression:
    """A limit on the count or the day, or one choice: often several on one fact in one law."""
    kind = draw(st.sampled_from(["count", "day", "choice"]))
    if kind == "choice":
        return equal_to(kind, draw(st.sampled_from(CHOICES)), draw(cites))
    limits: Sequence[int | date] = COUNTS if kind == "count" else DAYS
    build = draw(st.sampled_from([at_least, under]))
    if kind == "count":
        build = draw(st.sampled_from([at_least, under, more_than, at_most, equal_to]))
    return build(kind, draw(st.sampled_from(limits)), draw(cites))


def expressions(names: Sequence[str], leaves: int = 8) -> st.SearchStrategy[Expression]:
    """Expressions of every kind over the yes/no facts and terms named, the count, the day and the choice."""
    atoms: st.SearchStrategy[Expression] = st.one_of(
        st.builds(Ref, st.sampled_from(names), cites),
        st.builds(Ref, st.sampled_from(names), cites),
        comparisons(),
        st.builds(Const, st.booleans()),
    )

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
        several = st.lists(inner, min_size=2, max_size=4).map(tuple)
        return st.one_of(
            st.builds(Not, inner, cites),
            st.builds(All, parts, cites),
            st.builds(Any, parts, cites),
            several.flatmap(lambda found: st.builds(AtLeast, st.integers(1, len(found)), st.just(found), cites)),
            st.builds(none_of, parts, cites),
            st.builds(exactly_one_of, several, cites),
        )

    return st.recursive(atoms, larger, max_leaves=leaves)


literals = st.one_of(
    st.builds(Ref, st.sampled_from([*PLAIN, *DERIVED])),
    st.builds(lambda name: Not(Ref(name)), st.sampled_from([*PLAIN, *DERIVED])),
    st.builds(lambda limit: Compare("count", Test.AT_LEAST, limit), st.sampled_from(COUNTS)),
    st.builds(lambda limit: Not(Compare("count", Test.AT_LEAST, limit)), st.sampled_from(COUNTS)),
    st.builds(lambda limit: Compare("day", Test.AT_LEAST, limit), st.sampled_from(DAYS)),
    st.builds(lambda choice: Compare("choice", Test.IS, choice), st.sampled_from(CHOICES)),
    st.builds(lambda choice: Not(Compare("choice", Test.IS, choice)), st.sampled_from(CHOICES)),
)


@dataclass(frozen=True)
class SmallLaw:
    """Formulas with derivations and lists of what cannot be true together, and all worlds that these allow."""

    formulas: Mapping[str, Expression]
    derivations: Mapping[str, Derivation]
    never: tuple[Never, ...]

    @cached_property
    def possible(self) -> int:
        """The worlds that satisfy the links."""
        found = EVERYWHERE
        for derivation in self.derivations.values():
            fact = holds_in(Ref(derivation.fact), {})
            if derivation.yes_when is not None:
                found &= ~holds_in(derivation.yes_when, {}) | fact
            if derivation.no_when is not None:
                found &= ~(holds_in(derivation.no_when, {}) & fact)
        for clause in self.never:
            found &= ~holds_in(All(clause.literals), {})
        return found & EVERYWHERE

    @cached_property
    def links(self) -> LinkedFacts:
        """The links, as the engine reads them."""
        return LinkedFacts(self.derivations, self.never)

    @cached_property
    def program(self) -> Program:
        """The formulas, compiled."""
        return Program(self.formulas, self.derivations)

    @cached_property
    def completions(self) -> Completions:
        """The diagrams under the links."""
        return Completions(self.formulas, [clause.literals for clause in self.links.clauses])

    def kleene(self, answers: Answers) -> dict[str, Truth]:
        """The strong-Kleene value of every formula."""
        values = self.program.evaluate(answers)
        return {name: values[self.program.place_of[name]] for name in self.formulas}

    def exact(self, answers: Answers) -> dict[str, Truth]:
        """The exact value of every formula."""
        person = self.completions.person(answers)
        return {name: self.completions.exact([name], person).value for name in self.formulas}


@st.composite
def laws(draw: st.DrawFn) -> SmallLaw:
    """Small laws whose links leave at least one way in which the facts may turn out."""
    formulas: dict[str, Expression] = {}
    for name in RULES:
        terms = [earlier for earlier in formulas if earlier.startswith("t.")]
        formulas[name] = draw(expressions([*PLAIN, *DERIVED, *terms]))
    derivations = {}
    for at, fact in enumerate(DERIVED[: draw(st.integers(0, len(DERIVED)))]):
        yes = draw(st.none() | expressions([*PLAIN, *DERIVED[:at]], leaves=4))
        no = draw(st.none() | expressions([*PLAIN, *DERIVED[:at]], leaves=4))
        if yes is not None and no is not None and draw(st.booleans()):
            no = Not(yes)
        derivations[fact] = Derivation(fact, yes, no)
    never = draw(st.lists(st.lists(literals, min_size=2, max_size=4, unique=True).map(tuple), max_size=4))
    law = SmallLaw(formulas, derivations, tuple(Never(found, "of the links") for found in never))
    assume(law.possible)
    return law


REASONS = st.sampled_from(list(WhyUnknown))


def _bounds_around(value: Point) -> st.SearchStrategy[Answer]:
    domain = sorted(DOMAINS["count" if isinstance(value, int) else "day"])
    lower: list[Point | None] = [None, *(end for end in domain if end <= value)]  # type: ignore[list-item,operator]  # a domain is of one kind
    upper: list[Point | None] = [None, *(end for end in domain if end >= value)]  # type: ignore[list-item,operator]  # a domain is of one kind
    return st.builds(Bounds, st.sampled_from(lower), st.sampled_from(upper))


def answers_of(value: Value) -> st.SearchStrategy[Answer | None]:
    """What a person may tell of a value: itself, bounds around it, a reason for not knowing, or nothing."""
    hidden: st.SearchStrategy[Answer | None] = st.none() | REASONS
    if isinstance(value, (bool, str)):
        return hidden | (st.just(value) if value != "none of these" else REASONS)
    return hidden | st.just(value) | _bounds_around(value)


@dataclass(frozen=True)
class Person:
    """How things are, what was said first, and what is known later: the same and some more."""

    world: Mapping[str, Value]
    first: Answers
    later: Answers


@st.composite
def persons(draw: st.DrawFn, law: SmallLaw) -> Person:
    """Persons whose answers are true in a world that the links allow."""
    real = world(law.possible, draw(st.integers(0, 1 << 16)))
    first: dict[str, Answer] = {}
    for fact in draw(st.permutations(list(real))):
        answer = draw(answers_of(real[fact]))
        if answer is not None:
            first[fact] = answer
    later = dict(first)
    for fact, value in real.items():
        if value != "none of these" and draw(st.booleans()):
            later[fact] = value
    assert allowed_by(later) & law.possible
    return Person(real, first, later)
