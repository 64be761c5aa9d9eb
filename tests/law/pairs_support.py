"""The reviewed pairs of tests/data/pairs: their units of law, their cases run through the engine, and mutants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias, TypedDict, cast

import yaml

from asylia.assessment.casefile import CaseFile
from asylia.assessment.known import known_at, with_governing_dates
from asylia.errors import InputError
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import FIRST_LAW, Law, Lawbook
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, LAW_TEXT_CERTAIN, LawData, Provision, Version
from asylia.logic.completions import Completions
from asylia.logic.diagram import bits_of
from asylia.logic.expression import (
    All,
    Any,
    AtLeast,
    Compare,
    Const,
    Expression,
    Not,
    Ref,
    Test,
    names_in,
    parts_of,
    without_cites,
)
from asylia.logic.program import Program
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer

PLACES = ("JP", "INT", "KR", "HK", "MO", "CN")
"""Places whose law is covered by pairs."""
ASKED_AT: Mapping[str, str] = {"INT": "JP"}
"""Where law that has no place of its own is asked; every other provision is asked at its own place."""
FOLDER = Path(__file__).resolve().parents[1] / "data" / "pairs"
EQUIVALENT = FOLDER / "equivalent_mutants.yaml"
WRITE = "python tools/pairs.py write"
WORDS: Mapping[Truth, str] = {YES: "met", NO: "not met", UNKNOWN: "open"}

Said: TypeAlias = Mapping[str, Answer]
"""Answers; two keys say where and when instead of what: `at` (a place) and `on` (the day assessed)."""
Place: TypeAlias = tuple[int, ...]
"""Where a node stands in an expression: the index of the part, level by level."""


# --- units of law: what a set of pairs is about -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """One condition of one version: that of the provision itself, of a reading, a gate, a grant or a refusal."""

    provision: str
    start: date
    part: str
    """Empty for the provision itself; else the name of the further condition."""
    expression: Expression

    @property
    def name(self) -> str:
        """The name of the formula in the law."""
        return f"{self.provision}#{self.part}" if self.part else self.provision

    @property
    def id(self) -> str:
        """How tests and messages call it."""
        return f"{self.provision} from {self.start}" + (f", {self.part}" if self.part else "")


def units_of(provision: Provision) -> list[Unit]:
    """Every condition of every version. Where readings differ they stand in place of the version's own condition."""
    return [
        Unit(provision.id, version.start, part, expression)
        for version in provision.versions
        for part, expression in _conditions(provision, version)
    ]


def _conditions(provision: Provision, version: Version) -> Iterator[tuple[str, Expression]]:
    if len(provision.readings) > 1:
        yield from ((f"reading {reading.id}", reading.holds) for reading in provision.readings)
    else:
        yield "", version.holds
    if version.may_be_refused is not None:
        yield "may be refused", version.may_be_refused
    yield from ((f"gate {gate.id}", gate.holds) for gate in version.gates)
    yield from ((f"leads to {at}", grant.when) for at, grant in enumerate(version.leads_to) if grant.when is not None)


def covered_provisions(data: LawData) -> list[Provision]:
    """The provisions and terms of the places that are covered by pairs, in the order of the law."""
    return [provision for provision in data.provisions.values() if provision.place in PLACES]


def asked_at(data: LawData, name: str) -> str:
    """The place at which a provision, or a further condition of it, is asked."""
    place = data.provisions[name.partition("#")[0]].place
    return ASKED_AT.get(place, place)


# --- nodes of an expression -------------------------------------------------------------------------------------------


def nodes(expression: Expression, place: Place = ()) -> Iterator[tuple[Place, Expression]]:
    """Every node with where it stands, outer before inner, in the order of the law."""
    yield place, expression
    for at, part in enumerate(parts_of(expression)):
        yield from nodes(part, (*place, at))


