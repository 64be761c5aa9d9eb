"""The people of tests/data/personas.yaml, and a match for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from asylia.deadlines.calendars import Calendar, calendar_of
from asylia.directory.cache import load_directory
from asylia.directory.match import Found, Wish, match
from asylia.directory.match_index import Index, index_of
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import read_yaml

FILE = Path(__file__).parents[1] / "data" / "personas.yaml"
TUESDAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Persona:
    """Who asks, and who must be found."""

    who: str
    wish: Wish
    expect: tuple[str, ...]
    first: str
    never: tuple[str, ...]
    instead: str


@cache
def shipped() -> Index:
    """The index of the directory that is shipped."""
    return index_of(load_directory(data_folder("directory")))


@cache
def calendar(place: str) -> Calendar:
    """The holidays of a place."""
    return calendar_of(load_law(data_folder("law")).tables.timetables[place])


def found_for(wish: Wish) -> Found:
    """Who is found for a wish in what is shipped."""
    return match(shipped(), wish, calendar(wish.place))


def moment(place: str, text: str) -> datetime:
    """A moment in the time of a place."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(shipped().directory.timezones[place]))


def ids(found: Found) -> list[str]:
    """Everybody found, in order."""
    return [hit.organization.id for hit in found.hits]


def first_ids(found: Found) -> list[str]:
    """Those shown first."""
    return [hit.organization.id for hit in found.first]


def personas() -> list[Persona]:
    """All of them."""
    top = Fields(read_yaml(FILE), FILE.name, "the file")
    return [_persona(Fields(value, FILE.name, "a persona", line)) for value, line in top.items("personas")]


def _area(place: str, name: str) -> str:
    """The area that a name means; none for no name."""
    return shipped().directory.areas.at(place).area_named(name).id if name else ""


def _persona(fields: Fields) -> Persona:
    place = fields.text("place")
    at = moment(place, fields.text("at"))
    wish = Wish(
        place,
        at.date(),
        fields.texts("needs"),
        fields.texts("audience"),
        fields.texts("languages"),
        _area(place, fields.text("near", "")),
        at,
        fields.day("deadline"),
        fields.flag("own_state"),
    )
    who, first, instead = fields.text("who"), fields.text("first", ""), fields.text("instead", "")
    found = Persona(who, wish, fields.texts("expect"), first, fields.texts("never"), instead)
    fields.close()
    return found
