"""Who can help one person: the form, and what rules find, each with its reasons. By POST; nothing in an address."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from asylia.briefs.help_lines import order_in_words, reason_in_words
from asylia.directory.match import Found, match
from asylia.directory.match_index import Listed
from asylia.directory.match_reasons import reasons_of
from asylia.directory.match_wish import NO_PERMIT, Hit
from asylia.directory.words import audience_name, need_name, need_plain
from asylia.languages.texts import ORIGINAL
from asylia.site.directory.asked import Asked, asked_in
from asylia.site.directory.contacts import (
    contacts_of,
    head_of,
    hours_shown,
    languages_of,
    names_of,
    plain_warnings,
)
from asylia.site.directory.show import directory_page, now_at, place_title
from asylia.site.directory_data import calendar_at, directory, index
from asylia.site.page import methods
from asylia.site.reader import Reader, reader_in

_ANYONE = "anyone"


@methods("GET", "POST")
def find(request: HttpRequest, lang: str) -> HttpResponse:
    """The form; after it was sent, who can help."""
    reader = reader_in(lang)
    word = reader.texts.word
    if request.method != "POST":
        asked = Asked(speaks=_language_of(reader))
        context = {"form": _form(asked, reader), "asked": asked}
        return directory_page(request, reader, "directory/find.html", context, (word("help_find"), ""))
    asked = asked_in(request.POST, reader.texts)
    if asked.faults:
        context = {"form": _form(asked, reader), "asked": asked}
        return _kept_out(
            directory_page(request, reader, "directory/find.html", context, (word("help_find"), ""), status=422)
        )
    found = match(index(), asked.wish(), calendar_at(asked.place))
    context = {**_shown(found, reader), "form": _form(asked, reader), "asked": asked}
    return _kept_out(directory_page(request, reader, "directory/found.html", context, (word("help_find"), "")))


def _kept_out(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# --- the form --------------------------------------------------------------------------------------------------------


def _language_of(reader: Reader) -> str:
    """The reader's own language as the directory lists it, if it does."""
    names = directory().matching.languages
    return next((tag for tag in (reader.code, reader.code.split("-")[0]) if tag in names), "")


def _form(asked: Asked, reader: Reader) -> dict[str, object]:
    """The choices of each field, those chosen marked."""
    held, said = directory(), reader.texts
    taxonomy = held.taxonomy
    faults = {fault.field: fault.text for fault in asked.faults}
    needs = []
    for need in taxonomy.needs.values():
        if need.parent:
            continue
        inside = [one for one in taxonomy.needs.values() if one.parent == need.code]
        rows = [
            {"code": one.code, "title": need_plain(one, said), "chosen": one.code in asked.needs}
            for one in (need, *inside)
        ]
        needs.append(
            {"code": need.code, "rows": rows, "title": rows[0]["title"], "chosen": any(row["chosen"] for row in rows)}
        )
    return {
        "faults": faults,
        "places": [(code, place_title(code, reader), code == asked.place) for code in held.timezones],
        "needs": needs,
        "languages": [
            (tag, names.en if reader.code == ORIGINAL else names.own, names.own, tag == asked.speaks)
            for tag, names in held.matching.languages.items()
        ],
        "areas": [
            {
                "title": place_title(code, reader),
                "rows": [
                    (f"{code}/{area.id}", area.names.get(reader.code) or area.names[ORIGINAL],
                     f"{code}/{area.id}" == asked.near)
                    for area in held.areas.at(code).areas.values()
                ],
            }
            for code in held.timezones
        ],
        "who": [
            (code, audience_name(code, taxonomy, said), code in asked.who)
            for code in taxonomy.audiences
            if code not in (_ANYONE, NO_PERMIT)
        ],
        "more_is_open": bool(asked.near or asked.who or asked.deadline or asked.faults),
    }  # fmt: skip


# --- what was found --------------------------------------------------------------------------------------------------


def _shown(found: Found, reader: Reader) -> dict[str, object]:
    """Warnings before contacts (P9, P11), three first, then all (D6)."""
    said, wish = reader.texts, found.wish
    taxonomy = found.index.directory.taxonomy
    first = [_hit(hit, found, reader) for hit in found.first]
    shown = [hit.listed for hit in found.first] or [one for one in (found.instead,) if one]
    line = found.language_line if wish.languages and not any(hit.speaks for hit in found.first) else None
    return {
        "moment": f"{wish.moment:%Y-%m-%d %H:%M}" if wish.moment else wish.day.isoformat(),
        "place_name": place_title(wish.place, reader),
        "zone": found.index.directory.timezones[wish.place],
        "needs": [need_name(taxonomy.needs[code], said) for code in wish.needs],
        "warnings": plain_warnings(found.warnings, said),
        "first": first,
        "rest": [_hit(hit, found, reader) for hit in found.rest],
        "count": len(found.hits),
        "instead": _contact(found.instead, reader) if found.instead else None,
        "why_instead": said.titled(found.contact.why) if found.instead and found.contact else "",
        "order": order_in_words(found, said) if found.hits else "",
        "language_missing": bool(wish.languages) and not any(hit.speaks for hit in found.first),
        "language_line": _contact(line, reader) if line else None,
        "language_line_name": names_of(line.organization, said)[0].text if line else "",
        "language_unsure": bool(line) and not _spoken(found) & line.spoken if line else False,
        "has_phone": _have_phones(shown),
    }


def _spoken(found: Found) -> set[str]:
    return {found.index.directory.matching.spoken(tag) for tag in found.wish.languages}


def _have_phones(listed: Sequence[Listed]) -> bool:
    return any(one.organization.phones for one in listed)


def _contact(listed: Listed, reader: Reader) -> dict[str, object]:
    organization, held = listed.organization, directory()
    return {
        "head": head_of(organization, held, reader.texts),
        "contacts": contacts_of(organization, held, now_at(listed.place), reader.texts, listed.place),
    }


def _hit(hit: Hit, found: Found, reader: Reader) -> dict[str, object]:
    said, organization = reader.texts, hit.organization
    zone = found.index.directory.timezones[found.wish.place]
    told = (reason_in_words(reason, found, said) for reason in reasons_of(hit, found))
    return {
        **_contact(hit.listed, reader),
        "reasons": [text for text in told if text],
        "hours": [hours_shown(one.schedule, one, organization, zone, said) for one in found.openings(hit)],
        "languages": languages_of(organization, found.index.directory, said),
    }
