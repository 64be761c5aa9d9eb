"""The pages of figures and their files: what is drawn, what is said where it cannot be, and that addresses hold."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from openpyxl import load_workbook

from asylia.figures.charts.build import NAMES
from asylia.figures.charts.drawn import drawn_from_official
from asylia.figures.charts.svg import svg_of
from asylia.figures.definitions import definitions
from asylia.figures.query import Tables
from asylia.figures.store import NoFigures
from asylia.lawbook.model import Provision
from asylia.site import figures_drawn
from asylia.site.figures_drawn import Named, drawn, file_named
from asylia.site.law_data import lawbook
from asylia.site.reader import reader_in
from tests.figures.unhcr_rows import tables_of_csv
from tests.site.html import page_of

LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
GRANTS = Named("grants", "JPN", 2005, 2024, "en")


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The rows of tests/data/unhcr."""
    return tables_of_csv(tmp_path_factory.mktemp("unhcr"))


@pytest.fixture
def without_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server whose operator has not got UNHCR's tables."""

    def none() -> Tables:
        raise NoFigures("there are no tables", mend="get them")

    monkeypatch.setattr(figures_drawn, "tables", none)
    _forget()
    yield
    _forget()


@pytest.fixture
def with_tables(monkeypatch: pytest.MonkeyPatch, rows: Tables) -> Iterator[None]:
    """A server that has some of them."""
    monkeypatch.setattr(figures_drawn, "tables", lambda: rows)
    _forget()
    yield
    _forget()


def _forget() -> None:
    figures_drawn._drawn.cache_clear()
    figures_drawn._picture.cache_clear()


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    assert page_of(response.content).faults == [], address
    return response.content.decode()


# --- pictures and data ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [600, 320])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_picture_is_that_of_the_command_at_a_stable_address(client: Client, language: str, width: int) -> None:
    """Issue 7, point 5: `asylia figures chart` and the site draw the same bytes; the labels follow the language."""
    named = Named("grants", "JPN", 2005, 2024, language)
    suffix = "-320" if width == 320 else ""
    response = client.get(f"/figures/grants-JPN-2005-2024-{language}{suffix}.svg")

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert response.content.decode() == svg_of(drawn(named), width)
    assert drawn(named).title.partition(":")[0][:6] in response.content.decode()


@pytest.mark.parametrize(("name", "place"), sorted(drawn_from_official()))
def test_sec_75_pictures_need_nothing_that_the_policy_forbids(client: Client, name: str, place: str) -> None:
    """SEC-75: presentation attributes only, no script, nothing from elsewhere."""
    shown = text_of(client, f"/en/figures/charts/{name}/{place}/")
    address = re.findall(r'<img src="([^"]+)"', shown)[0]
    picture = client.get(address).content.decode()

    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|<image|<foreignObject|@import", picture)
    assert set(re.findall(r'(?:href|src)="([^"]+)"', picture)) == set()
    assert 'fill="' in picture
    assert "font-family=" in picture


@pytest.mark.parametrize(
    "name",
    [
        "grants-JPN-2005-2024-en.png",
        "grants-JPN-2005-2024-en-601.svg",
        "grants-JPN-2005-2024-en-320.csv",
        "grants-JPN-2024-2005-en.svg",
        "grants-JPN-0005-2024-en.svg",
        "grants-JPN-2005-2024-xx.svg",
        "grants-XXX-2005-2024-en.svg",
        "grants-jpn-2005-2024-en.svg",
        "nothing-JPN-2005-2024-en.svg",
        "grants-JPN-1951-1952-en.svg",
        "grants-JPN-2005-2024-en.svg ",
        "%00",
        "..%2fsettings.py",
    ],
)
def test_what_is_no_file_is_told_so(client: Client, name: str) -> None:
    assert client.get(f"/figures/{name}").status_code == 404


def test_names_of_files_lead_back_to_their_charts() -> None:
    for language in LANGUAGES:
        for kind in ("svg", "csv", "xlsx"):
            named = Named("grants", "KOR", 1994, 2023, language)
            assert file_named(named.file(kind)) == (named, 600, kind)
    assert file_named(GRANTS.file("svg", 320)) == (GRANTS, 320, "svg")


def test_charts_are_kept_in_bounded_memory() -> None:
    """What is public is kept; how much, has an end."""
    for kept in (figures_drawn._drawn, figures_drawn._picture):
        assert 0 < (kept.cache_info().maxsize or 0) <= 100


