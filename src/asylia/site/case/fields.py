"""The fields of all facts by theme, as HTML. Words are made once per language; answers are put in between and kept not.

Some five hundred fields are written by hand-joined text: a template would take longer than the assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from asylia.assessment.words import Words
from asylia.languages.texts import Texts
from asylia.lawbook.model import Fact
from asylia.site.case.filled import PREFIX, Filled
from asylia.site.law.asked import words_through_time
from asylia.site.law_data import lawbook
from asylia.site.reader import Reader, reader_in
from asylia.site.templatetags.site import in_its_languages

THEMES = ("place", "stay", "procedure", "claim", "dates", "custody", "removal", "person", "family", "nationality",
          "korea_north", "fear", "persecutor", "harm", "ground", "profile", "findings", "exclusion", "protection",
          "humanitarian", "routes", "ending", "guarantees", "complaint")  # fmt: skip
"""In the order in which a caseworker asks: where and how the person is here, then why, then what was decided."""
_YES_NO = ("yes", "no", "k", "r", "c", "h")
_WORDS = {
    "yes": "answer_yes",
    "no": "answer_no",
    "k": "case_not_known",
    "r": "case_rather_not_say",
    "c": "reason_contested",
    "h": "case_not_yet",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: the HTML around its field, and what may be chosen in it."""

    fact: str
    type: str
    label: SafeString
    about: SafeString
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The facts of one theme, as they stand on the page."""

    id: str
    title: str
    rows: SafeString
    answered: int
    count: int
    open: bool


def themes(filled: Filled, wrong: Mapping[str, str], reader: Reader) -> list[Theme]:
    """All facts that can be asked, with what was typed. `wrong` says by field what is wrong."""
    found = []
    for name, rows in _rows(reader.code).items():
        answered = sum(row.fact in filled.typed for row in rows)
        faulty = any(PREFIX + row.fact in wrong for row in rows)
        html = SafeString("".join(_row(row, filled.typed.get(row.fact, ""), wrong, reader) for row in rows))
        title = reader.texts.word("case_theme_" + name)
        found.append(Theme(name, title, html, answered, len(rows), bool(answered) or faulty))
    return found


def wrong_note(field: str, says: str, reader: Reader) -> SafeString:
    """The sentence at a field that says what is wrong with it."""
    return format_html('<p class="wrong" id="w-{}">{}</p>', field, in_its_languages(says, reader, conditional_escape))


def _row(row: Row, typed: str, wrong: Mapping[str, str], reader: Reader) -> str:
    field = PREFIX + row.fact
    note = wrong_note(field, wrong[field], reader) if field in wrong else ""
    return f'<div class="fact">{row.label}{_control(row, field, typed, bool(note))}{row.about}{note}</div>\n'


def _control(row: Row, field: str, typed: str, faulty: bool) -> str:
    if not row.choices:
        described = " ".join(filter(None, (f"how-{row.type}", f"w-{field}" if faulty else "")))
        value = f' value="{conditional_escape(typed)}"' if typed else ""
        invalid = ' aria-invalid="true"' if faulty else ""
        return f'<input id="{field}" name="{field}"{value} list="why" aria-describedby="{described}"{invalid}>'
    invalid = f' aria-invalid="true" aria-describedby="w-{field}"' if faulty else ""
    return f'<select id="{field}" name="{field}"{invalid}>{_options(row.choices, typed)}</select>'


@lru_cache(maxsize=64)
def _plain_options(choices: tuple[tuple[str, str], ...]) -> str:
    """The choices with none chosen; what was chosen by somebody is never kept."""
    return "".join(format_html('<option value="{}">{}</option>', value, text) for value, text in choices)


def _options(choices: tuple[tuple[str, str], ...], typed: str) -> str:
    plain = _plain_options(choices)
    if not typed:
        return plain
    if typed not in (value for value, _ in choices):
        return plain + format_html('<option value="{}" selected>{}</option>', typed, typed)
    opening = f'<option value="{conditional_escape(typed)}"'
    return plain.replace(opening, opening + " selected", 1)


@lru_cache(maxsize=8)
def _rows(language: str) -> dict[str, tuple[Row, ...]]:
    reader = reader_in(language)
    words = words_through_time("INT", reader)
    by_theme: dict[str, list[Row]] = {theme: [] for theme in THEMES}
    for fact in lawbook().data.facts.values():
        if fact.asked:
            by_theme.setdefault(fact.theme, []).append(_static(fact, words, reader))
    return {theme: tuple(rows) for theme, rows in by_theme.items() if rows}


def _static(fact: Fact, words: Words, reader: Reader) -> Row:
    texts, field = reader.texts, PREFIX + fact.id

    def said(text: str) -> SafeString:
        return in_its_languages(text, reader, conditional_escape)

    label = format_html('<label for="{}">{}</label>', field, said(texts.fact(fact.id, "name")))
    terms = [
        format_html("<p>{} ({})</p>", said(texts.word("official_term", term=term)), places)
        for term, places in _terms(fact, texts).items()
    ]
    about = format_html(
        '<details><summary>{}</summary><p>{}</p>{}<p>{} <a href="{}">{}</a></p></details>',
        texts.word("case_question"),
        said(texts.fact(fact.id, "asks")),
        SafeString("".join(terms)),
        said(texts.word("case_known_by_" + fact.known_by)),
        reverse("law:fact", args=[reader.code, fact.id]),
        texts.word("case_more_about"),
    )
    return Row(fact.id, fact.type, label, about, choices_of(fact, words))


def _terms(fact: Fact, texts: Texts) -> dict[str, str]:
    """Each official term with the places that use it."""
    places = lawbook().data.places
    named: dict[str, list[str]] = {}
    for code, term in fact.official_terms.items():
        named.setdefault(term, []).append(texts.titled(places[code].title))
    return {term: texts.word("list_separator").join(titles) for term, titles in named.items()}


def choices_of(fact: Fact, words: Words) -> tuple[tuple[str, str], ...]:
    """What may be chosen for a fact, nothing first; empty where it is typed."""
    reasons = tuple((code, words.texts.word(_WORDS[code])) for code in _YES_NO)
    if fact.type == "yes/no":
        return (("", "–"), *reasons)
    if fact.type == "choice":
        return (("", "–"), *_named(fact, words), *reasons[2:])
    return ()


def _named(fact: Fact, words: Words) -> list[tuple[str, str]]:
    named = [(value, words.choice(fact.id, value).replace("_", " ")) for value in fact.choices]
    return sorted(named, key=lambda choice: choice[1]) if len(named) > len(THEMES) else named


def reasons_typed(reader: Reader) -> list[tuple[str, str]]:
    """What may be typed into a field of a date or count instead of a value, with what it means."""
    keys = ("person does not know", "rather not say", "contested", "not yet happened")
    return [(key, reader.texts.word("reason_" + key.replace(" ", "_"))) for key in keys]
