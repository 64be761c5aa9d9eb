"""The directory as JSON: what readers may see of an organisation, each detail with sources and age."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time

from asylia.directory.ages import Age, Word, age_in_words, oldest
from asylia.directory.due import Due
from asylia.directory.model import Closed, Detail, Directory, Organization, SourcePage
from asylia.directory.readers import ages_shown, corrections_shown

Json = dict[str, object]
_ELSEWHERE = ("support", "line")


def organization_json(organization: Organization, directory: Directory, today: date, word: Word) -> Json:
    """One organisation in full. Names that nobody has seen, and notes for the keepers, stay inside."""
    return {
        **in_short_json(organization, directory, today, word),
        "description": organization.description,
        "notes": list(organization.notes),
        "languages_note": organization.languages_note,
        "last_verified": organization.last_verified.text if organization.last_verified else None,
        "details": [
            _detail_json(organization, detail, age, word) for detail, age in ages_shown(organization, directory, today)
        ],
        "corrections": [
            {
                "field": correction.field,
                "was": correction.was,
                "now": correction.now,
                "why": correction.why,
                "on": _plain(correction.on or directory.compiled),
                "sources": list(correction.support.sources),
            }
            for correction in corrections_shown(organization, directory)
        ],
        "sources": {tag: page_json(directory.sources[tag]) for tag in organization.sources},
    }


def in_short_json(organization: Organization, directory: Directory, today: date, word: Word) -> Json:
    """One organisation as it stands in a list, with the age of its oldest detail."""
    least_known = oldest(age for _, age in ages_shown(organization, directory, today))
    return {
        "id": organization.id,
        "kind": organization.kind,
        "publish": organization.publish,
        "jurisdictions": list(organization.jurisdictions),
        "names": dict(organization.names),
        "other_names": list(organization.other_names),
        "needs": sorted(organization.needs),
        "warnings": list(directory.taxonomy.warnings_beside(organization.kind, organization.needs)),
        "closed": _closed_json(organization.closed),
        "oldest": age_json(least_known, word) if least_known else None,
    }


def closed_json(organization: Organization, instead: tuple[Organization, ...]) -> Json:
    """What is said of an organisation that has closed: since when, where that was seen, and who may help instead."""
    return {
        "id": organization.id,
        "names": dict(organization.names),
        "jurisdictions": list(organization.jurisdictions),
        "closed": _closed_json(organization.closed),
        "instead": [{"id": other.id, "names": dict(other.names)} for other in instead],
    }


def _closed_json(closed: Closed | None) -> Json | None:
    return {"since": closed.since.isoformat(), "sources": list(closed.support.sources)} if closed else None


def _detail_json(organization: Organization, detail: Detail, age: Age, word: Word) -> Json:
    item = getattr(organization, detail.place[0])[detail.place[1]]
    parts = {part.name: _plain(getattr(item, part.name)) for part in fields(item) if part.name not in _ELSEWHERE}
    return {
        "detail": detail.id,
        "kind": detail.kind,
        "value": detail.value,
        **{key: value for key, value in parts.items() if key != "kind"},
        "sources": list(detail.support.sources),
        "confidence": detail.support.confidence or None,
        "age": age_json(age, word),
    }


def age_json(age: Age, word: Word) -> Json:
    """An age in days and in words, with the page that speaks for the latest day."""
    return {
        "state": age.state.value,
        "since": _plain(age.since),
        "as_of": age.as_of or None,
        "days": age.days if age.since else None,
        "is_least": age.is_least,
        "in_words": age_in_words(age, word),
        "source": age.page.tag if age.page else None,
    }


def page_json(page: SourcePage) -> Json:
    """A page behind a detail."""
    return {
        "title": page.title,
        "publisher": page.publisher,
        "url": page.url or None,
        "how": page.how,
        "seen": page.seen.isoformat(),
        "dated": page.dated.text if page.dated else None,
        "note": page.note,
    }


def due_json(due: Due, word: Word) -> Json:
    """One check to make. The values of what is held back stay inside."""
    return {
        "id": due.organization.id,
        "is_held": due.organization.is_held,
        "details": [detail.id for detail in due.details],
        "values": [] if due.organization.is_held else [detail.value for detail in due.details],
        "age": age_json(due.age, word),
        "need": due.need or None,
        "is_urgent": due.is_urgent,
        "services_filed": due.filed,
    }


def _plain(value: object) -> object:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
