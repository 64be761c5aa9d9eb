"""`asylia compare`, `asylia law history` and `asylia law diff` as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asylia.cli import app
from asylia.folders import data_folder

EXAMPLE = str(Path(data_folder("examples")) / "embassy-staff-reason-open.yaml")


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[object, str, str]:
    monkeypatch.setattr("sys.argv", ["asylia", *arguments])
    with pytest.raises(SystemExit) as ended:
        app.main()
    shown = capsys.readouterr()
    return ended.value.code, shown.out, shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", EXAMPLE),
        ("compare", EXAMPLE, "--lang", "ja"),
        ("law", "history", "KR"),
        ("law", "history", "INT"),
        ("law", "diff", "JP", "2023-11-30", "2023-12-01"),
    ],
)
def test_lines_fit_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, shown, _ = run(monkeypatch, capsys, *arguments)

    assert code in (0, None)
    assert shown
    assert max(map(len, shown.splitlines())) <= 80


def test_compare_prints_one_object(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(monkeypatch, capsys, "compare", EXAMPLE, "--format", "json")

    content = json.loads(shown)
    assert content["jurisdictions"] == ["JP", "KR", "CN", "HK", "MO"]
    assert {"jurisdiction": "KR", "fact": "in_territory", "value": True} in content["supposed"]


def test_a_difference_says_condition_by_condition(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shown, _ = run(monkeypatch, capsys, "law", "diff", "JP", "2023-11-30", "2023-12-01")

    assert "begins: Recognition as a person eligible for complementary protection" in shown
    assert "a territory where persecution" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("law", "diff", "JP", "2023-12-01", "2023-11-30"),
        ("law", "diff", "XX", "2023-11-30", "2023-12-01"),
        ("law", "history", "XX"),
        ("law", "diff", "JP", "2023-02-30", "2023-12-01"),
        ("compare", EXAMPLE, "--in", "XX"),
    ],
)
def test_wrong_input_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, shown, said = run(monkeypatch, capsys, *arguments)

    assert (code, shown) == (2, "")
    assert said.count("\n") == 1
