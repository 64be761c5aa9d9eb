"""Operations on the law: public, and asked for by address."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from ninja.errors import HttpError

from asylia.assessment.events import limits_in_force
from asylia.assessment.history_text import changes_json
from asylia.assessment.in_force import in_force_json
from asylia.assessment.prose import prose_json
from asylia.assessment.rights_tables import table, table_json
from asylia.assessment.words import Words
from asylia.errors import InputError
from asylia.lawbook.history import difference, history_of
from asylia.lawbook.law import Law
from asylia.lawbook.rights import Matrix
from asylia.site.api import told
from asylia.site.api.asked import Day, Id, Language, Place, place_of, texts_of
from asylia.site.clock import today
from asylia.site.law_data import lawbook

router = Router(tags=["law"])
LAST_DAY = date(9000, 1, 1)


@router.get("", response={200: told.InForce, **told.WRONG}, summary="The law on a day")
def law_on(
    request: HttpRequest, jurisdiction: Place, on: Annotated[Day | None, Query()] = None, language: Language = "en"
) -> HttpResponse:
    """The provisions in force at a place on a day, each with its nature."""
    book, day = lawbook(), on or today()
    law = book.at(day, place_of(jurisdiction))
    return told.json(
        {
            "on": day.isoformat(),
            "law_version": book.data.version,
            "provisions": in_force_json(law, Words(law, texts_of(language))),
        }
    )


@router.get("/provisions/{provision}", response={200: told.Told, **told.WRONG}, summary="One provision")
def one_provision(request: HttpRequest, provision: Annotated[Id, Path()], language: Language = "en") -> HttpResponse:
    """One provision with all its versions, their conditions as sentences, citations and sources."""
    book = lawbook()
    found = book.data.provisions.get(provision)
    if found is None:
        raise HttpError(404, f"there is no provision {provision!r}")
    return told.json(prose_json(found, Words(Law(book.data, found.place, date.max, {}), texts_of(language))))


@router.get("/changes", response={200: told.Changes, **told.WRONG}, summary="Changes of the law")
def changes(
    request: HttpRequest,
    jurisdiction: Place,
    earlier: Annotated[Day | None, Query(description="With `later`: only what one day has beside the other.")] = None,
    later: Annotated[Day | None, Query()] = None,
    language: Language = "en",
) -> HttpResponse:
    """All dated changes of the law of a place; or what the law of one day has or words otherwise than on another."""
    book, place = lawbook(), place_of(jurisdiction)
    if (earlier is None) != (later is None):
        raise InputError("one day is missing", mend="give both earlier and later, or neither")
    if earlier is not None and later is not None and later < earlier:
        raise InputError(f"{later} lies before {earlier}", mend="give the earlier day first")
    found = (
        history_of(book.data, place)
        if earlier is None or later is None
        else difference(book.data, place, earlier, later)
    )
    return told.json({"changes": changes_json(found, Words(book.at(LAST_DAY, place), texts_of(language)))})


@router.get("/limits", response={200: told.Limits, **told.WRONG}, summary="All time limits of a place")
def limits(
    request: HttpRequest, jurisdiction: Place, on: Annotated[Day | None, Query()] = None, language: Language = "en"
) -> HttpResponse:
    """Every limit of a place on a day, whoever has it, with the events that start it."""
    return told.json({"limits": limits_in_force(lawbook(), place_of(jurisdiction), texts_of(language), on or today())})


@router.get("/rights", response={200: told.Tables, **told.WRONG}, summary="Rights of a place")
def rights(
    request: HttpRequest, jurisdiction: Place, on: Annotated[Day | None, Query()] = None, language: Language = "en"
) -> HttpResponse:
    """Who has which right on a day, by law or by practice, with what treaties owe beside it."""
    return _tables("rights", jurisdiction, on, language)


@router.get("/guarantees", response={200: told.Tables, **told.WRONG}, summary="Guarantees of a place")
def guarantees(
    request: HttpRequest, jurisdiction: Place, on: Annotated[Day | None, Query()] = None, language: Language = "en"
) -> HttpResponse:
    """Which guarantees of procedure hold on a day."""
    return _tables("guarantees", jurisdiction, on, language)


def _tables(kind: str, jurisdiction: str, on: date | None, language: str) -> HttpResponse:
    book, place, day = lawbook(), place_of(jurisdiction), on or today()
    tables, law = book.data.tables, book.at(day, place)
    by_place, rows = {
        "rights": (tables.rights, tables.rights_rows),
        "guarantees": (tables.guarantees, tables.guarantee_rows),
    }[kind]
    matrix = by_place.get(place) or Matrix(place, {}, ())
    shown = table(matrix, rows, tuple(matrix.columns.values()), day)
    return told.json({"tables": [table_json(law, day, kind, shown, Words(law, texts_of(language)))]})
