"""The pages of the directory, by the ids of the requirements D1 to D9, P9, P11, P12."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from asylia.briefs.printing import Sheet
from asylia.directory.ages import speaks_for
from asylia.directory.match import match
from asylia.directory.model import Organization
from asylia.errors import InputError
from asylia.site.directory.asked import Asked
from asylia.site.directory.contacts import contacts_of
from asylia.site.directory_data import calendar_at, directory, index
from asylia.site.printing import CannotPrint
from asylia.site.reader import reader_in
from tests.briefs.fonts import needs_fonts
from tests.site.html import page_of

LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
A_MOMENT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""A Tuesday, 10:30 in Tokyo."""
PARTS = ("first", "rest")
ASKED = {"place": "JP", "need": ["legal.appeal_court", "shelter.tonight"], "speaks": "my", "near": "JP/tokyo"}


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asylia.site.directory.show.now", lambda: A_MOMENT)


def found_by(client: Client, sent: Mapping[str, object], language: str = "en") -> str:
    response = client.post(f"/{language}/help/find/", dict(sent))
    assert response.status_code == 200
    assert page_of(response.content).faults == []
    return response.content.decode()


def shown_on(client: Client, name: str, language: str = "en") -> str:
    response = client.get(f"/{language}/help/at/{name}/")
    assert response.status_code == 200
    return response.content.decode()


def all_shown() -> list[Organization]:
    return [one for one in directory().organizations.values() if not one.is_held]


# --- the form ---------------------------------------------------------------------------------------------------------


def test_p1_nothing_that_is_asked_for_stands_in_an_address(client: Client) -> None:
    """P1: the form is sent by POST; an address with the same words is the empty form."""
    form = client.get("/en/help/find/").content.decode()
    with_query = client.get("/en/help/find/?place=JP&need=legal&threat=yes").content.decode()

    assert re.findall(r'<form[^>]*method="(\w+)"', form) == ["post"]
    assert form == with_query