def leaves(expression: Expression) -> dict[str, Place]:
    """Where each leaf stands, by what it says; what is said more than once is numbered."""
    found: dict[str, Place] = {}
    for place, node in nodes(expression):
        if isinstance(node, (Ref, Compare)):
            words, times = said(node), 1
            while (name := words if times == 1 else f"{words} ({times})") in found:
                times += 1
            found[name] = place
    return found


def said(leaf: Ref | Compare) -> str:
    """A leaf in words."""
    if isinstance(leaf, Ref):
        return f"treaty in force {leaf.name.removeprefix(TREATY)}" if leaf.name.startswith(TREATY) else leaf.name
    past = "on or after" if isinstance(leaf.value, date) else "at least"
    return f"{leaf.fact} {past if leaf.test is Test.AT_LEAST else 'is'} {leaf.value}"


def unbracketed(expression: Expression) -> Expression:
    """The same without citations and without an `all` inside an `all`."""
    plain = without_cites(expression)
    if not isinstance(plain, All):
        return plain
    inner = map(unbracketed, plain.parts)
    return All(tuple(part for one in inner for part in (one.parts if isinstance(one, All) else (one,))))


def node_at(expression: Expression, place: Place) -> Expression:
    """The node that stands there."""
    for at in place:
        expression = parts_of(expression)[at]
    return expression


def put(expression: Expression, place: Place, new: Expression | None) -> Expression:
    """The expression with another node there, or with none."""
    if not place:
        assert new is not None
        return new
    at, inner = place[0], place[1:]
    parts = list(parts_of(expression))
    if new is None and not inner and not isinstance(expression, Not):
        del parts[at]
    else:
        parts[at] = put(parts[at], inner, new)
    match expression:
        case Not():
            return Not(parts[0])
        case All():
            return All(tuple(parts))
        case Any():
            return Any(tuple(parts))
        case AtLeast(count=count):
            return AtLeast(count, tuple(parts))
        case _:
            raise TypeError(f"{expression} has no parts")


def mutants(expression: Expression) -> dict[str, Expression]:
    """The expression with each node removed and turned round in turn, by what was done. None is made twice."""
    names = {place: name for name, place in leaves(expression).items()}
    found: dict[Expression, str] = {}
    for place, node in nodes(expression):
        if place and isinstance(node_at(expression, place[:-1]), Not):
            continue  # its opposite is that of the node around it
        at = ".".join(str(part + 1) for part in place)
        name = names.get(place) or (f"{_KINDS[type(node)]} at {at}" if at else "the whole")
        if isinstance(node, Not) and (*place, 0) in names:
            name = f"not {names[*place, 0]}"
        if place:
            found.setdefault(put(expression, place, None), f"without {name}")
        found.setdefault(
            put(expression, place, node.part if isinstance(node, Not) else Not(node)), f"opposite of {name}"
        )
    return {name: mutant for mutant, name in found.items()}


_KINDS: Mapping[type[Expression], str] = {All: "all", Any: "any", Not: "not", AtLeast: "at least", Const: "constant"}


# --- stored pairs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases that differ in one condition: `changes` to the base make the first, `without` makes the second."""

    leaf: str
    changes: Said
    gives: str
    without: Said
    then: str


@dataclass(frozen=True, slots=True)
class PairsOfUnit:
    """What is stored for one unit."""

    provision: str
    start: date
    part: str
    day: date
    base: Said
    gives: str
    pairs: tuple[Pair, ...]
    uncovered: Mapping[str, str]
    """Leaves that no pair can show, with the reason."""

    @property
    def id(self) -> str:
        """How tests and messages call it; the same as that of its unit."""
        return f"{self.provision} from {self.start}" + (f", {self.part}" if self.part else "")

    def cases(self) -> Iterator[tuple[str, Said, str]]:
        """Every case that is stored: what it is, its answers, and what the unit then is."""
        yield "the base case", self.base, self.gives
        for pair in self.pairs:
            yield f"the case with {pair.leaf}", {**self.base, **pair.changes}, pair.gives
            yield f"the case without {pair.leaf}", {**self.base, **pair.changes, **pair.without}, pair.then


