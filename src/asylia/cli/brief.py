"""`asylia brief`: documents that leave the house."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia.cli.assess import assess_case, help_for, read_case_from
from asylia.cli.common import Language, LawFolder, OnDay, hand_over, in_full, lawbook, texts

app = typer.Typer(help="Documents that leave the house: a brief of a case.", no_args_is_help=True)


class Kind(StrEnum):
    """How the document is written."""

    MARKDOWN = "markdown"
    MD = "md"
    """Short for markdown; commands see `MARKDOWN`."""
    HTML = "html"
    PDF = "pdf"


@app.callback()
def _group() -> None:
    """Keeps `case` a command of its own while it is the only one."""


@app.command("case")
def case_command(
    case: Annotated[str, typer.Argument(help="A case file in YAML or JSON; - reads standard input.", metavar="CASE")],
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; else it is printed.")] = None,
    kind: Annotated[
        Kind, typer.Option("--format", help="What to write.", callback=in_full, show_default=True)
    ] = Kind.MARKDOWN,
    on: OnDay = None,
    places: Annotated[
        list[str] | None, typer.Option("--in", help="Jurisdiction: JP ... or all; may be repeated.", metavar="PLACE")
    ] = None,
    lang: Language = "en",
    speaks: Annotated[
        list[str] | None,
        typer.Option("--speaks", help="A language in which help is wanted; may be repeated.", metavar="CODE"),
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers/--without-answers", help="Whether what the person said stands in it.")
    ] = True,
    law: LawFolder = None,
) -> None:
    """Write a brief of a case to take along: dates, stage, ways with reasons, doubts, questions, help, sources.

    Example: asylia brief case examples/opposition-member-overstayed.yaml --format pdf --out brief.pdf
    """
    from asylia.briefs.case_brief import case_brief  # noqa: PLC0415  # each kind loads only what it needs

    book, words = lawbook(law), texts(lang)
    assessments = assess_case(book, read_case_from(case, book), places or [], on)
    beside = help_for(assessments, words, speaks or [])
    document = case_brief(assessments, words, beside, answers=answers)
    if kind is Kind.PDF:
        from asylia.briefs.as_pdf import to_pdf  # noqa: PLC0415  # as above

        made = to_pdf(document)
    elif kind is Kind.HTML:
        from asylia.briefs.as_html import to_html  # noqa: PLC0415  # as above

        made = to_html(document).encode()
    else:
        from asylia.briefs.as_markdown import to_markdown  # noqa: PLC0415  # as above

        made = to_markdown(document).encode()
    hand_over(made, out, is_pdf=kind is Kind.PDF)
