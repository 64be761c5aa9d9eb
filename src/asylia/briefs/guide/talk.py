"""One run through the guide as a value: what was asked, what was answered, and the case that this makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from asylia.assessment.casefile import CaseFile
from asylia.briefs.guide.plan import Plan, QuestionSet
from asylia.lawbook.model import LawData
from asylia.logic.values import Answer, WhyUnknown

PLACE = "place"
"""The name of the first question: which jurisdiction the person is in."""
SILENT = (WhyUnknown.PERSON_DOES_NOT_KNOW, WhyUnknown.RATHER_NOT_SAY)
"""What every question takes besides an answer: I don't know, and I'd rather not say."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to a question of several facts: what was chosen, and whether the rest is left open."""

    ids: frozenset[str]
    not_sure: bool = False
    """What was not chosen is then not a no: it stays unknown."""


Reply: TypeAlias = Answer | Chosen


@dataclass(frozen=True, slots=True)
class Talk:
    """A run through the guide. Each act gives a new one; the replies stand in the order in which they were asked."""

    place: str = ""
    """The jurisdiction; empty before it is chosen, and where the person is in none of them or would rather not say."""
    replies: Mapping[str, Reply] = field(default_factory=dict)
    """By the name of a question: a fact, a question of several facts, or `place`."""
    at: str = ""
    """The question on the page."""
    reached: int = 0
    """The phase up to which single facts have been asked."""
    about: int = 0
    """The last count of further questions that was shown; 0 if none was."""
    finer: bool = False
    """Whether the person asked for the more precise round."""
    shared: bool = False
    """Whether the phone is shared, so that the browser keeps no page."""

    def answers(self, plan: Plan) -> Mapping[str, Answer]:
        """What the replies make of facts; a later reply prevails where two speak of one fact."""
        found: dict[str, Answer] = {}
        for name, reply in self.replies.items():
            if name in plan.sets:
                found |= facts_of(plan.sets[name], reply, self.place)
            elif name != PLACE:
                assert not isinstance(reply, Chosen)
                found[name] = reply
        return found

    def case(self, plan: Plan, data: LawData) -> CaseFile:
        """The case that the replies make, for `assess`: the same as a case file with these answers."""
        if not self.place:
            return CaseFile((), None, {})
        person: dict[str, Answer] = {}
        here: dict[str, Answer] = {}
        for name, answer in self.answers(plan).items():
            (person if data.facts[name].about == "person" else here)[name] = answer
        return CaseFile((self.place,), None, person, {self.place: here} if here else {})

    def needs(self, plan: Plan) -> tuple[str, ...]:
        """The needs that the person named, in the order of the plan, the first of each before the second."""
        chosen = [
            choice.needs
            for name, question in plan.sets.items()
            for choice in question.choices
            if choice.needs and isinstance(reply := self.replies.get(name), Chosen) and choice.id in reply.ids
        ]
        longest = max(map(len, chosen), default=0)
        return tuple(dict.fromkeys(needs[at] for at in range(longest) for needs in chosen if at < len(needs)))

    def has_chosen(self, question: str, choice: str) -> bool:
        """Whether one choice of a question of several facts was taken."""
        reply = self.replies.get(question)
        return isinstance(reply, Chosen) and choice in reply.ids

    def with_reply(self, question: str, reply: Reply) -> Talk:
        """The same run with one question answered, or answered anew in its old place."""
        return replace(self, replies={**self.replies, question: reply})


def facts_of(question: QuestionSet, reply: Reply, place: str) -> Mapping[str, Answer]:
    """What a reply to a question of several facts makes of them. What is left open says why, so that it is not asked.

    Where several may be chosen, what was not chosen is a no, unless the person is not sure; what another choice makes
    so stays so.
    """
    offered = [choice for choice in question.choices if not choice.places or place in choice.places]
    if isinstance(reply, WhyUnknown):
        return {fact: reply for choice in offered for fact in choice.facts_at(place)}
    assert isinstance(reply, Chosen)
    found: dict[str, Answer] = {}
    for choice in offered:
        if choice.id not in reply.ids:
            for fact in choice.facts_at(place) if question.several else ():
                found[fact] = WhyUnknown.PERSON_DOES_NOT_KNOW if reply.not_sure else False
    for choice in offered:
        if choice.id in reply.ids:
            found |= {**choice.also, **choice.facts_at(place)}
    return found
