"""Published decisions of Korea, mainland China, Hong Kong and Macau with one decisive fact taken away or turned round.

Japan's stand in `test_published_cases.py`. A case whose answer no fact can move would test nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.published import Checker, Row
from asylia.assessment.published_defaults import read_crosswalk
from asylia.assessment.published_file import PublishedCase, read_published
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook

PLACES = ("KR", "CN", "HK", "MO")
Answers = Mapping[str, bool | date | None]


class Turn(NamedTuple):
    """A case with some facts turned round or taken away (None), and the exact answer of a rule then."""

    case: str
    rule: str
    facts: Answers
    exact: str
    as_of: date | None = None


FEAR, IN, OUT, FILED = (
    "well_founded_fear",
    "in_territory",
    "outside_country_of_nationality",
    "applied_for_refugee_status",
)
OWN, OTHER = "holds_nationality_of_host_country", "other_nationality_protection_available"
STATE, PRIVATE = "persecutor_state", "persecutor_non_state"
PROTECTION, ELSEWHERE = "state_protection_available", "internal_relocation_reasonable"
LINK = "nexus_ground_to_harm_or_failure_of_protection"
RELIGION, OPINION = "convention_ground_religion", "convention_ground_political_opinion"
RISK, GRAVE, CIDTP = "real_personal_risk", "feared_harm_reaches_art3_severity", "feared_harm_cidtp"
AWAY = "removal_destination_outside_china"

# --- Korea -------------------------------------------------------------------------------------------------------

LOVE, CONVERT, FGM, REPORTERS, CONVERTS, GIRL = (
    "kr-shc-2021nu34345-love-marriage", "kr-shc-2014-2014nu50301", "kr-ghc-2021-sierra-leone-fgm",
    "kr-jeju-2018-yemeni-journalists", "kr-sac-2011-iranian-converts", "kr-sc-2017-2016du42913-fgm",
)  # fmt: skip
CHILD, SYRIAN, REFUSED = (
    "kr-2015-liberian-child-family-unity",
    "kr-sac-2018-syrian-humanitarian",
    "kr-jeju-2018-yemeni-refused",
)
NEW, OLD = "kr.refugee_recognition", "kr.refugee_recognition_ica"
FAMILY, STAY, PORT = "kr.family_unity", "kr.humanitarian_stay", "kr.port_of_entry_referral"
IN_TIME, EXCUSED = "applied_within_entry_time_limit", "unavoidable_reason_for_delay"
SERIOUS_HARM, NOT_A_REFUGEE = "reasonable_grounds_serious_harm_to_life_or_liberty", "refused_as_not_a_refugee"
SPOUSE, CHILD_OF = "spouse_of_recognised", "minor_child_of_recognised"
AT_PORT = ("kr-idc-2016-syrian-airport-1", "kr-idc-2016-syrian-airport-2", "kr-shc-2021-transit")

KOREA = [
    # recognised under the Refugee Act: each element of the definition carries the answer
    *(Turn(LOVE, NEW, {fact: False}, "no") for fact in (FEAR, IN, OUT, FILED, LINK)),
    *(Turn(LOVE, NEW, {fact: True}, "no") for fact in (PROTECTION, ELSEWHERE, OWN, OTHER)),
    *(Turn(LOVE, NEW, {fact: None}, "open") for fact in (FEAR, IN, FILED, LINK, PROTECTION, ELSEWHERE)),
    # recognised under the former chapter, where exclusion and the time limit close the way
    *(Turn(CONVERT, OLD, {fact: False}, "no") for fact in (FEAR, IN, OUT, FILED)),
    *(Turn(CONVERT, OLD, {fact: True}, "no") for fact in (ELSEWHERE, OWN, "excluded_article_1f")),
    *(Turn(CONVERT, OLD, {fact: None}, "open") for fact in (FEAR, IN, FILED, STATE)),
    Turn(CONVERT, OLD, {LINK: False, RELIGION: False, OPINION: False}, "no"),
    Turn(CONVERT, OLD, {IN_TIME: False, EXCUSED: False}, "no"),
    Turn(CONVERT, OLD, {STATE: False, PRIVATE: True}, "open"),
    Turn(CONVERT, OLD, {STATE: False, PRIVATE: True, PROTECTION: True}, "no"),
    # open as they stand: what is missing settles them, either way
    Turn(FGM, NEW, {ELSEWHERE: False}, "yes"),
    Turn(FGM, NEW, {ELSEWHERE: True}, "no"),
    Turn(FGM, NEW, {PROTECTION: True}, "no"),
    Turn(REPORTERS, NEW, {PROTECTION: False, ELSEWHERE: False}, "yes"),
    Turn(REPORTERS, NEW, {STATE: True}, "yes"),
    Turn(REPORTERS, NEW, {PROTECTION: True}, "no"),
    Turn(REPORTERS, NEW, {ELSEWHERE: True}, "no"),
    Turn(CONVERTS, OLD, {IN_TIME: True}, "yes"),
    Turn(CONVERTS, OLD, {EXCUSED: True}, "yes"),
    Turn(CONVERTS, OLD, {IN_TIME: False, EXCUSED: False}, "no"),
    Turn(GIRL, OLD, {FEAR: True, PROTECTION: False, ELSEWHERE: False}, "yes"),
    Turn(GIRL, OLD, {PROTECTION: True}, "no"),
    Turn(GIRL, OLD, {FEAR: False}, "no"),
    # refused: the finding that carried the refusal, taken away
    *(
        Turn(case, rule, {FEAR: found}, "open")
        for case, rule in (
            (CHILD, NEW), ("kr-2017-uganda-lesbian-arson", NEW), ("kr-ghc-2022-mayflower-church", NEW),
            ("kr-sac-2018gudan4345", NEW), ("kr-shc-2014-uganda-lesbian", OLD),
        )
        for found in (True, None)
    ),
    *(Turn(case, NEW, {FEAR: None, LINK: None}, "open") for case in (SYRIAN, REFUSED)),
    # family unity, humanitarian stay
    Turn(CHILD, FAMILY, {"family_member_is_recognised_refugee_in_host": True}, "open"),
    Turn(CHILD, FAMILY, {"family_member_is_recognised_refugee_in_host": True, CHILD_OF: True}, "yes"),
    Turn(LOVE, FAMILY, {SPOUSE: True}, "yes"),
    Turn(LOVE, FAMILY, {CHILD_OF: True}, "yes"),
    Turn(LOVE, FAMILY, {SPOUSE: False, CHILD_OF: False}, "no"),
    Turn(LOVE, FAMILY, {SPOUSE: True, IN: False}, "no"),
    Turn(SYRIAN, STAY, {SERIOUS_HARM: False}, "no"),
    Turn(SYRIAN, STAY, {SERIOUS_HARM: None}, "open"),
    Turn(SYRIAN, STAY, {NOT_A_REFUGEE: False}, "open"),
    Turn(SYRIAN, STAY, {FILED: False}, "no"),
    Turn(REFUSED, STAY, {SERIOUS_HARM: False}, "no"),
    Turn(REFUSED, STAY, {SERIOUS_HARM: True}, "yes"),
    # the port
    *(Turn(case, PORT, {"refugee_application_filed_at_port": False}, "no") for case in AT_PORT),
    *(Turn(case, PORT, {"refugee_application_filed_at_port": None}, "open") for case in AT_PORT),
    *(Turn(case, PORT, {"at_port_of_entry": False, IN: None}, "no") for case in AT_PORT[:2]),
]  # fmt: skip

# --- mainland China, Hong Kong, Macau ----------------------------------------------------------------------------

SETTLED, KOKANG = "cn-1979-indochinese-settled", "cn-2009-kokang-shelter"
POLICY, TOLERATED, MANDATE = "cn.indochinese_settlement", "cn.border_influx_tolerance", "cn.unhcr_mandate_rsd"
ADMITTED, BORN_TO = "admitted_as_indochinese_refugee_1978_1982", "born_to_indochinese_refugee"
AUTUMN = date(2009, 10, 1)

CHINA = [
    Turn(SETTLED, POLICY, {ADMITTED: None}, "open"),
    Turn(SETTLED, POLICY, {ADMITTED: False, BORN_TO: False}, "no"),
    Turn(KOKANG, TOLERATED, {}, "yes", AUTUMN),
    Turn(KOKANG, TOLERATED, {}, "no", date(2009, 7, 31)),
    *(
        Turn(KOKANG, TOLERATED, {fact: answer}, exact, AUTUMN)
        for fact in ("from_myanmar_border_area", "in_yunnan", "fled_armed_conflict")
        for answer, exact in ((False, "no"), (None, "open"))
        if (fact, answer) != ("fled_armed_conflict", None)
    ),
    Turn(KOKANG, MANDATE, {"within_unhcr_mandate": True}, "yes"),
    Turn(KOKANG, MANDATE, {"within_unhcr_mandate": False, FEAR: False}, "no"),
    Turn(KOKANG, MANDATE, {"within_unhcr_mandate": True, "excluded_article_1f": True}, "no"),
    Turn(KOKANG, MANDATE, {"within_unhcr_mandate": True, OWN: True}, "no"),
]

PARTY, CREDITOR, UBAMAKA = "hk-ca-2018-hkca733", "hk-ca-2021-hkca178", "hk-cfa-2012-ubamaka"
C, V = "hk-cfa-2013-c-and-others", "hk-cfi-2023-v-global-view"
TORTURE, BOR2, BOR3, PERSECUTION = "hk.usm_torture", "hk.usm_bor2", "hk.usm_bor3", "hk.usm_persecution"
FAIR, GROUNDS = "hk.fair_assessment", "hk.each_ground_assessed"
ALONE: Answers = {PROTECTION: False, ELSEWHERE: False}
TORTURED: Answers = {
    RISK: True,
    "substantial_grounds_of_real_personal_risk": True,
    "feared_harm_torture": True,
    "torture_purpose_or_discrimination": True,
    "public_official_consent_or_acquiescence": True,
    "pain_only_from_lawful_sanction": False,
}
PURSUED: Answers = {FEAR: True, LINK: True, OPINION: True}
BEFORE_C = date(2013, 3, 24)

HONG_KONG = [
    # low risk, protection by the state and another safe place: each ground falls with its own element
    Turn(PARTY, TORTURE, {RISK: True}, "open"),
    Turn(PARTY, TORTURE, TORTURED, "yes"),
    Turn(PARTY, TORTURE, {**TORTURED, AWAY: False}, "no"),
    Turn(PARTY, BOR2, {RISK: True, **ALONE}, "yes"),
    Turn(PARTY, BOR2, {RISK: True, PROTECTION: False}, "no"),
    Turn(PARTY, BOR2, {RISK: True, ELSEWHERE: False}, "no"),
    Turn(PARTY, BOR3, {RISK: True, **ALONE}, "open"),
    Turn(PARTY, BOR3, {RISK: True, **ALONE, CIDTP: True}, "yes"),
    Turn(PARTY, BOR3, {RISK: True, **ALONE, CIDTP: True, ELSEWHERE: True}, "no"),
    Turn(PARTY, PERSECUTION, {**PURSUED, **ALONE}, "yes"),
    Turn(PARTY, PERSECUTION, {**PURSUED, **ALONE, OPINION: False, LINK: False}, "no"),
    Turn(PARTY, PERSECUTION, {**PURSUED, PROTECTION: False}, "no"),
    *(Turn(CREDITOR, rule, {RISK: False}, "no") for rule in (TORTURE, BOR2, BOR3)),
    Turn(CREDITOR, TORTURE, {"feared_harm_torture": False}, "no"),
    Turn(CREDITOR, BOR2, {PROTECTION: True}, "no"),
    Turn(CREDITOR, BOR2, {RISK: True, **ALONE}, "yes"),
    Turn(CREDITOR, BOR3, {ELSEWHERE: True}, "no"),
    Turn(CREDITOR, BOR3, {RISK: True, **ALONE, CIDTP: True}, "yes"),
    Turn(CREDITOR, PERSECUTION, {FEAR: None, LINK: None}, "open"),
    Turn(UBAMAKA, BOR3, {GRAVE: None}, "open"),
    Turn(UBAMAKA, BOR3, {GRAVE: True, CIDTP: True, RISK: True, AWAY: True}, "yes"),
    Turn(UBAMAKA, BOR3, {GRAVE: True, CIDTP: True, RISK: False, AWAY: True}, "no"),
    # the duty to judge persecution claims fairly, from the day of the judgment; before it torture claims alone
    Turn(C, FAIR, {"removal_contemplated": True}, "yes"),
    Turn(C, FAIR, {"removal_contemplated": False}, "no"),
    Turn(C, FAIR, {"removal_contemplated": True, "feared_harm_torture": False}, "no", BEFORE_C),
    Turn(V, GROUNDS, {"each_risk_ground_assessed": False}, "no"),
    Turn(V, GROUNDS, {"each_risk_ground_assessed": True}, "yes"),
]

LETTER, HOURS = "mo-tsi-2010-472", "mo.inadmissibility_in_time"
MACAU = [
    Turn(LETTER, HOURS, {"inadmissibility_decided_within_48_hours": False}, "no"),
    Turn(LETTER, HOURS, {"inadmissibility_decided_within_48_hours": True}, "yes"),
    # the letter came on 10 February: whole days settle forty-eight hours up to the 11th and from the 13th on
    *(
        Turn(
            LETTER, HOURS, {"finding_inadmissible": True, "first_or_review_decision_made_on": date(2010, 2, day)}, exact
        )
        for day, exact in ((10, "yes"), (11, "yes"), (13, "no"))
    ),
]

TURNS = [*KOREA, *CHINA, *HONG_KONG, *MACAU]

IMMATERIAL = [
    # what must not move the answer
    (LOVE, NEW, {"application_delayed": True}),  # no time limit since 2013
    (LOVE, NEW, {"irregular_entry": True, "false_identity_used": True}),
    (CONVERT, OLD, {IN_TIME: False, EXCUSED: True}),
    ("kr-shc-2021-transit", PORT, {FEAR: False}),  # the port does not decide the claim
    (REFUSED, NEW, {"has_right_to_reside_or_enter_safe_third_state": False}),
    (UBAMAKA, BOR3, {"serious_crime_in_host_state": False}),  # the bar is absolute, so the crime decides nothing
    (UBAMAKA, BOR3, {LINK: True}),
    (UBAMAKA, BOR3, {"recognised_by_unhcr": True}),
    (SETTLED, POLICY, {FEAR: False}),  # a policy for a group asks no one for a fear
]
ABSOLUTE = [
    # the same with a grave crime: an absolute bar holds all the same
    (UBAMAKA, BOR3, {GRAVE: True, CIDTP: True, RISK: True, AWAY: True}),
    (PARTY, TORTURE, TORTURED),
    (PARTY, BOR2, {RISK: True, **ALONE}),
]


@pytest.fixture(scope="module")
def checker(lawbook: Lawbook) -> Checker:
    """The check, on the shipped law."""
    return Checker(lawbook, read_crosswalk(data_folder("cases")))


@pytest.fixture(scope="module")
def cases() -> Mapping[str, PublishedCase]:
    """The cases of the four places, by name."""
    return {case.id: case for case in read_published(data_folder("cases")) if case.jurisdiction in PLACES}


def _turned(case: PublishedCase, rule: str, facts: Answers, as_of: date | None, checker: Checker) -> Row:
    """The row of a rule for a case with some facts changed, in the ordinary run."""
    days = (as_of, as_of) if as_of else None
    labels = checker.crosswalk.labels
    wanted = [e for e in case.expected if rule in (e.rules or labels[e.label])]
    changed = replace(
        case, facts={**case.facts, **facts}, expected=tuple(replace(e, as_of=days or e.as_of) for e in wanted)
    )
    [row] = [row for row in checker.check([changed], modes=("ordinary",)) if row.rule == rule]
    return row


def _named(turn: Turn) -> str:
    told = ", ".join(f"{fact}={answer}" for fact, answer in turn.facts.items())
    return f"{turn.case} {turn.rule} {turn.as_of or ''} {told}"


@pytest.mark.parametrize("turn", TURNS, ids=_named)
def test_the_answer_turns_with_the_fact(checker: Checker, cases: Mapping[str, PublishedCase], turn: Turn) -> None:
    row = _turned(cases[turn.case], turn.rule, turn.facts, turn.as_of, checker)

    assert row.exact == turn.exact, row.depends_on
    assert not any(fault in row.note for fault in ("cannot be", "no fact is called")), row.note
    if row.exact == "open":
        missing = [fact for fact, answer in turn.facts.items() if answer is None]
        assert not missing or set(missing) & set(row.depends_on), row.depends_on


def test_every_expectation_of_the_four_places_has_a_fact_that_moves_it(
    checker: Checker, cases: Mapping[str, PublishedCase]
) -> None:
    stated = {(row.case, row.rule): row.exact for row in checker.check(list(cases.values()), modes=("ordinary",))}
    moved = {(turn.case, turn.rule) for turn in TURNS if stated[turn.case, turn.rule] != turn.exact}

    assert stated.keys() - moved == set()


@pytest.mark.parametrize(("case", "rule", "facts"), IMMATERIAL)
def test_what_does_not_matter_moves_nothing(
    checker: Checker, cases: Mapping[str, PublishedCase], case: str, rule: str, facts: Answers
) -> None:
    as_stated = _turned(cases[case], rule, {}, None, checker)
    row = _turned(cases[case], rule, facts, None, checker)

    assert (row.exact, row.verdict, row.note) == (as_stated.exact, as_stated.verdict, "")


@pytest.mark.parametrize(("case", "rule", "facts"), ABSOLUTE)
def test_no_crime_and_no_danger_lifts_an_absolute_bar(
    checker: Checker, cases: Mapping[str, PublishedCase], case: str, rule: str, facts: Answers
) -> None:
    crimes: Answers = {
        "serious_crime_in_host_state": True, "excluded_article_1f": True, "danger_to_community": True,
        "reasonable_grounds_danger_to_security": True,
    }  # fmt: skip

    assert _turned(cases[case], rule, {**facts, **crimes}, None, checker).exact == "yes"


def test_without_a_finding_of_fear_the_fear_is_what_is_missing(
    checker: Checker, cases: Mapping[str, PublishedCase]
) -> None:
    """Where a person was found to be a refugee, the right next question comes; no recognition stays met."""
    asked = {row.case for row in checker.check(list(cases.values()), ("ordinary",)) if row.rule in (NEW, OLD)}
    assert len(asked) >= 12
    for case in asked:
        rule = next(rule for rule in (NEW, OLD) if rule in cases[case].expected[0].rules)
        row = _turned(cases[case], rule, {FEAR: None}, None, checker)
        assert row.exact != "yes", case
        if row.exact == "open":
            assert FEAR in row.depends_on, case


# --- whether referral from the port may be refused ---------------------------------------------------------------

GROUNDS_OF_REFUSAL: list[tuple[Answers, str]] = [
    ({}, "guaranteed"),
    ({"manifestly_unfounded_or_purely_economic": True}, "discretionary"),
    ({"from_safe_country_no_persecution_risk": True}, "discretionary"),
    ({"came_via_safe_country": True}, "discretionary"),
    ({"security_or_public_order_concern": True}, "discretionary"),
    ({"security_or_public_order_concern": True, "port_decision_period_expired_without_decision": True}, "guaranteed"),
    ({"false_documents_or_concealment": True, "promptly_disclosed_falsity": False}, "discretionary"),
    ({"false_documents_or_concealment": True, "promptly_disclosed_falsity": True}, "guaranteed"),
    ({"prior_refusal_or_cancellation": True, "change_since_last_decision": False}, "discretionary"),
    ({"prior_refusal_or_cancellation": True, "change_since_last_decision": True}, "guaranteed"),
    ({"excluded_article_1f": True}, "discretionary"),
]


def _nature(checker: Checker, case: PublishedCase, rule: str, facts: Answers) -> str:
    changed = replace(case, facts={**case.facts, **facts})
    answered = checker.answered(changed, "ordinary")
    day = checker.days(changed, None)[0]
    return assess(checker.lawbook, answered.case, case.jurisdiction, day, questions=False).finding(rule).nature


@pytest.mark.parametrize("case", AT_PORT)
@pytest.mark.parametrize(("facts", "nature"), GROUNDS_OF_REFUSAL)
def test_a_ground_of_the_decree_makes_referral_discretionary(
    checker: Checker, cases: Mapping[str, PublishedCase], case: str, facts: Answers, nature: str
) -> None:
    assert _nature(checker, cases[case], PORT, facts) == nature


@pytest.mark.parametrize(("excluded", "nature"), [(False, "guaranteed"), (True, "discretionary")])
def test_exclusion_lets_the_minister_refuse_a_refugee(
    checker: Checker, cases: Mapping[str, PublishedCase], excluded: bool, nature: str
) -> None:
    assert _nature(checker, cases[LOVE], NEW, {"excluded_article_1f": excluded}) == nature
