"""Who can help a person: plain rules, in a fixed order, each of which is told. No similarity, no score.

A rule that cannot be decided never rules anybody out: what is not known of the person, or of the organisation, only
ranks lower. docs/decisions/0014 says why the order is what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from asylia.deadlines.calendars import Calendar
from asylia.directory.ages import State, state_after
from asylia.directory.areas import Reach
from asylia.directory.match_index import CONFIDENCE, Index, Listed, ListedService
from asylia.directory.matching import FirstContact
from asylia.directory.model import Organization
from asylia.directory.opening import Hours, Opening, Why, opening_of, together
from asylia.errors import InputError
from asylia.logic.truth import NO, UNKNOWN, YES, Truth

ANYONE, NO_PERMIT = "anyone", "no_status"
MOST_FIRST = 3
"""How many are shown before all the others."""
FAR = 99
"""A distance that is not known."""
_NAMED, _ANYONE, _NOT_KNOWN = range(3)
_STATES = list(State)
_CONFIDENCES = list(CONFIDENCE)
_NOTHING_KNOWN = (len(_STATES), 9)
_OPEN_FIRST = {Hours.OPEN: 0, Hours.UNKNOWN: 1, Hours.CLOSED: 2}


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
    key: tuple[int, ...]
    """By which hits are put in order."""

    @property
    def organization(self) -> Organization:
        """The organisation."""
        return self.listed.organization


@dataclass(frozen=True)
class Found:
    """What matching found for a wish."""

    index: Index
    wish: Wish
    hits: tuple[Hit, ...]
    """All of them, in order."""
    added: tuple[str, ...]
    """Needs that joined those asked for: a day to keep is near, or an office that can detain was asked for."""
    is_date_near: bool
    contact: FirstContact | None
    """Whom to ask first of all at the place."""
    instead: Listed | None
    """The first contact, where nothing was found."""
    language_line: Listed | None
    """Who interprets by phone, where a language is asked for."""
    warnings: tuple[str, ...]
    """What must be said before any contact."""
    calendar: Calendar | None

    @cached_property
    def first(self) -> tuple[Hit, ...]:
        """At most three, in order: the best, and the best for each need, as far as three go.

        An office that can detain is not put forward so to a person without a permit.
        """
        chosen = list(self.hits[:1])
        wanted = {*self.wish.needs, *self.added} - {need for hit in chosen for need in hit.needs}
        for hit in self.hits[1:]:
            if not wanted or len(chosen) == MOST_FIRST:
                break
            if wanted & hit.needs.keys() and not (hit.is_last and NO_PERMIT in self.wish.audience):
                chosen.append(hit)
                wanted -= hit.needs.keys()
        ids = {hit.organization.id for hit in chosen}
        others = (hit for hit in self.hits if hit.organization.id not in ids)
        chosen += [hit for hit, _ in zip(others, range(MOST_FIRST - len(chosen)), strict=False)]
        return tuple(sorted(chosen, key=lambda hit: hit.key))

    @property
    def rest(self) -> tuple[Hit, ...]:
        """All the others, in order."""
        first = {hit.organization.id for hit in self.first}
        return tuple(hit for hit in self.hits if hit.organization.id not in first)

    def openings(self, hit: Hit) -> tuple[Opening, ...]:
        """Its hours at the moment of the wish."""
        return _openings(hit.listed, hit.services, self.wish, self.calendar, self.index)

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
    rules = _Rules(index, wish, calendar)
    hits = sorted(rules.hits(), key=lambda hit: hit.key)
    here = index.by_id[wish.place]
    contact = matching.first_contacts.get(wish.place)
    return Found(
        index,
        wish,
        tuple(hits),
        rules.added,
        rules.is_date_near,
        contact,
        here.get(contact.organization) if contact and not hits else None,
        here.get(contact.language_line) if contact and rules.languages else None,
        tuple(_warnings(index, wish)),
        calendar,
    )


def _warnings(index: Index, wish: Wish) -> Iterator[str]:
    taxonomy, matching = index.directory.taxonomy, index.directory.matching
    found = [matching.own_state] if wish.own_state and matching.own_state else []
    for need in wish.needs:
        for code in (need, *index.children.get(need, ())):
            found += taxonomy.warnings_for(code)
    yield from dict.fromkeys(found)


class _Rules:
    """The rules, made ready for one wish."""

    def __init__(self, index: Index, wish: Wish, calendar: Calendar | None) -> None:
        self.index, self.wish, self.calendar = index, wish, calendar
        matching = index.directory.matching
        contact = matching.first_contacts.get(wish.place)
        self.first_contact = contact.organization if contact else ""
        self.person = frozenset(wish.audience)
        self.ruled_out = matching.ruled_out_by(wish.audience)
        self.languages = tuple(dict.fromkeys(matching.spoken(tag) for tag in wish.languages))
        self.offices_last = not self.person & set(matching.authorities.unless)
        near_date = matching.near_date
        self.is_date_near = wish.deadline is not None and (wish.deadline - wish.day).days <= near_date.days
        self.for_date = frozenset(near_date.needs) if self.is_date_near else frozenset()
        self.added = tuple(self._added())
        self.lookup = self._lookup()
        self.distances = index.directory.areas.at(wish.place).borders_from(wish.near) if wish.near else {}
        self.today = wish.ages_on.toordinal()
        self.audiences: dict[tuple[str, ...], tuple[int, tuple[str, ...]] | None] = {}
        self.met: dict[tuple[str, ...], tuple[tuple[tuple[str, str], ...], int, int]] = {}
        self.reached: dict[Reach, tuple[Truth, int]] = {}

    def _added(self) -> Iterator[str]:
        """Needs that join: for a near date, and so that somebody else stands before an office that can detain."""
        asked, matching = set(self.wish.needs), self.index.directory.matching
        if self.is_date_near and asked:
            yield from (need for need in matching.near_date.needs if not self._is_covered(need, asked))
        guarded = [w for w in self.index.directory.taxonomy.warnings if w.id == matching.authorities.warning]
        if self.offices_last and any(need in asked for warning in guarded for need in warning.needs):
            yield from (
                need
                for need in matching.authorities.needs
                if not self._is_covered(need, asked) and need not in self.for_date
            )

    def _is_covered(self, need: str, asked: Collection[str]) -> bool:
        return need in asked or self.index.directory.taxonomy.needs[need].parent in asked

    def _lookup(self) -> dict[str, list[tuple[str, int]]]:
        """By need of a service: the needs asked for that it meets, and whether only as their heading."""
        found: dict[str, list[tuple[str, int]]] = {}
        for asked in (*self.wish.needs, *self.added):
            parent = self.index.directory.taxonomy.needs[asked].parent
            for code in (asked, *self.index.children.get(asked, ())):
                found.setdefault(code, []).append((asked, 0))
            if parent:
                found.setdefault(parent, []).append((asked, 1))
        return found

    def hits(self) -> Iterator[Hit]:
        """Every organisation that fits, in no order."""
        here = self.index.by_need[self.wish.place]
        if self.lookup:
            candidates = {listed.order: listed for need in self.lookup for listed in here.get(need, ())}
        else:
            candidates = {listed.order: listed for listed in self.index.by_id[self.wish.place].values()}
        for listed in candidates.values():
            hit = self._hit(listed)
            if hit is not None:
                yield hit

    def _hit(self, listed: Listed) -> Hit | None:
        fitting: list[tuple[tuple[int, ...], ListedService, tuple[str, ...]]] = []
        needs: dict[str, str] = {}
        for at, one in enumerate(listed.services):
            met, grade, first = self._met(one.service.needs)
            if self.lookup and not met:
                continue
            audience = self._audience(one.service.audience)
            if audience is None:
                continue
            for asked, code in met:
                needs.setdefault(asked, code)
            area, _ = self._reached(one.reach)
            rank = (audience[0] > _ANYONE, YES - area, audience[0], grade, first, at)
            fitting.append((rank, one, audience[1]))
        if not fitting:
            return None
        if len(fitting) > 1:
            fitting.sort(key=lambda found: found[0])
        (is_unsure, area_rank, audience_rank, grade, first, _), best, codes = fitting[0]
        services = tuple(one for _, one, _ in fitting)
        area, distance = self._reached(best.reach)
        if self.distances and listed.located:
            distance = min((self.distances.get(here, FAR) for here in listed.located), default=distance)
        speaks = tuple(code for code in self.languages if code in listed.spoken)
        is_last = listed.is_authority and self.offices_last
        for_date = bool(self.for_date) and any(not self.for_date.isdisjoint(one.service.needs) for one in services)
        is_first_contact = listed.organization.id == self.first_contact
        trust = self._trust(listed)
        key = (
            is_last,
            bool(self.for_date) and not for_date,
            not listed.contacts,
            -sum(need in needs for need in self.wish.needs),
            grade,
            is_unsure,
            area_rank,
            bool(self.languages) and not speaks,
            not is_first_contact,
            audience_rank,
            first,
            listed.organization.publish != "ok",
            *trust,
            self._hours(listed, services),
            distance,
            listed.order,
        )
        return Hit(
            listed=listed,
            services=services,
            needs=needs,
            audience=UNKNOWN if is_unsure else YES,
            audience_codes=codes,
            area=area,
            distance=distance,
            speaks=speaks,
            for_date=for_date,
            is_first_contact=is_first_contact,
            is_last=is_last,
            trust=(_STATES[trust[0]], _CONFIDENCES[trust[1]]) if listed.contacts else (None, ""),
            key=key,
        )

    def _met(self, needs: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], int, int]:
        """Which needs asked for a service meets, whether only as their heading, and the place of the first of them."""
        found = self.met.get(needs)
        if found is None:
            pairs = [(asked, code, grade) for code in needs for asked, grade in self.lookup.get(code, ())]
            pairs.sort(key=lambda pair: (pair[2], self.index.need_order[pair[1]]))
            wanted = {need: at for at, need in enumerate((*self.wish.needs, *self.added))}
            order = min(
                (wanted[asked] * len(self.index.need_order) + self.index.need_order[code] for asked, code, _ in pairs),
                default=0,
            )
            found = tuple((asked, code) for asked, code, _ in pairs), pairs[0][2] if pairs else 0, order
            self.met[needs] = found
        return found

    def _audience(self, audience: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """How it fits (named, anyone, not known), and whom it is for; None if what is known rules it out."""
        if audience not in self.audiences:
            named = tuple(code for code in audience if code in self.person and code != ANYONE)
            if named:
                found: tuple[int, tuple[str, ...]] | None = (_NAMED, named)
            elif ANYONE in audience:
                found = (_ANYONE, (ANYONE,))
            elif self.ruled_out.issuperset(audience):
                found = None
            else:
                found = (_NOT_KNOWN, tuple(code for code in audience if code not in self.ruled_out))
            self.audiences[audience] = found
        return self.audiences[audience]

    def _reached(self, reach: Reach) -> tuple[Truth, int]:
        """Whether a service reaches the person's area, and how far its areas are."""
        found = self.reached.get(reach)
        if found is None:
            if not self.wish.near or reach.is_everywhere:
                found = YES, FAR
            elif not reach.areas:
                found = UNKNOWN, FAR
            else:
                distance = min(self.distances.get(area, FAR) for area in reach.areas)
                found = (YES if distance == 0 else NO), distance
            self.reached[reach] = found
        return found

    def _trust(self, listed: Listed) -> tuple[int, int]:
        """The state of the age of its best contact, and how far that is trusted."""
        limits, kind = self.index.directory.ages, listed.organization.kind
        best = _NOTHING_KNOWN
        for confidence, since, is_least in listed.contacts:
            state = state_after(self.today - since, kind, limits, is_least=is_least) if since else State.WITHOUT_SOURCE
            best = min(best, (_STATES.index(state), confidence))
        return best

    def _hours(self, listed: Listed, services: tuple[ListedService, ...]) -> int:
        if self.wish.moment is None or not listed.schedules:
            return _OPEN_FIRST[Hours.UNKNOWN]
        state, _ = together(_openings(listed, services, self.wish, self.calendar, self.index))
        return _OPEN_FIRST[state]


def _openings(
    listed: Listed, services: tuple[ListedService, ...], wish: Wish, calendar: Calendar | None, index: Index
) -> tuple[Opening, ...]:
    moment = wish.moment or datetime.combine(wish.day, datetime.min.time())
    if moment.tzinfo is not None:
        moment = moment.astimezone(ZoneInfo(index.directory.timezones[wish.place]))
    found = (opening_of(schedule, moment, calendar) for schedule in listed.schedules_of(services))
    return tuple(one for one in found if one is not None)
