"""What the guide tells in the end, as values with ids (G11): days to keep, steps, contacts, ways, rights, papers.

Every item carries what led to it (G13): the questions whose answers it rests on, or the choice for which it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from asylia.assessment.findings import Assessment, Finding
from asylia.assessment.standing import cells_of
from asylia.briefs.guide.order import WOUNDING, Guide, days_waited_for
from asylia.briefs.guide.talk import PLACE, Talk
from asylia.briefs.help import wish_of
from asylia.deadlines.calendars import calendar_of
from asylia.deadlines.due import DueDate
from asylia.directory.match import Found, match
from asylia.directory.match_index import Index
from asylia.directory.match_wish import NO_PERMIT, Wish
from asylia.lawbook.law import Law
from asylia.lawbook.model import KINDS, Fact
from asylia.lawbook.procedure import Stage
from asylia.lawbook.rights import Cell, Column
from asylia.logic.expression import Expression, names_in
from asylia.logic.values import WhyUnknown

SURE = ("yes", "may", "not")
"""How sure a way is: `sure_yes`, `sure_may` and `sure_not` of the words, and nothing else (G12)."""
WAYS = ("status", "bar_to_removal", "suspension", "liberty", "permission", "route", "nationality")
MOST_WAYS, MOST_MORE, MOST_CHANGES, MOST_RIGHTS, MOST_PAPERS, MOST_DATES, MOST_WAITS = 5, 8, 3, 10, 6, 3, 3
_RUNNING = ("running", "may have passed", "passed", "late")
_OPEN_STAGE = "open"
_DETAINED = "detained"
_HELD = ("yes", "partial", "discretionary")


@dataclass(frozen=True, slots=True)
class Way:
    """A way that may be open."""

    finding: Finding
    sure: str
    because: tuple[str, ...]
    """Names of the questions whose answers speak in it."""
    changes: tuple[str, ...]
    """Facts that the guide could ask and on which it hangs."""
    others: int
    """How many further facts it hangs on, which others must look at."""
    weight: int
    """What the goals that it serves weigh together."""


@dataclass(frozen=True, slots=True)
class Right:
    """A right of now, by the column of the table in which the person stands."""

    column: Column
    cell: Cell


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that can be shown for a fact."""

    kind: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """All that the last page says."""

    talk: Talk
    assessment: Assessment | None
    dates: tuple[DueDate, ...]
    """The person's own limits that run, or may have run out; the first is the one to keep first."""
    waits: tuple[str, ...]
    """Days not known on which a limit hangs."""
    stages: tuple[str, ...]
    """General names of custody and stage, by which the steps are chosen; `open` where neither is known."""
    offices: tuple[Stage, ...]
    contacts: tuple[Found, ...]
    """For the place; where that is not known, for each place."""
    ways: tuple[Way, ...]
    more_ways: tuple[Way, ...]
    rights: tuple[Right, ...]
    papers: tuple[Paper, ...]
    may_go_on: bool
    is_checked: bool
    """Whether somebody has read a source of all that is shown."""

    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of every item with the ids of its reasons."""
        found: dict[str, tuple[str, ...]] = {due.limit.id: due.events for due in self.dates}
        found |= {f"day {fact}": ("limit",) for fact in self.waits}
        found |= {f"step {stage}": (f"stage {stage}",) for stage in self.stages}
        for contacts in self.contacts:
            for hit in contacts.first:
                asked = tuple(hit.needs) or ("first contact",)
                found[f"contact {contacts.wish.place} {hit.organization.id}"] = asked
            if contacts.instead is not None:
                found[f"contact {contacts.wish.place} {contacts.instead.organization.id}"] = ("first contact",)
        found |= {way.finding.provision.id: way.because or ("nothing known",) for way in (*self.ways, *self.more_ways)}
        found |= {f"right {right.cell.row}": (right.column.id,) for right in self.rights}
        return found | {f"paper {paper.kind}": paper.facts for paper in self.papers}


def result_of(
    guide: Guide,
    talk: Talk,
    index: Index,
    moment: datetime | None,
    language: str = "",
    assessment: Assessment | None = None,
) -> Result:
    """The result of a run. `language` is what the person reads. Raises InputError.

    `moment` has a zone; None where only a day is known: then nothing is said of who is open now.
    `assessment` is that of this very run, where the caller has it already: it is the larger part of the work.
    """
    if assessment is None:
        assessment = guide.assessment(talk)
    if assessment is None:
        found = tuple(_contacts_at(place, index, talk.needs(guide.plan), moment, guide) for place in _places(guide))
        return Result(talk, None, (), (), (_OPEN_STAGE,), (), found, (), (), (), (), may_go_on=False, is_checked=True)
    ways = sorted(_ways(guide, talk, assessment), key=_rank)
    shown = tuple(way for way in ways if way.sure != "not")[:MOST_WAYS]
    if not shown:
        shown = tuple(way for way in ways if way.finding.provision.kind == WAYS[0])[:MOST_CHANGES]
    rest = tuple(way for way in ways if way not in shown)[:MOST_MORE]
    standing = assessment.standing
    custody = standing.custody if standing.custody and standing.custody.general == _DETAINED else None
    offices = tuple(stage for stage in (custody, standing.stage) if stage is not None)
    waits = tuple(fact for fact in days_waited_for(assessment) if fact in guide.sayable and fact in guide.plan.dates)
    return Result(
        talk,
        assessment,
        tuple(_own_dates(assessment))[:MOST_DATES],
        waits[:MOST_WAITS],
        tuple(dict.fromkeys(stage.general for stage in offices)) or (_OPEN_STAGE,),
        offices,
        (_contacts(guide, talk, assessment, index, moment, language),),
        shown,
        rest,
        tuple(_rights(assessment))[:MOST_RIGHTS],
        tuple(_papers(guide, shown))[:MOST_PAPERS],
        guide.may_go_on(talk, assessment),
        not any(way.finding.unverified for way in shown),
    )


# --- days and contacts -----------------------------------------------------------------------------------------------


def _own_dates(assessment: Assessment) -> Iterator[DueDate]:
    own = [due for due in assessment.deadlines if due.limit.acts == "person" and due.act_by is not None]
    for state in (("may have passed", "running"), ("passed", "late")):
        yield from sorted((due for due in own if due.state in state), key=lambda due: due.act_by or date.max)


def _contacts(
    guide: Guide, talk: Talk, assessment: Assessment, index: Index, moment: datetime | None, language: str
) -> Found:
    """Who helps, by the needs named, then by what stage and custody tell. An own state that looks for one counts."""
    wish = wish_of(assessment, index, [language] if language else [])
    own_state = talk.has_chosen("needs", "own_state")
    named = tuple(code for code in talk.needs(guide.plan) if code in index.directory.taxonomy.needs)
    audience = wish.audience
    if has_no_permit(assessment) and not index.directory.matching.contradiction((*audience, NO_PERMIT)):
        audience = tuple(dict.fromkeys((*audience, NO_PERMIT)))
    needs = tuple(dict.fromkeys((*named, *wish.needs)))
    wish = replace(wish, needs=needs, audience=audience, own_state=wish.own_state or own_state, moment=moment)
    timetable = assessment.law.data.tables.timetables.get(assessment.law.place)
    return match(index, wish, calendar_of(timetable) if timetable else None)


def has_no_permit(assessment: Assessment) -> bool:
    """Whether it is known that the person may not stay: then no office comes before a lawyer or a group (P9)."""
    permits = ("holds_status_of_residence", "lawful_stay_now", "lawfully_in_territory")
    return (
        any(assessment.answers.get(fact) is False for fact in permits) or assessment.answers.get("overstayed") is True
    )


def _contacts_at(
    place: str, index: Index, needs: Sequence[str], moment: datetime | None, guide: Guide, *, at_once: str = ""
) -> Found:
    timetable = guide.lawbook.data.tables.timetables.get(place)
    known = tuple(code for code in needs if code in index.directory.taxonomy.needs)
    first = index.directory.matching.first_contacts.get(place)
    wish = Wish(place, guide.day, known, moment=moment, at_once=at_once if at_once in known else "")
    found = match(index, wish, calendar_of(timetable) if timetable else None)
    if known or first is None:
        return found
    # Nothing is known and nothing was asked for: the first contact of the place, not whoever stands first in the files.
    ranked = tuple((key, listed) for key, listed in found.ranked if listed.organization.id == first.organization)
    return replace(found, ranked=ranked)


def urgent_contacts(guide: Guide, index: Index, need: str, place: str, moment: datetime) -> tuple[Found, ...]:
    """Who helps with something that cannot wait, at a place or at each. Raises KeyError for an unknown need."""
    urgent = next((one for one in guide.plan.now if one.id == need), None)
    if urgent is None:
        raise KeyError(need)
    first, places = next(iter(urgent.needs), ""), (place,) if place else _places(guide)
    return tuple(_contacts_at(one, index, urgent.needs, moment, guide, at_once=first) for one in places)


def resting_contacts(guide: Guide, index: Index, talk: Talk, need: str, moment: datetime) -> Found:
    """Whom to talk to in a pause (W6)."""
    return _contacts_at(talk.place, index, (need,), moment, guide)


def _places(guide: Guide) -> tuple[str, ...]:
    return tuple(guide.plan.office_language)


# --- ways ------------------------------------------------------------------------------------------------------------


def _ways(guide: Guide, talk: Talk, assessment: Assessment) -> Iterator[Way]:
    said = questions_by_fact(guide, talk)
    for finding in assessment.findings:
        provision = finding.provision
        if provision.kind not in WAYS or provision.adverse or finding.exact == "no" or finding.state == "not_in_force":
            continue
        because = tuple(dict.fromkeys(_questions_behind(finding, assessment, said)))
        holds = finding.exact == "yes" or finding.state == "yes"
        sure = "yes" if holds else "may" if _is_spoken_for(finding, guide, assessment, said) else "not"
        asked = [fact for fact in finding.depends_on if _could_ask(guide, fact)]
        changes = tuple(asked[:MOST_CHANGES])
        weight = sum(goal.weight for goal in guide.lawbook.data.goals if goal.has(provision))
        yield Way(finding, sure, because, changes, len(finding.depends_on) - len(changes), weight)


def _is_spoken_for(finding: Finding, guide: Guide, assessment: Assessment, said: Mapping[str, str]) -> bool:
    """Whether an answer speaks for it that says more than where the person is, which speaks for nearly everything."""
    return any(
        speaks_for(fact, assessment)
        and any(guide.phase_of(question) > 0 for question in _traced(fact, assessment, said))
        for fact in facts_behind(assessment.law, finding.provision.id)
    )


def _rank(way: Way) -> tuple[int, bool, int, int, int, int]:
    """The surest first, then the law of the place, then what more answers speak in and what serves the person most."""
    provision = way.finding.provision
    return (
        SURE.index(way.sure),
        provision.place == "INT",
        -len(way.because),
        -way.weight,
        KINDS.index(provision.kind),
        len(way.finding.depends_on),
    )


def _could_ask(guide: Guide, fact: str) -> bool:
    known: Fact | None = guide.lawbook.data.facts.get(fact)
    return known is not None and guide.is_for_the_guide(known)


def questions_by_fact(guide: Guide, talk: Talk) -> Mapping[str, str]:
    """For each fact that was answered: the question that did so."""
    found: dict[str, str] = {}
    for name, reply in talk.replies.items():
        if name == PLACE or isinstance(reply, WhyUnknown):
            continue
        alone = replace(talk, replies={name: reply})
        found |= {fact: name for fact, said in alone.answers(guide.plan).items() if not isinstance(said, WhyUnknown)}
    return found


def _questions_behind(finding: Finding, assessment: Assessment, said: Mapping[str, str]) -> Iterator[str]:
    """The questions whose answers stand in the provision, straight or by what follows from them."""
    for fact in facts_behind(assessment.law, finding.provision.id):
        yield from _traced(fact, assessment, said)


def _traced(fact: str, assessment: Assessment, said: Mapping[str, str]) -> Iterator[str]:
    waiting, seen = [fact], {fact}
    while waiting:
        name = waiting.pop()
        if name in said:
            yield said[name]
        for source in assessment.follows_from.get(name, ()):
            if source not in seen:
                seen.add(source)
                waiting.append(source)


def speaks_for(fact: str, assessment: Assessment) -> bool:
    """Whether a fact is known to be so."""
    answer = assessment.answers.get(fact)
    return answer is True or (answer is not None and not isinstance(answer, (bool, WhyUnknown)))


_BEHIND: dict[int, tuple[Law, dict[str, tuple[str, ...]]]] = {}
"""By the identity of a law, which is kept beside: what each provision hangs on. Nothing of any person."""


def facts_behind(law: Law, name: str) -> tuple[str, ...]:
    """The facts that a provision asks about, directly or through the terms it uses."""
    _, known = _BEHIND.setdefault(id(law), (law, {}))
    if name not in known:
        facts: dict[str, None] = {}
        waiting: list[Expression] = [law.formulas[name]]
        seen: set[str] = set()
        while waiting:
            for inner in names_in(waiting.pop()):
                if inner in seen:
                    continue
                seen.add(inner)
                if inner in law.formulas:
                    waiting.append(law.formulas[inner])
                elif inner in law.data.facts:
                    facts[inner] = None
        known[name] = tuple(facts)
    return known[name]


# --- rights and papers -----------------------------------------------------------------------------------------------


def _rights(assessment: Assessment) -> Iterator[Right]:
    matrix = assessment.law.data.tables.rights.get(assessment.law.place)
    if matrix is None:
        return
    seen = set()
    for column in assessment.standing.columns:
        for row, cell in cells_of(matrix, column.id, assessment.day).items():
            if cell.value in _HELD and row not in seen:
                seen.add(row)
                yield Right(column, cell)


def _papers(guide: Guide, ways: Sequence[Way]) -> Iterator[Paper]:
    """What can be shown for the facts on which the ways hang: by kind, those of the first ways first.

    Facts are named only where the guide would ask for them and they do not wound (W1): the kind says enough elsewhere.
    """
    facts = guide.lawbook.data.facts
    found: dict[str, dict[str, None]] = {}
    for way in ways:
        for fact in (facts[name] for name in way.finding.depends_on if name in facts):
            for kind in fact.evidence:
                named = found.setdefault(kind, {})
                if guide.is_for_the_guide(fact) and fact.sensitivity < WOUNDING:
                    named[fact.id] = None
    for kind in ("paper", "word", "medical", "expert", "country information"):
        if kind in found:
            yield Paper(kind, tuple(found[kind])[:MOST_CHANGES])
