"""Lints of texts: what is missing, older than the law, or says something else in one language than in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from asylia.languages.levels import SENTENCES
from asylia.languages.phrases import sentences_of, titles_of
from asylia.languages.texts import ORIGINAL, wording_hash
from asylia.lawbook.lints import ERROR, INFORMATION, WARNING, Remark, facts_needed
from asylia.lawbook.model import Fact, LawData
from asylia.lawbook.reader import blocks
from asylia.lawbook.strict_yaml import Block, read_yaml

TITLES = "titles.yaml"
SENSITIVE = 2
WOUNDING = 3
"""A sensitive question says first that it may hurt; for what does not wound, the interface has a general sentence."""
_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True)
class Language:
    """The files of one language as they were written."""

    code: str
    name: str
    """The folder as errors show it."""
    facts: Block
    provisions: Block
    interface: Block
    directory: Block
    """Empty for the language in which the directory itself is written."""
    phrases: Block
    """Sentences of limits and stages; empty for the language in which the law is written."""
    is_complete: bool = True
    """Whether it says the law too; else it has the words of the interface, and the law in English."""

    def texts(self, block: Block, name: str) -> Mapping[str, object]:
        """The entry under a name; empty if there is none."""
        entry = block.get(name)
        return entry if isinstance(entry, Block) else {}


@dataclass(frozen=True, slots=True)
class Trap:
    """A word that says something else than what is meant."""

    language: str
    find: re.Pattern[str]
    leave_out: re.Pattern[str] | None
    """What is taken out of a text before the search."""
    says: str
    mend: str


@dataclass(frozen=True)
class Written:
    """The law and its words in all languages."""

    data: LawData
    languages: tuple[Language, ...]
    traps: tuple[Trap, ...] = ()
    titles: Mapping[str, Block] = field(default_factory=dict)
    """By folder: titles of the law in languages that the law's own files lack, also of those with the guide alone."""

    @property
    def complete(self) -> tuple[Language, ...]:
        """The languages that undertake to say the law too."""
        return tuple(language for language in self.languages if language.is_complete)

    @cached_property
    def needed(self) -> list[Fact]:
        """The facts that the law uses, directly or through what they follow from."""
        return [self.data.facts[name] for name in facts_needed(self.data)]


def read_written(data: LawData, folder: Path) -> Written:
    """The texts in a folder `languages`. Raises InputError."""
    languages = []
    for path in sorted(path.parent for path in folder.glob("*/interface.yaml")):
        name = f"{folder.name}/{path.name}"
        is_complete = path.name == ORIGINAL or (path / SENTENCES).exists()
        must = ("facts.yaml", "provisions.yaml", "interface.yaml") if is_complete else ("interface.yaml",)
        facts, provisions, interface, directory, phrases = (
            read_yaml(path / file, name=f"{name}/{file}") if file in must or (path / file).exists() else Block(0)
            for file in ("facts.yaml", "provisions.yaml", "interface.yaml", "directory.yaml", SENTENCES)
        )
        languages.append(Language(path.name, name, facts, provisions, interface, directory, phrases, is_complete))
    titles = {name: read_yaml(path, name=f"{name}/{TITLES}") for name, path in _with_titles(folder)}
    path = folder / "traps.yaml"
    traps = _traps(path, f"{folder.name}/traps.yaml") if path.exists() else ()
    return Written(data, tuple(languages), traps, titles)


def _with_titles(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob(f"*/{TITLES}")):
        yield f"{folder.name}/{path.parent.name}", path


def _traps(path: Path, shown: str) -> tuple[Trap, ...]:
    found = []
    for fields in blocks(path, shown, "traps", "a trap"):
        leave_out = fields.text("leave out", "")
        found.append(
            Trap(
                fields.text("language"),
                re.compile(fields.text("find")),
                re.compile(leave_out) if leave_out else None,
                fields.text("says"),
                fields.text("mend"),
            )
        )
        fields.close()
    return tuple(found)


def _keys_needed(fact: Fact) -> list[str]:
    keys = ["name"]
    if fact.asked:
        keys.append("asks")
    if fact.type == "yes/no":
        keys += ["holds", "fails", "open"]
    return keys


