"""The command line, run inside the test."""

from __future__ import annotations

import io
import sys

import pytest

from asylia.cli.app import main
from tests.cli.running import Ran, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `asylia` with these arguments and, if given, this on standard input."""

    def runs(*arguments: str, stdin: bytes | None = None) -> Ran:
        monkeypatch.setattr(sys, "argv", ["asylia", *arguments])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        printed = capsys.readouterr()
        return Ran(printed.out, printed.err, code)

    return runs
