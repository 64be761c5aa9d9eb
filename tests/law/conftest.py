"""The law book that the tests of the law share."""

from __future__ import annotations

import pytest

from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook


@pytest.fixture(scope="session")
def lawbook() -> Lawbook:
    """The whole law as it is written."""
    return Lawbook(load_law(data_folder("law")))
