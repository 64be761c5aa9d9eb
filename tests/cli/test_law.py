"""`asylia law`: check, show, at, read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from tests.lawbook.small_law import Changes, write_law, write_words

STATUS = "japan/status.yaml"
TODAY = ("--today", "2026-06-01")
CASE = str(data_folder("examples") / "opposition-member-overstayed.yaml")


def asylia(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


COMMAND = (sys.executable, "-c", "from asylia.cli.app import main; main()")


def check(folder: Path, changes: Changes, *more: str) -> subprocess.CompletedProcess[str]:
    return asylia("law", "check", "--law", str(write_law(folder, changes)), *TODAY, *more)


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_passes_the_shipped_law() -> None:
    done = asylia("law", "check", "--today", "2026-11-22")

    assert done.returncode == 0, done.stdout
    assert "law check: 0 errors, " in done.stdout


def test_check_of_a_law_without_fault(tmp_path: Path) -> None:
    done = check(tmp_path, {})

    assert (done.returncode, done.stdout) == (0, "law check: 0 errors, 0 warnings, 0 information\n")


def test_check_ends_with_two_on_an_error(tmp_path: Path) -> None:
    done = check(tmp_path, {STATUS: [("act art_2__para_1", "akt art_2__para_1")]})

    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "law/japan/status.yaml:8: error: the citation 'akt art_2__para_1' names no known instrument; "
        "did you mean 'act'?",
        "law check: 1 errors, 0 warnings, 0 information",
    ]


def test_check_does_not_fail_on_a_warning(tmp_path: Path) -> None:
    done = check(tmp_path, {STATUS: [("    re-read: 2026-01-01\n", "")]})

    assert done.returncode == 0
    assert done.stdout.startswith("law/japan/status.yaml:3: warning: jp.shelter does not say when")


def test_check_counts_information_and_shows_it_on_request(tmp_path: Path) -> None:
    gap: Changes = {STATUS: [("to: 2005-05-15", "to: 2005-05-13")]}

    counted = check(tmp_path / "counted", gap).stdout.splitlines()
    shown = check(tmp_path / "shown", gap, "--all").stdout.splitlines()

    assert counted == [
        "information (shown with --all):",
        "  version-gap: 1",
        "law check: 0 errors, 0 warnings, 1 information",
    ]
    assert shown == [
        "law/japan/status.yaml:21: information: jp.shelter was not in force from 2005-05-14 to 2005-05-15; "
        "add a version if it was",
        "law check: 0 errors, 0 warnings, 1 information",
    ]


def test_check_looks_at_the_words_and_cases_beside_the_law(tmp_path: Path) -> None:
    write_words(tmp_path, {"en/facts.yaml": [("at_risk:\n", "at_risc:\n")]})
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "one.yaml").write_text("facts: {spare: true}\n", encoding="utf-8")
    spare = "  - {id: spare, type: yes/no, means: S., about: person, known by: person, burden: 1, sensitivity: 1}\n"

    done = check(
        tmp_path, {"vocabulary/person.yaml": [("  - id: home\n", spare + "  - id: home\n")]}, "--format", "json"
    )

    assert done.returncode == 2
    found = json.loads(done.stdout)
    assert found["totals"] == {"errors": 1, "warnings": 1, "information": 1}
    assert [(f["id"], f["severity"], f["file"]) for f in found["findings"]] == [
        ("text-of-nothing", "error", "languages/en/facts.yaml"),
        ("missing-text", "warning", "languages/en/facts.yaml"),
        ("empty-guide-text", "information", "languages/en/facts.yaml"),
    ]
    assert all({"id", "severity", "file", "line", "says", "mend"} == set(f) for f in found["findings"])


def test_check_of_a_broken_law_says_one_sentence(tmp_path: Path) -> None:
    done = check(tmp_path, {STATUS: [("kind: status", "kind: favour")]})

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("asylia: law/japan/status.yaml, line 5: 'kind' is 'favour'")
    assert done.stderr.count("\n") == 1


# --- show ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["jp.complementary_protection", "complementary_protection"])
def test_show_prints_a_provision_as_prose_in_eighty_columns(what: str) -> None:
    done = asylia("law", "show", what)

    assert done.returncode == 0
    assert "Recognition as a person eligible for complementary protection" in done.stdout
    assert "from 2023-12-01" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("what", ["japan/status", "JP/status", "law/japan/status.yaml"])
def test_show_prints_all_provisions_of_a_file(what: str) -> None:
    done = asylia("law", "show", what, "--format", "json")

    found = json.loads(done.stdout)
    assert "jp.refugee_recognition" in [provision["id"] for provision in found]
    assert {provision["kind"] for provision in found} == {"status"}


def test_show_prints_a_whole_folder_in_japanese_as_markdown() -> None:
    done = asylia("law", "show", "japan", "--lang", "ja", "--format", "markdown")

    assert "# 難民の認定\n" in done.stdout
    assert "入管法 61条の2第1項" in done.stdout


@pytest.mark.parametrize("language", ["ko", "zh-Hans", "zh-Hant"])
def test_show_gives_a_reviewer_a_whole_jurisdiction_in_any_language(language: str) -> None:
    done = asylia("law", "show", "korea", "--lang", language, "--format", "md")

    assert done.stdout.count("\n# ") >= 25
    assert texts_in(language).word("not_reviewed") in done.stdout


def test_show_names_published_cases_and_the_age_of_sources() -> None:
    done = asylia("law", "show", "kr.humanitarian_stay")

    assert "kr-sac-2018-syrian-humanitarian" in done.stdout
    assert "days ago)" in done.stdout


# --- at --------------------------------------------------------------------------------------------------------------


def test_at_lists_what_is_in_force_with_its_nature() -> None:
    before = json.loads(asylia("law", "at", "2023-11-30", "--in", "JP", "--format", "json").stdout)
    after = json.loads(asylia("law", "at", "2023-12-01", "--in", "JP", "--format", "json").stdout)

    natures = {provision["id"]: provision["nature"] for provision in after}
    assert "jp.complementary_protection" not in {provision["id"] for provision in before}
    assert natures["jp.complementary_protection"] == "guaranteed"
    assert natures["jp.special_permission_to_stay"] == "discretionary"


def test_at_lists_a_treaty_bar_only_while_the_treaty_binds() -> None:
    before = asylia("law", "at", "1981-12-31", "--in", "JP").stdout
    after = asylia("law", "at", "1982-01-01", "--in", "JP").stdout

    assert "int.convention_33" not in before
    assert "int.convention_33" in after
    assert max(map(len, after.splitlines())) <= 80


# --- read ------------------------------------------------------------------------------------------------------------


def test_read_runs_a_reading_and_says_where_it_departs() -> None:
    done = asylia("law", "read", "seed_four_outcomes", CASE)

    assert done.returncode == 0
    assert "Recognised as a refugee" in done.stdout
    assert "epart from the statute" in done.stdout


def test_read_as_data() -> None:
    found = json.loads(asylia("law", "read", "jp.seed_four_outcomes", CASE, "--format", "json").stdout)

    assert found["id"] == "jp.seed_four_outcomes"


# --- all -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "jp.refugee_recogniton"), "there is no provision or folder 'jp.refugee_recogniton'; did you mean"),
        (("show", "japan/feelings"), "there is no provision or folder 'japan/feelings'"),
        (("at", "2024-13-01", "--in", "JP"), "'2024-13-01' is no day of the calendar"),
        (("at", "1900-01-01", "--in", "JP"), "1900-01-01 lies before"),
        (("at", "2024-07-01", "--in", "XX"), "there is no law of a jurisdiction 'XX' here"),
        (("read", "jp.nothing", CASE), "there is no reading 'jp.nothing'"),
        (("read", "jp.decision_flow", CASE, "--on", "2016-07-28"), "is a reading of the law from 2023-12-01"),
        (("check", "--law", "/nowhere"), "there is no such law folder"),
        (("check", "--today", "soon"), "'soon' is no day of the calendar"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_two(arguments: tuple[str, ...], says: str) -> None:
    done = asylia("law", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("asylia: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "show", "at", "read"])
def test_help_shows_a_worked_example(command: str) -> None:
    assert f"Example: asylia law {command}" in asylia("law", command, "--help").stdout
