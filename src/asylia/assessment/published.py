"""Published decisions as tests of the law: does what the rules answer agree with what was decided?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from asylia.assessment.answers import read_answer
from asylia.assessment.casefile import CaseFile
from asylia.assessment.dated import condition
from asylia.assessment.findings import STATES
from asylia.assessment.kept import NATURE, binds, kept, names_of_guarantees
from asylia.assessment.known import known_at, with_governing_dates
from asylia.assessment.published_defaults import CaseConditions, Crosswalk, read_crosswalk
from asylia.assessment.published_file import Expectation, PublishedCase, days_meant, origin_codes, read_published
from asylia.errors import InputError
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import LawData
from asylia.logic.diagram import DiagramTooLarge
from asylia.logic.expression import Expression
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Bounds, WhyUnknown

MODES = ("strict", "ordinary")
VERDICTS = ("holds", "open", "contradicts", "no_rule")


@dataclass(frozen=True, slots=True)
class Row:
    """One expectation, rule and mode."""

    case: str
    jurisdiction: str
    mode: str
    label: str
    rule: str | None
    """A provision, or a guarantee: then yes means that it was kept."""
    expected: str
    derivable: str
    nature: str | None
    state: str | None
    exact: str | None
    verdict: str
    depends_on: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Answered:
    """A case ready to be evaluated: its answers, and constraints that are no values."""

    case: CaseFile
    also: tuple[Expression, ...]
    dropped: tuple[str, ...]


@dataclass
class Checker:
    """Runs published cases against a law book."""

    lawbook: Lawbook
    crosswalk: Crosswalk
    _laws: dict[tuple[str, date], Law] = field(default_factory=dict)

    def places(self) -> frozenset[str]:
        """The jurisdictions that have law."""
        return frozenset(p.place for p in self.lawbook.data.provisions.values()) - {"INT"}

    def place_of(self, case: PublishedCase) -> str | None:
        """The place whose law a case tests; for a body of the United Nations, that of the law period."""
        period = self.crosswalk.periods.get(case.keys.get("law_period", ""))
        of_period = period.place if period and case.keys.get("level") == "un_body" else None
        return next((place for place in (case.jurisdiction, of_period) if place in self.places()), None)

    def check(self, cases: Sequence[PublishedCase], modes: Sequence[str] = MODES) -> list[Row]:
        """A row per expectation, rule and mode, for the cases of places that have law."""
        return [
            row
            for case in cases
            if self.place_of(case) is not None
            for mode in modes
            for expectation in case.expected
            for row in self._rows(case, expectation, mode)
        ]

    def _rows(self, case: PublishedCase, expectation: Expectation, mode: str) -> Iterator[Row]:
        rules = expectation.rules or self.crosswalk.labels.get(expectation.label, ())
        provisions, guarantees = self._known(rules, self._place(case))
        known = [rule for rule in rules if rule in provisions or rule in guarantees]
        about = (case.id, case.jurisdiction, mode, expectation.label)
        if not known:
            yield Row(
                *about, rules[0] if rules else None, expectation.result, case.derivable, None, None, None, "no_rule"
            )
            return
        try:
            answers = self.answered(case, mode, expectation.as_of)
            outcomes = {rule: self.outcome(answers, (rule,), case, expectation) for rule in known}
            certain = len(provisions) > 1 and self.outcome(answers, provisions, case, expectation)[1] == "yes"
            together = outcomes[known[0]][1] if len(known) == 1 else "yes" if certain else "open"
            note = "; ".join(answers.dropped)
        except InputError as error:
            yield Row(
                *about, known[0], expectation.result, case.derivable, None, "open", "open", "open", (), str(error)
            )
            return
        natures = {rule: self.lawbook.data.provisions[rule].nature for rule in provisions}
        natures |= dict.fromkeys(guarantees, NATURE)
        verdict = verdict_on(expectation.result, [(natures[r], *outcomes[r][:2]) for r in known], together)
        if not provisions and all(outcomes[rule][0] == "not_in_force" for rule in known):
            # What was not guaranteed on the day was neither kept nor broken: the decision speaks of it all the same.
            verdict, note = "contradicts", "; ".join(filter(None, (note, "no such guarantee was in force")))
        for rule in known:
            state, exact, depends = outcomes[rule]
            yield Row(
                *about, rule, expectation.result, case.derivable, natures[rule], state, exact, verdict, depends, note
            )

    def _known(self, rules: Sequence[str], place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The provisions and the guarantees among the rules of a label."""
        provisions = tuple(rule for rule in rules if rule in self.lawbook.data.provisions)
        named = names_of_guarantees(self.lawbook.data, place)
        return provisions, tuple(rule for rule in rules if rule in named)

    def _place(self, case: PublishedCase) -> str:
        return self.place_of(case) or case.jurisdiction

    # --- answers -------------------------------------------------------------------------------------------------

    def answered(self, case: PublishedCase, mode: str, as_of: tuple[date, date] | None = None) -> _Answered:
        """The answers of a case in a mode. Raises InputError if its facts contradict each other."""
        place, data = self._place(case), self.lawbook.data
        law = self._law(place, self.days(case, as_of)[0])
        conditions = CaseConditions(data, self.crosswalk, case, as_of)
        stated, dropped = _stated(case, data, place)
        for rule in self.crosswalk.forgets:
            if condition(conditions.read(rule.when, rule.line), _values(stated)) is YES:
                stated = {fact: value for fact, value in stated.items() if fact not in rule.facts}
        dated, left_out = self._dates(case, law, stated)
        answers = {**stated, **dated}
        also: list[Expression] = []
        defaults = [*self.crosswalk.makes, *(self.crosswalk.ordinary if mode == "ordinary" else ())]
        day = self.days(case, as_of)[0]
        for default in defaults:
            known = known_at(_file(answers, place), law, day).answers
            if condition(conditions.read(default.when, default.line), known) is not YES:
                continue
            if default.value is None:
                also.append(default.one_of)
                continue
            for fact in default.facts:
                if fact not in known and fact in data.facts:
                    answers = _if_possible(answers, fact, default.value, law, day)
        return _Answered(_file(answers, place), tuple(also), (*dropped, *left_out))

    def _dates(
        self, case: PublishedCase, law: Law, stated: Mapping[str, Answer]
    ) -> tuple[dict[str, Answer], list[str]]:
        """Dates of the procedure, of any precision, unless they contradict what the case states."""
        found: dict[str, Answer] = {}
        dropped = []
        codes = origin_codes(case, self.lawbook.data)
        if (
            len(codes) == 1
            and case.facts.get("stateless") is not True
            and "country_of_nationality" in self.lawbook.data.facts
        ):
            found["country_of_nationality"] = codes[0]
        for key, value in case.procedure.items():
            fact = self.crosswalk.dates.get(key)
            if fact is None or fact in found or fact in stated:
                continue
            days = days_meant(value)
            if days is None:
                continue
            found[fact] = days[0] if days[0] == days[1] else Bounds(*days)
            try:
                known_at(_file({**stated, **found}, law.place), law, law.day)
            except InputError:
                del found[fact]
                dropped.append(f"the date {key} contradicts the facts and is left out")
        return found, dropped

    # --- days ----------------------------------------------------------------------------------------------------

    def days(self, case: PublishedCase, as_of: tuple[date, date] | None) -> tuple[date, date]:
        """The first and last day on which the rules are to be read for a case."""
        period = self.crosswalk.periods.get(case.keys.get("law_period", ""))
        if as_of is not None:
            return as_of
        if period is None:
            if case.decided is None:
                raise InputError(f"{case.id} gives neither a day nor a law period")
            return case.decided
        for days in (case.decided, *case.steps):
            if days is not None and days[0] <= period.end and days[1] >= period.start:
                return max(days[0], period.start), min(days[1], period.end)
        return period.start, period.end

    def _law(self, place: str, day: date) -> Law:
        key = place, day
        if key not in self._laws:
            self._laws[key] = self.lawbook.at(day, place)
        return self._laws[key]

    def _tested_days(self, days: tuple[date, date], place: str) -> list[date]:
        """The first of the days, and each on which a provision or a guarantee of the place begins or has ended."""
        first, last = days
        data, last = self.lawbook.data, min(last, date(9998, 12, 31))
        matrix = data.tables.guarantees.get(place)
        spans = [(v.start, v.end) for p in data.provisions.values() if p.place in (place, "INT") for v in p.versions]
        spans += [(c.start or date.min, c.end) for c in (matrix.cells if matrix else ()) if c.kept is not None]
        days_of_change = {start for start, _ in spans} | {end + timedelta(days=1) for _, end in spans if end}
        return [first, *sorted(day for day in days_of_change if first < day <= last)]

    # --- outcomes ------------------------------------------------------------------------------------------------

    def outcome(
        self, answered: _Answered, rules: tuple[str, ...], case: PublishedCase, expectation: Expectation
    ) -> tuple[str, str, tuple[str, ...]]:
        """State, exact answer and open facts of the rules together, over all days that the case may mean."""
        found = [
            self._on_day(answered, rules, self._place(case), day)
            for day in self._tested_days(self.days(case, expectation.as_of), self._place(case))
        ]
        states, exacts = {state for state, _, _ in found}, {exact for _, exact, _ in found}
        depends = tuple(dict.fromkeys(fact for _, _, facts in found for fact in facts))
        state = states.pop() if len(states) == 1 else "open"
        exact = exacts.pop() if len(exacts) == 1 else "open"
        return state, exact, depends

    def _on_day(
        self, answered: _Answered, rules: tuple[str, ...], place: str, day: date
    ) -> tuple[str, str, tuple[str, ...]]:
        law = self._law(place, day)
        known = known_at(answered.case, law, day)
        answers = with_governing_dates(law, known.answers, answered.case, day)
        if rules[0] not in law.data.provisions:
            return _kept_on_day(law, rules[0], answers, day)
        values = law.program.evaluate(answers)
        in_force = [r for r in rules if law.version_in_force(law.data.provisions[r], answers) is not None]
        if not in_force:
            return "not_in_force", "no", ()
        value: Truth = max(values[law.program.place_of[rule]] for rule in in_force)
        if value is not UNKNOWN:
            return STATES[value], STATES[value], ()
        try:
            with law.turn:
                exact = law.completions.exact(in_force, law.completions.person(answers), answered.also)
                open_facts = law.completions.facts(exact.function) if exact.value is UNKNOWN else ()
        except DiagramTooLarge:
            return "open", "open", ()
        return "open", STATES[exact.value], open_facts


