"""Where a person stands: the stage meant by simple cases, custody beside it, and rights of now and after a grant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.standing import Standing, cells_of, columns_given_by, has_changed_between, steps_in_force
from asylia.assessment.standing_text import possible_grants
from asylia.lawbook.law import Lawbook
from asylia.lawbook.procedure import Step
from asylia.logic.values import Answer, WhyUnknown

DAY = date(2026, 11, 18)
Answers = dict[str, Answer]
REFUSED: Answers = {"first_decision_received_on": date(2026, 11, 16)}


def case_of(lawbook: Lawbook, place: str, answers: Answers) -> CaseFile:
    case = CaseFile((place,), None, {})
    for name, answer in answers.items():
        case = case.with_answer(lawbook.data.facts[name], answer, place)
    return case


def stands(lawbook: Lawbook, place: str, answers: Answers) -> Standing:
    return assess(lawbook, case_of(lawbook, place, answers), place, DAY, questions=False).standing


# --- stages -----------------------------------------------------------------------------------------------------------

STAGES: list[tuple[str, Answers]] = [
    # the stage, what is known
    ("jp.not_applied", {"in_territory": True, "applied_for_refugee_status": False}),
    ("jp.abroad", {"in_territory": False}),
    ("jp.port", {"procedure_stage": "port_screening"}),
    ("jp.first_instance", {"procedure_stage": "first_instance"}),
    ("jp.refused", {"first_instance_refused": True, **REFUSED}),
    ("jp.refused", REFUSED),
    ("jp.refused_unclear", {"first_instance_refused": True}),
    ("jp.review", {"procedure_stage": "objection", **REFUSED}),
    ("jp.district_court", {"procedure_stage": "first_court"}),
    ("jp.high_court", {"procedure_stage": "appeal_court"}),
    ("jp.supreme_court", {"procedure_stage": "supreme_court"}),
    ("jp.final", {"procedure_stage": "final"}),
    ("jp.removal_ordered", {"removal_order_issued": True}),
    ("jp.recognised_refugee", {"recognised_refugee_by_state": True}),
    ("jp.recognised_complementary", {"recognised_complementary": True}),
    ("jp.humanitarian_stay", {"humanitarian_stay_holder": True}),
    ("kr.not_applied", {"applied_for_refugee_status": False}),
    ("kr.port_screening", {"procedure_stage": "port_screening"}),
    ("kr.non_referred", {"port_referral_refused": True}),
    ("kr.first_instance", {"procedure_stage": "first_instance"}),
    ("kr.refused", REFUSED),
    ("kr.objection_pending", {"procedure_stage": "objection", **REFUSED}),
    ("kr.appeals_commission", {"procedure_stage": "administrative_appeal"}),
    ("kr.first_court", {"procedure_stage": "first_court"}),
    ("kr.appeal_court", {"procedure_stage": "appeal_court"}),
    ("kr.ended", {"procedure_stage": "final"}),
    ("kr.removal_ordered", {"removal_order_issued": True}),
    ("kr.order_while_pending", {"removal_order_issued": True, "procedure_stage": "first_instance"}),
    ("kr.recognised", {"recognised_refugee_by_state": True}),
    ("kr.humanitarian_holder", {"humanitarian_stay_holder": True}),
    ("cn.not_applied", {"applied_to_unhcr": False}),
    ("cn.requested", {"applied_to_unhcr": True}),
    ("cn.registered", {"applied_to_unhcr": True, "unhcr_decision_pending": True}),
    ("cn.review", {"procedure_stage": "objection"}),
    ("cn.closed", {"procedure_stage": "final"}),
    ("cn.sending_out", {"removal_order_issued": True}),
    ("cn.recognised", {"recognised_refugee_by_unhcr": True}),
    ("cn.humanitarian_resident", {"humanitarian_stay_holder": True}),
    ("cn.no_protection_for_north_koreans", {"north_korean_national": True}),
    ("hk.stay_not_ended", {"written_signification_given": False, "lawful_stay_now": True}),
    ("hk.not_applied", {"written_signification_given": False, "lawful_stay_now": False}),
    ("hk.not_applied", {"procedure_stage": "not_applied"}),
    ("hk.pending", {"procedure_stage": "first_instance"}),
    ("hk.refused", REFUSED),
    ("hk.board", {"procedure_stage": "objection", **REFUSED}),
    ("hk.rejected_by_board", {"claim_rejected_by_board": True}),
    ("hk.court_of_first_instance", {"procedure_stage": "first_court"}),
    ("hk.court_of_appeal", {"procedure_stage": "appeal_court"}),
    ("hk.removal_order", {"removal_order_issued": True}),
    ("hk.substantiated", {"claim_substantiated": True}),
    ("hk.recognised_by_unhcr", {"claim_substantiated": True, "recognised_refugee_by_unhcr": True}),
    ("hk.final", {"procedure_stage": "final"}),
    ("mo.not_applied", {"applied_for_refugee_status": False}),
    ("mo.pending", {"procedure_stage": "first_instance"}),
    ("mo.inadmissible", {"finding_inadmissible": True}),
    ("mo.refused", REFUSED),
    ("mo.court", {"procedure_stage": "first_court"}),
    ("mo.court_of_final_appeal", {"procedure_stage": "supreme_court"}),
    ("mo.final", {"procedure_stage": "final"}),
    ("mo.expulsion", {"removal_order_issued": True}),
    ("mo.recognised", {"recognised_refugee_by_state": True}),
]


@pytest.mark.parametrize(("stage", "answers"), [pytest.param(*known, id=known[0]) for known in STAGES])
def test_simple_case_stands_at_the_stage_meant(lawbook: Lawbook, stage: str, answers: Answers) -> None:
    found = stands(lawbook, stage[:2].upper(), answers).stage

    assert found is not None
    assert found.id == stage


@pytest.mark.parametrize("place", ["JP", "KR", "CN", "HK", "MO"])
def test_nothing_known_is_no_stage_and_may_be_each(lawbook: Lawbook, place: str) -> None:
    nothing = stands(lawbook, place, {})

    assert (nothing.stage, nothing.custody, nothing.columns) == (None, None, ())
    assert nothing.may_be == tuple(lawbook.data.tables.procedures[place].stages.values())


def test_stages_that_are_not_ruled_out_are_those_further_on(lawbook: Lawbook) -> None:
    open_review = stands(lawbook, "JP", {"procedure_stage": "objection"})
    settled = {"removed_from_territory": False, "resettled_refugee": False, "court_case_pending": False}
    recognised = {"recognised_refugee_by_state": False, "recognised_complementary": False}

    assert [stage.id for stage in open_review.may_be] == [
        "jp.removed", "jp.recognised_refugee", "jp.recognised_complementary", "jp.resettled", "jp.district_court",
    ]  # fmt: skip
    assert stands(lawbook, "JP", {"procedure_stage": "objection", **settled, **recognised}).may_be == ()


def test_reason_for_not_knowing_is_not_knowing(lawbook: Lawbook) -> None:
    why: Answers = {"recognised_refugee_by_state": WhyUnknown.PERSON_DOES_NOT_KNOW}

    assert stands(lawbook, "JP", why) == stands(lawbook, "JP", {})


# --- steps of a stage: those of the law of the day -----------------------------------------------------------------

SUPERVISION_BEGAN = date(2024, 6, 10)


def remedies(lawbook: Lawbook, day: date) -> list[str]:
    law = lawbook.at(day, "JP")
    stage = lawbook.data.tables.procedures["JP"].custody["jp.provisionally_released"]
    return [step.remedy for step in steps_in_force(law, stage, day)]


def test_step_whose_remedy_is_not_yet_law_is_left_out(lawbook: Lawbook) -> None:
    assert "jp.supervision_before_order" in remedies(lawbook, SUPERVISION_BEGAN)
    assert "jp.supervision_before_order" not in remedies(lawbook, SUPERVISION_BEGAN - timedelta(days=1))
    assert "jp.special_permission_to_stay" in remedies(lawbook, SUPERVISION_BEGAN)


def test_step_whose_limit_is_not_yet_law_is_left_out(lawbook: Lawbook) -> None:
    steps = (Step("review", limit="jp.review_request"), Step("keep copies"))
    stage = replace(lawbook.data.tables.procedures["JP"].stages["jp.refused"], steps=steps)
    began = min(version.start for version in lawbook.data.tables.timetables["JP"].limits["jp.review_request"].versions)

    def shown(day: date) -> list[str]:
        return [step.act for step in steps_in_force(lawbook.at(day, "JP"), stage, day)]

    assert shown(began) == ["review", "keep copies"]
    assert shown(began - timedelta(days=1)) == ["keep copies"]


def test_law_has_changed_only_if_something_began_after_the_earlier_day(lawbook: Lawbook) -> None:
    law = lawbook.at(SUPERVISION_BEGAN, "JP")
    before = SUPERVISION_BEGAN - timedelta(days=1)

    assert has_changed_between(law, before, SUPERVISION_BEGAN)
    assert not has_changed_between(law, SUPERVISION_BEGAN, SUPERVISION_BEGAN + timedelta(days=1))
    assert not has_changed_between(law, SUPERVISION_BEGAN, SUPERVISION_BEGAN)


# --- custody ----------------------------------------------------------------------------------------------------------

CUSTODY: list[tuple[str, Answers]] = [
    ("jp.free", {"detained_now": False}),
    ("jp.detained", {"detained_now": True}),
    ("jp.detained_before_order", {"detained_under_detention_order": True}),
    ("jp.detained_after_order", {"detained_under_deportation_order": True}),
    ("jp.supervised", {"under_supervision_measure": True, "removal_order_issued": False}),
    ("jp.supervised_after_order", {"under_supervision_measure": True, "removal_order_issued": True}),
    ("jp.on_provisional_stay", {"provisional_stay_granted": True}),
    ("kr.free", {"detained_now": False}),
    ("kr.detained_identity", {"detained_to_verify_identity": True}),
    ("kr.detained_before_order", {"detained_now": True, "removal_order_issued": False}),
    ("kr.detained_after_order", {"detained_now": True, "removal_order_issued": True}),
    ("kr.held_at_port", {"at_port_of_entry": True}),
    ("cn.at_liberty", {"detained_now": False}),
    ("cn.detained_for_investigation", {"detained_now": True}),
    ("cn.held_for_sending_out", {"detained_now": True, "removal_order_issued": True}),
    ("cn.movement_restricted", {"movement_restriction_started_on": date(2026, 11, 1)}),
    ("hk.at_liberty", {"detained_now": False}),
    ("hk.on_recognizance", {"detained_now": False, "claim_rejected_by_board": True}),
    ("hk.detained", {"detained_now": True}),
    ("hk.detained_during_claim", {"detained_now": True, "procedure_stage": "first_instance"}),
    ("hk.detained_for_removal", {"detained_now": True, "claim_rejected_by_board": True}),
    ("mo.at_liberty", {"detained_now": False}),
    ("mo.detained", {"detained_now": True}),
]


@pytest.mark.parametrize(("custody", "answers"), [pytest.param(*known, id=known[0]) for known in CUSTODY])
def test_custody_stands_beside_the_stage(lawbook: Lawbook, custody: str, answers: Answers) -> None:
    found = stands(lawbook, custody[:2].upper(), answers).custody

    assert found is not None
    assert found.id == custody


# --- rights -----------------------------------------------------------------------------------------------------------

COLUMNS: list[tuple[str, Answers]] = [
    ("jp.applicant_with_status", {"procedure_stage": "first_instance", "holds_status_of_residence": True}),
    ("jp.provisional_stay_holder", {"procedure_stage": "first_instance", "provisional_stay_granted": True}),
    ("jp.refugee", {"recognised_refugee_by_state": True}),
    ("jp.complementary", {"recognised_complementary": True}),
    ("jp.humanitarian", {"humanitarian_stay_holder": True}),
    ("kr.applicant", {"procedure_stage": "first_instance"}),
    ("kr.refugee", {"recognised_refugee_by_state": True}),
    ("kr.humanitarian_stay_holder", {"humanitarian_stay_holder": True}),
    ("cn.unhcr_refugee", {"recognised_refugee_by_unhcr": True}),
    ("cn.humanitarian_permit_holder", {"humanitarian_stay_holder": True}),
    ("hk.claimant", {"procedure_stage": "first_instance"}),
    ("hk.substantiated_claimant", {"claim_substantiated": True}),
    ("hk.rejected_removable", {"claim_rejected_by_board": True}),
    ("mo.applicant", {"procedure_stage": "first_instance"}),
    ("mo.refugee", {"recognised_refugee_by_state": True}),
]


@pytest.mark.parametrize(("column", "answers"), [pytest.param(*known, id=known[0]) for known in COLUMNS])
def test_rights_of_now_are_those_of_the_column(lawbook: Lawbook, column: str, answers: Answers) -> None:
    assert [found.id for found in stands(lawbook, column[:2].upper(), answers).columns] == [column]


def test_cells_of_a_column_are_those_of_the_day(lawbook: Lawbook) -> None:
    matrix = lawbook.data.tables.rights["JP"]

    old, new = (
        cells_of(matrix, "jp.provisional_stay_holder", day)["work"].value
        for day in (date(2024, 6, 9), date(2024, 6, 10))
    )

    assert (old, new) == ("no", "discretionary")
    assert "work" not in cells_of(matrix, "jp.complementary", date(2023, 11, 30))  # the status began a day later


@pytest.mark.parametrize(
    ("provision", "column"),
    [
        ("jp.refugee_recognition", "jp.refugee"),
        ("jp.complementary_protection", "jp.complementary"),
        ("jp.special_permission_to_stay", "jp.humanitarian"),
        ("kr.refugee_recognition", "kr.refugee"),
        ("hk.usm_torture", "hk.substantiated_claimant"),
    ],
)
def test_each_grant_leads_to_its_column(lawbook: Lawbook, provision: str, column: str) -> None:
    matrix = lawbook.data.tables.rights[provision[:2].upper()]

    assert [found.id for found in columns_given_by(matrix, [provision])] == [column]
    assert columns_given_by(matrix, []) == ()


def test_only_grants_still_possible_are_told(lawbook: Lawbook) -> None:
    matrix = lawbook.data.tables.rights["JP"]

    def possible(**answers: Answer) -> set[str]:
        assessment = assess(lawbook, case_of(lawbook, "JP", answers), "JP", DAY, questions=False)
        return {column.id for column in possible_grants(assessment, matrix)}

    assert possible() >= {"jp.refugee", "jp.complementary", "jp.humanitarian"}
    assert possible(outside_country_of_nationality=False, stateless=False).isdisjoint(
        {"jp.refugee", "jp.complementary"}
    )
