"""An official term is the word of a place whose law asks for the fact: it is shown at a counter there."""

from __future__ import annotations

from datetime import date

from asylia.lawbook.law import Lawbook

DAYS = tuple(date(year, 7, 1) for year in (1985, 2000, 2010, 2020, 2026))
ELSEWHERE = {
    ("JP", "departure_order_issued_on"): "Japan has the order too; no limit of Japan counts from it yet",
    ("JP", "former_resident_or_kin_within_three_degrees"): "worked out from kinship",
    ("JP", "case_category"): "kept for a rule to come",
    ("KR", "north_korean_defector_under_rok_act"): "used by other places",
}


def asked_at(lawbook: Lawbook, place: str) -> set[str]:
    """The facts that conditions of a place read on any of the days, and those that start or end its limits."""
    found = {fact for day in DAYS for fact in lawbook.at(day, place).program.place_of}
    for limit in lawbook.data.tables.timetables[place].limits.values():
        runs = (run for version in limit.versions for run in version.runs)
        found |= {limit.done, *(lawbook.data.events[run.event].fact for run in runs)}
    return found


def test_every_official_term_is_of_a_place_that_asks_for_the_fact(lawbook: Lawbook) -> None:
    places = {place for fact in lawbook.data.facts.values() for place in fact.official_terms}
    asked = {place: asked_at(lawbook, place) for place in places}
    wrong = {
        (place, fact.id)
        for fact in lawbook.data.facts.values()
        for place in fact.official_terms
        if fact.id not in asked[place]
    }

    assert wrong == set(ELSEWHERE)
