"""Operations on one case. The body is read, answered and forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from asylia.assessment.as_json import to_json
from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.compare import compare
from asylia.assessment.compare_text import comparison_json
from asylia.assessment.events import limits_at, with_event
from asylia.assessment.interview import Interview
from asylia.assessment.timing_text import due_json
from asylia.assessment.words import Words
from asylia.errors import InputError
from asylia.site.api import told
from asylia.site.api.asked import PLACES, CaseAsked, EventsAsked, case_of, place_of, texts_of
from asylia.site.clock import today
from asylia.site.law_data import lawbook

router = Router(tags=["case"])


@router.post("/assess", response={200: told.Assessed, **told.WRONG}, summary="Assess a case")
def assess_case(request: HttpRequest, asked: CaseAsked) -> HttpResponse:
    """Every way to protection for one case, with reasons, limits, stage, rights and the questions that tell most."""
    book, case, places, day, texts = case_of(asked)
    return told.json(to_json(book, [assess(book, case, place, day) for place in _some(places)], texts))


@router.post("/compare", response={200: told.Told, **told.WRONG}, summary="Compare places for a case")
def compare_places(request: HttpRequest, asked: CaseAsked) -> HttpResponse:
    """The same facts at several places; at places that are not its own, as if the person were there."""
    book, case, _, day, texts = case_of(asked)
    places = tuple(place_of(code) for code in asked.jurisdictions) or PLACES
    return told.json(comparison_json(book, compare(book, case, places, day), texts))


@router.post("/next-question", response={200: told.Asked, **told.WRONG}, summary="The next question")
def next_question(request: HttpRequest, asked: CaseAsked) -> HttpResponse:
    """The question that tells most for what it costs the person, at the first of the places asked for."""
    book, case, places, day, texts = case_of(asked)
    place = _some(places)[0]
    interview = Interview(book, case, place, day)
    question = interview.question()
    if question is None:
        return told.json({"question": None, "about_how_many_more": 0})
    fact = interview.fact(question)
    said = {key: texts.fact(fact.id, key) for key in ("plain", "why", "warns")}
    found = {
        "jurisdiction": place,
        "fact": fact.id,
        "text": texts.fact(fact.id, "asks"),
        "type": fact.type,
        "choices": list(fact.choices),
        "known_by": fact.known_by,
        "burden": fact.burden,
        "sensitivity": fact.sensitivity,
        "information": round(question.information, 6),
        "official_term": fact.official_terms.get(place, ""),
        **said,
    }
    return told.json({"question": found, "about_how_many_more": interview.about_how_many_more()})


@router.post("/deadlines", response={200: told.Deadlines, **told.WRONG}, summary="Time limits from events")
def deadlines(request: HttpRequest, asked: EventsAsked) -> HttpResponse:
    """By when what has to be done: the safe day first, how it is counted, and what follows if it is missed."""
    book, place, day = lawbook(), place_of(asked.jurisdiction), asked.on or today()
    case = CaseFile((place,), None, {})
    for event, when in asked.events.items():
        case = with_event(case, f"{event}={when}", book.data, place, day)
    law, dues = limits_at(book, case, place, day, asked.closed)
    words = Words(law, texts_of(asked.language))
    return told.json({"deadlines": [due_json(due, words) for due in dues]})


def _some(places: tuple[str, ...]) -> tuple[str, ...]:
    if not places:
        raise InputError("the case names no jurisdiction", mend='add "jurisdiction": "JP" to it, or jurisdictions')
    return places
