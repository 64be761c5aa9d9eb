"""The guide as a person meets it, without scripts: every requirement by its id."""

from __future__ import annotations

import itertools
import logging
import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from asylia.briefs.guide.token import LIFETIME_MINUTES
from asylia.languages.guide import guide_languages, guide_words
from asylia.site.guide import desk
from asylia.site.guide.padding import QUESTION_STEPS, RESULT_STEPS, padded
from tests.site.guide.walker import Reader, always, by_chance
from tests.site.html import page_of

LANGUAGES = guide_languages()
PLACES = ("JP", "KR", "CN", "HK", "MO")
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
REFUSED = ("inside", "refused", "removal", "bed", "opinion", "war", "day", "2")
SECTIONS = ["date", "steps", "contacts", "ways", "rights", "papers", "more"]


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "now", lambda: NOON)
    monkeypatch.setattr(desk, "today", lambda zone=None: date(2026, 11, 23))


def a_result(client: Client, language: str = "en", place: str = "JP", shared: str = "no") -> Reader:
    return Reader(client, language).start(shared).walk(always(place, *REFUSED))


# --- shape -----------------------------------------------------------------------------------------------------------


def test_g1_the_first_page_has_only_languages_in_their_own_script(client: Client) -> None:
    html = client.get("/guide/").content.decode()
    names = re.findall(r'<a href="/guide/[^"]+" hreflang="[^"]+" lang="[^"]+" dir="(?:ltr|rtl)">([^<]+)</a>', html)

    assert [guide_words(code).name for code in guide_languages()] == names
    assert "<img" not in html
    assert len(re.findall(r"<a ", html)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_g2_and_p6_the_safety_page_comes_first(client: Client, language: str) -> None:
    words = guide_words(language)
    html = client.get(f"/guide/{language}/").content.decode()

    for key in ("safety_kept", "safety_ends", "safety_leave", "safety_history", "private_2", "safety_lawyer"):
        assert words.word(key) in html
    # a question is never opened without it
    assert f"/guide/{language}/" == client.get(f"/guide/{language}/go/").headers["Location"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_g3_help_now_is_two_steps_from_the_language_page(client: Client, language: str) -> None:
    assert f"/guide/{language}/now/" in client.get(f"/guide/{language}/").content.decode()
    for need in ("bed", "doctor", "violence", "child", "detention", "letter"):
        html = client.post(f"/guide/{language}/now/", {"need": need}).content.decode()

        assert "tel:" in html


def test_g3_help_now_stands_on_every_page_and_leads_back(client: Client) -> None:
    reader = a_result(client)

    assert all("/guide/en/now/" in page.content.decode() for page in reader.pages)
    reader.pages.append(client.post("/guide/en/now/", {"t": reader.token, "need": "letter"}))
    assert 'id="KR"' not in reader.page  # the place is known
    reader.send("again")
    assert reader.pages[-1].status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_f1_a_run_without_scripts_comes_to_a_result_in_every_language_and_place(
    client: Client, language: str, place: str
) -> None:
    """F1, G4, G5, G6, P4, P2 and sound HTML on every page of the run."""
    reader = a_result(client, language, place)
    words = guide_words(language)

    for response in reader.pages:
        html = response.content.decode()
        seen = page_of(response.content)
        assert seen.faults == []
        assert seen.h1 == 1
        assert 'id="leave"' in html  # P5
        assert "[en]" not in html
        if 'value="answer"' in html:
            assert html.count("<fieldset") == 1  # G4
            assert html.count('class="button"') == 1
            assert 'value="?"' in html  # G5
            assert 'value="-"' in html
            assert html.count(words.word("why_asked", why="").strip()) == 1  # G6
            assert "<textarea" not in html  # G10
    assert re.findall(r'data-section="(\w+)"', reader.page) == SECTIONS  # G11


def test_g5_a_run_in_which_nothing_is_said_ends_with_contacts(client: Client) -> None:
    reader = Reader(client, "en").start().walk(lambda _, offered: ["?"])

    assert reader.page.count("tel:") >= 3


@pytest.mark.parametrize("seed", range(8))
def test_random_walks_end(client: Client, seed: int) -> None:
    reader = Reader(client, LANGUAGES[seed % 5]).start().walk(by_chance(PLACES[seed % 5], seed))

    assert {response.status_code for response in reader.pages} == {200}


def test_g7_back_shows_the_answer_and_a_change_keeps_what_fits(client: Client) -> None:
    reader = Reader(client, "en").start()
    for _ in range(4):
        reader.answer(always("JP", *REFUSED))
    here = reader.heading
    reader.send("back")
    assert "checked" in reader.page
    assert reader.heading != here
    reader.send("back")
    assert 'value="refused" checked' in reader.page
    reader.send("answer", a=["waiting"])
    assert reader.heading != guide_words("en").word("letters_asks")  # answered before, and still fits


def test_g7_any_answer_can_be_changed_from_the_list(client: Client) -> None:
    reader = a_result(client)
    reader.send("change")
    assert guide_words("en").word("stage_refused") in reader.page
    reader.send("change_one", n="2")
    assert reader.heading == guide_words("en").word("stage_asks")


@pytest.mark.parametrize("number", ["", "x", "-1", "99", "9999", "²"])
def test_g7_a_number_that_is_none_shows_the_list_again(client: Client, number: str) -> None:
    reader = a_result(client)

    assert reader.send("change_one", n=number).status_code == 200


def test_g8_the_count_never_rises_by_more_than_two(client: Client) -> None:
    for place in PLACES:
        pages = a_result(client, "en", place).pages
        counts = [int(found.group(1)) for p in pages if (found := re.search(r"About (\d+) more", p.content.decode()))]

        assert all(after - before <= 2 for before, after in itertools.pairwise(counts))


def test_g11_a_refusal_ends_with_its_date_first(client: Client) -> None:
    html = a_result(client).page

    assert "By Friday, 27 November 2026" in html
    assert "4 days are left." in html
    assert html.index("27 November 2026") < html.index('data-section="steps"')


def test_g11_days_are_said_in_japanese_too(client: Client) -> None:
    assert "2026年11月27日（金曜日）まで" in a_result(client, "ja").page


def test_w4_bad_news_comes_after_the_date_and_the_help(client: Client) -> None:
    """W4: what is closed or may pass stands below the day to keep, the next steps and who can help."""
    html = a_result(client).page

    assert re.findall(r'<section[^>]* data-section="(\w+)"', html) == SECTIONS
    assert SECTIONS.index("contacts") < SECTIONS.index("ways")


@pytest.mark.parametrize("language", LANGUAGES)
def test_f2_a_page_is_small_and_loads_no_font(client: Client, language: str) -> None:
    """F2: 30 kB at most for a question, style and script with it; letters are those of the phone."""
    page = Reader(client, language).start().pages[-1].content.decode()
    files = {path for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page) if path.endswith((".css", ".js"))}
    texts = [b"".join(client.get(path).streaming_content) for path in files]  # type: ignore[attr-defined]  # a file is sent in pieces

    assert len(files) >= 2
    assert len(page.encode()) <= 30_000
    assert sum(map(len, texts)) <= 30_000
    assert not [text for text in texts if b"@font-face" in text or b"url(" in text]


def test_l6_no_month_is_chosen_before_the_person_chooses(client: Client) -> None:
    """A month that stands there from the start would count a limit from a day that nobody said."""
    reader = Reader(client, "en").start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))
    months = reader.page.partition('name="month">')[2].partition("</select>")[0]

    assert months.startswith('<option value=""></option>')
    assert "selected" not in months


