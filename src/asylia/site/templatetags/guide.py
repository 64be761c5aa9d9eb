"""Words of the guide in templates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import cast

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from asylia.briefs.guide.asked_in_words import Shown, long_date, own_line, own_month
from asylia.briefs.guide.days import NoSuchDay
from asylia.logic.values import Bounds
from asylia.site.guide.desk import GuideReader, plan, reader_of
from asylia.site.templatetags.site import in_its_languages, said

register = template.Library()


@register.simple_tag(takes_context=True)
def guide(context: Context, key: str, **values: object) -> SafeString:
    """A word of the guide: `{% guide "more_about" n=about %}`. What is not translated has `lang="en"`."""
    reader = _reader(context)
    return said(context, reader.words.word(key, **values)) if values else _word(key, reader.code)


@lru_cache(maxsize=4096)
def _word(key: str, language: str) -> SafeString:
    """Kept in memory: words that are the same for every reader of a language."""
    reader = reader_of(language)
    return in_its_languages(reader.words.word(key), reader, conditional_escape)


@register.simple_tag(takes_context=True)
def guide_plain(context: Context, key: str, **values: object) -> str:
    """The same where no markup may stand: in a title or an attribute."""
    return _reader(context).words.word(key, **values)


@register.simple_tag(takes_context=True)
def day_check(context: Context, reply: object, question: Shown) -> SafeString:
    """What is said back of a day for a check: the weekday, or that only the month is known."""
    words = _reader(context).words
    if isinstance(reply, Bounds):
        first = reply.earliest
        if first is None or isinstance(first, int):
            raise NoSuchDay
        month, year = own_month(question) or words.word(f"month_{first.month}"), question.date.year
        return said(context, words.word("check_month", month=month, year=year))
    assert isinstance(reply, date)
    weekday = words.word(f"weekday_{reply.isoweekday()}")
    return said(context, words.word("check_weekday", weekday=weekday, date=long_date(reply, words)))


@register.simple_tag(takes_context=True)
def day_check_other(context: Context, reply: object, question: Shown) -> str:
    """The same day in the other calendar: the reader's own, or the western days of a month given in their own."""
    words = _reader(context).words
    if isinstance(reply, Bounds):
        first, last = reply.earliest, reply.latest
        if not own_month(question) or not isinstance(first, date) or not isinstance(last, date):
            return ""
        return f"{long_date(first, words)} – {long_date(last, words)}"
    assert isinstance(reply, date)
    return own_line(reply, words, plan().calendars.values())


@register.simple_tag
def picture(svg: str) -> SafeString:
    """A picture that segno drew of an address of our own: no text of any reader is in it."""
    return mark_safe(svg)  # noqa: S308  # made by us of our own address


def _reader(context: Context) -> GuideReader:
    return cast(GuideReader, context["reader"])


@register.simple_tag(takes_context=True)
def guide_of(context: Context, before: str, name: str) -> SafeString:
    """A word of the guide whose key ends in a name: `{% guide_of "now_" one.id %}`."""
    return guide(context, f"{before}{name}")