def missing_text(written: Written) -> Iterator[Remark]:
    """A fact in use without a word that the output needs."""
    for language in written.complete:
        file = f"{language.name}/facts.yaml"
        for fact in written.needed:
            entry = language.texts(language.facts, fact.id)
            missing = [key for key in _keys_needed(fact) if not entry.get(key)]
            if missing:
                says = f"{fact.id} has no {', '.join(missing)} in {language.code}"
                line = language.facts.lines.get(fact.id, 1)
                yield Remark("missing-text", WARNING, file, line, says, "write it after the fact's 'means'")


def empty_guide_text(written: Written) -> Iterator[Remark]:
    """A fact in use that nobody can be asked in the guide yet: it lacks `plain` or `why`."""
    for language in written.complete:
        for fact in written.needed:
            entry = language.texts(language.facts, fact.id)
            missing = [key for key in ("plain", "why") if not entry.get(key)]
            if fact.asked and missing:
                says = f"{fact.id} has no {' and no '.join(missing)} in {language.code}"
                line = language.facts.lines.get(fact.id, 1)
                mend = "write it before the guide asks for it"
                yield Remark("empty-guide-text", INFORMATION, f"{language.name}/facts.yaml", line, says, mend)


def missing_warning(written: Written) -> Iterator[Remark]:
    """A sensitive question in use without the words that come first."""
    for language in written.complete:
        for fact in written.needed:
            warns = language.texts(language.facts, fact.id).get("warns")
            if fact.asked and fact.sensitivity >= SENSITIVE and not warns:
                says = f"{fact.id} has sensitivity {fact.sensitivity} and no 'warns' in {language.code}"
                line = language.facts.lines.get(fact.id, 1)
                mend = "say that the question may hurt and can be skipped"
                severity = WARNING if fact.sensitivity >= WOUNDING else INFORMATION
                yield Remark("missing-warning", severity, f"{language.name}/facts.yaml", line, says, mend)


def missing_title(written: Written) -> Iterator[Remark]:
    """A provision without a title in a language."""
    for language in written.complete:
        for provision in written.data.provisions.values():
            own = language.texts(language.provisions, provision.id).get("title")
            if not own and language.code not in provision.title:
                says = f"{provision.id} has no title in {language.code}"
                mend = f"add it there or in {language.name}/provisions.yaml"
                yield Remark("missing-title", WARNING, provision.file, provision.line, says, mend)


def unknown_name(written: Written) -> Iterator[Remark]:
    """A text of a fact or provision that the law does not have."""
    for language in written.languages:
        for kind, block, known in (
            ("fact", language.facts, set(written.data.facts)),
            ("provision", language.provisions, {*written.data.provisions, *written.data.readings}),
        ):
            file = f"{language.name}/{kind}s.yaml"
            for name in block:
                if name not in known:
                    says = f"these are the words of a {kind} {name}, which does not exist"
                    yield Remark("text-of-nothing", ERROR, file, block.lines[name], says, "rename it, or take it out")


def stale_text(written: Written) -> Iterator[Remark]:
    """A text that follows an older wording of the fact, or does not say which it follows."""
    for language in written.languages:
        for name in language.facts:
            fact = written.data.facts.get(name)
            followed = language.texts(language.facts, name).get("of")
            if fact is None or followed == wording_hash(fact):
                continue
            says = f"the {language.code} words of {name} " + (
                "follow an older 'means'" if followed else "do not say which 'means' they follow"
            )
            mend = "compare them with 'means', then run tools/stamp_texts.py"
            yield Remark("stale-text", WARNING, f"{language.name}/facts.yaml", language.facts.lines[name], says, mend)


def uneven_interface(written: Written) -> Iterator[Remark]:
    """A word of the interface that one language lacks, or whose placeholders differ."""
    every = dict.fromkeys(key for language in written.languages for key in language.interface)
    for language in written.languages:
        file = f"{language.name}/interface.yaml"
        for key in every:
            if key not in language.interface:
                yield Remark("uneven-interface", ERROR, file, 1, f"there is no {key!r} in {language.code}", "add it")
    first = next((one for one in written.languages if one.code == ORIGINAL), None)
    for language in written.languages:
        if first is None or language is first:
            continue
        for key, text in language.interface.items():
            other = first.interface.get(key)
            if other is not None and set(_PLACEHOLDER.findall(str(text))) != set(_PLACEHOLDER.findall(str(other))):
                file, line = f"{language.name}/interface.yaml", language.interface.lines[key]
                says = f"the placeholders of {key!r} differ between {first.code} and {language.code}"
                yield Remark("uneven-interface", ERROR, file, line, says, "use the same ones")


