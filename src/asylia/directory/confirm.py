"""Records that somebody checked a detail: a new source, and what it changed, ready for one commit."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import phonenumbers

from asylia.directory.edits import Bare, Edit, Text, applied, flow
from asylia.directory.lints import Checked, check_directory
from asylia.directory.model import Detail, Directory, Organization, PrintedDate, SourcePage
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.lawbook.fields import nearest
from asylia.lawbook.lints.remark import ERROR

PLAIN_KEY = {
    "website": "url",
    "email": "address",
    "phone": "display",
    "service": "name",
    "language": "code",
}
"""The key that a value without a key names."""
Place = Sequence[str | int]
"""Keys and positions that lead to a node of a file."""
_KEPT = ("id", "sources", "confidence", "type")
_LISTS = ("byday", "needs", "audience")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_PAIR = re.compile(r"([a-z_0-9]+)=(.*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody did: which page, call or letter, on which day, and what it says."""

    title: str
    publisher: str
    url: str
    how: str
    seen: date
    dated: PrintedDate | None
    confidence: str = ""
    """Empty leaves it as it was."""
    why: str = ""
    """Why a value changed."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: the new text of each file that changed, the source, and what changed by key."""

    files: Mapping[Path, str]
    """Empty where the same check is on record already."""
    source: SourcePage
    detail: Detail
    changed: Mapping[str, tuple[str, str]]
    """By key: what it was and what it is."""


def detail_named(organization: Organization, name: str) -> Detail:
    """The detail of a name such as `phone` or `phone.2`. Raises InputError that lists the names."""
    details = {detail.id: detail for detail in organization.details()}
    if name not in details:
        several = [known for known in details if known.partition(".")[0] == name]
        listed = ", ".join(f"{known} ({details[known].value})" for known in several) or ", ".join(details)
        says = f"{organization.id} has several of {name!r}" if several else f"{organization.id} has no {name!r}"
        raise InputError(says, mend=f"choose from {listed}")
    return details[name]


def organization_named(directory: Directory, name: str) -> Organization:
    """The organisation of an id. Raises InputError with the nearest."""
    if name not in directory.organizations:
        raise InputError(f"there is no organisation {name!r}", mend=nearest(name, directory.organizations))
    return directory.organizations[name]


def record_check(folder: Path, organization: str, detail: str, values: Mapping[str, str], check: Check) -> Recorded:
    """Write down that a detail was checked, in the files of a folder; with new values where it changed.

    A detail that stays gains the source. One that changes rests on the new source alone, and the change is recorded as
    a correction. Nothing is written unless the directory can be read again afterwards. Raises InputError.
    """
    directory = read_directory(folder)
    body = organization_named(directory, organization)
    found = detail_named(body, detail)
    source = _source_for(directory, body, check)
    path = folder.parent / body.file
    text = Text(_text_of(path), body.file)
    edits, changed = _edits_of(text, body, found, values, source, check)
    files = {path: applied(text.text, edits)}
    if source.tag not in directory.sources:
        sources = folder / "sources.yaml"
        listed = Text(_text_of(sources), f"{folder.name}/sources.yaml")
        files[sources] = applied(listed.text, [listed.add_key(["sources"], source.tag, flow(_written(source)))])
    elif files[path] == text.text:
        files = {}
    _refuse_read_only(files)
    _refuse_new_faults(folder, files, directory, check.seen)
    _write_all(files)
    return Recorded(files, source, found, changed)


def _edits_of(
    text: Text, body: Organization, detail: Detail, values: Mapping[str, str], source: SourcePage, check: Check
) -> tuple[list[Edit], Mapping[str, tuple[str, str]]]:
    at: Place = ["organizations", _position(text, body)]
    item: Place = [*at, *detail.place]
    changed = _changes(text, item, _completed(body, detail, values))
    edits = [_set(text, [*item, key], now) for key, (_, now) in changed.items()]
    tags = (source.tag,) if changed else (*detail.support.sources, source.tag)
    edits.append(text.set_list([*item, "sources"], tuple(dict.fromkeys(tags))))
    if check.confidence:
        edits.append(text.set([*item, "confidence"], Bare(check.confidence)))
    corrections = [
        flow(
            {
                "field": f"{detail.id}.{key}",
                "was": was,
                "now": now,
                "why": check.why or "changed since",
                "on": check.seen,
                "sources": (source.tag,),
            }
        )
        for key, (was, now) in changed.items()
        if not (key in ("e164", "short_code") and "display" in changed)
    ]
    if corrections:
        edits.append(text.add_items([*at, "corrections"], corrections))
    edits.append(text.set_list([*at, "sources"], tuple(dict.fromkeys((*body.sources, source.tag)))))
    return edits, changed


