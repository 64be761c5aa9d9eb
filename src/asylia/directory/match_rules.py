"""The rules of matching, in their order, made ready for one wish. No similarity, no score.

A rule that cannot be decided never rules anybody out: what is not known of the person, or of the organisation, only
ranks lower. docs/decisions/0014 says why the order is what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from asylia.deadlines.calendars import Calendar
from asylia.directory.ages import State, state_after
from asylia.directory.areas import Reach
from asylia.directory.match_index import CONFIDENCE, Index, Listed, ListedService
from asylia.directory.match_wish import ANYONE, FAR, Hit, Wish
from asylia.directory.opening import Hours, Opening, opening_of, together
from asylia.logic.truth import NO, UNKNOWN, YES, Truth

_NAMED, _ANYONE, _NOT_KNOWN = range(3)
_STATES = list(State)
_CONFIDENCES = list(CONFIDENCE)
_NOTHING_KNOWN = (len(_STATES), 9)
_OPEN_FIRST = {Hours.OPEN: 0, Hours.UNKNOWN: 1, Hours.CLOSED: 2}


def warnings_of(index: Index, wish: Wish) -> Iterator[str]:
    """What must be said to a person before any contact."""
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


class Rules:
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
        self.offices_last |= matching.own_state.offices_last and matching.own_state.warning in warnings_of(index, wish)
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