class _StoredPair(TypedDict):
    leaf: str
    changes: Said
    gives: str
    without: Said
    then: str


_Stored = TypedDict(
    "_Stored",
    {
        "from": date, "part": str, "assessed on": date, "base": Said, "gives": str, "pairs": list[_StoredPair],
        "uncovered": Mapping[str, str],
    },
)  # fmt: skip


def stored_pairs() -> list[PairsOfUnit]:
    """Everything under tests/data/pairs."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path != EQUIVALENT:
            content: Mapping[str, Mapping[str, list[_Stored]]] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
            found += [_read(name, block) for name, blocks in content["provisions"].items() for block in blocks]
    return found


def _read(provision: str, block: _Stored) -> PairsOfUnit:
    pairs = [Pair(p["leaf"], p.get("changes", {}), p["gives"], p["without"], p["then"]) for p in block.get("pairs", [])]
    return PairsOfUnit(
        provision, block["from"], block.get("part", ""), block["assessed on"], block["base"], block["gives"],
        tuple(pairs), block.get("uncovered", {}),
    )  # fmt: skip


# --- running a case ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """A complete case: the law that is asked, and the answers with all that follows."""

    law: Law
    answers: Said

    def outcome(self, name: str) -> str:
        """Whether a formula of the law is met."""
        program = self.law.program
        return WORDS[program.evaluate(self.answers)[program.place_of[name]]]

    def outcome_of(self, name: str, formulas: Mapping[str, Expression]) -> str:
        """Whether a formula is met if these formulas were the law; what they do not mention is left out."""
        program = Program({name: formulas[name], **needed(formulas, name)}, self.law.derivations)
        return WORDS[program.evaluate(self.answers)[program.place_of[name]]]


def needed(formulas: Mapping[str, Expression], name: str) -> dict[str, Expression]:
    """The formulas that a formula refers to, directly or through others."""
    found: dict[str, Expression] = {}
    waiting = [name]
    while waiting:
        for inner in names_in(formulas[waiting.pop()]):
            if inner in formulas and inner not in found:
                found[inner] = formulas[inner]
                waiting.append(inner)
    return found


def facts_asked(law: Law, name: str) -> list[str]:
    """The facts that a formula reads, terms taken apart, in the order of the law."""
    formulas = [law.formulas[name], *needed(law.formulas, name).values()]
    return [fact for fact in dict.fromkeys(n for f in formulas for n in names_in(f)) if fact in law.data.facts]


def person_in(lawbook: Lawbook, unit_name: str, day: date, case: Said) -> Person:
    """The person of whom a case speaks. Raises InputError if there cannot be such a person.

    What a case does not name is not so: every other yes/no fact that the unit asks about is answered no, in the order
    of the law, unless it follows from what is known already. What is named `unknown` stays so if nothing settles it, as
    do dates, counts and choices that are not named.
    """
    day = cast("date", case.get("on", day))
    law = lawbook.at(day, cast("str", case.get("at", asked_at(lawbook.data, unit_name))))
    named = {fact: answer for fact, answer in case.items() if fact not in ("at", "on") and answer != "unknown"}
    yes_no = [
        fact
        for fact in facts_asked(law, unit_name)
        if law.data.facts[fact].type == "yes/no" and case.get(fact) != "unknown"
    ]
    person = CaseFile((law.place,), day, named)
    known = known_at(person, law, day).answers
    missing = [fact for fact in yes_no if fact not in known]
    try:
        person = replace(person, answers={**named, **dict.fromkeys(missing, False)})
        known = known_at(person, law, day).answers
    except InputError:  # one "no" forces a "yes" elsewhere: one by one, then
        for fact in missing:
            if fact not in known:
                named[fact] = False
                person = replace(person, answers=named)
                known = known_at(person, law, day).answers
    return Person(law, with_governing_dates(law, known, person, day))


def with_mutant(formula: Expression, unit: Unit, mutant: Expression) -> Expression:
    """The formula of the law with the unit's condition, which it holds whole, put in another shape."""
    places = [place for place, node in nodes(formula) if node == unit.expression]
    return put(formula, places[-1], mutant)


