"""The objects of the interface: pages, parameters that combine with AND, ids, and nothing that is on hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.directory.hsds import api
from asylia.directory.hsds.api import Dataset, Query, query_of
from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.terms import KINDS, NEEDS, taxonomy_id, term_id
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from tests.directory.generated import SECRET, directories
from tests.directory.small_directory import small

WORD = texts_in("en").word


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


@pytest.fixture(scope="module")
def data(shipped: Directory) -> Dataset:
    return api.dataset(shipped, "en", WORD)


@pytest.fixture
def few(tmp_path: Path) -> Dataset:
    return api.dataset(small(tmp_path), "en", WORD)


def ids(page: dict[str, object]) -> list[str]:
    found = page["contents"]
    assert isinstance(found, list)
    return [str(one["id"]) for one in found]


# --- pages -----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 90), st.integers(1, 90))
def test_pages_cut_the_whole_list_and_say_where_they_stand(data: Dataset, per_page: int, number: int) -> None:
    whole = ids(api.services(data, Query(per_page=500)))
    page = api.services(data, Query(per_page=per_page, page=number))
    pages = -(-len(whole) // per_page)

    assert ids(page) == whole[(number - 1) * per_page : number * per_page]
    assert page["size"] == len(ids(page))
    assert (page["total_items"], page["total_pages"], page["page_number"]) == (len(whole), pages, number)
    assert page["first_page"] is (number == 1)
    assert page["last_page"] is (number >= pages)
    assert page["empty"] is (not ids(page))


def test_a_page_never_holds_more_than_the_most(data: Dataset) -> None:
    assert len(ids(api.taxonomy_terms(data, Query(per_page=10**6)))) <= api.MOST_PER_PAGE


def test_nothing_found_is_an_empty_first_and_last_page(data: Dataset) -> None:
    page = api.services(data, Query(search="no such word anywhere"))

    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


# --- parameters ------------------------------------------------------------------------------------------------------

PARTS = [
    Query(search="legal"),
    Query(taxonomy_id=taxonomy_id(NEEDS)),
    Query(taxonomy_term_id=term_id(NEEDS, "legal.first_advice")),
    Query(organization_id=identity("organization", "jar")),
    Query(modified_after=date(2026, 11, 22)),
    Query(stale_before=date(2026, 11, 22)),
    Query(audience="applicant"),
    Query(near="tokyo"),
    Query(postcode="160-0004"),
]
FILTERS = [
    {name: getattr(part, name) for name in Query.__slots__ if getattr(part, name) != getattr(Query(), name)}
    for part in PARTS
]


@given(st.lists(st.sampled_from(FILTERS), min_size=2, max_size=4))
def test_parameters_combine_with_and(data: Dataset, chosen: list[dict[str, Any]]) -> None:
    together = {name: value for part in chosen for name, value in part.items()}
    alone = [set(ids(api.services(data, Query(per_page=500, **part)))) for part in chosen]

    assert set(ids(api.services(data, Query(per_page=500, **together)))) == set.intersection(*alone)


def test_each_parameter_finds_what_fits_and_leaves_out_the_rest(few: Dataset) -> None:
    bed, apply = ids(api.services(few, Query()))

    assert ids(api.services(few, Query(search="BED door"))) == [bed]
    assert ids(api.services(few, Query(taxonomy_term_id=term_id(NEEDS, "legal.apply")))) == [apply]
    assert ids(api.services(few, Query(taxonomy_term_id=term_id(KINDS, "ngo")))) == []
    assert ids(api.services(few, Query(organization_id=identity("organization", "door")))) == [bed]
    assert ids(api.services(few, Query(modified_after=date(2026, 11, 21)))) == [apply]
    assert ids(api.services(few, Query(stale_before=date(2026, 11, 21)))) == [bed]
    assert ids(api.services(few, Query(postcode="165-0034"))) == [bed]
    assert ids(api.services(few, Query(postcode="1650034"))) == [bed]
    assert ids(api.services(few, Query(postcode="165-0034", proximity="500"))) == []
    assert ids(api.services(few, Query(near="nakano"))) == [bed]
    assert ids(api.services(few, Query(audience="anyone"))) == [bed, apply]
    assert ids(api.service_at_locations(few, Query())) == [identity("service_at_location", "door", "bed", "main")]


@pytest.mark.parametrize("near", ["osaka", "Osaka", "大阪", "Seoul"])
def test_who_serves_a_whole_place_is_near_each_of_its_areas_and_to_none_elsewhere(data: Dataset, near: str) -> None:
    found = api.services(data, Query(near=near, full=True, per_page=500))["contents"]
    assert isinstance(found, list)
    areas = {area["name"] for one in found for area in one["service_areas"]}

    assert ("all Japan" in areas, "all Korea" in areas) == (near != "Seoul", near == "Seoul")


def test_terms_by_taxonomy_parent_and_top(few: Dataset) -> None:
    needs = Query(taxonomy_id=taxonomy_id(NEEDS))

    assert len(ids(api.taxonomy_terms(few, needs))) == 3
    assert ids(api.taxonomy_terms(few, replace(needs, top_only=True))) == [
        term_id(NEEDS, "legal"),
        term_id(NEEDS, "shelter"),
    ]
    assert ids(api.taxonomy_terms(few, Query(parent_id=term_id(NEEDS, "legal")))) == [term_id(NEEDS, "legal.apply")]


def test_parameters_as_they_come_in_an_address() -> None:
    asked = {"page": "2", "per_page": "10", "full": "true", "modified_after": "2026-11-22T10:00:00Z", "colour": "red"}

    assert query_of(asked) == Query(page=2, per_page=10, full=True, modified_after=date(2026, 11, 22))
    assert query_of({"page": ""}) == Query()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "one"),
        ("per_page", "9" * 30),
        ("full", "maybe"),
        ("modified_after", "x"),
    ],
)
def test_an_ill_formed_value_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputError, match=name):
        query_of({name: value})


# --- forms -----------------------------------------------------------------------------------------------------------


def test_minimal_flat_and_full_forms(few: Dataset) -> None:
    bed = ids(api.services(few, Query()))[0]
    lists = [api.services(few, query)["contents"] for query in (Query(minimal=True), Query(), Query(full=True))]
    minimal, flat, full = (one[0] for one in lists if isinstance(one, list))

    assert set(minimal) == {"id", "name", "status", "last_modified"}
    assert "attributes" not in flat
    assert flat["organization"]["name"] == "The Door"
    assert full == api.service(few, bed)
    assert full["organization"]["phones"]


def test_an_organisation_with_its_services_in_short_and_in_full(few: Dataset) -> None:
    door = identity("organization", "door")
    short, full = api.organization(few, door), api.organization(few, door, full_service=True)
    assert short is not None
    assert full is not None

    assert short["services"] == [{"id": identity("service", "door", "bed"), "name": "A bed", "status": "active"}]
    assert isinstance(full["services"], list)
    assert full["services"][0]["attributes"]


def test_an_id_that_is_not_there_gives_none(few: Dataset) -> None:
    asked = (api.organization, api.service, api.service_at_location, api.taxonomy, api.taxonomy_term)

    assert [ask(few, "00000000-0000-4000-8000-000000000000") for ask in asked] == [None] * 5


@pytest.mark.parametrize("listed", [api.services, api.organizations, api.taxonomy_terms])
@pytest.mark.parametrize("most", [7, 500])
def test_every_object_on_a_line_is_what_the_pages_hold(
    data: Dataset, listed: Callable[[Dataset, Query], dict[str, object]], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = listed(data, Query(full=True, per_page=500))["contents"]
    monkeypatch.setattr(api, "MOST_PER_PAGE", most)

    assert list(api.in_lines(listed, data, Query(page=3, per_page=2))) == whole
    assert list(api.in_lines(listed, data, Query(search="no such word"))) == []


@pytest.mark.parametrize("listed", [api.services, api.service_at_locations])
def test_an_audience_that_is_none_is_refused(
    few: Dataset, listed: Callable[[Dataset, Query], dict[str, object]]
) -> None:
    with pytest.raises(InputError, match="audience is 'anybody'; write one of anyone"):
        listed(few, Query(audience="anybody"))


@given(directories())
def test_nothing_on_hold_is_in_the_dataset(directory: Directory) -> None:
    made = api.dataset(directory, "en", WORD)
    queries = (Query(per_page=500, full=True), Query(per_page=500, full_service=True))
    asked = (api.organizations, api.services, api.service_at_locations, api.taxonomies, api.taxonomy_terms)
    said = json.dumps([ask(made, query) for ask in asked for query in queries], ensure_ascii=False)

    assert SECRET.casefold() not in said.casefold()
    for one in directory.organizations.values():
        assert (api.organization(made, identity("organization", one.id)) is None) == one.is_held


def test_the_root_names_version_profile_and_description() -> None:
    assert api.root("p", "o") == {"version": "3.0", "profile": "p", "openapi_url": "o"}
