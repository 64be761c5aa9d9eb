"""Which question comes next, about how many there are still, and what a changed answer leaves standing.

The order of the phases is fixed (G10); within it the engine says what is worth asking: the expected information about
the goals of the person, divided by the burden of the question. Knows no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from asylia.assessment.assess import assess_under
from asylia.assessment.findings import Assessment
from asylia.assessment.known import known_at
from asylia.briefs.guide.plan import Choice, Plan, QuestionSet
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.errors import InputError
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import Fact
from asylia.logic.truth import YES
from asylia.logic.values import WhyUnknown

MOST_SUDDEN = 2
"""By how much the count of further questions may rise at a step (G8)."""
WOUNDING = 3
"""Facts this sensitive are never asked singly in the first round (W1)."""
DATES = "dates"


class DoesNotFit(Exception):
    """A reply that cannot be true together with an earlier one; `question` names that one, empty if none alone."""

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__("the reply does not fit with an earlier one")


@dataclass(frozen=True)
class Guide:
    """The guide on one day. Keeps nothing of anybody between two calls."""

    lawbook: Lawbook
    plan: Plan
    sayable: frozenset[str]
    """Facts with words for the guide (`plain`) in the language of the person: no other is asked."""
    day: date
    _uses: dict[int, tuple[Law, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)
    """By the identity of a law, which is kept beside; of no person."""
    _laws: dict[str, Law] = field(default_factory=dict, compare=False, repr=False)

    # --- what comes next -----------------------------------------------------------------------------------------

    def assessment(self, talk: Talk) -> Assessment | None:
        """The assessment of what is known so far; None while the place is not known. Raises InputError."""
        if not talk.place:
            return None
        case = talk.case(self.plan, self.lawbook.data)
        return assess_under(self.law(talk.place), case, self.day, either_way=False)

    def next_question(self, talk: Talk, assessment: Assessment | None) -> str:
        """The name of the next question; empty when nothing is worth asking any more in this round."""
        if PLACE not in talk.replies:
            return PLACE
        if assessment is None:
            return ""
        return next(self._wanted(talk, assessment), "") or (self._finer(talk, assessment) if talk.finer else "")

    def _wanted(self, talk: Talk, assessment: Assessment) -> Iterator[str]:
        """What the first round asks still, by phase: time limits and help first, then what tells most."""
        worth = {question.fact: question.score for question in assessment.questions}
        for at, phase in enumerate(self.plan.phases):
            for name in self.plan.sets:
                if self.plan.phase_of_set(name) == at and self._is_due(name, talk, assessment, worth):
                    yield name
            room = phase.most - self._asked_singly(talk, at)
            singles = self._dates(talk, assessment) if phase.id == DATES else self._singles(talk, at, worth)
            for name in list(singles)[: max(0, room)]:
                yield name

    def _is_due(self, name: str, talk: Talk, assessment: Assessment, worth: Mapping[str, float]) -> bool:
        question = self.plan.sets[name]
        if name in talk.replies:
            return False
        if question.always:
            return bool(self.offered(question, assessment.law))
        if self.plan.phase_of_set(name) < talk.reached:
            return False
        facts = {fact for choice in self.offered(question, assessment.law) for fact in choice.facts if fact in worth}
        return bool(facts) and sum(worth[fact] for fact in facts) >= question.enough

    def _asked_singly(self, talk: Talk, phase: int) -> int:
        return sum(
            name not in self.plan.sets and self.phase_of(name) == phase for name in talk.replies if name != PLACE
        )

    def phase_of(self, question: str) -> int:
        """The phase of a question, counted from 0."""
        if question == PLACE:
            return 0
        if question in self.plan.sets:
            return self.plan.phase_of_set(question)
        fact = self.lawbook.data.facts[question]
        return self._dates_at if fact.type == "date" else self.plan.phase_of_theme(fact.theme)

    @property
    def _dates_at(self) -> int:
        return next(at for at, phase in enumerate(self.plan.phases) if phase.id == DATES)

    def _dates(self, talk: Talk, assessment: Assessment) -> Iterator[str]:
        """Days on which a limit of the person hangs, in the order of the plan."""
        waited_for = days_waited_for(assessment)
        yield from (fact for fact in self.plan.dates if fact in waited_for and self._may_ask(fact, talk))

    def _singles(self, talk: Talk, phase: int, worth: Mapping[str, float]) -> Iterator[str]:
        """Facts of a phase whose answer tells enough, the most telling first; none of a phase that is behind."""
        if phase < talk.reached:
            return
        for name, score in worth.items():
            if score < self.plan.enough:
                return
            fact = self.lawbook.data.facts[name]
            is_first = fact.type != "date" and fact.sensitivity < WOUNDING and name not in self.plan.later
            if is_first and self.phase_of(name) == phase and self._may_ask(name, talk):
                yield name

    def _finer(self, talk: Talk, assessment: Assessment) -> str:
        """The most telling of the facts left, whatever little it tells: only what the person can know."""
        waited_for = (*days_waited_for(assessment), *(question.fact for question in assessment.questions))
        return next((name for name in waited_for if self._may_ask(name, talk)), "")

    def _may_ask(self, name: str, talk: Talk) -> bool:
        fact = self.lawbook.data.facts[name]
        is_said = name in talk.replies or name in talk.answers(self.plan)
        return not is_said and self.is_for_the_guide(fact)

    def is_for_the_guide(self, fact: Fact) -> bool:
        """Whether a fact is one that the guide asks a person at all."""
        return fact.asked and fact.known_by == "person" and fact.id in self.sayable and fact.id not in self.plan.never

    def offered(self, question: QuestionSet, law: Law) -> tuple[Choice, ...]:
        """The choices of a question of several facts that mean something at a place."""
        used = self._used(law)
        return tuple(
            choice
            for choice in question.choices
            if law.place in (choice.places or (law.place,))
            and (not choice.facts or any(fact in used for fact in choice.facts_at(law.place)))
        )

    def counts_at(self, fact: Fact, place: str) -> bool:
        """Whether anything at a place hangs on a fact, a time limit included."""
        law = self.law(place)
        return fact.id in self._used(law) or fact.id in days_of_limits(law)

    def _used(self, law: Law) -> frozenset[str]:
        """Every fact on which something hangs at a place; worked out once for a law."""
        found = self._uses.get(id(law))
        if found is None:
            found = self._uses[id(law)] = (law, facts_used(law))
        return found[1]

    def may_go_on(self, talk: Talk, assessment: Assessment | None) -> bool:
        """Whether the more precise round has a question."""
        return assessment is not None and bool(self.next_question(replace(talk, finer=True), assessment))

    # --- about how many more -------------------------------------------------------------------------------------

    def about_how_many(self, talk: Talk, assessment: Assessment | None) -> int:
        """About how many questions come after the one on the page. Rises by at most two from one page to the next.

        It counts what is wanted now and takes as many again as answers commonly open: no walk through answers to come.
        """
        if talk.finer and assessment is not None:
            left = sum(self._may_ask(question.fact, talk) for question in assessment.questions)
        else:
            left = self._in_first_round(talk, assessment)
        after = left - (talk.at not in talk.replies and bool(talk.at))
        return max(0, min(after, talk.about + MOST_SUDDEN) if talk.about else after)

    def _in_first_round(self, talk: Talk, assessment: Assessment | None) -> int:
        if assessment is None:
            return 1 + sum(question.always for question in self.plan.sets.values()) + OPENED[0]
        wanted = list(self._wanted(talk, assessment))
        fixed = sum(name in self.plan.sets for name in wanted)
        return fixed + min(len(wanted) - fixed, OPENED[min(talk.reached, len(OPENED) - 1)])

    # --- answering and changing ----------------------------------------------------------------------------------

    def answered(self, talk: Talk, question: str, reply: Reply) -> Talk:
        """The run after a reply, for the first time or anew. What still fits stays. Raises DoesNotFit."""
        if question not in talk.replies:
            after = talk.with_reply(question, reply)
            if question == PLACE:
                return replace(after, place=_place(reply))
            self._refuse_contradiction(after, question)
            return replace(after, reached=max(talk.reached, self.phase_of(question)))
        if talk.replies[question] == reply:
            return talk
        return self._changed(talk, question, reply)

    def _changed(self, talk: Talk, question: str, reply: Reply) -> Talk:
        """The run with one reply changed: those before it stay, those after it stay where they still fit."""
        names = list(talk.replies)
        before, after = names[: names.index(question)], names[names.index(question) + 1 :]
        kept = replace(talk, replies={name: talk.replies[name] for name in before}, reached=self.phase_of(question))
        kept = kept.with_reply(question, reply)
        if question == PLACE:
            kept = replace(kept, place=_place(reply))
        else:
            self._refuse_contradiction(kept, question)
        for name in after:
            trial = kept.with_reply(name, talk.replies[name])
            if self._still_fits(trial, kept, name, moved=kept.place != talk.place):
                kept = trial
        return kept

    def _still_fits(self, trial: Talk, without: Talk, name: str, *, moved: bool) -> bool:
        if not trial.place or (moved and not self._is_of_the_person(name)):
            return False
        if not self._agrees(trial):
            return False
        if name in self.plan.sets:
            reply, law = trial.replies[name], self.law(trial.place)
            offered = {choice.id for choice in self.offered(self.plan.sets[name], law)}
            return bool(offered) and (not isinstance(reply, Chosen) or reply.ids <= offered)
        if self.lawbook.data.facts[name].type != "date":
            return True
        # A day that no limit waits for any more would start one that the person does not have.
        assessment = self.assessment(without)
        assert assessment is not None
        return name in days_waited_for(assessment) or any(one.fact == name for one in assessment.questions)

    def _is_of_the_person(self, name: str) -> bool:
        if name in self.plan.sets:
            about = (self.lawbook.data.facts[fact].about for c in self.plan.sets[name].choices for fact in c.facts)
            return all(one == "person" for one in about)
        return self.lawbook.data.facts[name].about == "person"

    def _refuse_contradiction(self, talk: Talk, question: str) -> None:
        if self._agrees(talk):
            return
        for name in reversed(list(talk.replies)):
            if name in (question, PLACE):
                continue
            others = {other: reply for other, reply in talk.replies.items() if other != name}
            if self._agrees(replace(talk, replies=others)):
                raise DoesNotFit(name)
        raise DoesNotFit("")

    def _agrees(self, talk: Talk) -> bool:
        """Whether the replies can all be true together."""
        if not talk.place:
            return True
        try:
            known_at(talk.case(self.plan, self.lawbook.data), self.law(talk.place), self.day)
        except InputError:
            return False
        return True

    def law(self, place: str) -> Law:
        """The law of a place on the day; looked up once."""
        if place not in self._laws:
            self._laws[place] = self.lawbook.at(self.day, place)
        return self._laws[place]


OPENED = (3, 3, 2, 2, 2)
"""How many further single facts answers commonly lead to, by the phase reached; measured over random persons."""


def _place(reply: Reply) -> str:
    """The jurisdiction of a reply to the first question; empty for "none of these" and for silence."""
    return reply if isinstance(reply, str) else ""


def days_waited_for(assessment: Assessment) -> tuple[str, ...]:
    """The days on which a time limit of the person hangs: it surely applies, and what starts it is not known."""
    events = assessment.law.data.events
    found = [
        events[event].fact
        for due in assessment.deadlines
        if due.applies is YES and due.limit.acts == "person" and due.state == "waiting"
        for event in due.waits_for
    ]
    silent = {name for name, said in assessment.case.at(assessment.law.place).items() if isinstance(said, WhyUnknown)}
    return tuple(fact for fact in dict.fromkeys(found) if fact not in silent)


def facts_used(law: Law) -> frozenset[str]:
    """Every fact on which something hangs at a place: a provision, a limit, a stage, a right, or another such fact."""
    return frozenset(law.program.place_of) | frozenset(law.data.facts) & _sources(law)


def days_of_limits(law: Law) -> frozenset[str]:
    """The facts that hold the days which start, end or keep a time limit of a place."""
    timetable, events = law.data.tables.timetables.get(law.place), law.data.events
    limits = timetable.limits.values() if timetable else ()
    starts = {events[run.event].fact for one in limits for version in one.versions for run in version.runs}
    return frozenset(starts | {one.done for one in limits if one.done})


def _sources(law: Law) -> frozenset[str]:
    return frozenset(source for known_from in law.sources_of_facts.values() for source, _ in known_from)
