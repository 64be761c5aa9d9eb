"""Proposes entries from HSDS data of somebody else, with what is wrong in them. A person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asylia.directory.hsds.files import Read
from asylia.directory.hsds.flat import Row, Tables
from asylia.directory.hsds.foreign import SOURCE, ForeignReader, placed
from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.own import OwnTables, read_organization, readable_sources
from asylia.directory.hsds.published import tags_of
from asylia.directory.hsds.shape import DRAFT_KINDS
from asylia.directory.lints import Checked, check_directory
from asylia.directory.model import (
    Directory,
    Organization,
    Phone,
    Schedule,
    Service,
    SourcePage,
    hours_of,
    in_one_line,
)
from asylia.directory.propose import ProposedField
from asylia.directory.propose_names import all_names, host_of
from asylia.directory.propose_page import Defect
from asylia.errors import InputError
from asylia.lawbook.lints.remark import INFORMATION

MOST_ORGANIZATIONS = 1000
_OF_A_WHOLE_DIRECTORY = ("need-without-help", "unused-source", "impossible-date")
_NEEDS_A_PLACE = ("phone-elsewhere", "malformed-phone", "unstructured-address")
"""Lints that say nothing true of a body whose place is open."""
_FILE = "package"


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """One organisation of the package: what could be taken, and what is wrong with it."""

    number: int
    where: str
    name: str
    body: str
    """The id of the body that the directory holds already; empty if it seems to be new."""
    body_why: str
    is_own: bool
    """Whether asylia wrote it: then it is read back without loss."""
    fields: tuple[ProposedField, ...]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A package, read."""

    file: str
    sha256: str
    files: int
    on: date
    country: str
    drafts: tuple[str, ...]
    """What it uses of the draft of 3.1."""
    defects: tuple[Defect, ...]
    blocks: tuple[ImportedBlock, ...]


def import_hsds(read: Read, *, directory: Directory, today: date, country: str = "") -> Imported:
    """What a package proposes, in its order. `country`: of bodies whose addresses do not say it. Raises InputError."""
    tables = read.tables
    rows = list(tables.rows["organization"].values())
    if len(rows) > MOST_ORGANIZATIONS:
        mend = f"{MOST_ORGANIZATIONS:,} is the most that is looked through at once; hand it in part by part"
        raise InputError(f"there are {len(rows):,} organisations", file=read.name, mend=mend)
    missing = [*tables.missing_references(), *_without_organization(tables)]
    foreign = ForeignReader(tables, directory, today, country)
    own = OwnTables(tables)
    made = [_one(row, own, foreign) for row in rows]
    sources, unread = readable_sources(own)
    missing += _without_sources(unread)
    linted = _linted([organization for organization, *_ in made], sources, read, directory, today)
    blocks = tuple(
        _block(number, row, organization, defects + linted.get(number, []), sure, is_own, directory)
        for number, (row, (organization, defects, sure, is_own)) in enumerate(zip(rows, made, strict=True), 1)
    )
    drafts = sorted(tables.drafts | {kind for kind in DRAFT_KINDS if tables.rows[kind]})
    defects = tuple(dict.fromkeys([*tables.defects, *missing]))
    return Imported(read.name, read.sha256, read.files, today, country, tuple(drafts), defects, blocks)


def _without_organization(tables: Tables) -> Iterator[Defect]:
    for row in tables.rows["service"].values():
        if not row.text("organization_id"):
            mend = "add organization_id; a service that nobody gives is not taken"
            yield Defect("reference_missing", None, f"{row.where}: the service names no organization", mend)


def _without_sources(unread: Sequence[Row]) -> Iterator[Defect]:
    if unread:
        pages = "1 page" if len(unread) == 1 else f"{len(unread):,} pages"
        what = f"{unread[0].where}: {pages} behind details, {unread[0].text('code')} first, without how and when seen"
        yield Defect("source_unclear", None, what, "hand in the whole export, with the terms and their metadata")


def _one(
    row: Row, own: OwnTables, foreign: ForeignReader
) -> tuple[Organization, list[Defect], Mapping[str, str], bool]:
    if own.is_own(row):
        try:
            return read_organization(own, row), [], {}, True
        except (ValueError, KeyError, IndexError, StopIteration) as error:
            what = f"{row.where}: it was written by asylia and changed since ({error})"
            changed = Defect("profile_broken", None, what, "it is read as data of somebody else")
            organization, reading = foreign.organization(row)
            return organization, [changed, *reading.defects], reading.sure, False
    organization, reading = foreign.organization(row)
    return organization, reading.defects, reading.sure, False


def _linted(
    organizations: list[Organization],
    known: Mapping[str, SourcePage],
    read: Read,
    directory: Directory,
    today: date,
) -> Mapping[int, list[Defect]]:
    """What the lints of the directory say, by the number of the organisation."""
    numbered = {
        str(number): placed(organization, _FILE, number) for number, organization in enumerate(organizations, 1)
    }
    package = SourcePage(SOURCE, read.name, read.name, "", "mail", today, None, "", 0)
    sources = {**known, SOURCE: package}
    strange = {tag for one in organizations for tag in tags_of(one)}
    sources |= {tag: replace(package, tag=tag) for tag in strange - sources.keys()}
    matching = replace(directory.matching, first_contacts={})  # they name bodies that are not among these
    alone = replace(directory, organizations=numbered, sources=sources, matching=matching)
    checked = Checked(alone, today)
    found: dict[int, list[Defect]] = {}
    for remark in check_directory(checked):
        if remark.file != _FILE or remark.id in _OF_A_WHOLE_DIRECTORY or remark.severity == INFORMATION:
            continue
        body = organizations[remark.line - 1]
        if body.jurisdictions or remark.id not in _NEEDS_A_PLACE:
            says = remark.says.removeprefix(f"{body.id}: ")
            found.setdefault(remark.line, []).append(Defect(remark.id.replace("-", "_"), None, says, remark.mend))
    return found


