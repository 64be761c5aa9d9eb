"""Linked facts: what follows from the answers at once, and which answers contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, without_cites
from asylia.logic.program import Derivation, compared, truth_of
from asylia.logic.truth import UNKNOWN, YES
from asylia.logic.values import Answer, Answers


class Contradiction(ValueError):
    """Answers that cannot be true together; `facts` names them, `because` says why."""

    def __init__(self, facts: Sequence[str], because: str) -> None:
        self.facts, self.because = tuple(facts), because
        super().__init__(f"{' and '.join(facts)} contradict each other: {because}")


@dataclass(frozen=True, slots=True)
class Never:
    """Literals (facts, comparisons, or the opposite of one) that cannot all be true."""

    literals: tuple[Expression, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The answers with all that follows from them by the links."""

    answers: Mapping[str, Answer]
    follows_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each fact that was worked out: the facts that it follows from."""


class LinkedFacts:
    """The links of a vocabulary, indexed by fact."""

    def __init__(self, derivations: Mapping[str, Derivation], never: Sequence[Never]) -> None:
        self.derivations = derivations
        clauses = [*never, *(clause for derivation in derivations.values() for clause in clauses_of(derivation))]
        self.clauses: Sequence[Never] = tuple(clauses)
        self._by_fact: dict[str, list[tuple[Never, tuple[_Literal, ...]]]] = {}
        for clause in clauses:
            literals = tuple(map(_taken_apart, clause.literals))
            for name in dict.fromkeys(fact for fact, _, _ in literals):
                self._by_fact.setdefault(name, []).append((clause, literals))

    def settle(self, answers: Answers) -> Settled:
        """All that follows from the answers by the links. Raises Contradiction."""
        known: dict[str, Answer] = dict(answers)
        follows: dict[str, tuple[str, ...]] = {}
        waiting = list(known)
        while waiting:
            for clause, literals in self._by_fact.get(waiting.pop(), ()):
                forced = _forced(clause, literals, known)
                if forced is None or forced[1] is not None:
                    continue
                fact, _, negated = forced
                known[fact] = negated
                follows[fact] = tuple(dict.fromkeys(one[0] for one in literals if one is not forced))
                waiting.append(fact)
        return Settled(known, follows)


_Literal = tuple[str, Compare | None, bool]
"""The fact of a literal, its comparison if it is one, and whether it says the opposite."""


def _taken_apart(literal: Expression) -> _Literal:
    negated = isinstance(literal, Not)
    atom = literal.part if isinstance(literal, Not) else literal
    return fact_of(literal), atom if isinstance(atom, Compare) else None, negated


def _forced(clause: Never, literals: Sequence[_Literal], known: Mapping[str, Answer]) -> _Literal | None:
    """The one literal that is open, where all others are true. Raises Contradiction if none is open."""
    open_literal: _Literal | None = None
    for literal in literals:
        fact, compare, negated = literal
        answer = known.get(fact)
        value = truth_of(answer) if compare is None else UNKNOWN if answer is None else compared(compare, known)
        if value is UNKNOWN:
            if open_literal is not None:
                return None
            open_literal = literal
        elif (value is YES) is negated:
            return None
    if open_literal is None:
        raise Contradiction(list(dict.fromkeys(map(fact_of, clause.literals))), clause.because)
    return open_literal


def fact_of(literal: Expression) -> str:
    """The id of the fact in a literal."""
    atom = literal.part if isinstance(literal, Not) else literal
    if isinstance(atom, Ref):
        return atom.name
    assert isinstance(atom, Compare)
    return atom.fact


def is_literal(expression: Expression) -> bool:
    """Whether it is a fact, a comparison, or the opposite of one."""
    return isinstance(expression.part if isinstance(expression, Not) else expression, (Ref, Compare))


def clauses_of(derivation: Derivation) -> list[Never]:
    """A derivation as clauses; used backwards they also tell what a given value of the fact says of the others."""
    fact = Ref(derivation.fact)
    because = derivation.because or f"{derivation.fact} follows from the other"
    clauses = []
    for side, opposite in ((derivation.yes_when, Not(fact)), (derivation.no_when, fact)):
        if side is None:
            continue
        for literals in conjunctions(side):
            clauses.append(Never((*literals, opposite), because))
    return clauses


def conjunctions(expression: Expression, *, holds: bool = True) -> list[tuple[Expression, ...]]:
    """The expression (or its opposite) as alternatives of literals that hold together."""
    match expression:
        case Not(part=part):
            return conjunctions(part, holds=not holds)
        case Const(holds=always):
            return [()] if always is holds else []
        case All(parts=parts) | Any(parts=parts) if isinstance(expression, All) is not holds:
            return [found for part in parts for found in conjunctions(part, holds=holds)]
        case All(parts=parts) | Any(parts=parts):
            choices = product(*(conjunctions(part, holds=holds) for part in parts))
            return [tuple(dict.fromkeys(literal for group in choice for literal in group)) for choice in choices]
        case AtLeast(count=count, parts=parts):
            needed = count if holds else len(parts) - count + 1
            groups = combinations(parts, needed)
            return [found for group in groups for found in conjunctions(All(group) if holds else Not(Any(group)))]
        case _:
            plain = without_cites(expression)
            return [(plain if holds else Not(plain),)]
