"""Published decisions against the rules; those of Japan also with one element taken out or turned round."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.published import Checker, Row, totals, verdict_on
from asylia.assessment.published_defaults import Crosswalk, read_crosswalk
from asylia.assessment.published_file import PublishedCase, days_meant, origin_codes, read_published
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook

PLACE, REFUGEE = "JP", "jp.refugee_recognition"
HOLDS_AT_LEAST = {
    "strict": {"JP": 15, "KR": 12, "CN": 2, "HK": 2, "MO": 0, "UN": 0},
    "ordinary": {"JP": 31, "KR": 15, "CN": 2, "HK": 2, "MO": 0, "UN": 0},
}
"""What `asylia cases check` printed when this was written; a change of the law or the engine may only add to it."""
DERIVABLE_BUT_OPEN = {
    ("kr-ghc-2021-sierra-leone-fgm", "kr.refugee"),
    ("kr-jeju-2018-yemeni-journalists", "kr.refugee"),
    ("kr-shc-2021nu34345-love-marriage", "kr.family_unity"),
    ("hk-cfa-2013-c-and-others", "hk.fair_assessment"),
    ("mo-tsi-2010-472", "mo.inadmissibility_in_time"),
}
"""The case file lacks a fact; `cases/open.yaml` says which, and whether its sources give it."""


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    """How published cases are read."""
    return read_crosswalk(data_folder("cases"))


@pytest.fixture(scope="module")
def checker(lawbook: Lawbook, crosswalk: Crosswalk) -> Checker:
    """The check, on the shipped law."""
    return Checker(lawbook, crosswalk)


@pytest.fixture(scope="module")
def cases() -> list[PublishedCase]:
    """The Japanese cases."""
    return [case for case in read_published(data_folder("cases")) if case.jurisdiction == PLACE]


@pytest.fixture(scope="module")
def all_rows(checker: Checker) -> list[Row]:
    """The check of the cases of all places."""
    return checker.check(read_published(data_folder("cases")))


@pytest.fixture(scope="module")
def rows(all_rows: list[Row]) -> list[Row]:
    """The check of the Japanese cases."""
    return [row for row in all_rows if row.jurisdiction == PLACE]


def test_every_case_is_tested_and_no_run_contradicts_a_decision(all_rows: list[Row]) -> None:
    assert {row.case for row in all_rows} == {case.id for case in read_published(data_folder("cases"))}
    assert [row for row in all_rows if row.verdict in ("contradicts", "no_rule")] == []


def test_what_the_rules_can_derive_holds_in_the_ordinary_run(all_rows: list[Row]) -> None:
    derivable = [r for r in all_rows if r.mode == "ordinary" and r.derivable == "yes"]

    assert len(derivable) >= 20
    assert {(row.case, row.label) for row in derivable if row.verdict != "holds"} == DERIVABLE_BUT_OPEN


@pytest.mark.parametrize("mode", ["strict", "ordinary"])
def test_no_fewer_hold_than_before(all_rows: list[Row], mode: str) -> None:
    counts = totals(all_rows)[mode]

    assert counts.keys() == HOLDS_AT_LEAST[mode].keys()
    for place, least in HOLDS_AT_LEAST[mode].items():
        assert counts[place]["holds"] >= least, place
        assert counts[place]["contradicts"] == 0, place


def test_ordinary_run_settles_no_less_than_the_strict_one(all_rows: list[Row]) -> None:
    """Defaults add facts, and more facts flip nothing."""
    strict, ordinary = (
        {(row.case, row.label, row.expected, row.rule): row for row in all_rows if row.mode == mode}
        for mode in ("strict", "ordinary")
    )
    assert strict.keys() == ordinary.keys()
    for key, row in strict.items():
        if row.exact not in (None, "open"):
            assert row.exact == ordinary[key].exact, key


def test_each_open_expectation_lists_what_is_missing(all_rows: list[Row]) -> None:
    for row in all_rows:
        if row.exact == "open":
            assert row.depends_on or row.note, (row.case, row.label, row.mode)


FEAR = ("well_founded_fear", "fear_subjectively_held", "risk_objectively_supported")


def _with(case: PublishedCase, changes: Mapping[str, bool | None]) -> PublishedCase:
    return replace(case, facts={**case.facts, **changes})


def test_without_a_finding_of_fear_no_recognition_stays_met(checker: Checker, cases: list[PublishedCase]) -> None:
    changed = [_with(case, dict.fromkeys(FEAR)) for case in cases]

    rows = checker.check(changed)

    recognitions = [row for row in rows if row.label in ("jp.refugee", "jp.complementary_protection")]
    assert recognitions
    assert [row for row in recognitions if "yes" in (row.state, row.exact)] == []


def test_without_a_finding_of_fear_the_fear_is_what_is_missing(
    checker: Checker, cases: list[PublishedCase], rows: list[Row]
) -> None:
    """Where a person was found to be a refugee, the right next questions come."""
    met = {row.case for row in rows if row.rule == REFUGEE and row.mode == "ordinary" and row.state == "yes"}
    changed = [_with(case, dict.fromkeys(FEAR)) for case in cases if case.id in met]

    for row in checker.check(changed, modes=("ordinary",)):
        if row.rule == REFUGEE:
            assert "well_founded_fear" in row.depends_on, row.case


GROUNDS = tuple(f"convention_ground_{name}" for name in ("race", "religion", "nationality", "psg", "political_opinion"))
HOST = ("in_territory", "holds_nationality_of_country", "holds_nationality_of_host_country")
TURNED: list[tuple[str, Mapping[str, bool | None]]] = [
    # the element, and what has to go with it because it follows
    ("outside the country", {"outside_country_of_nationality": False, "stateless": False, "in_territory": None}),
    ("well-founded fear", {**dict.fromkeys(FEAR), "well_founded_fear": False}),
    ("link to a reason", {**dict.fromkeys(GROUNDS), "nexus_ground_to_harm_or_failure_of_protection": False}),
    ("in the territory", {"in_territory": False, "at_port_of_entry": None, "transit_passenger": None}),
    ("filed in person", {"application_filed_in_person": False}),
    ("own nationality", {**dict.fromkeys(HOST), "stateless": False, "holds_nationality_of_host_country": True,
                         "outside_country_of_nationality": None}),
    ("safe part of the country", {"internal_relocation_reasonable": True}),
    ("crime against peace, war crime", {"excluded_article_1f": None,
                                        "serious_reasons_crime_against_peace_war_crime_humanity": True}),
    ("home state's protection taken up", {"voluntarily_re_availed_protection": True}),
]  # fmt: skip


@pytest.mark.parametrize("changes", [pytest.param(changes, id=name) for name, changes in TURNED])
def test_turning_one_element_of_a_recognised_case_round_turns_the_answer(
    checker: Checker, cases: list[PublishedCase], rows: list[Row], changes: Mapping[str, bool | None]
) -> None:
    recognised = {
        row.case
        for row in rows
        if row.rule == REFUGEE and row.expected == "met" and row.mode == "ordinary" and row.exact == "yes"
    }
    assert len(recognised) >= 8
    for row in checker.check([_with(c, changes) for c in cases if c.id in recognised], modes=("ordinary",)):
        if row.rule == REFUGEE and row.expected == "met":
            assert (row.exact, row.verdict) == ("no", "contradicts"), (row.case, row.note, row.depends_on)


# --- verdicts ----------------------------------------------------------------------------------------------------

VERDICTS = [
    # expected, state and exact answer of each rule, all together, verdict
    ("met", [("yes", "yes")], "yes", "holds"),
    ("met", [("open", "yes")], "yes", "holds"),
    ("met", [("open", "open")], "open", "open"),
    ("met", [("no", "no")], "no", "contradicts"),
    ("met", [("not_in_force", "no")], "no", "contradicts"),
    ("met", [("open", "no")], "no", "contradicts"),
    ("met", [("open", "open"), ("open", "open")], "yes", "holds"),
    ("met", [("no", "no"), ("open", "open")], "open", "open"),
    ("not_met", [("no", "no"), ("not_in_force", "no")], "no", "holds"),
    ("not_met", [("open", "no")], "no", "holds"),
    ("not_met", [("open", "open")], "open", "open"),
    ("not_met", [("no", "no"), ("yes", "yes")], "yes", "contradicts"),
    ("not_met", [("open", "open"), ("open", "open")], "yes", "contradicts"),
    ("discretionary_grant", [("yes", "yes")], "yes", "holds"),
    ("discretionary_grant", [("open", "open")], "open", "open"),
    ("discretionary_grant", [("no", "no")], "no", "contradicts"),
    ("discretionary_refusal", [("yes", "yes")], "yes", "holds"),
    ("discretionary_refusal", [("no", "no")], "no", "contradicts"),
    ("unknown", [("open", "open")], "open", "holds"),
    ("unknown", [("yes", "yes")], "yes", "contradicts"),
    ("unknown", [("no", "no")], "no", "contradicts"),
]


@pytest.mark.parametrize(("expected", "outcomes", "together", "verdict"), VERDICTS)
def test_verdict(expected: str, outcomes: list[tuple[str, str]], together: str, verdict: str) -> None:
    assert verdict == verdict_on(expected, [("discretionary", *outcome) for outcome in outcomes], together)


def test_a_guaranteed_rule_is_no_grant_in_discretion() -> None:
    assert verdict_on("discretionary_grant", [("guaranteed", "yes", "yes")], "open") == "open"


# --- any folder of such files ------------------------------------------------------------------------------------

INVENTED = """\
id: jp-invented
jurisdiction: JP
level: administrative_first_instance
decision_date: 2008/2010
law_period: jp_2005_2016
origin: somewhere near ZZ and QQ
summary: An invented case, as a stranger may hand it in.
facts:
  in_territory: 'yes'
  outside_country_of_nationality: 'yes'
  well_founded_fear: 'no'
  favourite_colour: 'yes'
  prior_final_refusals_count: 1
  application_filed_in_person: unknown
