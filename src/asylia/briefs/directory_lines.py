"""The directory as lines of text: an organisation, a list, and the upkeep queue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from asylia.assessment.lines import Line
from asylia.briefs.contact_lines import MARKS, age_line, given, name_in, phone_line
from asylia.directory.ages import Age, oldest
from asylia.directory.dialling import number_at
from asylia.directory.due import Due
from asylia.directory.model import (
    Address,
    Closed,
    Detail,
    Directory,
    Organization,
    Phone,
    Schedule,
    Service,
    SourcePage,
    in_one_line,
)
from asylia.directory.readers import ages_shown
from asylia.directory.words import audience_name, day_names_in, hours_in_words, kind_name, need_name, phrase
from asylia.languages.texts import ORIGINAL, Texts

_HEADINGS = {
    "service": "directory_services",
    "phone": "directory_contact",
    "email": "directory_contact",
    "website": "directory_contact",
    "address": "directory_where",
    "schedule": "directory_hours",
    "language": "directory_languages",
}
"""In the order of the page: what they do, then how to reach them."""

Ages = tuple[tuple[Detail, Age], ...]


def organization_lines(organization: Organization, directory: Directory, ages: Ages, said: Texts) -> Iterator[Line]:
    """Everything that readers may see of one organisation."""
    yield Line(0, name_in(organization, said), "title")
    kind = kind_name(organization.kind, directory.taxonomy, said)
    yield Line(0, " · ".join((organization.id, kind, *organization.jurisdictions)), "note")
    yield from _warned(organization, directory, said)
    yield Line(0, said.titled({ORIGINAL: organization.description}), "note")
    if organization.other_names:
        yield Line(0, said.word("directory_also", names=", ".join(organization.other_names)), "note")
    shown: set[str] = set()
    for kind, heading in _HEADINGS.items():
        found = [(detail, age) for detail, age in ages if detail.kind == kind]
        if found and heading not in shown:
            shown.add(heading)
            yield Line(0, said.word(heading), "heading")
        if kind == "language":
            yield from _languages(organization, found, directory, said)
            continue
        for detail, age in found:
            yield Line(1, _value(organization, detail, directory, said), "finding")
            yield from _seen(age, detail, directory, said)
    yield Line(0, said.caution("directory_nobody_called"), "warning")


def _warned(organization: Organization, directory: Directory, said: Texts) -> Iterator[Line]:
    for warning in directory.taxonomy.warnings_beside(organization.kind, organization.needs):
        yield Line(0, said.word(f"directory_warns_{warning}"), "warning", "!")
    if organization.publish == "warn":
        key = "directory_warned" if organization.notes else "directory_warned_only"
        yield Line(0, said.word(key), "warning", "!")
        yield from (Line(1, said.titled({ORIGINAL: note}), "note") for note in organization.notes)


def _value(organization: Organization, detail: Detail, directory: Directory, said: Texts) -> str:
    item = getattr(organization, detail.place[0])[detail.place[1]]
    if isinstance(item, Phone):
        return phone_line(item, number_at(item, organization), said)
    if isinstance(item, Address):
        return " · ".join(filter(None, (in_one_line(item), given(item.note, said))))
    if isinstance(item, Schedule):
        return _hours(item, organization, directory, said)
    if isinstance(item, Service):
        return _service(item, directory, said)
    purpose: str = getattr(item, "purpose", "")
    return f"{detail.value} ({given(purpose, said)})" if purpose else detail.value


def _zone(organization: Organization, directory: Directory) -> str:
    zones = dict.fromkeys(directory.timezones[place] for place in organization.jurisdictions)
    return next(iter(zones)) if len(zones) == 1 else ""


def _hours(schedule: Schedule, organization: Organization, directory: Directory, said: Texts) -> str:
    of_service = {service.id: service.name for service in organization.services}.get(schedule.applies_to)
    what = given(of_service, said) if of_service else phrase(schedule.applies_to, said)
    hours = hours_in_words(schedule, day_names_in(said))
    parts = (f"{what}: {hours}" if hours else what, given(schedule.description, said), given(schedule.note, said))
    return " · ".join(filter(None, (*parts, _zone(organization, directory))))


def _service(service: Service, directory: Directory, said: Texts) -> str:
    taxonomy = directory.taxonomy
    for_whom = " / ".join(audience_name(code, taxonomy, said) for code in service.audience)
    parts = [
        given(service.name, said),
        " / ".join(need_name(taxonomy.needs[code], said) for code in service.needs),
        phrase(service.cost, said),
        phrase(service.area, said),
        given(service.note, said),
        said.word("directory_for", audience=for_whom),
    ]
    if not service.is_given:
        parts.append(said.word("directory_not_given", status=phrase(service.status, said)))
    return " · ".join(filter(None, parts))


def _languages(
    organization: Organization, found: list[tuple[Detail, Age]], directory: Directory, said: Texts
) -> Iterator[Line]:
    """All languages with one age on one line."""
    by_age: dict[Age, list[str]] = {}
    for detail, age in found:
        spoken = organization.languages[detail.place[1]]
        by_age.setdefault(age, []).append(f"{spoken.code} ({spoken.note})" if spoken.note else spoken.code)
    for age, codes in by_age.items():
        yield Line(1, ", ".join(codes), "finding")
        detail = next(detail for detail, other in found if other == age)
        yield from _seen(age, detail, directory, said)
    if organization.languages_note:
        yield Line(1, said.titled({ORIGINAL: organization.languages_note}), "note")


def _seen(age: Age, detail: Detail, directory: Directory, said: Texts) -> Iterator[Line]:
    """How old a detail is, and where it was seen."""
    yield Line(2, age_line(age, said), "reason", MARKS[age.state])
    for tag in detail.support.sources:
        yield Line(2, page_line(directory.sources[tag], said), "cite", "§")


def page_line(page: SourcePage, said: Texts) -> str:
    """Where something was seen: title, publisher, link, how and on which day."""
    how = said.word(f"directory_how_{page.how}", date=page.seen)
    return ", ".join(filter(None, (page.title, page.publisher, page.url, how)))


def closed_lines(
    organization: Organization, closed: Closed, instead: Iterable[Organization], directory: Directory, said: Texts
) -> Iterator[Line]:
    """That an organisation has closed, since when, and who may help instead."""
    yield Line(0, name_in(organization, said), "title")
    yield Line(0, said.word("directory_closed", date=closed.since), "finding", "✗")
    for tag in closed.support.sources:
        yield Line(1, page_line(directory.sources[tag], said), "cite", "§")
    others = list(instead)
    if others:
        yield Line(0, said.word("directory_instead"), "heading")
        yield from (Line(1, f"{name_in(other, said)}: {other.id}", "finding") for other in others)


def list_lines(found: Iterable[Organization], directory: Directory, today: date, said: Texts) -> Iterator[Line]:
    """A line for each organisation, with the state of its oldest detail."""
    for organization in found:
        least_known = oldest(age for _, age in ages_shown(organization, directory, today))
        kind = kind_name(organization.kind, directory.taxonomy, said)
        yield Line(1, name_in(organization, said), "finding")
        yield Line(2, " · ".join((organization.id, kind, *organization.jurisdictions)), "note")
        if organization.closed:
            yield Line(2, said.word("directory_closed", date=organization.closed.since), "reason", "✗")
        elif least_known:
            text = f"{said.word('directory_oldest')} {age_line(least_known, said)}"
            yield Line(2, text, "reason", MARKS[least_known.state])
        for warning in directory.taxonomy.warnings_beside(organization.kind, organization.needs):
            yield Line(2, said.word(f"directory_warns_{warning}"), "reason", "!")


def due_lines(queue: Iterable[Due], directory: Directory, said: Texts) -> Iterator[Line]:
    """The upkeep queue, each check with what puts it at its place."""
    for number, due in enumerate(queue, 1):
        held = due.organization.is_held
        values = [] if held else [detail.value for detail in due.details]
        names = ", ".join(detail.id for detail in due.details)
        what = f"{due.organization.id} {names}" + (f": {', '.join(values)}" if values else "")
        yield Line(1, what, "finding", f"{number}.")
        yield Line(2, age_line(due.age, said), "reason", MARKS[due.age.state])
        if due.need:
            need = need_name(directory.taxonomy.needs[due.need], said)
            key = "directory_due_urgent" if due.is_urgent else "directory_due_need"
            yield Line(2, said.word(key, need=need, n=due.filed), "note")
        if held:
            yield Line(2, said.word("directory_due_held"), "note")
