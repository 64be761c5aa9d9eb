"""Pages of the law itself: all places, one place on a day, one rule through time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from asylia.assessment.prose import prose
from asylia.assessment.published import cases_by_rule
from asylia.assessment.published_file import Expectation, PublishedCase
from asylia.folders import data_folder
from asylia.lawbook.history import version_on
from asylia.lawbook.law import FIRST_LAW
from asylia.lawbook.model import KINDS, Provision
from asylia.site.law.asked import (
    day_asked,
    place_asked,
    places_with_procedure,
    provision_asked,
    today_at,
    words_of,
    words_through_time,
)
from asylia.site.law.outline import sections
from asylia.site.law.show import law_page, place_crumb, place_page
from asylia.site.law.timeline import timeline
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in


@lru_cache(maxsize=1)
def cases_of_rules() -> dict[str, tuple[tuple[PublishedCase, Expectation], ...]]:
    """The published cases that are shipped, by the rule of which they say something."""
    return dict(cases_by_rule(data_folder("cases")))


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """The places, and what is shown across them."""
    reader, data = reader_in(lang), lawbook().data
    jurisdictions = places_with_procedure()
    places = [
        {
            "title": reader.texts.titled(place.title),
            "code": place.code.lower(),
            "count": sum(p.place == place.code and p.kind != "term" for p in data.provisions.values()),
        }
        for place in [*jurisdictions, *(p for p in data.places.values() if p not in jurisdictions)]
    ]
    return law_page(request, reader, "law/index.html", {"places": places, "today": today_at(jurisdictions[0])})


@read_only
def place(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """The rules of a place by kind, with those in force on the day first."""
    reader, where = reader_in(lang), place_asked(code)
    asked = day_asked(request, today_at(where))
    here = [p for p in lawbook().data.provisions.values() if p.place == where.code]
    dated = where in places_with_procedure()
    law = lawbook().at(asked.day, where.code)
    # International law is listed as it stands: whether it binds is a question of each place.
    in_force = {p.id for p in law.provisions_in_force} if dated else {p.id for p in here}
    in_force |= {p.id for p in here if p.kind == "term" and law.versions.get(p.id)}
    groups = [
        {
            "title": reader.texts.word("kind_" + kind),
            "id": kind,
            "rules": [_row(p, reader, asked.day) for p in here if p.kind == kind and p.id in in_force],
        }
        for kind in KINDS
    ]
    others = [_row(p, reader, asked.day) for p in here if p.id not in in_force]
    context = {"groups": [group for group in groups if group["rules"]], "others": others, "dated": dated}
    return place_page(request, reader, where, "place", asked if dated else None, context)


def _row(provision: Provision, reader: Reader, day: date) -> dict[str, object]:
    shown = version_on(provision, day)
    return {
        "provision": provision,
        "title": reader.texts.provision(provision),
        "nature": reader.texts.word("nature_" + provision.nature) if provision.nature else "",
        "since": shown.start if shown else min((version.start for version in provision.versions), default=None),
    }


@read_only
def rule(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One provision: its conditions in each version, citations, cases, readings, sources."""
    reader, provision = reader_in(lang), provision_asked(name)
    where = lawbook().data.places[provision.place]
    asked = day_asked(request, today_at(where))
    words = words_through_time(provision.place, reader)
    title, about, *lines = prose(provision, words, asked.day, cases_of_rules().get(provision.id, ()))
    context = {
        "provision": provision,
        "heading": title.text,
        "about": about.text,
        "sections": sections(lines),
        "timeline": timeline(provision.versions, FIRST_LAW, asked.day),
        "versions_shown": [version for version in provision.versions if version.covers(asked.day)],
        "readings": _readings(provision, reader, asked.day),
        "asked": asked,
        "place": where,
    }
    return law_page(request, reader, "law/rule.html", context, place_crumb(where, reader), (title.text, ""))


def _readings(provision: Provision, reader: Reader, day: date) -> list[dict[str, object]]:
    """Readings by others that end in this rule, and where they depart from the statute."""
    data = lawbook().data
    words = words_of(data.places[provision.place], day, reader)
    return [
        {
            "title": reader.texts.titled(reading.title),
            "who": reading.who,
            "outcomes": [outcome for outcome in reading.outcomes.values() if outcome.provision == provision.id],
            "departs": [
                {"says": departure.says, "cites": [words.citation(cite) for cite in departure.basis]}
                for departure in reading.departs
            ],
        }
        for reading in data.readings.values()
        if any(outcome.provision == provision.id for outcome in reading.outcomes.values())
    ]
