"""Data of somebody else, made up, and how tests read what is proposed of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.imported import Imported, ImportedBlock, import_hsds
from asylia.directory.model import Directory
from asylia.errors import InputError

TODAY = date(2026, 11, 22)
ORG, SERVICE, PLACE = (f"{digit * 8}-1111-4111-8111-111111111111" for digit in "abc")
Thing = dict[str, object]


def service(**more: object) -> Thing:
    """A service of a body that is not in the directory, with an address in Tokyo. All of it is invented."""
    address = {
        "id": "1",
        "address_1": "9-9 Kasumi",
        "city": "Minato-ku",
        "state_province": "Tokyo",
        "postal_code": "105-0001",
        "country": "JP",
        "address_type": "physical",
    }
    location = {"id": PLACE, "location_type": "physical", "addresses": [address]}
    organization = {"id": ORG, "name": "Open Window", "description": "Helps.", "website": "https://window.example.org"}
    return {
        "id": SERVICE,
        "name": "Advice",
        "status": "active",
        "organization": organization,
        "service_at_locations": [{"id": "2", "location": location}],
        **more,
    }


def read(folder: Path, directory: Directory, content: object, name: str = "services.json") -> Imported:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return import_hsds(read_hsds(path), directory=directory, today=TODAY)


def one(found: Imported) -> ImportedBlock:
    assert len(found.blocks) == 1
    return found.blocks[0]


def values(block: ImportedBlock, name: str) -> list[str]:
    return [field.value for field in block.fields if field.name == name]


def parts(block: ImportedBlock, name: str) -> Mapping[str, str | bool]:
    return dict(next(field.parts for field in block.fields if field.name == name))


def kinds(block: ImportedBlock) -> list[str]:
    return [defect.kind for defect in block.defects]


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_hsds(path)
    return str(caught.value)


def says(found: Imported) -> str:
    return "\n".join(f"{defect.kind} {defect.what}; {defect.mend}" for defect in found.defects)
