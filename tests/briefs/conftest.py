"""What the tests of briefs share: the law, and rows of UNHCR's tables."""

from __future__ import annotations

from tests.cli.conftest import run
from tests.figures.conftest import folder, rows

__all__ = ["folder", "rows", "run"]
