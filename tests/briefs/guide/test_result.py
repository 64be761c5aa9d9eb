"""The result: what to keep, do and use, each with its reasons; never nothing, never a verdict."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.result import SURE, resting_contacts, result_of, urgent_contacts
from asylia.briefs.guide.talk import PLACE, Chosen, Talk
from asylia.directory.match_index import Index, Listed
from asylia.directory.opening import Hours
from asylia.logic.values import WhyUnknown
from tests.briefs.guide.people import PLACES, walk

MOMENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def _chosen(*ids: str) -> Chosen:
    return Chosen(frozenset(ids))


def _refused(guide: Guide, *needs: str) -> Talk:
    talk = guide.answered(Talk(), PLACE, "JP")
    for name, ids in (("where", ("inside",)), ("stage", ("refused",)), ("letters", ()), ("needs", needs)):
        talk = guide.answered(talk, name, _chosen(*ids))
    return guide.answered(talk, "first_decision_received_on", date(2026, 11, 20))


@pytest.mark.parametrize("place", PLACES)
def test_g13_every_item_carries_the_ids_of_its_reasons(guide: Guide, index: Index, place: str) -> None:
    for seed in range(12):
        talk = list(walk(guide, place, seed))[-1].talk
        result = result_of(guide, talk, index, MOMENT)

        assert all(reasons for name, reasons in result.ids().items() if not name.startswith("paper")), result.ids()
        asked = set(talk.replies)
        assert {name for way in (*result.ways, *result.more_ways) for name in way.because} <= asked


@pytest.mark.parametrize("place", PLACES)
def test_g5_and_g14_who_said_nothing_still_finds_help(guide: Guide, index: Index, place: str) -> None:
    result = result_of(guide, Talk(place, {PLACE: place}), index, MOMENT)

    assert result.contacts[0].first or result.contacts[0].instead
    assert result.stages == ("open",)
    assert {way.sure for way in result.ways} <= {"not"}


def test_g14_who_does_not_say_where_finds_the_first_contact_of_each_place(guide: Guide, index: Index) -> None:
    result = result_of(guide, Talk("", {PLACE: WhyUnknown.PERSON_DOES_NOT_KNOW}), index, MOMENT)

    assert [found.wish.place for found in result.contacts] == list(PLACES)
    assert all(found.first or found.instead for found in result.contacts)


@pytest.mark.parametrize("place", PLACES)
def test_g14_every_urgent_need_leads_to_somebody(guide: Guide, index: Index, place: str) -> None:
    for urgent in guide.plan.now:
        (found,) = urgent_contacts(guide, index, urgent.id, place, MOMENT)

        assert found.first or found.instead, (place, urgent.id)


PAUSES = ("health.mental", "safety.violence")
NIGHT = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
"""Between two and three in the morning at all five places, on a Saturday."""


def _voices(listed: Listed) -> list[str]:
    return [phone.e164 or phone.short_code for phone in listed.organization.phones if phone.type not in ("fax", "chat")]


def test_w6_the_guide_pauses_after_violence_and_after_despair(guide: Guide) -> None:
    assert {choice.pause for one in guide.plan.sets.values() for choice in one.choices} - {""} == set(PAUSES)


@pytest.mark.parametrize("need", PAUSES)
@pytest.mark.parametrize("place", PLACES)
def test_w6_the_pause_shows_a_line_to_call_that_cannot_detain(
    guide: Guide, index: Index, place: str, need: str
) -> None:
    for moment in (MOMENT, NIGHT):
        found = resting_contacts(guide, index, Talk(place, {PLACE: place}), need, moment)
        line = found.first[0]

        assert line.needs == {need: need}
        assert line.organization.kind != "government"
        assert line.organization.publish != "hold"
        assert _voices(line.listed), line.organization.id
        assert found.hours(line)[0] is not Hours.CLOSED


@pytest.mark.parametrize("place", PLACES)
def test_who_needs_a_doctor_now_sees_an_ambulance(guide: Guide, index: Index, place: str) -> None:
    (found,) = urgent_contacts(guide, index, "doctor", place, MOMENT)
    ambulance = found.first[0]

    assert ambulance.needs["health.emergency"] == "health.emergency"
    assert _voices(ambulance.listed)


@pytest.mark.parametrize("place", PLACES)
def test_who_meets_violence_now_sees_a_line_against_it_first(guide: Guide, index: Index, place: str) -> None:
    (found,) = urgent_contacts(guide, index, "violence", place, MOMENT)

    assert found.first[0].needs["safety.violence"] == "safety.violence"


def test_g11_the_first_date_is_the_one_to_keep_first(guide: Guide, index: Index) -> None:
    result = result_of(guide, _refused(guide), index, MOMENT)

    assert ("jp.review_request", date(2026, 11, 27)) == (result.dates[0].limit.id, result.dates[0].act_by)


def test_g11_without_a_letter_there_is_no_date_but_a_question_for_its_day(guide: Guide, index: Index) -> None:
    talk = guide.answered(_refused(guide), "first_decision_received_on", WhyUnknown.PERSON_DOES_NOT_KNOW)
    result = result_of(guide, talk, index, MOMENT)

    assert result.dates == ()


def test_f6_days_are_those_of_the_place(guide: Guide) -> None:
    zones = {place: guide.lawbook.data.tables.timetables[place].calendar.zone for place in PLACES}

    assert zones["JP"] == "Asia/Tokyo"
    assert len(set(zones.values())) >= 4


def test_p11_a_state_that_looks_for_the_person_warns_before_contacts(guide: Guide, index: Index) -> None:
    warned = result_of(guide, _refused(guide, "own_state"), index, MOMENT)
    other = result_of(guide, _refused(guide, "bed"), index, MOMENT)

    assert "own_state" in warned.contacts[0].warnings
    assert "own_state" not in other.contacts[0].warnings


def test_p9_without_a_permit_an_office_that_can_detain_never_comes_first(guide: Guide, index: Index) -> None:
    talk = guide.answered(_refused(guide, "lawyer"), "holds_status_of_residence", False)
    found = result_of(guide, talk, index, MOMENT).contacts[0]

    assert "no_status" in found.wish.audience
    assert not any(hit.is_last for hit in found.first)


@pytest.mark.parametrize("place", PLACES)
def test_g12_a_way_is_one_of_three_degrees_sure(guide: Guide, index: Index, place: str) -> None:
    for seed in range(12):
        talk = list(walk(guide, place, seed))[-1].talk
        result = result_of(guide, talk, index, MOMENT)

        assert {way.sure for way in (*result.ways, *result.more_ways)} <= set(SURE)
        sure = [SURE.index(way.sure) for way in result.ways]
        assert sorted(sure) == sure


def test_a_way_that_is_closed_is_not_shown(guide: Guide, index: Index) -> None:
    talk = guide.answered(Talk(), PLACE, "JP")
    talk = guide.answered(talk, "where", _chosen("elsewhere"))
    result = result_of(guide, talk, index, MOMENT)

    assert all(way.finding.exact != "no" for way in (*result.ways, *result.more_ways))
    assert "jp.provisional_stay" not in {way.finding.provision.id for way in (*result.ways, *result.more_ways)}


@pytest.mark.parametrize("place", PLACES)
def test_w1_papers_name_no_wounding_fact(guide: Guide, index: Index, place: str) -> None:
    facts = guide.lawbook.data.facts
    for seed in range(6):
        result = result_of(guide, list(walk(guide, place, seed))[-1].talk, index, MOMENT)

        assert all(facts[name].sensitivity < 3 for paper in result.papers for name in paper.facts)