def test_the_data_behind_a_chart_are_those_it_draws(client: Client) -> None:
    """CSV and XLSX hold every figure of every series, unrounded, with its source."""
    chart = drawn(GRANTS)
    wanted = [(one.label, str(figure.year), figure.value) for one in chart.series for figure in one.figures]
    read = list(csv.DictReader(io.StringIO(client.get("/figures/grants-JPN-2005-2024-en.csv").content.decode())))
    book = load_workbook(io.BytesIO(client.get("/figures/grants-JPN-2005-2024-en.xlsx").content))

    assert [(row["series"], row["year"], float(row["value"])) for row in read] == wanted
    assert all(row["citations"] for row in read)
    assert [(*row[:1], str(row[4]), row[8]) for row in book["figures"].iter_rows(min_row=2, values_only=True)] == wanted
    assert next(row[0] for row in book["law"].iter_rows(min_row=2, values_only=True)) == chart.marks[0].day.isoformat()


# --- chart pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_has_table_summary_flags_law_downloads_and_citation(client: Client, language: str) -> None:
    """Issue 7, point 5, in every language."""
    text = text_of(client, f"/{language}/figures/charts/grants/JPN/2005-2024/")
    chart = drawn(Named("grants", "JPN", 2005, 2024, language))

    assert chart.summary in text
    assert text.count('<th scope="row">') == len(chart.rows) == 20
    for kind in ("svg", "csv", "xlsx"):
        assert f'href="/figures/grants-JPN-2005-2024-{language}.{kind}"' in text
    assert f'srcset="/figures/grants-JPN-2005-2024-{language}-320.svg"' in text
    assert text.count("<time datetime=") == len(chart.marks) > 3
    linked = re.findall(rf'href="/{language}/law/rules/([^"]+)/"', text)
    assert len(linked) >= len(chart.marks)
    assert all(isinstance(lawbook().data.provisions[name], Provision) for name in linked)
    assert "@misc{asylia_grants_jpn_2005_2024," in text
    assert f"/{language}/figures/charts/grants/JPN/2005-2024/" in text
    assert "[en]" not in text


def test_a_citation_in_csl_is_json(client: Client) -> None:
    text = text_of(client, "/en/figures/charts/grants/JPN/2005-2024/")
    found = re.findall(r"<code>(\[\n.*?\])</code>", text, re.S)[0].replace("&quot;", '"').replace("&#x27;", "'")

    assert json.loads(found)[0]["URL"].endswith("/en/figures/charts/grants/JPN/2005-2024/")


def test_years_typed_lead_to_the_address_that_does_not_change(client: Client) -> None:
    response = client.get("/en/figures/charts/grants/JPN/?from=2024&to=2015")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/figures/charts/grants/JPN/2015-2024/")
    assert client.get("/en/figures/charts/grants/JPN/?from=x&to=").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "charts/nothing/JPN/",
        "charts/grants/jpn/",
        "charts/grants/XXX/",
        "charts/grants/JPN/2024-2005/",
        "charts/grants/JPN/1/",
        "charts/grants/JPN/1951-1952/",
        "measures/nothing/",
        "explain/JPN/2024/nothing/",
        "explain/XXX/2024/grants/",
        "explain/JPN/24/grants/",
    ],
)
def test_what_is_no_page_is_told_so(client: Client, address: str) -> None:
    text_of(client, f"/en/figures/{address}", status=404)


@pytest.mark.usefixtures("without_tables")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_needs_unhcrs_tables_says_so_where_they_are_absent(client: Client, language: str) -> None:
    """Official figures always work; the rest says plainly what is missing, and draws nothing."""
    word = reader_in(language).texts.word
    listed = text_of(client, f"/{language}/figures/")

    for name in NAMES:
        if not any(chart == name for chart, _ in drawn_from_official()):
            assert word("figures_needs_tables") in text_of(client, f"/{language}/figures/charts/{name}/MMR/")
    assert word("figures_lacks_tables") in listed
    assert f"/{language}/figures/charts/grants/JPN/" in listed
    assert f"/{language}/figures/charts/top_origins/" not in listed
    assert client.get("/figures/top_origins-JPN-2020-2020-en.svg").status_code == 404


