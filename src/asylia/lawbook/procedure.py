"""Time limits and stages as the law files give them: how periods are counted, what starts them, where a case stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asylia.logic.expression import Expression

FIRST_DAYS = ("next", "same")
MONTHS_END = ("eve", "same day")
AT_REST = ("next working day", "stays", "working day before")
WEEKDAYS_AND_HOLIDAYS = ("saturday", "sunday", "public holiday")
"""What may stand among the rest days of a counting rule besides the closures of the place."""
EXCUSED = ("yes", "no", "unclear", "at discretion")
STOPS_REMOVAL = ("yes", "no", "partial", "unclear", "not applicable")
ACTS = ("person", "authority")
GENERAL_STAGES = (
    "not_applied",
    "port",
    "pending",
    "refused",
    "review",
    "court",
    "order",
    "detained",
    "granted",
    "ended",
)
CUSTODY = ("free", "released", "restricted", "detained")


@dataclass(frozen=True, slots=True)
class Support:
    """On what a statement rests: citations, tags of sources, how sure it is, what to know besides."""

    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "high"
    note: str = ""


NO_SUPPORT = Support()


@dataclass(frozen=True, slots=True)
class CalendarOfPlace:
    """The calendar of a place: its time zone, its holidays in the package `holidays`, until when they are announced."""

    zone: str
    country: str
    categories: tuple[str, ...]
    announced_until: date
    half_days: tuple[str, ...] = ()
    """Words in the English names of holidays on which offices close for half a day only: no rest days."""
    support: Support = NO_SUPPORT


@dataclass(frozen=True, slots=True)
class Closure:
    """Further rest days: every year from one day to another, written "12-29", or a dated table."""

    id: str
    title: Mapping[str, str]
    start: date | None
    end: date | None
    every_year: tuple[str, str] | None
    days: tuple[date, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class CountingVersion:
    """How periods are counted that begin between two days, both included."""

    start: date
    end: date | None
    first_day: str
    months_end: str
    rest_days: tuple[str, ...]
    at_rest: str
    leave_out_up_to: int = 0
    """Periods of up to so many days leave rest days out altogether."""
    support: Support = NO_SUPPORT

    def covers(self, day: date) -> bool:
        """Whether a period that begins on this day is counted so."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Counting:
    """A rule of counting through time."""

    id: str
    title: Mapping[str, str]
    versions: tuple[CountingVersion, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """When a notice that was sent counts as received."""

    id: str
    title: Mapping[str, str]
    period: str
    counted_by: str
    support: Support


@dataclass(frozen=True, slots=True)
class Run:
    """One period of a limit and the event that starts it; with `before` it is counted back from the event."""

    event: str
    period: str = ""
    """Empty: the limit ends on the day of the event itself."""
    before: bool = False
    counted_by: tuple[str, ...] = ()
    """Rules of counting, the leading one first; more than one where it is contested."""
    plan_for: str = ""
    served_by: str = ""

    @property
    def by_hours(self) -> bool:
        """Whether it runs by the hour: from a moment to a moment, whatever the calendar says."""
        return self.period.startswith("PT")


@dataclass(frozen=True, slots=True)
class LimitVersion:
    """A limit for events between two days, both included: its runs, or why there is none."""

    start: date
    end: date | None
    runs: tuple[Run, ...]
    without_limit: str = ""
    binds_acts_until: date | None = None
    """The last day of acts that it binds: later acts are free of it, whenever it began. None: it binds every act."""
    support: Support = NO_SUPPORT

    def covers(self, day: date) -> bool:
        """Whether an event of this day starts it."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: who must do what by when, and what follows if it is missed."""

    id: str
    place: str
    title: Mapping[str, str]
    acts: str
    act: str
    applies: Expression
    versions: tuple[LimitVersion, ...]
    where: str = ""
    papers: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()
    done: str = ""
    """The date fact that holds the day on which it was done."""
    excused: str = "unclear"
    how_excused: str = ""
    excuse_basis: tuple[str, ...] = ()
    stops_removal: str = "not applicable"
    how_it_stops: str = ""
    if_missed: str = ""
    support: Support = NO_SUPPORT
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that a place says about time: its calendar, closures, counting rules, service rules and limits."""

    calendar: CalendarOfPlace
    closures: Mapping[str, Closure]
    counting: Mapping[str, Counting]
    services: Mapping[str, Service]
    limits: Mapping[str, Limit]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do at a stage; `limit` and `remedy` are ids."""

    act: str
    limit: str = ""
    remedy: str = ""
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Where a procedure goes from a stage, on what, and which remedy within which limit takes it there."""

    to: str
    on: Mapping[str, str]
    event: str = ""
    remedy: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of a procedure, or of custody beside it."""

    id: str
    place: str
    general: str
    title: Mapping[str, str]
    now: Expression
    authority: Mapping[str, str]
    where: str = ""
    papers: tuple[str, ...] = ()
    takes: str = ""
    """How long it was seen to take in practice."""
    takes_sources: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    moves: tuple[Move, ...] = ()
    dead_end: str = ""
    support: Support = NO_SUPPORT
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Procedure:
    """The stages of a place, the furthest first, and its states of custody."""

    as_of: date
    """The day whose law the words of the stages describe."""
    stages: Mapping[str, Stage]
    custody: Mapping[str, Stage]
