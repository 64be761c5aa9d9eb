"""Writes what is published as HSDS files: JSON in the page envelope of the interface, and tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from asylia.directory.ages import Word
from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.objects import ObjectMaker, Wording
from asylia.directory.hsds.published import Published, published
from asylia.directory.hsds.tabular import DESCRIPTION, WRITTEN, TableWriter, package, write_description
from asylia.directory.hsds.terms import PROFILE, Json, Terms
from asylia.directory.model import Directory, Organization
from asylia.errors import InputError

FORMS = ("json", "tabular", "both")
TABLES = "tabular"
"""The folder of the tables inside that of an export."""
LINES = "services.ndjson"
_BUFFER = 1 << 20
_FILES = {
    "organization": "organizations.json",
    "service": "services.json",
    "service_at_location": "service_at_locations.json",
    "location": "locations.json",
    "taxonomy": "taxonomies.json",
    "taxonomy_term": "taxonomy_terms.json",
    "meta_table_description": "meta_table_descriptions.json",
}


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: the files, as paths inside the folder, and how many objects of each kind."""

    files: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def wording(directory: Directory, language: str, word: Word) -> Wording:
    """How a dataset of this directory speaks in a language."""

    def warnings(organization: Organization) -> tuple[str, ...]:
        return directory.taxonomy.warnings_beside(organization.kind, organization.needs)

    return Wording(language, word, warnings, directory.timezones)


def export(directory: Directory, folder: Path, *, language: str, word: Word, form: str = "both") -> Export:
    """Writes the files of a form into a folder, over those of an earlier export. Raises InputError.

    What is on hold is in none of them, and no file of an earlier export stays, also not one of another form: a body
    may have been on hold since.
    """
    try:
        return _export(directory, folder, language, word, form)
    except OSError as error:
        mend = "name a folder that can be written"
        raise InputError(f"it cannot be written ({error.strerror})", file=str(folder), mend=mend) from None


def _export(directory: Directory, folder: Path, language: str, word: Word, form: str) -> Export:
    _clear(folder)
    shown = published(directory)
    maker = ObjectMaker(shown, wording(directory, language, word))
    counts: dict[str, int] = {}
    with ExitStack() as opened:
        pages = opened.enter_context(_Pages(folder)) if form != "tabular" else None
        tables = opened.enter_context(TableWriter(folder / TABLES)) if form != "json" else None
        for kind, things in _all(maker, shown, language):
            counts[kind] = counts.get(kind, 0)
            for thing in things:
                counts[kind] += 1
                if pages:
                    pages.write(kind, thing)
                if tables and kind not in ("service_at_location", "location"):  # their rows come with what holds them
                    tables.write(kind, thing)
    if tables:
        described = package("asylia-directory", "asylia directory", shown.version, shown.licence_note, language)
        write_description(folder / TABLES, described)
    return Export(tuple(_there(folder)), tuple(counts.items()))


def _all(maker: ObjectMaker, shown: Published, language: str) -> Iterator[tuple[str, Iterable[Json]]]:
    yield "meta_table_description", [description(shown, maker.terms, language)]
    yield "taxonomy", maker.terms.taxonomies.values()
    yield "taxonomy_term", maker.terms.whole()
    for organization in shown.organizations:
        made = maker.objects(organization)
        yield "organization", [made.organization]
        yield "location", made.locations
        yield "service", made.services
        yield "service_at_location", made.service_at_locations


def description(shown: Published, terms: Terms, language: str) -> Json:
    """The dataset itself: its language, version, day and licence."""
    about = identity("dataset", language)
    values = {"version": shown.version, "compiled": shown.compiled.isoformat(), "licence_note": shown.licence_note}
    attributes = [
        {
            "id": identity("attribute", about, PROFILE, code),
            "value": value,
            "taxonomy_term": terms.nested(PROFILE, code),
        }
        for code, value in values.items()
        if value
    ]
    return {
        "id": about,
        "name": "asylia directory",
        "language": language,
        "character_set": "UTF-8",
        "attributes": attributes,
    }


class _Pages:
    """The JSON files, each one page that holds everything: one object on a line."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._opened = folder, dict[str, IO[bytes]]()
        self._sizes = dict.fromkeys(_FILES, 0)

    def __enter__(self) -> _Pages:
        self._folder.mkdir(parents=True, exist_ok=True)
        for kind, name in _FILES.items():
            self._opened[kind] = (self._folder / name).open("wb", _BUFFER)
            self._opened[kind].write(b'{"contents": [')
        self._lines = (self._folder / LINES).open("wb", _BUFFER)
        return self

    def write(self, kind: str, thing: Json) -> None:
        text = _dumped(thing).encode()
        self._opened[kind].write(b",\n" if self._sizes[kind] else b"\n")
        self._opened[kind].write(text)
        self._sizes[kind] += 1
        if kind == "service":
            self._lines.write(text)
            self._lines.write(b"\n")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name, opened in self._opened.items():
            rest = json.dumps(envelope(self._sizes[name]))[1:-1]
            opened.write(f"\n],\n{rest}}}\n".encode())
            opened.close()
        self._lines.close()


_dumped: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode


def envelope(size: int) -> Json:
    """The page envelope of a file that holds all objects of a kind."""
    return {
        "total_items": size,
        "total_pages": 1,
        "page_number": 1,
        "size": size,
        "first_page": True,
        "last_page": True,
        "empty": size == 0,
    }


# --- the folder ------------------------------------------------------------------------------------------------------


def _ours(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in (*_FILES.values(), LINES))
    yield from (folder / TABLES / f"{shape.file}.csv" for shape in WRITTEN)
    yield folder / TABLES / DESCRIPTION


def _there(folder: Path) -> Iterator[str]:
    yield from (path.relative_to(folder).as_posix() for path in _ours(folder) if path.exists())


def _clear(folder: Path) -> None:
    """Makes room. Refuses a folder with other things in it, for an export names its files itself."""
    if folder.exists() and not folder.is_dir():
        raise InputError("this is a file, not a folder", file=str(folder), mend="name a folder for the export")
    ours = set(_ours(folder))
    inside = [path for path in folder.rglob("*") if not path.is_dir()] if folder.exists() else []
    others = sorted(path.relative_to(folder).as_posix() for path in inside if path not in ours)
    if others:
        mend = "name an empty folder, or that of an earlier export"
        raise InputError(f"there are other files in the folder, such as {others[0]}", file=str(folder), mend=mend)
    for path in inside:
        path.unlink()
