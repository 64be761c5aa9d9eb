"""Asking UNHCR: pages, patience, resume, and answers that are not what was asked for. The server is on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.figures.importing import Imported
from asylia.figures.store import current_release, release_or_error
from asylia.figures.unhcr_api import BASE, Service
from asylia.figures.updating import update_tables
from tests.figures.small_tables import TODAY, decision, take_in, write_tables
from tests.figures.unhcr_server import Api, body, cut_off, serving, status

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def api() -> Iterator[Api]:
    with serving(Api()) as served:
        yield served


def update(api: Api, limit: int = 2, days: int = 0, *, accept_fewer: bool = False) -> tuple[Imported, list[str]]:
    service = Service(base=api.base, limit=limit, pause=0, tries=2, growing=0, timeout=5)
    return update_tables(TODAY + timedelta(days), service=service, accept_fewer=accept_fewer)


def test_all_pages_of_all_tables_come(api: Api, home: Path) -> None:
    imported, remarks = update(api)
    assert {table: found.rows for table, found in imported.tables.items()} == {
        "countries": 9,
        "asylum_decisions": 5,
        "asylum_applications": 3,
        "population": 2,
        "solutions": 2,
    }
    assert remarks == []
    assert [query["page"] for query in api.requests_for("asylum-decisions")] == [["1"], ["2"], ["3"]]
    assert not (home / "unhcr" / ".partial").exists()


def test_they_are_what_an_import_of_the_same_tables_gives(api: Api, home: Path, tmp_path: Path) -> None:
    asked = update(api)[0].release
    given = take_in(write_tables(tmp_path / "in"), tmp_path / "other").release
    for table, path in given.tables.items():
        assert path.read_bytes() == asked.tables[table].read_bytes(), table


def test_every_request_names_iso_codes_both_years_and_the_software(api: Api) -> None:
    update(api)
    for query in api.requests_for("asylum-decisions") + api.requests_for("population"):
        assert query["cf_type"] == ["ISO"]
        assert query["coo_all"] == query["coa_all"] == ["true"]
        assert int(query["yearFrom"][0]) <= 2000
        assert query["yearTo"] == ["2026"]
    assert all(agent.startswith("asylia/") for agent in api.agents)


def test_the_release_says_where_and_when_it_was_got(api: Api) -> None:
    update(api)
    release = release_or_error().release
    assert (release.version, release.retrieved, release.url) == ("2026-11-22", TODAY, api.base)
    assert "public API" in release.title


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_server_that_is_busy_is_asked_again(api: Api, code: int) -> None:
    api.faults = [("population", status(code))] * 2
    assert update(api)[0].tables["population"].rows == 2
    assert len(api.requests_for("population")) == 3


def test_the_server_says_how_long_to_wait(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    api.faults = [("population", status(429, Retry_After="7"))]
    update(api)
    assert 7 in waited


@pytest.mark.parametrize(
    ("code", "says"),
    [(404, "answers 404 for population; UNHCR may have changed"), (503, "answers 503 for population; wait a while")],
)
def test_a_lasting_fault_ends_it_and_keeps_the_old_figures(api: Api, code: int, says: str) -> None:
    update(api)
    before = release_or_error()
    api.faults = [("population", status(code))] * 9
    with pytest.raises(InputError, match=says):
        update(api, days=1)
    assert release_or_error() == before


def test_a_body_that_is_cut_off_is_fetched_again(api: Api) -> None:
    api.faults = [("asylum-decisions", cut_off)]
    assert update(api)[0].tables["asylum_decisions"].rows == 5


def test_a_connection_that_stays_cut_is_told_in_a_sentence(api: Api) -> None:
    api.faults = [("asylum-decisions", cut_off)] * 9
    with pytest.raises(InputError, match=r"could not be read .* it goes on where it stopped"):
        update(api)
    assert current_release() is None


def test_what_came_before_a_cut_is_not_asked_for_again(api: Api) -> None:
    api.faults = [("asylum-decisions", lambda _: False), ("asylum-decisions", status(404))]
    with pytest.raises(InputError):
        update(api)
    api.asked.clear()
    assert update(api)[0].tables["asylum_decisions"].rows == 5
    assert [query["page"] for query in api.requests_for("asylum-decisions")] == [["2"], ["3"]]
    assert api.requests_for("countries") == []


def test_pages_of_another_week_or_another_size_are_not_used(api: Api) -> None:
    for days, limit in ((3, 2), (0, 3)):
        api.faults = [("asylum-decisions", status(404))]
        with pytest.raises(InputError):
            update(api)
        api.asked.clear()
        update(api, limit, days)
        assert api.requests_for("countries")


def test_a_page_that_was_damaged_on_disk_is_fetched_again(api: Api, home: Path) -> None:
    api.faults = [("population", status(404))]
    with pytest.raises(InputError):
        update(api)
    (home / "unhcr" / ".partial" / "countries" / "00002.json").write_text('{"page": 2, "it')
    api.asked.clear()
    update(api)
    assert [query["page"] for query in api.requests_for("countries")] == [["2"]]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"<html>Sorry</html>", "is no JSON"),
        (b'{"page": 1, "maxPages": 1}', "has no list of items"),
        (b'{"page": 2, "maxPages": 3, "items": []}', "is not page 1"),
        (b'{"page": 1, "maxPages": 0, "items": []}', "holds no rows"),
        (b"[]", "has no list of items"),
    ],
)
def test_answers_that_are_none_are_refused(api: Api, answer: bytes, says: str) -> None:
    api.faults = [("asylum-decisions", body(answer))]
    with pytest.raises(InputError, match=says) as refused:
        update(api)
    assert refused.value.mend
    assert current_release() is None


def test_a_column_that_changed_its_name_is_refused(api: Api) -> None:
    def renamed(page: dict[str, object]) -> object:
        items = page["items"]
        assert isinstance(items, list)
        for item in items:
            if "dec_rejected" in item:
                item["dec_refused"] = item.pop("dec_rejected")
        return page

    api.change = renamed
    with pytest.raises(InputError, match="the column 'dec_rejected' of asylum-decisions is missing"):
        update(api)


def test_a_table_that_changes_while_it_is_fetched_is_refused(api: Api) -> None:
    def grows(page: dict[str, object]) -> object:
        return {**page, "maxPages": 4} if page["page"] == 2 and page["maxPages"] == 3 else page

    api.change = grows
    with pytest.raises(InputError, match="changed while it was fetched"):
        update(api)
    api.change = lambda page: page
    assert update(api)[0].tables["asylum_decisions"].rows == 5


def test_rows_that_are_missing_within_pages_are_noticed(api: Api) -> None:
    def short(page: dict[str, object]) -> object:
        items = page["items"]
        assert isinstance(items, list)
        return {**page, "items": items[:1]} if page["maxPages"] == 3 else page

    api.change = short
    with pytest.raises(InputError, match="rows are missing"):
        update(api)


def test_sums_that_differ_from_the_servers_are_told(api: Api) -> None:
    def summed(page: dict[str, object]) -> object:
        items = page["items"]
        assert isinstance(items, list)
        return {**page, "total": [{"applied": 402}]} if "applied" in items[0] else page

    api.change = summed
    assert update(api)[1] == ["asylum_applications: the rows of applied add up to 401, UNHCR says 402"]


def test_a_half_year_is_marked(api: Api) -> None:
    api.tables["asylum_decisions"].append(decision(2026, "CHN", "JPN", 5, 0, 9, 0))
    release = update(api)[0].release
    assert release.release_of("asylum_decisions").half_year == 2026
    assert release.release_of("population").half_year is None


def test_a_release_that_lost_years_is_refused(api: Api) -> None:
    update(api)
    before = release_or_error()
    api.tables["asylum_decisions"] = [row for row in api.tables["asylum_decisions"] if row["year"] == 2025]
    with pytest.raises(InputError, match=r"it may be cut off: .*--accept-fewer"):
        update(api, days=1)
    assert release_or_error() == before
    assert update(api, days=1, accept_fewer=True)[0].tables["asylum_decisions"].rows == 3


def test_progress_is_told_page_by_page(api: Api) -> None:
    told: list[tuple[str, int, int]] = []
    service = Service(base=api.base, limit=2, pause=0, growing=0)
    update_tables(TODAY, service=service, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "asylum_decisions"] == [("asylum_decisions", n, 3) for n in (1, 2, 3)]


@pytest.mark.parametrize("base", ["http://api.unhcr.org/population/v1/", "ftp://127.0.0.1/", "file:///etc/passwd", ""])
def test_only_encrypted_addresses_are_asked(base: str) -> None:
    with pytest.raises(InputError, match="is no address with https"):
        update_tables(TODAY, service=Service(base=base))


def test_the_address_shipped_is_unhcrs() -> None:
    assert Service().checked().base == BASE == "https://api.unhcr.org/population/v1/"
