"""The law on every day on which it changes, each text once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta

from asylia.lawbook.law import FIRST_LAW, Law, Lawbook


def days_of_change(book: Lawbook) -> list[date]:
    """Days on which some text begins or has just ended, from the first law on, the latest first."""
    days = {FIRST_LAW}
    for provision in book.data.provisions.values():
        for version in provision.versions:
            days |= {version.start, version.certain_from or version.start}
            if version.end is not None:
                days.add(version.end + timedelta(days=1))
    for treaty in book.data.treaties.values():
        for at in treaty.places.values():
            days |= {day for day in (at.earliest, at.latest) if day is not None}
            if at.until is not None:
                days.add(at.until + timedelta(days=1))
    return sorted((day for day in days if day >= FIRST_LAW), reverse=True)


def laws_through_time(book: Lawbook) -> Iterator[Law]:
    """The law of every place that has one, on every day of change; days with the same texts give their law once."""
    seen: set[Hashable] = set()
    places = sorted({provision.place for provision in book.data.provisions.values()} - {"INT"})
    for place in places or sorted({provision.place for provision in book.data.provisions.values()}):
        for day in days_of_change(book):
            texts = book.texts_at(day, place)
            if texts not in seen:
                seen.add(texts)
                yield book.at(day, place)
