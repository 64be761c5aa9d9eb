"""A run through the guide from a file of answers: the same replies that pages take, by the names of questions.

Questions of several facts and their choices are named as in `law/guide.yaml`, single facts as in `law/vocabulary/`.
What cannot be read, means nothing at the place or contradicts another answer is refused, with its line and a mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from asylia.assessment.answers import read_answer
from asylia.briefs.guide.days import EARLIEST, LATEST
from asylia.briefs.guide.marks import MOST, NONE, NOT_KNOWN, NOT_SAID, NOT_SURE, NOT_YET, SILENT, in_a_file
from asylia.briefs.guide.order import DoesNotFit, Guide
from asylia.briefs.guide.plan import Plan, QuestionSet
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.errors import InputError
from asylia.lawbook.fields import nearest
from asylia.lawbook.model import Fact
from asylia.lawbook.strict_yaml import Block, Items, parse_yaml
from asylia.logic.values import Answer, Bounds, WhyUnknown

_NONE_OF_THESE = in_a_file(NONE)
"""What a file says for none of the choices; `[]` says the same."""
_SILENT_HERE = f'"{NOT_KNOWN}" or "{NOT_SAID}"'
_BARE = re.compile(r"[:,\[]\s*([?~-])\s*(?:[\],#]|$)")


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What stands in a file of answers, before the guide of its place has looked at it."""

    name: str
    """What errors call the file."""
    block: Block

    def error(self, says: str, question: str, mend: str) -> InputError:
        """An error that points at the line of a question."""
        return InputError(says, file=self.name, line=self.block.lines.get(question), mend=mend)

    def place(self, plan: Plan) -> Reply | None:
        """The reply to where the person is; None where the file does not say. Raises InputError."""
        value = self.block.get(PLACE)
        if value is None:
            return None
        if isinstance(value, str) and value.upper() in plan.office_language:
            return value.upper()
        if value == _NONE_OF_THESE:
            return Chosen(frozenset())
        if isinstance(value, str) and value in (NOT_KNOWN, NOT_SAID):
            return SILENT[value]
        raise self.error(f"there is no place {value!r} in the guide", PLACE, f"choose from {_listed(_places(plan))}")

    def talk(self, guide: Guide, place: Reply) -> Talk:
        """The run in which the place is answered first, then the rest in the order of the file. Raises InputError.

        `guide` decides which facts can be answered: that of English, so that one file holds for all languages.
        """
        talk = guide.answered(Talk(), PLACE, place)
        for question, value in self.block.items():
            if question != PLACE:
                reply = self._reply(question, value, guide, talk)
                if other := _said_otherwise(question, reply, guide, talk):
                    raise self._contradiction(question, other)
                try:
                    talk = guide.answered(talk, question, reply)
                except DoesNotFit as error:
                    raise self._contradiction(question, error.question) from None
        return talk

    def _contradiction(self, question: str, other: str) -> InputError:
        with_what = f"{other!r} in line {self.block.lines[other]}" if other else "the answers before it"
        return self.error(f"{question!r} cannot be true together with {with_what}", question, "change one of them")

    # --- one reply ---------------------------------------------------------------------------------------------------

    def _reply(self, question: str, value: object, guide: Guide, talk: Talk) -> Reply:
        known = guide.plan.sets.get(question)
        fact = guide.lawbook.data.facts.get(question)
        if known is None and (fact is None or not guide.is_for_the_guide(fact)):
            raise self._unknown(question, guide)
        if not talk.place:
            raise self.error(f"{question!r} needs a place with law", question, "take it out, or name the place")
        if known is not None:
            return self._of_set(known, value, guide, talk)
        assert fact is not None
        if not guide.counts_at(fact, talk.place):
            raise self.error(f"nothing at {talk.place} hangs on {question!r}", question, "take it out")
        return self._of_fact(fact, value, guide)

    def _unknown(self, question: str, guide: Guide) -> InputError:
        facts = guide.lawbook.data.facts
        if question in facts:
            mend = "take it out; a case file for asylia assess can hold it"
            return self.error(f"the guide asks nobody for {question!r}", question, mend)
        asked = (name for name, fact in facts.items() if guide.is_for_the_guide(fact))
        mend = nearest(question, (PLACE, *guide.plan.sets, *asked))
        return self.error(f"the guide has no question {question!r}", question, mend)

    def _of_set(self, question: QuestionSet, value: object, guide: Guide, talk: Talk) -> Reply:
        if isinstance(value, str) and value in (NOT_KNOWN, NOT_SAID):
            return SILENT[value]
        offered = tuple(choice.id for choice in guide.offered(question, guide.law(talk.place)))
        if not question.several:
            if isinstance(value, str) and value in offered:
                return Chosen(frozenset([value]))
            raise self._no_choice(question.id, value, (*offered, _SILENT_HERE), talk.place)
        chosen = list(value) if isinstance(value, Items) else [] if value == _NONE_OF_THESE else [value]
        for one in chosen:
            if one != NOT_SURE and one not in offered:
                signs = (_NONE_OF_THESE, f'"{NOT_SURE}" among others', _SILENT_HERE)
                raise self._no_choice(question.id, one, (*offered, *signs), talk.place)
        ids = frozenset(str(one) for one in chosen if one != NOT_SURE)
        if NOT_SURE not in chosen:
            return Chosen(ids)
        return Chosen(ids, not_sure=True) if ids else SILENT[NOT_KNOWN]

    def _no_choice(self, question: str, value: object, choices: Iterable[str], place: str) -> InputError:
        mend = f"choose from {_listed(choices)}"
        return self.error(f"{question!r} at {place} cannot be {_shown(value)}", question, mend)

    def _of_fact(self, fact: Fact, value: object, guide: Guide) -> Reply:
        is_day = fact.type == "date"
        if is_day and value == int(NOT_YET):
            value = NOT_YET
        if isinstance(value, str) and value in SILENT and (is_day or value != NOT_YET):
            return SILENT[value]
        try:
            reply = read_answer(value, fact, guide.lawbook.data)
        except InputError as error:
            raise self.error(error.says, fact.id, _mend_fact(fact)) from None
        if not _is_asked_for(reply, fact):
            raise self.error(f"{fact.id!r} cannot be {_shown(value)} in the guide", fact.id, _mend_fact(fact))
        return reply


