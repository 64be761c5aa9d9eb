"""Every object fits the schemas of HSDS 3.0, also with unknown properties forbidden; the tables are a valid package."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from frictionless import Package, system
from hypothesis import given, settings

from asylia.directory.hsds import api
from asylia.directory.hsds.export import export
from asylia.directory.hsds.shape import SHAPES
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.folders import data_folder
from asylia.languages.texts import languages_known, texts_in
from tests.directory.generated import directories
from tests.directory.hsds_schemas import FOLDER, faults, of_official, official
from tests.directory.small_directory import small

KINDS = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "locations": "location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "meta_table_descriptions": "meta_table_description",
}


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


def contents(folder: Path, name: str) -> list[dict[str, object]]:
    page = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert page["size"] == page["total_items"] == len(page["contents"])
    assert page["empty"] is (not page["contents"])
    assert (page["total_pages"], page["page_number"], page["first_page"], page["last_page"]) == (1, 1, True, True)
    found = page["contents"]
    assert isinstance(found, list)
    return found


# --- the official schemas --------------------------------------------------------------------------------------------


@official
@pytest.mark.parametrize("name", ["organization", "service", "service_at_location"])
def test_the_official_examples_fit(name: str) -> None:
    assert faults(name, of_official(f"examples/{name}_full.json")) == []


@official
@pytest.mark.parametrize("name", ["organization_list", "service_list", "service_at_location_list"])
def test_the_official_lists_fit(name: str) -> None:
    for thing in of_official(f"examples/{name}.json")["contents"]:
        assert faults(name, thing, strict=False) == []


@official
def test_the_check_finds_a_misspelt_field_a_broken_address_and_a_wrong_time() -> None:
    service = of_official("examples/service_full.json")

    assert any("statuss" in fault for fault in faults("service", {**service, "statuss": "x"}))
    assert faults("service", {**service, "statuss": "x"}, strict=False) == []
    assert faults("service", {**service, "url": "no address"})
    assert faults("service", {**service, "last_modified": "yesterday"})
    assert faults("service", {**service, "id": "7"})


@official
@pytest.mark.parametrize("language", languages_known())
def test_every_exported_object_fits(shipped: Directory, tmp_path: Path, language: str) -> None:
    export(shipped, tmp_path, language=language, word=texts_in(language).word, form="json")

    for name, kind in KINDS.items():
        things = contents(tmp_path, name)
        assert things
        assert [fault for thing in things for fault in faults(kind, thing)] == []
    lines = (tmp_path / "services.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == contents(tmp_path, "services")


@official
@given(directories())
@settings(max_examples=10)
def test_every_generated_object_fits(directory: Directory) -> None:
    with TemporaryDirectory() as folder:
        export(directory, Path(folder), language="en", word=texts_in("en").word, form="json")
        for name, kind in KINDS.items():
            assert [fault for thing in contents(Path(folder), name) for fault in faults(kind, thing)] == []


@official
def test_every_answer_of_the_interface_fits(shipped: Directory) -> None:
    data = api.dataset(shipped, "en", texts_in("en").word)
    short, full = api.Query(per_page=500), api.Query(per_page=500, full=True)
    minimal, whole = api.Query(per_page=500, minimal=True), api.Query(per_page=500, full_service=True)
    answers = [
        ("organization_list", api.organizations(data, short)),
        ("organization", api.organizations(data, full)),
        ("organization", api.organizations(data, whole)),
        ("service_list", api.services(data, short)),
        ("service_list", api.services(data, minimal)),
        ("service", api.services(data, full)),
        ("service_at_location_list", api.service_at_locations(data, short)),
        ("service_at_location", api.service_at_locations(data, full)),
        ("taxonomy", api.taxonomies(data, short)),
        ("taxonomy_term", api.taxonomy_terms(data, short)),
        ("taxonomy_term", api.taxonomy_terms(data, full)),
    ]
    singles = [
        ("organization", partial(api.organization, data), data.organizations),
        ("organization", partial(api.organization, data, full_service=True), data.organizations),
        ("service", partial(api.service, data), data.services),
        # The description of the interface names the schema of a service here, which is a slip of HSDS 3.0 and 3.1.
        ("service_at_location", partial(api.service_at_location, data), data.service_at_locations),
        ("taxonomy", partial(api.taxonomy, data), data.taxonomies),
        ("taxonomy_term", partial(api.taxonomy_term, data), data.taxonomy_terms),
    ]

    for schema, page in answers:
        things = page["contents"]
        assert isinstance(things, list)
        assert things
        assert [fault for thing in things for fault in faults(schema, thing)] == [], schema
    for schema, ask, kept in singles:
        assert [fault for name in kept for fault in faults(schema, ask(name))] == [], schema


@official
def test_the_tables_have_the_columns_of_the_official_package() -> None:
    for resource in of_official("datapackage.json")["resources"]:
        shape = SHAPES[resource["name"]]
        columns = [field.name for field in shape.fields if field.name not in shape.drafts]
        assert columns == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
        assert f"{shape.file}.csv" == resource["path"]
        keys = {(key["fields"], key["reference"]["resource"]) for key in resource["schema"].get("foreignKeys") or []}
        ours = {(field.name, field.parent) for field in shape.fields if field.parent and field.name in columns}
        assert ours == keys, resource["name"]


@official
@pytest.mark.parametrize("release", ["3.0", "3.1-dev"])
def test_every_field_of_release_and_draft_is_read(release: str) -> None:
    for resource in of_official("datapackage.json", release)["resources"]:
        ours = {field.name for field in SHAPES[resource["name"]].fields}
        assert {field["name"] for field in resource["schema"]["fields"]} <= ours, resource["name"]
    for kind, shape in SHAPES.items():
        path = f"schema/{kind}.json"
        if (Path(FOLDER) / release / path).exists():
            ours = {field.name for field in shape.fields} | {child.key for child in shape.children}
            assert set(of_official(path, release)["properties"]) <= ours, kind


@official
def test_the_required_fields_are_those_of_the_official_package_but_for_what_an_empty_cell_cannot_say() -> None:
    known = {("address", "state_province"), ("address", "postal_code")}
    known |= {("metadata", "previous_value"), ("metadata", "replacement_value")}
    for resource in of_official("datapackage.json")["resources"]:
        for field in resource["schema"]["fields"]:
            ours = SHAPES[resource["name"]].field(field["name"])
            assert ours is not None
            if ours.required != field["constraints"]["required"]:
                assert (resource["name"], field["name"]) in known


# --- the package of tables -------------------------------------------------------------------------------------------


def wrong_in(folder: Path) -> list[str]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "tabular" / "datapackage.json")).validate()
    notes = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return notes + [error.message for error in report.errors]


def test_the_package_of_tables_is_valid_with_its_keys(shipped: Directory, tmp_path: Path) -> None:
    export(shipped, tmp_path, language="ko", word=texts_in("ko").word, form="tabular")

    assert wrong_in(tmp_path) == []
    described = json.loads((tmp_path / "tabular" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["language"] == "ko"
    assert "ko" in (tmp_path / "tabular" / "meta_table_descriptions.csv").read_text(encoding="utf-8")


def test_a_key_that_leads_nowhere_makes_the_package_invalid(shipped: Directory, tmp_path: Path) -> None:
    export(shipped, tmp_path, language="en", word=texts_in("en").word, form="tabular")
    services = tmp_path / "tabular" / "organizations.csv"
    lines = services.read_text(encoding="utf-8").split("\n")
    services.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")

    assert any("foreign" in note.lower() for note in wrong_in(tmp_path))


# --- what goes where -------------------------------------------------------------------------------------------------


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    directory = small(tmp_path)
    export(directory, tmp_path / "out", language="ja", word=texts_in("ja").word)
    return tmp_path / "out"


def test_names_are_in_the_language_of_the_dataset_where_it_has_one(exported: Path) -> None:
    names = [one["name"] for one in contents(exported, "organizations")]

    assert names == ["ひらいたドア", "The Counter"]
    assert contents(exported, "meta_table_descriptions")[0]["language"] == "ja"


def test_a_number_that_cannot_be_dialled_from_abroad_says_so(exported: Path) -> None:
    door, counter = contents(exported, "organizations")
    assert isinstance(door["phones"], list)
    assert isinstance(counter["phones"], list)

    assert door["phones"][0]["description"] == "03-6383-0688"
    assert door["phones"][1]["description"] == "0120-477-472; 国外からはつながらない"
    assert counter["phones"][0]["number"] == "1345"


def test_the_alert_of_a_service_carries_the_warning_and_the_notes(exported: Path) -> None:
    bed, apply = contents(exported, "services")

    assert "alert" not in bed
    assert str(apply["alert"]).startswith(texts_in("ja").word("directory_warns_can_detain"))
    assert str(apply["alert"]).endswith("A public authority.")


def test_hours_are_in_hours_from_utc_and_places_have_no_coordinates(exported: Path) -> None:
    locations = contents(exported, "locations")
    hours = [hour for location in locations for hour in location.get("schedules", [])]  # type: ignore[attr-defined]  # lists

    assert [(hour["opens_at"], hour["closes_at"], hour["timezone"], hour["byday"]) for hour in hours] == [
        ("09:00:00", "17:00:00", 9, "MO,TU")
    ]
    assert "latitude" not in json.dumps(locations)
    assert "longitude" not in json.dumps(locations)


def test_a_correction_is_an_entry_of_metadata(exported: Path) -> None:
    door = contents(exported, "organizations")[0]
    assert isinstance(door["metadata"], list)
    entry = {key: value for key, value in door["metadata"][0].items() if key not in ("id", "resource_id")}

    assert entry == {
        "resource_type": "organization",
        "last_action_date": "2026-11-22",
        "last_action_type": "correction",
        "field_name": "phones",
        "previous_value": "03 63 83 06 88",
        "replacement_value": "03-6383-0688",
        "updated_by": "compilation of the directory",
    }


def test_a_service_whose_state_is_not_known_is_never_active(tmp_path: Path) -> None:
    changes = {"organizations/japan.yaml": [("at: main, sources", "at: main, status: unknown, sources")]}
    export(small(tmp_path, changes), tmp_path / "out", language="en", word=texts_in("en").word)

    assert contents(tmp_path / "out", "services")[0]["status"] == "inactive"
