"""How old a detail is: the days since a source supports it, counted from the newest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from asylia.directory.model import AgeLimits, Detail, Directory, Organization, PrintedDate, SourcePage, Support

_DAYS_IN_WORDS = 60
"""Up to here an age is said in days, then in months up to two years."""
_MONTHS_IN_WORDS = 24

Word = Callable[..., str]
"""A text of the interface by key, its placeholders filled."""


class State(StrEnum):
    """What an age means to a reader."""

    FRESH = "fresh"
    MAY_BE_OLD = "may_be_old"
    MAY_HAVE_CHANGED = "may_have_changed"
    WITHOUT_SOURCE = "without_source"


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago something was last supported, by which page."""

    state: State
    since: date | None
    """The day for which the page speaks; None where there is no page."""
    page: SourcePage | None
    as_of: str
    """That day as it is printed: a month or a year, where nothing more is known."""
    is_least: bool
    """Whether it may be older than that: nobody knows when the copy that was read was stored."""
    today: date

    @property
    def days(self) -> int:
        """The days passed; 0 where there is no page."""
        return max(0, (self.today - self.since).days) if self.since else 0


def speaks_for(page: SourcePage, organization: Organization) -> tuple[PrintedDate, bool]:
    """The date for which a page speaks, and whether that may be too late.

    It is the date on the page, else the day it was seen. A stored copy without a date cannot speak for the day it was
    seen: it speaks for the date of the whole record, and where there is none, its age is only the least it can be.
    A month or a year counts from its first day, so that nothing seems younger than it is.
    """
    if page.dated:
        return page.dated, False
    seen = PrintedDate(page.seen.isoformat(), page.seen, page.seen)
    record = organization.last_verified
    if page.how != "archive" or (record and record.first > page.seen):
        return seen, False
    return (record, False) if record else (seen, True)


def age_of(support: Support, organization: Organization, directory: Directory, today: date) -> Age:
    """The age of what has this support, by the page that speaks for the latest day."""
    pages = [(*speaks_for(page, organization), page) for page in directory.pages_of(support)]
    if not pages:
        return Age(State.WITHOUT_SOURCE, None, None, "", False, today)
    when, is_least, page = max(pages, key=lambda found: (not found[1], found[0].first))
    state = state_after((today - when.first).days, organization.kind, directory.ages, is_least=is_least)
    return Age(state, when.first, page, when.text, is_least, today)


def oldest(ages: Iterable[Age]) -> Age | None:
    """The age that says most against relying on all of them: no source or no known age first, then the oldest."""
    return max(ages, key=lambda age: (age.since is None, age.is_least, age.days), default=None)


def state_after(days: int, kind: str, limits: AgeLimits, *, is_least: bool) -> State:
    """What so many days mean for a detail of an organisation of a kind; `is_least`: they may be more."""
    if days > limits.may_have_changed:
        return State.MAY_HAVE_CHANGED
    if is_least or days > limits.may_be_old_by_kind.get(kind, limits.may_be_old):
        return State.MAY_BE_OLD
    return State.FRESH


def ages_of(organization: Organization, directory: Directory, today: date) -> tuple[tuple[Detail, Age], ...]:
    """Every detail with its age, in the order of the file."""
    return tuple((detail, age_of(detail.support, organization, directory, today)) for detail in organization.details())


def age_in_words(age: Age, word: Word) -> str:
    """Such as "3 months ago", or that nobody knows."""
    if age.since is None or age.is_least:
        return word("directory_age_unknown")
    return _how_long(age.since, age.today, word)


def _how_long(since: date, today: date, word: Word) -> str:
    days = max(0, (today - since).days)
    passed = relativedelta(today, since)
    months = passed.years * 12 + passed.months
    if days == 0:
        return word("directory_age_today")
    if days <= _DAYS_IN_WORDS:
        return _counted("day", days, word)
    if months < _MONTHS_IN_WORDS:
        return _counted("month", months, word)
    return _counted("year", passed.years, word)


def _counted(unit: str, n: int, word: Word) -> str:
    return word(f"directory_age_{unit}" if n == 1 else f"directory_age_{unit}s", n=n)
