"""A question and its answers in the words of one language, as pages and the terminal show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import combining, normalize

from asylia.briefs.guide.calendars import Calendar, asked_in, line_in
from asylia.briefs.guide.days import month_value
from asylia.briefs.guide.marks import NO, NONE, NOT_KNOWN, NOT_SAID, NOT_SURE, NOT_YET, YES
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.languages.guide import GuideWords
from asylia.lawbook.model import Country, Fact
from asylia.logic.values import Bounds, WhyUnknown

HARD = 2
"""From this sensitivity on a question says first that it may be hard (W2)."""
_SILENT = {WhyUnknown.PERSON_DOES_NOT_KNOW: NOT_KNOWN, WhyUnknown.RATHER_NOT_SAY: NOT_SAID}
_SILENT_ANSWERS = {**_SILENT, WhyUnknown.NOT_YET_HAPPENED: NOT_YET}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DateFields:
    """What stands in the fields of a day."""

    day: str = ""
    month: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as a page shows it."""

    name: str
    kind: str
    """one, several, country, count or date."""
    asks: str
    why: str
    first: str
    """What is said before it, because it may be hard; else empty."""
    official: str
    official_language: str
    options: tuple[Option, ...]
    silent: tuple[Option, ...]
    months: tuple[tuple[str, str], ...]
    own_months: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Calendars of the reader in which a day can be given: name and months."""
    eras: tuple[tuple[str, str], ...]
    date: DateFields
    count: str


def question_asks(words: GuideWords, guide: Guide, question: str) -> str:
    """What a question asks, without its answers: far less work where many are named."""
    if question == PLACE or question in guide.plan.sets:
        return words.word(f"{question}_asks")
    return _fact_asks(words, question)


def _fact_asks(words: GuideWords, fact: str) -> str:
    return words.texts.fact(fact, "plain") or words.texts.fact(fact, "asks")


def question_shown(words: GuideWords, guide: Guide, talk: Talk, question: str) -> Shown:
    """A question with the answer that was given, if there is one."""
    reply = talk.replies.get(question)
    if question == PLACE or question in guide.plan.sets:
        several = question in guide.plan.sets and guide.plan.sets[question].several
        hard = question in guide.plan.sets and _is_hard(question, guide)
        return _shown(
            question,
            "several" if several else "one",
            question_asks(words, guide, question),
            words.word(f"{question}_why"),
            words.word("may_be_hard") if hard else "",
            options=_options_of_set(words, guide, talk, question, reply),
            silent=_silent(words, reply, several=several),
        )
    return _of_fact(words, guide.lawbook.data.facts[question], guide, talk, reply)


def _shown(name: str, kind: str, asks: str, why: str, first: str, **more: object) -> Shown:
    rest: dict[str, object] = {
        "official": "", "official_language": "", "options": (), "silent": (), "months": (), "own_months": (),
        "eras": (), "date": DateFields(), "count": "",
    }  # fmt: skip
    return Shown(name, kind, asks, why, first, **{**rest, **more})  # type: ignore[arg-type]  # the fields of Shown


def _is_hard(question: str, guide: Guide) -> bool:
    facts = guide.lawbook.data.facts
    return any(facts[fact].sensitivity > HARD for c in guide.plan.sets[question].choices for fact in c.facts)


def _options_of_set(
    words: GuideWords, guide: Guide, talk: Talk, question: str, reply: Reply | None
) -> tuple[Option, ...]:
    if question == PLACE:
        named = [(code, words.word(f"place_{code}")) for code in guide.plan.office_language]
        named.append((NONE, words.word("place_none")))
        return tuple(Option(value, text, reply == value) for value, text in named)
    offered = guide.offered(guide.plan.sets[question], guide.law(talk.place))
    chosen = reply.ids if isinstance(reply, Chosen) else frozenset()
    return tuple(Option(one.id, words.word(f"{question}_{one.id}"), one.id in chosen) for one in offered)


def _silent(
    words: GuideWords, reply: Reply | None, *, several: bool = False, is_day: bool = False
) -> tuple[Option, ...]:
    found = []
    if several:
        is_none = isinstance(reply, Chosen) and not reply.ids
        found.append(Option(NONE, words.word("none_of_these"), is_none))
        found.append(Option(NOT_SURE, words.word("not_sure"), isinstance(reply, Chosen) and reply.not_sure))
    if is_day:
        found.append(Option(NOT_YET, words.word("not_yet"), reply is WhyUnknown.NOT_YET_HAPPENED))
    found.append(Option(NOT_KNOWN, words.word("not_known"), reply is WhyUnknown.PERSON_DOES_NOT_KNOW))
    found.append(Option(NOT_SAID, words.word("not_said"), reply is WhyUnknown.RATHER_NOT_SAY))
    return tuple(found)


def _of_fact(words: GuideWords, fact: Fact, guide: Guide, talk: Talk, reply: Reply | None) -> Shown:
    texts = words.texts
    first = texts.fact(fact.id, "warns") or (words.word("may_be_hard") if fact.sensitivity > HARD else "")
    kind, options = "one", tuple[Option, ...]()
    if fact.type == "yes/no":
        options = (Option(YES, words.word("yes"), reply is True), Option(NO, words.word("no"), reply is False))
    elif fact.type == "choice":
        kind, options = "country", countries(words, guide.lawbook.data.countries, reply)
    else:
        kind = fact.type
    return _shown(
        fact.id,
        kind,
        _fact_asks(words, fact.id),
        texts.fact(fact.id, "why"),
        first,
        official=fact.official_terms.get(talk.place, ""),
        official_language=guide.plan.office_language.get(talk.place, ""),
        options=options,
        silent=_silent(words, reply, is_day=fact.type == "date"),
        months=tuple((str(month), words.word(f"month_{month}")) for month in range(1, 13)) if kind == "date" else (),
        own_months=tuple(_own_months(words, guide)) if kind == "date" else (),
        eras=tuple((era.id, era.name) for era in guide.plan.eras.values()) if kind == "date" else (),
        date=_date_fields(reply, words, guide),
        count=str(reply) if isinstance(reply, int) and not isinstance(reply, bool) else "",
    )


def _own_months(words: GuideWords, guide: Guide) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for one in asked_in(guide.plan.calendars.values(), words.language):
        yield one.name, tuple((month_value(one.id, number), name) for number, name in enumerate(one.months, 1))


def _date_fields(reply: Reply | None, words: GuideWords, guide: Guide) -> DateFields:
    if isinstance(reply, date):
        return DateFields(str(reply.day), str(reply.month), str(reply.year))
    if isinstance(reply, Bounds) and isinstance(reply.earliest, date):
        for calendar in asked_in(guide.plan.calendars.values(), words.language):
            if found := calendar.month_of(reply):
                return DateFields("", month_value(calendar.id, found[1]), str(found[0]))
        return DateFields("", str(reply.earliest.month), str(reply.earliest.year))
    return DateFields()


Countries = Mapping[str, Country]
_NAMED: dict[tuple[str, int], tuple[Countries, tuple[tuple[str, str], ...]]] = {}
"""By language and the identity of the countries, which are kept beside: names with codes, sorted once."""


def countries(words: GuideWords, known: Countries, reply: Reply | None) -> tuple[Option, ...]:
    """All countries by their name in a language, sorted by it."""
    key = (words.language, id(known))
    if key not in _NAMED:
        named = ((country_name(one, words.language), code) for code, one in known.items())
        _NAMED[key] = (known, tuple(sorted(named, key=lambda one: letters_of(one[0]))))
    return tuple(Option(code, name, reply == code) for name, code in _NAMED[key][1])


def letters_of(name: str) -> tuple[str, str]:
    """What a name is sorted by: its letters without marks first, so that Ç stands with C and not behind Z."""
    bare = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return bare.casefold(), name


def country_name(country: Country, language: str) -> str:
    """The name of a country: of the law data where it has the language, else that of Unicode's list."""
    if language in country.names:
        return country.names[language]
    from babel import Locale  # noqa: PLC0415  # only languages beyond those of the law data need it

    territories = Locale.parse(language.replace("-", "_")).territories
    return str(territories.get(country.alpha2, country.names["en"]))