@pytest.mark.usefixtures("with_tables")
def test_unhcrs_tables_draw_what_official_figures_do_not(client: Client) -> None:
    listed = text_of(client, "/en/figures/")
    drawn_pages = [
        address
        for address in page_of(listed.encode()).links
        if "/figures/charts/" in address and "<img" in client.get(address).content.decode()
    ]

    assert reader_in("en").texts.word("figures_lacks_tables") not in listed
    assert {address.split("/")[4] for address in drawn_pages} > {chart for chart, _ in drawn_from_official()}
    for address in drawn_pages:
        picture = re.findall(r'<img src="([^"]+)"', text_of(client, address))[0]
        assert client.get(picture).status_code == 200, picture


@pytest.mark.usefixtures("with_tables")
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_are_two_sources_the_page_says_which_it_shows_and_links_the_other(
    client: Client, language: str
) -> None:
    """At an address each, and the reason why they differ beside them."""
    word = reader_in(language).texts.word
    here = f"/{language}/figures/measures/grants/"
    pages = {source: text_of(client, f"{here}?source={source}") for source in ("unhcr", "official")}

    for source, other in (("unhcr", "official"), ("official", "unhcr")):
        assert word("figures_source_shown", source=word(f"figures_from_{source}")) in unescape(pages[source])
        assert f'href="{here}?source={other}"' in pages[source]
        assert f'href="{here}?source={source}"' not in pages[source]
        assert word("figures_sources_differ") in unescape(pages[source])
    assert pages["unhcr"] != pages["official"]
    assert text_of(client, here) == pages["unhcr"] == text_of(client, f"{here}?source=else")


@pytest.mark.usefixtures("with_tables")
def test_a_chart_of_official_figures_leads_to_unhcrs_numbers(client: Client) -> None:
    charts = {"grants": "grants", "pending_decisions": "pending_end_of_year", "resettlement": "resettlement_arrivals"}
    for chart, place in drawn_from_official():
        text = text_of(client, f"/en/figures/charts/{chart}/{place}/")
        assert f'href="/en/figures/measures/{charts[chart]}/?source=unhcr#{place}"' in text
        assert client.get(f"/en/figures/measures/{charts[chart]}/?source=unhcr").status_code == 200


@pytest.mark.usefixtures("without_tables")
def test_without_tables_there_is_no_other_source(client: Client) -> None:
    assert "source=" not in text_of(client, "/en/figures/measures/grants/")
    assert text_of(client, "/en/figures/measures/grants/?source=unhcr") == text_of(
        client, "/en/figures/measures/grants/"
    )
    assert "source=" not in text_of(client, "/en/figures/charts/grants/JPN/")


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_a_number_is_taken_apart(client: Client) -> None:
    """ "JPN 2024 recognition": what the authority published, of how many, and where."""
    text = text_of(client, "/en/figures/explain/")

    assert "190 of 10,455" in text
    assert 'href="http' in text
    assert client.get("/en/figures/explain/?place=KOR&year=2023&measure=grants").headers["Location"] == (
        "/en/figures/explain/KOR/2023/grants/"
    )


@pytest.mark.usefixtures("with_tables")
def test_with_tables_the_sums_and_the_simple_query_are_told(client: Client) -> None:
    text = text_of(client, "/en/figures/explain/KOR/2024/refugee_recognition_rate/")

    assert reader_in("en").texts.word("figures_stage_first") in text
    assert reader_in("en").texts.word("figures_what_to_know") in text


def test_where_nothing_is_known_it_is_said(client: Client) -> None:
    text = text_of(client, "/en/figures/explain/MAC/1990/refugee_recognition_rate/")

    assert reader_in("en").texts.word("figures_nothing_known") in text


@pytest.mark.parametrize("tables", ["with_tables", "without_tables"])
def test_every_measure_is_a_page_with_its_definition(
    client: Client, tables: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(tables)
    listed = text_of(client, "/en/figures/measures/")
    for name, measure in definitions().measures.items():
        text = text_of(client, f"/en/figures/measures/{name}/")

        assert f"/en/figures/measures/{name}/" in listed
        assert measure.id in text
        assert "None" not in text


def test_addresses_of_sources_are_links_without_what_follows_them(client: Client) -> None:
    text = text_of(client, "/zh-Hant/figures/measures/refugee_recognition_rate/")
    links = [link for link in page_of(text.encode()).links if link.startswith("http")]

    assert links
    assert not any(link.endswith((";", ",", ".")) for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_numbers_stand_beside_what_sources_give(client: Client, language: str) -> None:
    text = text_of(client, f"/{language}/figures/quoted/")

    assert reader_in(language).texts.word("seeds_status_reproduced") in text
    assert "[en]" not in text
