"""Open, closed or not known: by the usual hours, the holidays of the place, and rules that do not fit."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from asylia.directory.match_wish import Wish
from asylia.directory.model import WEEKDAYS, Schedule, Support
from asylia.directory.opening import Hours, Why, opening_of, together
from tests.directory.personas import calendar, found_for, moment

OPEN, CLOSED, UNKNOWN = Hours.OPEN, Hours.CLOSED, Hours.UNKNOWN
WORKDAYS = ("MO", "TU", "WE", "TH", "FR")


def hours(
    freq: str = "WEEKLY",
    byday: tuple[str, ...] = WORKDAYS,
    opens: str = "10:00",
    closes: str = "17:00",
    valid: tuple[date | None, date | None] = (None, None),
    description: str = "",
) -> Schedule:
    from_to = [time.fromisoformat(text) if text else None for text in (opens, closes)]
    return Schedule("office", freq, byday, from_to[0], from_to[1], *valid, description, "", Support(()), 1)


def state(schedule: Schedule, at: str, place: str = "JP") -> tuple[Hours, Why] | None:
    found = opening_of(schedule, datetime.fromisoformat(at), calendar(place))
    return (found.state, found.why) if found else None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T09:59", CLOSED),
        ("2026-11-24T10:00", OPEN),
        ("2026-11-24T16:59", OPEN),
        ("2026-11-24T17:00", CLOSED),
        ("2026-11-28T12:00", CLOSED),
        ("2026-11-29T12:00", CLOSED),
    ],
)
def test_usual_hours(at: str, expected: Hours) -> None:
    assert state(hours(), at) == (expected, Why.NONE)


@pytest.mark.parametrize(
    ("place", "day", "ordinary"),
    [
        ("JP", "2026-11-23", "2026-11-24"),  # Labour Thanksgiving Day
        ("JP", "2026-12-30", "2026-12-28"),  # offices close at the end of the year
        ("KR", "2026-09-25", "2026-09-28"),  # Chuseok
        ("CN", "2026-10-01", "2026-10-08"),  # National Day
        ("HK", "2026-12-25", "2026-12-28"),
        ("MO", "2026-12-21", "2026-12-28"),
    ],
)
def test_on_a_holiday_of_the_place_it_is_not_known(place: str, day: str, ordinary: str) -> None:
    every_day = hours(byday=(*WORKDAYS, "SA", "SU"))

    assert state(every_day, f"{day}T12:00", place) == (UNKNOWN, Why.HOLIDAY)
    assert state(every_day, f"{day}T20:00", place) == (CLOSED, Why.NONE)
    assert state(every_day, f"{ordinary}T12:00", place) == (OPEN, Why.NONE)


def test_a_holiday_of_another_place_is_an_ordinary_day() -> None:
    assert state(hours(), "2026-11-23T12:00", "KR") == (OPEN, Why.NONE)


def test_a_weekend_that_is_worked_in_exchange_is_not_known() -> None:
    worked = min(day for day in calendar("CN").holidays.worked if day >= date(2026, 1, 1))

    assert worked.weekday() >= 5
    assert state(hours(), f"{worked}T12:00", "CN") == (UNKNOWN, Why.HOLIDAY)
    assert state(hours(), f"{worked}T12:00", "JP") == (CLOSED, Why.NONE)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T21:59", CLOSED),
        ("2026-11-24T22:00", OPEN),
        ("2026-11-25T00:00", OPEN),
        ("2026-11-25T05:59", OPEN),
        ("2026-11-25T06:00", CLOSED),
        ("2026-11-26T03:00", CLOSED),
    ],
)
def test_hours_over_midnight_belong_to_the_day_on_which_they_begin(at: str, expected: Hours) -> None:
    assert state(hours(byday=("TU",), opens="22:00", closes="06:00"), at) == (expected, Why.NONE)


def test_a_night_that_begins_on_a_holiday_is_not_known_until_it_ends() -> None:
    night = hours(byday=("MO", "TU"), opens="22:00", closes="06:00")

    assert state(night, "2026-11-24T03:00") == (UNKNOWN, Why.HOLIDAY)
    assert state(night, "2026-11-25T03:00") == (OPEN, Why.NONE)


def test_from_an_hour_to_the_same_hour_is_a_whole_day() -> None:
    assert state(hours(byday=("TU",), opens="08:00", closes="08:00"), "2026-11-25T07:59") == (OPEN, Why.NONE)
    assert state(hours(byday=("TU",), opens="08:00", closes="08:00"), "2026-11-25T08:00") == (CLOSED, Why.NONE)


def test_what_never_closes_is_open_on_holidays_too() -> None:
    every_day = hours(byday=WEEKDAYS, opens="00:00", closes="00:00")

    for at in ("2026-11-23T00:00", "2026-11-23T12:00", "2026-12-31T23:59", "2027-01-01T03:00"):
        assert state(every_day, at) == (OPEN, Why.NONE)


@pytest.mark.parametrize(
    "almost",
    [
        hours(byday=WEEKDAYS[1:], opens="00:00", closes="00:00"),
        hours(byday=WEEKDAYS, opens="00:00", closes="23:59"),
        hours(byday=WEEKDAYS, opens="08:00", closes="08:00"),
        hours("MONTHLY", WEEKDAYS, opens="00:00", closes="00:00"),
    ],
)
def test_what_closes_at_any_time_is_not_known_on_a_holiday(almost: Schedule) -> None:
    assert state(almost, "2026-11-23T12:00") != (OPEN, Why.NONE)


@pytest.mark.parametrize(
    ("byday", "day", "expected"),
    [
        (("1TU",), "2026-12-01", (OPEN, Why.NONE)),
        (("1TU",), "2026-12-08", (CLOSED, Why.NONE)),
        (("4TU",), "2026-11-24", (OPEN, Why.NONE)),
        (("-1FR",), "2026-11-27", (OPEN, Why.NONE)),
        (("-1FR",), "2026-11-20", (CLOSED, Why.NONE)),
        (("TU",), "2026-12-01", (UNKNOWN, Why.NO_HOURS)),
        (("TU",), "2026-12-02", (CLOSED, Why.NONE)),
    ],
)
def test_monthly_rules(byday: tuple[str, ...], day: str, expected: tuple[Hours, Why]) -> None:
    assert state(hours("MONTHLY", byday), f"{day}T12:00") == expected


def test_outside_its_season_a_schedule_says_nothing() -> None:
    june = hours(valid=(date(2026, 6, 1), date(2026, 6, 30)))

    assert state(june, "2026-06-30T12:00") == (OPEN, Why.NONE)
    assert state(june, "2026-07-01T12:00") is None
    assert state(june, "2026-05-29T12:00") is None


def test_words_without_a_rule_leave_it_open() -> None:
    assert state(hours("", (), "", "", description="by appointment"), "2026-11-24T12:00") == (UNKNOWN, Why.NO_HOURS)
    assert state(hours("", (), description="daily"), "2026-11-24T12:00") == (UNKNOWN, Why.NO_HOURS)
    sundays = hours(byday=("SU",), opens="", closes="", description="hours not seen")
    assert state(sundays, "2026-11-29T12:00") == (UNKNOWN, Why.NO_HOURS)
    assert state(sundays, "2026-11-24T12:00") == (CLOSED, Why.NONE)


def test_several_schedules_together() -> None:
    at = datetime.fromisoformat("2026-11-24T12:00")
    day, night, words = (
        opening_of(schedule, at, None)
        for schedule in (hours(), hours(opens="22:00", closes="23:00"), hours("", (), "", "", description="x"))
    )
    assert day is not None
    assert night is not None
    assert words is not None

    assert together([night, day]) == (OPEN, Why.NONE)
    assert together([night]) == (CLOSED, Why.NONE)
    assert together([night, words]) == (UNKNOWN, Why.NO_HOURS)
    assert together([]) == (UNKNOWN, Why.NO_HOURS)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 1, tzinfo=UTC),
        datetime(2026, 11, 23, 20, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(hours=8))),
    ],
)
def test_a_moment_of_another_zone_is_that_of_the_place(at: datetime) -> None:
    """Ten in the morning of Tuesday in Tokyo; where summer time is kept, it is so all the same."""
    found = found_for(Wish("JP", date(2026, 11, 24), ("legal.documents_help",), moment=at))
    jar = next(hit for hit in found.hits if hit.organization.id == "jar")

    assert found.hours(jar) == (OPEN, Why.NONE)


def test_only_a_day_says_nothing_of_the_hour() -> None:
    found = found_for(Wish("JP", date(2026, 11, 24), ("legal.documents_help",)))

    assert found.hours(found.hits[0]) == (UNKNOWN, Why.NO_MOMENT)


def test_the_desk_of_an_organisation_at_places_with_two_zones_is_not_known() -> None:
    found = found_for(Wish("JP", date(2026, 11, 24), ("settle",), moment=moment("JP", "2026-11-24T10:00")))
    body = next(hit for hit in found.hits if hit.organization.id == "lfnkr")

    assert found.hours(body) == (UNKNOWN, Why.NO_HOURS)
