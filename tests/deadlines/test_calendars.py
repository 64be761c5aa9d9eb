"""Calendars: which days are rest days at a place, and until when that is announced."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.deadlines.calendars import FIRST_YEAR, LAST_YEAR, Calendar, Holidays, calendar_of
from asylia.errors import InputError
from asylia.lawbook.procedure import CalendarOfPlace, Closure, Support, Timetable

PLACE = CalendarOfPlace("Asia/Tokyo", "JP", ("public",), announced_until=date(2026, 12, 31))
YEAR_END = Closure("jp.year_end", {"en": "Year-end"}, date(1989, 1, 1), None, ("12-29", "01-03"), (), Support())
SUMMER = Closure("jp.summer", {"en": "Summer"}, None, date(2026, 12, 31), ("08-10", "08-16"), (), Support())
STORM = Closure("jp.storm", {"en": "Storm"}, date(2024, 1, 1), None, None, (date(2024, 7, 9),), Support())
CLOSURES = {closure.id: closure for closure in (YEAR_END, SUMMER, STORM)}
HOLIDAYS = Holidays({date(2026, 11, 23): "Labour Thanksgiving", date(2027, 1, 11): "Coming of Age"}, frozenset())
CALENDAR = Calendar(PLACE, CLOSURES, HOLIDAYS)
TIMETABLE = Timetable(PLACE, {}, {}, {}, {})


def rests(days: Collection[str], kind: str, calendar: Calendar = CALENDAR) -> list[bool]:
    return [calendar.is_rest(date.fromisoformat(day), (kind,)) for day in days]


@pytest.mark.parametrize(
    ("kind", "resting", "working"),
    [
        pytest.param("saturday", ["2026-11-21"], ["2026-11-20", "2026-11-22"], id="Saturday"),
        pytest.param("sunday", ["2026-11-22"], ["2026-11-21", "2026-11-23"], id="Sunday"),
        pytest.param("public holiday", ["2026-11-23"], ["2026-11-22", "2026-11-24"], id="holiday"),
        pytest.param(
            "jp.year_end",
            ["2026-12-29", "2026-12-31", "2027-01-01", "2027-01-03"],
            ["2026-12-28", "2027-01-04"],
            id="closure over New Year",
        ),
        pytest.param("jp.summer", ["2026-08-10", "2026-08-16"], ["2026-08-09", "2026-08-17"], id="closure in a year"),
        pytest.param("jp.storm", ["2024-07-09"], ["2024-07-08", "2024-07-10", "2025-07-09"], id="dated closure"),
    ],
)
def test_rest_days_of_a_kind(kind: str, resting: list[str], working: list[str]) -> None:
    assert rests(resting, kind) == [True] * len(resting)
    assert rests(working, kind) == [False] * len(working)


def test_closures_hold_only_in_their_time() -> None:
    assert rests(["1988-12-31", "1989-01-01"], "jp.year_end") == [False, True]
    assert rests(["2026-08-10", "2027-08-10"], "jp.summer") == [True, False]


def test_days_told_to_be_closed_are_rest_days_of_every_kind() -> None:
    closed = calendar_of(TIMETABLE, [date(2026, 11, 24)])

    assert rests(["2026-11-24"], "sunday", closed) == [True]
    assert rests(["2026-11-25"], "sunday", closed) == [False]


def test_holidays_are_announced_until_a_day() -> None:
    assert [CALENDAR.is_announced(date(2026, 12, 31)), CALENDAR.is_announced(date(2027, 1, 1))] == [True, False]


def test_announced_holidays_alone_count_where_asked() -> None:
    known, to_come = date(2026, 11, 23), date(2027, 1, 11)

    assert [CALENDAR.is_rest(day, ("public holiday",)) for day in (known, to_come)] == [True, True]
    assert [CALENDAR.is_rest(day, ("public holiday",), announced_only=True) for day in (known, to_come)] == [
        True,
        False,
    ]


def test_closures_need_no_announcement() -> None:
    assert CALENDAR.is_rest(date(2027, 12, 31), ("jp.year_end",), announced_only=True)
    assert CALENDAR.is_rest(date(2027, 1, 16), ("saturday",), announced_only=True)


def test_weekends_to_come_may_be_worked_where_the_state_trades_them() -> None:
    trading = replace(CALENDAR, holidays=replace(HOLIDAYS, worked=frozenset({date(2026, 10, 10)})))
    saturdays = [date(2026, 10, 10), date(2026, 10, 17), date(2027, 1, 16)]

    assert [trading.is_rest(day, ("saturday",)) for day in saturdays] == [False, True, True]
    assert [trading.is_rest(day, ("saturday",), announced_only=True) for day in saturdays] == [False, True, False]


def test_day_that_closes_at_noon_is_a_working_day() -> None:
    whole = CalendarOfPlace("Asia/Macau", "MO", ("government",), date(2026, 12, 31))
    half = replace(whole, half_days=("Afternoon",))
    eves = ["2026-12-24", "2026-12-31"]

    assert rests(eves, "public holiday", calendar_of(replace(TIMETABLE, calendar=whole))) == [True, True]
    assert rests(eves, "public holiday", calendar_of(replace(TIMETABLE, calendar=half))) == [True, False]


def test_calendar_knows_the_zone_of_its_place() -> None:
    assert calendar_of(TIMETABLE).zone == ZoneInfo("Asia/Tokyo")


def test_holidays_of_all_years_known_are_there() -> None:
    constitution_days = [f"{year}-05-03" for year in (FIRST_YEAR, 2026, LAST_YEAR)]

    assert rests(constitution_days, "public holiday", calendar_of(TIMETABLE)) == [True] * 3


@pytest.mark.parametrize(
    "day", [date(FIRST_YEAR, 1, 1) - timedelta(days=1), date(LAST_YEAR, 12, 31) + timedelta(days=1)]
)
def test_day_outside_the_years_known_is_said_plainly(day: date) -> None:
    with pytest.raises(InputError, match=f"{day} lies outside the years 1979 to 2049"):
        CALENDAR.is_rest(day, ())


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
KINDS = ("saturday", "sunday", "public holiday", *CLOSURES)


@given(DAYS, st.sets(st.sampled_from(KINDS)), st.sets(st.sampled_from(KINDS)))
def test_more_kinds_never_make_fewer_rest_days(day: date, some: set[str], more: set[str]) -> None:
    assert CALENDAR.is_rest(day, some) <= CALENDAR.is_rest(day, some | more)


@given(DAYS, st.sets(st.sampled_from(KINDS)))
def test_what_is_not_announced_only_takes_rest_days_away(day: date, kinds: set[str]) -> None:
    assert CALENDAR.is_rest(day, kinds, announced_only=True) <= CALENDAR.is_rest(day, kinds)
