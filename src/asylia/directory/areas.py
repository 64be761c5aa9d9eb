"""Prefectures, provinces, districts, parishes: which names mean them, and how many borders lie between two of them."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from asylia.errors import InputError
from asylia.lawbook.fields import nearest

LINKS = ("tunnel", "bridge", "ferry")
"""The usual ways over water."""
_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_PARTS = re.compile(r"\s*[,;()、，・]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Area:
    """One prefecture, province, district or parish."""

    id: str
    names: Mapping[str, str]
    """Its official name in the script of the place, and an English one."""
    also: tuple[str, ...]
    borders: tuple[str, ...]
    links: Mapping[str, str]
    """The usual way over water to another area, and by what."""
    line: int

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The areas that are one border away."""
        return (*self.borders, *self.links)


@dataclass(frozen=True, slots=True)
class Region:
    """A name for several areas, or for the whole place where `areas` is None."""

    id: str
    names: Mapping[str, str]
    areas: tuple[str, ...] | None
    line: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Where something is, or whom it serves: everywhere at the place, in some areas, or not known where."""

    is_everywhere: bool = False
    areas: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return self.is_everywhere or bool(self.areas)


UNKNOWN_REACH = Reach()


@dataclass(frozen=True)
class AreasOfPlace:
    """The areas of one place."""

    named: Mapping[str, str]
    """What such an area is called, by language."""
    areas: Mapping[str, Area]
    regions: Mapping[str, Region]
    localities: Mapping[str, str]
    everywhere: tuple[str, ...] = ()
    """What services write who work in the whole world."""
    endings: tuple[str, ...] = ()
    """Words that people write after the name of an area."""

    @cached_property
    def _by_name(self) -> Mapping[str, Reach]:
        found: dict[str, Reach] = {_plain(name): Reach(True) for name in self.everywhere}
        for name, within in self.localities.items():
            found[_plain(name)] = Reach(areas=frozenset((within,)))
        for region in self.regions.values():
            reach = Reach(True) if region.areas is None else Reach(areas=frozenset(region.areas))
            found.update((_plain(name), reach) for name in (region.id, *region.names.values()))
        for area in self.areas.values():
            reach = Reach(areas=frozenset((area.id,)))
            found.update((_plain(name), reach) for name in (area.id, *area.names.values(), *area.also))
        return found

    def _meant_by(self, text: str) -> Reach | None:
        """What a name means, with or without a word such as "prefecture" behind it."""
        plain = _plain(text)
        name, _, ending = plain.rpartition(" ")
        return self._by_name.get(plain) or (self._by_name.get(name) if ending in self.endings else None)

    def named_in(self, text: str) -> tuple[Reach, tuple[str, ...]]:
        """What a text such as "Tokai (Aichi, Gifu)" covers, and those of its words that name nothing here."""
        whole = self._meant_by(text)
        if whole is not None:
            return whole, ()
        parts = [part for part in _PARTS.split(text) if part.strip()]
        known = [self._meant_by(part) for part in parts]
        strange = tuple(part for part, reach in zip(parts, known, strict=True) if reach is None)
        return _joined(reach for reach in known if reach is not None), strange

    def area_named(self, text: str) -> Area:
        """The one area that a person means by its id or by a name of it. Raises InputError."""
        reach = self._meant_by(text) or UNKNOWN_REACH
        if reach.is_everywhere:
            raise InputError(f"{text!r} is the whole place, not an area of it", mend="leave it out, or name an area")
        if len(reach.areas) != 1:
            names = [*self.areas, *(name for area in self.areas.values() for name in area.names.values())]
            mend = f"choose one of {', '.join(sorted(reach.areas))}" if reach.areas else nearest(text.casefold(), names)
            raise InputError(f"there is no area {text!r} here", mend=mend)
        return self.areas[next(iter(reach.areas))]

    def borders_from(self, start: str) -> Mapping[str, int]:
        """How many borders lie between an area and each other one that can be reached."""
        known = self._distances.get(start)
        if known is None:
            known = {start: 0}
            waiting = deque((start,))
            while waiting:
                here = waiting.popleft()
                for neighbour in self.areas[here].neighbours:
                    if neighbour not in known:
                        known[neighbour] = known[here] + 1
                        waiting.append(neighbour)
            self._distances[start] = known
        return known

    @cached_property
    def _distances(self) -> dict[str, Mapping[str, int]]:
        return {}


def _plain(text: str) -> str:
    """A name as it is compared: without capitals, hyphens, full stops, and marks on Latin letters."""
    letters = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    return " ".join(letters.replace("-", " ").replace(".", "").split())


def _joined(reaches: Iterable[Reach]) -> Reach:
    found = list(reaches)
    areas = frozenset(area for reach in found for area in reach.areas)
    return Reach(any(reach.is_everywhere for reach in found), areas)


@dataclass(frozen=True)
class Areas:
    """The areas of all places. `file` is empty where a directory has none."""

    file: str = ""
    places: Mapping[str, AreasOfPlace] = field(default_factory=dict)

    def at(self, place: str) -> AreasOfPlace:
        """The areas of a place; none of a place that has none."""
        return self.places.get(place) or _NO_AREAS


_NO_AREAS = AreasOfPlace({}, {}, {}, {})


def one_sided(areas: AreasOfPlace) -> Iterator[tuple[Area, str]]:
    """Each area with a neighbour that does not know of the border, or by another way over the water."""
    for area in areas.areas.values():
        for other in area.borders:
            if area.id not in areas.areas[other].borders:
                yield area, other
        for other, by in area.links.items():
            if areas.areas[other].links.get(area.id) != by:
                yield area, other
