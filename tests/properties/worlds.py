"""All ways in which a small vocabulary may turn out, as bits of whole numbers: an oracle apart from the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import TypeAlias

from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, Test
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, Bounds, WhyUnknown

Value: TypeAlias = bool | int | date | str

PLAIN = ("a", "b", "c", "d")
DERIVED = ("x", "y")
COUNTS = (1, 2, 3)
"""Limits that expressions set to the count."""
DAYS = (date(2005, 5, 16), date(2023, 12, 1), date(2024, 6, 10))
"""Limits that expressions set to the day."""
CHOICES = ("A", "B", "C")

DOMAINS: Mapping[str, Sequence[Value]] = {
    **dict.fromkeys((*PLAIN, *DERIVED), (False, True)),
    "count": (0, *COUNTS, 4),
    "day": (date(2000, 1, 1), *DAYS),
    "choice": (*CHOICES, "none of these"),
}
"""One value between any two limits stands for all of them."""
WORLDS: tuple[tuple[Value, ...], ...] = tuple(product(*DOMAINS.values()))
EVERYWHERE = (1 << len(WORLDS)) - 1


def worlds_in(mask: int) -> int:
    """How many worlds there are in a set."""
    return mask.bit_count()


def world(mask: int, at: int) -> dict[str, Value]:
    """One world of a set, the others counted through in a circle."""
    bits = bin(mask)[:1:-1]
    wanted = at % mask.bit_count()
    position = -1
    for _ in range(wanted + 1):
        position = bits.index("1", position + 1)
    return dict(zip(DOMAINS, WORLDS[position], strict=True))


@cache
def where(fact: str, value: Value) -> int:
    """The worlds in which a fact has a value."""
    at = list(DOMAINS).index(fact)
    return sum(1 << number for number, values in enumerate(WORLDS) if values[at] == value)


def holds_in(expression: Expression, formulas: Mapping[str, Expression]) -> int:
    """The worlds in which an expression holds."""
    match expression:
        case Ref(name=name) if name in formulas:
            return holds_in(formulas[name], formulas)
        case Ref(name=name):
            return where(name, True)
        case Compare(fact=fact, test=Test.IS, value=value):
            return where(fact, value)
        case Compare(fact=fact, value=value):
            return _union(where(fact, other) for other in DOMAINS[fact] if other >= value)  # type: ignore[operator]  # a domain is of one kind
        case Not(part=part):
            return EVERYWHERE & ~holds_in(part, formulas)
        case All(parts=parts):
            return _common(holds_in(part, formulas) for part in parts)
        case Any(parts=parts):
            return _union(holds_in(part, formulas) for part in parts)
        case AtLeast(count=count, parts=parts):
            masks = [holds_in(part, formulas) for part in parts]
            return _union(_common(group) for group in combinations(masks, count))
        case Const(holds=holds):
            return EVERYWHERE if holds else 0


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _common(masks: Iterable[int]) -> int:
    found = EVERYWHERE
    for mask in masks:
        found &= mask
    return found


def allowed_by(answers: Answers) -> int:
    """The worlds that fit the answers."""
    return _common(_allowed(fact, answer) for fact, answer in answers.items())


def _allowed(fact: str, answer: Answer) -> int:
    if isinstance(answer, WhyUnknown):
        return EVERYWHERE
    if isinstance(answer, Bounds):
        low, high = answer.earliest, answer.latest
        return _union(
            where(fact, value)
            for value in DOMAINS[fact]
            if (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]  # a domain is of one kind
        )
    return where(fact, answer)


def truth_in(mask: int, possible: int) -> Truth:
    """Whether something that holds in one set of worlds is certain, excluded or open, given those that are possible."""
    can_hold, can_fail = bool(mask & possible), bool(possible & ~mask)
    return UNKNOWN if can_hold and can_fail else YES if can_hold else NO
