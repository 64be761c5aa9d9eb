"""Each lint: what trips it, and what comes just short of that."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.directory.lints import LINTS, Checked, check_directory
from asylia.directory.reader import read_directory
from asylia.lawbook.lints import ERROR, INFORMATION
from tests.directory.lint_trips import TRIPS
from tests.directory.small_directory import JAPAN, KOREA, TODAY, remarks
from tests.directory.small_matching import write_small


@pytest.mark.parametrize("what", TRIPS)
def test_lint_trips_on(what: str, tmp_path: Path) -> None:
    lint, file, trips, _ = TRIPS[what]

    found = [remark for remark in remarks(tmp_path, {file: [trips]}) if remark.id == lint]

    assert found, lint
    assert all(remark.file == f"directory/{file}" and remark.line > 1 and remark.mend for remark in found)


@pytest.mark.parametrize("what", TRIPS)
def test_lint_lets_pass_what_comes_just_short_of(what: str, tmp_path: Path) -> None:
    lint, file, _, passes = TRIPS[what]

    assert [remark for remark in remarks(tmp_path, {file: [passes]}) if remark.id == lint] == []


@pytest.mark.parametrize(
    ("code", "sources", "severity"),
    [("109", "CALL", ERROR), ("109", "CALL, COPY", INFORMATION), ("9", "CALL, COPY", ERROR), ("112", "CALL", None)],
)
def test_a_short_number_newer_than_the_numbering_plan_needs_two_sources(
    code: str, sources: str, severity: str | None, tmp_path: Path
) -> None:
    old = '"1345", display: "1345", type: short_code, reachable_from_abroad: false, sources: [CALL]'
    new = f'"{code}", display: "{code}", type: short_code, reachable_from_abroad: false, sources: [{sources}]'
    found = [remark for remark in remarks(tmp_path, {KOREA: [(old, new)]}) if remark.id == "malformed-phone"]

    assert [remark.severity for remark in found] == ([severity] if severity else [])


def test_a_language_without_a_name_in_the_rules_is_found_by_nobody(tmp_path: Path) -> None:
    unnamed = ("{code: my,", "{code: kr,")  # Kanuri, where somebody meant Korea
    folder = write_small(tmp_path, {JAPAN: [("{code: ja, sources: [PAGE]}\n      - ", ""), unnamed]})
    found = [
        remark for remark in check_directory(Checked(read_directory(folder), TODAY)) if remark.id == "language-tag"
    ]

    assert [remark.says for remark in found] == ["door: 'kr' has no name in matching.yaml, so nobody finds it"]


def test_the_name_of_a_line_may_be_its_number(tmp_path: Path) -> None:
    long = ('"1345", display: "1345"', '"15771366", display: "1577-1366"')
    named = ("en: The Counter", "en: Counter 1577-1366")
    found = [remark.id for remark in remarks(tmp_path, {KOREA: [long, named]})]

    assert "number-in-note" not in found


@pytest.mark.parametrize("name", ["areas.yaml", "matching.yaml"])
def test_a_directory_without_one_of_its_files_is_told_so(name: str, tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    told = [remark.says for remark in check_directory(Checked(read_directory(folder), TODAY))]
    (folder / name).unlink()
    without = [remark.says for remark in check_directory(Checked(read_directory(folder), TODAY))]

    assert (f"there is no {name}" in told, f"there is no {name}" in without) == (False, True)


def test_small_directory_has_no_fault(tmp_path: Path) -> None:
    assert remarks(tmp_path) == []


def test_dates_are_judged_on_the_day_given(tmp_path: Path) -> None:
    before = remarks(tmp_path, today=date(2026, 11, 20))

    assert [remark.says for remark in before] == [
        "the directory was compiled on 2026-11-22, after 2026-11-20",
        "OE was seen on 2026-11-22, after 2026-11-20",
        "CALL was seen on 2026-11-21, after 2026-11-20",
    ]
    assert date(2026, 11, 20) < TODAY


def test_every_lint_says_what_it_is_for() -> None:
    assert all(lint.__doc__ for lint in LINTS)
