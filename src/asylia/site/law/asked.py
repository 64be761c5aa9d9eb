"""What a request of the law asks for: a place, a rule, a day. Days in an address are no answers of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from asylia.assessment.words import Words
from asylia.lawbook.law import FIRST_LAW, Law
from asylia.lawbook.model import Place, Provision
from asylia.site.clock import today
from asylia.site.law_data import lawbook
from asylia.site.reader import Reader


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day whose law is shown, whether it was asked for, and whether what was typed is a day at all."""

    day: date
    chosen: bool = False
    mistyped: bool = False


def day_asked(request: HttpRequest, fallback: date, name: str = "on") -> DayAsked:
    """The day in the address, as 2024-07-01; else the fallback."""
    typed = request.GET.get(name, "").strip()
    if not typed:
        return DayAsked(fallback)
    try:
        day = date.fromisoformat(typed[:10])
    except ValueError:
        return DayAsked(fallback, mistyped=True)
    if not FIRST_LAW <= day <= date(fallback.year + 50, 12, 31):
        return DayAsked(fallback, mistyped=True)
    return DayAsked(day, chosen=True)


def places_with_procedure() -> list[Place]:
    """The jurisdictions: places with stages of a procedure. International law has none of its own."""
    data = lawbook().data
    return [place for place in data.places.values() if place.code in data.tables.procedures]


def place_asked(code: str) -> Place:
    """The place of a code in an address. Raises Http404."""
    found = lawbook().data.places.get(code.upper())
    if found is None or code != code.lower():
        raise Http404
    return found


def jurisdiction_asked(code: str) -> Place:
    """The same for pages that only jurisdictions have. Raises Http404."""
    place = place_asked(code)
    if place not in places_with_procedure():
        raise Http404
    return place


def provision_asked(name: str) -> Provision:
    """The provision of an id. Raises Http404."""
    found = lawbook().data.provisions.get(name)
    if found is None:
        raise Http404
    return found


def today_at(place: Place) -> date:
    """The day it is at a place now; limits and versions go by the clock there (F6)."""
    timetable = lawbook().data.tables.timetables.get(place.code)
    return today(timetable.calendar.zone if timetable else None)


def words_of(place: Place, day: date, reader: Reader) -> Words:
    """Words for the law of a place on a day."""
    return Words(lawbook().at(day, place.code), reader.texts)


def words_through_time(place: str, reader: Reader) -> Words:
    """Words for provisions as they stand, all their versions at once."""
    return Words(Law(lawbook().data, place, date.max, {}), reader.texts)
