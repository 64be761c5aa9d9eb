"""Documents as values, and how Markdown, HTML and PDF write them."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from asylia.assessment.lines import Line
from asylia.briefs import printing
from asylia.briefs.as_html import to_html
from asylia.briefs.as_markdown import to_markdown
from asylia.briefs.as_pdf import to_pdf
from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table, direction_of, parts_of
from asylia.errors import InputError
from asylia.languages.directions import isolated
from tests.briefs.fonts import needs_fonts

PARTS: tuple[Part, ...] = (
    Heading(2, "Dates"),
    Paragraph("Be quick.", warning=True),
    Item("ask for review", "!", strong=True),
    Item("within seven days", depth=1),
    Table(("Fact", "Answer"), (("born on", "1990-01-01"),)),
)
DOCUMENT = Document("Case brief", "en", "ltr", PARTS)


def document(*texts: str, language: str = "en") -> Document:
    return Document("T", language, direction_of(language), tuple(Paragraph(text) for text in texts))


def pdf_text(made: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_outline_becomes_parts() -> None:
    lines = [Line(0, "Stage", "heading"), Line(0, "information", "warning"), Line(2, "sue", "note", "▸")]

    assert list(parts_of(lines)) == [
        Heading(2, "Stage"), Paragraph("information", warning=True), Item("sue", "▸", 1),
    ]  # fmt: skip


def test_markdown_has_every_part() -> None:
    assert to_markdown(DOCUMENT) == (
        "# Case brief\n\n## Dates\n\n> Be quick.\n\n- **! ask for review**\n  - within seven days\n\n"
        "| Fact | Answer |\n| --- | --- |\n| born on | 1990-01-01 |\n"
    )


def test_markdown_signs_in_a_text_are_only_text() -> None:
    assert "\\*not bold\\* \\| \\<b\\>" in to_markdown(document("*not bold* | <b>"))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.data += data


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_no_text_becomes_a_tag(text: str) -> None:
    tags = _Tags()
    tags.feed(to_html(document(text)))

    assert sorted(set(tags.tags)) == ["h1", "html", "main", "meta", "p", "style", "title"]
    assert text in tags.data


def test_html_needs_nothing_else() -> None:
    made = to_html(DOCUMENT)

    assert re.findall(r"<script|<link|<img|src=|url\(|https?:|@import", made) == []
    assert '<html lang="en" dir="ltr">' in made
    assert '<li class="depth-0"><span class="mark">!</span> <strong>ask for review</strong></li>' in made


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ja", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl")])
def test_direction_follows_the_script(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_dates_and_numbers_do_not_jump_in_text_from_right_to_left() -> None:
    assert isolated("حتى 2024-07-08 (+81 3-6383-0688)") == "حتى \u20662024-07-08\u2069 (\u2066+81 3-6383-0688\u2069)"
    assert isolated("حتى") == "حتى"


def test_written_documents_isolate_what_would_jump() -> None:
    assert "\u20662024-07-08\u2069" in to_html(document("حتى 2024-07-08", language="ar"))
    assert "\u2066" not in to_html(document("until 2024-07-08"))


@given(st.text(max_size=60))
def test_isolating_takes_nothing_away(text: str) -> None:
    bare = text.replace("\u2066", "").replace("\u2069", "")

    assert isolated(bare).replace("\u2066", "").replace("\u2069", "") == bare
    assert isolated(bare).count("\u2066") == isolated(bare).count("\u2069")


@needs_fonts
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ask by Monday"),
        ("ja", "難民認定申請"),
        ("ko", "난민인정 신청"),
        ("zh-Hant", "免遣返聲請"),
        ("zh-Hans", "难民地位"),
        ("ar", "طلب اللجوء"),
        ("my", "ခိုလှုံခွင့်"),
    ],
)
def test_pdf_holds_the_text_in_every_script(language: str, text: str) -> None:
    made = to_pdf(document(text, language=language))

    assert made.startswith(b"%PDF-")
    assert len(PdfReader(io.BytesIO(made)).pages) == 1
    if language not in ("ar", "my"):  # their letters are joined and moved; pypdf reads the glyphs in another order
        assert text in pdf_text(made)


@needs_fonts
def test_pdf_carries_no_author_and_no_time() -> None:
    meta = PdfReader(io.BytesIO(to_pdf(DOCUMENT))).metadata

    assert meta is not None
    assert (meta.author, meta.creation_date) == (None, None)


@needs_fonts
def test_same_input_gives_the_same_bytes() -> None:
    assert to_pdf(DOCUMENT) == to_pdf(DOCUMENT)


@needs_fonts
def test_typst_markup_in_a_text_is_only_text() -> None:
    assert "#panic() *a* $x$" in pdf_text(to_pdf(document("#panic() *a* $x$")))


@needs_fonts
def test_character_without_a_glyph_is_an_error_that_names_it_and_the_package() -> None:
    with pytest.raises(InputError, match=r"U\+F0000, no name\); install the package fonts-noto-core"):
        to_pdf(document("\U000f0000"))


@needs_fonts
def test_missing_cjk_font_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = {name: font for name, font in printing.fonts().items() if "CJK" not in name}
    monkeypatch.setattr(printing, "fonts", lambda: latin)

    with pytest.raises(
        InputError, match=r"'難' \(U\+96E3, CJK UNIFIED IDEOGRAPH-96E3\); install the package fonts-noto-cjk"
    ):
        to_pdf(document("難", language="ja"))