def test_l6_the_weekday_is_said_back(client: Client) -> None:
    reader = Reader(client, "en").start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))
    reader.send("answer", day="20", month="11", year="8", era="reiwa")

    assert "That is a Friday: Friday, 20 November 2026." in reader.page
    reader.send("again")
    assert 'value="20"' in reader.page


def test_l6_readers_with_a_calendar_of_their_own_see_it_under_the_day(client: Client) -> None:
    """The western day stays first; a day given in the reader's calendar is said back in both."""
    reader = Reader(client, "fa-AF").start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))
    assert '<optgroup label="هجری شمسی"><option value="solar_hijri-1">حمل</option>' in reader.page
    reader.send("answer", day="29", month="solar_hijri-8", year="1405")
    assert "20\u00a0نومبر 2026" in reader.page
    assert "هجری شمسی: 29\u00a0عقرب 1405" in reader.page
    reader.walk(always("JP", *REFUSED))

    assert re.search(
        r'class="gby"><bdi>[^<]*27\u00a0نومبر 2026</bdi></p><p class="gwhy"><bdi>[^<]*6\u00a0قوس 1405<', reader.page
    )


def test_l6_a_month_of_the_readers_own_calendar_is_kept_as_it_was_given(client: Client) -> None:
    reader = Reader(client, "fa-AF").start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))
    reader.send("answer", day="", month="solar_hijri-8", year="1405")
    assert "عقرب 1405" in reader.page
    assert "23\u00a0اکتوبر 2026 – " in reader.page
    reader.send("again")

    assert '<option value="solar_hijri-8" selected>' in reader.page
    assert 'name="year" inputmode="numeric" maxlength="4" size="5" value="1405"' in reader.page
    reader.send("on")
    reader.send("change")
    assert "عقرب 1405" in reader.page


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_l6_other_readers_are_asked_in_western_months_alone(client: Client, language: str) -> None:
    reader = Reader(client, language).start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))

    assert "<optgroup" not in reader.page