def _block(
    number: int,
    row: Row,
    organization: Organization,
    defects: list[Defect],
    sure: Mapping[str, str],
    is_own: bool,
    directory: Directory,
) -> ImportedBlock:
    body, why = _held(row, organization, directory)
    name = organization.names.get("en") or next(iter(organization.names.values()), "")
    fields = tuple(_fields(organization, sure, is_own))
    return ImportedBlock(number, row.where, name, body, why, is_own, fields, tuple(dict.fromkeys(defects)))


def _held(row: Row, organization: Organization, directory: Directory) -> tuple[str, str]:
    """The body of the directory that this is: by id, else by what only one body has."""
    for body in directory.organizations.values():
        if row.id == identity("organization", body.id):
            return body.id, "the same id"
    numbers = {_digits(phone) for phone in organization.phones}
    mails = {email.address.casefold() for email in organization.emails}
    hosts = {host_of(site.url) for site in organization.websites}
    names = {name.casefold() for name in (*organization.names.values(), *organization.other_names)}
    for body in directory.organizations.values():
        if numbers & {_digits(phone) for phone in body.phones}:
            return body.id, "a phone number is the same"
        if mails & {email.address.casefold() for email in body.emails}:
            return body.id, "a mail address is the same"
        if names & {name.casefold() for name in all_names(body)}:
            return body.id, "a name is the same"
        if hosts & {host_of(site.url) for site in body.websites if host_of(site.url)}:
            return body.id, "the host of a website is the same"
    return "", ""


def _digits(phone: Phone) -> str:
    return phone.e164 or f"{phone.short_code} as a short code"


_WHY = {True: "written by asylia", False: "as written"}

# --- fields ----------------------------------------------------------------------------------------------------------


def _fields(organization: Organization, sure: Mapping[str, str], is_own: bool) -> Iterator[ProposedField]:
    """Every value that could be carried over, in the order of a file of organisations."""
    as_it_is = _WHY[is_own]
    for tag, name in organization.names.items():
        yield _field("names", name, as_it_is, language=tag)
    for name in organization.other_names:
        yield _field("other_names", name, as_it_is)
    if is_own:
        yield _field("kind", organization.kind, as_it_is)
        yield _field("publish", organization.publish, as_it_is)
        yield _field("description", organization.description, as_it_is)
    else:
        yield _field("publish", organization.publish, "nobody has called or written yet", "high")
        yield _field("description", organization.description, "to be told in own words, never copied", "low")
    for place in organization.jurisdictions:
        yield _field("jurisdictions", place, as_it_is)
    for site in organization.websites:
        yield _field("websites", site.url, as_it_is, seen=site.seen)
    for email in organization.emails:
        yield _field("emails", email.address, as_it_is, purpose=email.purpose)
    for phone in organization.phones:
        yield _phone_field(phone, as_it_is if is_own else "by the numbering plan", sure)
    for address in organization.addresses:
        yield _field(
            "addresses",
            in_one_line(address),
            as_it_is,
            id=address.id,
            type=address.type,
            address_1=address.address_1,
            city=address.city,
            state_province=address.state_province,
            postal_code=address.postal_code,
            country=address.country,
            note=address.note,
        )
    for schedule in organization.schedules:
        yield _schedule_field(schedule, as_it_is)
    for service in organization.services:
        yield _service_field(service, as_it_is)
    for spoken in organization.languages:
        yield _field("languages", spoken.code, as_it_is, note=spoken.note)
    if organization.last_verified:
        yield _field("last_verified", organization.last_verified.text, as_it_is)
    for note in organization.notes:
        yield _field("notes", note, as_it_is)


def _field(name: str, value: str, why: str, confidence: str = "medium", **parts: str | bool) -> ProposedField:
    kept = tuple((key, part) for key, part in parts.items() if part != "")
    return ProposedField(name, value, confidence, why, None, kept)


def _phone_field(phone: Phone, why: str, sure: Mapping[str, str]) -> ProposedField:
    number = phone.e164 or phone.short_code
    field = _field(
        "phones",
        number,
        why,
        sure.get(number, "medium"),
        display=phone.display,
        type=phone.type,
        from_abroad=phone.from_abroad,
        purpose=phone.purpose,
        note=phone.note,
    )
    abroad: tuple[tuple[str, str | bool], ...] = (("reachable_from_abroad", False),)
    return field if phone.reachable_from_abroad else replace(field, parts=field.parts + abroad)


def _schedule_field(schedule: Schedule, why: str) -> ProposedField:
    return _field(
        "schedules",
        hours_of(schedule),
        why,
        applies_to=schedule.applies_to,
        freq=schedule.freq,
        byday=",".join(schedule.byday),
        opens_at=f"{schedule.opens_at:%H:%M}" if schedule.opens_at else "",
        closes_at=f"{schedule.closes_at:%H:%M}" if schedule.closes_at else "",
        valid_from=schedule.valid_from.isoformat() if schedule.valid_from else "",
        valid_to=schedule.valid_to.isoformat() if schedule.valid_to else "",
        description=schedule.description,
        note=schedule.note,
    )


def _service_field(service: Service, why: str) -> ProposedField:
    return _field(
        "services",
        service.name,
        why,
        id=service.id,
        needs=", ".join(service.needs),
        audience=", ".join(service.audience),
        cost=service.cost,
        area=service.area,
        at=service.at,
        status=service.status,
        note=service.note,
    )
