"""Due days: every state with the case that just makes it and the one that just does not, and what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest

from asylia.deadlines.due import Counted, Reckoning, due_dates
from asylia.errors import InputError
from asylia.lawbook.procedure import (
    Limit,
    LimitVersion,
    Run,
)
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, WhyUnknown
from tests.deadlines.small_timetable import (
    BEFORE,
    CALENDAR,
    COUNTING,
    EVENTS,
    PLAIN,
    START,
    TIMETABLE,
    WEEK,
    between,
    day,
    limit,
    only,
    reckoned,
)

# --- states -----------------------------------------------------------------------------------------------------------

NOTICE: dict[str, Answer] = {"notice_on": day("2026-11-02")}  # ends on Monday 9 November
BOUNDED: dict[str, Answer] = {"notice_on": between("2026-11-02", "2026-11-04")}  # ends between 9 and 11 November
STATE_CASES: Mapping[str, tuple[str, Mapping[str, Answer], str]] = {
    "on the last day": ("running", NOTICE, "2026-11-09"),
    "on the day after": ("passed", NOTICE, "2026-11-10"),
    "on the earliest day on which it may end": ("running", BOUNDED, "2026-11-09"),
    "when it may have ended": ("may have passed", BOUNDED, "2026-11-10"),
    "on the latest day on which it may end": ("may have passed", BOUNDED, "2026-11-11"),
    "when it has ended whatever the day was": ("passed", BOUNDED, "2026-11-12"),
    "without a bound on its end": ("may have passed", {"notice_on": between("2026-11-02", None)}, "2030-01-01"),
    "may have ended long ago": ("waiting", {"notice_on": between(None, "2026-11-04")}, "2026-11-11"),
    "began so early that it has ended": ("passed", {"notice_on": between(None, "2026-11-04")}, "2026-11-12"),
    "a bound past all calendars": ("running", {"notice_on": between("2026-11-02", "9999-12-31")}, "2026-11-09"),
    "nothing known of the event": ("waiting", {}, "2026-11-02"),
    "not yet happened": ("waiting", {"notice_on": WhyUnknown.NOT_YET_HAPPENED}, "2026-11-02"),
    "done on the last day": ("kept", NOTICE | {"done_on": day("2026-11-09")}, "2026-12-01"),
    "done on the day after": ("late", NOTICE | {"done_on": day("2026-11-10")}, "2026-12-01"),
    "done on the last day at the latest": ("kept", NOTICE | {"done_on": between(None, "2026-11-09")}, "2026-12-01"),
    "done on the day after at the earliest": ("late", NOTICE | {"done_on": between("2026-11-10", None)}, "2026-12-01"),
    "done about then": (
        "may have passed",
        NOTICE | {"done_on": between("2026-11-09", "2026-11-10")},
        "2026-12-01",
    ),
    "done at an unknown time later": (
        "may have passed",
        NOTICE | {"done_on": between("2026-11-09", None)},
        "2026-12-01",
    ),
    "done when it may have ended": ("may have passed", BOUNDED | {"done_on": day("2026-11-11")}, "2026-12-01"),
    "done when it had ended whatever the day was": ("late", BOUNDED | {"done_on": day("2026-11-12")}, "2026-12-01"),
    "done before it could end": ("kept", BOUNDED | {"done_on": day("2026-11-09")}, "2026-12-01"),
}
"""What: the state, what is known, the day assessed. Beside each case stands the one that just is not so."""


@pytest.mark.parametrize("what", STATE_CASES)
def test_state(what: str) -> None:
    state, answers, on = STATE_CASES[what]

    assert state == only(WEEK, answers, on).state


def test_without_limit_is_unlimited() -> None:
    free = limit(LimitVersion(START, None, (), "There is none."))

    assert (only(free, {}, "2026-11-02").state, only(free, {}, "2026-11-02").due) == ("unlimited", None)


def test_days_left_are_counted_to_the_safe_day() -> None:
    assert [only(WEEK, NOTICE, f"2026-11-{on:02}").days_left for on in (2, 9, 10)] == [7, 0, -1]


def test_limits_to_keep_come_first() -> None:
    named = [replace(limit(run), id=f"jp.{run.event}_{run.period}") for run in (
        Run("made", "P7D", counted_by=("plain",)), Run("notice", "P14D", counted_by=("plain",)),
        Run("notice", "P7D", counted_by=("plain",)), Run("arrest", "P7D", counted_by=("plain",)),
    )]  # fmt: skip
    answers = {"notice_on": day("2026-11-02"), "made_on": day("2026-10-01")}

    assert [due.limit.id for due in reckoned(named, answers, "2026-11-03")] == [
        "jp.notice_P7D", "jp.notice_P14D", "jp.arrest_P7D", "jp.made_P7D",
    ]  # fmt: skip


# --- whom it is for ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("applies", "states"), [(YES, ["running"]), (UNKNOWN, ["running"]), (NO, [])])
def test_limit_is_shown_unless_the_person_does_not_have_it(applies: Truth, states: list[str]) -> None:
    found = reckoned(limit(WEEK), NOTICE, "2026-11-02", applies=applies)

    assert [due.state for due in found] == states
    assert [due.applies for due in found] == [applies] * len(states)


def test_facts_on_which_it_hangs_are_named() -> None:
    [due] = reckoned(limit(WEEK), NOTICE, "2026-11-02", applies=UNKNOWN)

    assert due.depends_on == ("detained_now",)
    assert only(WEEK, NOTICE, "2026-11-02").depends_on == ()


@pytest.mark.parametrize("idle", [limit(WEEK), limit(LimitVersion(START, None, (), "There is none."))])
def test_open_limit_that_nothing_started_is_left_out(idle: Limit) -> None:
    assert reckoned(idle, {}, "2026-11-02", applies=UNKNOWN) == ()


# --- counting ---------------------------------------------------------------------------------------------------------


def test_earliest_end_of_several_runs_counts() -> None:
    suit = limit(Run("notice", "P6M", counted_by=("plain",)), Run("made", "P1Y", counted_by=("plain",)))
    notice = {"notice_on": day("2026-11-02")}

    assert only(suit, notice, "2026-11-02").due == day("2027-05-02")
    assert only(suit, notice, "2026-11-02").waits_for == ("made",)
    assert only(suit, notice | {"made_on": day("2026-05-02")}, "2026-11-02").due == day("2027-05-02")
    assert only(suit, notice | {"made_on": day("2026-05-01")}, "2026-11-02").due == day("2027-05-01")
    assert only(suit, notice | {"made_on": day("2026-05-01")}, "2026-11-02").events == ("notice", "made")


def test_limit_waits_only_for_days_that_are_not_known() -> None:
    suit = limit(Run("notice", "P6M", counted_by=("plain",)), Run("made", "P1Y", counted_by=("plain",)))

    waiting = only(suit, {"made_on": day("2026-05-02")}, "2027-05-02")

    assert (waiting.state, waiting.events, waiting.waits_for) == ("waiting", ("made",), ("notice",))
    assert only(suit, {"made_on": day("2026-05-02")}, "2027-05-03").state == "passed"  # whenever the notice came


def test_contested_counting_shows_both_days_and_keeps_the_earliest() -> None:
    contested = only(Run("notice", "P5D", counted_by=("office", "plain")), NOTICE, "2026-11-02")  # to a Saturday

    assert contested.readings == (
        Counted("leading", "office", "P5D", day("2026-11-09"), day("2026-11-09")),
        Counted("reading", "plain", "P5D", day("2026-11-07"), day("2026-11-07")),
    )
    assert (contested.due, contested.act_by) == (day("2026-11-09"), day("2026-11-07"))


def test_contested_counting_has_passed_only_by_every_reading() -> None:
    later = Run("notice", "P5D", counted_by=("plain", "office"))

    assert only(later, NOTICE, "2026-11-07").state == "running"
    assert only(later, NOTICE, "2026-11-09").state == "may have passed"
    assert only(later, NOTICE, "2026-11-10").state == "passed"


@pytest.mark.parametrize(
    ("done", "state"), [("2026-11-07", "kept"), ("2026-11-09", "may have passed"), ("2026-11-10", "late")]
)
def test_contested_counting_makes_nothing_late_that_a_reading_takes_as_kept(done: str, state: str) -> None:
    later = Run("notice", "P5D", counted_by=("plain", "office"))

    assert state == only(later, NOTICE | {"done_on": day(done)}, "2026-12-01").state


def test_several_runs_have_ended_with_the_first_that_has() -> None:
    suit = limit(Run("notice", "P6M", counted_by=("plain",)), Run("made", "P1Y", counted_by=("plain",)))
    known: dict[str, Answer] = {"notice_on": day("2026-01-15"), "made_on": between("2026-01-01", None)}

    assert [only(suit, known, on).state for on in ("2026-07-15", "2026-07-16")] == ["running", "passed"]


def test_uncertain_length_is_planned_for_the_shorter_one() -> None:
    uncertain = only(Run("notice", "P28D", counted_by=("plain",), plan_for="P14D"), NOTICE, "2026-11-02")

    assert [(way.kind, way.period) for way in uncertain.readings] == [("leading", "P28D"), ("plan for", "P14D")]
    assert (uncertain.due, uncertain.act_by) == (day("2026-11-30"), day("2026-11-16"))


@pytest.mark.parametrize(
    ("notice", "provisional", "due", "act_by"),
    [
        ("2026-12-24", False, "2026-12-31", "2026-12-31"),  # the last announced day
        ("2026-12-25", True, "2027-01-01", "2027-01-01"),
        ("2027-01-04", True, "2027-01-12", "2027-01-11"),  # over a holiday to come, which may not come
    ],
)
def test_holidays_to_come_make_it_provisional(notice: str, provisional: bool, due: str, act_by: str) -> None:
    found = only(WEEK, {"notice_on": day(notice)}, "2027-01-04")

    assert (found.provisional, found.due, found.act_by) == (provisional, day(due), day(act_by))


def test_rule_without_holidays_is_never_provisional() -> None:
    found = only(Run("notice", "P7D", counted_by=("plain",)), {"notice_on": day("2027-01-04")}, "2027-01-04")

    assert not found.provisional


def test_posted_notice_counts_as_received_after_its_days() -> None:
    posted = Run("notice", "P7D", counted_by=("plain",), served_by="post")

    on_friday = only(posted, {"notice_on": day("2026-11-06")}, "2026-11-06")

    assert (on_friday.received, on_friday.due) == (day("2026-11-09"), day("2026-11-16"))
    assert only(posted, {"notice_on": day("2026-11-05")}, "2026-11-06").received == day("2026-11-09")  # not on a Sunday
    assert only(WEEK, NOTICE, "2026-11-06").received is None


def test_counting_back_ends_before_the_event() -> None:
    ahead = Run("hearing", "P7D", before=True, counted_by=("before",))

    assert only(ahead, {"hearing_on": day("2026-11-30")}, "2026-11-02").due == day("2026-11-20")  # over the holiday
    assert only(ahead, {"hearing_on": day("2026-11-27")}, "2026-11-02").due == day("2026-11-20")


def test_counting_back_may_end_before_its_rule_began() -> None:
    young = {"before": replace(COUNTING["before"], versions=(replace(BEFORE, start=date(2013, 7, 1)),))}
    ahead = limit(Run("hearing", "P7D", before=True, counted_by=("before",)))
    [found] = due_dates(
        Reckoning(
            replace(TIMETABLE, limits={ahead.id: ahead}, counting=young), CALENDAR, EVENTS,
            {"hearing_on": day("2013-07-05")}, {}, day("2013-07-01"), lambda limit: YES, lambda limit: (),
        )
    )  # fmt: skip

    assert found.due == day("2013-06-28")


def test_holiday_to_come_brings_a_limit_counted_back_forward() -> None:
    ahead = Run("hearing", "P7D", before=True, counted_by=("before",))

    found = only(ahead, {"hearing_on": day("2027-01-18")}, "2027-01-04")

    assert (found.due, found.act_by, found.provisional) == (day("2027-01-08"), day("2027-01-08"), True)


def test_day_that_is_set_is_itself_the_last_one() -> None:
    found = only(Run("hearing"), {"hearing_on": day("2026-11-22")}, "2026-11-02")  # a Sunday

    assert (found.due, found.act_by, found.provisional) == (day("2026-11-22"), day("2026-11-22"), False)
    assert found.readings == (Counted("leading", "", "", day("2026-11-22"), day("2026-11-22")),)


def test_period_before_every_counting_rule_is_said_plainly() -> None:
    old = limit(LimitVersion(date(1970, 1, 1), None, (Run("notice", "P9Y", counted_by=("plain",)),)))
    young = {"plain": replace(COUNTING["plain"], versions=(replace(PLAIN, start=date(1990, 1, 1)),))}
    reckoning = Reckoning(
        replace(TIMETABLE, limits={old.id: old}, counting=young), CALENDAR, EVENTS,
        {"notice_on": day("1985-01-01")}, {}, day("1985-01-02"), lambda limit: YES, lambda limit: (),
    )  # fmt: skip

    with pytest.raises(InputError, match="the rule plain does not say how to count from 1985-01-01"):
        due_dates(reckoning)


# --- hours ------------------------------------------------------------------------------------------------------------

HOURS = Run("arrest", "PT48H")


def test_hours_run_from_the_moment_in_the_time_of_the_place() -> None:
    moment = datetime.fromisoformat("2026-11-20T13:10+00:00")

    [found] = reckoned(
        limit(HOURS), {"arrest_on": day("2026-11-20")}, "2026-11-20", moments={"arrest_on": moment}
    )  # fmt: skip

    assert found.due_at == datetime.fromisoformat("2026-11-22T22:10+09:00")
    assert (str(found.due_at), found.due, found.act_by) == ("2026-11-22 22:10:00+09:00", *[day("2026-11-22")] * 2)


def test_hours_run_from_the_first_moment_of_a_day_without_one() -> None:
    found = only(HOURS, {"arrest_on": day("2026-11-20")}, "2026-11-20")

    assert found.due_at == datetime.fromisoformat("2026-11-22T00:00+09:00")


def test_moment_of_another_day_is_not_the_one_given() -> None:
    [found] = reckoned(
        limit(HOURS), {"arrest_on": day("2026-11-20")}, "2026-11-20",
        moments={"arrest_on": datetime.fromisoformat("2026-11-18T22:10+09:00")},
    )  # fmt: skip

    assert found.due_at == datetime.fromisoformat("2026-11-22T00:00+09:00")


def test_hours_move_over_no_holiday() -> None:
    assert only(HOURS, {"arrest_on": day("2026-11-21")}, "2026-11-21").due == day("2026-11-23")
    assert only(WEEK, NOTICE, "2026-11-02").due_at is None


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_bounds_give_the_earliest_day_and_no_lawful_one() -> None:
    found = only(WEEK, BOUNDED, "2026-11-02")

    assert (found.due, found.act_by) == (None, day("2026-11-09"))


def test_bounds_that_meet_are_a_day() -> None:
    assert only(WEEK, {"notice_on": between("2026-11-02", "2026-11-02")}, "2026-11-02").due == day("2026-11-09")


# --- versions ---------------------------------------------------------------------------------------------------------

SEVEN, THIRTY = WEEK, Run("notice", "P30D", counted_by=("plain",))
REFORMED = limit(
    LimitVersion(date(2000, 1, 1), date(2013, 6, 30), (SEVEN,)), LimitVersion(date(2013, 7, 1), None, (THIRTY,))
)
"""Seven days for notices until June 2013, thirty since."""
FREED = limit(
    LimitVersion(START, date(2005, 5, 15), (SEVEN,)), LimitVersion(date(2005, 5, 16), None, (), "There is none.")
)
"""Seven days until May 2005, none since."""


@pytest.mark.parametrize(
    ("notice", "due"),
    [
        pytest.param("2013-06-30", "2013-07-08", id="last day of the old version"),
        pytest.param("2013-07-01", "2013-07-31", id="first day of the new version"),
    ],
)
def test_day_of_the_event_picks_the_version(notice: str, due: str) -> None:
    assert only(REFORMED, {"notice_on": day(notice)}, "2013-07-02").due == day(due)


def test_day_assessed_picks_the_version_while_nothing_is_known() -> None:
    assert [only(FREED, {}, on).state for on in ("2005-05-15", "2005-05-16")] == ["waiting", "unlimited"]
    assert reckoned(REFORMED, {}, "1999-12-31") == ()


def test_bounds_over_two_versions_give_the_earliest_day_of_both() -> None:
    shortened = limit(LimitVersion(START, date(2013, 6, 30), (THIRTY,)), LimitVersion(date(2013, 7, 1), None, (SEVEN,)))

    found = only(shortened, {"notice_on": between("2013-06-20", "2013-07-03")}, "2013-07-01")

    assert (found.due, found.act_by) == (None, day("2013-07-08"))  # 1 July and seven days, before 20 June and thirty


@pytest.mark.parametrize(("on", "state"), [("2013-08-05", "may have passed"), ("2013-08-10", "passed")])
def test_bounds_over_two_versions_have_passed_only_by_both(on: str, state: str) -> None:
    assert only(REFORMED, {"notice_on": between("2013-06-20", "2013-07-10")}, on).state == state


def test_bounds_into_a_time_without_limit_never_make_it_passed() -> None:
    assert only(FREED, {"notice_on": between("2005-05-01", "2005-05-15")}, "2026-11-02").state == "passed"
    assert only(FREED, {"notice_on": between("2005-05-01", "2005-05-16")}, "2026-11-02").state == "may have passed"
    assert only(FREED, {"notice_on": between("2005-05-16", None)}, "2026-11-02").state == "unlimited"


def test_event_in_a_time_without_limit_asks_for_no_day() -> None:
    limited_later = limit(
        LimitVersion(START, date(2024, 6, 9), (), "There was none."), LimitVersion(date(2024, 6, 10), None, (SEVEN,))
    )

    assert only(limited_later, {"notice_on": day("2024-06-09")}, "2026-11-02").state == "unlimited"
    assert only(limited_later, {"notice_on": day("2024-06-10")}, "2026-11-02").state == "passed"


def test_event_before_every_version_starts_nothing() -> None:
    assert reckoned(REFORMED, {"notice_on": day("1999-12-31")}, "2026-11-02") == ()
    assert only(REFORMED, {"notice_on": day("2000-01-01")}, "2026-11-02").state == "passed"


# --- abolished limits -------------------------------------------------------------------------------------------------

ABOLISHED = limit(
    LimitVersion(START, date(2005, 5, 15), (Run("notice", "P60D", counted_by=("plain",)),), "", date(2005, 5, 15)),
    LimitVersion(date(2005, 5, 16), None, (), "There is none."),
)
LONG_AGO: Mapping[str, Answer] = {"notice_on": day("2003-01-01")}


@pytest.mark.parametrize(
    ("done", "on", "state"),
    [
        (None, "2005-05-15", "passed"),
        (None, "2005-05-16", "unlimited"),  # nobody who acts today is bound by it
        ("2004-01-01", "2026-01-01", "late"),  # what was done under it stays late
        ("2003-02-01", "2026-01-01", "kept"),
        ("2005-05-16", "2026-01-01", "unlimited"),
    ],
)
def test_abolished_limit_binds_only_what_was_done_under_it(done: str | None, on: str, state: str) -> None:
    answers = LONG_AGO if done is None else {**LONG_AGO, "done_on": day(done)}

    [due] = reckoned(ABOLISHED, answers, on)

    assert state == due.state


def test_abolished_limit_is_not_shown_as_passed_where_it_is_open_whom_it_binds() -> None:
    [due] = reckoned(ABOLISHED, LONG_AGO, "2026-01-01", applies=UNKNOWN)

    assert due.state == "unlimited"
