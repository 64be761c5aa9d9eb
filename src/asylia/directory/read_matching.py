"""Reads directory/matching.yaml, strictly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from asylia.directory.matching import (
    Authorities,
    FactTells,
    FirstContact,
    LanguageName,
    Lines,
    Matching,
    NearDate,
    OwnState,
    Tells,
)
from asylia.directory.parts import known
from asylia.directory.taxonomy import Taxonomy
from asylia.lawbook.fields import Fields
from asylia.lawbook.procedure import CUSTODY, GENERAL_STAGES
from asylia.lawbook.strict_yaml import Items, read_yaml

FORMAT = "asylia-matching/1"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class MatchingWords:
    """What the rules may name."""

    places: Collection[str]
    organizations: Collection[str]
    taxonomy: Taxonomy


def read_matching(path: Path, shown: str, words: MatchingWords) -> Matching:
    """The rules in a file. Raises InputError."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    top.one_of("format", [FORMAT])
    near, offices, own = _part(top, "deadline"), _part(top, "authorities"), _part(top, "own_state")
    lines, pages = _part(top, "lines"), _part(top, "pages")
    found = Matching(
        shown,
        _by_key(_part(top, "first_contacts"), words.places, "place", lambda part: _first_contact(part, words)),
        NearDate(near.number("days"), _needs(near, "needs", words)),
        Authorities(_warning(offices, words), _audience(offices, "unless", words), _needs(offices, "needs", words)),
        OwnState(_warning(own, words), own.flag("offices_last")),
        _by_key(_part(top, "in_stead"), words.taxonomy.needs, "need", lambda part: _needs(part, "needs", words)),
        frozenset(_needs(top, "hidden_places", words)),
        Lines(frozenset(_kinds(lines, words)), frozenset(_needs(lines, "needs", words))),
        frozenset(_kinds(pages, words)),
        frozenset(_pairs(top, words)),
        {code: group[0] for group in _groups(top, "same_language") for code in group},
        _by_key(_part(top, "languages"), None, "language", _language),
        _by_key(_part(top, "stages"), GENERAL_STAGES, "general stage", lambda part: _tells(part, words)),
        _by_key(_part(top, "custody"), CUSTODY, "general custody", lambda part: _tells(part, words)),
        tuple(_fact(Fields(value, shown, "a fact", line), words) for value, line in top.items("facts")),
    )
    for part in (near, offices, own, lines, pages, top):
        part.close()
    return found


def _part(top: Fields, key: str) -> Fields:
    return Fields(top.take(key), top.file, key, top.block.lines.get(key))


def _by_key(part: Fields, keys: Collection[str] | None, what: str, read: Callable[[Fields], _T]) -> Mapping[str, _T]:
    found = {}
    for key in part.block:
        if keys is not None:
            known(part, key, key, keys, what)
        inner = Fields(part.take(key), part.file, f"{part.what}: {key}", part.block.lines[key])
        found[key] = read(inner)
        inner.close()
    return found


def _needs(fields: Fields, key: str, words: MatchingWords) -> tuple[str, ...]:
    return tuple(known(fields, key, need, words.taxonomy.needs, "need") for need in fields.texts(key))


def _kinds(fields: Fields, words: MatchingWords) -> Iterator[str]:
    kinds = words.taxonomy.kinds
    return (known(fields, "kinds", kind, kinds, "kind of organisation") for kind in fields.texts("kinds"))


def _audience(fields: Fields, key: str, words: MatchingWords) -> tuple[str, ...]:
    return tuple(known(fields, key, code, words.taxonomy.audiences, "audience") for code in fields.texts(key))


def _warning(fields: Fields, words: MatchingWords) -> str:
    ids = [warning.id for warning in words.taxonomy.warnings]
    return known(fields, "warning", fields.text("warning"), ids, "warning")


def _groups(top: Fields, key: str) -> Iterator[tuple[str, ...]]:
    for value, line in top.items(key):
        if not isinstance(value, Items) or not all(isinstance(code, str) for code in value):
            raise Fields(top.block, top.file, key, line).error(f"{key!r} must be a list of lists of codes", key)
        yield tuple(str(code) for code in value)


def _pairs(top: Fields, words: MatchingWords) -> Iterator[frozenset[str]]:
    for group in _groups(top, "exclude_each_other"):
        for code in group:
            known(top, "exclude_each_other", code, words.taxonomy.audiences, "audience")
        if len(set(group)) != 2:  # two exclude each other
            raise top.error("two audiences exclude each other", "exclude_each_other", "write [one, the other]")
        yield frozenset(group)


def _organization(fields: Fields, key: str, words: MatchingWords) -> str:
    return known(fields, key, fields.text(key), words.organizations, "organisation")


def _first_contact(fields: Fields, words: MatchingWords) -> FirstContact:
    line = _organization(fields, "language_line", words) if fields.has("language_line") else ""
    return FirstContact(_organization(fields, "organization", words), line, fields.titles("why"), fields.line)


def _language(fields: Fields) -> LanguageName:
    return LanguageName(fields.text("en"), fields.text("own"))


def _tells(fields: Fields, words: MatchingWords) -> Tells:
    own_state = fields.flag("own_state")
    return Tells(_needs(fields, "needs", words), _audience(fields, "audience", words), own_state)


def _fact(fields: Fields, words: MatchingWords) -> FactTells:
    found = FactTells(fields.text("fact"), fields.flag("holds", True), _tells(fields, words), fields.line)
    fields.close()
    return found
