"""Who can help a person: plain rules, in a fixed order, each of which is told. No similarity, no score.

A rule that cannot be decided never rules anybody out: what is not known of the person, or of the organisation, only
ranks lower. docs/decisions/0014 says why the order is what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
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
    rules: _Rules

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
    rules = _Rules(index, wish, calendar)
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
        tuple(_warnings(index, wish)),
        rules,
    )


def _warnings(index: Index, wish: Wish) -> Iterator[str]:
    taxonomy, matching = index.directory.taxonomy, index.directory.matching
    found = [matching.own_state.warning] if wish.own_state and matching.own_state.warning else []
    for need in wish.needs:
        for code in (need, *index.children.get(need, ())):
            found += taxonomy.warnings_for(code)
    yield from dict.fromkeys(found)


_WIDTHS = {
    "is last": 1,
    "date": 1,
    "no contact": 1,
    "page": 1,
    "at once": 1,
    "needs": 5,
    "heading": 1,
    "audience": 1,
    "area": 2,
    "language": 1,
    "first contact": 1,
    "named": 2,
    "need": 12,
    "not confirmed": 1,
    "state": 3,
    "confidence": 4,
    "hours": 2,
    "distance": 7,
    "order": 24,
}
"""The rules, the strongest first, and how many bits what each found takes in the number by which hits are ordered."""
_SHIFT = {name: 1 << sum(list(_WIDTHS.values())[at + 1 :]) for at, name in enumerate(_WIDTHS)}
_MOST = {name: (1 << width) - 1 for name, width in _WIDTHS.items()}


@dataclass(frozen=True, slots=True)
class _Fit:
    """How services fit a wish, whoever gives them."""

    key: int
    services: tuple[int, ...]
    """Which of them fit, the best first."""
    needs: Mapping[str, str]
    audience: Truth
    audience_codes: tuple[str, ...]
    area: Truth
    distance: int
    for_date: bool


class _Rules:
    """The rules, made ready for one wish."""

    def __init__(self, index: Index, wish: Wish, calendar: Calendar | None) -> None:
        self.index, self.wish, self.calendar = index, wish, calendar
        matching = index.directory.matching
        contact = matching.first_contacts.get(wish.place)
        self.first_contact = contact.organization if contact else ""
        self.zone = ZoneInfo(index.directory.timezones[wish.place])
        self.person = frozenset(wish.audience)
        self.ruled_out = matching.ruled_out_by(wish.audience)
        self.languages = tuple(dict.fromkeys(matching.spoken(tag) for tag in wish.languages))
        self.offices_last = not self.person & set(matching.authorities.unless)
        self.offices_last |= matching.own_state.offices_last and matching.own_state.warning in _warnings(index, wish)
        near_date = matching.near_date
        self.is_date_near = wish.deadline is not None and (wish.deadline - wish.day).days <= near_date.days
        self.for_date = frozenset(near_date.needs) if self.is_date_near else frozenset()
        self.audiences: dict[tuple[str, ...], tuple[int, tuple[str, ...]] | None] = {}
        self.in_stead = dict(self._in_stead())
        self.added = tuple(dict.fromkeys((*self._added(), *self.in_stead)))
        self.asked = tuple(self._asked())
        self.lookup = self._lookup()
        self.crisis = matching.lines.needs
        self.distances = index.directory.areas.at(wish.place).borders_from(wish.near) if wish.near else {}
        self.today = wish.ages_on.toordinal()
        self.met: dict[tuple[str, ...], tuple[tuple[tuple[str, str], ...], int, int]] = {}
        self.reached: dict[Reach, tuple[Truth, int]] = {}
        self.fits: dict[int, _Fit | None] = {}
        self.trusts: dict[int, tuple[int, int]] = {}
        self.trust_keys: dict[int, int] = {}
        self.times: dict[tuple[int, int], int] = {}

    def _added(self) -> Iterator[str]:
        """Needs that join: for a near date, and so that somebody else stands before an office that can detain."""
        asked, matching = set(self.wish.needs), self.index.directory.matching
        if self.is_date_near and asked:
            yield from (need for need in matching.near_date.needs if not self._is_covered(need, asked))
        guarded = [w for w in self.index.directory.taxonomy.warnings if w.id == matching.authorities.warning]
        is_guarded = any(need in asked for warning in guarded for need in warning.needs)
        if self.offices_last and (is_guarded or self._are_offices_alone()):
            yield from (
                need
                for need in matching.authorities.needs
                if not self._is_covered(need, asked) and need not in self.for_date
            )

    def _are_offices_alone(self) -> bool:
        """Whether nobody but offices that can detain would be found."""
        here, taxonomy = self.index.by_need[self.wish.place], self.index.directory.taxonomy
        asked = {
            code
            for need in self.wish.needs
            for code in (need, taxonomy.needs[need].parent, *self.index.children.get(need, ()))
        }
        fitting = (
            listed.is_authority
            for code in asked
            for listed in here.get(code, ())
            if any(code in one.service.needs and self._audience(one.service.audience) for one in listed.services)
        )
        return next(fitting, False) and all(fitting)

    def _closest(self, need: str) -> tuple[str, ...]:
        """What stands closest to a need, if nobody at the place lists it."""
        here, taxonomy = self.index.by_need[self.wish.place], self.index.directory.taxonomy
        if here.keys().isdisjoint((need, taxonomy.needs[need].parent, *self.index.children.get(need, ()))):
            return self.index.directory.matching.in_stead.get(need, ())
        return ()

    def _in_stead(self) -> Iterator[tuple[str, str]]:
        """What is looked for besides, with the need in whose stead."""
        for need in self.wish.needs:
            yield from ((one, need) for one in self._closest(need) if not self._is_covered(one, self.wish.needs))

    def _asked(self) -> Iterator[frozenset[str]]:
        """By need asked for: that, and what is taken in its stead. Who meets any of these meets the need."""
        for need in self.wish.needs:
            covers = (
                other for one in self._closest(need) for other in (one, self.index.directory.taxonomy.needs[one].parent)
            )
            yield frozenset((need, *covers)) - {""}

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

    def ranked(self) -> Iterator[tuple[int, Listed]]:
        """Everybody who fits, with the number by which they are put in order; in no order."""
        here = self.index.by_need[self.wish.place]
        if self.lookup:
            candidates = {listed.order: listed for need in self.lookup for listed in here.get(need, ())}
        else:
            candidates = {listed.order: listed for listed in self.index.by_id[self.wish.place].values()}
        for listed in candidates.values():
            fit = self._fit(listed)
            if fit is not None:
                yield self._key(listed, fit), listed

    def _key(self, listed: Listed, fit: _Fit) -> int:
        key = fit.key | listed.order | self._trust_key(listed) | _SHIFT["hours"] * self._hours(listed, fit)
        key |= _SHIFT["distance"] * (self._distance(listed, fit) if self.distances else fit.distance)
        if listed.is_authority and self.offices_last:
            key |= _SHIFT["is last"]
        if not listed.contacts:
            key |= _SHIFT["no contact"]
        if listed.is_page:
            key |= _SHIFT["page"]
        if self.languages and listed.spoken.isdisjoint(self.languages):
            key |= _SHIFT["language"]
        if listed.organization.id != self.first_contact:
            key |= _SHIFT["first contact"]
        return key | _SHIFT["not confirmed"] if listed.organization.publish != "ok" else key

    def _trust_key(self, listed: Listed) -> int:
        known = self.trust_keys.get(listed.trusted)
        if known is None:
            state, confidence = self._trust(listed)
            known = self.trust_keys[listed.trusted] = _SHIFT["state"] * state | _SHIFT["confidence"] * confidence
        return known

    def hit(self, key: int, listed: Listed) -> Hit:
        """What each rule found of one that fits."""
        fit = self._fit(listed)
        assert fit is not None
        state, confidence = self._trust(listed)
        return Hit(
            listed=listed,
            services=tuple(listed.services[at] for at in fit.services),
            needs=fit.needs,
            audience=fit.audience,
            audience_codes=fit.audience_codes,
            area=fit.area,
            distance=self._distance(listed, fit),
            speaks=tuple(code for code in self.languages if code in listed.spoken),
            for_date=fit.for_date,
            is_first_contact=listed.organization.id == self.first_contact,
            is_last=self.is_last(listed),
            trust=(_STATES[state], _CONFIDENCES[confidence]) if listed.contacts else (None, ""),
            key=key,
        )

    def is_last(self, listed: Listed) -> bool:
        """Whether it comes last, for it is an office that can detain."""
        return listed.is_authority and self.offices_last

    def needs_met(self, listed: Listed) -> Mapping[str, str]:
        """The needs asked for that one who fits meets."""
        fit = self.fits[listed.shape]
        return fit.needs if fit else {}

    def _fit(self, listed: Listed) -> _Fit | None:
        """How its services fit; None if none does. Found once for all whose services are alike."""
        if listed.shape not in self.fits:
            self.fits[listed.shape] = self._fit_of(listed.services, listed.is_line)
        return self.fits[listed.shape]

    def _fit_of(self, services: tuple[ListedService, ...], is_line: bool) -> _Fit | None:
        fitting: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
        needs: dict[str, str] = {}
        met_here: set[str] = set()
        for at, one in enumerate(services):
            met, grade, first = self._met(one.service.needs)
            audience = self._audience(one.service.audience)
            if audience is None or (self.lookup and not met):
                continue
            for asked, code in met:
                needs.setdefault(asked, code)
            area, _ = self._reached(one.reach)
            if area is not NO:
                met_here.update(asked for asked, _ in met)
            named = audience[0]
            if is_line and named == _ANYONE and any(code in self.crisis for _, code in met):
                named = _NAMED
            rank = (named > _ANYONE, YES - area, named, grade, first, at)
            fitting.append((rank, audience[1]))
        if not fitting:
            return None
        fitting.sort()
        (is_unsure, area_rank, audience_rank, grade, first, best), codes = fitting[0]
        kept = tuple(rank[-1] for rank, _ in fitting)
        for_date = any(not self.for_date.isdisjoint(services[at].service.needs) for at in kept)
        unmet = sum(met_here.isdisjoint(either) for either in self.asked)
        at_once = {self.wish.at_once, *self.index.children.get(self.wish.at_once, ())} - {""}
        area, distance = self._reached(services[best].reach)
        key = (
            _SHIFT["date"] * (bool(self.for_date) and not for_date)
            | _SHIFT["at once"] * (bool(at_once) and not any(at_once & set(services[at].service.needs) for at in kept))
            | _SHIFT["needs"] * min(unmet, _MOST["needs"])
            | _SHIFT["heading"] * grade
            | _SHIFT["audience"] * is_unsure
            | _SHIFT["area"] * area_rank
            | _SHIFT["named"] * audience_rank
            | _SHIFT["need"] * min(first, _MOST["need"])
        )
        return _Fit(key, kept, needs, UNKNOWN if is_unsure else YES, codes, area, distance, for_date)

    def _distance(self, listed: Listed, fit: _Fit) -> int:
        if not self.distances or not listed.located:
            return fit.distance
        return min(self.distances.get(here, FAR) for here in listed.located)

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
        """The state of the age of its best contact, and how far that is trusted. Found once for all that are alike."""
        best = self.trusts.get(listed.trusted)
        if best is None:
            limits, kind = self.index.directory.ages, listed.organization.kind
            best = _NOTHING_KNOWN
            for confidence, since, is_least in listed.contacts:
                days = self.today - since
                state = state_after(days, kind, limits, is_least=is_least) if since else State.WITHOUT_SOURCE
                best = min(best, (_STATES.index(state), confidence))
            self.trusts[listed.trusted] = best
        return best

    def _hours(self, listed: Listed, fit: _Fit) -> int:
        if self.wish.moment is None or not listed.schedules:
            return _OPEN_FIRST[Hours.UNKNOWN]
        alike = listed.timed, listed.shape
        if alike not in self.times:
            services = tuple(listed.services[at] for at in fit.services)
            self.times[alike] = _OPEN_FIRST[together(self.openings(listed, services))[0]]
        return self.times[alike]

    def openings(self, listed: Listed, services: tuple[ListedService, ...]) -> tuple[Opening, ...]:
        """The hours of some services, and whether they are open at the moment of the wish."""
        moment = self.wish.moment or datetime.combine(self.wish.day, datetime.min.time())
        if moment.tzinfo is not None:
            moment = moment.astimezone(self.zone)
        found = (opening_of(schedule, moment, self.calendar) for schedule in listed.schedules_of(services))
        return tuple(one for one in found if one is not None)
