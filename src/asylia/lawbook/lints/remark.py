"""What a lint says, and what it looks at: the law with the raw files, for the lines on which things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from asylia.lawbook.model import LawData
from asylia.lawbook.reader import read_law
from asylia.lawbook.strict_yaml import Block, Items, read_yaml

ERROR, WARNING, INFORMATION = "error", "warning", "information"
SEVERITIES = (ERROR, WARNING, INFORMATION)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a lint found. `id` names the lint, `mend` says what to do about it."""

    id: str
    severity: str
    file: str
    line: int
    says: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.says}; {self.mend}"


@dataclass(frozen=True)
class Checked:
    """A law with all that its lints need."""

    data: LawData
    name: str
    """The name of the folder, with which the names of files begin."""
    files: Mapping[str, Block]
    """By the name that errors show: the file as it was written, every value with its line."""
    today: date
    mentioned: frozenset[str] = field(default_factory=frozenset)
    """Words that stand in the published cases."""

    @property
    def places_with_law(self) -> set[str]:
        """Codes of the places that have provisions."""
        return {provision.place for provision in self.data.provisions.values()}

    @property
    def is_whole(self) -> bool:
        """Whether every place has its law; until then some facts, terms and aliases wait for it."""
        return self.places_with_law >= set(self.data.places) - {"INT"}

    def line(self, file: str, *keys: str) -> int:
        """The line of a key inside keys of a file."""
        block: object = self.files.get(file)
        line = 1
        for key in keys:
            if not isinstance(block, Block) or key not in block:
                return line
            line, block = block.lines[key], block[key]
        return line

    def listed(self, file: str, key: str) -> Iterator[tuple[Block, int]]:
        """The blocks in the list under a key of a file, with their lines."""
        block = self.files.get(file)
        items = block.get(key) if block is not None else None
        if isinstance(items, Items):
            yield from ((item, line) for item, line in zip(items, items.lines, strict=True) if isinstance(item, Block))


def read_checked(folder: Path, today: date, mentioned: frozenset[str] = frozenset()) -> Checked:
    """The law of a folder, from its files. Raises InputError at the first thing that the reader refuses."""
    data = read_law(folder)
    names = {path: f"{folder.name}/{path.relative_to(folder).as_posix()}" for path in sorted(folder.rglob("*.yaml"))}
    files = {name: read_yaml(path, name=name) for path, name in names.items()}
    return Checked(data, folder.name, files, today, mentioned)


def lists_under(value: object, key: str) -> Iterator[tuple[str, int]]:
    """Every text in every list that stands under a key, at any depth, with its line."""
    if isinstance(value, Block):
        for name, inner in value.items():
            if name == key and isinstance(inner, Items):
                yield from ((str(text), line) for text, line in zip(inner, inner.lines, strict=True))
            else:
                yield from lists_under(inner, key)
    elif isinstance(value, Items):
        for item in value:
            yield from lists_under(item, key)
