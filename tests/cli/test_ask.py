"""`asylia ask` as a person uses it: answers line by line, back, leaving, taking up again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from asylia.assessment.casefile import read_case_file
from asylia.cli import app
from asylia.lawbook.law import Lawbook
from asylia.logic.values import WhyUnknown


def asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: Path, typed: str, *more: str
) -> str:
    """What the terminal shows when these lines are typed."""
    monkeypatch.setattr("sys.argv", ["asylia", "ask", str(file), "--in", "JP", "--on", "2024-07-01", *more])
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert ended.value.code in (0, None)
    return capsys.readouterr().out


def test_it_saves_a_case_file_and_ends_with_the_assessment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, lawbook: Lawbook
) -> None:
    shown = asked(monkeypatch, capsys, tmp_path / "case.yaml", "no\n?\n-\nq\n")

    case = read_case_file(tmp_path / "case.yaml", lawbook.data)
    answers = {**case.answers, **case.answers_at.get("JP", {})}
    assert {False, WhyUnknown.PERSON_DOES_NOT_KNOW, WhyUnknown.RATHER_NOT_SAY} == set(answers.values())
    assert "Ways to protection: Japan" in shown
    assert "not encrypted" in shown


def test_going_back_takes_the_last_answer_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, lawbook: Lawbook
) -> None:
    asked(monkeypatch, capsys, tmp_path / "case.yaml", "no\nb\nq\n")

    case = read_case_file(tmp_path / "case.yaml", lawbook.data)
    assert not case.answers
    assert not any(case.answers_at.values())


def test_what_is_not_understood_is_asked_again_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shown = asked(monkeypatch, capsys, tmp_path / "case.yaml", "perhaps\n\nq\n")

    assert shown.count("not understood") == 2


def test_an_interview_is_taken_up_where_it_was_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, lawbook: Lawbook
) -> None:
    asked(monkeypatch, capsys, tmp_path / "case.yaml", "no\nq\n")
    first = read_case_file(tmp_path / "case.yaml", lawbook.data)

    asked(monkeypatch, capsys, tmp_path / "case.yaml", "?\nq\n")

    second = read_case_file(tmp_path / "case.yaml", lawbook.data)
    assert first.answers.items() <= second.answers.items()
    assert first.answers_at.get("JP", {}).items() <= second.answers_at.get("JP", {}).items()
    assert first != second


def test_the_end_of_input_leaves_and_saves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked(monkeypatch, capsys, tmp_path / "case.yaml", "")

    assert (tmp_path / "case.yaml").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["asylia", "ask", str(tmp_path / "none" / "case.yaml"), "--in", "JP"])
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))

    with pytest.raises(SystemExit) as ended:
        app.main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
