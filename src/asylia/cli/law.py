"""`asylia law`: the law itself: read as prose, at a date, by somebody else's reading, and checked for faults."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.as_json import reading_json
from asylia.assessment.as_text import reading_lines
from asylia.assessment.casefile import places_named
from asylia.assessment.in_force import in_force_json
from asylia.assessment.lines import Line, to_markdown
from asylia.assessment.prose import governed_by, prose, prose_json
from asylia.assessment.published import cases_by_rule
from asylia.assessment.readings import reading_named, run_reading
from asylia.assessment.words import Words
from asylia.cli.assess import assess_case, read_case_from
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
    today,
)
from asylia.cli.law_map import map_command
from asylia.cli.law_time import diff_command, history_command
from asylia.cli.remarks import report
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.lints import check_texts, read_written
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.lints import Remark, check_law, read_checked
from asylia.lawbook.model import KINDS, Provision

app = typer.Typer(help="The law: as prose, at a date, as others read it, checked for faults.", no_args_is_help=True)

Day = Annotated[str, typer.Argument(help="A day, as 2024-07-01.", metavar="DATE")]


# --- check -----------------------------------------------------------------------------------------------------------


@app.command("check")
def check(
    law: LawFolder = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show information line by line, too.")] = False,
    on: Annotated[
        str | None, typer.Option("--today", help="The day on which upkeep is judged; else today.", metavar="DATE")
    ] = None,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Look for faults in the law and its texts. Errors end with exit code 2; warnings and information do not.

    The texts and cases that stand beside the law folder are looked at too.

    Example: asylia law check --today 2026-11-22 --all
    """
    day = today() if on is None else day_from(on)
    report(_remarks(law or data_folder("law"), day), "law check", output, show_all=show_all)


def _remarks(folder: Path, day: date) -> list[Remark]:
    cases, languages = folder.parent / "cases", folder.parent / "languages"
    words = re.findall(r"[a-z][a-z0-9_]+", "".join(p.read_text("utf-8") for p in sorted(cases.glob("*.yaml"))))
    checked = read_checked(folder, day, frozenset(words))
    remarks = check_law(checked)
    if languages.is_dir():
        remarks += check_texts(read_written(checked.data, languages))
    return remarks


# --- show ------------------------------------------------------------------------------------------------------------


@app.command("show")
def show(
    what: Annotated[
        str, typer.Argument(help="A provision by its id, or a place or file: japan, japan/status.", metavar="ID|FOLDER")
    ],
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Print provisions as prose, from the tree that the engine reads, for a lawyer to compare with the statute.

    Example: asylia law show jp.complementary_protection
    """
    book, said = lawbook(law), texts(lang)
    chosen = [(provision, _words(book, provision, said)) for provision in _chosen(book, what)]
    if output is Format.JSON:
        print_json([prose_json(provision, words) for provision, words in chosen])
        return
    worked = cases_by_rule(data_folder("cases"))
    lines: list[Line] = []
    for provision, words in chosen:
        lines += prose(provision, words, today(), worked.get(provision.id, ()))
    if not said.reviewed:
        lines.append(Line(0, said.caution(), "warning"))
    _print(lines, output)


def _words(book: Lawbook, provision: Provision, said: Texts) -> Words:
    """Words for one provision; international law is shown as it stands, at no place of its own."""
    return Words(Law(book.data, provision.place, date.max, {}), said)


def _chosen(book: Lawbook, what: str) -> list[Provision]:
    provisions = book.data.provisions
    short = {name.partition(".")[2]: name for name in provisions}
    if what in provisions or what in short:
        return [provisions[what if what in provisions else short[what]]]
    folder, _, subject = what.removesuffix(".yaml").strip("/").removeprefix("law/").partition("/")
    codes = [p.code for p in book.data.places.values() if folder.lower() in (p.folder, p.code.lower(), p.prefix)]
    found = [
        p for p in provisions.values() if p.place in codes and p.file.endswith(f"/{subject}.yaml" if subject else "")
    ]
    if not found:
        known = [*provisions, *short, *(p.folder for p in book.data.places.values())]
        raise InputError(f"there is no provision or folder {what!r}", mend=nearest(what, known))
    return found


# --- at --------------------------------------------------------------------------------------------------------------


@app.command("at")
def at_day(
    day: Day,
    places: Annotated[list[str], typer.Option("--in", help="Jurisdiction: JP ... or all.", metavar="PLACE")],
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """List the provisions in force at a place on a day, each with its nature.

    Example: asylia law at 2024-07-01 --in JP
    """
    book, said, on = lawbook(law), texts(lang), day_from(day)
    laws = [book.at(on, place) for place in places_named(places, book.data)]
    if output is Format.JSON:
        print_json([entry for one in laws for entry in in_force_json(one, Words(one, said))])
        return
    _print([line for one in laws for line in _in_force_lines(one, on, Words(one, said))], output)


def _in_force_lines(law: Law, day: date, words: Words) -> list[Line]:
    say = words.texts.word
    lines = [Line(0, say("law_at_title", date=day, place=words.place()), "title")]
    found = law.provisions_in_force
    for kind in KINDS:
        group = [provision for provision in found if provision.kind == kind]
        if group:
            lines.append(Line(0, say("kind_" + kind), "heading"))
        for provision in group:
            lines.append(
                Line(1, f"{words.texts.provision(provision)}: {say('nature_' + provision.nature)}", "note", "·")
            )
            for version in law.versions[provision.id]:
                since = say("since", date=version.start)
                lines.append(Line(2, f"{provision.id}, {since}, {governed_by(version, words)}", "cite"))
    return lines if found else [*lines, Line(1, say("nothing_in_force", date=day), "note")]


# --- read ------------------------------------------------------------------------------------------------------------


@app.command("read")
def read(
    reading: Annotated[
        str, typer.Argument(help="A reading by its id, such as jp.seed_four_outcomes.", metavar="READING")
    ],
    case: Annotated[str, typer.Argument(help="A case file in YAML or JSON; - reads standard input.", metavar="CASE")],
    on: OnDay = None,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Run how somebody else reads the law on a case, and say where that departs from the statute for this person.

    Example: asylia law read jp.seed_four_outcomes examples/opposition-member-overstayed.yaml
    """
    book, said = lawbook(law), texts(lang)
    chosen = reading_named(book, reading)
    [assessment] = assess_case(book, read_case_from(case, book), [chosen.place], on)
    result = run_reading(chosen, assessment)
    if output is Format.JSON:
        print_json(reading_json(result))
        return
    _print(list(reading_lines(result, Words(assessment.law, said))), output)


def _print(lines: list[Line], output: Format) -> None:
    if output is Format.MARKDOWN:
        sys.stdout.write(to_markdown(lines))
    else:
        print_lines(lines)


# --- through time ----------------------------------------------------------------------------------------------------

app.command("history")(history_command)
app.command("diff")(diff_command)
app.command("map")(map_command)
