"""The pages of the law say what the law data say."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from asylia.assessment.lines import Line
from asylia.lawbook.law import FIRST_LAW
from asylia.lawbook.model import Says, Version
from asylia.logic.expression import Const
from asylia.site.law.outline import sections, tree
from asylia.site.law.timeline import timeline
from asylia.site.law_data import lawbook
from tests.site.html import page_of

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asylia.site.law.asked.today", lambda _zone=None: TODAY)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(page_of(response.content).text.split())


def test_a_rule_shows_its_conditions_citations_cases_and_sources(client: Client) -> None:
    text = text_of(client, "/en/law/rules/jp.refugee_recognition/")

    for words in ("Legal basis", "ICRRA", "Sources", "days ago", "all of these", "from 2005-05-16"):
        assert words in text


def test_a_rule_shows_who_reads_it_how_and_where_readings_differ(client: Client) -> None:
    assert "Reading of" in text_of(client, "/en/law/rules/kr.non_refoulement/")
    assert "How others read it" in text_of(client, "/en/law/rules/jp.complementary_protection/")


def test_a_rule_before_its_first_day_says_so(client: Client) -> None:
    address = "/en/law/rules/jp.complementary_protection/"

    assert "On 2023-11-30: no version in force" in text_of(client, f"{address}?on=2023-11-30")
    assert "On 2023-12-01: the version since 2023-12-01" in text_of(client, f"{address}?on=2023-12-01")


def test_a_place_shows_the_law_of_the_day_asked_for(client: Client) -> None:
    before, after = (
        client.get(f"/en/law/jp/?on={day}").content.decode().partition('class="others"')[0]
        for day in ("2023-11-30", "2023-12-01")
    )

    assert "jp.complementary_protection" not in before
    assert "jp.complementary_protection" in after


@pytest.mark.parametrize("typed", ["tomorrow", "2024-13-01", "1978-12-31", "9999-01-01", "2024", "<script>", "\x00"])
def test_a_day_that_is_none_is_said_and_today_is_shown(client: Client, typed: str) -> None:
    response = client.get("/en/law/jp/", {"on": typed})

    assert response.status_code == 200
    assert "This is no day" in response.content.decode()
    assert 'value="2026-11-22"' in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_two_days_are_compared_in_either_order(client: Client) -> None:
    address = "/en/law/jp/changes/?from={}&to={}"
    one, other = (
        text_of(client, address.format(*days)) for days in (("2023-11-30", "2023-12-01"), ("2023-12-01", "2023-11-30"))
    )

    assert one == other
    assert "begins: Recognition as a person eligible for complementary protection" in one


def test_two_equal_days_have_no_changes(client: Client) -> None:
    assert "Nothing changed" in text_of(client, "/en/law/jp/changes/?from=2024-01-01&to=2024-01-01")


def test_history_names_every_day_with_a_change(client: Client) -> None:
    content = client.get("/en/law/kr/history/").content.decode()

    for provision in lawbook().data.provisions.values():
        if provision.place == "KR":
            days = [version.start for version in provision.versions if version.start >= FIRST_LAW]
            assert [day for day in days if f'id="d{day}"' not in content] == []


def test_limits_are_in_words_with_the_event_that_starts_them(client: Client) -> None:
    text = text_of(client, "/en/law/jp/deadlines/")

    assert "Request for review of the refusal 7 days from:" in text
    assert "P7D" not in text


@pytest.mark.parametrize("code", ["jp", "kr", "cn", "hk", "mo"])
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_no_period_or_id_of_an_event_is_left_in_a_table_of_limits(client: Client, code: str, language: str) -> None:
    text = text_of(client, f"/{language}/law/{code}/deadlines/")
    events = {event for event in lawbook().data.events if "_" in event}

    assert re.findall(r"\bPT?\d+[DWMYH]\b|\blaw_\w+", text) == []
    assert set(re.findall(r"\w+", text)) & events == set()


def test_a_sentence_that_is_not_there_leaves_no_empty_mark(client: Client) -> None:
    content = client.get("/ja/law/jp/deadlines/").content.decode()

    assert 'dir="ltr"></span>' not in content


def test_rights_stand_beside_the_duties_of_treaties(client: Client) -> None:
    assert "Refugee Convention art. 17(1)" in text_of(client, "/en/law/jp/rights/")
    assert "Domestic law: Work" in text_of(client, "/en/law/jp/duties/")


def test_a_treaty_that_does_not_bind_a_place_owes_nothing_there(client: Client) -> None:
    assert "Refugee Convention" not in text_of(client, "/en/law/hk/duties/").replace("Refugee Convention never", "")


def test_the_map_is_drawn_without_inline_style(client: Client) -> None:
    content = client.get("/ja/law/hk/procedure/").content.decode()

    assert "<svg viewBox=" in content
    assert 'class="map"' in content
    assert "<style" not in content


# --- shapes ----------------------------------------------------------------------------------------------------------


def version(start: date, end: date | None) -> Version:
    return Version(start, end, "assessment day", Says(), "high", None, Const(True), None, (), ())


def test_versions_stand_in_order_on_the_line_of_time() -> None:
    line = timeline(
        [version(date(1982, 1, 1), date(2005, 5, 15)), version(date(2005, 5, 16), None)], date(1979, 1, 1), TODAY
    )
    first, second = line.bars

    assert 0 < first.x < first.x + first.width <= second.x + 0.01
    assert second.x + second.width == pytest.approx(100, abs=0.02)
    assert (first.shown, second.shown) == (False, True)
    assert second.x < line.at < 100


def test_a_version_of_one_day_can_still_be_seen() -> None:
    [bar] = timeline([version(date(2000, 1, 1), date(2000, 1, 1))], date(1979, 1, 1), TODAY).bars

    assert bar.width >= 0.8


def test_lines_become_sections_and_lists() -> None:
    lines = [
        Line(1, "before", "note", "·"),
        Line(1, "A", "heading"),
        Line(2, "one", "note", "-"),
        Line(3, "inner", "cite", "§"),
        Line(2, "two", "note", "!"),
    ]
    opening, part = sections(lines)

    assert (opening.title, [node.line.text for node in opening.nodes]) == ("", ["before"])
    assert (part.title, [node.line.text for node in part.nodes]) == ("A", ["one", "two"])
    assert [(node.line.text, node.sign) for node in part.nodes[0].children] == [("inner", "§")]
    assert (part.nodes[0].sign, part.nodes[1].sign) == ("", "!")
    assert tree([]) == []


# --- search ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "難民"),
        ("ja", "仮放免"),
        ("ja", "送還"),
        ("ko", "난민"),
        ("ko", "송환"),
        ("zh-Hans", "遣返"),
        ("zh-Hans", "难民"),
        ("zh-Hant", "聲請"),
        ("en", "refoul"),
        ("en", "難民"),
    ],
)
def test_words_of_two_letters_are_found_in_the_law(client: Client, language: str, words: str) -> None:
    content = client.post(f"/{language}/law/search/", {"words": words}).content.decode()

    assert 'class="hits"' in content
    assert page_of(content.encode()).faults == []


def test_a_hit_links_to_its_rule_fact_or_term(client: Client) -> None:
    content = client.post("/ja/law/search/", {"words": "難民"}).content.decode()

    for address in ("/ja/law/rules/", "/ja/law/facts/", "/ja/law/words/#t"):
        assert f'href="{address}' in content


def test_the_words_looked_for_never_stand_in_an_address(client: Client) -> None:
    """SEC-51: search is sent by POST; an address with words shows the empty form."""
    sent = client.post("/en/law/search/", {"words": "torture"}).content.decode()
    asked = client.get("/en/law/search/?words=torture").content.decode()

    assert "words=" not in sent
    assert 'value="torture"' in sent
    assert "torture" not in asked


def test_nothing_found_says_what_was_searched(client: Client) -> None:
    text = page_of(client.post("/en/law/search/", {"words": "qqqqq"}).content).text

    assert "Nothing was found" in text
    assert "Rules 166" in text


def test_what_is_typed_is_shown_as_text_only(client: Client) -> None:
    """SEC-79."""
    content = client.post("/en/law/search/", {"words": '"><script>alert(1)</script>{{ 7 }}{% word "x" %}'}).content

    assert b"<script" not in content
    assert page_of(content).faults == []
