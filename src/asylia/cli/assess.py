"""`asylia assess`: every way to protection for one case, at a date."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.as_json import to_json
from asylia.assessment.as_text import outline, provision_lines
from asylia.assessment.assess import assess
from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.casefile import CaseFile, places_named, read_case, read_case_file
from asylia.assessment.findings import Assessment
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.readings import reading_named, run_reading
from asylia.assessment.words import Words
from asylia.briefs.help import help_beside
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
    texts,
)
from asylia.cli.directory_common import directory_in
from asylia.directory.asked import languages_named
from asylia.directory.match_index import index_of
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import MAX_BYTES


def assess_command(
    case: Annotated[str, typer.Argument(help="A case file in YAML or JSON; - reads standard input.", metavar="CASE")],
    on: OnDay = None,
    places: Annotated[
        list[str] | None, typer.Option("--in", help="Jurisdiction: JP ... or all; may be repeated.", metavar="PLACE")
    ] = None,
    lang: Language = "en",
    why: Annotated[str | None, typer.Option("--why", help="One provision in depth, by its id.", metavar="ID")] = None,
    reading: Annotated[
        list[str] | None, typer.Option("--reading", help="Also how somebody else reads the law.", metavar="ID")
    ] = None,
    speaks: Annotated[
        list[str] | None,
        typer.Option("--speaks", help="A language in which help is wanted; may be repeated.", metavar="CODE"),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            "--origin", help="Also how claims of this origin fared: MMR ... It is kept nowhere.", metavar="CODE"
        ),
    ] = None,
    figures: Annotated[bool, typer.Option("--figures", help="Also how claims fared, from figures.")] = False,
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Show every way to protection for one case: what holds, what is open, why, and what to ask next.

    Example: asylia assess examples/opposition-member-overstayed.yaml --on 2024-07-01 --why jp.refugee_recognition
    """
    book, words = lawbook(law), texts(lang)
    content = read_case_from(case, book)
    assessments = assess_case(book, content, places or [], on)
    results = [run_reading(reading_named(book, name), assessments[0]) for name in reading or []]
    only = _full_id(why, book, [assessment.law.place for assessment in assessments]) if why is not None else None
    beside = NOTHING_BESIDE
    if not only or output is Format.JSON:
        beside = help_for(assessments, words, speaks or [])
        if figures or origin is not None:
            fared = _figures(assessments, origin, words)
            beside = replace(beside, figures=fared.figures, figures_lines=fared.figures_lines)
    if output is Format.JSON:
        print_json(to_json(book, assessments, words, results, only=only, beside=beside))
        return
    lines = _in_depth(assessments, only, words) if only else outline(book, assessments, words, results, beside)
    if output is Format.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)


def help_for(assessments: list[Assessment], words: Texts, speaks: list[str]) -> Beside:
    """Who can help, from the directory that is shipped."""
    directory = directory_in()
    return help_beside(assessments, index_of(directory), words, languages_named(speaks, directory))


def read_case_from(name: str, book: Lawbook) -> CaseFile:
    """The case in a file, or on standard input if the name is -."""
    if name == "-":
        return read_case(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input", book.data)
    return read_case_file(Path(name), book.data)


def assess_case(book: Lawbook, case: CaseFile, places: list[str], on: str | None) -> list[Assessment]:
    """The case at each place asked for: those typed, else those of the case."""
    chosen = places_named(places, book.data) or case.places
    if not chosen:
        raise InputError("the case names no jurisdiction", mend="add 'jurisdiction: JP' to it, or --in JP")
    day = day_from(on, case.assessed_on)
    return [assess(book, case, place, day) for place in chosen]


def _figures(assessments: list[Assessment], origin: str | None, words: Texts) -> Beside:
    """How claims fared; only what asks for it waits for the figures to be read."""
    from asylia.briefs.fared import figures_beside, nationality_in
    from asylia.figures.official import read_official
    from asylia.figures.places import code_named
    from asylia.figures.query import open_tables

    code = code_named(origin, origin=True) if origin is not None else nationality_in(assessments[0])
    return figures_beside(assessments, code, read_official(), open_tables, words)


def _full_id(name: str, book: Lawbook, places: Collection[str]) -> str:
    """The id that a name with or without its place means; without it, the one at the places assessed."""
    known = [p for p in book.data.provisions.values() if p.kind != "term"]
    matches = [p for p in known if name in (p.id, p.id.partition(".")[2])]
    if not matches:
        raise InputError(f"there is no provision {name!r}", mend=nearest(name, [p.id for p in known]))
    here = [p for p in matches if p.place in (*places, "INT")]
    return (here or matches)[0].id


def _in_depth(assessments: list[Assessment], name: str, words: Texts) -> list[Line]:
    lines: list[Line] = []
    for assessment in assessments:
        found = [finding for finding in assessment.findings if finding.provision.id == name]
        for finding in found:
            lines += provision_lines(finding, assessment, Words(assessment.law, words))
    if not lines:
        raise InputError(f"{name} is no provision of the places assessed", mend="add --in with its place")
    return lines
