"""Operations on the directory: who can help, with the age and the source of each detail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from ninja.errors import HttpError
from pydantic import Field, StrictBool

from asylia.directory.as_json import closed_json, in_short_json, organization_json
from asylia.directory.asked import audience_named, languages_named, needs_named
from asylia.directory.match import match
from asylia.directory.match_reasons import found_json
from asylia.directory.match_wish import NO_PERMIT, Wish
from asylia.directory.readers import instead_of
from asylia.site.api import told
from asylia.site.api.asked import Day, Id, Language, Moment, Place, Strict, place_of, texts_of
from asylia.site.clock import now, today
from asylia.site.directory_data import calendar_at, directory, index

router = Router(tags=["directory"])

Codes = Annotated[list[Id], Field(max_length=20)]


class HelpAsked(Strict):
    """What help is wanted where. It belongs to one person, so it is never asked for by address."""

    jurisdiction: Place
    needs: Codes = Field(default=[], description="Codes of the taxonomy, such as legal or shelter.tonight.")
    audience: Codes = Field(default=[], description="What the person is, such as applicant or detained.")
    speaks: Codes = Field(default=[], description="Languages in which help is wanted.")
    near: str = Field(default="", max_length=60, description="Prefecture, province, district or parish.")
    at: Moment | None = Field(default=None, description="The moment, with its zone; else now.")
    deadline: Day | None = None
    own_state_threat: StrictBool = False
    no_permit: StrictBool = False
    all: StrictBool = Field(default=False, description="All that fit, not only the first.")
    language: Language = "en"


@router.post("/find", response={200: told.Told, **told.WRONG}, summary="Who can help")
def find(request: HttpRequest, asked: HelpAsked) -> HttpResponse:
    """At most three first, each with the reasons for its place; where nothing fits, the first contact of the place."""
    place, texts = place_of(asked.jurisdiction), texts_of(asked.language)
    held, moment = directory(), _there(asked.at, asked.jurisdiction)
    wish = Wish(
        place=place,
        day=moment.date(),
        needs=needs_named(asked.needs, held.taxonomy, texts),
        audience=(*audience_named(asked.audience, held.taxonomy), *([NO_PERMIT] if asked.no_permit else [])),
        languages=languages_named(asked.speaks, held),
        near=held.areas.at(place).area_named(asked.near).id if asked.near else "",
        moment=moment,
        deadline=asked.deadline,
        own_state=asked.own_state_threat,
    )
    found = match(index(), wish, calendar_at(place))
    shown = found_json(found, texts.word, everything=asked.all)
    return told.json({"on": wish.day.isoformat(), "place": place, **shown})


def _there(moment: datetime | None, place: str) -> datetime:
    return (moment or now()).astimezone(ZoneInfo(directory().timezones[place]))


@router.get("/organizations", response={200: told.Organizations, **told.WRONG}, summary="All organisations")
def organizations(
    request: HttpRequest,
    jurisdiction: Place | None = None,
    on: Annotated[Day | None, Query(description="The day on which ages are counted; else today.")] = None,
    language: Language = "en",
) -> HttpResponse:
    """The organisations at a place, or at all, each with the age of its oldest detail."""
    held, day, texts = directory(), on or today(), texts_of(language)
    found = held.shown(place_of(jurisdiction) if jurisdiction else None)
    return told.json({"organizations": [in_short_json(one, held, day, texts.word) for one in found]})


@router.get("/organizations/{name}", response={200: told.Told, **told.WRONG}, summary="One organisation")
def organization(
    request: HttpRequest,
    name: Annotated[Id, Path()],
    on: Annotated[Day | None, Query()] = None,
    language: Language = "en",
) -> HttpResponse:
    """One organisation: each detail with its sources and its age; one that has closed with what is next best."""
    held, texts = directory(), texts_of(language)
    found = next((one for one in held.shown() if one.id == name), None)
    if found is None:
        raise HttpError(404, f"there is no organisation {name!r}")
    if found.closed:
        return told.json(closed_json(found, instead_of(held, found)))
    return told.json(organization_json(found, held, on or today(), texts.word))
