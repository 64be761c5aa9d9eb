"""F5: the result on paper, as a browser prints it: one sheet, two languages, black on white, nothing cut off."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from unicodedata import category, normalize

import pytest
from pypdf import PdfReader

from asylia.languages.guide import guide_languages, guide_words
from tests.browser.person import REFUSED, Person, Windows

RESULTS = {"JP": "ja", "KR": "ko", "HK": "zh-Hant", "=": "en"}
"""Places with the language of their offices; `=` is a result without a place."""
HEADINGS = ("result_date", "result_steps", "result_contacts", "result_paths", "result_papers")
SIDES_OF_ONE_SHEET = 2
A4 = (595, 842)
SHAPED = ("ar", "fa-AF", "my")
"""Scripts whose letters are joined and moved as they are drawn: a PDF gives them back in part and in another order."""
MOST_LETTERS = 0.7

NOT_BLACK = """() => [...document.querySelectorAll('.gpaper *')].filter(one => one.innerText)
  .map(one => [`${one.tagName}.${one.className}`, getComputedStyle(one).color, getComputedStyle(one).backgroundColor])
  .filter(([, ink, on]) => ink !== 'rgb(0, 0, 0)' || !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(on))"""
CUT_OFF = """() => [...document.querySelectorAll('.gpaper *')].filter(one => one.getClientRects().length &&
  (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1))
  .map(one => `${one.tagName}.${one.className}`)"""
SIDES = """() => [...document.querySelectorAll('.gpaper .gline')].map(
  one => [...one.querySelectorAll('.gcell')].map(cell => [cell.lang, cell.getBoundingClientRect().left]))"""


@dataclass(frozen=True)
class Paper:
    """What came out of the printer."""

    sides: int
    size: tuple[int, int]
    lines: tuple[str, ...]
    """Text without spaces, in the forms that are written, not those that are drawn."""

    @property
    def text(self) -> str:
        """All lines on end."""
        return "".join(self.lines)

    def says(self, text: str, language: str) -> bool:
        """Whether a text stands there; in shaped scripts, whether one line has most of its letters."""
        if language not in SHAPED:
            return bare(text) in self.text
        letters = Counter(bare(text))
        return any(sum((letters & Counter(line)).values()) >= MOST_LETTERS * letters.total() for line in self.lines)


def bare(text: str) -> str:
    """A text without spaces and marks of direction."""
    return "".join(letter for letter in normalize("NFKC", text) if category(letter) not in ("Zs", "Cf", "Cc"))


def printed(person: Person) -> Paper:
    """Print the page that is open."""
    pages = PdfReader(io.BytesIO(person.page.pdf(prefer_css_page_size=True))).pages
    lines = tuple(bare(line) for page in pages for line in page.extract_text().splitlines())
    box = pages[0].mediabox
    return Paper(len(pages), (round(float(box.width)), round(float(box.height))), lines)


def is_a_sheet(person: Person, language: str, place: str) -> None:
    """The page that is open prints well: size, both languages section by section, numbers, addresses, ink."""
    page, words, office = person.page, guide_words(language), guide_words(RESULTS[place])
    numbers = page.locator(".gpaper .gshared bdi").all_inner_texts()
    paper = printed(person)

    assert paper.sides <= SIDES_OF_ONE_SHEET
    assert paper.size == A4
    for heading in headings_of(person):
        assert paper.says(words.word(heading), language), heading
    found = [paper.text.index(bare(office.word(heading))) for heading in headings_of(person)]
    assert found == sorted(found)
    assert [number for number in numbers if bare(number) not in paper.text] == []
    assert len(numbers) >= 2
    assert not paper.says(words.word("print_how"), "en")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})  # what A4 leaves between its margins
    assert page.evaluate(NOT_BLACK) == []
    assert page.evaluate(CUT_OFF) == []
    sides = [line for line in page.evaluate(SIDES) if len(line) == 2]
    assert len(sides) > len(HEADINGS) or words.language == office.language
    assert [line for line in sides if line[0][1] >= line[1][1] or line[1][0] != office.tag] == []  # the office right
    page.emulate_media(media="null")  # as the printer sees it, else what is printed next is the screen


def headings_of(person: Person) -> list[str]:
    """Headings of the sections that the result has; a result without a place asks for no papers."""
    shown = person.page.locator(".gpaper [data-section]").evaluate_all("all => all.map(one => one.dataset.section)")
    named = dict(zip(("date", "steps", "contacts", "ways", "papers"), HEADINGS, strict=True))
    assert shown == [name for name in named if name in shown]
    assert set(named) - set(shown) <= {"papers"}
    return [named[name] for name in shown]


def the_sheet(windows: Windows, language: str, place: str, **wishes: Any) -> Person:
    person = windows.person(phone=False, **wishes).starts(language).walks(place, REFUSED)
    person.does("print")
    return person


def test_f5_the_sheet_of_an_arabic_reader_in_japan(windows: Windows) -> None:
    """A day in both calendars; dark screens print black on white; the big letters and the sheet without days."""
    person = the_sheet(windows, "ar", "JP", color_scheme="dark")
    is_a_sheet(person, "ar", "JP")
    paper = printed(person)
    assert paper.says(guide_words("ar").word("month_11"), "ar")
    assert bare("2026年11月27日（金曜日）まで") in paper.text
    assert "令和8年11月27日" in paper.text

    person.page.locator("#p1").check()
    person.page.locator("#p2").check()
    person.does("print")
    big = printed(person)
    assert paper.sides < big.sides <= 2 * SIDES_OF_ONE_SHEET
    assert not re.search(r"20\d\d|令和", big.text)
    assert bare(guide_words("ja").word("result_contacts")) in big.text


@pytest.mark.slow
@pytest.mark.parametrize("place", RESULTS)
@pytest.mark.parametrize("language", guide_languages())
def test_f5_one_sheet_in_every_language(windows: Windows, language: str, place: str) -> None:
    """Refused in Japan with dates, Korea, Hong Kong, and a result without a place; ordinary and big letters."""
    person = the_sheet(windows, language, place)
    is_a_sheet(person, language, place)
    person.page.locator("#p2").check()
    person.does("print")

    assert printed(person).sides <= 2 * SIDES_OF_ONE_SHEET
