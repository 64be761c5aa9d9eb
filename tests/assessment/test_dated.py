"""Facts that follow from dates: ends of periods, bounds, the contested days in between, full units, kinship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from asylia.assessment.casefile import CaseFile
from asylia.assessment.dated import end_of_period, facts_from_dates
from asylia.assessment.known import known_at
from asylia.errors import InputError
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import DatedFact, Within
from asylia.logic.expression import Expression, Not, Ref
from asylia.logic.values import Answer, Bounds

TODAY = date(2024, 7, 1)
ENDS = [
    # from, period, last day
    (date(2024, 1, 15), "P7D", date(2024, 1, 22)),
    (date(2024, 12, 28), "P7D", date(2025, 1, 4)),
    (date(2024, 2, 22), "P7D", date(2024, 2, 29)),
    (date(2023, 2, 22), "P7D", date(2023, 3, 1)),
    (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
    (date(2023, 1, 31), "P1M", date(2023, 2, 28)),
    (date(2024, 3, 31), "P1M", date(2024, 4, 30)),
    (date(2024, 8, 31), "P6M", date(2025, 2, 28)),
    (date(2023, 8, 31), "P6M", date(2024, 2, 29)),
    (date(2024, 2, 29), "P6M", date(2024, 8, 29)),
    (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
    (date(2023, 2, 28), "P1Y", date(2024, 2, 28)),
    (date(2020, 2, 29), "P4Y", date(2024, 2, 29)),
    (date(2024, 1, 31), "P1Y1M1D", date(2025, 3, 1)),
    (date(2024, 7, 1), "P60D", date(2024, 8, 30)),
    (date(2024, 7, 1), "P0D", date(2024, 7, 1)),
    (date(9999, 12, 1), "P60D", date.max),
    (date(9999, 8, 1), "P6M", date.max),
]


@pytest.mark.parametrize(("event", "period", "end"), ENDS)
def test_end_of_period(event: date, period: str, end: date) -> None:
    assert end == end_of_period(event, period)


@pytest.mark.parametrize("period", ["", "P", "6M", "P6", "P6W", "P1.5Y", "P-1D", "PT5H", "P1D2M", "p6m", " P6M"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(InputError, match="is no period; write P7D, P6M or P1Y"):
        end_of_period(TODAY, period)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["P7D", "P6M", "P1Y"]),
)
def test_later_events_end_no_sooner(one: date, other: date, period: str) -> None:
    first, last = sorted([one, other])

    assert first < end_of_period(first, period) <= end_of_period(last, period)


# --- rules by themselves -----------------------------------------------------------------------------------------


def _law(lawbook: Lawbook, *rules: DatedFact) -> Law:
    """A law with these dated facts and no others."""
    return replace(lawbook.at(TODAY, "JP"), data=replace(lawbook.data, dated=rules))


def _within(when: Expression | None, since: str = "landed_or_entered_on") -> Within:
    return Within(when, "P60D", since, "claim_filed_on", 10)


LANDED = date(2024, 1, 10)
"""Sixty days later: 10 March 2024 (a leap year); ten further days: 20 March."""
KEPT: list[tuple[Answer | None, Answer | None, bool | None]] = [
    # landed, filed, kept
    (LANDED, date(2024, 1, 10), True),
    (LANDED, date(2024, 3, 10), True),
    (LANDED, date(2024, 3, 11), None),
    (LANDED, date(2024, 3, 20), None),
    (LANDED, date(2024, 3, 21), False),
    (LANDED, None, None),
    (None, date(2024, 3, 1), None),
    (LANDED, Bounds(date(2024, 3, 1), date(2024, 3, 10)), True),
    (LANDED, Bounds(date(2024, 3, 1), date(2024, 3, 31)), None),
    (LANDED, Bounds(date(2024, 3, 21), date(2024, 4, 30)), False),
    (LANDED, Bounds(None, date(2024, 3, 10)), True),
    (LANDED, Bounds(date(2024, 3, 21), None), False),
    (Bounds(date(2024, 1, 1), date(2024, 1, 31)), date(2024, 3, 1), True),
    (Bounds(date(2024, 1, 1), date(2024, 1, 31)), date(2024, 3, 2), None),
    (Bounds(date(2024, 1, 1), date(2024, 1, 31)), date(2024, 4, 10), None),
    (Bounds(date(2024, 1, 1), date(2024, 1, 31)), date(2024, 4, 11), False),
    (Bounds(None, date(2024, 1, 31)), date(2024, 4, 11), False),
    (Bounds(None, date(2024, 1, 31)), date(2024, 1, 31), None),
]


def _answers(**answers: Answer | None) -> dict[str, Answer]:
    return {fact: answer for fact, answer in answers.items() if answer is not None}


@pytest.mark.parametrize(("landed", "filed", "kept"), KEPT)
def test_time_limit_is_open_on_the_contested_days(
    lawbook: Lawbook, landed: Answer | None, filed: Answer | None, kept: bool | None
) -> None:
    law = _law(lawbook, DatedFact("applied_within_sixty_days", within=(_within(None),)))

    found = facts_from_dates(law, _answers(landed_or_entered_on=landed, claim_filed_on=filed), TODAY, {})

    if kept is None:
        assert found == {}
    else:
        assert {"applied_within_sixty_days": (kept, ("landed_or_entered_on", "claim_filed_on"))} == found


EARLY, LONG_AGO = date(2024, 1, 20), date(2023, 2, 1)
SUR_PLACE = (_within(Ref("sur_place_claim"), "ground_learned_on"), _within(Not(Ref("sur_place_claim"))))
ONE_OF_TWO = (_within(Ref("a")), _within(Ref("b"), "ground_learned_on"))
CASES: list[tuple[str, tuple[Within, ...], dict[str, Answer], bool | None]] = [
    ("the first applies", SUR_PLACE, {"sur_place_claim": True, "ground_learned_on": LANDED}, True),
    ("the second applies", SUR_PLACE, {"sur_place_claim": False, "landed_or_entered_on": LANDED}, True),
    ("the other date says nothing", SUR_PLACE, {"sur_place_claim": False, "ground_learned_on": LANDED}, None),
    ("either way kept", SUR_PLACE, {"ground_learned_on": LANDED, "landed_or_entered_on": EARLY}, True),
    ("either way missed", SUR_PLACE, {"ground_learned_on": LONG_AGO, "landed_or_entered_on": LONG_AGO}, False),
    ("it depends", SUR_PLACE, {"ground_learned_on": LANDED, "landed_or_entered_on": LONG_AGO}, None),
    ("neither need apply", ONE_OF_TWO, {"landed_or_entered_on": LANDED, "ground_learned_on": EARLY}, None),
    ("neither applies", ONE_OF_TWO, {"a": False, "b": False, "landed_or_entered_on": LANDED}, None),
    ("the last is certain", ONE_OF_TWO, {"b": True, "landed_or_entered_on": LANDED, "ground_learned_on": EARLY}, True),
    ("only the first may apply", ONE_OF_TWO, {"b": False, "landed_or_entered_on": LANDED}, None),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "answers", "kept"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_the_case_that_applies_counts(
    lawbook: Lawbook, rules: tuple[Within, ...], answers: Mapping[str, Answer], kept: bool | None
) -> None:
    law = _law(lawbook, DatedFact("applied_within_sixty_days", within=rules))

    found = facts_from_dates(law, {**answers, "claim_filed_on": date(2024, 2, 1)}, TODAY, {})

    assert kept == found.get("applied_within_sixty_days", (None,))[0]


FULL_UNITS: list[tuple[str, Answer | None, Answer | None]] = [
    ("years", date(2006, 7, 1), 18),
    ("years", date(2006, 7, 2), 17),
    ("years", date(2004, 2, 29), 20),
    ("years", Bounds(date(2006, 1, 1), date(2006, 12, 31)), Bounds(17, 18)),
    ("years", Bounds(date(2006, 1, 1), date(2006, 6, 30)), 18),
    ("years", Bounds(None, date(2006, 6, 30)), Bounds(18, None)),
    ("years", Bounds(date(2006, 6, 30), None), Bounds(None, 18)),
    ("years", None, None),
    ("months", date(2024, 1, 1), 6),
    ("months", date(2024, 1, 2), 5),
    ("months", date(2023, 12, 31), 6),
    ("months", date(2025, 1, 1), 0),
]


@pytest.mark.parametrize(("unit", "since", "units"), FULL_UNITS)
def test_full_units(lawbook: Lawbook, unit: str, since: Answer | None, units: Answer | None) -> None:
    law = _law(lawbook, DatedFact("age", full_units_since="born_on", unit=unit))

    found = facts_from_dates(law, _answers(born_on=since), TODAY, {})

    assert ({} if units is None else {"age": (units, ("born_on",))}) == found


ELAPSED: list[tuple[Answer | None, bool | None]] = [
    (date(2023, 12, 31), True),
    (date(2024, 1, 1), False),
    (Bounds(date(2023, 12, 1), date(2023, 12, 31)), True),
    (Bounds(date(2023, 12, 1), date(2024, 1, 31)), None),
    (Bounds(date(2024, 1, 1), None), False),
    (Bounds(None, date(2023, 12, 31)), True),
    (None, None),
]


@pytest.mark.parametrize(("since", "passed"), ELAPSED)
def test_time_that_has_passed(lawbook: Lawbook, since: Answer | None, passed: bool | None) -> None:
    """More than six months before 1 July 2024."""
    law = _law(
        lawbook, DatedFact("claim_undecided_for_too_long", elapsed_since="claim_filed_on", elapsed_more_than="P6M")
    )

    found = facts_from_dates(law, _answers(claim_filed_on=since), TODAY, {})

    assert passed == found.get("claim_undecided_for_too_long", (None,))[0]


GIVEN: list[tuple[Answer | None, bool | None]] = [
    (TODAY, True),
    (TODAY + timedelta(days=1), None),
    (Bounds(date(2024, 1, 1), TODAY), True),
    (Bounds(date(2024, 1, 1), date(2024, 7, 2)), None),
    (Bounds(None, date(2024, 1, 1)), True),
    (Bounds(date(2024, 1, 1), None), None),
    (None, None),
]


@pytest.mark.parametrize(("when", "happened"), GIVEN)
def test_a_day_that_is_given_says_yes_and_its_absence_nothing(
    lawbook: Lawbook, when: Answer | None, happened: bool | None
) -> None:
    law = _law(lawbook, DatedFact("removal_order_issued", given_when="removal_order_made_on"))

    found = facts_from_dates(law, _answers(removal_order_made_on=when), TODAY, {})

    assert happened == found.get("removal_order_issued", (None,))[0]


def test_the_end_of_the_calendar_is_no_failure(lawbook: Lawbook) -> None:
    last: dict[str, Answer] = {"landed_or_entered_on": date.max, "claim_filed_on": date.max, "born_on": date.max}

    assert known_at(CaseFile(("JP",), None, {}, {"JP": last}), lawbook.at(TODAY, "JP"), TODAY)


# --- with what people answer themselves --------------------------------------------------------------------------


def _known(lawbook: Lawbook, **answers: Answer) -> Mapping[str, Answer]:
    return known_at(CaseFile(("JP",), None, answers), lawbook.at(TODAY, "JP"), TODAY).answers


def test_age_follows_from_birth_and_childhood_from_age(lawbook: Lawbook) -> None:
    known = known_at(CaseFile(("JP",), None, {"born_on": date(2010, 1, 1)}), lawbook.at(TODAY, "JP"), TODAY)

    assert (known.answers["age"], known.answers["is_child"]) == (14, True)
    assert known.follows_from["age"] == ("born_on",)
    assert known.follows_from["is_child"] == ("age",)


def test_bounds_that_are_given_and_worked_out_leave_what_both_allow(lawbook: Lawbook) -> None:
    """To say roughly what is known exactly takes nothing away."""
    born = date(2004, 7, 1)

    assert _known(lawbook, born_on=born, age=Bounds(18, None))["age"] == 20
    assert _known(lawbook, born_on=born)["age"] == 20
    assert _known(lawbook, born_on=Bounds(date(2003, 1, 1), date(2005, 1, 1)), age=20)["age"] == 20
    some = Bounds(date(2000, 1, 1), date(2006, 1, 1))
    assert Bounds(18, 20) == _known(lawbook, born_on=some, age=Bounds(None, 20))["age"]
    assert Bounds(20, 24) == _known(lawbook, born_on=some, age=Bounds(20, None))["age"]
    assert Bounds(20, 24) == _known(lawbook, born_on=Bounds(date(2000, 1, 1), None), age=Bounds(20, None))["age"]


@pytest.mark.parametrize("age", [19, 21, Bounds(21, None), Bounds(None, 19), Bounds(3, 8)])
def test_an_age_that_does_not_fit_the_birth_is_refused(lawbook: Lawbook, age: Answer) -> None:
    with pytest.raises(InputError, match=r"^age .*born_on.*; change one of them"):
        _known(lawbook, born_on=date(2004, 7, 1), age=age)


def test_a_limit_that_is_said_to_be_kept_must_fit_the_dates(lawbook: Lawbook) -> None:
    dates: dict[str, Answer] = {
        "sur_place_claim": False, "landed_or_entered_on": date(2020, 1, 1), "claim_filed_on": date(2022, 1, 1),
    }  # fmt: skip

    assert _known(lawbook, **dates)["applied_within_six_months"] is False
    with pytest.raises(InputError, match="applied_within_six_months"):
        _known(lawbook, **dates, applied_within_six_months=True)


@given(st.dates(date(1950, 1, 1), TODAY), st.integers(0, 700), st.integers(0, 700))
def test_bounds_are_worked_out_as_wide_as_they_are(lawbook: Lawbook, born: date, before: int, after: int) -> None:
    """Whatever day lies within the bounds of birth, the age on it lies within the bounds of age."""
    span = Bounds(born - timedelta(days=before), min(TODAY, born + timedelta(days=after)))

    age = _known(lawbook, born_on=span)["age"]

    years = relativedelta(TODAY, born).years
    assert age == years or (isinstance(age, Bounds) and age.earliest <= years <= age.latest)  # type: ignore[operator]  # numbers