def test_p7_the_form_asks_for_no_name_and_no_story(client: Client) -> None:
    """P7, G10: choices, a day and ticks; no field for free text."""
    form = client.get("/en/help/find/").content.decode()

    assert set(re.findall(r'<input[^>]*type="(\w+)"', form)) == {"checkbox", "date"}
    assert "<textarea" not in form


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "place"),
        ({"place": "KR", "near": "JP/tokyo"}, "near"),
        ({"place": "JP", "deadline": "tomorrow"}, "deadline"),
        ({"place": "JP", "deadline": "2026-02-30"}, "deadline"),
        ({"place": "JP", "who": ["applicant", "recognised"]}, "who"),
        ({"place": "JP", "who": "legal_stay", "no_permit": "yes"}, "who"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_f4_a_fault_is_told_and_linked_to_its_field(
    client: Client, sent: Mapping[str, object], field: str, language: str
) -> None:
    """F4: an error summary, and what was entered is still there."""
    response = client.post(f"/{language}/help/find/", {**sent, "need": "legal"})
    page = page_of(response.content)
    text = response.content.decode()

    assert response.status_code == 422
    assert page.faults == []
    assert f'href="#{field}"' in text
    assert field in page.ids
    assert 'id="need-legal" type="checkbox" name="need" value="legal" checked' in text
    assert "tel:" not in text


@pytest.mark.parametrize(
    "sent",
    [
        {"place": "FR"},
        {"place": "JP", "need": "nothing"},
        {"place": "JP", "speaks": "<b>"},
        {"place": "JP", "near": "JP/nowhere"},
        {"place": "JP", "near": "XX/tokyo"},
        {"place": "JP", "who": "king"},
    ],
)
def test_what_no_form_of_ours_can_send_is_refused(client: Client, sent: dict[str, str]) -> None:
    assert client.post("/en/help/find/", sent).status_code == 400


def test_sec_79_what_was_typed_is_escaped(client: Client) -> None:
    """SEC-79."""
    text = client.post("/en/help/find/", {"place": "JP", "deadline": '"><script>alert(1)</script>'}).content.decode()

    assert "<script" not in text


# --- what is found ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_d5_and_d6_three_first_then_all_as_the_rules_find_them(client: Client, language: str) -> None:
    """D5, D6: the same organisations in the same order as `asylia directory find`, and the order in words."""
    asked = Asked("JP", ("legal.appeal_court", "shelter.tonight"), "my", "JP/tokyo")
    found = match(index(), asked.wish(), calendar_at("JP"))
    text = found_by(client, ASKED, language)
    first, rest = (
        re.findall(rf'<article class="contact" aria-labelledby="{part}-([^"]+)"', text) for part in ("first", "rest")
    )

    assert first == [hit.organization.id for hit in found.first]
    assert rest == [hit.organization.id for hit in found.rest]
    assert len(first) == 3
    assert "[en]" not in text
    assert reader_in(language).texts.word("match_order_contact") in text


def test_g13_every_contact_carries_its_reasons(client: Client) -> None:
    """G13."""
    text = found_by(client, ASKED)
    articles = re.findall(r'<article class="contact" aria-labelledby="(?:first|rest)-.*?</article>', text, re.S)

    assert len(articles) > 3
    assert all('<ul class="reasons' in one for one in articles)


def test_p11_a_threat_from_ones_own_state_is_answered_before_any_contact(client: Client) -> None:
    """P11: only to who says so, and above every number."""
    warning = reader_in("en").texts.word("directory_warns_own_state")
    warned, quiet = found_by(client, {**ASKED, "threat": "yes"}), found_by(client, ASKED)

    assert warned.index(warning) < warned.index("tel:")
    assert warning not in quiet


def test_p9_an_office_that_can_detain_says_so_and_comes_last_without_a_permit(client: Client) -> None:
    """P9."""
    text = found_by(client, {"place": "HK", "need": ["legal.apply_here", "legal"], "no_permit": "yes"})
    ids = re.findall(r'<article class="contact" aria-labelledby="\w+-([^"]+)"', text)
    warning = reader_in("en").texts.word("directory_warns_can_detain")
    offices = [
        one.id
        for one in directory().shown("HK")
        if directory().taxonomy.warnings_beside(one.kind, one.needs)
    ]  # fmt: skip

    assert ids[0] not in offices
    assert ids[-1] in offices
    assert warning in text


def test_g14_where_nothing_fits_the_first_contact_is_named(client: Client) -> None:
    """G14."""
    text = found_by(client, {"place": "MO", "need": "education.scholarship"})

    assert reader_in("en").texts.word("match_none") in text
    assert 'aria-labelledby="instead-unhcr-hk"' in text


def test_p12_calls_stay_in_the_list_of_calls(client: Client) -> None:
    """P12: said where there is a number to call, and not where there is none."""
    line = reader_in("en").texts.word("match_calls").replace("'", "&#x27;")
    without = next(one for one in all_shown() if not one.phones and not one.closed)

    assert line in found_by(client, ASKED)
    assert line in shown_on(client, "jar")
    assert line not in shown_on(client, without.id)


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        (datetime(2026, 11, 24, 1, 30, tzinfo=UTC), "match_hours_open"),
        (datetime(2026, 11, 24, 0, 59, tzinfo=UTC), "match_hours_closed"),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), "match_hours_closed"),
        (datetime(2026, 11, 23, 1, 30, tzinfo=UTC), "match_hours_holiday"),
    ],
)
def test_d8_hours_are_told_in_the_time_of_the_place(
    client: Client, monkeypatch: pytest.MonkeyPatch, moment: datetime, word: str
) -> None:
    """D8, F6: JAR answers from 10:00 to 17:00 in Tokyo, whatever the server's zone; 23 November is a holiday there."""
    monkeypatch.setattr("asylia.site.directory.show.now", lambda: moment)
    text = shown_on(client, "jar")

    assert reader_in("en").texts.word(word) in text
    assert f"{moment.astimezone(ZoneInfo('Asia/Tokyo')):%Y-%m-%d %H:%M}" in text


