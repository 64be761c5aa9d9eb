"""What a law is made of: facts, provisions with their versions, sources, instruments, treaties, goals, readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asylia.lawbook.tables import Tables
from asylia.logic.expression import Expression

KINDS = (
    "status",
    "bar_to_removal",
    "suspension",
    "liberty",
    "permission",
    "route",
    "nationality",
    "gate",
    "ending",
    "policy",
    "obligation",
    "term",
)
NATURES = ("guaranteed", "discretionary", "policy")
CONFIDENCES = ("high", "medium", "low")
SEEN = ("read", "read in part", "read secondary", "known")
FACT_TYPES = ("yes/no", "choice", "count", "date")
ABOUT = ("person", "host", "place")
KNOWN_BY = ("person", "helper", "authority", "law")
EVIDENCE = ("word", "paper", "medical", "expert", "country information", "law")
ASSESSMENT_DAY, DECISION_DAY = "assessment day", "decision day"
GOVERNING = "governing:"
"""Prefix of the date that picks between versions governed by a date fact."""
LAW_TEXT_CERTAIN = "law_text_certain__"
"""Prefix of the facts, asked of nobody, that stand for *the text of the law is as written here*."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the law asks about."""

    id: str
    type: str
    means: str
    theme: str
    about: str
    known_by: str
    burden: int
    sensitivity: int
    evidence: tuple[str, ...] = ()
    papers: str = ""
    asked: bool = True
    choices: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    kept_for: str = ""
    """Why it is in the vocabulary though no rule uses it yet."""
    official_terms: Mapping[str, str] = field(default_factory=dict)
    """By place: the official term in the local script, to show at an office."""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Alias:
    """An old or other name of a fact: the same, the opposite, or the fact at one place; or a provision."""

    fact: str = ""
    opposite: bool = False
    at: str = ""
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """What makes a fact yes and what makes it no; `at` limits it to places, empty means everywhere."""

    fact: str
    yes_when: Expression | None
    no_when: Expression | None
    because: str
    at: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Within:
    """One case of a limit: the act was done within the period from the event.

    Of the rules in `counted_by` those of the place assessed count it, each a way in which it may be read. Where none
    does, it ends by the calendar alone and may move later by up to `may_move_days`: in between it stays open.
    """

    when: Expression | None
    period: str
    since: str
    done_on: str
    may_move_days: int = 0
    counted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact that follows from dates: a limit kept, full units since a day, time elapsed, a value that is given."""

    fact: str
    within: tuple[Within, ...] = ()
    full_units_since: str = ""
    unit: str = ""
    elapsed_since: str = ""
    elapsed_more_than: str = ""
    given_when: str = ""
    gives: bool = True
    """What a day or choice that is given makes of the fact."""
    kinship_to: str = ""
    kinship_degrees: int = 0
    at: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Constraint:
    """Literals that cannot all be true together."""

    never: tuple[Expression, ...]
    because: str
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was seen."""

    tag: str
    title: str
    publisher: str
    date: str
    address: tuple[str, ...]
    seen: str
    confidence: str
    note: str = ""

    @property
    def was_read(self) -> bool:
        """Whether somebody saw the text, not only knew of it."""
        return self.seen != "known"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A statute, treaty, regulation or policy."""

    id: str
    title: Mapping[str, str]
    place: str
    number: str
    date: str
    address: str
    note: str = ""
    short: Mapping[str, str] = field(default_factory=dict)
    """By language: the name by which lawyers cite it; empty if they write the title out."""


@dataclass(frozen=True, slots=True)
class Says:
    """Who reads something so, and where that stands."""

    who: str = ""
    reads: str = ""
    on: date | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something that a discretion takes into account. It is shown, never scored."""

    fact: str
    points: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """What a provision gives, and on which further condition."""

    gives: tuple[str, ...]
    with_what: str = ""
    when: Expression | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """A stage of carrying out a route, after eligibility; not part of the answer."""

    id: str
    title: Mapping[str, str]
    holds: Expression
    basis: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What the person must do."""

    act: str
    where: str = ""
    papers: str = ""
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a provision between two days, both included."""

    start: date
    end: date | None
    governed_by: str
    governed_says: Says
    confidence: str
    certain_from: date | None
    holds: Expression
    may_be_refused: Expression | None
    basis: tuple[str, ...]
    sources: tuple[str, ...]
    weighs: tuple[Weighed, ...] = ()
    leads_to: tuple[Grant, ...] = ()
    gates: tuple[Gate, ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 0
    exceptions: int = 0
    """How many of the last parts of `holds` are the opposites of exceptions."""

    def covers(self, day: date) -> bool:
        """Whether the day lies between its first and last day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class ContestedReading:
    """One of several ways in which a provision is read."""

    id: str
    who: str
    holds: Expression
    safer: bool
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule of law through time."""

    id: str
    place: str
    subject: str
    title: Mapping[str, str]
    kind: str
    nature: str
    versions: tuple[Version, ...]
    nature_says: tuple[Says, ...] = ()
    absolute: bool = False
    adverse: bool = False
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reread: date | None = None
    asks: tuple[Act, ...] = ()
    readings: tuple[ContestedReading, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class TreatyAtPlace:
    """Whether and from when a treaty binds a place. Between `earliest` and `latest` the start is uncertain."""

    bound: bool
    earliest: date | None = None
    latest: date | None = None
    until: date | None = None
    reservations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "high"


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty and where it binds."""

    id: str
    places: Mapping[str, TreatyAtPlace]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a person may want: reached by any of the provisions that belong to it."""

    id: str
    title: Mapping[str, str]
    weight: int
    kinds: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    absolute: bool = False

    def has(self, provision: Provision) -> bool:
        """Whether the provision serves this goal. What is adverse to the person never does."""
        if provision.adverse or provision.kind == "term":
            return False
        if provision.id in self.provisions:
            return True
        return (
            provision.kind in self.kinds
            and (not self.natures or provision.nature in self.natures)
            and (not self.absolute or provision.absolute)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction: its code, the folder and id prefix of its law, and its name."""

    code: str
    folder: str
    prefix: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """A question that a reading asks."""

    id: str
    text: str
    holds: Expression


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """Ask a question and go on; or an outcome."""

    ask: str = ""
    when_yes: ReadingStep | None = None
    when_no: ReadingStep | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """Where a reading ends, and the provision that it speaks of."""

    id: str
    title: str
    provision: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a reading departs from the statute, for persons of whom `when` holds, from a day on."""

    when: Expression
    says: str
    start: date | None = None
    end: date | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody else reads the law: decision steps, kept exactly as drawn."""

    id: str
    place: str
    title: Mapping[str, str]
    who: str
    start: date
    end: date | None
    sources: tuple[str, ...]
    questions: Mapping[str, ReadingQuestion]
    steps: ReadingStep
    outcomes: Mapping[str, ReadingOutcome]
    departs: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the world, as far as nationality needs it."""

    alpha3: str
    alpha2: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """A day from which time limits run, bound to one date fact."""

    id: str
    fact: str
    title: str
    may_lie_ahead: bool = False
    """It is the end of something, or a day set for something: it may lie after the day assessed."""


@dataclass(frozen=True, slots=True)
class LawData:
    """All of `law/`, read and checked. `version` is a hash of its content."""

    version: str
    facts: Mapping[str, Fact]
    aliases: Mapping[str, Alias]
    derived: tuple[Derived, ...]
    dated: tuple[DatedFact, ...]
    constraints: tuple[Constraint, ...]
    events: Mapping[str, Event]
    countries: Mapping[str, Country]
    places: Mapping[str, Place]
    instruments: Mapping[str, Instrument]
    sources: Mapping[str, Mapping[str, Source]]
    """By place code, then by tag."""
    treaties: Mapping[str, Treaty]
    provisions: Mapping[str, Provision]
    goals: tuple[Goal, ...]
    readings: Mapping[str, Reading] = field(default_factory=dict)
    priors: Mapping[str, int] = field(default_factory=dict)
    """By fact: how likely a yes is before anything is known, in percent. It orders questions and decides nothing."""
    supposed_when_compared: tuple[str, ...] = ()
    """Facts supposed of a place that is not the case's own, as if the person were there."""
    transit_facts: tuple[str, ...] = ()
    """Facts about the way to a place."""
    tables: Tables = field(default_factory=Tables)
