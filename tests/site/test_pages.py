"""Every page in every language: there, whole, in its own words, and its links lead somewhere."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client

from asylia.languages.levels import site_languages
from asylia.site.assets import ASSETS, address_of, path_of
from asylia.site.law.cases import published
from asylia.site.law_data import lawbook
from asylia.site.reader import reader_in
from asylia.site.sections import SECTIONS
from tests.site.html import page_of
from tests.site.walking import addresses, pages

LANGUAGES = ("ar", "en", "ja", "ko", "my", "zh-Hans", "zh-Hant")
RIGHT_TO_LEFT = ("ar",)
WITH_SCRIPTS = ("case",)
"""Sections whose pages a script improves; without it they do the same."""
HAN_OF = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}


@pytest.mark.parametrize("address", addresses(LANGUAGES))
def test_every_route_answers_in_every_language(client: Client, address: str) -> None:
    """W1, SEC-52: there, one h1, right language and direction, no script, nothing inline, labels, nothing foreign."""
    response = client.get(address)
    if response.status_code == 302 or not response.headers["Content-Type"].startswith("text/html"):
        return
    page = page_of(response.content)
    language = next((part for part in address.split("/") if part in LANGUAGES), "en")

    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"

    assert response.status_code == 200
    assert page.faults == []
    assert page.h1 == 1
    assert (page.attributes["html"]["lang"], page.attributes["html"]["dir"]) == (reader_in(language).tag, direction)
    assert page.title.strip()
    # the guide and the case form alone have a script, each of its own file, which only improves
    assert "script" not in page.attributes or address.split("/")[2] in WITH_SCRIPTS or address.startswith("/guide/")
    assert all(one.startswith("/") for one in page.loaded)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_frame_of_a_page_has_no_english(client: Client, language: str) -> None:
    """Headings, menus, buttons and labels are in the reader's language; only the law data's own notes may not be."""
    for address in (f"/{language}/", f"/{language}/law/", f"/{language}/law/jp/", f"/{language}/nothing/"):
        text = re.sub(r"[0-9a-f]{16}|asylia|[Cc]ookies?|English", "", page_of(client.get(address).content).text)

        assert re.findall(r"[A-Za-z]{4,}", text) == [], address


def test_english_inside_another_language_says_so(client: Client) -> None:
    """WCAG 3.1.2: what `Texts` marks as English is a span in English, and no bare mark is left."""
    for address in addresses(("ja", "zh-Hant")):
        shown = re.sub(r"<svg viewBox=.*?</svg>", "", client.get(address).content.decode(), flags=re.DOTALL)

        assert "[en]" not in shown, address


def test_all_links_of_the_site_lead_somewhere(client: Client) -> None:
    """A walk over everything that can be reached from the English home page, with the places inside pages."""
    waiting, seen, ids = ["/en/"], {"/en/"}, {}
    wanted: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        page = page_of(response.content)
        ids[address] = page.ids
        for link in page.links:
            if urlsplit(link).scheme:
                assert link.startswith(("https://", "http://", "tel:", "mailto:"))
                continue
            target, anchor = urldefrag(link)
            target = address.split("?")[0] + target if not target or target.startswith("?") else target
            if anchor:
                wanted.add((target, anchor))
            other_language = target.split("/")[1] not in ("en", "guide", "static")
            if target not in seen and not other_language:
                seen.add(target)
                waiting.append(target)

    assert {(target, anchor) for target, anchor in wanted if target in ids and anchor not in ids[target]} == set()
    assert len(seen) > len(lawbook().data.provisions) + len(published())


@pytest.mark.parametrize("language", ["en", "zh-Hant"])  # the others take the same way
def test_every_rule_is_a_page(client: Client, language: str) -> None:
    for name in lawbook().data.provisions:
        response = client.get(f"/{language}/law/rules/{name}/")

        assert response.status_code == 200, name
        assert page_of(response.content).faults == [], name


def test_pages_name_their_other_languages(client: Client) -> None:
    """hreflang: the same page, not the home page, in each language."""
    text = client.get("/ja/law/rules/jp.refugee_recognition/").content.decode()

    for code in LANGUAGES:
        tag = reader_in(code).tag
        assert f'hreflang="{tag}" href="/{code}/law/rules/jp.refugee_recognition/"' in text


@pytest.mark.parametrize(
    "address",
    [
        "/xx/",
        "/EN/",
        "/en/law/rules/jp.nothing/",
        "/en/law/JP/",
        "/en/law/fr/",
        "/en/law/int/deadlines/",
        "/en/law/rights/nobody/",
        "/en/law/cases/nothing/",
        "/en/law/facts/nothing/",
        "/en/law/rules/../../../etc/passwd",
        "/en/law/rules/%2e%2e%2f%2e%2e%2fetc%2fpasswd/",
        "/en/law/rules/%00/",
        "/en/law/rules/%ff%fe/",
        "/static/../settings.py",
        "/static/site.css",
        "/%E2%80%AE/",
        "/" + "a" * 3000,
    ],
)
def test_what_is_no_page_is_told_so(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()
    assert page_of(response.content).faults == []


def test_the_page_of_an_error_speaks_the_language_of_the_address_or_of_the_browser(client: Client) -> None:
    assert 'lang="ja"' in client.get("/ja/law/nothing/").content.decode()
    assert 'lang="ko"' in client.get("/nothing/", headers={"accept-language": "ko"}).content.decode()
    assert 'lang="en"' in client.get("/nothing/").content.decode()


def test_every_page_says_which_methods_it_takes() -> None:
    assert [route for route, _, view in pages() if not getattr(view, "methods", None)] == []


def test_assets_come_from_this_package_or_an_installed_one(client: Client) -> None:
    """SEC-90: every file has a licence and a hash in its name, and is served for good from where it is installed."""
    for name, asset in ASSETS.items():
        response = client.get(address_of(name))

        assert asset.licence
        assert path_of(name).is_file()
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        assert b"".join(response.streaming_content) == path_of(name).read_bytes()  # type: ignore[attr-defined]  # a file is sent in pieces


def test_the_style_sheet_loads_nothing(client: Client) -> None:
    """P3: no font, picture or sheet from anywhere."""
    css = path_of("site.css").read_text("utf-8")

    assert "url(" not in css
    assert "@import" not in css
    assert not re.search(r"\b(margin|padding|border|inset)-(left|right)\b|[^-]\b(left|right):", css)


def test_titles_icons_and_files_are_neutral(client: Client) -> None:
    """P4, SEC-54 for the frame: the icon and the addresses of sections say nothing of asylum."""
    for name in (*ASSETS, *(section.path for section in SECTIONS)):
        assert not re.search(r"asyl|refug", name)
    assert site_languages() == LANGUAGES