# --- an organisation --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "least"), [("ngo", 180), ("hotline", 90)])
def test_d1_age_is_told_in_words_with_its_mark(kind: str, least: int) -> None:
    """D1: at the limit nothing is said, a day later it may be old, after a year it may have changed."""
    held, said = directory(), reader_in("en").texts
    organization, since = next(
        (one, when.first)
        for one in all_shown()
        if one.kind == kind
        for phone in one.phones[:1]
        if len(pages := held.pages_of(phone.support)) == 1
        for when, is_least in [speaks_for(pages[0], one)]
        if not is_least
    )

    def first_age(days: int) -> tuple[str, str]:
        moment = datetime.combine(since + timedelta(days=days), datetime.min.time(), UTC)
        age = contacts_of(organization, held, moment, said)[0].age
        return age.state, age.text

    assert first_age(least)[0] == "fresh"
    assert first_age(least + 1)[0] == "may_be_old"
    assert first_age(365)[0] == "may_be_old"
    assert first_age(366) == ("may_have_changed", first_age(366)[1])
    assert "May have changed. Call first." in first_age(366)[1]


def test_d2_every_detail_names_the_page_where_it_was_seen(client: Client) -> None:
    """D2: title, link and day of each source of each detail that is shown."""
    held = directory()
    for one in all_shown():
        if one.closed:
            continue
        text = shown_on(client, one.id)
        shown = [
            item.support
            for items in (one.phones, one.emails, one.websites, one.schedules, one.services)
            for item in items
        ]
        for support in shown:
            for page in held.pages_of(support):
                assert page.seen.isoformat() in text, one.id
                assert page.url.replace("&", "&amp;") in text or not page.url.startswith("http"), one.id


