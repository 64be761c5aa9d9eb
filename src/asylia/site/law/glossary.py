"""Words: the glossary in five languages, and the facts that the law asks about."""

from __future__ import annotations

import csv
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from asylia.folders import data_folder
from asylia.lawbook.model import Fact, Provision
from asylia.logic.expression import names_in
from asylia.site.law.asked import words_through_time
from asylia.site.law.show import address, law_page
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

GLOSSARY_COLUMNS = {"en": "term_en", "ja": "ja", "ko": "ko", "zh-Hans": "zh_hans", "zh-Hant": "zh_hant"}
"""The column of each language in `languages/glossary.csv`."""


@lru_cache(maxsize=1)
def terms() -> tuple[dict[str, str], ...]:
    """The rows of the glossary."""
    with (data_folder("languages") / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@lru_cache(maxsize=1)
def rules_by_fact() -> dict[str, tuple[Provision, ...]]:
    """For each fact, the provisions whose text asks about it."""
    found: dict[str, dict[str, Provision]] = {}
    for provision in lawbook().data.provisions.values():
        for version in provision.versions:
            for name in names_in(version.holds):
                found.setdefault(name, {})[provision.id] = provision
    return {name: tuple(provisions.values()) for name, provisions in found.items()}


@read_only
def glossary(request: HttpRequest, lang: str) -> HttpResponse:
    """The terms of the law side by side in five languages."""
    reader = reader_in(lang)
    columns = [(reader_in(code), column) for code, column in GLOSSARY_COLUMNS.items()]
    rows = [
        {
            "id": f"t{number}",
            "cells": [(one.tag, row[column]) for one, column in columns],
            "note": row.get("note") or "",
        }
        for number, row in enumerate(terms(), start=1)
    ]
    heading = reader.texts.word("law_words")
    context = {"rows": rows, "heads": [one for one, _ in columns], "heading": heading}
    return law_page(request, reader, "law/words.html", context, (heading, ""))


@read_only
def fact(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One fact: what it asks, what the law means by it, where the law uses it."""
    reader, found = reader_in(lang), lawbook().data.facts.get(name)
    if found is None:
        raise Http404
    words, texts = words_through_time("INT", reader), reader.texts
    title = texts.fact(name, "name")
    context = {
        "fact": found,
        "heading": title,
        "asks": texts.fact(name, "asks"),
        "why": texts.fact(name, "why"),
        "terms": _official(found, reader),
        "cites": [words.citation(cite) for cite in found.basis],
        "rules": [
            (provision, texts.provision(provision), texts.titled(lawbook().data.places[provision.place].title))
            for provision in rules_by_fact().get(name, ())
        ],
    }
    crumb = (texts.word("law_words"), address(reader, "words"))
    return law_page(request, reader, "law/fact.html", context, crumb, (title, ""))


def _official(found: Fact, reader: Reader) -> list[tuple[str, str]]:
    """The official term at each place, to show at an office."""
    places = lawbook().data.places
    return [
        (reader.texts.titled(places[code].title), term) for code, term in found.official_terms.items() if code in places
    ]
