"""Expressions laid out as one flat program: every person is evaluated in a single pass from the leaves up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, Test, parts_of
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, Bounds, Point, WhyUnknown, bounds_of, equals, reaches

Steps: TypeAlias = list["tuple[int, int | tuple[int, ...]]"]

_FACT, _DERIVED, _COMPARE, _NOT, _ALL, _ANY, _AT_LEAST, _CONST = range(8)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a yes/no fact follows from others: what makes it yes and what makes it no, apart; either may be missing."""

    fact: str
    yes_when: Expression | None
    no_when: Expression | None
    because: str = ""


class CircularTerms(ValueError):
    """Named expressions or derivations that need themselves; `names` is the circle."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(" -> ".join(names))


@dataclass(frozen=True, slots=True)
class Step:
    """One place of the program: an expression, and the places of its parts."""

    operation: int
    arguments: tuple[int, ...]
    expression: Expression
    name: str
    """Id of the fact or named expression, for references; else empty."""


class Program:
    """Named expressions and derivations, compiled.

    `formulas` maps the id of a term or provision to its expression; a reference to any other name is a fact.
    Raises CircularTerms if a name needs itself.
    """

    def __init__(self, formulas: Mapping[str, Expression], derivations: Mapping[str, Derivation]) -> None:
        self.formulas = formulas
        self.derivations = derivations
        self.steps: list[Step] = []
        self.place_of: dict[str, int] = {}
        self._places: dict[Expression, int] = {}
        self._places_by_identity: dict[int, int] = {}
        self._open: list[str] = []
        for name in formulas:
            self._place_of_name(name)
        self._operations: list[tuple[int, tuple[int, ...]]] = [(step.operation, step.arguments) for step in self.steps]

    def _add(self, operation: int, arguments: tuple[int, ...], expression: Expression, name: str = "") -> int:
        self.steps.append(Step(operation, arguments, expression, name))
        return len(self.steps) - 1

    def _place_of_name(self, name: str) -> int:
        if name in self.place_of:
            return self.place_of[name]
        if name in self._open:
            raise CircularTerms([*self._open[self._open.index(name) :], name])
        self._open.append(name)
        if name in self.formulas:
            place = self._place(self.formulas[name])
        elif name in self.derivations:
            derivation = self.derivations[name]
            sides = [-1 if side is None else self._place(side) for side in (derivation.yes_when, derivation.no_when)]
            place = self._add(_DERIVED, tuple(sides), Ref(name), name)
        else:
            place = self._add(_FACT, (), Ref(name), name)
        self._open.pop()
        self.place_of[name] = place
        return place

    def _place(self, expression: Expression) -> int:
        place = self._places[expression] if expression in self._places else self._new_place(expression)
        # The formulas keep every part alive, so its identity stays its own: a look-up that need not hash a whole tree.
        self._places_by_identity[id(expression)] = place
        if expression is not self.steps[place].expression:
            self._note_parts(expression)
        return place

    def _note_parts(self, expression: Expression) -> None:
        for part in parts_of(expression):
            if id(part) not in self._places_by_identity:
                self._place(part)

    def _new_place(self, expression: Expression) -> int:
        match expression:
            case Ref(name=name):
                place = self._place_of_name(name)
            case Compare(fact=fact):
                place = self._add(_COMPARE, (), expression, fact)
            case Not(part=part):
                place = self._add(_NOT, (self._place(part),), expression)
            case All(parts=parts):
                place = self._add(_ALL, tuple(map(self._place, parts)), expression)
            case Any(parts=parts):
                place = self._add(_ANY, tuple(map(self._place, parts)), expression)
            case AtLeast(parts=parts):
                place = self._add(_AT_LEAST, tuple(map(self._place, parts)), expression)
            case Const():
                place = self._add(_CONST, (), expression)
        self._places[expression] = place
        return place

    def place(self, expression: Expression) -> int:
        """Where an expression that is part of the formulas stands. Raises KeyError if it is none of them."""
        return (
            self.place_of[expression.name] if isinstance(expression, Ref) else self._places_by_identity[id(expression)]
        )

    def facts(self) -> list[str]:
        """Ids of all facts that the program reads, first used first, without repetition."""
        named = dict.fromkeys(step.name for step in self.steps if step.operation in (_FACT, _DERIVED, _COMPARE))
        return list(named)

    def evaluate(self, answers: Answers) -> list[Truth]:
        """The strong-Kleene value at every place. An answer that is given outweighs what would derive it.

        Raises KeyError never: a fact without an answer is unknown.
        """
        values: list[Truth] = []
        append = values.append
        steps = self.steps
        for index, (operation, arguments) in enumerate(self._operations):
            if operation == _ALL:
                lowest = YES
                for argument in arguments:
                    if values[argument] < lowest:
                        lowest = values[argument]
                        if lowest is NO:
                            break
                append(lowest)
            elif operation == _ANY:
                highest = NO
                for argument in arguments:
                    if values[argument] > highest:
                        highest = values[argument]
                        if highest is YES:
                            break
                append(highest)
            elif operation == _FACT:
                append(truth_of(answers.get(steps[index].name)))
            elif operation == _NOT:
                part = values[arguments[0]]
                append(UNKNOWN if part is UNKNOWN else YES if part is NO else NO)
            elif operation == _DERIVED:
                append(_derived(truth_of(answers.get(steps[index].name)), arguments, values))
            elif operation == _COMPARE:
                append(compared(steps[index].expression, answers))
            elif operation == _CONST:
                append(Truth.of(steps[index].expression.holds))  # type: ignore[union-attr]  # a place of a constant
            else:
                count = steps[index].expression.count  # type: ignore[union-attr]  # a place of an AtLeast
                sure = sum(values[argument] is YES for argument in arguments)
                possible = sum(values[argument] is not NO for argument in arguments)
                append(YES if sure >= count else NO if possible < count else UNKNOWN)
        return values


def truth_of(answer: Answer | None) -> Truth:
    """The truth value of an answer to a yes/no fact; anything but a plain yes or no is unknown."""
    return YES if answer is True else NO if answer is False else UNKNOWN


def _derived(given: Truth, sides: tuple[int, ...], values: Sequence[Truth]) -> Truth:
    if given is not UNKNOWN:
        return given
    yes_side, no_side = sides
    if yes_side >= 0 and values[yes_side] is YES:
        return YES
    if no_side >= 0 and values[no_side] is YES:
        return NO
    return UNKNOWN


def compared(expression: Expression, answers: Answers) -> Truth:
    """The value of a comparison."""
    assert isinstance(expression, Compare)
    answer = answers.get(expression.fact)
    if expression.test is Test.IS:
        return equals(answer, str(expression.value))
    limit = expression.value
    assert not isinstance(limit, str)
    return reaches(answer, limit)


def is_fact(step: Step) -> bool:
    """Whether the place is a fact or a comparison of one."""
    return step.operation in (_FACT, _DERIVED, _COMPARE)


__all__ = [
    "Bounds",
    "CircularTerms",
    "Derivation",
    "Point",
    "Program",
    "Step",
    "WhyUnknown",
    "bounds_of",
    "compared",
    "is_fact",
    "truth_of",
]
