"""Reads a folder of the directory, strictly: unknown keys, needs, sources and repeated ids are errors with a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from asylia.directory.areas import Areas
from asylia.directory.matching import Matching
from asylia.directory.model import HOW_SEEN, AgeLimits, Directory, Organization, SourcePage, ToVerify
from asylia.directory.parts import known, printed_date, required_day, web_address
from asylia.directory.read_areas import read_areas
from asylia.directory.read_matching import MatchingWords, read_matching
from asylia.directory.read_organizations import Words, read_organization
from asylia.directory.sound import sound_file
from asylia.directory.taxonomy import SAID_WITH, Audience, Kind, MappingSource, Need, SafetyWarning, Taxonomy
from asylia.errors import InputError
from asylia.lawbook.fields import Fields, nearest

FORMAT, TAXONOMY_FORMAT = "asylia-directory/1", "asylia-needs/1"
ORGANIZATIONS = "organizations"
REGION = "region"
"""Where a body to look up works at no single place."""
_TAG = re.compile(r"[A-Z][A-Z0-9-]*\Z")
_T = TypeVar("_T")


def read_directory(folder: Path) -> Directory:
    """The directory in a folder. Raises InputError at the first fault, with file, line and mend."""
    name = folder.name
    shown = f"{name}/directory.yaml"
    top = sound_file(folder / "directory.yaml", shown)
    top.one_of("format", [FORMAT])
    timezones = _timezones(top)
    taxonomy = read_taxonomy(folder / "taxonomy.yaml", f"{name}/taxonomy.yaml")
    sources = read_sources(folder / "sources.yaml", f"{name}/sources.yaml")
    words = Words(frozenset(timezones), frozenset(sources), taxonomy)
    organizations = _organizations(folder, name, words)
    areas, matching = folder / "areas.yaml", folder / "matching.yaml"
    rules = MatchingWords(timezones, organizations, taxonomy)
    found = Directory(
        top.text("version"),
        required_day(top, "compiled"),
        top.text("licence_note"),
        timezones,
        _postal_codes(top, timezones),
        _ages(top, taxonomy.kinds),
        taxonomy,
        sources,
        organizations,
        tuple(
            _to_verify(Fields(value, shown, "a body to look up", line), timezones)
            for value, line in top.items("to_verify")
        ),
        read_areas(areas, f"{name}/areas.yaml", timezones) if areas.exists() else Areas(),
        read_matching(matching, f"{name}/matching.yaml", rules) if matching.exists() else Matching(),
    )
    top.close()
    return found


def _organizations(folder: Path, name: str, words: Words) -> Mapping[str, Organization]:
    found: dict[str, Organization] = {}
    inside = f"{name}/{ORGANIZATIONS}"
    if not (folder / ORGANIZATIONS).is_dir():
        raise InputError("there is no such folder", file=inside, mend="make it, with a file for each place")
    for path in sorted((folder / ORGANIZATIONS).iterdir()):
        shown = f"{inside}/{path.name}"
        if path.suffix == ".yml":  # it would be left out unseen
            raise InputError("its name does not end in .yaml", file=shown, mend="rename it")
        if path.suffix != ".yaml":
            continue
        if not path.is_file():
            raise InputError("this is no file", file=shown, mend="put a file there, or take it out")
        top = sound_file(path, shown)
        for value, line in top.items("organizations"):
            fields = Fields(value, shown, "an organisation", line)
            organization = read_organization(fields, words)
            if organization.id in found:
                earlier = found[organization.id]
                raise fields.error(
                    f"the id {organization.id!r} stands twice",
                    "id",
                    f"it is also at {earlier.file}, line {earlier.line}",
                )
            found[organization.id] = organization
        top.close()
    return found


def _timezones(top: Fields) -> Mapping[str, str]:
    top.take("timezones")
    found = top.mapping("timezones")
    for place, zone in found.items():
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            says = f"there is no time zone {zone!r}, for {place}"
            raise top.error(says, "timezones", "write it as Asia/Tokyo") from None
    return found


def _postal_codes(top: Fields, places: Collection[str]) -> Mapping[str, str]:
    found = top.mapping("postal_codes")
    for place, pattern in found.items():
        known(top, "postal_codes", place, places, "place")
        try:
            re.compile(pattern)
        except re.error as error:
            says = f"the postcodes of {place} are no regular expression: {error}"
            raise top.error(says, "postal_codes", 'write them as "[0-9]{5}"') from None
    return found


def _ages(top: Fields, kinds: Mapping[str, Kind]) -> AgeLimits:
    top.take("ages")
    fields = Fields(top.block["ages"], top.file, "ages", top.block.lines["ages"])
    by_kind = {}
    if fields.has("may_be_old_by_kind"):
        fields.take("may_be_old_by_kind")
        line = fields.block.lines["may_be_old_by_kind"]
        inner = Fields(fields.block["may_be_old_by_kind"], top.file, "may_be_old_by_kind", line)
        for kind in inner.block:
            known(inner, kind, kind, kinds, "kind of organisation")
            by_kind[kind] = inner.number(kind)
    ages = AgeLimits(fields.number("may_be_old"), fields.number("may_have_changed"), by_kind)
    fields.close()
    for days in (ages.may_be_old, *by_kind.values()):
        if not 0 < days <= ages.may_have_changed:
            says = f"{days} days are no limit between 1 and the {ages.may_have_changed} of may_have_changed"
            raise top.error(says, "ages", "what may have changed may be old first")
    return ages


def _to_verify(fields: Fields, places: Collection[str]) -> ToVerify:
    found = ToVerify(fields.text("name"), fields.one_of("jurisdiction", (*places, REGION)))
    fields.close()
    return found


def read_sources(path: Path, shown: str) -> Mapping[str, SourcePage]:
    """The pages behind details, by tag."""
    file = sound_file(path, shown)
    top = Fields(file.take("sources"), shown, "sources", file.block.lines["sources"])
    file.close()
    found = {}
    for tag in top.block:
        if not _TAG.match(tag):
            says = f"the tag {tag!r} is not written as one"
            raise top.error(says, tag, "use capital letters, digits and hyphens")
        fields = Fields(top.take(tag), shown, f"the source {tag}", top.block.lines[tag])
        how = fields.one_of("how", HOW_SEEN)
        found[tag] = SourcePage(
            tag,
            fields.text("title"),
            fields.text("publisher"),
            web_address(fields, "" if how in ("phone", "mail") else None),
            how,
            required_day(fields, "seen"),
            printed_date(fields, "dated"),
            fields.text("note", ""),
            fields.line,
        )
        fields.close()
    return found


# --- taxonomy --------------------------------------------------------------------------------------------------------


def read_taxonomy(path: Path, shown: str) -> Taxonomy:
    """The needs, audiences, kinds and warnings."""
    top = sound_file(path, shown)
    top.one_of("format", [TAXONOMY_FORMAT])
    version = top.text("version")
    head = Fields(top.take("taxonomy"), shown, "taxonomy", top.block.lines["taxonomy"])
    needs = _by_code(top, "terms", "a need", _need)
    for need in needs.values():
        if need.parent and need.parent not in needs:
            says = f"the need {need.code} has the parent {need.parent!r}, which does not exist"
            raise InputError(says, file=shown, line=need.line, mend=nearest(need.parent, needs))
        first, _, second = need.code.partition(".")
        if need.parent != (first if second else ""):
            says = f"the need {need.code} stands under {need.parent!r}" if need.parent else f"{need.code} has no parent"
            mend = f"write parent: {first}" if second else "leave the parent out, or write the code as parent.code"
            raise InputError(says, file=shown, line=need.line, mend=mend)
    kinds = _by_code(top, "kinds", "a kind", lambda fields: Kind(fields.text("code"), fields.text("en")))
    audiences = _by_code(
        top, "audiences", "an audience", lambda fields: Audience(fields.text("code"), fields.text("en"))
    )
    found = Taxonomy(
        head.text("id"),
        head.text("name"),
        head.text("description"),
        head.text("uuid_rule"),
        head.text("term_uuid_rule"),
        version,
        needs,
        audiences,
        kinds,
        tuple(_warning(fields, kinds, needs) for fields in _blocks(top, "warnings", "a warning")),
        tuple(_mapping_source(fields) for fields in _blocks(top, "mapping_sources", "a mapping source")),
    )
    head.close()
    top.close()
    return found


def _blocks(top: Fields, key: str, what: str) -> list[Fields]:
    return [Fields(value, top.file, what, line) for value, line in top.items(key)]


def _by_code(top: Fields, key: str, what: str, read: Callable[[Fields], _T]) -> Mapping[str, _T]:
    found: dict[str, _T] = {}
    for fields in _blocks(top, key, what):
        code = fields.text("code")
        if code in found:
            raise fields.error(f"the code {code!r} stands twice", "code", "keep one of them")
        found[code] = read(fields)
        fields.close()
    return found


def _need(fields: Fields) -> Need:
    terms = fields.items("oe")
    for value, _ in terms:
        if not isinstance(value, int) or isinstance(value, bool):
            raise fields.error(f"'oe' must be a list of numbers, not {value!r}", "oe")
    return Need(
        fields.text("code"),
        fields.text("parent", ""),
        fields.text("en"),
        fields.text("plain"),
        tuple(value for value, _ in terms if isinstance(value, int)),
        fields.text("help"),
        fields.flag("urgent"),
        fields.line,
    )


def _warning(fields: Fields, kinds: Collection[str], needs: Collection[str]) -> SafetyWarning:
    found = SafetyWarning(
        fields.text("id"),
        fields.one_of("said_with", SAID_WITH),
        tuple(known(fields, "kinds", kind, kinds, "kind of organisation") for kind in fields.texts("kinds")),
        tuple(known(fields, "needs", need, needs, "need") for need in fields.texts("needs")),
    )
    fields.close()
    return found


def _mapping_source(fields: Fields) -> MappingSource:
    title, url, licence = fields.text("title"), fields.text("url"), fields.text("licence", "")
    found = MappingSource(fields.text("id"), title, url, licence, required_day(fields, "seen"))
    fields.close()
    return found
