"""What tests of the directory share: what is shipped."""

from __future__ import annotations

import pytest

from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.folders import data_folder


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The directory that is shipped."""
    return read_directory(data_folder("directory"))
