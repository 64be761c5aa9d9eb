"""A file of answers to fill in: every question of the guide at a place as comments, none of them answered."""

from __future__ import annotations

from collections.abc import Iterator

from asylia.briefs.guide.asked_in_words import Shown, long_date, month_and_year, question_shown
from asylia.briefs.guide.marks import NO, NONE, NOT_KNOWN, NOT_SAID, NOT_SURE, NOT_YET, YES, in_a_file
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.plan import QuestionSet
from asylia.briefs.guide.talk import PLACE, Talk
from asylia.languages.guide import GuideWords

_FEW = 3
"""How many countries stand there as examples."""
_WIDTH = 16


def answers_to_fill_in(words: GuideWords, guide: Guide, place: str) -> str:
    """A file that is valid as it is, and says no more than the place. What is not uncommented is not asked."""
    talk = guide.answered(Talk(), PLACE, place)
    asked = [question_shown(words, guide, talk, name) for name in questions_at(guide, place)]
    sets = [one for one in asked if one.name in guide.plan.sets]
    singles = [one for one in asked if one.name not in guide.plan.sets]
    lines = [f"# {words.word('title')}", f"# {words.word('answers_how', sign='#')}"]
    lines += ["#", *_signs(words, guide), "", f"# {words.word('place_asks')}"]
    lines += [f"#   {_padded(code)} {words.word(f'place_{code}')}" for code in guide.plan.office_language]
    lines.append(f"{PLACE}: {place}")
    for one in sets:
        lines += _question(one, words)
    lines += ["", f"# --- {words.word('more_precise')}"]
    for one in singles:
        lines += _question(one, words)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def questions_at(guide: Guide, place: str) -> tuple[str, ...]:
    """The questions that the guide may ask at a place, by phase: those of several facts, then days, then the rest.

    A fact that any answer to such a question settles is asked by that question alone.
    """
    law, plan = guide.law(place), guide.plan
    sets = [name for name, one in plan.sets.items() if guide.offered(one, law)]
    settled = {fact for name in sets for fact in _settled(plan.sets[name], guide, place)}
    facts = guide.lawbook.data.facts
    singles = [
        name
        for name, fact in facts.items()
        if name not in settled and guide.is_for_the_guide(fact) and guide.counts_at(fact, place)
    ]
    first = [name for name in plan.dates if name in singles]
    rest = sorted((name for name in singles if name not in first), key=guide.phase_of)
    return (*sets, *first, *rest)


def _settled(question: QuestionSet, guide: Guide, place: str) -> frozenset[str]:
    """The facts that any answer settles: where one is chosen, those of every choice; else all, for the rest is a no."""
    facts = [frozenset(choice.facts_at(place)) for choice in guide.offered(question, guide.law(place))]
    return frozenset[str]().union(*facts) if question.several else frozenset[str].intersection(*facts)


def _signs(words: GuideWords, guide: Guide) -> Iterator[str]:
    """What may stand behind every name."""
    said = {
        "true": words.word("yes"),
        "false": words.word("no"),
        f'"{NOT_KNOWN}"': words.word("not_known"),
        f'"{NOT_SAID}"': words.word("not_said"),
        str(guide.day): long_date(guide.day, words),
        f"{guide.day:%Y-%m}": month_and_year(guide.day, words),
        f'"{NOT_YET}"': words.word("not_yet"),
        "[..., ...]": words.word("choose_some"),
        f'[..., "{NOT_SURE}"]': words.word("not_sure"),
        in_a_file(NONE): words.word("none_of_these"),
    }
    yield from (f"#   {_padded(sign)} {text}" for sign, text in said.items())


def _question(one: Shown, words: GuideWords) -> Iterator[str]:
    yield ""
    yield f"# {one.asks}"
    if one.first:
        yield f"# {one.first}"
    if one.why:
        yield f"# {words.word('why_asked', why=one.why)}"
    yield from (f"#   {_padded(value)} {text}" for value, text in _choices(one))
    yield f"#{one.name}:"


def _choices(one: Shown) -> list[tuple[str, str]]:
    """What can be chosen, with its words; yes and no, days and numbers are explained once at the top."""
    choices = [(option.value, option.text) for option in one.options]
    if one.kind == "country":
        return [*choices[:_FEW], ("...", "")]
    return [] if [value for value, _ in choices] == [YES, NO] else choices


def _padded(sign: str) -> str:
    return sign.ljust(_WIDTH)
