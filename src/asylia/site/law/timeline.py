"""The versions of a provision on a line of time, measured in percent of the width, so that it fits any screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asylia.lawbook.model import Version

_ROUND = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One version: where it begins and how wide it is."""

    x: float
    width: float
    number: int
    shown: bool
    """Whether it covers the day that is looked at."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year written under the line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it; `at` is the day that is looked at."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    at: float


def timeline(versions: Sequence[Version], first: date, day: date) -> Timeline:
    """Versions between the year of the first law and the year after the last thing shown, in order."""
    start = date(first.year, 1, 1)
    last = max([day, *(v.start for v in versions), *(v.end for v in versions if v.end)])
    end = date(last.year + 2, 1, 1)
    days = (end - start).days

    def place(when: date) -> float:
        return round(max(0.0, min(100.0, 100 * (when - start).days / days)), 2)

    bars = tuple(
        Bar(
            place(version.start),
            round(max(0.8, place(version.end or end) - place(version.start)), 2),
            number,
            version.covers(day),
        )
        for number, version in enumerate(versions, start=1)
    )
    years = range(-(-start.year // _ROUND) * _ROUND, end.year, _ROUND)
    return Timeline(bars, tuple(Tick(place(date(year, 1, 1)), year) for year in years), place(day))
