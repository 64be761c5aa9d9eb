"""Lints of the directory's words in each language: what is missing, follows an older wording, or names nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from asylia.directory.lints.checked import Checked
from asylia.directory.words import PHRASE, phrases_shown, stamps_of
from asylia.languages.texts import ORIGINAL
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Remark
from asylia.lawbook.strict_yaml import Block, read_yaml

_COMPARE = "compare them with the English words, then run tools/stamp_texts.py"


def check_words(checked: Checked, languages: Path) -> list[Remark]:
    """The remarks on the words in a folder `languages`. Raises InputError if a file cannot be read."""
    found: list[Remark] = []
    for folder in sorted(path for path in languages.iterdir() if path.is_dir()):
        path, interface = folder / "directory.yaml", folder / "interface.yaml"
        has_interface = interface.exists()  # a language without one has the guide only, and may leave words in English
        if has_interface:
            name = f"{languages.name}/{folder.name}/{interface.name}"
            found += _unspoken_warnings(checked, folder.name, read_yaml(interface, name=name), name)
        if folder.name == ORIGINAL or not (has_interface or path.exists()):
            continue
        shown = f"{languages.name}/{folder.name}/{path.name}"
        words = read_yaml(path, name=shown) if path.exists() else Block(1)
        found += _terms(checked, folder.name, words, shown)
        if has_interface:
            found += _phrases(checked, folder.name, words, shown)
    return found


def _unspoken_warnings(checked: Checked, code: str, interface: Block, file: str) -> Iterator[Remark]:
    """A warning of the taxonomy without its sentence."""
    for warning in checked.directory.taxonomy.warnings:
        key = f"directory_warns_{warning.id}"
        if not interface.get(key):
            says = f"the warning {warning.id} has no sentence in {code}"
            yield Remark("missing-word", ERROR, file, 1, says, f"write {key}")


def _terms(checked: Checked, code: str, words: Block, file: str) -> Iterator[Remark]:
    """A need, audience or kind without words, or with words that follow an older wording; words of nothing."""
    stamps = stamps_of(checked.directory.taxonomy)
    for name, stamp in stamps.items():
        entry = words.get(name)
        texts = entry if isinstance(entry, Block) else Block(1)
        line = words.lines.get(name, 1)
        needed = ("name", "plain") if name.startswith("need.") else ("name",)
        if missing := [key for key in needed if not texts.get(key)]:
            says = f"{name} has no {' and no '.join(missing)} in {code}"
            yield Remark("missing-word", WARNING, file, line, says, "write it after directory/taxonomy.yaml")
        elif texts.get("of") != stamp:
            how = "follow an older wording" if "of" in texts else "do not say which wording they follow"
            yield Remark("stale-word", WARNING, file, line, f"the {code} words of {name} {how}", _COMPARE)
    for name in words:
        if name not in stamps and not name.startswith(PHRASE):
            says = f"these are the words of {name}, which does not exist"
            yield Remark("word-of-nothing", ERROR, file, words.lines[name], says, "rename it, or take it out")


def _phrases(checked: Checked, code: str, words: Block, file: str) -> Iterator[Remark]:
    """A cost, area, status or what is open that readers of a language see in English."""
    for text, _, _ in phrases_shown(checked.directory):
        if f"{PHRASE}{text}" not in words:
            says = f"the phrase {text!r} is shown in English in {code}"
            yield Remark("missing-phrase", INFORMATION, file, 1, says, "add it, or say it as other entries do")
