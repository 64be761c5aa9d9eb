"""What the tests of figures share: the rows behind worked values, and the full tables where somebody has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asylia.figures.query import Tables, open_tables
from tests.figures.unhcr_rows import tables_of_csv


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The rows of tests/data/unhcr."""
    return tables_of_csv(tmp_path_factory.mktemp("unhcr"))


@pytest.fixture(scope="session")
def full() -> Tables:
    """UNHCR's tables, all of them."""
    if not os.environ.get("ASYLIA_UNHCR_DATA"):
        pytest.skip("set ASYLIA_UNHCR_DATA to a folder with UNHCR's tables to run this over all of them")
    return open_tables()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for made-up tables."""
    return tmp_path