def test_d3_this_is_wrong_gives_a_text_and_stores_nothing(client: Client) -> None:
    """D3: a text to mail, copy or hand in; the only form on the page prints a card."""
    text = shown_on(client, "jar")
    note = client.get("/en/help/at/jar/note/")

    assert re.findall(r'<form[^>]*action="([^"]+)"', text) == ["/en/help/at/jar/card/"]
    assert 'href="mailto:?subject=' in text
    assert note.headers["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert "phone.1: 0120-477-472" in note.content.decode()
    assert client.post("/en/help/at/jar/note/").status_code == 405


def test_d3_the_mail_goes_where_the_operator_says(client: Client, settings_to: str) -> None:
    """D3."""
    assert f'href="mailto:{settings_to}?subject=' in shown_on(client, "jar")


@pytest.fixture
def settings_to(monkeypatch: pytest.MonkeyPatch) -> str:
    from django.conf import settings  # noqa: PLC0415  # set up by the conftest of the site

    monkeypatch.setattr(settings, "CORRECTIONS_TO", "put-right@example.org")
    return "put-right@example.org"


@pytest.mark.parametrize("language", LANGUAGES)
def test_d4_who_has_closed_is_found_with_the_day_and_the_next_best(client: Client, language: str) -> None:
    """D4."""
    word = reader_in(language).texts.word
    closed = word("directory_closed", date=date(2023, 3, 31))
    text = shown_on(client, "support-r", language)

    assert closed in client.get(f"/{language}/help/jp/").content.decode()
    assert closed in text
    assert word("directory_instead") in text
    assert "tel:" in text


def test_d7_what_is_held_back_never_appears_and_a_warned_one_shows_its_note(client: Client) -> None:
    """D7."""
    held = [one for one in directory().organizations.values() if one.is_held and not one.closed]
    pages = [client.get(f"/en/help/{code.lower()}/").content.decode() for code in directory().timezones]
    pages += [found_by(client, {"place": code}) for code in directory().timezones]
    warned = [one for one in all_shown() if one.publish == "warn"]

    assert held
    assert warned
    for one in held:
        assert client.get(f"/en/help/at/{one.id}/").status_code == 404
        assert client.get(f"/en/help/at/{one.id}/card/").status_code == 404
        assert not any(f"/help/at/{one.id}/" in page for page in pages)
    for one in warned:
        text = shown_on(client, one.id)
        word = "directory_warned" if one.notes else "directory_warned_only"
        assert text.index(reader_in("en").texts.word(word)) < text.index("<h2>")


def test_d9_a_card_in_the_language_of_the_page_has_no_inline_style(client: Client) -> None:
    """D9, SEC-75: the same cards as `asylia directory card`, with the style as a file."""
    response = client.get("/ja/help/at/jar/card/")
    page = page_of(response.content)

    assert page.faults == []
    assert any("card." in one and one.endswith(".css") for one in page.loaded)
    assert page.title == reader_in("ja").texts.word("card_document")
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_d9_a_card_can_be_had_in_another_language_than_the_page(client: Client) -> None:
    """D9: chosen by POST, for the language that somebody speaks says something of them."""
    response = client.post("/en/help/at/jar/card/", {"speaks": "my"})

    assert response.status_code == 200
    assert page_of(response.content).faults == []
    assert "မြန်မာ" in response.content.decode()
    assert "通訳" in response.content.decode()
    assert client.get("/en/help/at/jar/card/?speaks=my").content == client.get("/en/help/at/jar/card/").content
    assert client.post("/en/help/at/jar/card/", {"speaks": "xx"}).status_code == 400


@needs_fonts
def test_d9_a_card_can_be_taken_as_a_pdf_under_a_neutral_name(client: Client) -> None:
    response = client.post("/en/help/at/jar/card/", {"speaks": "my", "as": "pdf"})

    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("no-store", "noindex")


@pytest.mark.parametrize("fault", [InputError("no font"), CannotPrint("no answer")])
def test_d9_where_no_pdf_can_be_made_the_page_comes_in_its_place(
    fault: Exception, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(sheet: Sheet) -> bytes:
        raise fault

    monkeypatch.setattr("asylia.site.directory.card.printed_apart", fails)
    response = client.post("/en/help/at/jar/card/", {"speaks": "my", "as": "pdf"})

    assert response.headers["Content-Type"].startswith("text/html")
    assert "မြန်မာ" in response.content.decode()


def test_numbers_are_links_that_dial(client: Client) -> None:
    """P12, L5: plus, digits, nothing else."""
    links = [
        link
        for one in all_shown()
        for link in page_of(client.get(f"/en/help/at/{one.id}/").content).links
        if link.startswith("tel:")
    ]

    assert len(links) > 20
    assert [link for link in links if not re.fullmatch(r"tel:\+?\d+", link)] == []


def test_d5_where_a_shelter_is_stands_on_no_page_no_card_and_in_no_letter(client: Client) -> None:
    """D5: shelters never by where they are."""
    hidden = directory().matching.hidden_places
    needs = directory().taxonomy.needs
    for one in all_shown():
        kept = {
            service.at
            for service in one.services
            if any(need in hidden or needs[need].parent in hidden for need in service.needs)
        }
        places = [place for place in one.addresses if place.type == "physical" and ("" in kept or place.id in kept)]
        beside = [client.get(f"/en/help/at/{one.id}/{other}/").content.decode() for other in ("note", "card")]
        pages = [shown_on(client, one.id), *beside]
        for place in places:
            assert not any(place.address_1 in page for page in pages if place.address_1), one.id


def test_p4_windows_and_files_tell_nothing(client: Client) -> None:
    """P4, SEC-54: no title of the directory names an organisation, or what this site is about."""
    told = re.compile("asyl|refug|難民|난민|难民|庇護|庇护", re.I)
    for language in LANGUAGES:
        for rest in ("", "jp/", "find/", "at/jar/", "at/frj/card/", "at/support-r/"):
            page = page_of(client.get(f"/{language}/help/{rest}").content)

            assert page.title.strip()
            assert not told.search(page.title), (language, rest)


def test_an_organisation_is_linked_in_every_language(client: Client) -> None:
    """The menu of languages leads to the same page."""
    text = shown_on(client, "jar")

    for code in LANGUAGES:
        assert f'hreflang="{reader_in(code).tag}" href="/{code}/help/at/jar/"' in text
    assert 'href=""' not in text


@pytest.mark.parametrize("name", ["nobody", "jar/../jar", "%00", "JAR "])
def test_who_is_not_there_is_no_page(client: Client, name: str) -> None:
    assert client.get(f"/en/help/at/{name}/").status_code == 404


def test_places_are_named_in_small_letters_only(client: Client) -> None:
    assert client.get("/en/help/jp/").status_code == 200
    assert client.get("/en/help/JP/").status_code == 404
    assert client.get("/en/help/fr/").status_code == 404
