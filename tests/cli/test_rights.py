"""`asylia rights`: who has which right on a day, what sets holders apart, and what treaties owe beside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

import pytest

from asylia.lawbook.law import Lawbook
from tests.cli.running import Run, refused, unwrapped, wide_lines

TODAY = ("--on", "2026-11-22")
PLACES = ("JP", "KR", "CN", "HK", "MO")
Json = Mapping[str, object]


def tables(run: Run, *arguments: str) -> Sequence[Json]:
    return cast("Sequence[Json]", json.loads(run("rights", *arguments, "--format", "json").out))


def cell(run: Run, place: str, column: str, row: str, *arguments: str) -> Json:
    """The cell of a row in a column at a place."""
    [table] = tables(run, place, *arguments)
    columns = cast("Sequence[Json]", table["columns"])
    [found] = [
        cell
        for known in columns
        if known["column"] == column
        for cell in cast("Sequence[Json]", known["cells"])
        if cell["row"] == row
    ]
    return found


# --- the table --------------------------------------------------------------------------------------------------------


def test_table_has_a_row_by_right_and_a_letter_by_column(run: Run) -> None:
    said = run("rights", "JP", *TODAY).out

    assert "Rights: Japan" in said
    assert "│ Travel document               │ ✗ │ ✗ │ ✗ │ ✓ │ ✗ │ ✗ │ ✗ │" in said
    assert " D Recognised refugee\n" in said
    assert "✓ yes  ± in part  ◇ at discretion  ✗ no  ? not known" in said


def test_without_a_place_every_place_has_its_table(run: Run) -> None:
    assert [table["jurisdiction"] for table in tables(run)] == list(PLACES)


def test_json_has_everything_that_a_cell_says(run: Run) -> None:
    found = cell(run, "JP", "jp.provisional_stay_holder", "work", *TODAY)

    assert {key: found[key] for key in ("value", "from", "to", "by_practice", "unverified", "sources")} == {
        "value": "discretionary",
        "from": "2024-06-10",
        "to": None,
        "by_practice": False,
        "unverified": False,
        "sources": ["S1", "S3"],
    }
    assert {"id": "jp-icrra art_61-2-7", "text": "ICRRA art. 61-2-7"} in cast("list[object]", found["citations"])


def test_markdown_is_one_table(run: Run) -> None:
    head, *lines = run("rights", "KR", *TODAY, "--format", "markdown").out.splitlines()
    rows = [line for line in lines if line.startswith("|")]

    assert head == "# Rights: Korea"
    assert {row.count(" | ") for row in rows if "---" not in row} == {6}


@pytest.mark.parametrize("options", [(), ("--compare",), ("--guarantees",), ("--status", "refugee")])
@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant"])
def test_no_line_is_wider_than_eighty_columns(run: Run, lang: str, options: tuple[str, ...]) -> None:
    assert wide_lines(run("rights", *TODAY, *options, "--lang", lang).out) == []


def test_table_is_headed_by_what_its_rows_are(run: Run) -> None:
    rights, guarantees = (
        next(line for line in run("rights", "KR", *TODAY, *more, "--format", "md").out.splitlines() if line[:2] == "| ")
        for more in ((), ("--guarantees",))
    )

    assert (rights.split(" | ")[0], guarantees.split(" | ")[0]) == ("| Right", "| Guarantee")


def test_day_picks_the_cell(run: Run) -> None:
    before, since = (
        cell(run, "JP", "jp.provisional_stay_holder", "work", "--on", day) for day in ("2024-06-09", "2024-06-10")
    )

    assert (before["value"], since["value"]) == ("no", "discretionary")


def test_days_under_the_same_law_keep_their_own_cells(run: Run) -> None:
    """Korea opened the register of disabilities to refugees on 19 December 2017, when no provision changed."""
    days = ("2017-12-18", "2017-12-19")

    assert [tables(run, "KR", "--on", day)[0]["date"] for day in days] == list(days)
    assert [cell(run, "KR", "kr.refugee", "disability_registration", "--on", day)["value"] for day in days] == [
        "no",
        "yes",
    ]


# --- one status -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["jp.refugee", "refugee"])
def test_one_status_is_told_in_full(run: Run, name: str) -> None:
    said = unwrapped(run("rights", "JP", *TODAY, "--status", name).out)

    assert "Recognised refugee Lawful stay: ✓ yes: Long-Term Resident, usually five years" in said
    assert "ICRRA art. 61-2-2(1)" in said
    assert "Person under complementary protection" not in said


def test_group_may_be_several_columns(run: Run) -> None:
    [table] = tables(run, "JP", "--status", "applicant")

    assert [column["column"] for column in cast("Sequence[Json]", table["columns"])] == [
        "jp.applicant_with_status",
        "jp.provisional_stay_holder",
        "jp.applicant_without_either",
    ]


@pytest.mark.parametrize(
    ("status", "places"), [("refugee", PLACES), ("humanitarian", ("JP", "KR", "CN")), ("kr.refugee", ("KR",))]
)
def test_without_a_place_a_status_shows_the_places_that_have_it(run: Run, status: str, places: tuple[str, ...]) -> None:
    assert [table["jurisdiction"] for table in tables(run, "--status", status)] == list(places)


def test_practice_and_what_nobody_verified_are_marked(run: Run) -> None:
    said = unwrapped(run("rights", "JP", *TODAY, "--status", "refugee").out)

    assert "Social assistance: ✓ yes: by notice, by analogy; no right of appeal [by practice]" in said
    assert "Freedom of movement: ✓ yes [unverified]" in said


# --- treaties beside it -----------------------------------------------------------------------------------------------


def test_duties_of_treaties_stand_beside_the_cells(run: Run) -> None:
    said = unwrapped(run("rights", "JP", *TODAY, "--status", "refugee").out)

    assert "§ Paid work as the most favoured foreigners (Refugee Convention art. 17(1)): owed to refugees" in said


@pytest.mark.parametrize(
    ("place", "treaty", "on", "bound"),
    [
        ("JP", "Refugee Convention", "2026-11-22", True),
        ("JP", "Refugee Convention", "1982-01-01", True),
        ("JP", "Refugee Convention", "1981-12-31", False),
        ("HK", "Refugee Convention", "2026-11-22", False),
        ("HK", "ICESCR", "2026-11-22", True),
        ("MO", "Refugee Convention", "2026-11-22", True),
    ],
)
def test_treaty_stands_beside_only_where_it_binds(run: Run, place: str, treaty: str, on: str, bound: bool) -> None:
    [table] = tables(run, place, "--on", on)
    citations = [str(duty["citation"]) for duty in cast("Sequence[Json]", table["duties"])]

    assert any(citation.startswith(treaty) for citation in citations) is bound
    assert (f"({treaty} art" in unwrapped(run("rights", place, "--on", on, "--status", "refugee").out)) is bound


def test_every_right_that_a_treaty_owes_is_a_row(lawbook: Lawbook) -> None:
    tables = lawbook.data.tables

    assert {duty.right for duty in tables.duties} - {""} <= set(tables.rights_rows)


# --- what sets holders apart ------------------------------------------------------------------------------------------


def test_comparison_shows_every_place_and_only_what_differs(run: Run) -> None:
    said = run("rights", "--compare", *TODAY).out
    japan = said[: said.index(": Korea")]

    assert said.count("What sets refugees and other holders of protection apart:") == len(PLACES)
    assert "│ Travel document               │ ✓ │ ✗ │ ✗ │" in japan
    assert "Lawful stay" not in japan


def test_comparison_has_only_holders_of_protection(run: Run) -> None:
    groups = {
        str(column["group"])
        for table in tables(run, "--compare", *TODAY)
        for column in cast("Sequence[Json]", table["columns"])
    }

    assert groups == {"refugee", "complementary", "humanitarian"}


# --- guarantees -------------------------------------------------------------------------------------------------------


def test_guarantees_have_a_table_of_their_own(run: Run) -> None:
    said = run("rights", "JP", "--guarantees", *TODAY).out

    assert "Guarantees of the procedure: Japan" in said
    assert "│ Lawyer at the interview              │ ✗ │ ✓ │ ✓ │ ✗ │ ✓ │" in said
    assert " B Request for review\n" in said


def test_guarantees_of_one_stage_carry_no_duties(run: Run) -> None:
    ran = run("rights", "JP", "--guarantees", "--status", "jp.on_review", *TODAY)

    assert ran.code == 0
    assert "Interpreter: ✓ yes" in ran.out
    assert "§" not in ran.out


# --- what is wrong ----------------------------------------------------------------------------------------------------

WRONG = {
    "unknown place": (("XX",), "there is no law of a jurisdiction 'XX' here"),
    "unknown status": (("JP", "--status", "jp.refugees"), "no status 'jp.refugees' at JP; did you mean 'jp.refugee'?"),
    "group that a place has not": (("HK", "--status", "humanitarian"), "no status 'humanitarian' at HK; check the"),
    "status of no place": (("--status", "jp.refugees"), "there is no status 'jp.refugees' at JP; did you mean"),
    "comparison of guarantees": (("JP", "--compare", "--guarantees"), "--compare stands alone"),
    "comparison of one status": (("JP", "--compare", "--status", "refugee"), "--compare stands alone"),
    "no day": (("JP", "--on", "2027-02-29"), "'2027-02-29' is no day of the calendar"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_gets_one_sentence(run: Run, what: str) -> None:
    arguments, says = WRONG[what]

    assert says in refused(run("rights", *arguments))
