"""The directory by place, and one organisation with every detail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from asylia.directory.ages import age_of
from asylia.directory.model import Organization, Service
from asylia.directory.readers import instead_of
from asylia.directory.words import audience_name, need_plain, phrase
from asylia.site.directory.contacts import (
    AgeShown,
    Seen,
    age_shown,
    contacts_of,
    faxes_of,
    head_of,
    hours_now,
    hours_shown,
    languages_of,
    oldest_of,
    seen_in,
)
from asylia.site.directory.show import (
    address,
    all_at,
    directory_page,
    now_at,
    organization_asked,
    organization_crumb,
    place_asked,
    place_crumb,
    place_title,
)
from asylia.site.directory.wrong import note_about
from asylia.site.directory_data import calendar_at, directory
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """Where to begin: the form, or the list of a place."""
    reader = reader_in(lang)
    places = [
        {"code": code.lower(), "title": place_title(code, reader), "count": sum(not one.closed for one in all_at(code))}
        for code in directory().timezones
    ]
    return directory_page(request, reader, "directory/index.html", {"places": places})


@read_only
def place(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """Everybody at a place, in the order of the files, with the age of the oldest detail of each."""
    reader, found = reader_in(lang), place_asked(code)
    moment = now_at(found)
    rows = [
        {
            "head": head_of(one, directory(), reader.texts),
            "oldest": None if one.closed else oldest_of(one, directory(), moment, reader.texts),
            "needs": _headings(one, reader),
        }
        for one in sorted(all_at(found), key=lambda one: one.closed is not None)
    ]
    heading = place_title(found, reader)
    title = f"{heading} · {reader.texts.word('site_section_directory')}"
    context = {"place": found, "heading": heading, "title": title, "rows": rows}
    return directory_page(request, reader, "directory/place.html", context, (heading, ""))


def _headings(organization: Organization, reader: Reader) -> str:
    """What it helps with, by the headings of the needs."""
    needs = directory().taxonomy.needs
    given = (service for service in organization.services if service.is_given)
    codes = dict.fromkeys(needs[code].parent or code for service in given for code in service.needs)
    return reader.texts.word("list_separator").join(need_plain(needs[code], reader.texts) for code in codes)


@read_only
def organization(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One organisation: warnings first, then how to reach it, each detail with its age and where it was seen."""
    reader, found = reader_in(lang), organization_asked(name)
    said, first = reader.texts, found.jurisdictions[0]
    head = head_of(found, directory(), said)
    crumbs = (place_crumb(first, reader), (organization_crumb(found, reader)[0], ""))
    context: dict[str, object] = {
        "head": head,
        "places": [place_crumb(code, reader) for code in found.jurisdictions],
        "note": note_about(found, reader, request.build_absolute_uri(request.path)),
    }
    if found.closed:
        instead = [
            {"head": head_of(one, directory(), said), "contacts": contacts_of(one, directory(), now_at(first), said)}
            for one in instead_of(directory(), found)
        ]
        context |= {"instead": instead, "seen": seen_in(found.closed.support, directory(), said)}
        return directory_page(request, reader, "directory/closed.html", context, *crumbs)
    moment = now_at(first)
    zones = {directory().timezones[code] for code in found.jurisdictions}
    if len(zones) == 1:
        hours = hours_now(found, zones.pop(), moment, calendar_at(first), said)
    else:
        hours = tuple(hours_shown(schedule, None, found, "", said) for schedule in found.schedules)
    context |= {
        "moment": f"{moment:%Y-%m-%d %H:%M}",
        "zone": directory().timezones[first],
        "description": said.titled({"en": found.description}),
        "also": said.word("list_separator").join(found.other_names),
        "contacts": contacts_of(found, directory(), moment, said),
        "faxes": faxes_of(found, directory(), moment, said),
        "has_phone": any(phone.type != "fax" for phone in found.phones),
        "hours": [
            {
                "shown": shown,
                "age": age_shown(age_of(schedule.support, found, directory(), moment.date()), said),
                "seen": seen_in(schedule.support, directory(), said),
            }
            for shown, schedule in zip(hours, found.schedules, strict=True)
        ],
        "services": [_service(one, found, reader) for one in found.services],
        "speaks": languages_of(found, directory(), said),
        "languages_note": said.titled({"en": found.languages_note}) if found.languages_note else "",
        "languages_aged": _of_languages(found, reader),
        "card": address(reader, "card", name=found.id),
        "spoken": sorted(directory().matching.languages.items()),
    }
    return directory_page(request, reader, "directory/organization.html", context, *crumbs)


def _service(service: Service, organization: Organization, reader: Reader) -> dict[str, object]:
    said, taxonomy = reader.texts, directory().taxonomy
    today = now_at(organization.jurisdictions[0]).date()
    between = said.word("list_separator")
    return {
        "name": said.titled({"en": service.name}),
        "needs": between.join(need_plain(taxonomy.needs[code], said) for code in service.needs),
        "audience": between.join(audience_name(code, taxonomy, said) for code in service.audience),
        "cost": phrase(service.cost, said),
        "area": phrase(service.area, said),
        "note": said.titled({"en": service.note}) if service.note else "",
        "not_given": "" if service.is_given else said.word("directory_not_given", status=phrase(service.status, said)),
        "age": age_shown(age_of(service.support, organization, directory(), today), said),
        "seen": seen_in(service.support, directory(), said),
    }


def _of_languages(organization: Organization, reader: Reader) -> list[dict[str, object]]:
    """The ages of its languages, each once."""
    today = now_at(organization.jurisdictions[0]).date()
    found: dict[tuple[AgeShown, tuple[Seen, ...]], None] = {}
    for one in organization.languages:
        age = age_shown(age_of(one.support, organization, directory(), today), reader.texts)
        found[age, seen_in(one.support, directory(), reader.texts)] = None
    return [{"age": age, "seen": seen} for age, seen in found]
