"""The interview: what it asks, what it never asks again, and going on and back."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.assessment.casefile import CaseFile
from asylia.assessment.interview import Interview
from asylia.errors import InputError
from asylia.lawbook.law import Lawbook
from asylia.logic.values import WhyUnknown

DAY, PLACE = date(2024, 7, 1), "JP"


def begun(lawbook: Lawbook, **answers: bool) -> Interview:
    interview = Interview(lawbook, CaseFile((PLACE,), None, {}), PLACE, DAY)
    for fact, answer in answers.items():
        interview = interview.with_answer(lawbook.data.facts[fact], answer)
    return interview


def test_an_empty_interview_asks_something_that_may_be_asked(lawbook: Lawbook) -> None:
    interview = begun(lawbook)

    question = interview.question()

    assert question is not None
    assert interview.fact(question).asked


@pytest.mark.parametrize("reason", list(WhyUnknown))
def test_only_what_was_not_asked_yet_is_asked_again(lawbook: Lawbook, reason: WhyUnknown) -> None:
    interview = begun(lawbook)
    question = interview.question()
    assert question is not None

    after = interview.with_answer(interview.fact(question), reason)
    asked_again = question.fact in [other.fact for other in after.assessment().questions]

    assert asked_again is (reason is WhyUnknown.NOT_ASKED)


def test_answers_that_contradict_each_other_are_refused_by_name(lawbook: Lawbook) -> None:
    interview = begun(lawbook, stateless=True)

    with pytest.raises(InputError, match="stateless"):
        interview.with_answer(lawbook.data.facts["has_more_than_one_nationality"], True)


def test_going_back_is_the_interview_before(lawbook: Lawbook) -> None:
    first = begun(lawbook)
    question = first.question()
    assert question is not None

    first.with_answer(first.fact(question), WhyUnknown.PERSON_DOES_NOT_KNOW)

    assert question == first.question()


def test_the_number_of_questions_left_is_none_only_at_the_end(lawbook: Lawbook) -> None:
    interview = begun(lawbook)
    assert interview.about_how_many_more() > 0

    for _ in range(80):
        question = interview.question()
        if question is None:
            break
        interview = interview.with_answer(interview.fact(question), WhyUnknown.PERSON_DOES_NOT_KNOW)

    assert interview.about_how_many_more() == 0


def test_the_finer_round_goes_on_where_the_first_round_ends(lawbook: Lawbook) -> None:
    interview = begun(lawbook)
    for _ in range(80):
        question = interview.question()
        if question is None:
            break
        interview = interview.with_answer(interview.fact(question), WhyUnknown.PERSON_DOES_NOT_KNOW)

    assert interview.question() is None
    finer = Interview(lawbook, interview.case, PLACE, DAY, finer=True)
    assert finer.assessment().questions == interview.assessment().questions


def test_gentler_questions_go_first_where_they_are_nearly_as_good(lawbook: Lawbook) -> None:
    interview = begun(lawbook, in_territory=True, application_filed_in_person=True)
    questions = interview.assessment().questions
    near = [question for question in questions if question.score >= 0.9 * questions[0].score]

    chosen = interview.question()

    assert chosen is not None
    assert min(interview.fact(q).sensitivity for q in near) == interview.fact(chosen).sensitivity