# --- what no case can notice ------------------------------------------------------------------------------------------


def possible_difference(law: Law, unit: Unit, mutant: Expression) -> bool:
    """Whether under this law a mutant could change what the law says of some possible person.

    A proof by diagrams over everybody whom the linked facts allow, where each choice is one of its list. What hangs on
    an uncertain text is open with and without the mutant: only what holds in every reading, and what holds in some
    reading, can differ.
    """
    shapes = {"law": law.formulas[unit.name], "mutant": with_mutant(law.formulas[unit.name], unit, mutant)}
    inner = needed({**law.formulas, **shapes}, "law") | needed({**law.formulas, **shapes}, "mutant")
    formulas = {**inner, **shapes}
    named = dict.fromkeys(name for formula in formulas.values() for name in names_in(formula))
    choices = [(name, law.data.facts[name].choices) for name in named if name in law.data.facts]
    one_of = [tuple(Not(Compare(name, Test.IS, one)) for one in every) for name, every in choices if every]
    completions = Completions(formulas, [*(clause.literals for clause in law.links.clauses), *one_of])
    diagrams = completions.diagrams
    certain = [
        level
        for level, atom in enumerate(diagrams.atoms())
        if isinstance(atom, Ref) and atom.name.startswith(LAW_TEXT_CERTAIN)
    ]
    functions = [completions.function(name) for name in shapes]
    for over_readings in (diagrams.all_of, diagrams.any_of):
        one, other = functions
        for level in certain:
            one, other = (
                over_readings(
                    [
                        diagrams.restrict(function, {level: value}, bits_of({level: value}), {})
                        for value in (True, False)
                    ]
                )
                for function in (one, other)
            )
        only_one = diagrams.all_of([one, diagrams.negate(other)])
        only_other = diagrams.all_of([other, diagrams.negate(one)])
        if _possible(completions, diagrams.any_of([only_one, only_other])):
            return True
    return False


def _possible(completions: Completions, diagram: int) -> bool:
    """Whether a diagram holds for somebody."""
    clauses = completions._clauses
    return clauses.possible((diagram,), clauses.closed({}))


def laws_of(lawbook: Lawbook, unit: Unit) -> list[Law]:
    """The law of the place of a unit through the time of its version: every law that differs for it."""
    data, place = lawbook.data, asked_at(lawbook.data, unit.name)
    version = next(v for v in data.provisions[unit.provision].versions if v.start == unit.start)
    versions = [v for p in data.provisions.values() if p.place in (place, "INT") for v in p.versions]
    bound = [treaty.places[place] for treaty in data.treaties.values() if place in treaty.places]
    last_days = [day for day in (*(v.end for v in versions), *(at.until for at in bound)) if day is not None]
    days = {v.start for v in versions} | {day + timedelta(days=1) for day in last_days}
    days |= {day for at in bound for day in (at.earliest, at.latest) if day is not None}
    start = max(version.start, FIRST_LAW)
    last = version.end if version.governed_by in (ASSESSMENT_DAY, DECISION_DAY) else None
    days = {day for day in days if day > start and (last is None or day <= last)}
    found: list[tuple[Law, Mapping[str, Expression]]] = []
    for day in (start, *sorted(days)):
        law = lawbook.at(day, place)
        asked = {unit.name: law.formulas[unit.name], **needed(law.formulas, unit.name)}
        if all(law is not other and asked != before for other, before in found):
            found.append((law, asked))
    return [law for law, _ in found]
