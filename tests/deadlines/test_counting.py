"""Counting by rules: each choice of a rule with a case that shows it, and what holds for every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.deadlines.calendars import Calendar, Holidays, _holidays
from asylia.deadlines.counting import Period, last_day, last_day_before, period
from asylia.errors import InputError
from asylia.lawbook.procedure import CalendarOfPlace, Closure, CountingVersion, Support

PLACE = CalendarOfPlace("Asia/Tokyo", "JP", ("public",), date(2026, 12, 31))
YEAR_END = Closure("jp.year_end", {"en": "Year-end"}, None, None, ("12-29", "01-03"), (), Support())
STORM = Closure("jp.storm", {"en": "Storm"}, date(2024, 1, 1), date(2024, 12, 31), None, (date(2024, 7, 9),), Support())
CALENDAR = Calendar(PLACE, {"jp.year_end": YEAR_END, "jp.storm": STORM}, _holidays("JP", ("public",), ()))
PLAIN = CountingVersion(date(1979, 1, 1), None, "next", "eve", (), "stays")
OFFICE = replace(PLAIN, rest_days=("saturday", "sunday", "public holiday", "jp.year_end"), at_rest="next working day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P7D", Period(7, "days")),
        ("P2W", Period(14, "days")),
        ("P6M", Period(6, "months")),
        ("P1Y", Period(1, "years")),
        ("PT48H", Period(48, "hours")),
    ],
)
def test_period_as_law_files_write_it(text: str, expected: Period) -> None:
    assert period(text) == expected


def end(event: str, length: str, rule: CountingVersion = PLAIN, calendar: Calendar = CALENDAR) -> str:
    return last_day(date.fromisoformat(event), period(length), rule, calendar).isoformat()


def test_day_of_the_event_is_not_counted() -> None:
    assert end("2026-11-02", "P7D") == "2026-11-09"


def test_day_of_the_event_is_counted_where_the_rule_says_so() -> None:
    assert end("1982-01-01", "P60D", replace(PLAIN, first_day="same")) == "1982-03-01"


@pytest.mark.parametrize(
    ("event", "length", "expected"),
    [
        ("2026-08-31", "P6M", "2027-02-28"),  # 1 September to the eve of 1 March
        ("2026-08-30", "P6M", "2027-02-28"),  # no 31 February: the end of the month
        ("2026-08-29", "P6M", "2027-02-28"),  # no 30 February either
        ("2026-08-27", "P6M", "2027-02-27"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2023-02-28", "P1Y", "2024-02-29"),  # from 1 March: the eve of 1 March
    ],
)
def test_months_end_on_the_eve_of_the_matching_day(event: str, length: str, expected: str) -> None:
    assert end(event, length) == expected


@pytest.mark.parametrize(
    ("event", "length", "expected"),
    [("2026-01-15", "P3M", "2026-04-15"), ("2026-02-28", "P1M", "2026-03-28"), ("2026-01-31", "P1M", "2026-02-28")],
)
def test_months_end_on_the_same_day_of_the_month(event: str, length: str, expected: str) -> None:
    assert end(event, length, replace(PLAIN, months_end="same day")) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2026-10-24", "2026-11-02"),  # a Saturday
        ("2026-11-16", "2026-11-24"),  # a holiday
        ("2026-12-22", "2027-01-04"),  # the closure at the end of the year
        ("2026-11-02", "2026-11-09"),  # a working day stays
    ],
)
def test_last_day_at_rest_moves_to_the_next_working_day(event: str, expected: str) -> None:
    assert end(event, "P7D", OFFICE) == expected


def test_last_day_at_rest_stays_where_the_rule_says_so() -> None:
    assert end("2026-11-16", "P7D", replace(OFFICE, at_rest="stays")) == "2026-11-23"


def test_last_day_at_rest_moves_to_the_working_day_before() -> None:
    assert end("2026-11-16", "P7D", replace(OFFICE, at_rest="working day before")) == "2026-11-20"


def test_short_periods_leave_rest_days_out() -> None:
    rule = replace(OFFICE, leave_out_up_to=6)

    assert end("2026-11-19", "P6D", rule) == "2026-11-30"  # without 21, 22, 23, 28 and 29 November
    assert end("2026-11-16", "P7D", rule) == "2026-11-24"  # a seventh day makes it a long one


def test_closed_days_of_a_dated_table_are_rest_days_within_its_time() -> None:
    rule = replace(OFFICE, rest_days=("jp.storm",))

    assert end("2024-07-02", "P7D", rule) == "2024-07-10"
    assert end("2024-07-01", "P7D", rule) == "2024-07-08"


def test_weekend_days_on_which_people_work_in_exchange_are_no_rest_days() -> None:
    place = CalendarOfPlace("Asia/Shanghai", "CN", ("public",), date(2026, 12, 31))
    calendar = Calendar(place, {}, _holidays("CN", ("public",), ()))
    rule = replace(PLAIN, rest_days=("saturday", "sunday", "public holiday"), at_rest="next working day")

    assert end("2026-02-07", "P7D", rule, calendar) == "2026-02-14"  # a Saturday worked for Spring Festival
    assert end("2026-02-28", "P7D", rule, calendar) == "2026-03-09"  # an ordinary Saturday


def test_holidays_that_end_at_noon_are_no_rest_days() -> None:
    half, whole = _holidays("MO", ("government",), ("Afternoon",)), _holidays("MO", ("government",), ())

    assert date(2026, 12, 31) in whole.names
    assert date(2026, 12, 31) not in half.names


def test_holidays_not_announced_yet_do_not_make_the_safe_day_later() -> None:
    event, length = date(2026, 12, 25), period("P17D")  # ends on Monday 11 January 2027, a holiday to come

    assert last_day(event, length, OFFICE, CALENDAR) == date(2027, 1, 12)
    assert last_day(event, length, OFFICE, CALENDAR, announced_only=True) == date(2027, 1, 11)


def test_counting_back_ends_on_a_working_day_before() -> None:
    assert last_day_before(date(2026, 11, 30), period("P7D"), OFFICE, CALENDAR) == date(2026, 11, 20)
    assert last_day_before(date(2026, 11, 27), period("P7D"), OFFICE, CALENDAR) == date(2026, 11, 20)


def test_year_outside_the_calendars_is_said_plainly() -> None:
    with pytest.raises(InputError, match="outside the years 1979 to 2049"):
        end("2049-12-30", "P7D", OFFICE)


# --- for every rule ---------------------------------------------------------------------------------------------------

DAYS = st.dates(date(1985, 1, 1), date(2045, 1, 1))
RULES = st.builds(
    CountingVersion,
    st.just(date(1979, 1, 1)),
    st.none(),
    st.sampled_from(("next", "same")),
    st.sampled_from(("eve", "same day")),
    st.lists(st.sampled_from(("saturday", "sunday", "public holiday", "jp.year_end")), unique=True, max_size=4).map(
        tuple
    ),
    st.sampled_from(("next working day", "stays")),
    st.sampled_from((0, 6)),
)
LENGTHS = st.one_of(
    st.integers(1, 400).map(lambda n: Period(n, "days")),
    st.integers(1, 24).map(lambda n: Period(n, "months")),
    st.integers(1, 3).map(lambda n: Period(n, "years")),
)


@given(DAYS, st.integers(0, 400), LENGTHS, RULES)
def test_later_event_never_ends_earlier(event: date, later: int, length: Period, rule: CountingVersion) -> None:
    assert last_day(event, length, rule, CALENDAR) <= last_day(event + timedelta(days=later), length, rule, CALENDAR)


@given(DAYS, LENGTHS, RULES, st.integers(0, 40))
def test_adding_a_closure_never_shortens(event: date, length: Period, rule: CountingVersion, offset: int) -> None:
    before = last_day(event, length, rule, CALENDAR)
    closed = replace(CALENDAR, closed=frozenset({before + timedelta(days=offset - 20), before}))

    assert last_day(event, length, rule, closed) >= before


@given(DAYS, LENGTHS, RULES)
def test_safe_day_is_never_later(event: date, length: Period, rule: CountingVersion) -> None:
    assert last_day(event, length, rule, CALENDAR, announced_only=True) <= last_day(event, length, rule, CALENDAR)


@given(DAYS, st.integers(1, 400))
def test_counting_back_and_forth_agree(event: date, days: int) -> None:
    length = Period(days, "days")

    assert last_day_before(last_day(event, length, PLAIN, CALENDAR), length, PLAIN, CALENDAR) == event


@given(DAYS, LENGTHS, RULES)
def test_last_day_is_a_working_day_where_it_moves(event: date, length: Period, rule: CountingVersion) -> None:
    found = last_day(event, length, replace(rule, at_rest="next working day"), CALENDAR)

    assert not CALENDAR.is_rest(found, rule.rest_days)


def test_calendar_without_holidays_knows_none() -> None:
    bare = Calendar(PLACE, {}, Holidays({}, frozenset()))

    assert end("2026-11-16", "P7D", replace(OFFICE, rest_days=("public holiday",)), bare) == "2026-11-23"