def read_answers(raw: bytes, name: str) -> AnswersFile:
    """The answers in a text. Raises InputError with file, line and mend."""
    try:
        return AnswersFile(name, parse_yaml(raw, name=name))
    except InputError as error:
        lines = raw.decode(errors="replace").splitlines()
        for at in (error.line or 0, (error.line or 0) - 1):  # what follows a sign is what the parser stumbles over
            if 0 < at <= len(lines) and (bare := _BARE.search(lines[at - 1])):
                sign = bare.group(1)
                mend = f'put it in quotes: "{sign}"'
                raise InputError(f"the sign {sign} stands alone", file=name, line=at, mend=mend) from None
        raise


def _said_otherwise(question: str, reply: Reply, guide: Guide, talk: Talk) -> str:
    """The question that already made something else of a fact; empty if there is none.

    Pages never ask singly for what a choice has settled. In a file a later line would undo an earlier one unseen.
    """
    made = _made_of_facts(question, reply, guide, talk)
    for other, said in talk.replies.items():
        if (question in guide.plan.sets) == (other in guide.plan.sets):
            continue
        for fact, answer in _made_of_facts(other, said, guide, talk).items():
            if fact in made and made[fact] != answer:
                return other
    return ""


def _made_of_facts(question: str, reply: Reply, guide: Guide, talk: Talk) -> Mapping[str, Answer]:
    """What a reply makes of facts by itself, silence left out."""
    facts = replace(talk, replies={question: reply}).answers(guide.plan)
    return {fact: answer for fact, answer in facts.items() if not isinstance(answer, WhyUnknown)}


def _is_asked_for(reply: object, fact: Fact) -> bool:
    """Whether a page could have taken it: no bounds of a count, no open ones of a day, no other reason for silence."""
    if isinstance(reply, WhyUnknown):
        return False
    if fact.type == "count":
        return isinstance(reply, int) and reply <= MOST
    if fact.type == "date":
        ends = (reply.earliest, reply.latest) if isinstance(reply, Bounds) else (reply, reply)
        return all(isinstance(end, date) and EARLIEST <= end <= LATEST for end in ends)
    return True


_MENDS: Mapping[str, str] = {
    "yes/no": f"write true, false, {_SILENT_HERE}",
    "count": f"write a whole number up to {MOST}, {_SILENT_HERE}",
    "date": f'write a day as 2026-11-20, a month as 2026-11, {_SILENT_HERE}, or "{NOT_YET}" if there is no such letter',
}


def _mend_fact(fact: Fact) -> str:
    return _MENDS.get(fact.type, f"write the three letters of ISO 3166, such as MMR, {_SILENT_HERE}")


def _shown(value: object) -> str:
    return repr(list(value) if isinstance(value, Items) else str(value) if isinstance(value, date) else value)


def _places(plan: Plan) -> tuple[str, ...]:
    return (*plan.office_language, _NONE_OF_THESE, _SILENT_HERE)


def _listed(choices: Iterable[str]) -> str:
    return ", ".join(choices)
