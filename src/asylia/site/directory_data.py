"""The directory, read once before the workers are forked, and the holidays of each place."""

from __future__ import annotations

from functools import lru_cache

from asylia.deadlines.calendars import Calendar, calendar_of
from asylia.directory.cache import load_directory
from asylia.directory.match_index import Index, index_of
from asylia.directory.model import Directory
from asylia.folders import data_folder
from asylia.site.law_data import lawbook


@lru_cache(maxsize=1)
def directory() -> Directory:
    """The directory that is shipped. What is held back is inside: pages show what `shown` gives."""
    return load_directory(data_folder("directory"))


@lru_cache(maxsize=1)
def index() -> Index:
    """The directory laid out for matching."""
    return index_of(directory())


def calendar_at(place: str) -> Calendar | None:
    """The holidays of a place, if the law data know them."""
    timetable = lawbook().data.tables.timetables.get(place)
    return calendar_of(timetable) if timetable else None
