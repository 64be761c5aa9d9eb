"""What a person asks of the directory, and what the rules found of one who can help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from asylia.directory.ages import State
from asylia.directory.match_index import Listed, ListedService
from asylia.directory.model import Organization
from asylia.logic.truth import Truth

ANYONE, NO_PERMIT = "anyone", "no_status"
FAR = 99
"""A distance that is not known."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for, and what is known of them. Whatever is left out is not known."""

    place: str
    day: date
    needs: tuple[str, ...] = ()
    """Codes of needs, the most wanted first; a need covers its children. Empty: whatever there is."""
    audience: tuple[str, ...] = ()
    """What the person is, by codes of audiences."""
    languages: tuple[str, ...] = ()
    near: str = ""
    """The id of an area."""
    moment: datetime | None = None
    """With a zone, or in the time of the place; None if only the day counts."""
    deadline: date | None = None
    own_state: bool = False
    """Whether the person's own state is a threat."""
    aged_on: date | None = None
    """The day on which ages are counted, if another than `day`."""
    at_once: str = ""
    """Which of the needs cannot wait: who says that they meet it stands before who meets more of the others."""

    @property
    def ages_on(self) -> date:
        """The day on which ages are counted."""
        return self.aged_on or self.day


@dataclass(frozen=True, slots=True)
class Hit:
    """An organisation that fits, with what was found by each rule."""

    listed: Listed
    services: tuple[ListedService, ...]
    """Those that fit, the best first."""
    needs: Mapping[str, str]
    """By need asked for: the need under which the service is filed that meets it."""
    audience: Truth
    audience_codes: tuple[str, ...]
    """What the person is that the best service names; else whom it is for."""
    area: Truth
    distance: int
    """Borders from the person's area to its address, or to the areas that it serves; FAR if not known."""
    speaks: tuple[str, ...]
    """Languages asked for that it lists."""
    for_date: bool
    """Whether it gives help with the law, and a day to keep is near."""
    is_first_contact: bool
    is_last: bool
    """Whether it comes last, for it is an office that can detain."""
    trust: tuple[State | None, str]
    """The state of the age of its best contact, and the confidence in that; None if there is none."""
    key: int
    """By which hits are put in order: one number made of what each rule found, the strongest rule in front."""

    @property
    def organization(self) -> Organization:
        """The organisation."""
        return self.listed.organization
