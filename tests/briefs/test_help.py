"""Who can help in a case: what the case tells, warnings before contacts, the law first when a day is near."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.findings import Assessment
from asylia.briefs.help import help_beside, help_in
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.logic.values import Answer
from tests.directory.personas import first_ids, shipped

DAY = date(2026, 11, 24)


def assessed(lawbook: Lawbook, place: str, general: dict[str, Answer], here: dict[str, Answer]) -> Assessment:
    return assess(lawbook, CaseFile((place,), None, general, {place: here}), place, DAY)


def test_nothing_known_still_leads_somewhere(lawbook: Lawbook) -> None:
    for place in shipped().directory.timezones:
        found = help_in(assessed(lawbook, place, {}, {}), shipped())
        assert found.first or found.instead


def test_custody_and_stage_give_the_needs(lawbook: Lawbook) -> None:
    case = assessed(lawbook, "JP", {}, {"detained_now": True, "detained_for_immigration": True, "in_territory": True})
    wish = help_in(case, shipped()).wish

    assert wish.needs[:2] == ("detention.release", "detention.visit")
    assert "detained" in wish.audience
    assert "detention.release" not in help_in(assessed(lawbook, "JP", {}, {}), shipped()).wish.needs


@pytest.mark.parametrize(("fact", "need"), [("unaccompanied_child", "children.alone"), ("stateless", "stateless")])
def test_a_fact_gives_a_need_only_where_it_holds(fact: str, need: str, lawbook: Lawbook) -> None:
    for value in (True, False):
        found = help_in(assessed(lawbook, "JP", {fact: value}, {}), shipped())
        assert (need in found.wish.needs) is value


def test_p11_of_the_own_state_is_said_before_any_contact(lawbook: Lawbook) -> None:
    case = assessed(lawbook, "JP", {"persecutor_state": True}, {})
    beside = help_beside([case], shipped(), texts_in("en"))
    styles = [line.style for line in beside.help_lines["JP"]]

    assert [warning["id"] for warning in beside.help["JP"][0]["warnings"]] == ["own_state"]  # type: ignore[attr-defined]  # JSON
    assert styles.index("warning") < styles.index("finding")
    assert list(beside.help["JP"][0]).index("warnings") < list(beside.help["JP"][0]).index("first")
    assert not help_in(assessed(lawbook, "JP", {"persecutor_state": False}, {}), shipped()).warnings


def test_p9_without_a_permit_no_office_that_can_detain_is_first(lawbook: Lawbook) -> None:
    found = help_in(assessed(lawbook, "JP", {}, {"overstayed": True, "in_territory": True}), shipped())

    assert "no_status" in found.wish.audience
    assert not any(hit.listed.is_authority for hit in found.first)


def test_a_running_limit_brings_the_law_first(lawbook: Lawbook) -> None:
    fact = lawbook.data.events["refusal_notice"].fact
    here: dict[str, Answer] = {"in_territory": True, "first_instance_refused": True, fact: date(2026, 11, 20)}
    found = help_in(assessed(lawbook, "JP", {}, here), shipped())

    assert found.wish.deadline is not None
    assert found.wish.deadline <= date(2026, 11, 27)
    assert found.is_date_near
    assert found.first[0].for_date
    assert "jar" in first_ids(found)


def test_what_cannot_both_be_so_is_taken_as_not_known(lawbook: Lawbook) -> None:
    here: dict[str, Answer] = {"lawful_stay_now": True, "overstayed": True}
    try:
        case = assessed(lawbook, "JP", {}, here)
    except Exception:  # the law refuses it by itself
        return
    assert not {"no_status", "legal_stay"} & set(help_in(case, shipped()).wish.audience)


def test_ages_of_an_old_case_are_counted_from_the_compilation(lawbook: Lawbook) -> None:
    case = assess(lawbook, CaseFile(("JP",), None, {}, {}), "JP", date(2016, 7, 28))

    assert help_in(case, shipped()).wish.ages_on == shipped().directory.compiled
