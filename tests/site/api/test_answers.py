"""What the API answers: the same as the commands, in the shapes that its description names."""

from __future__ import annotations

import json
import logging
import shlex
from pathlib import Path
from typing import cast

import pytest
from django.test import Client
from ninja import Schema

from asylia.assessment.as_json import to_json
from asylia.assessment.casefile import read_case
from asylia.cli.assess import assess_case
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.site.api import told
from asylia.site.api.v1 import api
from asylia.site.directory_data import directory

CASE: dict[str, object] = {
    "jurisdiction": "JP",
    "assessed on": "2024-07-01",
    "answers": {"well_founded_fear": True, "convention_ground_race": "not asked", "in_territory": True},
}
BODY = {"case": CASE}
Json = dict[str, object]


def asked(client: Client, path: str, body: object = None, status: int = 200) -> Json:
    """What is answered at a path: to a body if there is one."""
    address = f"/api/v1{path}"
    if body is None:
        response = client.get(address)
    else:
        response = client.post(address, json.dumps(body), content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert response.headers["Cache-Control"] == "no-store"
    return cast("Json", response.json())


def test_assessment_is_that_of_the_command(client: Client, lawbook: Lawbook) -> None:
    case = read_case(json.dumps(CASE).encode(), "case", lawbook.data)
    there = to_json(lawbook, assess_case(lawbook, case, [], None), texts_in("ja"))

    here = asked(client, "/assess", {**BODY, "language": "ja"})

    assert here == json.loads(json.dumps(there))


def test_day_and_places_of_the_body_come_before_those_of_the_case(client: Client) -> None:
    found = asked(client, "/assess", {**BODY, "on": "2020-01-01", "jurisdictions": ["KR", "HK"]})

    assert (found["assessed_on"], found["jurisdictions"]) == ("2020-01-01", ["KR", "HK"])


def test_comparison_is_of_all_places_unless_some_are_named(client: Client) -> None:
    assert asked(client, "/compare", BODY)["jurisdictions"] == ["JP", "KR", "CN", "HK", "MO"]
    assert asked(client, "/compare", {**BODY, "jurisdictions": ["KR"]})["jurisdictions"] == ["KR"]


def test_next_question_comes_with_its_words_and_how_many_are_left(client: Client) -> None:
    found = asked(client, "/next-question", {**BODY, "language": "ko"})
    question = cast("Json", found["question"])

    assert question["text"]
    assert question["fact"] not in cast("Json", CASE["answers"])
    assert cast("int", found["about_how_many_more"]) >= 1


def test_events_give_time_limits(client: Client) -> None:
    body = {"jurisdiction": "JP", "events": {"refusal_notice": "2026-11-16"}, "on": "2026-11-18"}
    limits = cast("list[Json]", asked(client, "/deadlines", body)["deadlines"])

    assert next(limit["act_by"] for limit in limits if limit["id"] == "jp.review_request") == "2026-11-24"


def test_law_of_a_day_is_that_of_the_day(client: Client) -> None:
    def ids(day: str) -> set[object]:
        return {p["id"] for p in cast("list[Json]", asked(client, f"/law?jurisdiction=JP&on={day}")["provisions"])}

    assert ids("2023-12-01") - ids("2023-11-30") >= {"jp.complementary_protection"}


def test_changes_between_two_days_need_both(client: Client) -> None:
    path = "/law/changes?jurisdiction=JP"
    some = asked(client, f"{path}&earlier=2023-11-30&later=2023-12-01")["changes"]

    assert 0 < len(cast("list[Json]", some)) < len(cast("list[Json]", asked(client, path)["changes"]))
    assert asked(client, f"{path}&earlier=2023-11-30", status=422)["error"] == "one day is missing"
    assert "lies before" in str(asked(client, f"{path}&earlier=2023-12-02&later=2023-12-01", status=422)["error"])


def test_who_can_help_comes_with_reasons_and_never_from_what_is_held_back(client: Client) -> None:
    body = {"jurisdiction": "JP", "needs": ["legal"], "speaks": ["my"], "at": "2026-11-24T10:00:00+09:00", "all": True}
    found = asked(client, "/directory/find", body)
    held = {one.id for one in directory().organizations.values() if one.is_held}

    hits = cast("list[Json]", found["first"])
    assert 0 < len(hits) <= 3
    assert all(hit["reasons"] for hit in hits)
    assert held
    assert not any(f'"{name}"' in json.dumps(found) for name in held)


@pytest.mark.parametrize("name", [one.id for one in directory().organizations.values()])
def test_organisation_is_shown_unless_it_is_held_back(client: Client, name: str) -> None:
    is_held = directory().organizations[name].is_held

    assert client.get(f"/api/v1/directory/organizations/{name}").status_code == (404 if is_held else 200)


ANSWERS: list[tuple[str, object, type[Schema]]] = [
    ("/", None, told.Versions),
    ("/assess", BODY, told.Assessed),
    ("/next-question", BODY, told.Asked),
    ("/deadlines", {"jurisdiction": "HK", "events": {}}, told.Deadlines),
    ("/law?jurisdiction=MO", None, told.InForce),
    ("/law/changes?jurisdiction=KR", None, told.Changes),
    ("/law/limits?jurisdiction=KR", None, told.Limits),
    ("/law/rights?jurisdiction=CN", None, told.Tables),
    ("/law/guarantees?jurisdiction=CN", None, told.Tables),
    ("/facts", None, told.Vocabulary),
    ("/directory/organizations?jurisdiction=JP", None, told.Organizations),
    ("/figures/measures", None, told.Measures),
    ("/figures/measures/cumulative_recognition_rate?place=KOR&first=2024", None, told.Figures),
]


@pytest.mark.parametrize(("path", "body", "shape"), ANSWERS, ids=[path for path, _, _ in ANSWERS])
def test_answer_has_the_shape_described(client: Client, path: str, body: object, shape: type[Schema]) -> None:
    shape.model_validate(asked(client, path, body))


WRONG: list[tuple[str, object, int, str]] = [
    ("/assess", {"case": {"jurisdiction": "JP", "answers": {"in_territry": True}}}, 422, "there is no fact"),
    ("/assess", {"case": {"jurisdiction": "JP", "name": "A"}}, 422, "name"),
    ("/assess", {"case": {"answers": {}}}, 422, "the case names no jurisdiction"),
    ("/assess", {"case": {"jurisdiction": "XX"}}, 422, "XX"),
    ("/assess", {**BODY, "on": "1900-01-01"}, 422, "on"),
    ("/assess", {**BODY, "language": "xx"}, 422, "language"),
    ("/assess", {**BODY, "more": 1}, 422, "more"),
    ("/assess", {**BODY, "jurisdictions": ["JP"] * 6}, 422, "jurisdictions"),
    ("/deadlines", {"jurisdiction": "JP", "events": {"refusal": "2026-11-16"}}, 422, "there is no event"),
    ("/deadlines", {"jurisdiction": "JP", "events": {"refusal_notice": "2026-02-30"}}, 422, "2026-02-30"),
    ("/law?jurisdiction=XX", None, 422, "XX"),
    ("/law?jurisdiction=JP&on=yesterday", None, 422, "on"),
    ("/law/provisions/jp.nothing", None, 404, "jp.nothing"),
    ("/facts/nothing", None, 404, "nothing"),
    ("/directory/organizations/nothing", None, 404, "nothing"),
    ("/directory/find", {"jurisdiction": "JP", "needs": ["legl"]}, 422, "legl"),
    ("/directory/find", {"jurisdiction": "JP", "at": "2026-11-24T10:00"}, 422, "at"),
    ("/figures/measures/M99?place=JPN&first=2020", None, 422, "M99"),
    ("/figures/measures/M14?place=JPN&first=2020&last=2010", None, 422, "lies before"),
    ("/figures/measures/M05?place=JPN&first=2020", None, 422, ""),
]


@pytest.mark.parametrize(("path", "body", "status", "says"), WRONG)
def test_wrong_input_is_one_sentence(client: Client, path: str, body: object, status: int, says: str) -> None:
    found = asked(client, path, body, status)

    assert set(found) == {"error", "mend"}
    assert says in str(found["error"])


def test_body_that_is_no_json_is_refused(client: Client) -> None:
    response = client.post("/api/v1/assess", b"\xff{", content_type="application/json")

    assert response.status_code == 400
    assert response.json()["error"] == "Cannot parse request body"


def test_body_that_is_too_large_is_refused(client: Client) -> None:
    assert client.post("/api/v1/assess", "x" * 70_000, content_type="application/json").status_code == 413


def test_sec_51_no_answer_reaches_a_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(client, "/assess", {"case": {"jurisdiction": "JP", "answers": {"canary_fact": "canary"}}}, 422)
        asked(client, "/assess", BODY)

    assert "canary" not in caplog.text
    assert "well_founded_fear" not in caplog.text


def test_description_names_every_operation_and_no_foreign_address(client: Client) -> None:
    described = asked_description(client)

    assert len(cast("Json", described["paths"])) == len(api.get_openapi_schema()["paths"])
    assert "://" not in json.dumps(described)


def asked_description(client: Client) -> Json:
    return cast("Json", client.get("/api/v1/openapi.json").json())


# --- the page --------------------------------------------------------------------------------------------------------

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "look-up" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [shlex.split(line)[1:] for line in PAGE.splitlines() if line.startswith("curl ")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[-1])
def test_example_on_the_page_is_answered(client: Client, example: list[str]) -> None:
    path = example[-1].partition("/api/v1")[2]

    assert asked(client, path, json.loads(example[1]) if example[0] == "--json" else None)


def test_page_names_every_operation(client: Client) -> None:
    paths = [
        path.removeprefix("/api/v1").partition("/{")[0] for path in cast("Json", asked_description(client)["paths"])
    ]

    assert [path for path in paths if path not in PAGE] == []
