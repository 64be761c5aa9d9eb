"""Operations on the vocabulary: what may stand in a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from ninja.errors import HttpError

from asylia.lawbook.model import Fact
from asylia.site.api import told
from asylia.site.api.asked import Id, Language, texts_of
from asylia.site.law_data import lawbook

router = Router(tags=["vocabulary"])


@router.get("", response={200: told.Vocabulary, **told.WRONG}, summary="All facts")
def facts(request: HttpRequest, language: Language = "en") -> HttpResponse:
    """Every fact that the law asks about, with its question: what may stand in a case."""
    texts = texts_of(language)
    return told.json({"facts": [_fact(fact, texts.fact) for fact in lawbook().data.facts.values()]})


@router.get("/{fact}", response={200: told.Told, **told.WRONG}, summary="One fact")
def one_fact(request: HttpRequest, fact: Annotated[Id, Path()], language: Language = "en") -> HttpResponse:
    """One fact with its question, type, evidence and who can know it."""
    found = lawbook().data.facts.get(fact)
    if found is None:
        raise HttpError(404, f"there is no fact {fact!r}")
    return told.json(_fact(found, texts_of(language).fact))


def _fact(fact: Fact, said: Callable[[str, str], str]) -> told.Json:
    return {
        "id": fact.id,
        "type": fact.type,
        "theme": fact.theme,
        "about": fact.about,
        "known_by": fact.known_by,
        "burden": fact.burden,
        "sensitivity": fact.sensitivity,
        "choices": list(fact.choices),
        "evidence": list(fact.evidence),
        "official_terms": dict(fact.official_terms),
        "name": said(fact.id, "name"),
        "text": said(fact.id, "asks"),
    }