def values_from(detail: str, given: Sequence[str]) -> Mapping[str, str]:
    """New values as typed: `03-6383-0688` for what the detail is, or `postal_code=165-0034` for one of its parts."""
    kind = detail.partition(".")[0]
    found: dict[str, str] = {}
    for text in given:
        pair = _PAIR.match(text)
        if pair and pair[1] in _KEPT:
            raise InputError(f"{pair[1]!r} is not changed by a check", mend="change it in the file")
        if pair and "://" not in pair[1]:
            key, value = pair[1], pair[2]
        elif kind in PLAIN_KEY:
            key, value = PLAIN_KEY[kind], text
        else:
            raise InputError(f"{text!r} does not say which part of {detail} it is", mend="write KEY=VALUE")
        if key in found:
            raise InputError(f"{key!r} is given twice: {found[key]!r} and {value!r}", mend="keep the one that is right")
        found[key] = value
    return found


def _completed(body: Organization, detail: Detail, values: Mapping[str, str]) -> Mapping[str, str]:
    """The values, with the form to dial for a phone that is only shown, and the other way round."""
    shown = values.get("display")
    if detail.kind != "phone" or shown is None or "e164" in values:
        return values
    if body.phones[detail.place[1]].short_code:
        return {"short_code": re.sub("[^0-9]", "", shown), **values}
    try:
        number = phonenumbers.parse(shown, body.jurisdictions[0])
    except phonenumbers.NumberParseException:
        raise InputError(f"{shown!r} is no phone number", mend="write it as it is written there") from None
    form = phonenumbers.PhoneNumberFormat
    if shown.startswith("+"):
        shown = phonenumbers.format_number(number, form.NATIONAL)
    return {**values, "display": shown, "e164": phonenumbers.format_number(number, form.E164)}


def _changes(text: Text, item: Place, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for key, given in values.items():
        now = ",".join(_parts(given)) if key in _LISTS else given
        was = text.value([*item, key])
        if was != now:
            found[key] = (was, now)
    return found


def _set(text: Text, path: Place, now: str) -> Edit:
    if path[-1] in _LISTS:
        return text.set_list(path, _parts(now))
    return text.set(path, Bare(now) if now in ("true", "false") or _DAY.match(now) else now)


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(","))


def _position(text: Text, body: Organization) -> int:
    at = 0
    while text.value(["organizations", at, "id"]) != body.id:
        at += 1
    return at


# --- sources ---------------------------------------------------------------------------------------------------------


def _source_for(directory: Directory, body: Organization, check: Check) -> SourcePage:
    """The source of a check: the one that already says so, or a new one with a tag of its own."""
    for page in directory.sources.values():
        if (page.url, page.how, page.seen, page.dated) == (check.url, check.how, check.seen, check.dated) and page.url:
            return page
    stem = f"{body.id.upper()}-{check.seen:%Y%m%d}"
    tags = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    tag = next(tag for tag in tags if tag not in directory.sources)
    return SourcePage(tag, check.title, check.publisher, check.url, check.how, check.seen, check.dated, "", 0)


def _written(source: SourcePage) -> Mapping[str, object]:
    found: dict[str, object] = {"title": source.title, "publisher": source.publisher}
    if source.url:
        found["url"] = source.url
    found |= {"how": Bare(source.how), "seen": source.seen}
    if source.dated:
        found["dated"] = source.dated.first if source.dated.is_exact else source.dated.text
    return found


# --- files -----------------------------------------------------------------------------------------------------------


def _text_of(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:  # line ends stay as they are
        return stream.read()


def _refuse_new_faults(folder: Path, files: Mapping[Path, str], before: Directory, today: date) -> None:
    """Try the new files on a copy. Raises InputError if they cannot be read, or if a lint finds a new error."""
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / folder.name
        shutil.copytree(folder, copy)
        for path, content in files.items():
            (copy / path.relative_to(folder)).write_bytes(content.encode())
        after = read_directory(copy)
    old = {(remark.id, remark.says) for remark in check_directory(Checked(before, today))}
    for remark in check_directory(Checked(after, today)):
        if remark.severity == ERROR and (remark.id, remark.says) not in old:
            raise InputError(f"nothing was written, for {remark.says}", mend=remark.mend)


def _refuse_read_only(files: Mapping[Path, str]) -> None:
    """Raise InputError for a file that its owner has closed: the folder would let it be replaced all the same."""
    for path in files:
        if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise InputError("the file is read-only", file=str(path), mend="make it writable, or ask who closed it")


def _write_all(files: Mapping[Path, str]) -> None:
    """Write all files, or none. Links stay links, and files keep their modes. Raises InputError."""
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            target = path.resolve()
            temporary = target.with_suffix(".part")
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                ready.append((temporary, target))
                stream.write(content)
            shutil.copymode(target, temporary)
        for temporary, target in reversed(ready):  # the source first: what names one that is not there cannot be read
            os.replace(temporary, target)
    except OSError as error:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise InputError(f"the file cannot be written ({error.strerror})", file=str(path)) from None
