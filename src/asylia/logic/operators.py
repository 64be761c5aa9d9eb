"""The operator table: for each kind of expression its truth table and its sentence frame, side by side.

A backend is a short walk over this table; a reader checks one operator in one place. Columns join with backends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref
from asylia.logic.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Operator:
    """What one kind of expression means."""

    truth: Callable[[Expression, Sequence[Truth]], Truth]
    """The value, from the values of the parts in strong Kleene logic."""
    frame: str
    """The key of the sentence frame in `languages/<code>/interface.yaml`; empty for what is named by its own text."""


def _at_least(expression: Expression, values: Sequence[Truth]) -> Truth:
    assert isinstance(expression, AtLeast)
    if sum(value is YES for value in values) >= expression.count:
        return YES
    if sum(value is not NO for value in values) < expression.count:
        return NO
    return UNKNOWN


def _const(expression: Expression, values: Sequence[Truth]) -> Truth:
    assert isinstance(expression, Const)
    return Truth.of(expression.holds)


OPERATORS: Mapping[type[Expression], Operator] = {
    Ref: Operator(lambda _, values: values[0], ""),
    Compare: Operator(lambda _, values: values[0], ""),
    Not: Operator(lambda _, values: Truth(YES - values[0]), "not"),
    All: Operator(lambda _, values: min(values, default=YES), "all_of"),
    Any: Operator(lambda _, values: max(values, default=NO), "any_of"),
    AtLeast: Operator(_at_least, "at_least_n"),
    Const: Operator(_const, "always_or_never"),
}
