"""Answers to facts: a value, a bound on it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from asylia.logic.truth import NO, UNKNOWN, YES, Truth

Point: TypeAlias = date | int


@dataclass(frozen=True, slots=True)
class Bounds:
    """A date or a count of which only limits are known; both ends are included, `None` means without limit."""

    earliest: Point | None
    latest: Point | None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:  # type: ignore[operator]  # one fact has one type
            raise ValueError("the lower bound lies above the upper bound")

    @property
    def exact(self) -> bool:
        """Whether both bounds are one value."""
        return self.earliest is not None and self.earliest == self.latest


class WhyUnknown(Enum):
    """Why there is no value. The logic reads all of them as unknown; only the interview treats them differently."""

    NOT_ASKED = "not asked"
    PERSON_DOES_NOT_KNOW = "person does not know"
    CONTESTED = "contested"
    NOT_YET_HAPPENED = "not yet happened"
    RATHER_NOT_SAY = "rather not say"


Answer: TypeAlias = bool | str | int | date | Bounds | WhyUnknown
Answers: TypeAlias = Mapping[str, Answer]


_WITHOUT_LIMITS = Bounds(None, None)


def bounds_of(answer: Answer | None) -> Bounds:
    """What is known of a date or a count; nothing known gives bounds without limits."""
    if isinstance(answer, Bounds):
        return answer
    if isinstance(answer, (date, int)) and not isinstance(answer, bool):
        return Bounds(answer, answer)
    return _WITHOUT_LIMITS


def reaches(answer: Answer | None, limit: Point) -> Truth:
    """Whether a date or count is at or past a limit: settled only if every value within its bounds agrees."""
    known = bounds_of(answer)
    if known.earliest is not None and known.earliest >= limit:  # type: ignore[operator]  # one fact has one type
        return YES
    if known.latest is not None and known.latest < limit:  # type: ignore[operator]  # one fact has one type
        return NO
    return UNKNOWN


def equals(answer: Answer | None, choice: str) -> Truth:
    """Whether a choice is this one."""
    return Truth.of(answer == choice) if isinstance(answer, str) else UNKNOWN
