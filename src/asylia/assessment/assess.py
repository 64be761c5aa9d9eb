"""A case and the law at a place and a day: findings with their reasons, case splits and the next questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from asylia.assessment.casefile import CaseFile
from asylia.assessment.either_way import either_way_groups
from asylia.assessment.findings import STATES, Assessment, Finding, ReadingFinding
from asylia.assessment.known import known_at, with_governing_dates
from asylia.assessment.standing import standing
from asylia.assessment.timing import limits_of
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import Provision, Version
from asylia.logic.completions import Person
from asylia.logic.diagram import DiagramTooLarge
from asylia.logic.questions import Goal, Question, questions_by_worth
from asylia.logic.reasons import Reasons
from asylia.logic.truth import UNKNOWN, Truth
from asylia.logic.values import Answer, WhyUnknown, bounds_of

LARGEST_GOAL = 120
"""Nodes of the members of a goal up to which their disjunction is built."""
SMALL_GOAL = 0.1
"""What a single open finding that serves no goal weighs beside the goals of law/goals.yaml."""
SHARE_OF_A_MEMBER = 0.25
"""What an open finding weighs by itself, as a share of the weightiest goal that it serves."""


def assess(lawbook: Lawbook, case: CaseFile, place: str, day: date, *, questions: bool = True) -> Assessment:
    """The assessment of a case at one place on one day. Raises InputError if answers contradict each other."""
    return assess_under(lawbook.at(day, place), case, day, questions=questions)


def assess_under(law: Law, case: CaseFile, day: date, *, questions: bool = True, either_way: bool = True) -> Assessment:
    """The same under a law that is at hand, of the place and the day. What is not wanted is left empty."""
    known = known_at(case, law, day)
    answers = with_governing_dates(law, known.answers, case, day)
    values = law.program.evaluate(answers)
    reasons = Reasons(law.program, values, answers, lambda fact: burden_of(law, fact))
    functions: dict[str, int] = {}
    with law.turn:
        person = law.completions.person(answers)
        findings = tuple(
            _finding(law, provision, answers, person, values, reasons, functions) for provision in law.provisions
        )
        groups = either_way_groups(law, findings, person) if either_way else ()
        asked = next_questions(law, case, functions) if questions else ()
    return Assessment(
        law,
        day,
        case,
        answers,
        known.follows_from,
        findings,
        groups,
        asked,
        _warnings(law, case, day),
        limits_of(law, case, known.answers, values, day, reasons=reasons),
        standing(law, values),
    )


def burden_of(law: Law, fact: str) -> float:
    """How hard the fact is to establish; the uncertainty of a text is the hardest."""
    found = law.data.facts.get(fact)
    return float(found.burden) if found else 6.0


def _finding(
    law: Law,
    provision: Provision,
    answers: Mapping[str, Answer],
    person: Person,
    values: Sequence[Truth],
    reasons: Reasons,
    functions: dict[str, int],
) -> Finding:
    version = law.version_in_force(provision, answers)
    if version is None:
        return Finding(
            provision,
            None,
            "not_in_force",
            "no",
            (),
            provision.nature,
            (),
            is_unverified(law, provision, None),
            None,
            provision.basis,
        )
    value = values[law.program.place_of[provision.id]]
    exact = STATES[value]
    depends: tuple[str, ...] = ()
    if value is UNKNOWN:
        exact, depends = _exact(law, provision.id, person, reasons, functions)
    nature, nature_depends = _nature(law, provision, version, person, values)
    further = {name: STATES[values[law.program.place_of[name]]] for name in law.further_names.get(provision.id, ())}
    return Finding(
        provision,
        version,
        STATES[value],
        exact,
        depends,
        nature,
        nature_depends,
        is_unverified(law, provision, version),
        reasons,
        tuple(dict.fromkeys((*version.basis, *provision.basis))),
        tuple(
            ReadingFinding(r.id, r.who, further[f"{provision.id}#reading {r.id}"], r.safer, r.note)
            for r in provision.readings
        ),
        tuple((gate.id, further[f"{provision.id}#gate {gate.id}"]) for gate in version.gates),
        tuple(
            (grant, further.get(f"{provision.id}#leads to {at}", "yes")) for at, grant in enumerate(version.leads_to)
        ),
    )


def _exact(
    law: Law, name: str, person: Person, reasons: Reasons, functions: dict[str, int]
) -> tuple[str, tuple[str, ...]]:
    """The exact answer, and the facts on which an open one depends; its diagram goes into `functions`."""
    try:
        exact = law.completions.exact((name,), person)
    except DiagramTooLarge:
        return "open", tuple(dict.fromkeys(leaf.name for leaf in reasons.of(name).leaves() if leaf.name))
    if exact.value.settled:
        return STATES[exact.value], ()
    functions[name] = exact.function
    return "open", law.completions.facts(exact.function)


def _nature(
    law: Law, provision: Provision, version: Version, person: Person, values: Sequence[Truth]
) -> tuple[str, tuple[str, ...]]:
    """Guaranteed only where it is settled that the authority may not refuse."""
    if version.may_be_refused is None or provision.nature != "guaranteed":
        return provision.nature, ()
    name = f"{provision.id}#may be refused"
    value = values[law.program.place_of[name]]
    if value is Truth.NO:
        return "guaranteed", ()
    if value is Truth.YES:
        return "discretionary", ()
    try:
        exact = law.completions.exact((name,), person)
    except DiagramTooLarge:
        return "discretionary", ()
    return ("guaranteed", ()) if exact.value is Truth.NO else ("discretionary", law.completions.facts(exact.function))


def is_unverified(law: Law, provision: Provision, version: Version | None) -> bool:
    """Whether nobody has read a source of it, or the text is not held with high confidence."""
    tags = (*provision.sources, *(version.sources if version else ()))
    seen = any((source := law.source(provision, tag)) is not None and source.was_read for tag in tags)
    if version is None:
        return not seen
    uncertain_now = version.certain_from is not None and law.day < version.certain_from
    return not seen or version.confidence != "high" or uncertain_now


def next_questions(law: Law, case: CaseFile, functions: Mapping[str, int]) -> tuple[Question, ...]:
    """The questions that are worth asking, the most worthwhile first: for the goals, then for what else is open.

    `functions` holds the diagram of each open finding, restricted to what is known.
    """
    own = dict.fromkeys(functions, SMALL_GOAL)
    goals: list[Goal] = []
    for goal in law.data.goals:
        members = [member for member in law.members[goal.id] if member in functions]
        if members:
            goals += _goal(law, goal.id, float(goal.weight), [functions[member] for member in members])
        # Which of several ways is open matters too, even where it is certain that one of them is.
        own |= {member: max(own[member], goal.weight * SHARE_OF_A_MEMBER) for member in members}
    goals += [Goal(name, own[name], function) for name, function in functions.items()]
    return tuple(
        questions_by_worth(
            law.completions.diagrams,
            goals,
            sources=law.sources_of_facts,
            burden=lambda fact: burden_of(law, fact),
            askable=askable_at(law, case.at(law.place)),
            prior=law.prior,
            memo=law.completions.worth,
        )
    )


def _goal(law: Law, name: str, weight: float, members: Sequence[int]) -> list[Goal]:
    """The goal as one disjunction; as its members one by one where that would grow too large to be worth it."""
    try:
        together = law.completions.either(members, LARGEST_GOAL)
    except DiagramTooLarge:
        together = None
    if together is not None:
        return [Goal(name, weight, together)]
    return [Goal(name, weight / len(members), member) for member in members]


def askable_at(law: Law, said: Mapping[str, Answer]) -> Callable[[str], bool]:
    """Which facts may still be asked: not what nobody can be asked, and never again what was already answered."""
    facts, not_asked = law.data.facts, WhyUnknown.NOT_ASKED

    def askable(fact: str) -> bool:
        found = facts.get(fact)
        return found is not None and found.asked and said.get(fact, not_asked) is not_asked

    return askable


def _warnings(law: Law, case: CaseFile, day: date) -> tuple[str, ...]:
    """What the reader has to know besides the findings."""
    found = []
    for fact, answer in case.at(law.place).items():
        known = bounds_of(answer)
        if isinstance(known.earliest, date) and known.earliest > day and fact not in law.facts_that_may_lie_ahead:
            found.append(f"{fact} lies after the day assessed ({day})")
    return tuple(found)
