"""Pages of two languages: English that stands in is an element with its language; nothing reads backwards."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from asylia.languages.directions import ISOLATE_END, LTR_ISOLATE, isolated
from asylia.languages.levels import complete_languages, site_languages
from asylia.languages.texts import texts_in
from asylia.site.mixed import END, START, finished, page_texts, pieces, unsigned
from asylia.site.reader import reader_in
from asylia.site.templatetags.site import language_of
from tests.site.html import VOID, page_of
from tests.site.walking import addresses

WITHOUT_THE_LAW = tuple(code for code in site_languages() if code not in complete_languages())
SPAN = '<span class="other" lang="en" dir="ltr">'
PHRASE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
"""Three Latin words in a row: no name of a person, an office or a program, but a sentence of the law."""


def page(body: str, direction: str = "ltr") -> str:
    """A small page."""
    return f'<!doctype html><html lang="x" dir="{direction}"><head><title>t</title></head><body>{body}</body></html>'


def body_of(html: str) -> str:
    """What stands in its body."""
    return html.partition("<body>")[2].removesuffix("</body></html>")


# --- English that stands in ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (f"<p>{START}law{END}</p>", f"<p>{SPAN}law</span></p>"),
        (f"<p>a {START}b{END} c {START}d{END}</p>", f"<p>a {SPAN}b</span> c {SPAN}d</span></p>"),
        (f"<p>{START}a {START}b{END} c{END}</p>", f"<p>{SPAN}a b c</span></p>"),
        (f"<p>{START}see <a href='/x'>y</a> z{END}.</p>", f"<p>{SPAN}see <a href='/x'>y</a> z</span>.</p>"),
        (f"<p>{START}cut off</p><p>b</p>", f"<p>{SPAN}cut off</span></p><p>b</p>"),
        (f"<p>b{END}</p>", "<p>b</p>"),
        (f"<p>{START}a<b>c{END}</b></p>", f"<p>{SPAN}a<b>c</b></span></p>"),
        (f"<p>{START}a<br>b{END}</p>", f"<p>{SPAN}a<br>b</span></p>"),
        (f'<a title="{START}law{END}">b</a>', '<a title="law">b</a>'),
        (f"<option>{START}law{END}</option>", "<option>law</option>"),
        (f"<textarea>{START}law{END}</textarea>", "<textarea>law</textarea>"),
        (f"<p>{START}&lt;b&gt; &amp;{END}</p>", f"<p>{SPAN}&lt;b&gt; &amp;</span></p>"),
    ],
)
def test_signs_become_an_element_where_one_can_stand(sent: str, shown: str) -> None:
    assert body_of(finished(page(sent))) == shown


def test_the_title_of_the_window_is_bare() -> None:
    assert "<title>law</title>" in finished(page("").replace("<title>t", f"<title>{START}law{END}"))


PARTS = st.lists(
    st.sampled_from((START, END, "<b>", "<i>", "text", "2026-01-01", "<br>", "&amp;", "close", "عربي", " ")),
    max_size=30,
)


def well_formed(parts: list[str]) -> str:
    """A body of these parts in which every element is closed in order, as templates make it."""
    written: list[str] = []
    waiting: list[str] = []
    for part in parts:
        if part == "close":
            written += [f"</{waiting.pop()}>"] if waiting else []
        elif part in ("<b>", "<i>"):
            waiting.append(part[1])
            written.append(part)
        else:
            written.append(part)
    return "".join([*written, *(f"</{name}>" for name in reversed(waiting))])


@given(PARTS, st.sampled_from(("ltr", "rtl")), st.booleans())
def test_whatever_is_typed_the_page_stays_whole(parts: list[str], direction: str, is_foreign: bool) -> None:
    """No signs are left, every element closes in order, and no letter is lost."""
    body = well_formed(parts)
    shown = finished(page(body, direction), is_foreign=is_foreign)

    assert START not in shown
    assert END not in shown
    assert page_of(shown.encode()).faults == []
    assert page_of(shown.encode()).text == page_of(unsigned(page(body, direction)).encode()).text


@given(st.lists(st.sampled_from((START, END, "a", " b")), max_size=12))
def test_pieces_are_the_whole_text(parts: list[str]) -> None:
    text = "".join(parts)

    assert unsigned("".join(piece for _, piece in pieces(text))) == unsigned(text)


def test_only_pages_carry_signs() -> None:
    """Terminals, JSON and papers keep the letters."""
    assert texts_in("ja").marked("law") == "[en] law"
    assert page_texts("ja").marked("law") == f"{START}law{END}"
    assert page_texts("en").marked("law") == "law"


# --- right to left ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "run",
    [
        "2026-11-22",
        "2005–2024",
        "61-2(1)",
        "art. 61-2(1)",
        "+81 3-1234-5678",
        "03-5379-6001",
        "jp.refugee_recognition",
        "https://example.org/a?b=c&amp;d",
        "71%",
        "12,373",
        "0 / 19",
        "-5",
        "10:00–17:00",
        "the Act (known)",
    ],
)
@pytest.mark.parametrize("around", ["من {} إلى", "{}", "النص: {}، وكذلك", "({})"])
def test_what_runs_from_left_to_right_is_isolated_whole(run: str, around: str) -> None:
    shown = body_of(finished(page(f"<p>{around.format(run)}</p>", "rtl")))

    assert re.search(rf'<bdi[^>]* dir="ltr"[^>]*>{re.escape(run)}</bdi>', shown), shown
    assert isolated(around.format(run)) == around.format(f"{LTR_ISOLATE}{run}{ISOLATE_END}")


@pytest.mark.parametrize("text", ["190", "JAR", "في 2024", "2020، 2021", "2020, 2021", "نص? لا", "و"])
def test_what_stands_right_by_itself_is_left_alone(text: str) -> None:
    assert body_of(finished(page(f"<p>{text}</p>", "rtl"))) == f"<p>{text}</p>"


def test_a_conjunction_before_a_date_is_no_part_of_it() -> None:
    assert isolated("و2026-11-22") == f"و{LTR_ISOLATE}2026-11-22{ISOLATE_END}"


@pytest.mark.parametrize(
    "body",
    [
        '<span lang="en" dir="ltr">art. 61-2(1)</span>',
        "<bdi>03-5379-6001</bdi>",
        "<code>jp.refugee_recognition</code>",
        '<input value="2026-11-22">',
        "<textarea>2026-11-22 jp.a</textarea>",
        "<svg><text>2005–2024</text></svg>",
    ],
)
def test_what_says_its_direction_or_is_typed_is_never_touched(body: str) -> None:
    assert body_of(finished(page(body, "rtl"))) == body


def test_choices_are_isolated_without_elements() -> None:
    shown = body_of(finished(page("<option value='2026-11-22'>في 2026-11-22</option>", "rtl")))

    assert shown == f"<option value='2026-11-22'>في {LTR_ISOLATE}2026-11-22{ISOLATE_END}</option>"


def test_pages_from_left_to_right_are_not_touched() -> None:
    body = "<p>art. 61-2(1), 2005–2024, 日本 03-5379-6001</p>"

    assert body_of(finished(page(body))) == body


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        ("The person is outside the country", "ar", "en"),
        ("المفوضية (UNHCR)", "ar", ""),
        ("ဂျပန် (UNHCR)", "my", ""),
        ("難民支援協会", "ar", "zh"),
        ("なんみん", "my", "ja"),
        ("難民", "ja", ""),
        ("The law", "ja", "en"),
        ("The law", "vi", ""),
        ("The law", "en", ""),
        ("العربية", "en", "ar"),
        ("190", "ar", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_letters(text: str, tag: str, language: str) -> None:
    assert language_of(text, tag) == language


# --- every page of the languages that do not say the law ------------------------------------------------------------


class English(HTMLParser):
    """Latin phrases on a page that no element says to be English."""

    def __init__(self) -> None:
        super().__init__()
        self.unsaid: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            outer = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or outer))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        names = {name for name, _ in self._open}
        language = self._open[-1][1] if self._open else ""
        if language in WITHOUT_THE_LAW and not names & {"title", "option", "textarea", "code", "pre"}:
            self.unsaid += PHRASE.findall(data)


@pytest.mark.parametrize(
    "address",
    [one for one in addresses(WITHOUT_THE_LAW) if WITHOUT_THE_LAW and not one.startswith(("/guide/", "/api/"))],
)
def test_english_on_a_page_of_another_language_says_so(client: Client, address: str) -> None:
    """WCAG 3.1.2: every phrase of the law that is not translated is in an element that says it is English."""
    response = client.get(address)
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    text = response.content.decode()
    english = English()
    english.feed(text)

    assert "[en]" not in text
    assert START not in text
    assert END not in text
    assert english.unsaid == []
    assert page_of(response.content).faults == []


@pytest.mark.parametrize("language", WITHOUT_THE_LAW)
def test_pages_say_at_their_top_what_is_not_translated(client: Client, language: str) -> None:
    note = reader_in(language).texts.word("not_translated_yet")

    assert note in client.get(f"/{language}/law/jp/").content.decode()
    assert note in client.get(f"/{language}/help/jp/").content.decode()
    assert note not in client.get(f"/{language}/").content.decode()
    assert note not in client.get(f"/{language}/nothing/").content.decode()


def test_pages_of_complete_languages_say_no_such_thing(client: Client) -> None:
    note = reader_in("ja").texts.word("not_translated_yet")

    assert note not in client.get("/ja/law/jp/").content.decode()
