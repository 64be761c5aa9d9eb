"""The rules of matching that are data: first contacts, what a near date changes, who comes last, a case's needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FirstContact:
    """Whom to ask at a place where nothing fits, and first of all."""

    organization: str
    language_line: str
    """Who interprets or advises by phone in many languages; empty if nobody is listed."""
    why: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class NearDate:
    """A day to keep within so many days brings these needs first."""

    days: int = 0
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Help lines in a crisis: for these needs they fit everyone as closely as one that names what the person is."""

    kinds: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Authorities:
    """Organisations with this warning come last unless the person is one of `unless`."""

    warning: str = ""
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What is looked for besides, so that somebody else stands before such an office."""


@dataclass(frozen=True, slots=True)
class OwnState:
    """What changes for one whose own state is a threat."""

    warning: str = ""
    offices_last: bool = False
    """Whether offices that can detain then come last, also for those of `Authorities.unless`."""


@dataclass(frozen=True, slots=True)
class Tells:
    """What a stage, a custody or a fact tells of a person."""

    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    own_state: bool = False


@dataclass(frozen=True, slots=True)
class FactTells:
    """What a yes/no fact tells if it holds, or if it is known not to hold."""

    fact: str
    holds: bool
    tells: Tells
    line: int


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language in English, and in itself."""

    en: str
    own: str


@dataclass(frozen=True)
class Matching:
    """Everything in matching.yaml. `file` is empty where a directory has none."""

    file: str = ""
    first_contacts: Mapping[str, FirstContact] = field(default_factory=dict)
    near_date: NearDate = NearDate()
    authorities: Authorities = Authorities()
    own_state: OwnState = OwnState()
    in_stead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By need: what is looked for where nobody at a place lists it."""
    hidden_places: frozenset[str] = frozenset()
    """Needs whose services are never found by where they are."""
    lines: Lines = field(default_factory=Lines)
    pages: frozenset[str] = frozenset()
    """The kinds of bodies that only name others."""
    exclude_each_other: frozenset[frozenset[str]] = frozenset()
    same_language: Mapping[str, str] = field(default_factory=dict)
    """By code of a language: the code under which all that mean the same are compared."""
    languages: Mapping[str, LanguageName] = field(default_factory=dict)
    stages: Mapping[str, Tells] = field(default_factory=dict)
    custody: Mapping[str, Tells] = field(default_factory=dict)
    facts: tuple[FactTells, ...] = ()

    def spoken(self, tag: str) -> str:
        """The language of a tag without its script and country, as far as finding a speaker goes."""
        primary = tag.replace("_", "-").split("-")[0].casefold()
        return self.same_language.get(primary, primary)

    def ruled_out_by(self, audience: Collection[str]) -> frozenset[str]:
        """What a person who is all of this cannot be."""
        return frozenset(
            other for pair in self.exclude_each_other for code in audience if code in pair for other in pair - {code}
        )

    def contradiction(self, audience: Collection[str]) -> tuple[str, ...]:
        """Two codes of an audience that exclude each other; empty if none do."""
        ordered = list(dict.fromkeys(audience))
        for at, code in enumerate(ordered):
            for other in ordered[at + 1 :]:
                if frozenset((code, other)) in self.exclude_each_other:
                    return code, other
        return ()
