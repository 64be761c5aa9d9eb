"""`asylia compare`: the same facts at several places side by side."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from asylia.assessment.casefile import places_named
from asylia.assessment.compare import compare
from asylia.assessment.compare_text import comparison_json, explanation, grid
from asylia.assessment.lines import to_markdown
from asylia.cli.assess import read_case_from
from asylia.cli.common import (
    Format,
    Language,
    LawFolder,
    OnDay,
    OutputFormat,
    day_from,
    lawbook,
    print_json,
    print_lines,
    print_table,
    texts,
)
from asylia.plain import markdown_table


def compare_command(
    case: Annotated[str, typer.Argument(help="A case file in YAML or JSON; - reads standard input.", metavar="CASE")],
    places: Annotated[
        list[str] | None, typer.Option("--in", help="Jurisdiction; may be repeated; else all.", metavar="PLACE")
    ] = None,
    on: OnDay = None,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Compare places: what is guaranteed, discretionary, closed or open for the same facts, and which facts decide.

    Places other than the case's own are looked at as if the person were there.

    Example: asylia compare examples/embassy-staff-reason-open.yaml
    """
    book, words = lawbook(law), texts(lang)
    content = read_case_from(case, book)
    chosen = places_named(places or ["all"], book.data)
    comparison = compare(book, content, chosen, day_from(on, content.assessed_on))
    if output is Format.JSON:
        print_json(comparison_json(book, comparison, words))
        return
    table, lines = grid(comparison, words), list(explanation(comparison, words))
    if output is Format.MARKDOWN:
        sys.stdout.write(markdown_table(table.head, table.rows) + "\n" + to_markdown(lines))
        return
    print_table(table.head, table.rows)
    print_lines(lines)
