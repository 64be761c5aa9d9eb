"""The guide over the shipped law, made once."""

from __future__ import annotations

import pytest

from asylia.briefs.guide.order import Guide
from asylia.directory.cache import load_directory
from asylia.directory.match_index import Index, index_of
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook
from tests.briefs.guide.people import guide_of


@pytest.fixture(scope="session")
def guide(lawbook: Lawbook) -> Guide:
    return guide_of(lawbook)


@pytest.fixture(scope="session")
def index(cache_folder: object) -> Index:
    return index_of(load_directory(data_folder("directory")))
