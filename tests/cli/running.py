"""What a run of the command line printed, for all tests of commands."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    """What a run printed, and how it ended."""

    out: str
    err: str
    code: int

    def json(self) -> dict[str, Any]:
        """The one object that was printed."""
        content = json.loads(self.out)
        assert isinstance(content, dict)
        return content


Run = Callable[..., Ran]
"""Run `asylia` with these arguments and, if given, this on standard input."""


def refused(ran: Ran) -> str:
    """The one sentence on standard error, with nothing on standard output and exit code 2."""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("asylia: ")
    assert ran.err.endswith((".\n", "?\n"))
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err.removeprefix("asylia: ")


def wide_lines(text: str) -> list[str]:
    """The lines that a terminal of eighty columns would break; East Asian letters are two columns wide."""
    return [line for line in text.splitlines() if _columns(line) > 80]


def _columns(line: str) -> int:
    seen = (letter for letter in line if unicodedata.category(letter) not in ("Mn", "Cf"))  # marks stand on letters
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in seen)


def unwrapped(text: str) -> str:
    """What was printed, as if the lines were endless."""
    return " ".join(text.split())
