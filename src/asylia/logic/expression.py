"""The seven kinds of expression. They are frozen, hashable and evaluate nothing themselves.

There is no node that asks whether something is unknown: so an answer that is settled stays settled when more is learnt.
Everything else a law file may say (unless, none of, exactly one of, at most) is rewritten into these seven on loading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias


class Test(Enum):
    """How a fact that is not yes/no is compared with a constant."""

    __test__ = False  # pytest would take the name for a test class

    AT_LEAST = "at least"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Ref:
    """A yes/no fact, or a named expression (a term or a provision), by its id."""

    name: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """A count or date that reaches a value, or a choice that is a value."""

    fact: str
    test: Test
    value: int | date | str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expression
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Expression, ...]
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Expression, ...]
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Expression, ...]
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Const:
    """Always so, or never so."""

    holds: bool
    cites: tuple[str, ...] = ()


Expression: TypeAlias = "Ref | Compare | Not | All | Any | AtLeast | Const"
Atom: TypeAlias = "Ref | Compare"


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside, in the order of the law."""
    match expression:
        case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all inside it, outer before inner, in the order of the law."""
    yield expression
    for part in parts_of(expression):
        yield from walk(part)


def names_in(expression: Expression) -> Iterator[str]:
    """Ids of the facts and named expressions that it mentions, in the order of the law, with repetitions."""
    for node in walk(expression):
        if isinstance(node, Ref):
            yield node.name
        elif isinstance(node, Compare):
            yield node.fact


def none_of(parts: Iterable[Expression], cites: tuple[str, ...] = ()) -> Not:
    """Not one of the parts holds."""
    inner = tuple(parts)
    return Not(inner[0] if len(inner) == 1 else Any(inner), cites)


def exactly_one_of(parts: Iterable[Expression], cites: tuple[str, ...] = ()) -> All:
    """One part holds and no second one does."""
    inner = tuple(parts)
    return All((Any(inner), Not(AtLeast(2, inner))), cites)


def _next(value: int | date) -> int | date:
    return value + timedelta(days=1) if isinstance(value, date) else value + 1


def at_least(fact: str, value: int | date, cites: tuple[str, ...] = ()) -> Expression:
    """The count or date is the value or lies past it."""
    return Compare(fact, Test.AT_LEAST, value, cites)


def more_than(fact: str, value: int | date, cites: tuple[str, ...] = ()) -> Expression:
    """The count or date lies past the value."""
    return Compare(fact, Test.AT_LEAST, _next(value), cites)


def under(fact: str, value: int | date, cites: tuple[str, ...] = ()) -> Expression:
    """The count or date lies before the value."""
    return Not(Compare(fact, Test.AT_LEAST, value), cites)


def at_most(fact: str, value: int | date, cites: tuple[str, ...] = ()) -> Expression:
    """The count or date is the value or lies before it."""
    return Not(Compare(fact, Test.AT_LEAST, _next(value)), cites)


def equal_to(fact: str, value: int | date | str, cites: tuple[str, ...] = ()) -> Expression:
    """The fact has exactly this value."""
    if isinstance(value, str):
        return Compare(fact, Test.IS, value, cites)
    return All((Compare(fact, Test.AT_LEAST, value), Not(Compare(fact, Test.AT_LEAST, _next(value)))), cites)


def without_cites(expression: Expression) -> Expression:
    """The same expression with no citations: equal logic becomes equal objects."""
    match expression:
        case Ref(name=name):
            return Ref(name) if expression.cites else expression
        case Compare(fact=fact, test=test, value=value):
            return Compare(fact, test, value) if expression.cites else expression
        case Not(part=part):
            return Not(without_cites(part))
        case All(parts=parts):
            return All(tuple(map(without_cites, parts)))
        case Any(parts=parts):
            return Any(tuple(map(without_cites, parts)))
        case AtLeast(count=count, parts=parts):
            return AtLeast(count, tuple(map(without_cites, parts)))
        case Const(holds=holds):
            return Const(holds)