outcome: refused
outcome_steps:
- {date: 2008/2010, body: bureau, result: refused}
- {date: some day, body: bureau, result: refused}
procedure_facts:
  application: 2007/2008
  arrival: in the spring
  never_heard_of: 2008-01-01
test:
  derivable_from_rules: 'yes'
  expected:
  - {pathway: jp.refugee, result: not_met, dossier_ids: [jp.refugee_recognition]}
  - {pathway: jp.refugee, result: not_met, dossier_ids: null}
  - {pathway: jp.unheard_of, result: met, dossier_ids: [jp.unheard_of]}
  - pathway: jp.complementary_protection
    result: not_met
    dossier_ids: [jp.complementary_protection]
    as_of: 2024-01/2024-03
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder of somebody else's: one case copied, one invented, one of a place that has no law here."""
    shutil.copy(data_folder("cases") / "jp-isa-2021-recognised-goalkeeper.yaml", tmp_path)
    (tmp_path / "jp-invented.yaml").write_text(INVENTED, encoding="utf-8")
    (tmp_path / "xx.yaml").write_text(INVENTED.replace("jurisdiction: JP", "jurisdiction: XX"), encoding="utf-8")
    return tmp_path


def test_a_folder_that_nobody_here_has_seen(checker: Checker, foreign: Path) -> None:
    rows = checker.check(read_published(foreign))

    assert {"jp-isa-2021-recognised-goalkeeper", "jp-invented"} == {row.case for row in rows}
    assert {"JP"} == {row.jurisdiction for row in rows}
    by_label = {(row.mode, row.label, row.rule): row for row in rows if row.case == "jp-invented"}
    for mode in ("strict", "ordinary"):
        row = by_label[mode, "jp.refugee", REFUGEE]
        assert (row.state, row.exact, row.verdict) == ("no", "no", "holds")
        assert "no fact is called favourite_colour" in row.note
        assert (
            by_label[mode, "jp.unheard_of", "jp.unheard_of"].verdict,
            by_label[mode, "jp.unheard_of", "jp.unheard_of"].state,
        ) == ("no_rule", None)
        later = by_label[mode, "jp.complementary_protection", "jp.complementary_protection"]
        assert later.verdict in ("holds", "open")


