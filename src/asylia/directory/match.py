"""Who can help a person: plain rules, in a fixed order, each of which is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from asylia.deadlines.calendars import Calendar
from asylia.directory.match_index import Index, Listed
from asylia.directory.match_rules import Rules, warnings_of
from asylia.directory.match_wish import NO_PERMIT, Hit, Wish
from asylia.directory.matching import FirstContact
from asylia.directory.opening import Hours, Opening, Why, together
from asylia.errors import InputError

MOST_FIRST = 3
"""How many are shown before all the others."""


@dataclass(frozen=True)
class Found:
    """What matching found for a wish."""

    index: Index
    wish: Wish
    ranked: tuple[tuple[int, Listed], ...]
    """Everybody who fits, in order."""
    added: tuple[str, ...]
    """Needs that joined: a day to keep is near, an office that can detain was asked for, or nobody lists a need."""
    in_stead: Mapping[str, str]
    """By need that joined in the stead of another: the one that nobody at the place lists."""
    is_date_near: bool
    contact: FirstContact | None
    """Whom to ask first of all at the place."""
    instead: Listed | None
    """The first contact, where nothing was found."""
    language_line: Listed | None
    """Who interprets by phone, where a language is asked for."""
    warnings: tuple[str, ...]
    """What must be said before any contact."""
    rules: Rules

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """All of them, in order."""
        return tuple(self.rules.hit(key, listed) for key, listed in self.ranked)

    @cached_property
    def first(self) -> tuple[Hit, ...]:
        """At most three, in order: the best, and the best for each need, as far as three go.

        An office that can detain is not put forward so to a person without a permit.
        """
        chosen = list(self.ranked[:1])
        wanted = {need for fit in self.rules.fits.values() if fit for need in fit.needs}
        wanted -= {need for _, listed in chosen for need in self.rules.needs_met(listed)}
        for key, listed in self.ranked[1:]:
            if not wanted or len(chosen) == MOST_FIRST:
                break
            met = self.rules.needs_met(listed)
            if wanted & met.keys() and not (self.rules.is_last(listed) and NO_PERMIT in self.wish.audience):
                chosen.append((key, listed))
                wanted -= met.keys()
        taken = {key for key, _ in chosen}
        others = (one for one in self.ranked if one[0] not in taken)
        chosen += islice(others, MOST_FIRST - len(chosen))
        return tuple(self.rules.hit(key, listed) for key, listed in sorted(chosen, key=lambda one: one[0]))

    @property
    def rest(self) -> tuple[Hit, ...]:
        """All the others, in order."""
        first = {hit.key for hit in self.first}
        return tuple(hit for hit in self.hits if hit.key not in first)

    def openings(self, hit: Hit) -> tuple[Opening, ...]:
        """Its hours at the moment of the wish."""
        return self.rules.openings(hit.listed, hit.services)

    def hours(self, hit: Hit) -> tuple[Hours, Why]:
        """Whether somebody is there."""
        if self.wish.moment is None:
            return Hours.UNKNOWN, Why.NO_MOMENT
        return together(self.openings(hit))


def match(index: Index, wish: Wish, calendar: Calendar | None = None) -> Found:
    """Who fits a wish, in order. `calendar` is that of the place. Raises InputError for what contradicts itself."""
    matching = index.directory.matching
    if two := matching.contradiction(wish.audience):
        says = f"nobody is {two[0]} and {two[1]} at once"
        raise InputError(says, mend="leave out what is not sure")
    rules = Rules(index, wish, calendar)
    ranked = sorted(rules.ranked(), key=lambda one: one[0])
    here = index.by_id[wish.place]
    contact = matching.first_contacts.get(wish.place)
    return Found(
        index,
        wish,
        tuple(ranked),
        rules.added,
        rules.in_stead,
        rules.is_date_near,
        contact,
        here.get(contact.organization) if contact and not ranked else None,
        here.get(contact.language_line) if contact and rules.languages else None,
        tuple(warnings_of(index, wish)),
        rules,
    )
