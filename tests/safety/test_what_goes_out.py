"""SEC-79: every payload through everything that writes: what came in is read again as that text, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from pypdf import PdfReader

from asylia.assessment.lines import Line
from asylia.assessment.lines import to_markdown as outline_in_markdown
from asylia.briefs.as_html import to_html
from asylia.briefs.as_markdown import to_markdown
from asylia.briefs.as_pdf import to_pdf
from asylia.briefs.document import Document, Heading, Item, Paragraph, Table
from asylia.cli.common import print_json, print_lines, print_table
from asylia.deadlines.ics import Entry, calendar_file
from asylia.errors import InputError
from asylia.figures.as_json import to_csv, to_xlsx
from asylia.figures.charts.beside import as_csv, as_markdown
from asylia.figures.charts.build import Frame, Row, chart_over_years
from asylia.figures.charts.model import Chart
from asylia.figures.charts.svg import svg_of
from asylia.figures.model import Figure, Release
from asylia.languages.texts import texts_in
from asylia.plain import first_unseen, from_cell, in_markdown, markdown_table
from tests.briefs.fonts import needs_fonts
from tests.safety.payloads import PAYLOADS, READ, shown, words

TODAY = date(2026, 11, 22)
RELEASE = Release("unhcr", "made up", "2026-06", date(2026, 6, 25), "CC BY 4.0", "")
HARMLESS = "harmless"

every_payload = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
every_readable = pytest.mark.parametrize("text", READ.values(), ids=READ)


class Seen(HTMLParser):
    """What a browser would make of some HTML: its elements with their attributes, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_decl(self, decl: str) -> None:
        self.elements.append((decl, ()))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))


def document(text: str) -> Document:
    """The text in every place that a document has."""
    parts = (
        Heading(2, text), Paragraph(text), Paragraph(text, warning=True), Item(text), Item(text, "?", 1, strong=True),
        Table((text, "b"), ((text, text),)),
    )  # fmt: skip
    return Document(text, "en", "ltr", parts)


PLACES_IN_A_DOCUMENT = 9


def chart(text: str) -> Chart:
    """The text in every place that a chart has."""
    figures = tuple(Figure("grants", text, year, "persons", 5.0, RELEASE) for year in (2015, 2016))
    frame = Frame("grants", ("KOR",), text, texts_in("en"), 2015, 2016, "0.1.0", (), text)
    made = chart_over_years(frame, [Row("recognised", text, figures)])
    return replace(made, title=text, notes=(text,), citations_title=text, citations=(text,), head=(text,))


# --- pages, Markdown, PDF --------------------------------------------------------------------------------------------


@every_payload
def test_sec_79_html_of_a_document(text: str) -> None:
    seen, plain = Seen(to_html(document(text))), Seen(to_html(document(HARMLESS)))

    assert seen.elements == plain.elements
    assert words(seen.text).count(shown(text)) >= PLACES_IN_A_DOCUMENT


IN_MARKDOWN: dict[str, Callable[[str], str]] = {
    "document": lambda text: to_markdown(document(text)),
    "outline": lambda text: outline_in_markdown(
        [Line(0, text, "title"), Line(0, text, "note"), Line(1, text, "finding"), Line(2, text, "note", "!")]
    ),
    "table": lambda text: markdown_table((text, "b"), [(text, text)]),
    "chart": lambda text: as_markdown(chart(text)),
}


@every_payload
@pytest.mark.parametrize("form", IN_MARKDOWN)
def test_sec_79_markdown_makes_no_markup_of_a_text(form: str, text: str) -> None:
    """Read with tables and with HTML let through, as careless programs do."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    seen = Seen(reader.render(IN_MARKDOWN[form](text)))
    plain = Seen(reader.render(IN_MARKDOWN[form](HARMLESS)))

    assert seen.elements == plain.elements
    assert shown(text) in words(seen.text)


def test_markdown_that_needs_no_escape_has_none() -> None:
    """Names of files and provisions, citations and numbers stay easy to read in the raw text."""
    for text in ("jp.refugee_recognition", "ICRRA Art. 61-2(1) [a]", "+81 3-6383-0688", "1951, 1967", "A & B", "#3"):
        assert in_markdown(text) == text


@needs_fonts
@every_payload
def test_sec_79_pdf_shows_a_text_and_runs_none_of_it(text: str) -> None:
    made = to_pdf(Document("T", "en", "ltr", (Paragraph(text), Table(("a", "b"), ((text, "c"),)))))
    read = PdfReader(io.BytesIO(made))

    assert words("".join(page.extract_text() for page in read.pages)).count(shown(text)) == 2
    assert all("/Annots" not in page for page in read.pages)


# --- tables ----------------------------------------------------------------------------------------------------------


def figures(text: str) -> list[Figure]:
    return [Figure("grants", text, 2015, text, 5.0, RELEASE, citations=(text,), withheld=text)]


@every_payload
@pytest.mark.parametrize("write", [to_csv, lambda _: as_csv(chart(_[0].place))], ids=["figures", "chart"])
def test_sec_79_csv_has_no_formula(write: Callable[[list[Figure]], str], text: str) -> None:
    rows = list(csv.reader(io.StringIO(write(figures(text)), newline="")))

    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert text in [from_cell(cell) for cell in rows[1]]


@every_readable
def test_sec_79_xlsx_has_no_formula_and_no_link(text: str, tmp_path: Path) -> None:
    to_xlsx(figures(text), [(text, text)], tmp_path / "figures.xlsx")
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in cells].count(text) >= 4


# --- calendar, pictures ----------------------------------------------------------------------------------------------


@every_payload
def test_sec_79_calendar_has_its_own_entries_and_no_others(text: str) -> None:
    written = calendar_file([Entry(text, TODAY, text, text, ZoneInfo("Asia/Tokyo"))], TODAY, text)
    calendar = Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")

    assert len(calendar.walk("VALARM")) == 2
    assert words(str(event["summary"])) == words(str(event["description"])) == words(text)
    assert b"TRIGGER:-PT1M" not in written.split(b"\r\n")


@every_readable
def test_sec_79_a_picture_of_a_text_has_no_other_elements(text: str) -> None:
    drawn, plain = (ElementTree.fromstring(svg_of(chart(one), 600)) for one in (text, HARMLESS))

    assert {element.tag for element in drawn.iter()} == {element.tag for element in plain.iter()}
    assert not [name for element in drawn.iter() for name in element.attrib if name.lower().startswith("on")]
    assert "javascript:" not in str([element.attrib.get("href") for element in drawn.iter()])


# --- terminal --------------------------------------------------------------------------------------------------------

ON_THE_TERMINAL: dict[str, Callable[[str], None]] = {
    "outline": lambda text: print_lines([Line(0, text, "title"), Line(1, text, "finding", "!")]),
    "table": lambda text: print_table((text, "b"), [(text, "c")]),
    "json": lambda text: print_json({text: [text]}),
    "error": lambda text: print(InputError(text, file=text, mend=text)),
}


@every_payload
@pytest.mark.parametrize("form", ON_THE_TERMINAL)
def test_sec_79_nothing_printed_steers_a_terminal(form: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    ON_THE_TERMINAL[form](text)
    printed = capsys.readouterr().out

    assert first_unseen(printed.replace("\n", "")) == ""
    if form == "json":
        assert json.loads(printed) == {text: [text]}
    elif text in READ.values() and form != "table":
        assert words(text) in words(printed)