def test_dates_of_any_precision_are_bounds(checker: Checker, foreign: Path) -> None:
    (case,) = [case for case in read_published(foreign) if case.id == "jp-invented" and case.jurisdiction == "JP"]

    assert (date(2008, 1, 1), date(2010, 12, 31)) == case.decided
    assert ((date(2008, 1, 1), date(2010, 12, 31)),) == case.steps
    assert (date(2008, 1, 1), date(2010, 12, 31)) == checker.days(case, None)
    assert (date(2024, 1, 1), date(2024, 3, 31)) == case.expected[-1].as_of
    answers = checker.answered(case, "strict").case.at("JP")
    assert "claim_filed_on" in answers
    assert "landed_or_entered_on" not in answers


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2008/2010", (date(2008, 1, 1), date(2010, 12, 31))),
        ("2008-03/2008-05-07", (date(2008, 3, 1), date(2008, 5, 7))),
        ("2021-03-05", (date(2021, 3, 5), date(2021, 3, 5))),
        (date(2021, 3, 5), (date(2021, 3, 5), date(2021, 3, 5))),
        ("2021-03", (date(2021, 3, 1), date(2021, 3, 31))),
        (2021, (date(2021, 1, 1), date(2021, 12, 31))),
        ("2010/2008", None),
        ("before 2001/2001-09", None),
        ("2008/2009/2010", None),
        ("about 2010", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_days_meant(written: object, days: tuple[date, date] | None) -> None:
    assert days == days_meant(written)


def test_a_date_that_contradicts_the_case_is_left_out(checker: Checker, cases: list[PublishedCase]) -> None:
    case = _with(next(c for c in cases if c.id == "jp-isa-2021-recognised-goalkeeper"), {"removal_order_issued": False})

    answered = checker.answered(replace(case, procedure={"removal_order": "2015-01-01"}), "strict")

    assert "removal_order_made_on" not in answered.case.at("JP")
    assert any("removal_order contradicts" in note for note in answered.dropped)


def test_a_case_whose_facts_contradict_each_other_is_open_and_says_why(
    checker: Checker, cases: list[PublishedCase]
) -> None:
    case = _with(cases[0], {"stateless": True, "outside_country_of_nationality": True})

    for row in checker.check([case]):
        if row.rule is not None:
            assert row.verdict == "open"
            assert "stateless" in row.note


@pytest.mark.parametrize(
    ("origin", "codes"),
    [
        ("SY", ["SYR"]),
        ("SYR", ["SYR"]),
        ("IR and TR", ["IRN", "TUR"]),
        ("VN, LA, KH", ["VNM", "LAO", "KHM"]),
        ("Myanmar", []),
        ("ZZ", []),
    ],
)
def test_origin(lawbook: Lawbook, cases: list[PublishedCase], origin: str, codes: list[str]) -> None:
    case = replace(cases[0], keys={**cases[0].keys, "origin": origin})

    assert codes == origin_codes(case, lawbook.data)


BAD_FILES = [
    ("", "line 1: the file is empty"),
    ("id: x\njurisdiction: JP\nfacts: {}\n", "the case has no 'test'"),
    ("id: x\njurisdiction: JP\ntest: {expected: []}\n", "the case has no 'facts'"),
    (INVENTED.replace("result: met", "result: perhaps"), "'result' is 'perhaps'"),
    (
        INVENTED.replace("favourite_colour: 'yes'", "favourite_colour: blue"),
        "favourite_colour is 'blue'; write 'yes', 'no', unknown",
    ),
    (INVENTED.replace("in_territory: 'yes'", "in_territory: yes"), "'yes' is read as true or false elsewhere"),
    (INVENTED.replace("id: jp-invented\n", ""), "the case has no 'id'"),
]


@pytest.mark.parametrize(("text", "says"), BAD_FILES)
def test_a_broken_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_published(tmp_path)

    assert "broken.yaml" in str(caught.value)
    assert says in str(caught.value)


def test_no_folder_and_no_cases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder of cases"):
        read_published(tmp_path / "absent")
    with pytest.raises(InputError, match="the folder holds no cases"):
        read_published(tmp_path)