def phrase_of_nothing(written: Written) -> Iterator[Remark]:
    """A phrase whose sentence no limit or stage says any more: the law data changed, and nobody followed."""
    sentences = sentences_of(written.data)
    for language in written.languages:
        for sentence, line in language.phrases.lines.items():
            if sentence not in sentences:
                says = f"no limit or stage says {sentence!r}"
                mend = "follow the new wording: tools/phrases.py prints what lacks"
                yield Remark("phrase-of-nothing", WARNING, f"{language.name}/phrases.yaml", line, says, mend)


def missing_phrase(written: Written) -> Iterator[Remark]:
    """How many sentences of limits and stages a language shows in English."""
    sentences = sentences_of(written.data)
    for language in written.complete:
        if language.code == ORIGINAL:
            continue
        missing = sum(not language.phrases.get(sentence) for sentence in sentences)
        if missing:
            says = f"{missing} of {len(sentences)} sentences of limits and stages have no phrase in {language.code}"
            mend = f"python tools/phrases.py {language.code} prints them"
            yield Remark("missing-phrase", INFORMATION, f"{language.name}/phrases.yaml", 1, says, mend)


def title_of_nothing(written: Written) -> Iterator[Remark]:
    """A title that nothing in the law bears any more: the law data changed, and nobody followed."""
    titles = titles_of(written.data)
    for name, block in written.titles.items():
        for title, line in block.lines.items():
            if title not in titles:
                says = f"nothing in the law is called {title!r}"
                mend = f"follow the new title: tools/phrases.py {Path(name).name} --titles prints what lacks"
                yield Remark("title-of-nothing", WARNING, f"{name}/{TITLES}", line, says, mend)


def untranslated_title(written: Written) -> Iterator[Remark]:
    """How many titles a language shows in English; to change the law nobody need know eleven languages."""
    titles = titles_of(written.data)
    for name, block in written.titles.items():
        missing = sum(not block.get(title) for title in titles)
        if missing:
            says = f"{missing} of {len(titles)} titles of limits, rights, stages and offices are in English"
            mend = f"python tools/phrases.py {Path(name).name} --titles prints them"
            yield Remark("untranslated-title", INFORMATION, f"{name}/{TITLES}", 1, says, mend)


def trap(written: Written) -> Iterator[Remark]:
    """A word that says something else than what is meant, in a text of a language or a title of the law."""
    for found in written.traps:
        for file, line, name, text in _texts_in(written, found.language):
            if found.find.search(found.leave_out.sub("", text) if found.leave_out else text):
                yield Remark("trap", WARNING, file, line, f"{name}: {found.says}", found.mend)


def _texts_in(written: Written, code: str) -> Iterator[tuple[str, int, str, str]]:
    """Every text in a language: file, line, what it is about, the text."""
    for language in written.languages:
        if language.code != code:
            continue
        kinds = {"facts": language.facts, "provisions": language.provisions, "directory": language.directory}
        for kind, block in kinds.items():
            for name in block:
                for key, text in language.texts(block, name).items():
                    yield f"{language.name}/{kind}.yaml", block.lines[name], f"{name}, {key}", str(text)
        for file, flat in (("interface", language.interface), ("phrases", language.phrases)):
            for key, text in flat.items():
                yield f"{language.name}/{file}.yaml", flat.lines[key], key, str(text)
    tables = written.data.tables
    for timetable in tables.timetables.values():
        yield from (
            (limit.file, limit.line, name, limit.title.get(code, "")) for name, limit in timetable.limits.items()
        )
    for procedure in tables.procedures.values():
        for stage in (*procedure.stages.values(), *procedure.custody.values()):
            titles = (stage.title, *(move.on for move in stage.moves))
            yield from ((stage.file, stage.line, stage.id, title.get(code, "")) for title in titles)


LINTS: tuple[Callable[[Written], Iterable[Remark]], ...] = (
    missing_text,
    empty_guide_text,
    missing_warning,
    missing_title,
    unknown_name,
    stale_text,
    uneven_interface,
    phrase_of_nothing,
    missing_phrase,
    title_of_nothing,
    untranslated_title,
    trap,
)


def check_texts(written: Written) -> list[Remark]:
    """The remarks of all lints on the texts."""
    return [remark for lint in LINTS for remark in lint(written)]
