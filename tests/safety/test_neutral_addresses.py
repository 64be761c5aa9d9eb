"""SEC-54: nothing in a history, a tab, a list of downloads or a printed header says what the guide is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from asylia.languages.guide import guide_languages
from asylia.site.guide import desk
from tests.site.guide.walker import Reader, by_chance

PLACES = ("JP", "KR", "CN", "HK", "MO")
TELLING = re.compile(
    "asyl|refug|protect|persec|stateless|detain|deport|nan-?min|difes|"
    "難民|难民|庇護|庇护|保護|保护|迫害|난민|망명|비호|보호|박해|"
    "tị nạn|bảo hộ|mülteci|sığınma|iltica|беженц|убежищ|защит|"
    "لاجئ|لجوء|حماية|پناه|ဒုက္ခသည်|ခိုလှုံ",
    re.IGNORECASE,
)
"""Words about asylum in the languages of the guide, and as they are spelled in Latin letters."""
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


class Told(HTMLParser):
    """What a page tells the phone: its title, and every address in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.addresses, self.downloads = "", list[str](), list[str]()
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        given = dict(attrs)
        self.addresses += [given[key] or "" for key in ("href", "src", "action", "data-to") if key in given]
        self.downloads += [given["download"] or ""] if "download" in given else []

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self.title += data if self._inside == "title" else ""

    @property
    def own(self) -> list[str]:
        """Addresses of this site, which stand in the history once they are opened."""
        return [one for one in self.addresses if not one.startswith(("https://", "http://", "tel:", "mailto:", "#"))]


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "now", lambda: NOW)
    monkeypatch.setattr(desk, "today", lambda zone=None: date(2026, 11, 23))


def pages_of(client: Client, language: str, place: str) -> Iterator[str]:
    """Every page of one person's run, made by chance, with what cannot wait, the print and the list of answers."""
    reader = Reader(client, language).start().walk(by_chance(place, seed=len(language) + ord(place[0])))
    for act in ("change", "result", "print"):
        reader.send(act)
    yield client.get("/guide/").content.decode()
    yield client.get(f"/guide/{language}/now/").content.decode()
    yield client.post(f"/guide/{language}/now/", {"need": "bed"}).content.decode()
    yield from (page.content.decode() for page in reader.pages)


@pytest.mark.parametrize("language", guide_languages())
@pytest.mark.parametrize("place", PLACES)
def test_sec_54_titles_and_addresses_are_neutral_for_everybody(client: Client, language: str, place: str) -> None:
    """And no page leads into the rest of the site, whose addresses hold ids of rules and of organisations."""
    for html in pages_of(client, language, place):
        told = Told(html)
        assert told.title
        assert not TELLING.search(told.title), told.title
        assert not [one for one in told.own if TELLING.search(one)]
        assert not [one for one in told.own if not re.match(r"/(guide|static)/", one)]
        assert told.downloads == []


def test_sec_54_the_calendar_to_keep_has_a_neutral_name(client: Client) -> None:
    reader = Reader(client, "en").start().walk(lambda _, offered: ["JP"] if "JP" in offered else offered[:1])
    kept = reader.send("calendar")

    assert kept.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    assert not TELLING.search(kept.content.decode())


def test_the_words_that_tell_are_found() -> None:
    assert TELLING.search("/en/directory/at/japan-association-for-refugees/")
    assert TELLING.search("庇護の案内")
    assert not TELLING.search("/guide/ja/go/")
