"""`asylia guide`: the result of the guide in the terminal, from a file of answers; or such a file to fill in."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from asylia.briefs.guide.answers_file import AnswersFile, read_answers
from asylia.briefs.guide.answers_to_fill_in import answers_to_fill_in
from asylia.briefs.guide.asked_in_words import question_shown
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.plan import Plan, read_plan
from asylia.briefs.guide.result import Result, result_of
from asylia.briefs.guide.result_as_json import result_json
from asylia.briefs.guide.result_as_lines import result_lines
from asylia.briefs.guide.result_in_words import result_shown
from asylia.briefs.guide.talk import Reply
from asylia.cli.common import Format, LawFolder, OnDay, OutputFormat, day_from, lawbook, now, print_json
from asylia.cli.directory_common import directory_in, print_as
from asylia.directory.match_index import index_of
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.guide import GuideWords, guide_languages, guide_words
from asylia.languages.texts import ORIGINAL
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import MAX_BYTES

_HOW = "print a file to fill in with: asylia guide --in JP > answers.yaml, then: asylia guide --answers answers.yaml"


def guide_command(
    answers: Annotated[
        str | None,
        typer.Option("--answers", help="A file of answers in YAML; - reads standard input.", metavar="FILE"),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--in", help="Where the person is: JP, KR, CN, HK, MO; else as in the file.", metavar="PLACE"),
    ] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            help="The person's language: ar, en, fa-AF, ja, ko, my, ru, tr, vi, zh-Hans, zh-Hant.",
            metavar="CODE",
        ),
    ] = ORIGINAL,
    on: OnDay = None,
    output: OutputFormat = Format.TEXT,
    law: LawFolder = None,
) -> None:
    """Say what the guide says at its end: dates to keep, steps, who can help, ways, rights, papers.

    Without --answers, `--in` prints a file to fill in: all questions of the place with their choices. Nothing is kept.

    Example: asylia guide --answers examples/guide/refused-in-japan.yaml --lang my --on 2026-11-23
    """
    words, book = _words(lang), lawbook(law)
    plan = read_plan(law or data_folder("law"), book.data)
    typed = _place_typed(place, plan) if place is not None else None
    if answers is None:
        if typed is None:
            raise InputError("the guide needs answers", mend=_HOW)
        if output is not Format.TEXT:
            raise InputError("a file to fill in is YAML", mend="leave out --format, or add --answers FILE")
        day, _ = _moment(on, typed, book)
        sys.stdout.write(answers_to_fill_in(words, Guide(book, plan, words.sayable, day), typed))
        return
    file = _answers_from(answers)
    where = typed or file.place(plan)
    if where is None:
        raise InputError("the file names no place", file=file.name, mend="add 'place: JP' to it, or --in JP")
    result, guide = _result(file, where, words, on, Guide(book, plan, words.sayable, day_from(on)))
    _print(result, guide, words, output)


def _words(language: str) -> GuideWords:
    if language not in guide_languages():
        raise InputError(
            f"the guide is not written in {language!r}", mend=f"choose from {', '.join(guide_languages())}"
        )
    return guide_words(language)


def _place_typed(code: str, plan: Plan) -> str:
    if code.upper() not in plan.office_language:
        raise InputError(
            f"there is no place {code!r} in the guide", mend=f"choose from {', '.join(plan.office_language)}"
        )
    return code.upper()


def _answers_from(name: str) -> AnswersFile:
    """The answers in a file, or on standard input if the name is -."""
    if name == "-":
        return read_answers(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    try:
        with Path(name).open("rb") as stream:
            return read_answers(stream.read(MAX_BYTES + 1), name)
    except FileNotFoundError:
        raise InputError("there is no such file", file=name, mend="check the path") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=name) from None


def _moment(on: str | None, place: str, book: Lawbook) -> tuple[date, datetime | None]:
    """The day at the place (F6) and the moment; no moment if a day was typed, for then nobody is open *now*."""
    if on is not None:
        return day_from(on), None
    timetable = book.data.tables.timetables.get(place)
    moment = now().astimezone(ZoneInfo(timetable.calendar.zone) if timetable else UTC)
    return moment.date(), moment


def _result(file: AnswersFile, where: Reply, words: GuideWords, on: str | None, guide: Guide) -> tuple[Result, Guide]:
    """The result, and the guide of the day at the place. Facts can be answered in every language alike."""
    day, moment = _moment(on, where if isinstance(where, str) else "", guide.lawbook)
    guide = replace(guide, day=day)
    talk = file.talk(replace(guide, sayable=guide_words(ORIGINAL).sayable), where)
    return result_of(guide, talk, index_of(directory_in()), moment, words.language), guide


def _print(result: Result, guide: Guide, words: GuideWords, output: Format) -> None:
    shown = result_shown(result, words, guide)
    name = guide.next_question(replace(result.talk, finer=True), result.assessment)
    question = question_shown(words, guide, result.talk, name) if name else None
    if output is Format.JSON:
        print_json(result_json(result, shown, question, words, guide))
    else:
        print_as(result_lines(result, shown, question, words, guide), output)
