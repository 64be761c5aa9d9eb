"""Why an organisation was found, and what stands where it does: as ids with what they rest on, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asylia.directory.ages import Word, age_of
from asylia.directory.as_json import age_json
from asylia.directory.dialling import number_at
from asylia.directory.match import Found
from asylia.directory.match_index import Listed
from asylia.directory.match_wish import ANYONE, FAR, Hit
from asylia.directory.model import Support, in_one_line
from asylia.directory.opening import Hours
from asylia.directory.readers import public_addresses
from asylia.logic.truth import NO, UNKNOWN, YES

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, and what it found. `id` with `match_` before it is the key of its words."""

    id: str
    values: Mapping[str, tuple[str, ...]]
    """Codes of needs, audiences, areas, languages, or numbers in digits, by what they are."""


def reasons_of(hit: Hit, found: Found) -> tuple[Reason, ...]:
    """Every reason for a hit, in the order of the rules."""
    return tuple(_reasons(hit, found))


def _reasons(hit: Hit, found: Found) -> Iterator[Reason]:
    wish = found.wish
    if hit.is_last:
        yield Reason("office_last", {})
    if hit.for_date and wish.deadline is not None:
        days = (wish.deadline - wish.day).days
        yield Reason("date_near", {"date": (wish.deadline.isoformat(),), "days": (str(days),)})
    for asked, filed in hit.needs.items():
        joined = "_joined" if asked in found.added and not hit.for_date else ""
        if asked in found.in_stead:
            continue
        heading = found.index.need_order[filed] < found.index.need_order[asked]
        yield Reason("need_heading" if heading else f"need{joined}", {"need": (filed,), "asked": (asked,)})
    for unlisted in dict.fromkeys(found.in_stead.values()):
        closest = dict.fromkeys(filed for asked, filed in hit.needs.items() if found.in_stead.get(asked) == unlisted)
        if closest:
            yield Reason("need_in_stead", {"need": tuple(closest), "asked": (unlisted,)})
    if hit.audience is UNKNOWN:
        yield Reason("audience_unknown", {"audience": hit.audience_codes})
    elif hit.audience_codes == (ANYONE,):
        yield Reason("anyone", {})
    else:
        yield Reason("audience", {"audience": hit.audience_codes})
    yield from _of_area(hit, found)
    yield from _of_language(hit, found)
    if hit.is_first_contact:
        yield Reason("first_contact", {})
    if not hit.listed.contacts:
        yield Reason("no_contact", {})
    if hit.listed.is_page:
        yield Reason("page", {})
    hours, why = found.hours(hit)
    if hours is not Hours.UNKNOWN:
        yield Reason(f"hours_{hours.value}", {})
    elif wish.moment is not None:
        yield Reason(f"hours_{why.value}", {})
    if hit.organization.publish != "ok":
        yield Reason("not_confirmed", {})
    state, confidence = hit.trust
    if state is not None:
        yield Reason(f"trust_{state.value}", {"confidence": (confidence,) if confidence else ()})


def _of_area(hit: Hit, found: Found) -> Iterator[Reason]:
    wish, best = found.wish, hit.services[0]
    if not wish.near:
        return
    borders = (str(hit.distance),)
    if best.reach.is_everywhere:
        yield Reason("everywhere", {})
    elif hit.area is YES:
        yield Reason("area", {"area": (wish.near,)})
    elif hit.area is UNKNOWN:
        yield Reason("area_unknown", {})
    elif hit.area is NO:
        reach = found.index.directory.areas.at(wish.place).borders_from(wish.near)
        away = min((reach.get(area, FAR) for area in best.reach.areas), default=FAR)
        yield Reason("area_elsewhere", {"says": (best.service.area,), "borders": (str(away),)})
    if hit.distance != FAR and hit.listed.located and hit.area is not NO:
        yield Reason("in_area" if hit.distance == 0 else "borders", {"borders": borders})


def _of_language(hit: Hit, found: Found) -> Iterator[Reason]:
    wish, organization = found.wish, hit.organization
    if not wish.languages:
        return
    if hit.speaks:
        yield Reason("speaks", {"language": hit.speaks})
    elif organization.languages:
        yield Reason("speaks_others", {"language": tuple(one.code for one in organization.languages)})
    else:
        yield Reason("languages_unknown", {})


def order_of(found: Found) -> tuple[str, ...]:
    """The rules that put the hits in order, the strongest first; `match_order_` and the id is the key of its words."""
    wish = found.wish
    applied = {
        "offices": any(hit.is_last for hit in found.hits),
        "date": found.is_date_near,
        "contact": True,
        "pages": any(hit.listed.is_page for hit in found.hits),
        "needs": bool(wish.needs),
        "audience": True,
        "area": bool(wish.near),
        "language": bool(wish.languages),
        "first": found.contact is not None,
        "trust": True,
        "hours": wish.moment is not None,
        "distance": bool(wish.near),
    }
    return tuple(rule for rule, applies in applied.items() if applies)