# --- answers in words ------------------------------------------------------------------------------------------------


def answers_shown(words: GuideWords, guide: Guide, talk: Talk) -> list[tuple[int, str, str]]:
    """Every answer: its number, the question, the answer in words."""
    return [
        (number, question_asks(words, guide, name), answer_in_words(words, guide, talk, name))
        for number, name in enumerate(talk.replies)
    ]


def answer_in_words(words: GuideWords, guide: Guide, talk: Talk, question: str) -> str:
    """What was answered, as it stood on the page."""
    reply = talk.replies[question]
    shown = question_shown(words, guide, talk, question)
    if isinstance(reply, date):
        return long_date(reply, words)
    if isinstance(reply, Bounds):
        return days_in_words(reply, shown, words)
    if shown.count:
        return shown.count
    if question == PLACE and isinstance(reply, Chosen):
        return words.word("place_none")
    return _joined([option.text for option in (*shown.options, *shown.silent) if option.chosen], words)


def _joined(texts: Sequence[str], words: GuideWords) -> str:
    return words.word("list_separator").join(texts)


def days_in_words(days: Bounds, shown: Shown, words: GuideWords) -> str:
    """The days of a month whose day is not known, by the name of the month: that of the calendar it was given in."""
    if own := own_month(shown):
        return f"{own} {shown.date.year}"
    first, last = days.earliest, days.latest
    assert isinstance(first, date)
    assert isinstance(last, date)
    if (first.year, first.month) == (last.year, last.month):
        return month_and_year(first, words)
    return f"{long_date(first, words)} – {long_date(last, words)}"  # given in a calendar that this reader has not


def own_month(shown: Shown) -> str:
    """The name of the month that stands in the field, where it is one of the reader's own calendar; else empty."""
    months = (month for _, months in shown.own_months for month in months)
    return next((name for value, name in months if value == shown.date.month), "")


def own_line(day: date, words: GuideWords, calendars: Iterable[Calendar]) -> str:
    """The second line under a day: as the reader's own calendar writes it; empty where it is that of the letters."""
    return line_in(calendars, words.language, day)


def month_and_year(day: date, words: GuideWords) -> str:
    """A month by its name alone and the year, in the order and the case of the language."""
    from babel.dates import format_skeleton  # noqa: PLC0415  # only an answer without a day needs it

    return str(format_skeleton("yMMMM", day, locale=words.tag.replace("-", "_")))


def long_date(day: date, words: GuideWords) -> str:
    """A day with month in words and weekday."""
    return words.word(
        "date_long",
        weekday=words.word(f"weekday_{day.isoweekday()}"),
        day=day.day,
        month=words.word(f"month_{day.month}"),
        year=day.year,
    )
