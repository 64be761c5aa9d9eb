"""What a person sent on a question page, read into a reply."""

from __future__ import annotations

from django.http import QueryDict

from asylia.assessment.answers import read_answer
from asylia.briefs.guide.days import NoSuchDay, read_day
from asylia.briefs.guide.marks import MOST, NO, NONE, NOT_KNOWN, NOT_SURE, NOT_YET, SILENT, YES
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.errors import InputError


class NothingChosen(ValueError):
    """The form came without an answer that can be read; the message is the key of the words that say so."""


def reply_in(form: QueryDict, question: str, guide: Guide, talk: Talk) -> Reply:
    """The reply to a question. Raises NothingChosen."""
    values = form.getlist("a")
    if question == PLACE:
        return _place(values, guide)
    if question in guide.plan.sets:
        return _chosen(values, question, guide, talk)
    fact = guide.lawbook.data.facts[question]
    if fact.type == "date":
        return _day(form, values, guide)
    return _fact(values, question, guide)


def _place(values: list[str], guide: Guide) -> Reply:
    value = values[0] if values else ""
    if value in guide.plan.office_language:
        return value
    if value == NONE:
        return Chosen(frozenset())
    return _silence(values)


def _chosen(values: list[str], question: str, guide: Guide, talk: Talk) -> Reply:
    one = guide.plan.sets[question]
    offered = {choice.id for choice in guide.offered(one, guide.law(talk.place))}
    chosen = frozenset(values) & offered
    if not one.several:
        return Chosen(frozenset(values[:1])) if values[:1] and values[0] in offered else _silence(values)
    if chosen:
        return Chosen(chosen, bool({NOT_SURE, NOT_KNOWN} & set(values)))
    if NONE in values:
        return Chosen(frozenset())
    if NOT_SURE in values:
        return SILENT[NOT_KNOWN]
    return _silence(values)


def _fact(values: list[str], question: str, guide: Guide) -> Reply:
    fact = guide.lawbook.data.facts[question]
    value = next((value for value in values if value), "")
    if value in SILENT and value != NOT_YET:
        return SILENT[value]
    if fact.type == "yes/no" and value in (YES, NO):
        return value == YES
    if fact.type == "choice" and value in fact.choices:
        return value
    if fact.type == "count" and value.isdecimal() and len(value) <= len(str(MOST)):
        try:
            return read_answer(int(value), fact, guide.lawbook.data)
        except InputError:
            raise NothingChosen("error_choose") from None
    raise NothingChosen("error_choose")


def _day(form: QueryDict, values: list[str], guide: Guide) -> Reply:
    day, month, year = (form.get(name, "").strip() for name in ("day", "month", "year"))
    if not (day or year):
        return _silence(values)
    try:
        return read_day(day, month, year, form.get("era", ""), guide.plan.eras, guide.plan.calendars)
    except NoSuchDay:
        raise NothingChosen("error_day") from None


def _silence(values: list[str]) -> Reply:
    for value in values:
        if value in SILENT:
            return SILENT[value]
    raise NothingChosen("error_choose")
