"""`asylia ask`: the interview in the terminal; it saves a case file and ends with the assessment."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.answers import read_answer
from asylia.assessment.as_text import outline
from asylia.assessment.casefile import CaseFile, places_named, read_case_file, write_case
from asylia.assessment.interview import Interview
from asylia.assessment.words import Words
from asylia.cli.common import Language, LawFolder, OnDay, day_from, lawbook, print_lines, texts
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import Fact
from asylia.logic.questions import Question
from asylia.logic.values import Answer, WhyUnknown

_REASONS = {"?": WhyUnknown.PERSON_DOES_NOT_KNOW, "-": WhyUnknown.RATHER_NOT_SAY}
_BACK, _FINER, _LEAVE = "b", "more", "q"


def ask_command(
    file: Annotated[
        Path, typer.Argument(help="Where the answers are kept; an interview there is taken up again.", metavar="[CASE]")
    ] = Path("case.yaml"),
    places: Annotated[list[str] | None, typer.Option("--in", help="Jurisdiction: JP ...", metavar="PLACE")] = None,
    on: OnDay = None,
    lang: Language = "en",
    finer: Annotated[bool, typer.Option("--finer", help="Go on to questions that hardly move a goal.")] = False,
    law: LawFolder = None,
) -> None:
    """Ask question by question, the most telling first; save a case file; end with the assessment.

    Answer yes or no (or a value), ? if it is not known, - to rather not say, b to go back, q to leave.

    Example: asylia ask case.yaml --in JP
    """
    book, words = lawbook(law), texts(lang)
    case = read_case_file(file, book.data) if file.exists() else CaseFile((), None, {})
    chosen = places_named(places or [], book.data) or case.places
    if not chosen:
        raise InputError("no jurisdiction is chosen", mend="add --in JP")
    day = day_from(on, case.assessed_on)
    case = replace(case, places=chosen, assessed_on=day if on else case.assessed_on)
    interview = Interview(book, case, chosen[0], day, finer)
    interview = _Terminal(words, file).run(interview)
    print_lines(outline(book, [interview.assessment()], words))


class _Terminal:
    """Puts the questions and reads the answers, line by line."""

    def __init__(self, words: Texts, file: Path) -> None:
        self._words, self._file = words, file

    def run(self, interview: Interview) -> Interview:
        """The interview until nothing is worth asking, or the person leaves."""
        say = self._words.word
        typer.echo(say("ask_begins", file=self._file))
        before: list[Interview] = []
        while True:
            question = interview.question()
            if question is None and not interview.finer and self._wants_finer(interview):
                interview = replace(interview, finer=True)
                continue
            if question is None:
                typer.echo(say("no_question_left"))
                break
            self._put(interview, question)
            answered = self._answer(interview, question)
            if answered == _LEAVE:
                break
            if answered == _BACK:
                interview = before.pop() if before else interview
            elif isinstance(answered, Interview):
                before.append(interview)
                interview = answered
            _save(interview.case, self._file)
        _save(interview.case, self._file)
        typer.echo(say("saved_in", file=self._file))
        return interview

    def _wants_finer(self, interview: Interview) -> bool:
        """Whether to go on to the finer round, where there is one."""
        if replace(interview, finer=True).question() is None:
            return False
        typer.echo(self._words.word("ask_finer"))
        return _line().strip().lower() == _FINER

    def _put(self, interview: Interview, question: Question) -> None:
        say, fact = self._words.word, interview.fact(question)
        typer.echo("")
        more = interview.about_how_many_more() - 1
        typer.echo(say("about_how_many_more", n=more) if more > 0 else say("last_question"))
        if warns := self._words.fact(fact.id, "warns"):
            typer.echo(warns)
        elif fact.sensitivity >= 2:
            typer.echo(say("sensitive_can_skip"))
        typer.secho(self._words.fact(fact.id, "asks"), bold=True)
        if term := fact.official_terms.get(interview.place):
            typer.echo(f"  {say('official_term', term=term)}")
        if why := self._words.fact(fact.id, "why"):
            typer.echo(f"  {say('why_asked')}: {why}")
        if fact.known_by in ("helper", "authority"):
            typer.echo(f"  {say('ask_' + fact.known_by)}")
        typer.echo(f"  {self._hint(interview, fact)}")

    def _hint(self, interview: Interview, fact: Fact) -> str:
        say = self._words.word
        if fact.type == "choice" and len(fact.choices) <= 12:
            spoken = Words(interview.assessment().law, self._words)
            return say("enter_choice", choices=", ".join(f"{c} ({spoken.choice(fact.id, c)})" for c in fact.choices))
        return say(
            {"yes/no": "enter_yes_no", "choice": "enter_country", "count": "enter_count", "date": "enter_date"}[
                fact.type
            ]
        )

    def _answer(self, interview: Interview, question: Question) -> Interview | str:
        """The interview after an answer that is understood and fits the others; or to go back, or to leave."""
        fact = interview.fact(question)
        while True:
            typed = _line().strip()
            if typed.lower() in (_BACK, _LEAVE):
                return typed.lower()
            try:
                return interview.with_answer(fact, self._read(typed, fact, interview.lawbook))
            except InputError as error:
                typer.echo(self._words.word("answer_not_understood", hint=str(error)))

    @staticmethod
    def _read(typed: str, fact: Fact, book: Lawbook) -> Answer:
        if typed in _REASONS:
            return _REASONS[typed]
        if fact.type == "yes/no" and typed.lower() in ("y", "n"):
            return typed.lower() == "y"
        if fact.type == "choice":
            typed = typed.upper()
        if not typed:
            raise InputError("nothing was typed", mend="type ? if it is not known, - to rather not say")
        return read_answer(typed, fact, book.data)


def _line() -> str:
    """One line of input; the end of input leaves the interview."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line if line else _LEAVE


def _save(case: CaseFile, path: Path) -> None:
    """The case file, whole or not at all."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(write_case(case))
        os.replace(temporary, path)
    except OSError as error:
        raise InputError(
            f"the case cannot be saved ({error.strerror})", file=str(path), mend="name another file"
        ) from None
