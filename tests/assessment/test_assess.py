"""Assessments of real examples: states, reasons, case splits, texts of other days, what is unverified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from asylia.assessment.as_json import to_json
from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile, read_case_file
from asylia.assessment.findings import Assessment, Finding
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.logic import completions
from asylia.logic.expression import Ref
from asylia.logic.truth import NO, YES
from asylia.logic.values import Answer, Bounds, WhyUnknown

TODAY = date(2024, 7, 1)
REFUGEE, COMPLEMENTARY, REVIEW = "jp.refugee_recognition", "jp.complementary_protection", "jp.administrative_review"
NEXUS = "nexus_ground_to_harm_or_failure_of_protection"
GROUNDS = tuple(f"convention_ground_{name}" for name in ("race", "religion", "nationality", "psg", "political_opinion"))
YES_FACTS = (
    "in_territory", "application_filed_in_person", "outside_country_of_nationality", "well_founded_fear",
    "feared_harm_persecution", "persecutor_state",
)  # fmt: skip
NO_FACTS = (
    "has_more_than_one_nationality",
    "internal_relocation_reasonable",
    "protected_by_other_un_agency_1d",
    "rights_of_nationals_in_residence_country_1e",
    "serious_reasons_crime_against_peace_war_crime_humanity",
    "serious_reasons_serious_non_political_crime_before_admission",
    "serious_reasons_acts_contrary_to_un_purposes",
    "voluntarily_re_availed_protection",
    "voluntarily_reacquired_nationality",
    "acquired_new_nationality_and_protection",
    "voluntarily_re_established",
    "grounds_ceased_so_protection_cannot_be_refused",
    "holds_nationality_of_host_country",
)
PERSON: Mapping[str, Answer] = {**dict.fromkeys(YES_FACTS, True), **dict.fromkeys(NO_FACTS, False)}
"""A person with a well-founded fear of persecution by the state; the reason for it is not known."""


def of(
    lawbook: Lawbook, answers: Mapping[str, Answer] | None = None, day: date = TODAY, *, questions: bool = False
) -> Assessment:
    """The assessment of the person with some more answers."""
    return _assess(lawbook, {**PERSON, **(answers or {})}, day, questions=questions)


def _assess(
    lawbook: Lawbook, answers: Mapping[str, Answer], day: date = TODAY, *, questions: bool = False
) -> Assessment:
    return assess(lawbook, CaseFile(("JP",), None, {}, {"JP": answers}), "JP", day, questions=questions)


def _leaves(assessment: Assessment, name: str) -> list[str]:
    return _leaves_of(assessment.finding(name))


def _leaves_of(finding: Finding) -> list[str]:
    assert finding.reason is not None
    return [leaf.name for leaf in finding.reason.leaves()]


# --- the case split ----------------------------------------------------------------------------------------------


def test_refugee_or_complementary_whatever_the_reason(lawbook: Lawbook) -> None:
    assessment = of(lawbook)

    (group,) = [group for group in assessment.either_way if set(group.ids) == {REFUGEE, COMPLEMENTARY}]
    assert {NEXUS, *GROUNDS} == set(group.depends_on)
    assert "any_guaranteed_status" in group.goals
    for name in group.ids:
        finding = assessment.finding(name)
        assert (finding.state, finding.exact) == ("open", "open")
        assert set(GROUNDS) <= set(finding.depends_on)


def test_the_split_is_true_for_every_way_the_reason_turns_out(lawbook: Lawbook) -> None:
    tried = 0
    for values in product((True, False), repeat=len(GROUNDS) + 1):
        try:
            assessment = of(lawbook, dict(zip((NEXUS, *GROUNDS), values, strict=True)))
        except InputError:
            continue
        tried += 1
        states = [assessment.finding(name).state for name in (REFUGEE, COMPLEMENTARY)]
        assert sorted(states) == ["no", "yes"], values
        assert not [group for group in assessment.either_way if REFUGEE in group.ids]
    assert tried >= 32


def test_the_split_is_worded_as_one_and_not_as_a_finding(lawbook: Lawbook) -> None:
    english = texts_in("en")

    content = to_json(lawbook, [of(lawbook)], english)

    groups = content["either_way"]
    assert isinstance(groups, list)
    (text,) = [group["text"] for group in groups if set(group["ids"]) == {REFUGEE, COMPLEMENTARY}]
    frame = english.interface["either_way_intro"]
    assert "{facts}" in frame
    assert text.startswith(frame.split("{facts}")[0])
    assert "race" in text


@pytest.mark.parametrize(
    ("answers", "refugee", "complementary"),
    [
        ({NEXUS: True, GROUNDS[4]: True}, "yes", "no"),
        ({NEXUS: False}, "no", "yes"),
        ({NEXUS: True}, "open", "open"),
        ({GROUNDS[0]: True}, "yes", "no"),
        ({"well_founded_fear": False}, "no", "no"),
        ({"in_territory": False}, "no", "no"),
        ({"internal_relocation_reasonable": True}, "no", "no"),
        ({"serious_reasons_acts_contrary_to_un_purposes": True, NEXUS: True, GROUNDS[0]: True}, "no", "no"),
    ],
)
def test_the_reason_decides_between_the_two(
    lawbook: Lawbook, answers: Mapping[str, Answer], refugee: str, complementary: str
) -> None:
    assessment = of(lawbook, answers)

    assert (refugee, complementary) == tuple(assessment.finding(n).state for n in (REFUGEE, COMPLEMENTARY))


def test_a_link_to_some_reason_makes_a_refugee_whichever_it_is(lawbook: Lawbook) -> None:
    """Settled over all completions though Kleene leaves it open, and said so."""
    finding = of(lawbook, {NEXUS: True}).finding(REFUGEE)

    assert (finding.state, finding.exact, finding.depends_on) == ("open", "yes", ())


# --- closed, and not in force ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "value"),
    [("well_founded_fear", False), ("in_territory", False), ("holds_nationality_of_host_country", True)],
)
def test_closed_by_the_condition_that_fails(lawbook: Lawbook, fact: str, value: bool) -> None:
    answers = {name: answer for name, answer in PERSON.items() if name != "outside_country_of_nationality"}
    assessment = _assess(lawbook, {**answers, fact: value})

    assert assessment.finding(REFUGEE).state == "no"
    assert [fact] == _leaves(assessment, REFUGEE)


def test_met_for_every_one_of_its_conditions(lawbook: Lawbook) -> None:
    assessment = of(lawbook, {NEXUS: True, GROUNDS[4]: True})

    leaves = _leaves(assessment, REFUGEE)

    assert {"in_territory", "application_filed_in_person", "well_founded_fear", NEXUS, GROUNDS[4]} <= set(leaves)
    reason = assessment.finding(REFUGEE).reason
    assert reason is not None
    assert all(leaf.given or leaf.name in assessment.follows_from for leaf in reason.leaves())
    assert assessment.finding(REFUGEE).citations


@pytest.mark.parametrize(("day", "in_force"), [(date(2023, 11, 30), False), (date(2023, 12, 1), True)])
def test_complementary_protection_begins_on_its_day(lawbook: Lawbook, day: date, in_force: bool) -> None:
    finding = of(lawbook, {NEXUS: False}, day).finding(COMPLEMENTARY)

    assert ("yes", "yes") if in_force else (finding.state, finding.exact) == ("not_in_force", "no")
    assert in_force is (finding.version is not None)
    assert in_force is (finding.reason is not None)


def test_before_its_day_there_is_no_split(lawbook: Lawbook) -> None:
    assert not [group for group in of(lawbook, day=date(2023, 11, 30)).either_way if REFUGEE in group.ids]


# --- texts of other days -----------------------------------------------------------------------------------------

REFUSED: Mapping[str, Answer] = {"first_instance_refused": True}


@pytest.mark.parametrize(
    ("received", "start"),
    [
        (date(2015, 3, 2), date(2005, 5, 16)),
        (Bounds(date(2015, 1, 1), date(2015, 12, 31)), date(2005, 5, 16)),
        (date(2016, 4, 1), date(2016, 4, 1)),
        (date(2024, 6, 20), date(2024, 6, 10)),
        (None, date(2024, 6, 10)),
    ],
)
def test_review_follows_the_text_of_the_day_of_the_notice(
    lawbook: Lawbook, received: Answer | None, start: date
) -> None:
    answers = {**REFUSED} if received is None else {**REFUSED, "first_decision_received_on": received}

    version = of(lawbook, answers).finding(REVIEW).version

    assert version is not None
    assert start == version.start


def test_an_excuse_counts_only_under_the_text_that_knows_it(lawbook: Lawbook) -> None:
    """Until 31 March 2016 a late objection could be excused by an unavoidable reason."""
    late: Mapping[str, Answer] = {
        **REFUSED,
        "review_requested": True,
        "review_filed_within_seven_days": False,
        "unavoidable_reason_for_late_review": True,
    }

    old, new = (
        of(lawbook, {**late, "first_decision_received_on": received}).finding(REVIEW)
        for received in (date(2015, 3, 2), date(2017, 3, 2))
    )

    assert old.state == "yes"
    assert new.state != "yes"
    assert "unavoidable_reason_for_late_review" in _leaves_of(old)


def test_an_unknown_day_of_the_notice_leaves_the_text_open(lawbook: Lawbook) -> None:
    said = of(lawbook, {**REFUSED, "first_decision_received_on": WhyUnknown.PERSON_DOES_NOT_KNOW})

    assert "first_decision_received_on" in " ".join(said.finding(REVIEW).depends_on)
    assert said.finding(REVIEW).state == "open"


# --- what is not certain -----------------------------------------------------------------------------------------


def test_unverified_is_what_nobody_read_or_holds_with_confidence(lawbook: Lawbook) -> None:
    now, then = of(lawbook), of(lawbook, day=date(2016, 7, 28))

    assert not now.finding(REFUGEE).unverified
    assert now.finding("int.customary").unverified
    assert not now.finding("jp.special_permission_to_stay").unverified
    assert then.finding("jp.special_permission_to_stay").unverified  # its text of that time is of medium confidence
    for finding in now.findings:
        tags = (*finding.provision.sources, *(finding.version.sources if finding.version else ()))
        sources = [now.law.source(finding.provision, tag) for tag in tags]
        if not any(source is not None and source.seen != "known" for source in sources):
            assert finding.unverified, finding.provision.id


def test_contested_provision_is_settled_only_where_its_readings_agree(lawbook: Lawbook) -> None:
    contested = [p.id for p in lawbook.data.provisions.values() if len(p.readings) > 1 and p.place in ("JP", "INT")]
    assert contested
    for assessment in (of(lawbook), of(lawbook, {"well_founded_fear": False}), _assess(lawbook, {})):
        for name in contested:
            finding = assessment.finding(name)
            states = {reading.state for reading in finding.readings}
            assert len(finding.readings) > 1
            if finding.state in ("yes", "no"):
                assert {finding.state} == states
            if len(states) == 1 and "open" not in states:
                assert states == {finding.state}


def test_a_day_after_the_day_assessed_is_warned_of(lawbook: Lawbook) -> None:
    assert [w for w in of(lawbook).warnings if "after the day" in w] == []
    warnings = of(lawbook, {"claim_filed_on": date(2024, 7, 2)}).warnings

    assert any("claim_filed_on" in warning for warning in warnings)


def test_day_of_an_event_that_may_lie_ahead_is_no_slip(lawbook: Lawbook) -> None:
    ahead = of(lawbook, {"permitted_stay_until": date(2024, 8, 1)}).warnings

    assert [warning for warning in ahead if "after the day" in warning] == []


@pytest.mark.parametrize(
    ("answers", "nature", "depends_on"),
    [
        ({"is_child": False}, "guaranteed", ()),
        ({"is_child": True}, "discretionary", ()),
        ({}, "discretionary", ("is_child",)),
    ],
)
def test_nature_is_guaranteed_only_where_refusal_is_excluded(
    lawbook: Lawbook, answers: Mapping[str, Answer], nature: str, depends_on: tuple[str, ...]
) -> None:
    """The grounds on which the authority may refuse are never part of the state."""
    provision = lawbook.data.provisions[REFUGEE]
    versions = tuple(replace(version, may_be_refused=Ref("is_child")) for version in provision.versions)
    reform = lawbook.replace(replace(provision, versions=versions))

    finding = of(reform, answers).finding(REFUGEE)

    assert (nature, depends_on) == (finding.nature, finding.nature_depends_on)
    assert of(lawbook, answers).finding(REFUGEE).state == finding.state


# --- learning ----------------------------------------------------------------------------------------------------


def test_learning_one_fact_after_another_flips_nothing(lawbook: Lawbook) -> None:
    facts: dict[str, Answer] = {**PERSON, NEXUS: True, GROUNDS[4]: True, "first_instance_refused": True}
    for order in (list(facts), list(reversed(facts))):
        known: dict[str, Answer] = {}
        settled: dict[str, str] = {}
        for fact in order:
            known[fact] = facts[fact]
            for finding in _assess(lawbook, known).findings:
                name, exact = finding.provision.id, finding.exact
                assert settled.get(name, exact) == exact, (fact, name)
                if exact != "open":
                    settled[name] = exact
        assert settled[REFUGEE] == "yes"


def test_the_reason_for_not_knowing_changes_no_answer_but_what_is_asked(lawbook: Lawbook) -> None:
    silent = of(lawbook)
    for why in WhyUnknown:
        told = of(lawbook, {NEXUS: why}, questions=True)

        assert [(f.state, f.exact, f.depends_on) for f in silent.findings] == [
            (f.state, f.exact, f.depends_on) for f in told.findings
        ]
        assert silent.either_way == told.either_way
        asked = {question.fact for question in told.questions}
        assert (why is WhyUnknown.NOT_ASKED) is (NEXUS in asked)


def test_nothing_is_asked_twice_and_nothing_that_nobody_can_be_asked(lawbook: Lawbook) -> None:
    assessment = of(lawbook, questions=True)

    asked = [question.fact for question in assessment.questions]

    assert asked
    assert len(asked) == len(set(asked))
    assert not set(asked) & set(PERSON)
    assert all(lawbook.data.facts[fact].asked for fact in asked)


# --- examples ----------------------------------------------------------------------------------------------------


def test_each_example_is_assessed_whole(lawbook: Lawbook) -> None:
    for path in sorted(data_folder("examples").iterdir()):
        if path.suffix not in (".yaml", ".json"):
            continue
        case = read_case_file(path, lawbook.data)
        assert case.assessed_on is not None
        assessment = assess(lawbook, case, "JP", case.assessed_on, questions=False)

        in_place = [p.id for p in lawbook.data.provisions.values() if p.place in ("JP", "INT") and p.kind != "term"]
        assert sorted(in_place) == sorted(finding.provision.id for finding in assessment.findings)
        for finding in assessment.findings:
            assert (finding.state == "not_in_force") is (finding.version is None)
            if finding.state in ("yes", "no"):
                assert finding.state == finding.exact
                assert finding.reason is not None
                assert finding.reason.value is (YES if finding.state == "yes" else NO)
            if finding.exact == "open":
                assert finding.depends_on, finding.provision.id
            else:
                assert not finding.depends_on


def test_a_search_that_grows_too_long_leaves_the_kleene_answer(
    lawbook: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich = of(lawbook)  # first: the law that all tests share is not to be built with the small limit
    monkeypatch.setattr(completions, "MOST_STEPS", 1)

    assessment = of(Lawbook(lawbook.data))

    for before, after in zip(rich.findings, assessment.findings, strict=True):
        assert before.state == after.state
        if after.state == "open":
            assert after.exact in ("open", before.exact)
            assert after.depends_on or after.exact != "open"
