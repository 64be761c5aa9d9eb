"""Three truth values. The order NO < UNKNOWN < YES makes strong Kleene logic minimum, maximum and reflection."""

from __future__ import annotations

from enum import IntEnum


class Truth(IntEnum):
    """Whether something holds. Never a `bool`: UNKNOWN is an answer and stays one."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def settled(self) -> bool:
        """Whether the answer is yes or no."""
        return self is not Truth.UNKNOWN

    @classmethod
    def of(cls, known: bool) -> Truth:
        """The truth value of something that is known."""
        return cls.YES if known else cls.NO


NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
