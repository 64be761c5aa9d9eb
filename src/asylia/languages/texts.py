"""The texts of one language, with a visible fallback where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from asylia.compiled import cached_json, hash_of_files, hash_text
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import Block, read_yaml

if TYPE_CHECKING:
    from asylia.lawbook.model import Fact, Provision

ORIGINAL = "en"
"""The language in which the wording of the law data (`means`, notes) is written."""

FACT_KEYS = ("name", "asks", "plain", "why", "holds", "fails", "open", "warns", "of", "reviewed")
PROVISION_KEYS = ("title", "plain", "of", "reviewed")
DIRECTORY_KEYS = ("name", "plain", "of", "reviewed")

FactText = Mapping[str, str]


@dataclass(frozen=True)
class Texts:
    """Look-up of texts in one language. What is missing there is given in English, marked as such."""

    language: str
    facts: Mapping[str, FactText]
    provisions: Mapping[str, FactText]
    interface: Mapping[str, str]
    directory: Mapping[str, FactText]
    """By `need.`, `audience.` or `kind.` and the code, or by `phrase.` and the English words; none for English."""
    original: Texts | None
    phrases: Mapping[str, str] = field(default_factory=dict)
    """By the English sentence of a limit or stage: the sentence in this language."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """By the English title: the title in this language, for what the law's own files name in fewer languages."""

    def word(self, key: str, **values: object) -> str:
        """A text of the interface, its placeholders filled."""
        if key not in self.interface and self.original is not None:
            return self.marked(self.original.word(key, **values))
        return self.interface.get(key, key).format(**values)

    def fact(self, fact: str, key: str) -> str:
        """A text of a fact: `asks`, `name`, `holds`, `fails`, `open`, `why` ...; empty if no language has one."""
        found = self.facts.get(fact, {}).get(key, "")
        if found or key == "warns":
            return found
        if self.original is not None and (other := self.original.fact(fact, key)):
            return self.marked(other)
        return fact.replace("_", " ") if key in ("name", "holds", "fails", "open", "asks") else ""

    def provision(self, provision: Provision) -> str:
        """The title of a provision."""
        found = self.provisions.get(provision.id, {}).get("title", "") or provision.title.get(self.language, "")
        if found:
            return found
        return self.marked(provision.title.get(ORIGINAL, provision.id))

    def titled(self, titles: Mapping[str, str]) -> str:
        """The title in this language: from a law file's own, else from the language's; else the English one, marked."""
        if self.language in titles:
            return titles[self.language]
        original = titles.get(ORIGINAL, next(iter(titles.values()), ""))
        return self.titles.get(original) or self.marked(original)

    def filed(self, name: str, original: str, key: str = "name") -> str:
        """A word of the directory, such as that of `need.legal`; else its English wording, which stands in the data."""
        return self.directory.get(name, {}).get(key, "") or self.marked(original)

    def said(self, sentence: str) -> str:
        """A sentence of the law data in this language, else in English, marked."""
        return self.phrases.get(sentence) or self.marked(sentence)

    @property
    def reviewed(self) -> bool:
        """Whether somebody has read over every word of a fact in this language."""
        return all(entry.get("reviewed", "False") != "False" for entry in self.facts.values())

    def caution(self, *keys: str) -> str:
        """What the reader is told at the end of an output, and that the words are not reviewed where that is so."""
        return " ".join(self.word(key) for key in (*keys, *(() if self.reviewed else ("not_reviewed",))))

    def marked(self, text: str) -> str:
        """A text of another language, visibly marked as such."""
        return text if self.language == ORIGINAL else f"[{ORIGINAL}] {text}"


def languages_known() -> tuple[str, ...]:
    """The languages with the words of the interface; others may have the guide only, see `asylia.languages.guide`."""
    return tuple(sorted(path.parent.name for path in data_folder("languages").glob("*/interface.yaml")))


@lru_cache(maxsize=16)
def texts_in(language: str) -> Texts:
    """The texts of a language. Raises InputError if there is none."""
    if language not in languages_known():
        raise InputError(f"there are no texts in {language!r}", mend=f"choose from {', '.join(languages_known())}")
    return texts_of(data_folder("languages") / language, language)


def texts_of(folder: Path, language: str) -> Texts:
    """The texts in the folder of a language, which may lack some of the files. Raises InputError."""
    files = sorted(folder.glob("*.yaml"))
    compiled = cached_json(f"texts-{language}-{hash_of_files(folder, files)}", lambda: _read(folder))
    content = cast("dict[str, dict[str, FactText]]", compiled)
    interface = cast("Mapping[str, str]", content["interface"])
    phrases = cast("Mapping[str, str]", content["phrases"])
    titles = cast("Mapping[str, str]", content["titles"])
    original = texts_in(ORIGINAL) if language != ORIGINAL else None
    return Texts(
        language, content["facts"], content["provisions"], interface, content["directory"], original, phrases, titles
    )


def _read(folder: Path) -> dict[str, object]:
    shown, words = f"languages/{folder.name}", folder / "directory.yaml"
    return {
        "facts": _entries(folder / "facts.yaml", f"{shown}/facts.yaml", FACT_KEYS),
        "provisions": _entries(folder / "provisions.yaml", f"{shown}/provisions.yaml", PROVISION_KEYS),
        "interface": _interface(folder / "interface.yaml", f"{shown}/interface.yaml"),
        "phrases": _interface(folder / "phrases.yaml", f"{shown}/phrases.yaml"),
        "titles": _interface(folder / "titles.yaml", f"{shown}/titles.yaml"),
        "directory": _entries(words, f"{shown}/{words.name}", DIRECTORY_KEYS) if words.exists() else {},
    }


def _entries(path: Path, shown: str, keys: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if not path.exists():
        return found
    block = read_yaml(path, name=shown)
    for name, value in block.items():
        if not isinstance(value, Block):
            raise InputError(f"{name} must be a mapping of texts", file=shown, line=block.lines[name])
        for key in value:
            if key not in keys:
                raise InputError(
                    f"unknown key {key!r} of {name}", file=shown, line=value.lines[key], mend=f"use {', '.join(keys)}"
                )
        found[name] = {key: str(text) for key, text in value.items()}
    return found


def _interface(path: Path, shown: str) -> dict[str, str]:
    if not path.exists():
        return {}
    block = read_yaml(path, name=shown)
    for name, value in block.items():
        if not isinstance(value, str):
            raise InputError(f"{name} must be a text", file=shown, line=block.lines[name], mend="put it in quotes")
    return {name: str(value) for name, value in block.items()}


def wording_hash(fact: Fact) -> str:
    """What an entry's `of` must be to follow the wording of today."""
    return hash_of_wording(fact.means)


def hash_of_wording(*wordings: str) -> str:
    """The same for wordings that one entry follows together."""
    return hash_text("\n".join(wordings))[:8]
