"""F5: the sheet for paper, item by item: both languages beside each other, numbers once, days left never.

How it comes out of a printer is tested in `tests/browser/test_paper.py`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from asylia.languages.guide import guide_languages, guide_words
from asylia.site.guide import desk
from tests.site.guide.walker import Reader, always

REFUSED = ("inside", "refused", "removal", "bed", "opinion", "war", "day", "2")
OFFICE = {"JP": "ja", "KR": "ko", "CN": "zh-Hans", "HK": "zh-Hant", "MO": "zh-Hant"}
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
_CELL = re.compile(r'class="gcell" lang="([^"]+)" dir="([^"]+)">(.*?)</(?:div|h2)>', re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "now", lambda: NOON)
    monkeypatch.setattr(desk, "today", lambda zone=None: date(2026, 11, 23))


def the_sheet(client: Client, language: str, place: str, *also: str, **wishes: str) -> str:
    """The part of the page that is printed, of somebody who was refused and chose `also` where it was offered."""
    reader = Reader(client, language).start().walk(always(place, *REFUSED, *also))
    reader.send("print", **wishes)
    return reader.page.partition('<div class="gpaper')[2].partition("</main>")[0]


def lines_of(sheet: str) -> list[list[tuple[str, str, str]]]:
    """Each line as its cells: language, direction, text."""
    return [
        [(tag, way, unescape(_TAGS.sub(" ", text)).strip()) for tag, way, text in _CELL.findall(line)]
        for line in sheet.split('<div class="gline">')[1:]
    ]


@pytest.mark.parametrize("language", guide_languages())
@pytest.mark.parametrize("place", OFFICE)
def test_f5_every_line_is_said_in_both_languages(client: Client, language: str, place: str) -> None:
    """The reader's side first; one side where the office has the same language."""
    own, office = guide_words(language), guide_words(OFFICE[place])
    lines = lines_of(the_sheet(client, language, place))
    both = [(own.tag, own.dir), (office.tag, office.dir)]

    assert len(lines) > 12
    assert [line for line in lines if [(tag, way) for tag, way, _ in line] != both[: 1 if own is office else 2]] == []
    warnings = [text for key, text in own.own.items() if key.startswith("warn_")]
    assert [line for line in lines if not all(text for _, _, text in line) and line[0][2] not in warnings] == []
    texts = [line[-1][2] for line in lines]
    headings = [office.word(f"result_{name}") for name in ("date", "steps", "contacts", "paths", "papers")]
    assert [text for text in texts if text in headings] == headings


def test_f5_numbers_and_addresses_stand_once_and_are_written_out(client: Client) -> None:
    sheet = the_sheet(client, "ar", "JP")
    shared = re.findall(r'<bdi dir="ltr">([^<]+)</bdi>', sheet)

    assert "http://testserver/guide/" in shared
    assert [one for one in shared if re.fullmatch(r"[\d-]{8,}", one)] != []
    assert [one for one in shared if one.startswith("https://")] != []
    assert [one for one in shared if sheet.count(f">{one}<") != 1] == []
    assert "<a " not in sheet


def test_f5_the_code_is_of_the_start_and_holds_no_answers(client: Client) -> None:
    reader = Reader(client, "en").start().walk(always("JP", *REFUSED))
    reader.send("print")
    sheet = reader.page.partition('<div class="gpaper')[2]

    assert sheet.count("<svg") == 1
    assert reader.token not in sheet


def test_f5_days_left_are_not_printed_and_the_day_of_printing_is(client: Client) -> None:
    sheet = the_sheet(client, "en", "JP")

    assert "By Friday, 27 November 2026" in sheet
    assert "days are left" not in sheet
    assert "Printed on Monday, 23 November 2026." in sheet


def test_f5_how_sure_a_day_is_goes_along(client: Client) -> None:
    """A clerk and a person must not take a day for settled that is not."""
    assert guide_words("ko").word("date_provisional") in the_sheet(client, "en", "KR")


def test_f5_a_day_that_has_passed_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "today", lambda zone=None: date(2027, 1, 11))
    sheet = the_sheet(client, "en", "JP")

    assert "By Friday, 27 November 2026" in sheet
    assert sheet.index("27 November 2026") < sheet.index(guide_words("en").word("date_passed"))


@pytest.mark.parametrize("language", ["en", "ja", "fa-AF"])
def test_p8_a_sheet_without_dates_holds_no_day_at_all(client: Client, language: str) -> None:
    """Not even that of printing; in no calendar."""
    with_days, without = (the_sheet(client, language, "JP", **wish) for wish in ({}, {"no_dates": "yes"}))

    assert re.search(r"20\d\d|令和|1405", with_days)
    assert not re.search(r"20\d\d|令和|1405", without)
    assert 'data-section="date"' not in without


@pytest.mark.parametrize(("language", "place"), [("en", "="), ("ja", "JP")])
def test_f5_a_reader_of_the_offices_language_has_one_side(client: Client, language: str, place: str) -> None:
    sheet = the_sheet(client, language, place)

    assert "gboth" not in sheet[:20]
    assert {len(line) for line in lines_of(sheet)} == {1}


def test_p11_a_warning_is_printed_for_the_reader_and_not_for_the_office(client: Client) -> None:
    sheet = the_sheet(client, "en", "KR", "own_state")

    assert guide_words("en").word("warn_own_state") in sheet
    assert guide_words("ko").word("warn_own_state") not in sheet
