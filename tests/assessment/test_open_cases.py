"""The list of published expectations that stay open is complete, and holds nothing that is answered by now."""

from __future__ import annotations

from asylia.assessment.published import Checker
from asylia.assessment.published_defaults import read_crosswalk, read_known_open
from asylia.assessment.published_file import read_published
from asylia.folders import data_folder
from asylia.lawbook.law import Lawbook


def test_every_open_expectation_says_what_its_sources_lack(lawbook: Lawbook) -> None:
    folder = data_folder("cases")
    rows = Checker(lawbook, read_crosswalk(folder)).check(read_published(folder), ["ordinary"])

    still_open = {(row.case, row.label) for row in rows if row.verdict == "open"}

    assert still_open == set(read_known_open(folder))
