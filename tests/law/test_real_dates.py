"""Published decisions with the dates of their procedure: what was done in time then is in time here."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import Block, read_yaml
from tests.law.test_time_limits import reckoned

KEPT = [
    # case, limit, event, its key in the case, key of the day on which it was done, whether that was the last day
    ("hk-ca-2021-hkca178", "hk.appeal_to_court_of_appeal", "judicial_review_leave_refused", "leave_refused",
     "notice_of_appeal", True),
    ("jp-nagoya-hc-2016-uganda-opposition", "jp.suit_against_removal_order", "removal_order_received", "removal_order",
     "suit", True),
    ("jp-nagoya-hc-2016-uganda-opposition", "jp.review_request", "refusal_notice", "refusal", "objection", False),
    ("jp-tokyo-dc-2003-rohingya-airport", "jp.review_request", "refusal_notice", "notified", "objection", False),
    ("kr-2017-uganda-lesbian-arson", "kr.objection_refusal", "refusal_notice", "refusal", "objection", False),
    ("kr-idc-2016-syrian-airport-1", "kr.port_decision", "port_claim_handed_in", "application", "non_referral", True),
    ("kr-idc-2016-syrian-airport-2", "kr.port_decision", "port_claim_handed_in", "application", "non_referral", False),
]  # fmt: skip


def day_in(case: str, key: str) -> date:
    """A day among the facts of the procedure of a published case."""
    facts = read_yaml(data_folder("cases") / f"{case}.yaml", allow_null=True)["procedure_facts"]
    assert isinstance(facts, Block)
    return date.fromisoformat(str(facts[key]))


@pytest.mark.parametrize(("case", "limit", "event", "began", "done", "on_the_last_day"), KEPT)
def test_what_was_done_in_time_is_in_time(
    case: str, limit: str, event: str, began: str, done: str, on_the_last_day: bool
) -> None:
    place = {"hk": "HK", "jp": "JP", "kr": "KR"}[case[:2]]

    [due] = reckoned(place, {event: day_in(case, began)}, (limit,))

    assert due.due is not None
    assert day_in(case, done) <= due.due
    assert on_the_last_day is (day_in(case, done) == due.due)


def test_forty_eight_hours_of_macau_run_from_the_letter() -> None:
    [due] = reckoned(
        "MO", {"claim_filed": day_in("mo-tsi-2010-472", "letter_received")}, ("mo.inadmissibility_decision",)
    )

    assert due.due_at is not None
    assert date(2010, 2, 12) == due.due_at.date()
