"""Data of somebody else: read as far as they go, everything wrong said with its place, nothing trusted."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.directory.hsds import files
from asylia.directory.hsds.export import export
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.import_out import review_file, summary
from asylia.directory.hsds.imported import Imported, ImportedBlock, import_hsds
from asylia.directory.hsds.shape import SHAPES
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.strict_yaml import parse_yaml
from tests.directory.hsds_schemas import FOLDER, official

TODAY = date(2026, 11, 22)
ORG, SERVICE, PLACE = (f"{digit * 8}-1111-4111-8111-111111111111" for digit in "abc")
Thing = dict[str, object]


@pytest.fixture(scope="module")
def directory() -> Directory:
    return read_directory(data_folder("directory"))


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


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_body_of_others_is_proposed_on_hold_and_its_words_are_not_copied(
    tmp_path: Path, directory: Directory
) -> None:
    block = one(read(tmp_path, directory, service()))

    assert values(block, "names") == ["Open Window"]
    assert values(block, "publish") == ["hold"]
    assert values(block, "jurisdictions") == ["JP"]
    assert values(block, "description") == ["see services.json.organization"]
    assert values(block, "addresses") == ["9-9 Kasumi, Minato-ku, Tokyo, 105-0001, JP"]
    assert values(block, "services") == ["Advice"]
    assert parts(block, "services")["at"] == "place-1"
    assert block.body == ""
    assert kinds(block) == ["need_unclear"]


@pytest.mark.parametrize("name", ["services.json", "unnamed.json"])
@pytest.mark.parametrize("shape", ["single", "list", "page"])
def test_one_object_a_list_and_a_page_say_the_same(tmp_path: Path, directory: Directory, name: str, shape: str) -> None:
    forms = {"single": service(), "list": [service()], "page": {"contents": [service()], "size": 1}}
    block = one(read(tmp_path, directory, forms[shape], name))

    assert values(block, "services") == ["Advice"]


def test_objects_on_lines_are_read_and_a_broken_line_is_named(tmp_path: Path, directory: Directory) -> None:
    text = json.dumps(service())
    assert values(one(read(tmp_path, directory, text + "\n", "services.ndjson")), "services") == ["Advice"]
    (tmp_path / "services.ndjson").write_text(f"{text}\n{{broken\n", encoding="utf-8")

    assert refused(tmp_path / "services.ndjson").startswith("services.ndjson, line 2: JSON: ")


def test_additions_of_the_draft_of_3_1_are_read(tmp_path: Path, directory: Directory) -> None:
    organization = {**service()["organization"], "additional_websites": [{"id": "9", "url": "https://two.example.org"}]}  # type: ignore[dict-item]
    found = read(tmp_path, directory, service(organization=organization))

    assert values(one(found), "websites") == ["https://window.example.org", "https://two.example.org"]
    assert found.drafts == ("url",)


@official
@pytest.mark.parametrize("version", ["3.0", "3.1-dev"])
@pytest.mark.parametrize(
    "name", ["service_full.json", "organization_full.json", "service_at_location_full.json", "csv"]
)
def test_the_official_examples_are_read(directory: Directory, version: str, name: str) -> None:
    found = import_hsds(read_hsds(Path(FOLDER) / version / "examples" / name), directory=directory, today=TODAY)

    assert values(one(found), "names") == ["Example Organization Inc."]
    assert values(one(found), "phones") == ["+441234234567"]
    assert {"place_unclear", "coordinates", "person_named"} <= set(kinds(one(found)))
    assert bool(found.drafts) is (version != "3.0")


def test_a_body_that_the_directory_holds_is_known_by_its_phone(tmp_path: Path, directory: Directory) -> None:
    block = one(read(tmp_path, directory, service(phones=[{"id": "3", "number": "03-6383-0688"}])))

    assert (block.body, block.body_why) == ("frj", "a phone number is the same")


def test_our_own_export_comes_back_whole(tmp_path: Path, directory: Directory) -> None:
    export(directory, tmp_path / "out", language="en", word=texts_in("en").word, form="tabular")
    found = import_hsds(read_hsds(tmp_path / "out"), directory=directory, today=TODAY)

    assert [block.body for block in found.blocks] == [body.id for body in directory.shown()]
    assert all(block.is_own for block in found.blocks)
    assert found.defects == ()


def test_our_own_export_that_somebody_changed_is_read_as_of_others(tmp_path: Path, directory: Directory) -> None:
    export(directory, tmp_path / "out", language="en", word=texts_in("en").word, form="json")
    path = tmp_path / "out" / "organizations.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    page["contents"][0]["attributes"] = [
        {**mark, "value": "perhaps"} if mark["taxonomy_term"]["code"] == "profile:publish" else mark
        for mark in page["contents"][0]["attributes"]
    ]
    path.write_text(json.dumps(page), encoding="utf-8")
    block = import_hsds(read_hsds(tmp_path / "out"), directory=directory, today=TODAY).blocks[0]

    assert not block.is_own
    assert "profile_broken" in kinds(block)
    assert values(block, "publish") == ["hold"]


# --- traps -----------------------------------------------------------------------------------------------------------


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
        ({"byday": "1MO,3MO", "freq": "MONTHLY"}, "hours_in_words"),
        ({"interval": 2}, "hours_in_words"),
        ({"valid_from": "soon"}, "date_unreadable"),
    ],
)
def test_hours_that_cannot_be_read_are_said(
    tmp_path: Path, directory: Directory, fields: dict[str, object], defect: str
) -> None:
    assert defect in kinds(hours(tmp_path, directory, **fields))


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


# --- what is wrong ---------------------------------------------------------------------------------------------------


def says(found: Imported) -> str:
    return "\n".join(f"{defect.kind} {defect.what}; {defect.mend}" for defect in found.defects)


def test_wrong_types_are_said_with_their_path(tmp_path: Path, directory: Directory) -> None:
    wrong = service(url=7, phones={"id": "3"}, minimum_age="old", status="open")
    found = read(tmp_path, directory, {"contents": [wrong, "text"]})

    assert "wrong_type services.json, contents[0]: url must be text, not 7" in says(found)
    assert "wrong_type services.json, contents[0].phones: phones must be a list" in says(found)
    assert "minimum_age must be a number, not 'old'" in says(found)
    assert "wrong_value services.json, contents[0]: status is 'open', which is none of active, inactive" in says(found)
    assert "wrong_type services.json, contents[1]: a service must be an object" in says(found)


def test_missing_references_ids_and_bodies_are_said(tmp_path: Path, directory: Directory) -> None:
    things = [
        {"id": "1", "name": "Lonely", "status": "active"},
        {"id": "2", "name": "Lost", "status": "active", "organization_id": "nowhere"},
        {"name": "Nameless", "status": "active"},
    ]
    found = read(tmp_path, directory, things)

    assert "services.json, [0]: the service names no organization" in says(found)
    assert "services.json, [1]: organization_id names the organization nowhere, which is nowhere" in says(found)
    assert "id_missing services.json, [2]: the service has no id" in says(found)


def test_two_objects_of_one_id_that_differ_are_said(tmp_path: Path, directory: Directory) -> None:
    found = read(tmp_path, directory, [service(), service(name="Other")])

    assert "contradicts_itself services.json, [1]: name of the service" in says(found)
    assert values(one(found), "services") == ["Advice"]


@pytest.mark.parametrize("letters", ["\x1b[2J", "\x7f", "\x9b", "\ud800", "\uffff"])
def test_letters_that_no_text_has_are_taken_out_and_said(tmp_path: Path, directory: Directory, letters: str) -> None:
    text = json.dumps(service(name=f"Ad{letters}vice"))
    found = read(tmp_path, directory, text)

    assert "letters_taken_out services.json: name of the service" in says(found)
    assert values(one(found), "services")[0].replace("[2J", "") == "Advice"
    assert review_file(found).encode()


def test_nothing_that_could_be_told_is_no_error(tmp_path: Path, directory: Directory) -> None:
    assert "unknown_object thing.json: it cannot be told what this is" in says(
        read(tmp_path, directory, {"colour": "red"}, "thing.json")
    )


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ('{"id": \n\n nonsense}', "services.json, line 3: JSON: Expecting value; mend it there, or write it anew."),
        ('{"id": NaN}', "services.json, line 1: JSON: NaN is no number of JSON; mend it, or write it anew."),
        ("[" * 100_000, "services.json, line 1: JSON: nested too deep; HSDS is less than 20 deep."),
        ('{"id": ' + "9" * 5000 + "}", "services.json, line 1: JSON: "),
        ("a\x00b", "services.json, line 1: this is not text but binary data; save it as UTF-8 text."),
    ],
)
def test_json_that_cannot_be_read_is_refused(tmp_path: Path, content: str, refusal: str) -> None:
    path = tmp_path / "services.json"
    path.write_text(content, encoding="utf-8")

    assert refused(path).startswith(refusal)


def test_text_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_bytes(b'{\n"name": "\x93\xfa\x96{"}')

    assert refused(path) == "services.json, line 2: this is not text in UTF-8; save it as UTF-8 text."


def tables(folder: Path, **written: str) -> Path:
    for name, text in written.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_tables_are_read_with_the_line_of_each_row(tmp_path: Path, directory: Directory) -> None:
    path = tables(
        tmp_path,
        organizations=f'id,name,description\n{ORG},"Open\nWindow",Helps.\n',
        services=f"id,organization_id,name,status,minimum_age\n{SERVICE},{ORG},Advice,active,18\nx,{ORG},Two,active,old\n",
        phones="id,service_id,number\n3,nowhere,03-5312-4826\n",
        oddments="a,b\n1,2\n",
    )
    found = import_hsds(read_hsds(path), directory=directory, today=TODAY)

    assert values(one(found), "services") == ["Advice", "Two"]
    assert "services.csv, line 3: minimum_age must be a number, not 'old'" in says(found)
    assert "phones.csv, line 2: service_id names the service nowhere, which is nowhere" in says(found)
    assert "oddments.csv: no table of HSDS has this name" in says(found)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("name\nx\n", "services.csv, line 1: the table has no column 'id'; write the names of columns first."),
        ("id,name,id\n", "services.csv, line 1: the column 'id' stands twice; keep one of them."),
        ("id,name\n1,a\n2,b,c\n", "services.csv, line 3: the row has 3 cells, the head has 2"),
        ('id,name\n1,"a\n2,b\n', "services.csv, line 3: CSV: unexpected end of data"),
        ('id,name\n1,"a"b\n', "services.csv, line 2: CSV: "),
        ("id,name\n1," + "x" * 200_000 + "\n", "services.csv, line 2: CSV: field larger than field limit"),
    ],
)
def test_tables_that_cannot_be_read_are_refused_with_their_line(tmp_path: Path, text: str, refusal: str) -> None:
    assert refused(tables(tmp_path, services=text)).startswith(refusal)


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "https://x.example/organizations.csv", None])
def test_a_description_that_leads_elsewhere_is_not_followed(
    tmp_path: Path, directory: Directory, path: str | None
) -> None:
    described = {"resources": [{"name": "organization", "path": path}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    tables(tmp_path, organizations=f"id,name,description\n{ORG},A,B\n")
    found = import_hsds(read_hsds(tmp_path), directory=directory, today=TODAY)

    assert "path_outside datapackage.json, resources[0]" in says(found)
    assert values(one(found), "names") == ["A"]


def test_a_description_may_name_tables_as_it_likes(tmp_path: Path, directory: Directory) -> None:
    described = {"resources": [{"name": "organization", "path": "bodies.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    tables(tmp_path, bodies=f"id,name,description\n{ORG},A,B\n")
    found = import_hsds(read_hsds(tmp_path), directory=directory, today=TODAY)

    assert values(one(found), "names") == ["A"]


def test_too_many_bodies_are_refused(tmp_path: Path, directory: Directory) -> None:
    things = [{"id": str(at), "name": "x", "description": "y"} for at in range(1001)]

    with pytest.raises(InputError, match="1,001 organisations"):
        read(tmp_path, directory, things, "organizations.json")


def test_what_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing").endswith("there is no such file; check the path.")
    assert "there is nothing of HSDS in it" in refused(tmp_path)


def test_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    path = tables(tmp_path, organizations="id,name\n" + "1,a\n" * 10, services="id,name\n" + "1,a\n" * 10)
    assert read_hsds(path / "services.csv").files == 1
    tables(tmp_path, services="id,name\n" + "1,a\n" * 30)

    assert "this is too large" in refused(tmp_path)
    assert "this is too large" in refused(tmp_path / "services.csv")


# --- zips ------------------------------------------------------------------------------------------------------------


def packed(folder: Path, members: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_zip_of_tables_is_read(tmp_path: Path, directory: Directory) -> None:
    path = packed(tmp_path, [("data/organizations.csv", f"id,name,description\n{ORG},A,B\n".encode())])

    assert values(one(import_hsds(read_hsds(path), directory=directory, today=TODAY)), "names") == ["A"]


@pytest.mark.parametrize(
    "name", ["../services.csv", "/etc/services.csv", "a/../../services.csv", "C:\\services.csv", "..\\x.csv"]
)
def test_a_member_that_leads_out_of_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads out of the zip" in refused(packed(tmp_path, [(name, b"id\n")]))
    assert os.listdir(tmp_path) == ["package.zip"]


def test_a_zip_that_is_made_to_fill_the_memory_is_refused(tmp_path: Path) -> None:
    assert "unpacks to more than 200 times its size" in refused(packed(tmp_path, [("services.csv", b"0" * 20_000_000)]))


def test_a_zip_with_links_repeats_or_too_many_files_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("services.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in refused(packed(tmp_path, [(link, b"/etc/passwd")]))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(tmp_path, [("services.csv", b"id\n"), ("services.csv", b"id\n")])
    assert "is twice in the zip" in refused(twice)
    assert "501 files in the zip" in refused(packed(tmp_path, [(f"{at}.csv", b"id\n") for at in range(501)]))


def test_a_damaged_or_locked_zip_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, [("services.csv", b"id,name\n1,abcdefgh\n")])
    whole = path.read_bytes()
    path.write_bytes(whole.replace(whole[43:50], b"\x00" * 7, 1))
    assert "the zip cannot be read" in refused(path)
    flags = bytearray(whole)
    at = whole.rindex(b"PK\x01\x02")
    flags[6] |= 1
    flags[at + 8] |= 1
    path.write_bytes(bytes(flags))
    assert "is locked with a password" in refused(path)


# --- the review file -------------------------------------------------------------------------------------------------


def test_the_review_file_is_strict_yaml_and_the_same_every_time(tmp_path: Path, directory: Directory) -> None:
    found = read(tmp_path, directory, service(phones=[{"id": "3", "number": "81 3 5312 4826"}]))
    text = review_file(found)
    again = review_file(read(tmp_path, directory, service(phones=[{"id": "3", "number": "81 3 5312 4826"}])))
    block = parse_yaml(text.encode(), name="review")

    assert text == again
    assert block["format"] == "asylia-directory-proposals/1"
    assert 'decide: "undecided"' in text
    assert list(summary(found))[-1][1].endswith("the directory is unchanged.")


KEYS = sorted(
    {known.name for shape in SHAPES.values() for known in shape.fields}
    | {child.key for shape in SHAPES.values() for child in shape.children}
)
plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5)
)
junk = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


@given(st.lists(junk, max_size=3), st.sampled_from(["services.json", "organizations.json", "x.json"]))
@settings(max_examples=150)
def test_no_json_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, directory: Directory, content: list[object], name: str
) -> None:
    text = review_file(read(tmp_path_factory.mktemp("junk"), directory, content, name))

    assert parse_yaml(text.encode(), name="review")["format"]
