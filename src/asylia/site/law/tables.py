"""Tables of rights, guarantees and time limits."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from asylia.assessment.rights_tables import Table, column_in_full, table
from asylia.assessment.standing_text import SIGNS, cell_text
from asylia.assessment.words import Words
from asylia.languages.texts import Texts
from asylia.lawbook.model import Place
from asylia.lawbook.procedure import Limit, LimitVersion, Run
from asylia.lawbook.rights import GROUPS, Cell, Column, Matrix
from asylia.site.law.asked import day_asked, jurisdiction_asked, places_with_procedure, today_at, words_of
from asylia.site.law.outline import Section, sections
from asylia.site.law.show import address, law_page, place_page
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

# --- rights and guarantees -------------------------------------------------------------------------------------------


@read_only
def rights(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """Who has which right on a day, by law or by practice, and what treaties owe beside it."""
    return _matrix_page(request, reader_in(lang), jurisdiction_asked(code), "rights")


@read_only
def guarantees(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """The guarantees of the procedure on a day."""
    return _matrix_page(request, reader_in(lang), jurisdiction_asked(code), "guarantees")


def _matrix_page(request: HttpRequest, reader: Reader, where: Place, kind: str) -> HttpResponse:
    asked, tables = day_asked(request, today_at(where)), lawbook().data.tables
    words = words_of(where, asked.day, reader)
    matrix = (tables.guarantees if kind == "guarantees" else tables.rights).get(where.code)
    rows = tables.guarantee_rows if kind == "guarantees" else tables.rights_rows
    matrix = matrix or Matrix(where.code, {}, ())
    shown = table(matrix, rows, tuple(matrix.columns.values()), asked.day)
    context = {
        "columns": [reader.texts.titled(column.title) for column in shown.columns],
        "rows": [
            {"title": reader.texts.titled(row.title), "cells": [_short(cell, words) for cell in cells]}
            for row, cells in shown.rows
        ],
        "in_full": [_in_full(shown, at, words, treaties=kind == "rights") for at in range(len(shown.columns))],
        "row_head": reader.texts.word("right_title" if kind == "rights" else "guarantee_title"),
    }
    return place_page(request, reader, where, kind, asked, context)


def _in_full(shown: Table, at: int, words: Words, *, treaties: bool) -> Section:
    [section] = sections(column_in_full(shown, at, words, treaties=treaties))
    return section


def _short(cell: Cell | None, words: Words) -> dict[str, object]:
    """A cell as a sign with its word: colour is never the only sign."""
    value = cell.value if cell else ""
    return {
        "sign": SIGNS[value],
        "value": value,
        "text": words.texts.word("right_" + value) if value else words.texts.word("law_not_said"),
        "by_practice": bool(cell and cell.by_practice),
    }


@read_only
def rights_of_all(request: HttpRequest, lang: str, group: str = "refugee") -> HttpResponse:
    """The rights of one group of people at all places side by side."""
    if group not in GROUPS:
        raise Http404
    reader, tables = reader_in(lang), lawbook().data.tables
    places = [place for place in places_with_procedure() if place.code in tables.rights]
    asked = day_asked(request, today_at(places[0]))
    words = {place.code: words_of(place, asked.day, reader) for place in places}
    heads = [(place, column) for place in places for column in _columns(tables.rights[place.code], group)]
    rows = [
        (reader.texts.titled(row.title), _cells(name, heads, words, asked.day))
        for name, row in tables.rights_rows.items()
    ]
    heading = reader.texts.word("law_rights_of_all")
    context = {
        "heading": heading,
        "group": group,
        "groups": [
            {"id": name, "title": reader.texts.word(f"law_group_{name}"),
             "address": address(reader, "rights_of_group", group=name), "shown": name == group}
            for name in GROUPS
            if any(_columns(tables.rights[place.code], name) for place in places)
        ],
        "heads": [
            {"place": reader.texts.titled(place.title), "code": place.code.lower(),
             "column": reader.texts.titled(column.title)}
            for place, column in heads
        ],
        "without": [
            reader.texts.titled(place.title) for place in places if not _columns(tables.rights[place.code], group)
        ],
        "rows": [{"title": title, "cells": cells} for title, cells in rows if any(cell["value"] for cell in cells)],
        "asked": asked,
    }  # fmt: skip
    return law_page(request, reader, "law/rights_of_all.html", context, (heading, ""))


def _columns(matrix: Matrix, group: str) -> list[Column]:
    return [column for column in matrix.columns.values() if column.group == group]


def _cells(row: str, heads: list[tuple[Place, Column]], words: dict[str, Words], day: date) -> list[dict[str, object]]:
    found = []
    for place, column in heads:
        cell = lawbook().data.tables.rights[place.code].cell(row, column.id, day)
        said = words[place.code]
        found.append({**_short(cell, said), "says": cell_text(cell, said.texts, said) if cell and cell.says else ""})
    return found


# --- time limits -----------------------------------------------------------------------------------------------------


@read_only
def deadlines(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """Every time limit of a place, whoever has it: from what it runs and how long."""
    reader, where = reader_in(lang), jurisdiction_asked(code)
    asked = day_asked(request, today_at(where))
    words, timetable = words_of(where, asked.day, reader), lawbook().data.tables.timetables[where.code]
    rows = [
        _limit(limit, version, words)
        for limit in timetable.limits.values()
        for version in limit.versions
        if version.covers(asked.day)
    ]
    groups = [
        {"title": reader.texts.word(f"law_limits_of_{who}"), "rows": [row for row in rows if row["acts"] == who]}
        for who in ("person", "authority")
    ]
    context = {"groups": [group for group in groups if group["rows"]], "zone": timetable.calendar.zone}
    return place_page(request, reader, where, "deadlines", asked, context)


def _limit(limit: Limit, version: LimitVersion, words: Words) -> dict[str, object]:
    texts, provisions = words.texts, words.law.data.provisions
    supports = (*limit.support.basis, *version.support.basis)
    return {
        "id": limit.id,
        "acts": limit.acts,
        "title": texts.titled(limit.title),
        "act": _sentence(limit.act, texts),
        "runs": [_run(run, words) for run in version.runs],
        "without_limit": _sentence(version.without_limit, texts),
        "where": _sentence(limit.where, texts),
        "papers": [_sentence(paper, texts) for paper in limit.papers],
        "excused": texts.word("law_excused_" + limit.excused.replace(" ", "_")),
        "how_excused": _sentence(limit.how_excused, texts),
        "stops": texts.word("law_stops_" + limit.stops_removal.replace(" ", "_")),
        "how_it_stops": _sentence(limit.how_it_stops, texts),
        "if_missed": _sentence(limit.if_missed, texts),
        "cites": [words.citation(cite) for cite in dict.fromkeys(supports)],
        "remedies": [(name, texts.provision(provisions[name])) for name in limit.remedy if name in provisions],
        "unverified": words.law.is_unverified(limit.support, version.support),
        "notes": [_sentence(note, texts) for note in (limit.support.note, version.support.note) if note],
    }


def _sentence(text: str, texts: Texts) -> str:
    """A sentence of the law data in the reader's language; nothing where there is none."""
    return texts.said(text) if text else ""


def _run(run: Run, words: Words) -> str:
    """A period and the event that starts it, in words."""
    event = words.law.data.events.get(run.event)
    name = words.fact_name(event.fact) if event else run.event
    if not run.period:
        return words.texts.word("law_on_the_day", event=name)
    key = "law_period_before" if run.before else "law_period_from"
    return words.texts.word(key, period=said_period(run.period, words), event=name)


_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "H": "hours"}


def said_period(period: str, words: Words) -> str:
    """`P7D` as "7 days", `PT48H` as "48 hours"."""
    return words.texts.word(f"law_period_{_UNITS[period[-1]]}", n=period.lstrip("PT")[:-1])
