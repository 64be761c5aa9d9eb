"""Files to take along, made for one answer and kept nowhere: the case file, the brief, the time limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse

from asylia.assessment.calendar_entries import calendar_of_limits
from asylia.assessment.casefile import CaseFile, write_case
from asylia.briefs.case_brief import case_brief
from asylia.briefs.document import Document
from asylia.languages.texts import Texts
from asylia.site.case.result import assessments_of, help_of
from asylia.site.printing import printed_apart

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
"""Headers of everything that this section answers."""


def case_file(case: CaseFile) -> HttpResponse:
    """The case file, which `asylia assess` and this form read."""
    return _file(write_case(case).encode(), "case.yaml", "application/yaml; charset=utf-8")


def _pdf(document: Document) -> bytes:
    from asylia.briefs.as_pdf import sheet_of  # noqa: PLC0415  # only who asks for it waits for Typst

    return printed_apart(sheet_of(document))


def _html(document: Document) -> bytes:
    from asylia.briefs.as_html import to_html  # noqa: PLC0415  # as above

    return to_html(document).encode()


def _markdown(document: Document) -> bytes:
    from asylia.briefs.as_markdown import to_markdown  # noqa: PLC0415  # as above

    return to_markdown(document).encode()


BRIEFS: dict[str, tuple[Callable[[Document], bytes], str, str]] = {
    "pdf": (_pdf, "brief.pdf", "application/pdf"),
    "html": (_html, "brief.html", "text/html; charset=utf-8"),
    "markdown": (_markdown, "brief.md", "text/markdown; charset=utf-8"),
}
"""How a brief can be made, its neutral name, its type."""


def brief(case: CaseFile, kind: str, today: date, texts: Texts) -> HttpResponse:
    """The brief of a case with who can help. Raises InputError, also if a character has no glyph in any font here."""
    made, name, content_type = BRIEFS[kind]
    assessments = assessments_of(case, today)
    return _file(made(case_brief(assessments, texts, help_of(assessments, texts))), name, content_type)


def calendar(case: CaseFile, today: date, texts: Texts) -> HttpResponse | None:
    """The time limits that run, under neutral titles; None if none runs. Raises InputError."""
    limits = [(a.law, a.deadlines) for a in assessments_of(case, today)]
    made = calendar_of_limits(limits, texts, case.assessed_on or today)
    return _file(made, "calendar.ics", "text/calendar; charset=utf-8") if made else None


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