@pytest.mark.parametrize("fields", [{"day": "31", "month": "2", "year": "2026"}, {"day": "1"}, {"year": "9999"}, {}])
def test_l6_a_day_that_does_not_exist_is_asked_for_again(client: Client, fields: dict[str, str]) -> None:
    reader = Reader(client, "en").start()
    while 'name="day"' not in reader.page:
        reader.answer(always("JP", *REFUSED))

    assert reader.send("answer", **fields).status_code == 400
    assert 'role="alert"' in reader.page


def test_w6_after_pain_there_is_a_pause_with_somebody_to_call(client: Client) -> None:
    reader = Reader(client, "en").start()
    while reader.heading != guide_words("en").word("needs_asks"):
        reader.answer(always("JP", *REFUSED))
    reader.send("answer", a=["mind"])

    assert reader.heading == guide_words("en").word("pause_title")
    assert "tel:" in reader.page
    assert 'value="on"' in reader.page
    assert 'value="result"' in reader.page


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("said", ["mind", "hurt"])
def test_w6_at_every_place_the_pause_has_a_number_first(client: Client, place: str, said: str) -> None:
    reader = Reader(client, "en").start()
    while reader.heading != guide_words("en").word("needs_asks"):
        reader.answer(always(place, "inside", "not_applied"))
    reader.send("answer", a=[said])
    first = reader.page.partition('<li data-id="')[2].partition("</li>")[0]

    assert reader.heading == guide_words("en").word("pause_title")
    assert 'href="tel:' in first
    assert guide_words("en").word("closed_now") not in first


def test_hours_of_several_lines_each_have_the_name_of_the_line(client: Client) -> None:
    reader = Reader(client, "zh-Hant").start()
    while reader.heading != guide_words("zh-Hant").word("needs_asks"):
        reader.answer(always("MO", "inside", "not_applied"))
    reader.send("answer", a=["mind"])

    assert "中文熱線: 星期一–星期日 00:00–24:00; 英語及葡語熱線: " in unescape(reader.page)
    assert "09:00–18:00" in reader.page


