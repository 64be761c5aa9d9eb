"""Pages in many languages and layouts, each with all that is proposed from it and every defect: no more and no less."""

from __future__ import annotations

from typing import Any

import pytest

from asylia.directory.propose import BlockProposal, propose
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import read_yaml
from tests.directory.test_propose_layouts import PAGES, TODAY

_EXPECTED: dict[str, Any] = dict(read_yaml(PAGES / "expected.yaml"))
_SHOWN = ("phones", "emails", "websites", "addresses", "schedules")


def said_of(block: BlockProposal) -> dict[str, Any]:
    """A block as `expected.yaml` writes it, without what is empty."""
    name = next((field.confidence for field in block.fields if field.name == "name"), "")
    values = {kind: [field.value for field in block.fields if field.name == kind] for kind in _SHOWN}
    doubtful = [
        field.value for field in block.fields if field.name in ("phones", "emails") and field.confidence == "low"
    ]
    defects = [f"{defect.line} {defect.kind}" for defect in block.defects]
    said = {"name": block.name, "sure": name, "in": block.country, **values, "low": doubtful, "defects": defects}
    return {key: value for key, value in said.items() if value}


@pytest.mark.parametrize("page", sorted(_EXPECTED))
def test_page_gives_what_stands_in_it_and_no_false_alarm(page: str) -> None:
    found = propose(
        (PAGES / page).read_bytes(), name=page, today=TODAY, directory=read_directory(data_folder("directory"))
    )

    expected = _EXPECTED[page]
    assert [said_of(block) for block in found.blocks] == expected["blocks"]
    assert (expected["updated"], expected.get("page", [])) == (found.age.updated, [one.kind for one in found.defects])