# --- JSON ------------------------------------------------------------------------------------------------------------


def found_json(found: Found, word: Word, *, everything: bool = False) -> Json:
    """What was found: warnings before contacts, at most three first, then the rest if asked for."""
    matching = found.index.directory.matching
    contact = found.contact
    return {
        "warnings": [{"id": warning, "text": word(f"directory_warns_{warning}")} for warning in found.warnings],
        "asked": {
            "needs": list(found.wish.needs),
            "audience": list(found.wish.audience),
            "languages": list(found.wish.languages),
            "near": found.wish.near or None,
            "deadline": found.wish.deadline.isoformat() if found.wish.deadline else None,
            "at": found.wish.moment.isoformat() if found.wish.moment else None,
            "own_state": found.wish.own_state,
        },
        "ages_on": found.wish.ages_on.isoformat(),
        "added_needs": list(found.added),
        "order": list(order_of(found)),
        "first": [hit_json(hit, found, word) for hit in found.first],
        "others": [hit_json(hit, found, word) for hit in found.rest] if everything else [],
        "count": len(found.hits),
        "instead": _plain_contact(found.instead, found, word) if found.instead else None,
        "why_instead": dict(contact.why) if contact and found.instead else None,
        "language_line": _plain_contact(found.language_line, found, word) if found.language_line else None,
        "language_names": [
            {"code": code, "name": matching.languages[code].en}
            for code in found.wish.languages
            if code in matching.languages
        ],
    }


def hit_json(hit: Hit, found: Found, word: Word) -> Json:
    """One hit with its reasons, its warnings, its hours and how to reach it."""
    return {
        **_plain_contact(hit.listed, found, word),
        "services": [
            {
                "id": one.service.id,
                "name": one.service.name,
                "needs": list(one.service.needs),
                "audience": list(one.service.audience),
                "cost": one.service.cost,
                "area": one.service.area,
                "note": one.service.note,
            }
            for one in hit.services
        ],
        "reasons": [
            {"id": reason.id, **{key: list(values) for key, values in reason.values.items()}}
            for reason in reasons_of(hit, found)
        ],
        "hours": [
            {
                "applies_to": one.schedule.applies_to,
                "state": one.state.value if found.wish.moment else Hours.UNKNOWN.value,
                "why": one.why.value or None,
                "freq": one.schedule.freq,
                "byday": list(one.schedule.byday),
                "opens_at": f"{one.schedule.opens_at:%H:%M}" if one.schedule.opens_at else None,
                "closes_at": f"{one.schedule.closes_at:%H:%M}" if one.schedule.closes_at else None,
                "description": one.schedule.description,
                "note": one.schedule.note,
            }
            for one in found.openings(hit)
        ],
        "timezone": found.index.directory.timezones[found.wish.place],
    }


def _plain_contact(listed: Listed, found: Found, word: Word) -> Json:
    """How to reach an organisation, and what must be known before that."""
    organization, directory, today = listed.organization, found.index.directory, found.wish.ages_on
    warnings = directory.taxonomy.warnings_beside(organization.kind, organization.needs)

    def age(support: Support) -> Json:
        return age_json(age_of(support, organization, directory, today), word)

    return {
        "id": organization.id,
        "jurisdiction": listed.place,
        "kind": organization.kind,
        "names": dict(organization.names),
        "publish": organization.publish,
        "warnings": [{"id": warning, "text": word(f"directory_warns_{warning}")} for warning in warnings],
        "notes": list(organization.notes) if organization.publish == "warn" else [],
        "phones": [
            {
                "display": number_at(phone, organization, listed.place),
                "e164": phone.e164 or None,
                "type": phone.type,
                "purpose": phone.purpose,
                "note": phone.note,
                "reachable_from_abroad": phone.reachable_from_abroad,
                "confidence": phone.support.confidence or None,
                "age": age(phone.support),
            }
            for phone in organization.phones
            if phone.type != "fax"
        ],
        "emails": [
            {
                "address": email.address,
                "purpose": email.purpose,
                "confidence": email.support.confidence or None,
                "age": age(email.support),
            }
            for email in organization.emails
        ],
        "websites": [{"url": site.url, "age": age(site.support)} for site in organization.websites],
        "addresses": [
            {
                "value": in_one_line(address),
                "note": address.note,
                "confidence": address.support.confidence or None,
                "age": age(address.support),
            }
            for address in public_addresses(organization, listed.place, directory)
        ],
        "languages": [{"code": one.code, "note": one.note} for one in organization.languages],
        "languages_note": organization.languages_note,
    }
