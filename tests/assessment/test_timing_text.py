"""Time limits in words: the day to keep, what makes it uncertain, and nothing that is not so."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.assessment.casefile import CaseFile
from asylia.assessment.known import known_at
from asylia.assessment.lines import Line
from asylia.assessment.timing import limits_of
from asylia.assessment.timing_text import limit_lines, long_date, timing_lines
from asylia.assessment.words import Words
from asylia.deadlines.due import DueDate
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.logic.values import Answer, Bounds

REVIEW = "jp.review_request"


def day(text: str) -> date:
    return date.fromisoformat(text)


def reckoned(lawbook: Lawbook, place: str, on: str, **answers: Answer) -> tuple[tuple[DueDate, ...], Words]:
    """The limits of a person of whom this is known at a place on a day."""
    law, case = lawbook.at(day(on), place), CaseFile((place,), None, {}, {place: answers})
    known = known_at(case, law, day(on)).answers
    return limits_of(law, case, known, law.program.evaluate(known), day(on)), Words(law, texts_in("en"))


def said(lawbook: Lawbook, name: str, on: str, **answers: Answer) -> str:
    """All lines on one limit, its place taken from its id."""
    dues, words = reckoned(lawbook, name[:2].upper(), on, **answers)
    [due] = [due for due in dues if due.limit.id == name]
    return "\n".join(line.text for line in limit_lines(due, words))


def test_day_is_said_with_its_weekday() -> None:
    assert long_date(day("2026-11-24"), texts_in("en")) == "Tuesday, 24 November 2026"


def test_day_to_keep_first_stands_first(lawbook: Lawbook) -> None:
    lines = list(timing_lines(*reckoned(lawbook, "JP", "2026-11-18", first_decision_received_on=day("2026-11-16"))))

    assert lines[0] == Line(0, "The date to keep first", "heading")
    assert lines[1].text == "Request for review of the refusal: by Tuesday, 24 November 2026 (days left: 6)"
    assert Line(0, "Further time limits", "heading") in lines


@pytest.mark.parametrize(
    ("on", "left"),
    [("2026-11-23", "(days left: 1)"), ("2026-11-24", "(today)"), ("2026-11-25", "(passed, days ago: 1)")],
)
def test_days_left_are_said(lawbook: Lawbook, on: str, left: str) -> None:
    first, *_ = said(lawbook, REVIEW, on, first_decision_received_on=day("2026-11-16")).splitlines()

    assert first.endswith(left)


def test_limit_that_ended_at_an_unknown_time_has_passed(lawbook: Lawbook) -> None:
    first, *rest = said(
        lawbook, REVIEW, "2026-11-18", first_decision_received_on=Bounds(None, day("2026-10-30"))
    ).splitlines()  # fmt: skip

    assert first == "Request for review of the refusal: passed, days ago: 12"
    assert not any("earliest day" in line for line in rest)


def test_contested_days_are_shown_where_they_differ(lawbook: Lawbook) -> None:
    stay = "jp.provisional_stay_after_landing"

    to_a_saturday = said(lawbook, stay, "2026-11-02", landed_or_entered_on=day("2026-05-14"))
    to_a_wednesday = said(lawbook, stay, "2026-11-02", landed_or_entered_on=day("2026-05-11"))

    assert "contested: Saturday, 14 November 2026, Monday, 16 November 2026. The first is safe" in to_a_saturday
    assert "contested" not in to_a_wednesday


def test_bounds_say_that_it_may_end_later(lawbook: Lawbook) -> None:
    around = Bounds(day("2026-11-16"), day("2026-11-17"))

    assert "The earliest day it can end" in said(lawbook, REVIEW, "2026-11-18", first_decision_received_on=around)
