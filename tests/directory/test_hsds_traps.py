"""Telephones, hours, zones and postcodes of others, however they are spelt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asylia.directory.hsds.imported import ImportedBlock
from asylia.directory.model import Directory
from tests.directory.hsds_of_others import (
    kinds,
    one,
    parts,
    read,
    service,
    values,
)


@pytest.mark.parametrize(
    ("written", "read_as", "defect"),
    [
        ("03-5312-4826", "+81353124826", None),
        ("+81 3 5312 4826", "+81353124826", None),
        ('"+81 3 5312 4826"', "+81353124826", None),
        ("03 53 12 48 26", "+81353124826", "digits_in_pairs"),
        ("+81 (0)3 5312 4826", "+81353124826", "trunk_zero"),
        ("81 3 5312 4826", "+81353124826", "plus_missing"),
        ("+81120477472", "+81120477472", "not_from_abroad"),
        ("03-5312-48", None, "number_unreadable"),
        ("ask at the desk", None, "number_unreadable"),
    ],
)
def test_phones_are_read_however_they_are_spelt(
    tmp_path: Path, directory: Directory, written: str, read_as: str | None, defect: str | None
) -> None:
    block = one(read(tmp_path, directory, service(phones=[{"id": "3", "number": written}])))

    assert values(block, "phones") == ([read_as] if read_as else [])
    assert (defect in kinds(block)) if defect else not {"number_unreadable", "plus_missing"} & set(kinds(block))


def test_a_free_number_says_that_it_cannot_be_dialled_from_abroad(tmp_path: Path, directory: Directory) -> None:
    block = one(read(tmp_path, directory, service(phones=[{"id": "3", "number": "0120-477-472", "type": "voice"}])))

    assert parts(block, "phones")["type"] == "toll_free"
    assert parts(block, "phones")["reachable_from_abroad"] is False


def hours(tmp_path: Path, directory: Directory, **fields: object) -> ImportedBlock:
    rule = {"id": "5", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "10:00", "closes_at": "17:00", **fields}
    return one(read(tmp_path, directory, service(schedules=[rule])))


@pytest.mark.parametrize("zone", [9, 9.0, "9", "+9", "+09:00", "0900", "UTC+9", "GMT+09:00", "Asia/Tokyo", None, ""])
@pytest.mark.parametrize(("opens", "closes"), [("10:00", "17:00"), ("10:00:00", "17:00:00"), ("1000", "5:00 PM")])
def test_hours_are_read_with_every_spelling_of_the_zone(
    tmp_path: Path, directory: Directory, zone: object, opens: str, closes: str
) -> None:
    block = hours(tmp_path, directory, timezone=zone, opens_at=opens, closes_at=closes)

    assert values(block, "schedules") == ["advice: MO,TU 10:00-17:00"]
    assert kinds(block) == ["need_unclear"]


def test_a_zone_inside_the_hour_goes_before_one_beside_it(tmp_path: Path, directory: Directory) -> None:
    block = hours(tmp_path, directory, timezone=0, opens_at="10:00+09:00", closes_at="17:00:00+0900")

    assert values(block, "schedules") == ["advice: MO,TU 10:00-17:00"]
    assert kinds(block) == ["need_unclear"]


def test_hours_in_another_zone_are_moved_and_said(tmp_path: Path, directory: Directory) -> None:
    block = hours(tmp_path, directory, opens_at="01:00Z", closes_at="08:00Z")

    assert values(block, "schedules") == ["advice: MO,TU 10:00-17:00"]
    assert kinds(block).count("hours_in_another_zone") == 2


def test_hours_that_would_fall_on_another_day_are_not_taken(tmp_path: Path, directory: Directory) -> None:
    block = hours(tmp_path, directory, opens_at="10:00Z", closes_at="17:00Z")

    assert "10:00" not in values(block, "schedules")[0]
    assert "hours_in_another_zone" in kinds(block)


@pytest.mark.parametrize(
    ("fields", "defect"),
    [
        ({"timezone": "JST"}, "zone_unreadable"),
        ({"timezone": 540}, "zone_unreadable"),
        ({"timezone": "Asia/Nowhere"}, "zone_unreadable"),
        ({"opens_at": "25:00"}, "hour_unreadable"),
        ({"opens_at": "morning"}, "hour_unreadable"),
        ({"byday": "1MO,3MO", "freq": "WEEKLY"}, "hours_in_words"),
        ({"byday": "6MO", "freq": "MONTHLY"}, "hours_in_words"),
        ({"interval": 2}, "hours_in_words"),
        ({"valid_from": "soon"}, "date_unreadable"),
    ],
)
def test_hours_that_cannot_be_read_are_said(
    tmp_path: Path, directory: Directory, fields: dict[str, object], defect: str
) -> None:
    assert defect in kinds(hours(tmp_path, directory, **fields))


def test_weekdays_of_a_month_are_taken(tmp_path: Path, directory: Directory) -> None:
    block = hours(tmp_path, directory, byday="1MO,-1FR", freq="MONTHLY")

    assert (parts(block, "schedules")["freq"], parts(block, "schedules")["byday"]) == ("MONTHLY", "1MO,-1FR")
    assert "hours_in_words" not in kinds(block)


def test_coordinates_persons_and_invented_postcodes_are_not_taken(tmp_path: Path, directory: Directory) -> None:
    thing = json.loads(json.dumps(service(contacts=[{"id": "7", "name": "A B", "email": "a.b@x.example"}])))
    location = thing["service_at_locations"][0]["location"]
    location |= {"latitude": 35.66, "longitude": 139.75}
    location["addresses"][0] |= {"country": "HK", "postal_code": "999077"}
    block = one(read(tmp_path, directory, thing))

    assert {"coordinates", "person_named", "unstructured_address"} <= set(kinds(block))
    assert values(block, "emails") == []
    assert not any("35.66" in str(field) for field in block.fields)


def test_an_extension_is_kept_in_words(tmp_path: Path, directory: Directory) -> None:
    block = one(read(tmp_path, directory, service(phones=[{"id": "3", "number": "03-5312-4826", "extension": 12}])))

    assert parts(block, "phones")["note"] == "extension 12"
