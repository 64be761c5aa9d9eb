"""The words of the guide's own pages: `languages/<language>/guide.yaml`, a flat list of texts.

A language may have these and the questions of facts (`plain`, `why` in facts.yaml) without the rest of the interface:
it is then offered in the guide and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from asylia.compiled import cached_json, hash_of_files
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import ORIGINAL, Texts, texts_in, texts_of
from asylia.lawbook.strict_yaml import read_yaml

FILE = "guide.yaml"


@dataclass(frozen=True)
class GuideWords:
    """The guide's words in one language. What is missing there is given in English, marked as such."""

    language: str
    own: Mapping[str, str]
    original: GuideWords | None
    texts: Texts
    """Facts, provisions and interface in the same language; empty rooms in a language that has only the guide."""

    def word(self, key: str, **values: object) -> str:
        """A text, its placeholders filled. Raises KeyError where no language has it."""
        if key not in self.own and self.original is not None:
            return self.texts.marked(self.original.word(key, **values))
        return self.own[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether any language has a text under this key."""
        return key in self.own or (self.original is not None and self.original.has(key))

    @property
    def sayable(self) -> frozenset[str]:
        """Facts that have a plain question in the language: the guide asks for no other."""
        return frozenset(name for name, words in self.texts.facts.items() if words.get("plain"))

    @property
    def is_reviewed(self) -> bool:
        """Whether a person read over all of it."""
        return "reviewed" in self.own

    @property
    def tag(self) -> str:
        """The language tag for `lang`."""
        return self.own["language_tag"]

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return self.own["language_direction"]

    @property
    def name(self) -> str:
        """The name of the language in itself."""
        return self.own["language_name"]


@lru_cache(maxsize=1)
def guide_languages() -> tuple[str, ...]:
    """The languages in which the guide is offered: those with every word of its pages (G1), in the order of codes."""
    folder = data_folder("languages")
    codes = sorted(path.parent.name for path in folder.glob(f"*/{FILE}"))
    needed = set(guide_words(ORIGINAL).own) - {"reviewed"}
    return tuple(code for code in codes if needed <= set(guide_words(code).own))


@lru_cache(maxsize=32)
def guide_words(language: str) -> GuideWords:
    """The guide's words in a language. Raises InputError if there are none."""
    folder = data_folder("languages") / language
    path = folder / FILE
    if language != folder.name or not path.is_file():
        raise InputError(f"the guide has no words in {language!r}", mend=f"write languages/{language}/{FILE}")
    key = f"guide-{language}-{hash_of_files(folder, [path])}"
    words = cached_json(key, lambda: dict(_read(language)))
    own = {name: str(text) for name, text in words.items()}
    original = guide_words(ORIGINAL) if language != ORIGINAL else None
    texts = texts_in(language) if (folder / "interface.yaml").exists() else texts_of(folder, language)
    return GuideWords(language, own, original, texts)


def _read(language: str) -> Mapping[str, str]:
    shown = f"languages/{language}/{FILE}"
    block = read_yaml(data_folder("languages") / language / FILE, name=shown)
    found = {}
    for name, value in block.items():
        if name != "reviewed" and not isinstance(value, str):
            raise InputError(f"{name} must be a text", file=shown, line=block.lines[name], mend="put it in quotes")
        found[name] = str(value)
    return found