def _kept_on_day(
    law: Law, guarantee: str, answers: Mapping[str, Answer], day: date
) -> tuple[str, str, tuple[str, ...]]:
    """Whether a guarantee was kept on a day, as state, exact answer and open facts."""
    in_force = binds(law, guarantee, day)
    if in_force is NO:
        return "not_in_force", "open", ()
    value, facts = kept(law, guarantee, answers)
    state = STATES[value] if in_force is YES else "open"
    return state, state, facts


def cases_by_rule(folder: Path) -> Mapping[str, tuple[tuple[PublishedCase, Expectation], ...]]:
    """The published cases of a folder by the provisions of which they say something. Raises InputError."""
    labels = read_crosswalk(folder).labels
    found: dict[str, list[tuple[PublishedCase, Expectation]]] = {}
    for case in read_published(folder):
        for expectation in case.expected:
            for rule in expectation.rules or labels.get(expectation.label, ()):
                found.setdefault(rule, []).append((case, expectation))
    return {rule: tuple(cases) for rule, cases in found.items()}


def verdict_on(expected: str, outcomes: Sequence[tuple[str, str, str]], together: str) -> str:
    """The verdict on an expectation, from the nature, the state and the exact answer of each rule.

    `together` is the exact answer of all of them together; it tells more than they do only where it is yes.
    """
    settled_yes = [nature for nature, state, exact in outcomes if state == "yes" or exact == "yes"]
    all_no = all(state in ("no", "not_in_force") or exact == "no" for _, state, exact in outcomes)
    if expected == "not_met":
        return "holds" if all_no else "contradicts" if settled_yes or together == "yes" else "open"
    if expected == "unknown":
        return "holds" if not settled_yes and not all_no and together == "open" else "contradicts"
    if all_no:
        return "contradicts"
    if expected == "met":
        return "holds" if settled_yes or together == "yes" else "open"
    in_discretion = [nature for nature in settled_yes if nature != "guaranteed"]
    return "holds" if in_discretion or together == "yes" else "open"


