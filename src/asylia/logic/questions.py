"""Which question to ask next: expected information about the goals, divided by the burden of the question."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from asylia.logic.diagram import Diagrams
from asylia.logic.expression import Compare, Ref

WORKED_OUT = 0.5
"""What asking a fact itself counts where it could be worked out: raw things are asked before what follows from them."""


Memo = dict[int, Sequence[tuple[str, float]]]
"""By diagram: facts, each with its share of the bits of the atoms that it tells of."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact worth asking for."""

    fact: str
    information: float
    """Expected bits about the goals, each goal by its weight."""
    score: float
    """Information divided by burden; questions are asked from the highest down."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the questions are for: a finding, or the disjunction of several, restricted to what is known."""

    name: str
    weight: float
    function: int


def information(chance: float) -> float:
    """Entropy in bits of something that holds with this chance."""
    if chance <= 0.0 or chance >= 1.0:
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)


def questions_by_worth(
    diagrams: Diagrams,
    goals: Sequence[Goal],
    *,
    sources: Mapping[str, Sequence[tuple[str, float]]],
    burden: Callable[[str], float],
    askable: Callable[[str], bool],
    prior: Callable[[Hashable], float] = lambda _: 0.5,
    memo: Memo | None = None,
) -> list[Question]:
    """Facts that bear on an open goal, the most worthwhile first; ties by first use in the law.

    `sources` lists for a fact the facts from which it may be worked out, each with its share of the information.
    `memo` keeps what each diagram is worth, for the same sources and prior. `askable` keeps out what nobody may be
    asked, and what this person has said they do not know.
    """
    gained: dict[str, float] = {}
    so_far = gained.get
    memo = {} if memo is None else memo
    for goal in goals:
        worth = memo.get(goal.function)
        if worth is None:
            worth = memo[goal.function] = _worth(diagrams, goal.function, sources, prior)
        weight = goal.weight
        for fact, bits in worth:
            gained[fact] = so_far(fact, 0.0) + weight * bits
    questions = [
        Question(fact, bits, bits / burden(fact)) for fact, bits in gained.items() if bits > 1e-9 and askable(fact)
    ]
    return sorted(questions, key=lambda question: -question.score)  # sorting keeps the order of ties


def _worth(
    diagrams: Diagrams,
    function: int,
    sources: Mapping[str, Sequence[tuple[str, float]]],
    prior: Callable[[Hashable], float],
) -> tuple[tuple[str, float], ...]:
    """For each fact that bears on a diagram, its share of the bits of every atom that it tells of."""
    found: dict[str, float] = {}
    for level, bits in information_by_level(diagrams, function, prior).items():
        atom = diagrams.atom_at(level)
        fact = atom.name if isinstance(atom, Ref) else atom.fact if isinstance(atom, Compare) else str(atom)
        known_from = sources.get(fact, ())
        own = (fact, WORKED_OUT if known_from else 1.0)
        for source, share in (own, *known_from):
            found[source] = found.get(source, 0.0) + bits * share
    return tuple(found.items())


def information_by_level(diagrams: Diagrams, function: int, prior: Callable[[Hashable], float]) -> Mapping[int, float]:
    """For each open atom, how many bits its answer is expected to give about the finding."""
    holds, holds_with = diagrams.chances(function, prior)
    before = information(holds)
    gains = {}
    for level in sorted(holds_with):
        chance = prior(diagrams.atom_at(level))
        with_true = holds_with[level] / chance
        with_false = (holds - holds_with[level]) / (1 - chance)
        gains[level] = max(0.0, before - chance * information(with_true) - (1 - chance) * information(with_false))
    return gains
