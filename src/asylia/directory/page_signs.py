"""The words, places and codes by which the page of a directory is read: `page_signs.yaml`, taken apart once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import read_yaml

__all__ = ["Country", "Signs", "signs"]

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Country:
    """By what an address, a mail domain or a text shows its country."""

    code: str
    names: tuple[str, ...]
    letters: re.Pattern[str]
    postal: re.Pattern[str]
    domain: str
    second_levels: frozenset[str]
    city_ends: tuple[str, ...]
    district: re.Pattern[str]
    places: dict[str, str]
    """Spelling of a place -> its common name; longest spelling first."""


@dataclass(frozen=True, slots=True)
class Signs:
    """All of it."""

    labels: dict[str, str]
    """Label -> what it stands before; longest label first."""
    words: dict[str, tuple[str, ...]]
    countries: dict[str, Country]

    def has_word(self, kind: str, text: str) -> bool:
        """Whether a text holds one of these words: a Latin one by itself, any other anywhere."""
        return self.count(kind, text) > 0

    def count(self, kind: str, text: str) -> int:
        """How often these words stand in a text."""
        latin, joined = _split(self.words[kind])
        text = text.casefold()
        return sum(word in latin for word in re.findall(r"[a-z][a-z+-]*", text)) + sum(text.count(w) for w in joined)


@lru_cache(maxsize=64)
def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    latin = frozenset(word for word in words if word.isascii())
    return latin, tuple(word for word in words if word not in latin)


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs, read once."""
    path = Path(__file__).with_name("page_signs.yaml")
    fields = Fields(read_yaml(path), path.name, "the file of signs")
    by_kind = _lists(fields.take("labels"), path.name, "labels")
    labels = {label.casefold(): kind for kind, found in by_kind.items() for label in found}
    countries = Fields(fields.take("countries"), path.name, "countries")
    read = {str(code): _country(str(code), countries.take(code), path.name) for code in countries.block}
    words = {key: fields.texts(key) for key in fields.block if key not in ("labels", "countries")}
    fields.close()
    return Signs(dict(sorted(labels.items(), key=_longest_first)), words, read)


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -len(item[0]), item[0]


def _lists(value: object, file: str, what: str) -> dict[str, tuple[str, ...]]:
    fields = Fields(value, file, what)
    return {key: fields.texts(key) for key in fields.block}


def _country(code: str, value: object, file: str) -> Country:
    fields = Fields(value, file, code)
    places = {
        spelling.casefold(): common
        for common, spellings in _lists(fields.take("places"), file, f"places of {code}").items()
        for spelling in (common, *spellings)
    }
    letters, postal = fields.text("letters"), fields.text("postal")
    found = Country(
        code,
        fields.texts("names"),
        re.compile(f"[{letters}]") if letters else _NEVER,
        re.compile(postal) if postal else _NEVER,
        fields.text("domain"),
        frozenset(fields.texts("second_levels")),
        fields.texts("city_ends"),
        re.compile(fields.text("district"), re.I),
        dict(sorted(places.items(), key=_longest_first)),
    )
    fields.close()
    return found