def totals(rows: Sequence[Row]) -> dict[str, dict[str, dict[str, int]]]:
    """How many expectations have which verdict, by mode and jurisdiction."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for key in dict.fromkeys(
        (row.mode, row.jurisdiction, row.case, row.label, row.expected, row.verdict) for row in rows
    ):
        counts = found.setdefault(key[0], {}).setdefault(key[1], dict.fromkeys(VERDICTS, 0))
        counts[key[5]] += 1
    return found


def _file(answers: Mapping[str, Answer], place: str) -> CaseFile:
    return CaseFile((place,), None, {}, {place: answers})


def _values(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {fact: value for fact, value in answers.items() if not isinstance(value, WhyUnknown)}


def _stated(case: PublishedCase, data: LawData, place: str) -> tuple[dict[str, Answer], list[str]]:
    """What the case states, under the names of the vocabulary; names that nobody knows are reported."""
    found: dict[str, Answer] = {}
    dropped = []
    for slug, value in case.facts.items():
        alias = data.aliases.get(slug)
        fact = data.facts.get(alias.fact if alias else slug)
        if fact is None or (alias is not None and alias.at not in ("", place)):
            if alias is None or not alias.provision:
                dropped.append(f"no fact is called {slug}")
            continue
        if value is None:
            continue
        answer = read_answer(value, fact, data)
        found[fact.id] = (not answer) if alias is not None and alias.opposite and isinstance(answer, bool) else answer
    return found, dropped


def _if_possible(answers: dict[str, Answer], fact: str, value: bool, law: Law, day: date) -> dict[str, Answer]:
    """The answers with a default, unless that contradicts what is known."""
    tried: dict[str, Answer] = {**answers, fact: value}
    try:
        known_at(_file(tried, law.place), law, day)
    except InputError:
        return answers
    return tried
