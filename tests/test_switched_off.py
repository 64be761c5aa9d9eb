"""A check that is switched off says why, beside it: else nobody can tell whether it still must be."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "tests", "bench", "tools")
_OFF = re.compile(r"# (?:noqa|type: ignore|pragma)\b[^#]*(?P<reason># \S.*)?$")


def without_reason(line: str) -> bool:
    found = _OFF.search(line)
    return found is not None and not found["reason"]


def test_every_check_that_is_switched_off_has_its_reason() -> None:
    here = Path(__file__)
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != here
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if without_reason(line)
    ]

    assert lines == []


def test_a_reason_is_told_from_none() -> None:
    assert without_reason("import late  # noqa: E402")
    assert without_reason("return found  # type: ignore[return-value]")
    assert not without_reason("import late  # noqa: E402  # the settings come first")
    assert not without_reason("return found")
