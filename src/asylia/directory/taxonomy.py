"""The needs that people have, in plain words, and the other words by which services are filed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

SAID_WITH = ("contact", "need")


@dataclass(frozen=True, slots=True)
class Need:
    """What a person asks for, in plain words. Codes have one or two levels."""

    code: str
    parent: str
    en: str
    plain: str
    open_eligibility: tuple[int, ...]
    """The closest terms of the Open Eligibility taxonomy."""
    help_heading: str
    """The heading of UNHCR HELP pages that a person may know."""
    urgent: bool
    """Offered first, before any question."""
    line: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a service is for."""

    code: str
    en: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of body an organisation is."""

    code: str
    en: str


@dataclass(frozen=True, slots=True)
class SafetyWarning:
    """What is said before a contact is used: with a kind of contact that serves a need, or with the need itself."""

    id: str
    said_with: str
    kinds: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingSource:
    """A taxonomy of others that ours is mapped to."""

    id: str
    title: str
    url: str
    licence: str
    seen: date


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The needs, audiences and kinds by which services are filed."""

    id: str
    name: str
    description: str
    uuid_rule: str
    term_uuid_rule: str
    version: str
    needs: Mapping[str, Need]
    audiences: Mapping[str, Audience]
    kinds: Mapping[str, Kind]
    warnings: tuple[SafetyWarning, ...]
    mapping_sources: tuple[MappingSource, ...]

    def warnings_beside(self, kind: str, needs: Collection[str]) -> tuple[str, ...]:
        """The ids of what must be said beside an organisation of a kind that serves these needs."""
        return tuple(
            warning.id
            for warning in self.warnings
            if warning.said_with == "contact" and kind in warning.kinds and not set(warning.needs).isdisjoint(needs)
        )

    def warnings_for(self, need: str) -> tuple[str, ...]:
        """The ids of what must be said before any contact to a person who has this need."""
        return tuple(warning.id for warning in self.warnings if warning.said_with == "need" and need in warning.needs)
