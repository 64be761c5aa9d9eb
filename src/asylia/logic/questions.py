"""Which question to ask next: expected information about the goals, divided by the burden of the question."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from asylia.logic.completions import Completions, Exact
from asylia.logic.diagram import FALSE
from asylia.logic.expression import Compare, Ref


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
    """What the questions are for: one finding, or the disjunction of several, over all completions."""

    name: str
    weight: float
    exact: Exact


def information(chance: float) -> float:
    """Entropy in bits of something that holds with this chance."""
    if chance <= 0.0 or chance >= 1.0:
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)


def questions_by_worth(
    completions: Completions,
    goals: Sequence[Goal],
    *,
    burden: Callable[[str], float],
    askable: Callable[[str], bool],
    prior: Callable[[Hashable], float] = lambda _: 0.5,
) -> list[Question]:
    """Facts that bear on an open goal, the most worthwhile first; ties by first use in the law.

    `askable` keeps out what nobody may be asked, and what this person has already said they do not know.
    """
    gained: dict[str, float] = {}
    for goal in goals:
        for level, bits in information_by_level(completions, goal.exact, prior).items():
            atom = completions.diagrams.atom_at(level)
            fact = atom.name if isinstance(atom, Ref) else atom.fact if isinstance(atom, Compare) else str(atom)
            gained[fact] = max(gained.get(fact, 0.0), 0.0) + goal.weight * bits
    order = {fact: at for at, fact in enumerate(gained)}
    questions = [Question(fact, bits, bits / burden(fact)) for fact, bits in gained.items() if bits > 1e-12 and askable(fact)]
    return sorted(questions, key=lambda question: (-question.score, order[question.fact]))


def information_by_level(
    completions: Completions, exact: Exact, prior: Callable[[Hashable], float]
) -> Mapping[int, float]:
    """For each open atom, how many bits its answer is expected to give about the finding."""
    if exact.when_yes == FALSE or exact.when_no == FALSE:
        return {}
    yes, yes_with = completions.diagrams.chances(exact.when_yes, prior)
    no, no_with = completions.diagrams.chances(exact.when_no, prior)
    allowed = yes + no
    before = information(yes / allowed)
    gains = {}
    for level in sorted(yes_with.keys() | no_with.keys()):
        chance = prior(completions.diagrams.atom_at(level))
        yes_here = yes_with.get(level, yes * chance)
        no_here = no_with.get(level, no * chance)
        here = yes_here + no_here
        elsewhere = allowed - here
        after = 0.0
        if here > 0:
            after += here / allowed * information(yes_here / here)
        if elsewhere > 1e-15:
            after += elsewhere / allowed * information((yes - yes_here) / elsewhere)
        gains[level] = max(0.0, before - after)
    return gains
