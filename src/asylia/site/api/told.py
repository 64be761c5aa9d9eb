"""What the API answers: the objects of docs/look-up/json.md. More keys may be added, none is taken away."""

from __future__ import annotations

import json as encoder

from django.http import HttpResponse
from ninja import Schema
from pydantic import ConfigDict, Field

Json = dict[str, object]


def json(content: object, status: int = 200) -> HttpResponse:
    """An answer as it is. The classes below describe it to programs; a test holds the answers against them."""
    return HttpResponse(
        encoder.dumps(content, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
        status=status,
        headers={"Cache-Control": "no-store"},
    )


class Told(Schema):
    """An answer that may have further keys."""

    model_config = ConfigDict(extra="allow")


class Wrong(Schema):
    """What is wrong in one sentence, and how to mend it."""

    error: str
    mend: str = ""


class Assessed(Told):
    """An assessment, as `asylia assess --format json` prints it."""

    asylia: str
    law_version: str
    law_date: str
    assessed_on: str
    language: str
    jurisdictions: list[str]
    findings: list[Json]
    either_way: list[Json]
    next_question: Json | None
    questions: list[Json]
    stage: str | None
    stages: list[Json]
    steps: list[Json]
    deadlines: list[Json]
    rights: list[Json]
    help: list[Json]
    figures: list[Json]
    warnings: list[Json]


class Asked(Told):
    """The next question, or null if nothing is worth asking any more."""

    question: Json | None
    about_how_many_more: int = Field(description="About how many questions are left.")


class Deadlines(Told):
    """Time limits, the most urgent first."""

    deadlines: list[Json]


class Limits(Told):
    """Every limit of a place on a day."""

    limits: list[Json]


class InForce(Told):
    """The provisions in force."""

    on: str
    law_version: str
    provisions: list[Json]


class Changes(Told):
    """What changed, oldest first."""

    changes: list[Json]


class Tables(Told):
    """Tables of rights or guarantees."""

    tables: list[Json]


class Vocabulary(Told):
    """The facts that the law asks about."""

    facts: list[Json]


class Organizations(Told):
    """Organisations, each with the age of its oldest detail."""

    organizations: list[Json]


class Measures(Told):
    """The measures and what each is made of."""

    measures: list[Json]


class Figures(Told):
    """One measure, with a figure for each year, unit and origin asked for."""

    measure: Json
    figures: list[Json]


class Versions(Told):
    """What answers here."""

    asylia: str
    law_version: str
    jurisdictions: list[Json]
    languages: list[str]


WRONG: dict[int, type[Wrong]] = {400: Wrong, 404: Wrong, 413: Wrong, 422: Wrong}
"""What an operation answers when it cannot."""