def test_w2_a_hard_question_says_first_that_it_can_be_skipped(client: Client) -> None:
    reader = Reader(client, "en").start()
    while reader.heading != guide_words("en").word("grounds_asks"):
        reader.answer(always("JP", *REFUSED))

    assert guide_words("en").word("may_be_hard") in reader.page


def test_p9_an_office_that_can_detain_carries_a_warning(client: Client) -> None:
    """Also that it never comes before a lawyer or a group."""
    html = Reader(client, "en").start().walk(always("KR", "inside", "not_applied", "lawyer", "2", "=")).page
    found = re.findall(r'<li data-id="([^"]+)"[^>]*>\n<h3>.*?</li>', html, re.DOTALL)
    office = re.search(r'<li data-id="kis-offices".*?</li>', html, re.DOTALL)

    assert found[-1] == "kis-offices"
    assert office is not None
    assert guide_words("en").word("warn_can_detain") in unescape(office.group(0))


# --- privacy ---------------------------------------------------------------------------------------------------------


def test_sec_50_and_p1_no_page_sets_a_cookie_and_no_answer_is_in_an_address(client: Client) -> None:
    reader = a_result(client)

    assert not client.cookies
    for response in reader.pages:
        assert not response.cookies
        html = response.content.decode()
        assert not re.search(r'(href|action)="[^"]*\?', html)
        assert set(re.findall(r'action="([^"]+)"', html)) <= {"/guide/en/go/", "/guide/en/now/"}  # SEC-56


def test_p2_headers_in_ordinary_and_in_shared_mode(client: Client) -> None:
    for shared, caching in (("no", "private, no-cache"), ("yes", "no-store")):
        for response in a_result(client, shared=shared).pages[1:]:
            assert caching == response.headers["Cache-Control"]
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_p4_and_sec_54_titles_addresses_and_file_names_are_neutral(client: Client, language: str) -> None:
    telling = re.compile(r"refugee|asylum|protection|難民|庇護|保護|난민|망명|보호|难民|庇护|保护", re.IGNORECASE)
    reader = a_result(client, language)
    reader.pages.append(client.get(f"/guide/{language}/now/"))
    titles = {page_of(response.content).title for response in reader.pages}

    assert not [title for title in titles if telling.search(title)]
    assert not [name for name in ("safety", "now", "go") if telling.search(reverse(f"guide:{name}", args=[language]))]
    assert "asylia" not in " ".join(titles)


def test_p4_the_calendar_says_nothing(client: Client) -> None:
    reader = a_result(client)
    response = client.post(reader.go, {"t": reader.token, "do": "calendar"})
    text = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    assert "DTSTART;TZID=Asia/Tokyo:20261127T090000" in text
    assert "SUMMARY:Appointment" in text
    assert not re.search(r"refug|review|asyl|DESCRIPTION:[^A\r]", text, re.IGNORECASE)


def test_p8_the_print_can_leave_the_dates_out(client: Client) -> None:
    reader = a_result(client, "ja", "KR")
    reader.send("print")
    assert "2026年11" in reader.page
    reader.send("print", no_dates="yes")

    assert not re.search(r"20\d\d年\s?\d", reader.page)


def test_p5_leaving_is_a_real_link_and_a_second_skip_link(client: Client, settings_leave: str) -> None:
    for page in a_result(client).pages:
        html = page.content.decode()
        assert html.count('href="/guide/leave/"') == 2
        assert html.index('class="skip" href="#main"') < html.index('class="skip" href="/guide/leave/"')
        assert html.count(f'data-to="{settings_leave}"') == 1  # for the script, which goes there at once
    assert "leave" not in client.get("/guide/").content.decode()


