"""Data of somebody else: read as far as they go, and put forward for review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.directory.hsds.export import export
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.import_out import review_file, summary
from asylia.directory.hsds.imported import import_hsds
from asylia.directory.hsds.shape import SHAPES
from asylia.directory.model import Directory
from asylia.languages.texts import texts_in
from asylia.lawbook.strict_yaml import parse_yaml
from tests.directory.hsds_of_others import (
    TODAY,
    kinds,
    one,
    parts,
    read,
    refused,
    says,
    service,
    values,
)
from tests.directory.hsds_schemas import FOLDER, official

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
    more = [{"id": "9", "url": "https://two.example.org"}]
    organization = {**service()["organization"], "additional_websites": more}  # type: ignore[dict-item]  # JSON
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


@pytest.mark.parametrize("name", ["organizations.json", "services.json", "locations.json", "services.ndjson"])
def test_one_file_of_our_own_export_is_read(tmp_path: Path, directory: Directory, name: str) -> None:
    export(directory, tmp_path / "out", language="en", word=texts_in("en").word, form="json")
    found = import_hsds(read_hsds(tmp_path / "out" / name), directory=directory, today=TODAY)

    assert [defect.kind for defect in found.defects].count("source_unclear") == 1
    assert "pages behind details, source:" in says(found)
    if name != "locations.json":
        assert len(found.blocks) == len(directory.shown())


@pytest.mark.parametrize(("field", "value"), [("seen", "perhaps"), ("dated", "some day")])
def test_a_page_that_somebody_changed_is_said(tmp_path: Path, directory: Directory, field: str, value: str) -> None:
    export(directory, tmp_path / "out", language="en", word=texts_in("en").word, form="json")
    path = tmp_path / "out" / "taxonomy_terms.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    noted = [entry for term in page["contents"] for entry in term.get("metadata", []) if entry["field_name"] == field]
    noted[0]["replacement_value"] = value
    path.write_text(json.dumps(page), encoding="utf-8")
    found = import_hsds(read_hsds(tmp_path / "out"), directory=directory, today=TODAY)

    assert "source_unclear" in says(found)
    assert ": 1 page behind details" in says(found)
    assert all(block.is_own for block in found.blocks)


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
