"""A result as an outline of lines for a terminal or Markdown, in the order of the page (G11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from asylia.assessment.lines import Line
from asylia.briefs.guide.asked_in_words import Shown, long_date
from asylia.briefs.guide.contacts_in_words import Contact, Group
from asylia.briefs.guide.marks import in_a_file
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.result import Result
from asylia.briefs.guide.result_in_words import ShownDate, ShownResult, ShownWay
from asylia.languages.directions import apart, isolated
from asylia.languages.guide import GuideWords
from asylia.languages.texts import ORIGINAL

_SIGNS = {"yes": "✓", "may": "?", "not": "·"}
"""By how sure a way is; the words beside it say the same."""


def result_lines(
    result: Result, shown: ShownResult, next_question: Shown | None, words: GuideWords, guide: Guide
) -> list[Line]:
    """All lines. Where the language runs from right to left, what runs from left to right is isolated in them."""
    lines = [
        *_head(result, words, guide),
        *_dates(shown, words),
        *_steps(shown, words),
        *_contacts(shown, words),
        *_ways(result, shown, words),
        *_rights_and_papers(shown, words),
        *_next(next_question, words),
    ]
    lines += [Line(0, text, "warning") for text in _cautions(lines, words)]
    return [replace(line, text=isolated(line.text)) for line in lines] if words.dir == "rtl" else lines


def _head(result: Result, words: GuideWords, guide: Guide) -> Iterator[Line]:
    place = result.talk.place
    title = words.word("result_title")
    yield Line(0, f"{title}: {words.word(f'place_{place}')}" if place else title, "title")
    yield Line(0, long_date(guide.day, words), "note")


def _cautions(lines: Iterable[Line], words: GuideWords) -> Iterator[str]:
    yield words.word("not_advice")
    if not words.is_reviewed:
        yield words.word("not_reviewed")
    if any(f"[{ORIGINAL}]" in line.text for line in lines):
        yield words.word("in_english")


# --- to keep, to do, to call -----------------------------------------------------------------------------------------


def _dates(shown: ShownResult, words: GuideWords) -> Iterator[Line]:
    yield Line(0, words.word("result_date"), "heading")
    for number, one in enumerate(shown.dates, 1):
        if number == 2:
            yield Line(1, words.word("date_more"), "question")
        yield from _date(one, words)
    if not shown.dates:
        yield Line(1, words.word("date_none"), "note")
    if shown.waits:
        yield Line(1, words.word("date_waits"), "note")
        yield from (Line(2, asks, "question", "?") for asks in shown.waits)


def _date(one: ShownDate, words: GuideWords) -> Iterator[Line]:
    yield Line(1, one.by, "finding", "!")
    for text in (one.own_calendar, one.left, one.title, _official(one.official, one.title, words), *one.notes):
        if text:
            yield Line(2, text, "note")


def _official(word: str, title: str, words: GuideWords) -> str:
    """The word to show at an office; it keeps together whatever runs beside it."""
    if not word or word == title:
        return ""
    return f"{words.word('official_word')} {_apart(word, words)}"


def _apart(text: str, words: GuideWords) -> str:
    """Names, numbers and addresses, kept in one piece."""
    return apart(text) if words.dir == "rtl" else text


def _steps(shown: ShownResult, words: GuideWords) -> Iterator[Line]:
    yield Line(0, words.word("result_steps"), "heading")
    for number, (_, step) in enumerate(shown.steps, 1):
        yield Line(1, step, "finding", f"{number}.")
    for office in shown.offices:
        yield Line(1, words.word("step_office", office=_apart(office, words)), "note")


def _contacts(shown: ShownResult, words: GuideWords) -> Iterator[Line]:
    yield Line(0, words.word("result_contacts"), "heading")
    for group in shown.groups:
        if not shown.has_place:
            yield Line(1, group.title, "question")
        yield from _group(group, words)
    yield Line(0, words.word("safety_calls"), "note")


def _group(group: Group, words: GuideWords) -> Iterator[Line]:
    """Warnings stand before those of whom they warn."""
    yield from (Line(1, warning, "warning", "!") for warning in group.warnings)
    if group.is_instead:
        yield Line(1, words.word("contacts_none"), "note")
    for one in group.contacts:
        yield Line(1, _apart(one.name, words), "finding", "·")
        yield from (Line(2, warning, "warning", "!") for warning in one.warnings)
        yield from (Line(2, text, "note") for text in _contact(one, words) if text)


def _contact(one: Contact, words: GuideWords) -> Iterator[str]:
    if one.local_name:
        yield words.word("name_here", name=_apart(one.local_name, words))
    yield from (words.texts.marked(note) for note in one.notes)
    phones = words.word("list_separator").join(_apart(display, words) for display, _ in one.phones)
    if phones:
        yield f"{words.word('phone')}: {phones}"
    yield from (f"{words.word(key)}: {_apart(at, words)}" for key, at in (("mail", one.mail), ("web", one.web)) if at)
    yield from (one.state, one.hours, *one.reasons, one.checked)


# --- ways, rights, papers, what comes next ---------------------------------------------------------------------------


def _ways(result: Result, shown: ShownResult, words: GuideWords) -> Iterator[Line]:
    yield Line(0, words.word("result_paths"), "heading")
    for way, one in zip(result.ways, shown.ways, strict=True):
        yield Line(1, one.title, "finding", _SIGNS[way.sure])
        yield from _way(one, words)
    if not shown.ways:
        yield Line(1, words.word("paths_none"), "note")
    if not shown.is_checked:
        yield Line(0, words.word("not_checked"), "note")
    if shown.more_ways:
        yield Line(1, words.word("more_paths"), "question")
        yield from (Line(2, one.title, "note", "·") for one in shown.more_ways)


def _way(one: ShownWay, words: GuideWords) -> Iterator[Line]:
    yield Line(2, f"{one.sure} {one.grant}", "note")
    if official := _official(one.official, one.title, words):
        yield Line(2, official, "note")
    if one.because:
        yield Line(2, f"{words.word('why_think')}:", "note")
        yield from (Line(3, f"{asks} {answer}", "reason", "·") for asks, answer in one.because)
    else:
        yield Line(2, words.word("why_nothing"), "note")
    changes = [text for text in (*one.changes, one.others) if text]
    if changes:
        yield Line(2, f"{words.word('would_change')}:", "note")
        yield from (Line(3, text, "reason", "·") for text in changes)


def _rights_and_papers(shown: ShownResult, words: GuideWords) -> Iterator[Line]:
    yield Line(0, words.word("result_rights"), "heading")
    yield from (Line(1, f"{right}: {how}", "finding", "·") for _, right, how in shown.rights)
    if not shown.rights:
        yield Line(1, words.word("rights_none"), "note")
    yield Line(0, words.word("result_papers"), "heading")
    yield Line(1, words.word("papers_lead"), "note")
    for kind, facts in shown.papers:
        yield Line(1, kind, "finding", "·")
        yield from (Line(2, fact, "note") for fact in facts)


def _next(question: Shown | None, words: GuideWords) -> Iterator[Line]:
    """The question that would tell most, with its name and choices as a file of answers writes them."""
    if question is None:
        return
    yield Line(0, words.word("more_precise"), "heading")
    yield Line(1, question.asks, "question", "?")
    for text in (question.first, words.word("why_asked", why=question.why) if question.why else ""):
        if text:
            yield Line(2, text, "note")
    yield Line(2, f"{question.name}:", "note")
    if question.kind in ("one", "several"):
        yield from (Line(3, f"{in_a_file(option.value)} = {option.text}", "note", "·") for option in question.options)
