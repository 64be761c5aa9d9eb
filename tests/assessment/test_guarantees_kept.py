"""Labels that ask whether a guarantee was kept: by the place, by a treaty, in force or not, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asylia.assessment.kept import binds, names_of_guarantees
from asylia.assessment.published import Checker, Row
from asylia.assessment.published_defaults import read_crosswalk
from asylia.assessment.published_file import Expectation, PublishedCase, read_published
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook
from asylia.lawbook.reader import read_law
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from tests.lawbook.small_law import write_law

GROUNDS, HOURS, ORDER, DETENTION = (
    "hk.each_ground_assessed", "mo.inadmissibility_in_time", "jp.removal_order", "iccpr.9",
)  # fmt: skip
CASE_OF = {
    GROUNDS: "hk-cfi-2023-v-global-view",
    HOURS: "mo-tsi-2010-472",
    ORDER: "jp-tokyo-hc-2020-stateless-armenian",
    DETENTION: "jp-tokyo-dc-2025-detention-damages",
}
JUSTIFIED, REVIEWED = "detention_individually_justified", "detention_reviewed_by_court"


@pytest.fixture(scope="module")
def checker(lawbook: Lawbook) -> Checker:
    """The check, on the shipped law."""
    return Checker(lawbook, read_crosswalk(data_folder("cases")))


@pytest.fixture(scope="module")
def cases() -> Mapping[str, PublishedCase]:
    """The published cases by their name."""
    return {case.id: case for case in read_published(data_folder("cases"))}


def _tried(checker: Checker, case: PublishedCase, facts: Mapping[str, bool | None], expected: Expectation) -> list[Row]:
    changed = replace(case, facts={**case.facts, **facts}, expected=(expected,))
    return checker.check([changed], modes=("strict",))


def _expected(result: str, *rules: str, as_of: tuple[date, date] | None = None) -> Expectation:
    return Expectation("a label", result, rules, as_of)


ANSWERS = [
    # guarantee, facts, whether it was kept
    (GROUNDS, {"each_risk_ground_assessed": True}, "yes"),
    (GROUNDS, {"each_risk_ground_assessed": False}, "no"),
    (GROUNDS, {}, "open"),
    (HOURS, {"inadmissibility_decided_within_48_hours": True}, "yes"),
    (HOURS, {"inadmissibility_decided_within_48_hours": False}, "no"),
    (HOURS, {}, "open"),
    (ORDER, {}, "no"),
    (ORDER, {"no_country_would_admit": False}, "yes"),
    (ORDER, {"no_country_would_admit": None}, "open"),
    (ORDER, {"stateless": False, "outside_country_of_habitual_residence": None}, "yes"),
    (ORDER, {"removal_order_issued": False, "deportation_order_issued": None}, "yes"),
    (DETENTION, {}, "open"),
    (DETENTION, {JUSTIFIED: True, REVIEWED: True}, "yes"),
    (DETENTION, {JUSTIFIED: False}, "no"),
    (DETENTION, {REVIEWED: False}, "no"),
    (DETENTION, {JUSTIFIED: True}, "open"),
    (DETENTION, {"detained_for_immigration": False}, "yes"),
]


@pytest.mark.parametrize(("guarantee", "facts", "state"), ANSWERS)
def test_what_the_case_states_says_whether_it_was_kept(
    checker: Checker, cases: Mapping[str, PublishedCase], guarantee: str, facts: Mapping[str, bool | None], state: str
) -> None:
    case = cases[CASE_OF[guarantee]]
    verdicts = {
        result: [(row.rule, row.nature, row.state, row.exact, row.verdict) for row in rows]
        for result in ("met", "not_met", "unknown")
        for rows in [_tried(checker, case, facts, _expected(result, guarantee))]
    }

    right = {"yes": "met", "no": "not_met", "open": "unknown"}[state]
    for result, found in verdicts.items():
        verdict = "holds" if result == right else "open" if state == "open" else "contradicts"
        assert found == [(guarantee, "guaranteed", state, state, verdict)], result


def test_what_is_open_names_the_facts(checker: Checker, cases: Mapping[str, PublishedCase]) -> None:
    [one] = _tried(checker, cases[CASE_OF[GROUNDS]], {}, _expected("not_met", GROUNDS))
    [two] = _tried(checker, cases[CASE_OF[DETENTION]], {}, _expected("not_met", DETENTION))

    assert one.depends_on == ("each_risk_ground_assessed",)
    assert two.depends_on == (JUSTIFIED, REVIEWED)


def test_what_was_not_guaranteed_yet_was_neither_kept_nor_broken(
    checker: Checker, cases: Mapping[str, PublishedCase]
) -> None:
    case, day = cases[CASE_OF[GROUNDS]], date(2014, 3, 2)
    for result in ("met", "not_met", "unknown"):
        [row] = _tried(
            checker, case, {"each_risk_ground_assessed": False}, _expected(result, GROUNDS, as_of=(day, day))
        )

        assert (row.state, row.verdict) == ("not_in_force", "contradicts")
        assert "no such guarantee was in force" in row.note


def test_days_before_and_after_it_began_leave_it_open(checker: Checker, cases: Mapping[str, PublishedCase]) -> None:
    days = date(2014, 3, 2), date(2014, 3, 3)
    [row] = _tried(
        checker,
        cases[CASE_OF[GROUNDS]],
        {"each_risk_ground_assessed": False},
        _expected("not_met", GROUNDS, as_of=days),
    )

    assert (row.state, row.exact, row.verdict) == ("open", "open", "open")


def test_several_guarantees_and_a_provision_under_one_label(
    checker: Checker, cases: Mapping[str, PublishedCase]
) -> None:
    """A label is met where one of its rules is, and not met where none is."""
    case = cases[CASE_OF[ORDER]]
    free = {"detained_for_immigration": False}
    held = {"detained_for_immigration": True, JUSTIFIED: False}
    rules = (ORDER, DETENTION, "jp.removal_order_stateless")

    assert {row.verdict for row in _tried(checker, case, free, _expected("met", *rules[:2]))} == {"holds"}
    assert {row.verdict for row in _tried(checker, case, held, _expected("not_met", *rules[:2]))} == {"holds"}
    assert {row.verdict for row in _tried(checker, case, {}, _expected("unknown", *rules[:2]))} == {"holds"}
    found = _tried(checker, case, held, _expected("met", *rules))
    assert [(row.rule, row.state, row.verdict) for row in found] == [
        (ORDER, "no", "holds"),
        (DETENTION, "no", "holds"),
        ("jp.removal_order_stateless", "yes", "holds"),
    ]


BINDS: list[tuple[str, str, date, Truth]] = [
    ("JP", DETENTION, date(1979, 9, 20), NO),
    ("JP", DETENTION, date(1979, 9, 21), YES),
    ("KR", DETENTION, date(1990, 7, 9), NO),
    ("KR", DETENTION, date(1990, 7, 10), YES),
    ("MO", DETENTION, date(1992, 12, 30), NO),
    ("MO", DETENTION, date(1993, 6, 1), UNKNOWN),
    ("MO", DETENTION, date(1993, 12, 31), YES),
    ("HK", GROUNDS, date(2014, 3, 2), NO),
    ("HK", GROUNDS, date(2014, 3, 3), YES),
    ("MO", HOURS, date(2004, 3, 23), NO),
    ("MO", HOURS, date(2004, 3, 24), YES),
]


@pytest.mark.parametrize(("place", "name", "day", "value"), BINDS)
def test_when_a_guarantee_binds(lawbook: Lawbook, place: str, name: str, day: date, value: Truth) -> None:
    assert binds(lawbook.at(day, place), name, day) is value


def test_a_treaty_that_does_not_bind_a_place_guarantees_nothing_there(lawbook: Lawbook) -> None:
    assert {
        place for place in ("JP", "KR", "CN", "HK", "MO") if DETENTION in names_of_guarantees(lawbook.data, place)
    } == {
        "JP",
        "KR",
        "HK",
        "MO",
    }


def test_every_label_has_a_rule_that_exists(checker: Checker, lawbook: Lawbook) -> None:
    known = set(lawbook.data.provisions)
    for place in checker.places():
        known |= names_of_guarantees(lawbook.data, place)

    labels = checker.crosswalk.labels
    assert {label: rules for label, rules in labels.items() if not rules or set(rules) - known} == {}


# --- bodies of the United Nations --------------------------------------------------------------------------------


def test_a_un_body_is_read_under_the_law_of_its_period(checker: Checker, cases: Mapping[str, PublishedCase]) -> None:
    case = cases["jp-wgad-2020-58-repeated-detention"]

    assert checker.place_of(case) == "JP"
    assert {(row.jurisdiction, row.rule, row.verdict) for row in checker.check([case])} == {("UN", DETENTION, "open")}
    [row] = _tried(checker, case, {JUSTIFIED: False}, _expected("not_met", DETENTION))
    assert row.verdict == "holds"


@pytest.mark.parametrize("keys", [{"law_period": "unheard of"}, {"level": "court_appeal"}])
def test_without_a_period_or_another_body_elsewhere_it_is_left_out(
    checker: Checker, cases: Mapping[str, PublishedCase], keys: Mapping[str, str]
) -> None:
    case = cases["jp-wgad-2020-58-repeated-detention"]
    other = replace(case, keys={**case.keys, **keys})

    assert checker.place_of(other) is None
    assert checker.check([other]) == []


# --- how it is written -------------------------------------------------------------------------------------------

GUARANTEES = "japan/guarantees.yaml"
WRONG = [
    ("    id: jp.interpreter_there\n", "", "'id' and 'kept when' go together"),
    ("    kept when: applied\n", "", "'id' and 'kept when' go together"),
    ("id: jp.interpreter_there", "id: jp.shelter", "jp.shelter (line 4) is the id of a provision"),
    (
        "    note: A note.\n",
        "    note: A note.\n  - {guarantee: interpreter, column: jp.at_the_office, id: jp.interpreter_there, "
        "kept when: applied, value: 'no', from: 2099-01-01}\n",
        "the id 'jp.interpreter_there' stands twice (lines 4 and 17)",
    ),
]


@pytest.mark.parametrize(("old", "new", "says"), WRONG)
def test_an_unclear_id_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = write_law(tmp_path, {GUARANTEES: [(old, new)]})

    with pytest.raises(InputError) as caught:
        read_law(folder)

    assert f"law/{GUARANTEES}" in str(caught.value)
    assert says in str(caught.value)
