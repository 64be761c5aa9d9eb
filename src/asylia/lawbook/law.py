"""The law at a date and a place: an immutable object that the assessment reads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock, RLock
from weakref import WeakValueDictionary

from asylia.lawbook.conditions import TREATY
from asylia.lawbook.first_day import FIRST_LAW as FIRST_LAW
from asylia.lawbook.model import (
    ASSESSMENT_DAY,
    DECISION_DAY,
    GOVERNING,
    KINDS,
    LAW_TEXT_CERTAIN,
    DatedFact,
    Fact,
    LawData,
    Provision,
    Source,
    Version,
)
from asylia.lawbook.procedure import Support
from asylia.logic.completions import Completions
from asylia.logic.diagram import FALSE
from asylia.logic.expression import All, Any, Const, Expression, Not, Ref, at_least, more_than, names_in
from asylia.logic.links import LinkedFacts, Never
from asylia.logic.program import Derivation, Program
from asylia.logic.values import Answers, bounds_of

LIMIT, STAGE, COLUMN, KEPT, DUTY = "limit ", "stage ", "column ", "kept ", "duty "
"""Prefixes of the names under which the program holds the conditions of the tables."""


LAWS_KEPT = 8
"""How many laws of a place and a time stay compiled, some megabytes each; there are ten times as many."""
_Texts = tuple[str, tuple[tuple[str, date | int], ...]]
"""A place, and the texts that are its law."""


class Lawbook:
    """The whole law through time. `at` gives the law of one place on one day; `replace` a reform of it.

    Safe to use from many threads. `kept` laws stay compiled; more are worth their memory to who goes through time.
    """

    def __init__(self, data: LawData, *, kept: int = LAWS_KEPT) -> None:
        self.data, self._kept = data, kept
        self._laws: WeakValueDictionary[_Texts, Law] = WeakValueDictionary()
        """Every law that somebody holds, so that there is never a second one of the same texts."""
        self._recent: OrderedDict[_Texts, Law] = OrderedDict()
        """Those asked for last, the latest at the end: held so that they need not be compiled again."""
        self._lock = Lock()

    def at(self, day: date, place: str) -> Law:
        """The law of a place on a day, with every version known by then. Days with the same texts share one object."""
        chosen = _versions_on(self.data, place, day)
        key = self._texts(chosen, day, place)
        with self._lock:
            law = self._laws.get(key)
            if law is None:
                law = self._laws[key] = Law(self.data, place, day, chosen)
            self._recent[key] = law
            self._recent.move_to_end(key)
            if len(self._recent) > self._kept:
                self._recent.popitem(last=False)
        return law

    def texts_at(self, day: date, place: str) -> Hashable:
        """What tells the law of one day from that of another: equal where the texts are the same."""
        return self._texts(_versions_on(self.data, place, day), day, place)

    def _texts(self, chosen: Mapping[str, tuple[Version, ...]], day: date, place: str) -> _Texts:
        texts = [(name, version.start) for name, versions in chosen.items() for version in versions]
        return place, (*texts, *_treaties_on(self.data, place, day))

    def replace(self, provision: Provision) -> Lawbook:
        """The same law with one provision put in place of that with its id, or added: a reform."""
        provisions = {**self.data.provisions, provision.id: provision}
        version = f"{self.data.version}+{provision.id}"
        return Lawbook(replace(self.data, provisions=provisions, version=version), kept=self._kept)


@dataclass(frozen=True)
class Law:
    """The provisions of one place on one day, compiled. Reads nothing, knows no person."""

    data: LawData
    place: str
    day: date
    versions: Mapping[str, tuple[Version, ...]]
    """By provision id: the version of the day, or all versions known by then where a date fact picks between them."""
    turn: RLock = field(default_factory=RLock, init=False, compare=False, repr=False)
    """Held while the diagrams are worked with. They grow with every person, and a search keeps its way in them: two
    threads of a server at once would read each other's persons."""

    @cached_property
    def provisions(self) -> list[Provision]:
        """All provisions of the place and of international law but terms: by kind, then in the order of the law."""
        return [p for p in self._by_kind if p.kind != "term"]

    @property
    def provisions_in_force(self) -> list[Provision]:
        """Those with a version of that day; what rests on a treaty only where it is in force."""
        with self.turn:
            return self._in_force

    @cached_property
    def _in_force(self) -> list[Provision]:
        return [p for p in self.provisions if self.versions.get(p.id) and self.completions.function(p.id) != FALSE]

    @cached_property
    def _by_kind(self) -> list[Provision]:
        """Statuses first and terms last, so that the first use of facts begins with what statuses ask."""
        here = [p for p in self.data.provisions.values() if p.place in (self.place, "INT")]
        return sorted(here, key=lambda provision: KINDS.index(provision.kind))

    @cached_property
    def formulas(self) -> Mapping[str, Expression]:
        """The expression of every provision, term and treaty of the place; what is not in force never holds."""
        found: dict[str, Expression] = {}
        for provision in self._by_kind:
            found[provision.id] = _formula(provision, self.versions.get(provision.id, ()), self.day)
            found.update(self._further(provision))
        for treaty in self.data.treaties.values():
            found[TREATY + treaty.id] = self._treaty(treaty.id)
        return found

    def _further(self, provision: Provision) -> Mapping[str, Expression]:
        """Grounds of refusal, gates, grants with a condition and contested readings, as expressions of their own."""
        found: dict[str, Expression] = {}
        for version in self.versions.get(provision.id, ()):
            if version.may_be_refused is not None:
                found[f"{provision.id}#may be refused"] = version.may_be_refused
            for gate in version.gates:
                found[f"{provision.id}#gate {gate.id}"] = gate.holds
            for at, grant in enumerate(version.leads_to):
                if grant.when is not None:
                    found[f"{provision.id}#leads to {at}"] = grant.when
        for reading in provision.readings:
            found[f"{provision.id}#reading {reading.id}"] = reading.holds
        return found

    @cached_property
    def further_names(self) -> Mapping[str, tuple[str, ...]]:
        """By provision: the names of the expressions that belong to it besides its own."""
        found: dict[str, list[str]] = {}
        for name in self.formulas:
            provision, mark, _ = name.partition("#")
            if mark:
                found.setdefault(provision, []).append(name)
        return {provision: tuple(names) for provision, names in found.items()}

    def _treaty(self, name: str) -> Expression:
        at = self.data.treaties[name].places.get(self.place)
        if at is None or not at.bound or at.earliest is None or self.day < at.earliest:
            return Const(False)
        if at.until is not None and self.day > at.until:
            return Const(False)
        if at.latest is None or self.day < at.latest:
            return Ref(f"{LAW_TEXT_CERTAIN}{name}__{self.place}")
        return Const(True)

    @cached_property
    def derivations(self) -> Mapping[str, Derivation]:
        """How facts follow from others at this place."""
        return {
            d.fact: Derivation(d.fact, d.yes_when, d.no_when, d.because)
            for d in self.data.derived
            if not d.at or self.place in d.at
        }

    @cached_property
    def links(self) -> LinkedFacts:
        """Derivations and constraints of this place."""
        never = [Never(c.never, c.because) for c in self.data.constraints if not c.at or self.place in c.at]
        return LinkedFacts(self.derivations, never)

    @cached_property
    def table_formulas(self) -> Mapping[str, Expression]:
        """The conditions of limits, stages, custody, columns of rights, guarantees kept, and duties of treaties."""
        tables, place = self.data.tables, self.place
        found: dict[str, Expression] = {}
        if place in tables.timetables:
            found |= {LIMIT + name: limit.applies for name, limit in tables.timetables[place].limits.items()}
        if place in tables.procedures:
            procedure = tables.procedures[place]
            found |= {STAGE + name: stage.now for name, stage in {**procedure.stages, **procedure.custody}.items()}
        if place in tables.rights:
            columns = tables.rights[place].columns.items()
            found |= {COLUMN + name: column.holds for name, column in columns if column.holds is not None}
        if place in tables.guarantees:
            cells = tables.guarantees[place].cells
            found |= {KEPT + cell.id: cell.kept for cell in cells if cell.kept is not None}
        found |= {KEPT + duty.id: duty.kept for duty in tables.duties if duty.kept is not None}
        return found | {DUTY + duty.id: duty.holds for duty in tables.duties if duty.holds is not None}

    @cached_property
    def program(self) -> Program:
        """All formulas, conditions of the tables and derivations, compiled. Raises CircularTerms."""
        return Program({**self.formulas, **self.table_formulas}, self.derivations)

    @cached_property
    def completions(self) -> Completions:
        """The diagrams of the formulas under the links."""
        return Completions(self.formulas, [clause.literals for clause in self.links.clauses])

    @cached_property
    def sources_of_facts(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """For each fact that may be worked out: the facts it follows from, each with its share of the information."""
        sources: dict[str, list[str]] = {name: [] for name in self.derivations}
        for name, derivation in self.derivations.items():
            sides = [side for side in (derivation.yes_when, derivation.no_when) if side is not None]
            sources[name] += dict.fromkeys(fact for side in sides for fact in names_in(side))
        for dated, known_from in self.dated:
            sources.setdefault(dated.fact, []).extend(known_from)
        return {name: _all_sources(name, sources) for name in sources}

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """By goal: the provisions of this place that serve it, in the order of the law."""
        return {goal.id: tuple(p.id for p in self.provisions if goal.has(p)) for goal in self.data.goals}

    @cached_property
    def dated(self) -> Sequence[tuple[DatedFact, tuple[str, ...]]]:
        """What follows from dates at this place, each with the dates or choices without which nothing follows."""
        return [(d, _known_from(d)) for d in self.data.dated if not d.at or self.place in d.at]

    @cached_property
    def read_with_dates(self) -> tuple[str, ...]:
        """Every fact on which hangs what follows from dates: these themselves, and those of its conditions."""
        found: dict[str, None] = {}
        for dated, known_from in self.dated:
            found |= dict.fromkeys(known_from)
            for case in dated.within:
                found |= dict.fromkeys(names_in(case.when) if case.when is not None else ())
        return tuple(found)

    def prior(self, atom: object) -> float:
        """The chance of an atom before anything is known; for a comparison an even one."""
        return self.data.priors.get(atom.name, 50) / 100 if isinstance(atom, Ref) else 0.5

    @cached_property
    def facts_that_may_lie_ahead(self) -> frozenset[str]:
        """Date facts that are the end of something, or a day set: no other day of a case lies in its future."""
        return frozenset(event.fact for event in self.data.events.values() if event.may_lie_ahead)

    def fact(self, name: str) -> Fact | None:
        """A fact of the vocabulary; None for the uncertainty of a text."""
        return self.data.facts.get(name)

    def source(self, provision: Provision, tag: str) -> Source | None:
        """The source with this tag in the place of a provision."""
        return self.data.sources.get(provision.place, {}).get(tag)

    def is_unverified(self, *supports: Support) -> bool:
        """Whether nobody has read a source of a statement of this place, or it is not held with high confidence."""
        sources = self.data.sources.get(self.place, {})
        seen = any(tag in sources and sources[tag].was_read for support in supports for tag in support.sources)
        return not seen or any(support.confidence != "high" for support in supports)

    def version_in_force(self, provision: Provision, answers: Answers) -> Version | None:
        """The version that governs, or the first that may; None if none does."""
        for version in self.versions.get(provision.id, ()):
            if version.governed_by in (ASSESSMENT_DAY, DECISION_DAY) or _may_govern(version, answers):
                return version
        return None


def _known_from(dated: DatedFact) -> tuple[str, ...]:
    dates = [
        *(day for case in dated.within for day in (case.since, case.done_on)),
        dated.full_units_since,
        dated.elapsed_since,
        dated.given_when,
    ]
    return tuple(dict.fromkeys(filter(None, dates)))


def _all_sources(name: str, sources: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """Everything that a fact follows from, directly or through others; a fact's share is split among its sources."""
    found: dict[str, float] = {}
    waiting = [(name, 1.0)]
    while waiting:
        fact, share = waiting.pop()
        for source in sources.get(fact, ()):
            part = share / max(2, len(sources[fact]))
            if part > found.get(source, 0.0):
                found[source] = part
                waiting.append((source, part))
    return list(found.items())


def _may_govern(version: Version, answers: Answers) -> bool:
    known = bounds_of(answers.get(GOVERNING + version.governed_by))
    starts_too_late = known.latest is not None and known.latest < version.start  # type: ignore[operator]  # a date fact
    ended_before = version.end is not None and known.earliest is not None and known.earliest > version.end  # type: ignore[operator]  # a date fact
    return not starts_too_late and not ended_before


def _versions_on(data: LawData, place: str, day: date) -> Mapping[str, tuple[Version, ...]]:
    found = {}
    for provision in data.provisions.values():
        if provision.place not in (place, "INT"):
            continue
        by_day = (ASSESSMENT_DAY, DECISION_DAY)
        versions = tuple(
            v for v in provision.versions if (v.covers(day) if v.governed_by in by_day else v.start <= day)
        )
        if versions:
            found[provision.id] = versions
    return found


def _treaties_on(data: LawData, place: str, day: date) -> list[tuple[str, int]]:
    """For each treaty whether it is out of force, uncertain, in force or ended; part of what makes two days alike."""
    found = []
    for name, treaty in data.treaties.items():
        at = treaty.places.get(place)
        if at is not None and at.bound and at.earliest is not None and day >= at.earliest:
            ended = at.until is not None and day > at.until
            found.append((name, 3 if ended else 1 if at.latest is None or day < at.latest else 2))
    uncertain = [v for p in data.provisions.values() for v in p.versions if v.certain_from is not None]
    return found + [(f"certain {at}", int(day >= v.certain_from)) for at, v in enumerate(uncertain) if v.certain_from]


def _formula(provision: Provision, versions: tuple[Version, ...], day: date) -> Expression:
    """What has to hold. A date fact that governs is a date of its own here, so that it may be bounded or unknown."""
    if not versions:
        return Const(False)
    bodies = [_body(provision, version, day) for version in versions]
    if len(versions) == 1 and versions[0].governed_by in (ASSESSMENT_DAY, DECISION_DAY):
        return bodies[0]
    return Any(tuple(_governed(version, body) for version, body in zip(versions, bodies, strict=True)))


def _body(provision: Provision, version: Version, day: date) -> Expression:
    if len(provision.readings) > 1:
        return _contested(provision)
    uncertain_now = version.certain_from is not None and day < version.certain_from
    if version.confidence == "low" or uncertain_now:
        certain = Ref(f"{LAW_TEXT_CERTAIN}{provision.id}__{version.start}")
        return All((version.holds, certain), version.basis)
    return version.holds


def _contested(provision: Provision) -> Expression:
    """Settled only where all readings agree; else it hangs on which reading is right, which nobody can be asked."""
    readings = tuple(reading.holds for reading in provision.readings)
    undecided = Ref(f"{LAW_TEXT_CERTAIN}{provision.id}__reading")
    return Any((All(readings), All((Any(readings), undecided))))


def _governed(version: Version, body: Expression) -> Expression:
    if version.governed_by in (ASSESSMENT_DAY, DECISION_DAY):
        return body
    name = GOVERNING + version.governed_by
    limits: list[Expression] = [at_least(name, version.start)]
    if version.end is not None:
        limits.append(Not(more_than(name, version.end)))
    return All((*limits, body))
