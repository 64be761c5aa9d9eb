"""The law through time: every change on its day, and what one day has that another lacks."""

from __future__ import annotations

from datetime import date

from asylia.lawbook.history import difference, history_of
from asylia.lawbook.law import Lawbook


def test_complementary_protection_begins_on_its_day(lawbook: Lawbook) -> None:
    begun = [
        c for c in history_of(lawbook.data, "JP") if c.provision and c.provision.id == "jp.complementary_protection"
    ]

    assert [(date(2023, 12, 1), "begins")] == [(change.day, change.does) for change in begun]


def test_a_version_that_follows_another_is_a_change_and_no_end(lawbook: Lawbook) -> None:
    of_review = [
        c for c in history_of(lawbook.data, "JP") if c.provision and c.provision.id == "jp.refugee_recognition"
    ]

    assert [(date(1982, 1, 1), "begins"), (date(2005, 5, 16), "changes")] == [(c.day, c.does) for c in of_review]


def test_treaties_stand_in_the_history(lawbook: Lawbook) -> None:
    bound = {c.treaty: c.day for c in history_of(lawbook.data, "JP") if c.does == "treaty binds"}

    assert date(1982, 1, 1) == bound["refugee-convention"]


def test_history_is_in_the_order_of_time(lawbook: Lawbook) -> None:
    for place in ("JP", "KR", "CN", "HK", "MO"):
        days = [change.day for change in history_of(lawbook.data, place)]
        assert days
        assert sorted(days) == days


def test_days_with_the_same_law_do_not_differ(lawbook: Lawbook) -> None:
    assert difference(lawbook.data, "JP", date(2024, 6, 11), date(2024, 6, 12)) == []


def test_the_difference_names_what_began_and_what_changed(lawbook: Lawbook) -> None:
    changes = difference(lawbook.data, "JP", date(2023, 11, 30), date(2023, 12, 1))
    does = {change.provision.id: change.does for change in changes if change.provision}

    assert does["jp.complementary_protection"] == "begins"
    assert does["jp.temporary_refuge_landing"] == "changes"
    assert "jp.naturalisation" not in does