def test_sec_53_leaving_tells_the_browser_to_forget_and_goes_on_to_the_neutral_page(
    client: Client, settings_leave: str
) -> None:
    """SEC-53: the link gets a page that says nothing and goes on; the script's order gets no page."""
    page, order = client.get("/guide/leave/"), client.post("/guide/leave/")

    assert (page.status_code, order.status_code) == (200, 204)
    for answer in (page, order):
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    html = page.content.decode()
    assert f'<meta http-equiv="refresh" content="0; url={settings_leave}">' in html
    assert set(re.findall(r">([^<>]+)<", html.replace("\n", ""))) == {"worldweather.wmo.int"}


def test_sec_53_nothing_but_leaving_makes_the_browser_forget(client: Client) -> None:
    """G7: else the browser's Back would be broken in ordinary mode."""
    assert [page for page in a_result(client).pages if "Clear-Site-Data" in page.headers] == []


@pytest.fixture
def settings_leave() -> str:
    return str(settings.LEAVE_FOR)


def test_sec_55_pages_fall_on_the_steps(client: Client) -> None:
    for place in PLACES:
        pages = a_result(client, "ja", place).pages

        assert {len(page.content) for page in pages[:-1]} == {16 * 1024}
        assert len(pages[-1].content) in (32 * 1024, 64 * 1024)
        assert {page.headers["Content-Encoding"] for page in pages} == {"identity"}


@pytest.mark.parametrize("size", [0, 1, 16_376, 16_377, 16_378, 40_000, 200_000])
def test_sec_55_padding_reaches_a_step_whatever_the_size(size: int) -> None:
    for steps in (QUESTION_STEPS, RESULT_STEPS):
        found = len(padded(b"x" * size, steps))

        assert found in steps or found % steps[-1] == 0


def test_sec_51_answers_are_in_no_log_and_no_file(
    client: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A canary in every field, and a page that breaks: nothing of it is written or said."""
    canary = "canary-5d1e"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    logging.getLogger("asylia.site").addHandler(caplog.handler)
    reader = Reader(client, "en").start()
    sent = {"a": [canary], "day": canary, "year": canary, "n": canary, "need": canary, "no_dates": canary}
    for act in ("answer", "change_one", "print", canary):
        response = client.post(reader.go, {"t": reader.token, "do": act, **sent})
        assert canary not in response.content.decode()

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(canary)

    monkeypatch.setattr("asylia.site.guide.views._page", breaks)
    response = client.post(reader.go, {"t": reader.token, "do": "answer", **sent})
    assert response.status_code == 500
    assert canary not in response.content.decode()
    assert canary not in caplog.text
    assert "RuntimeError" in caplog.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", [lambda t: t[:-6] + "AAAAAA", lambda t: "", lambda t: "%%%", lambda t: t * 40])
def test_sec_50_a_token_that_does_not_open_offers_a_new_start(client: Client, change: object) -> None:
    assert callable(change)
    reader = Reader(client, "en").start()
    response = client.post(reader.go, {"t": change(reader.token), "do": "answer", "a": "JP"})

    assert response.status_code == 410
    assert guide_words("en").word("ended_title") in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_sec_50_a_token_that_is_too_old_offers_a_new_start(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(client, "en").start()
    late = desk.minute() + LIFETIME_MINUTES + 1
    monkeypatch.setattr(desk, "minute", lambda: late)

    assert client.post(reader.go, {"t": reader.token, "do": "result"}).status_code == 410


def test_an_act_that_is_none_shows_the_page_again(client: Client) -> None:
    reader = Reader(client, "en").start()
    here = reader.heading

    assert reader.send("nothing").status_code == 200
    assert reader.heading == here


def test_an_answer_that_is_none_of_the_choices_is_asked_for_again(client: Client) -> None:
    reader = Reader(client, "en").start()

    assert reader.send("answer", a=["XX"]).status_code == 400
    assert 'role="alert"' in reader.page


def test_sec_59_the_guide_answers_on_an_onion_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["abc.onion"])
    response = client.get("/guide/", headers={"host": "abc.onion"})

    assert response.status_code == 200
    assert "Strict-Transport-Security" not in response.headers
