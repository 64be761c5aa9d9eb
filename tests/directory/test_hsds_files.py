"""Files of others, in which nothing is trusted: everything wrong is said with its place."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from asylia.directory.hsds import files, flat
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.import_out import review_file
from asylia.directory.hsds.imported import import_hsds
from asylia.directory.model import Directory
from asylia.errors import InputError
from tests.directory.hsds_of_others import (
    ORG,
    SERVICE,
    TODAY,
    one,
    read,
    refused,
    says,
    service,
    values,
)

# --- what is wrong ---------------------------------------------------------------------------------------------------


def test_wrong_types_are_said_with_their_path(tmp_path: Path, directory: Directory) -> None:
    wrong = service(url=7, phones={"id": "3"}, minimum_age="old", status="open")
    found = read(tmp_path, directory, {"contents": [wrong, "text"]})

    assert "wrong_type services.json, contents[0]: url must be text, not 7" in says(found)
    assert "wrong_type services.json, contents[0].phones: phones must be a list" in says(found)
    assert "minimum_age must be a number of at most 15 digits, not 'old'" in says(found)
    assert "wrong_value services.json, contents[0]: status is 'open', which is none of active, inactive" in says(found)
    assert "wrong_type services.json, contents[1]: the service must be an object" in says(found)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1000000000000000"])
def test_a_number_beyond_all_bounds_is_said(tmp_path: Path, directory: Directory, number: str) -> None:
    content = json.dumps(service(minimum_age=99)).replace("99", number)

    assert "minimum_age must be a number of at most 15 digits" in says(read(tmp_path, directory, content))


def test_a_number_within_bounds_is_taken(tmp_path: Path, directory: Directory) -> None:
    assert says(read(tmp_path, directory, service(minimum_age=999_999_999_999_999))) == ""


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


def test_keys_that_join_no_tables_are_followed_too(tmp_path: Path, directory: Directory) -> None:
    tables(
        tmp_path,
        organizations=f"id,name,description,parent_organization_id\n{ORG},A,B,{ORG}\n2,A,B,gone\n",
        taxonomy_terms="id,name,description,parent_id\n1,A,B,1\n2,A,B,gone\n",
        attributes=f"id,link_id,link_entity,taxonomy_term_id\n3,{ORG},organization,1\n4,gone,organization,1\n",
        metadata=f"id,resource_id,resource_type\n5,{ORG},organization\n6,gone,organization\n",
    )
    found = import_hsds(read_hsds(tmp_path), directory=directory, today=TODAY)

    assert says(found).count("which is nowhere") == 4
    assert "organizations.csv, line 3: parent_organization_id names the organization gone" in says(found)
    assert "taxonomy_terms.csv, line 3: parent_id names the taxonomy_term gone" in says(found)
    assert "attributes.csv, line 3: link_id names the object gone, which is nowhere; add the object" in says(found)
    assert "metadata.csv, line 3: resource_id names the object gone" in says(found)


def test_fields_that_hsds_does_not_know_are_said_once(tmp_path: Path, directory: Directory) -> None:
    found = read(tmp_path, directory, [service(phone_numbers="1"), service(phone_numbers="2")])
    assert says(found).count("unknown_field") == 1
    assert "unknown_field services.json, [0]: HSDS knows no 'phone_numbers' of the service; it is not read" in says(
        found
    )
    (tmp_path / "services.json").unlink()
    path = tables(tmp_path, organizations=f"id,name,description,fax\n{ORG},A,B,1\n")

    assert "organizations.csv, line 1: HSDS knows no 'fax'" in says(
        import_hsds(read_hsds(path), directory=directory, today=TODAY)
    )


def test_more_defects_than_anybody_reads_are_refused(
    tmp_path: Path, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flat, "MOST_FAULTS", 3)
    assert says(read(tmp_path, directory, [1, 2, 3])).count("wrong_type") == 3

    with pytest.raises(InputError, match=r"^services.json: there are more than 3 defects; "):
        read(tmp_path, directory, [1, 2, 3, 4])


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
        ('{"id": NaN}', "services.json, line 1: JSON: NaN is no number of JSON; mend it there, or write it anew."),
        ('[{"name": "NaN",\n"id": -Infinity}]', "services.json, line 2: JSON: -Infinity is no number of JSON"),
        (
            '[{"id": "1",\n"phones": [{"number": "1",\n"type": "\\"{",\n"n\\u0075mber": "2"}], "id": "3"}]',
            "services.json, line 4: JSON: the key 'number' stands twice; mend it there, or write it anew.",
        ),
        ("[" * 100_000, "services.json, line 1: JSON: nested too deep; HSDS is less than 20 deep."),
        ('{"id": ' + "9" * 5000 + "}", "services.json, line 1: JSON: a number has 5,000 digits; "),
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
    assert "services.csv, line 3: minimum_age must be a number of at most 15 digits, not 'old'" in says(found)
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


@pytest.mark.parametrize("form", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_with_a_damaged_letter_is_refused(tmp_path: Path, form: int) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w", form) as archive:
        archive.writestr("services.csv", "id,name\n" + "".join(f"{at},{at**5}\n" for at in range(400)))
    whole = path.read_bytes()
    said = set()
    for at in range(60, whole.rindex(b"PK\x01\x02"), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        said.add(refused(path).partition(" (")[0])

    assert said == {"package.zip: the zip cannot be read"}


def test_what_has_no_end_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "services.json")

    assert refused(tmp_path / "services.json").endswith("there is no such file; check the path.")
    assert refused(tmp_path / "a\x00b.json").endswith("there is no such file; check the path.")


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
