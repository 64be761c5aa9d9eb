"""`asylia law map`: the procedure of a place, as text or as a picture."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from asylia.assessment.casefile import places_named
from asylia.assessment.known import known_at
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.procedure_map import map_lines, map_svg
from asylia.assessment.standing import Standing, standing
from asylia.assessment.words import Words
from asylia.cli.assess import read_case_from
from asylia.cli.common import Language, LawFolder, OnDay, day_from, in_full, lawbook, print_lines, texts
from asylia.errors import InputError


class MapFormat(StrEnum):
    """How a map is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    MD = "md"
    SVG = "svg"


def map_command(
    place: Annotated[str, typer.Argument(help="Jurisdiction: JP, KR, CN, HK, MO.", metavar="PLACE")],
    case: Annotated[
        str | None, typer.Option("--case", help="A case file: the map marks where the case stands.", metavar="CASE")
    ] = None,
    on: OnDay = None,
    lang: Language = "en",
    output: Annotated[
        MapFormat, typer.Option("--format", help="Text, Markdown or an SVG picture.", callback=in_full)
    ] = MapFormat.TEXT,
    law: LawFolder = None,
) -> None:
    """Draw the stages of a procedure and the ways between them; with a case, where it stands.

    Example: asylia law map JP --case examples/third-claim-removal.yaml --format svg > map.svg
    """
    book = lawbook(law)
    code, *more = places_named([place], book.data)
    if more:
        raise InputError("a map shows one place", mend=f"choose from {', '.join((code, *more))}")
    procedure = book.data.tables.procedures.get(code)
    if procedure is None:
        raise InputError(f"the law data has no stages of {code}")
    content = read_case_from(case, book) if case is not None else None
    day = day_from(on, content.assessed_on if content else None)
    here, words = Standing(), Words(book.at(day, code), texts(lang))
    if content is not None:
        answers = known_at(content, words.law, day).answers
        here = standing(words.law, words.law.program.evaluate(answers))
    if output is MapFormat.SVG:
        sys.stdout.write(map_svg(procedure.stages, here, words))
        return
    lines: list[Line] = [*map_lines(procedure.stages, here, words)]
    lines.append(Line(0, words.texts.caution("not_legal_advice"), "warning"))
    if output is MapFormat.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)
