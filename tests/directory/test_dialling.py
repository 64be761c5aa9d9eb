"""A number is written as it is dialled where the reader is: eight digits of Hong Kong are another's in Macau."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import phonenumbers
import pytest

from asylia.directory.dialling import from_abroad, number_at
from asylia.directory.model import Directory, Phone
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from tests.directory.small_directory import small


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


@pytest.mark.parametrize(
    ("works_at", "place", "written"),
    [
        (("JP",), "JP", "03-6383-0688"),
        (("JP",), None, "03-6383-0688"),
        (("JP", "KR"), "JP", "03-6383-0688"),
        (("JP", "KR"), "KR", "+81 3-6383-0688"),
        (("JP", "KR"), None, "+81 3-6383-0688"),
    ],
)
def test_the_code_of_the_country_stands_where_a_reader_may_be_elsewhere(
    works_at: tuple[str, ...], place: str | None, written: str, tmp_path: Path
) -> None:
    door = replace(small(tmp_path).organizations["door"], jurisdictions=works_at)

    assert number_at(door.phones[0], door, place) == written


def test_what_cannot_be_dialled_from_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    directory = small(tmp_path)
    door = replace(directory.organizations["door"], jurisdictions=("JP", "KR"))
    counter = replace(directory.organizations["counter"], jurisdictions=("JP", "KR"))

    assert number_at(door.phones[1], door, "KR") == "0120-477-472"
    assert number_at(counter.phones[0], counter, "JP") == "1345"


def test_a_number_of_the_directory_bears_its_country_just_where_it_is_of_another(shipped: Directory) -> None:
    told = 0
    for organization in shipped.shown():
        for place in organization.jurisdictions:
            for phone in organization.phones:
                is_of_another = bool(phone.e164) and phone.reachable_from_abroad and _country(phone) != place
                assert number_at(phone, organization, place).startswith("+") == is_of_another
                told += is_of_another

    assert told
    first = shipped.organizations[shipped.matching.first_contacts["MO"].organization]
    assert number_at(first.phones[0], first, "MO") == from_abroad(first.phones[0])


def _country(phone: Phone) -> str | None:
    region: str | None = phonenumbers.region_code_for_number(phonenumbers.parse(phone.e164))
    return region
