"""Taking a block apart, key by key, with an error for everything that is missing, unknown or of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from asylia.errors import InputError
from asylia.lawbook.strict_yaml import Block, Items

_PERIOD = re.compile(r"P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+D)?\Z")


def nearest(word: str, words: Iterable[str]) -> str:
    """A mend that names the nearest known word, or says where to look."""
    from difflib import get_close_matches  # noqa: PLC0415  # only for mistakes

    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "check the spelling"


class Fields:
    """The keys of one block. Each method takes one key; `close` refuses what was not taken."""

    def __init__(self, value: object, file: str, what: str, line: int | None = None) -> None:
        if not isinstance(value, Block):
            raise InputError(f"{what} must be a mapping of keys", file=file, line=line)
        self.block, self.file, self.what, self.line = value, file, what, value.line
        self._taken: set[str] = set()
        self._asked: dict[str, None] = {}
        """Every key that may stand here, also what is absent: the mend of a misspelt key names the nearest."""

    def error(self, says: str, key: str | None = None, mend: str | None = None) -> InputError:
        """An error that points at the line of a key."""
        return InputError(says, file=self.file, line=self.block.lines.get(key or "", self.line), mend=mend)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked[key] = None
        return key in self.block

    def take(self, key: str) -> object:
        """The value of a key that must be there."""
        self._taken.add(key)
        self._asked[key] = None
        if key not in self.block:
            raise self.error(f"{self.what} has no {key!r}", mend=f"add the key {key!r}")
        return self.block[key]

    def optional(self, key: str) -> object | None:
        """The value of a key, or None."""
        return self.take(key) if self.has(key) else None

    def _kind(self, key: str, kind: type, named: str) -> object:
        value = self.take(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(f"{key!r} must be {named}, not {value!r}", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Text."""
        if default is not None and not self.has(key):
            return default
        return str(self._kind(key, str, "text"))

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        if default is not None and not self.has(key):
            return default
        value = self._kind(key, int, "a whole number")
        assert isinstance(value, int)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        return bool(self._kind(key, bool, "true or false")) if self.has(key) else default

    def day(self, key: str) -> date | None:
        """A day, if given."""
        if not self.has(key):
            return None
        value = self._kind(key, date, "a date such as 2024-06-10")
        assert isinstance(value, date)
        return value

    def items(self, key: str) -> list[tuple[object, int]]:
        """The items of a list with their lines; empty if the key is absent."""
        if not self.has(key):
            return []
        value = self.take(key)
        if not isinstance(value, Items):
            raise self.error(f"{key!r} must be a list", key, "write it as [a, b] or with dashes")
        return list(zip(value, value.lines, strict=True))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty if absent."""
        found = self.items(key)
        for value, _ in found:
            if not isinstance(value, str):
                raise self.error(f"{key!r} must be a list of texts, not {value!r}", key)
        return tuple(str(value) for value, _ in found)

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self.text(key, default)
        choices = tuple(choices)
        if value not in choices:
            raise self.error(
                f"{key!r} is {value!r}, which is none of {', '.join(choices)}", key, nearest(value, choices)
            )
        return value

    def mapping(self, key: str) -> Mapping[str, str]:
        """A mapping of texts; empty if absent."""
        if not self.has(key):
            return {}
        value = self.take(key)
        if not isinstance(value, Block) or not all(isinstance(text, str) for text in value.values()):
            raise self.error(f"{key!r} must map names to texts", key)
        return {name: str(text) for name, text in value.items()}

    def titles(self, key: str = "title") -> Mapping[str, str]:
        """Names by language; the English one must be there, for all others fall back on it."""
        self.take(key)
        found = self.mapping(key)
        if "en" not in found:
            raise self.error(f"the {key} of {self.what} has no 'en'", key, "add it in English")
        return found

    def period(self, key: str) -> str:
        """A period of days, months and years as in ISO 8601."""
        value = self.text(key)
        if not _PERIOD.match(value):
            raise self.error(f"{key!r} is {value!r}, which is no period", key, "write P7D, P6M or P1Y")
        return value

    def close(self) -> None:
        """Refuse keys that nobody took."""
        for key in self.block:
            if key not in self._taken:
                absent = [known for known in self._asked if known not in self.block]
                raise self.error(f"unknown key {key!r} in {self.what}", key, nearest(key, absent))
