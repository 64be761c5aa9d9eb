"""The interface of HSDS on the site: eleven endpoints, pages, POST as GET, nothing on hold."""

from __future__ import annotations

import json
from typing import cast
from uuid import uuid4

import pytest
from django.test import Client

from asylia.site.directory_data import directory
from asylia.site.hsds.views import KINDS

Json = dict[str, object]


def asked(client: Client, path: str, status: int = 200) -> Json:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == status
    return cast("Json", response.json())


def test_root_says_which_standard_this_is(client: Client) -> None:
    assert asked(client, "") == {
        "version": "3.0",
        "profile": "https://docs.openreferral.org/en/v3.0.1/hsds/",
        "openapi_url": "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_list_comes_in_pages_and_each_object_by_its_id(client: Client, kind: str) -> None:
    page = asked(client, f"{kind}?per_page=3")
    contents = cast("list[Json]", page["contents"])

    assert (page["page_number"], page["size"], page["first_page"]) == (1, len(contents), True)
    assert [asked(client, f"{kind}/{one['id']}")["id"] for one in contents] == [one["id"] for one in contents]


@pytest.mark.parametrize("kind", KINDS)
def test_post_answers_what_get_answers(client: Client, kind: str) -> None:
    got = client.get(f"/hsds/{kind}?per_page=2&full=true").json()
    body = json.dumps({"per_page": 2, "full": True})

    assert client.post(f"/hsds/{kind}", body, content_type="application/json").json() == got
    assert client.post(f"/hsds/{kind}", {"per_page": "2", "full": "true"}).json() == got


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_the_objects_of_all_pages(client: Client, kind: str) -> None:
    got = client.get(f"/hsds/{kind}?format=ndjson")
    whole = asked(client, f"{kind}?full=true&per_page=500")["contents"]

    assert got["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in got.content.decode().split("\n")[:-1]] == whole
    assert client.post(f"/hsds/{kind}", {"format": "ndjson"}).content == got.content


@pytest.mark.parametrize("lang", ["ja", "zh-Hant"])
def test_language_of_the_data_can_be_chosen(client: Client, lang: str) -> None:
    assert asked(client, f"organizations?lang={lang}")["contents"] != asked(client, "organizations")["contents"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_hold_is_anywhere(client: Client, kind: str) -> None:
    said = client.get(f"/hsds/{kind}?per_page=500&full=true&full_service=true&include_held=true").content.decode()
    held = [one for one in directory().organizations.values() if one.is_held]

    assert held
    assert [one.id for one in held if f'"{one.id}"' in said or one.names["en"] in said] == []


@pytest.mark.parametrize("kind", KINDS)
def test_id_that_is_not_there_is_a_problem(client: Client, kind: str) -> None:
    assert asked(client, f"{kind}/{uuid4()}", 404)["status"] == 404
    assert asked(client, f"{kind}/nobody", 404)["status"] == 404


def test_id_may_be_in_capitals(client: Client) -> None:
    contents = cast("list[Json]", asked(client, "services?per_page=1")["contents"])
    identifier = str(contents[0]["id"])

    assert asked(client, f"services/{identifier.upper()}")["id"] == identifier


@pytest.mark.parametrize(
    "parameters",
    ["page=0", "per_page=many", "full=perhaps", "modified_after=soon", "lang=xx", "format=xml", "audience=x"],
)
def test_ill_formed_value_is_a_problem_that_says_how_to_mend_it(client: Client, parameters: str) -> None:
    found = asked(client, f"services?{parameters}", 400)

    assert found["title"]
    assert found["detail"]


@pytest.mark.parametrize(
    "body", ["[]", "{", '{"search": ["a"]}', '{"search": {}}', "\ud800".encode("utf-8", "surrogatepass")]
)
def test_body_that_is_no_object_is_a_problem(client: Client, body: str | bytes) -> None:
    assert client.post("/hsds/services", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("media", ["text/plain", "application/xml"])
def test_body_of_another_kind_is_never_a_search_for_everything(client: Client, media: str) -> None:
    assert client.post("/hsds/services", "search=bed", content_type=media).status_code == 400


def test_what_is_null_or_empty_is_not_asked_for(client: Client) -> None:
    body = json.dumps({"search": None, "lang": None, "page": None})
    whole = asked(client, "services")

    assert client.post("/hsds/services", body, content_type="application/json").json() == whole
    assert asked(client, "services?search=&lang=&format=") == whole


def test_unknown_parameter_is_passed_over(client: Client) -> None:
    assert asked(client, "services?colour=blue") == asked(client, "services")
