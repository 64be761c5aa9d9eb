"""One measured figure, and how it is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and its goal, both in `unit`."""

    name: str
    value: float
    goal: float | None
    ratio: float
    to: str
    unit: str = "ms"

    def __str__(self) -> str:
        goal = f"goal {self.goal:g} {self.unit}" if self.goal is not None else ""
        kept = "" if self.goal is None else "ok" if self.value <= self.goal else "MISSED"
        return f"{self.name:<52} {self.value:9.2f} {self.unit:<3} {self.ratio:8.2f} x {self.to:<18} {goal:<14} {kept}"


def median_ms(act: Callable[[], object], times: int) -> float:
    """The median of several runs, in milliseconds; the first run is not counted."""
    act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
