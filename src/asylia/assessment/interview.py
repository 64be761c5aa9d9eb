"""The interview: which question comes next, going back, and about how many more there are. Knows no terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.findings import Assessment
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import Fact
from asylia.logic.questions import Question
from asylia.logic.values import Answer, WhyUnknown

ENOUGH = 0.1
"""Score below which a question is left for the finer round: its answer would hardly move any goal."""
ALMOST_AS_GOOD = 0.9
"""Questions that come this near to the best may go first if they are gentler or belong to the theme at hand."""
LONGEST_LOOK_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview at one place, as a value: each act gives a new one, so that going back is simply the one before."""

    lawbook: Lawbook
    case: CaseFile
    place: str
    day: date
    finer: bool = False
    """Whether to go on to questions that hardly move a goal."""
    theme: str = ""
    """The theme of the last question, so that a person is not made to jump."""

    def assessment(self) -> Assessment:
        """The assessment of what is known so far. Raises InputError if the answers contradict each other."""
        return assess(self.lawbook, self.case, self.place, self.day)

    def question(self) -> Question | None:
        """The next question; None when nothing is worth asking any more."""
        return self._best(self.assessment())

    def _best(self, assessment: Assessment) -> Question | None:
        questions = assessment.questions
        if not questions or (not self.finer and questions[0].score < ENOUGH):
            return None
        near = [question for question in questions if question.score >= ALMOST_AS_GOOD * questions[0].score]
        return min(near, key=self._how_hard)

    def _how_hard(self, question: Question) -> tuple[int, bool, float]:
        fact = self.fact(question)
        return fact.sensitivity, fact.theme != self.theme, -question.score

    def fact(self, question: Question) -> Fact:
        """The fact a question asks for."""
        return self.lawbook.data.facts[question.fact]

    def with_answer(self, fact: Fact, answer: Answer) -> Interview:
        """The interview after an answer, or a reason for not knowing. Raises InputError on a contradiction."""
        after = replace(self, case=self.case.with_answer(fact, answer, self.place), theme=fact.theme)
        after.assessment()
        return after

    def about_how_many_more(self) -> int:
        """About how many questions are left, if each got its likelier answer."""
        interview, count = self, 0
        while count < LONGEST_LOOK_AHEAD:
            question = interview.question()
            if question is None:
                break
            interview = interview._likely(question)
            count += 1
        return count

    def _likely(self, question: Question) -> Interview:
        """The interview after the likelier answer; what has no likelier answer is passed over."""
        fact = self.fact(question)
        likely: Answer = WhyUnknown.PERSON_DOES_NOT_KNOW
        if fact.type == "yes/no":
            likely = self.lawbook.data.priors.get(fact.id, 50) >= 50
        return replace(self, case=self.case.with_answer(fact, likely, self.place), theme=fact.theme)
