"""What the guide's pages work with: the guide of a day and a language, the sealer, the moment.

Everything here is about the law, the words and the day; nothing is about a reader, so it may be kept between requests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.packed import Packer
from asylia.briefs.guide.plan import Plan, read_plan
from asylia.briefs.guide.token import Keys, Sealer, minute_of
from asylia.folders import data_folder
from asylia.languages.guide import GuideWords, guide_languages, guide_words
from asylia.languages.texts import Texts
from asylia.site.clock import now, today
from asylia.site.law_data import lawbook
from asylia.site.mixed import for_pages


@dataclass(frozen=True)
class GuideReader:
    """Who reads, in a language that may have the guide only; templates use it as they use a reader of the site."""

    words: GuideWords

    @property
    def code(self) -> str:
        """As it stands in addresses."""
        return self.words.language

    @property
    def texts(self) -> Texts:
        """Facts, provisions and interface, as far as the language has them."""
        return self.words.texts

    @property
    def tag(self) -> str:
        """The language tag for `lang`."""
        return self.words.tag

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return self.words.dir

    @property
    def name(self) -> str:
        """The name of the language in itself."""
        return self.words.name


@lru_cache(maxsize=32)
def reader_of(language: str) -> GuideReader:
    """The reader of a language of the guide."""
    words = guide_words(language)
    return GuideReader(replace(words, texts=for_pages(words.texts)))


@lru_cache(maxsize=1)
def plan() -> Plan:
    """What is asked, and in which order."""
    return read_plan(data_folder("law"), lawbook().data)


@lru_cache(maxsize=64)
def _guide(language: str, day: date) -> Guide:
    return Guide(lawbook(), plan(), guide_words(language).sayable, day)


def guide_at(language: str, place: str) -> Guide:
    """The guide on the day that it is at a place (F6), in UTC where the place is not known."""
    timetable = lawbook().data.tables.timetables.get(place)
    return _guide(language, today(timetable.calendar.zone if timetable else None))


@lru_cache(maxsize=1)
def sealer() -> Sealer:
    """The sealer of this start of the service: made before the workers are forked, and never written anywhere."""
    return Sealer(Packer(plan(), lawbook().data), Keys(minute() // (24 * 60)))


def minute() -> int:
    """The present minute, counted from 1970."""
    return minute_of(moment())


def moment() -> datetime:
    """This moment in UTC."""
    return now().astimezone(UTC)


def load() -> None:
    """Read all that every reader of the guide needs, once, before the workers are forked."""
    sealer()
    for language in guide_languages():
        for place in plan().office_language:
            guide = guide_at(language, place)
            for question in plan().sets.values():
                guide.offered(question, guide.law(place))
