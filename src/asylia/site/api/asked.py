"""What a program may ask: bodies and parameters, read strictly. An unknown key is refused, never passed over."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, WithJsonSchema

from asylia.assessment.casefile import CaseFile, places_named, read_case
from asylia.errors import InputError
from asylia.languages.levels import site_languages
from asylia.languages.texts import Texts, texts_in
from asylia.lawbook.law import FIRST_LAW, Lawbook
from asylia.site.clock import today
from asylia.site.law_data import lawbook

MOST_PLACES = 5
MOST_EVENTS = 50

Language = Literal["en", "ja", "ko", "zh-Hans", "zh-Hant"]


def _written(value: object) -> object:
    """A day or moment is text; a number, which would count as seconds since 1970, is refused."""
    if not isinstance(value, (str, date)):
        raise ValueError("write it as text")
    return value


Day = Annotated[
    date,
    BeforeValidator(_written),
    Field(description="A day, as 2024-07-01.", ge=FIRST_LAW),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]
PLACES = tuple(place for place in lawbook().data.places if place != "INT")
Place = Annotated[
    str,
    Field(pattern="^[A-Z]{2,3}$"),
    WithJsonSchema({"type": "string", "enum": list(PLACES), "description": "A place."}),
]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.\-]{1,120}$")]
Facts = Annotated[
    dict[str, object],
    Field(description="A case file as in docs/look-up/case-file.md, as an object. It has no field for a name."),
]


class Strict(Schema):
    """A body in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")


class CaseAsked(Strict):
    """A case, and how to look at it."""

    case: Facts
    on: Day | None = None
    jurisdictions: list[Place] = Field(default=[], max_length=MOST_PLACES)
    language: Language = "en"


class EventsAsked(Strict):
    """What happened when at one place."""

    jurisdiction: Place
    events: dict[Id, Annotated[str, Field(max_length=40)]] = Field(
        description="By event: its day, as 2026-11-16, or its moment where hours count.", max_length=MOST_EVENTS
    )
    on: Day | None = None
    closed: list[Day] = Field(default=[], description="Further days on which offices were closed.", max_length=60)
    language: Language = "en"


def case_of(asked: CaseAsked) -> tuple[Lawbook, CaseFile, tuple[str, ...], date, Texts]:
    """The law, the case, the places, the day and the words. Raises InputError as the case file's reader does."""
    book = lawbook()
    case = read_case(json.dumps(asked.case).encode(), "case", book.data)
    places = places_named(list(asked.jurisdictions), book.data) or case.places
    return book, case, places, asked.on or case.assessed_on or today(), texts_of(asked.language)


def texts_of(language: str) -> Texts:
    """The words of a language of the site. Raises InputError."""
    if language not in site_languages():
        raise InputError(f"there are no texts in {language!r}", mend=f"choose from {', '.join(site_languages())}")
    return texts_in(language)


def place_of(code: str) -> str:
    """One place by its code. Raises InputError."""
    return places_named([code], lawbook().data)[0]
