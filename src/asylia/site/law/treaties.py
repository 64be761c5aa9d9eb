"""Treaties: where they bind, and what they owe beside domestic law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from asylia.assessment.rights_tables import duties_in_force, duty_text
from asylia.assessment.standing_text import cell_text
from asylia.lawbook.model import TreatyAtPlace
from asylia.lawbook.rights import Matrix
from asylia.site.law.asked import (
    day_asked,
    jurisdiction_asked,
    places_with_procedure,
    today_at,
    words_of,
    words_through_time,
)
from asylia.site.law.show import law_page, place_page
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in


@read_only
def treaties(request: HttpRequest, lang: str) -> HttpResponse:
    """Which treaty binds which place from when, with reservations."""
    reader, data = reader_in(lang), lawbook().data
    places = places_with_procedure()
    words = words_through_time(places[0].code, reader)
    rows = [
        {
            "title": words.citation(treaty.id),
            "id": treaty.id,
            "cells": [_cell(treaty.places.get(place.code), reader) for place in places],
        }
        for treaty in data.treaties.values()
    ]
    names = [reader.texts.titled(place.title) for place in places]
    heading = reader.texts.word("law_treaties")
    return law_page(
        request, reader, "law/treaties.html", {"rows": rows, "places": names, "heading": heading}, (heading, "")
    )


def _cell(at: TreatyAtPlace | None, reader: Reader) -> dict[str, object]:
    say = reader.texts.word
    if at is None:
        return {"text": say("right_unknown"), "sign": "?"}
    if not at.bound:
        return {"text": say("law_treaty_not_bound"), "sign": "✗", "notes": at.notes}
    if at.earliest != at.latest and at.latest is not None:
        text = say("law_treaty_between", start=at.earliest, end=at.latest)
    else:
        text = say("since", date=at.earliest)
    return {"text": text, "sign": "✓", "until": at.until, "reservations": at.reservations, "notes": at.notes}


@read_only
def duties(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """What treaties in force owe, with what domestic law gives to each group beside it."""
    reader, where = reader_in(lang), jurisdiction_asked(code)
    asked = day_asked(request, today_at(where))
    words, tables = words_of(where, asked.day, reader), lawbook().data.tables
    matrix = tables.rights.get(where.code) or Matrix(where.code, {}, ())
    rows = []
    for duty in duties_in_force(words.law):
        found = [(column, matrix.cell(duty.right, column.id, asked.day)) for column in matrix.columns.values()]
        rows.append(
            {
                "duty": duty_text(duty, words),
                "says": duty.says,
                "right": reader.texts.titled(tables.rights_rows[duty.right].title) if duty.right else "",
                "cells": [
                    {"column": reader.texts.titled(column.title), "text": cell_text(cell, reader.texts, words)}
                    for column, cell in found
                    if cell is not None
                ],
            }
        )
    return place_page(request, reader, where, "duties", asked, {"rows": rows})
