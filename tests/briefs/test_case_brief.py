"""The case brief: what stands in it, in which order, what stays out, and how long it is."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from asylia.assessment.assess import assess
from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.casefile import CaseFile, read_case_file
from asylia.assessment.lines import Line
from asylia.briefs.as_pdf import to_pdf
from asylia.briefs.case_brief import case_brief
from asylia.briefs.document import Document, Heading, Table
from asylia.briefs.help import help_beside
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from tests.briefs.fonts import needs_fonts
from tests.directory.personas import shipped

DAY = date(2026, 11, 22)
EXAMPLES = sorted(data_folder("examples").glob("*.yaml"))


def brief(
    lawbook: Lawbook,
    path: str = "embassy-staff-reason-open.yaml",
    lang: str = "en",
    *,
    answers: bool = True,
    with_help: bool = False,
) -> Document:
    case = read_case_file(data_folder("examples") / path, lawbook.data)
    assessments = [assess(lawbook, case, place, case.assessed_on or DAY) for place in case.places]
    beside = help_beside(assessments, shipped(), texts_in(lang)) if with_help else NOTHING_BESIDE
    return case_brief(assessments, texts_in(lang), beside, answers=answers)


def headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def test_dates_stand_first_and_sources_last(lawbook: Lawbook) -> None:
    found = headings(brief(lawbook))

    assert found[0] == "Japan"
    order = ["Stage of the procedure", "What is known", "Either way", "Status and permission to stay", "Closed",
             "Questions that tell most", "Sources"]  # fmt: skip
    assert [name for name in found if name in order] == order


def test_what_was_answered_can_be_left_out(lawbook: Lawbook) -> None:
    with_answers, without = (list(brief(lawbook, answers=flag).texts()) for flag in (True, False))

    assert "Afghanistan" in with_answers
    assert "Afghanistan" not in without
    assert "What is known" not in without


def test_open_way_says_on_what_it_hangs_and_where_it_stands(lawbook: Lawbook) -> None:
    rows = [row for part in brief(lawbook).parts if isinstance(part, Table) for row in part.rows]
    found = next(row for row in rows if row[0].startswith("Recognition of refugee status"))

    assert "must be granted when the conditions hold" in found[0]
    assert found[1].startswith("open: depends on ")
    assert "ICRRA art. 61-2(1)" in found[2]


def test_nothing_answered_is_said(lawbook: Lawbook) -> None:
    case = CaseFile(("JP",), None, {})

    assert "Nothing was answered yet." in case_brief([assess(lawbook, case, "JP", DAY)], texts_in("en")).texts()


def test_no_assessment_is_no_brief() -> None:
    with pytest.raises(ValueError, match="a brief needs an assessment"):
        case_brief([], texts_in("en"))


def test_figures_and_help_stand_beside(lawbook: Lawbook) -> None:
    assessment = assess(lawbook, CaseFile(("JP",), None, {}), "JP", DAY)
    beside = Beside(
        figures_lines={"JP": [Line(0, "Figures", "heading")], "KR": [Line(0, "Elsewhere", "heading")]},
        help_lines={"JP": [Line(0, "Whom to ask", "heading")]},
    )
    found = headings(case_brief([assessment], texts_in("en"), beside))

    assert found.index("Figures") < found.index("Whom to ask") < found.index("Sources")
    assert "Elsewhere" not in found


@needs_fonts
@pytest.mark.parametrize(
    ("lang", "most"),
    [("en", 6), ("ja", 6), ("ko", 6), ("zh-Hans", 6), ("zh-Hant", 6), ("ar", 6), ("my", 7)],
)
def test_example_takes_two_to_six_pages(lawbook: Lawbook, lang: str, most: int) -> None:
    """With who can help, as the command gives it. Burmese needs wider lines."""
    for path in EXAMPLES:
        pages = PdfReader(io.BytesIO(to_pdf(brief(lawbook, path.name, lang, with_help=True)))).pages
        assert 2 <= len(pages) <= most, path.name


@needs_fonts
@pytest.mark.parametrize("place", ["JP", "KR", "CN", "HK", "MO"])
def test_brief_of_a_case_without_answers_takes_two_to_six_pages(lawbook: Lawbook, place: str) -> None:
    document = case_brief([assess(lawbook, CaseFile((place,), None, {}), place, DAY)], texts_in("en"))

    assert 2 <= len(PdfReader(io.BytesIO(to_pdf(document))).pages) <= 6
