"""Due days: what holds for every limit and every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asylia.lawbook.procedure import (
    Limit,
    LimitVersion,
    Run,
)
from asylia.logic.values import Answer, Bounds
from tests.deadlines.small_timetable import CALENDAR, START, limit, reckoned

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
PERIODS = st.sampled_from(("P1D", "P7D", "P14D", "P30D", "P1M", "P3M", "P6M", "P1Y"))
FORWARD = st.lists(st.sampled_from(("plain", "office")), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def runs_of(draw: st.DrawFn, event: str) -> Run:
    """A run forward from an event, perhaps contested, planned shorter or served by post; or counted back."""
    if draw(st.booleans()):
        return Run(event, draw(PERIODS), before=draw(st.booleans()), counted_by=("before",))
    length = draw(PERIODS)
    shorter = ("",) if length == "P1D" else ("", "P5D")  # what is planned for is never longer than the period
    return Run(
        event,
        length,
        counted_by=draw(FORWARD),
        plan_for=draw(st.sampled_from(shorter)),
        served_by=draw(st.sampled_from(("", "post"))),
    )


def reform(old: Run, new: Run) -> Limit:
    """One run for events of 2026, another for later ones."""
    return limit(LimitVersion(START, date(2026, 12, 31), (old,)), LimitVersion(date(2027, 1, 1), None, (new,)))


LIMITS = st.one_of(
    st.builds(limit, runs_of("notice")),
    st.builds(limit, runs_of("notice"), runs_of("made")),
    st.builds(reform, runs_of("notice"), runs_of("notice")),
)


@given(LIMITS, DAYS, st.integers(0, 40), st.integers(0, 40), DAYS, st.none() | DAYS, DAYS)
def test_learning_the_exact_day_never_makes_the_safe_day_earlier(
    any_limit: Limit, notice: date, before: int, after: int, made: date, done: date | None, on: date
) -> None:
    around = Bounds(notice - timedelta(days=before), notice + timedelta(days=after))
    known: dict[str, Answer] = {"made_on": made}
    if done is not None:
        known["done_on"] = done

    [bounded] = reckoned(any_limit, known | {"notice_on": around}, on.isoformat())
    [exact] = reckoned(any_limit, known | {"notice_on": notice}, on.isoformat())

    assert bounded.act_by is not None
    assert exact.act_by is not None
    assert bounded.act_by <= exact.act_by
    if bounded.state in ("passed", "kept", "late"):
        assert bounded.state == exact.state  # what is settled never flips


@given(LIMITS, DAYS, DAYS, st.integers(0, 60), st.integers(0, 5))
def test_closed_days_never_shorten_what_is_counted_forward(
    any_limit: Limit, notice: date, made: date, offset: int, width: int
) -> None:
    answers = {"notice_on": notice, "made_on": made}
    [plain] = reckoned(any_limit, answers, "2026-01-01")
    assert plain.act_by is not None
    first = plain.act_by + timedelta(days=offset - 30)
    closed = frozenset(first + timedelta(days=more) for more in range(width))

    [after] = reckoned(any_limit, answers, "2026-01-01", calendar=replace(CALENDAR, closed=closed))

    back = {run.before or "before" in run.counted_by for run in plain.version.runs}
    assert after.act_by is not None
    if back == {False}:
        assert after.act_by >= plain.act_by
    if back == {True}:
        assert after.act_by <= plain.act_by  # counted back, a closed day brings the last one forward


@given(LIMITS, DAYS, DAYS, DAYS)
def test_days_go_by_and_states_only_move_on(any_limit: Limit, notice: date, made: date, on: date) -> None:
    answers = {"notice_on": notice, "made_on": made}
    found = [
        due.state for at in range(20) for due in reckoned(any_limit, answers, (on + timedelta(days=at)).isoformat())
    ]

    order = ("running", "may have passed", "passed")
    assert found == sorted(found, key=order.index)


@given(LIMITS, DAYS, DAYS)
def test_safe_day_is_never_later_than_any_reading(any_limit: Limit, notice: date, made: date) -> None:
    [due] = reckoned(any_limit, {"notice_on": notice, "made_on": made}, "2026-01-01")

    assert due.act_by is not None
    assert due.act_by <= min(min(way.due, way.act_by) for way in due.readings)
