"""Answers as people write them, read into values: by the type of the fact, with bounds and reasons for not knowing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from asylia.errors import InputError
from asylia.lawbook.fields import nearest
from asylia.lawbook.model import Fact, LawData
from asylia.logic.values import Answer, Bounds, WhyUnknown

_WHY = {why.value: why for why in WhyUnknown} | {
    "unknown": WhyUnknown.NOT_ASKED,
    "do not know": WhyUnknown.PERSON_DOES_NOT_KNOW,
}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_PART_OF_YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_SEASON = re.compile(
    r"(spring|summer|autumn|fall|winter) (?:of )?([0-9]{4})\Z|([0-9]{4}) (spring|summer|autumn|fall|winter)\Z", re.I
)
_COUNT_WORDS = re.compile(
    r"(?:(at least|at most|more than|fewer than|less than) )?([0-9]{1,6})(?: (?:to|-) ([0-9]{1,6}))?\Z"
)

_COUNT_BOUNDS: Mapping[str, Callable[[int], Bounds]] = {
    "at least": lambda count: Bounds(count, None),
    "at most": lambda count: Bounds(0, count),
    "more than": lambda count: Bounds(count + 1, None),
    "fewer than": lambda count: Bounds(0, count - 1),
    "less than": lambda count: Bounds(0, count - 1),
}
_FEWER_THAN_NONE = (("fewer than", 0), ("less than", 0))
_DATE_BOUNDS: Mapping[str, Callable[[date, date], Bounds]] = {
    "before ": lambda first, last: Bounds(None, first - timedelta(days=1)),
    "after ": lambda first, last: Bounds(last + timedelta(days=1), None),
    "by ": lambda first, last: Bounds(None, last),
    "since ": lambda first, last: Bounds(first, None),
}


def read_answer(value: object, fact: Fact, data: LawData) -> Answer:
    """The answer that a value stands for. Raises InputError (without file) in one sentence."""
    if isinstance(value, str) and value.strip().lower() in _WHY:
        return _WHY[value.strip().lower()]
    return _READERS[fact.type](value, fact, data)


def _yes_no(value: object, fact: Fact, data: LawData) -> Answer:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _YES_NO:
        return _YES_NO[value.strip().lower()]
    raise InputError(
        f"{fact.id} is a yes/no fact and cannot be {value!r}", mend="write true, false, or why it is not known"
    )


def _choice(value: object, fact: Fact, data: LawData) -> Answer:
    if isinstance(value, str) and value in fact.choices:
        return value
    if fact.choices and fact.choices[0] in data.countries:
        return _country(value, fact, data)
    mend = nearest(value, fact.choices) if isinstance(value, str) else ""
    raise InputError(
        f"{fact.id} cannot be {value!r}", mend=f"choose one of {', '.join(fact.choices)}{'; ' + mend if mend else ''}"
    )


def _country(value: object, fact: Fact, data: LawData) -> Answer:
    for country in data.countries.values():
        if value in (country.alpha2, country.alpha3):
            return country.alpha3
    raise InputError(
        f"{fact.id}: {value!r} is no country code", mend="write the three letters of ISO 3166, such as MMR"
    )


def _count(value: object, fact: Fact, data: LawData) -> Answer:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, Mapping):
        low, high = value.get("at least"), value.get("at most")
        if (
            set(value) <= {"at least", "at most"}
            and all(isinstance(v, int) and not isinstance(v, bool) and v >= 0 for v in value.values())
            and value
        ):
            return _bounds(fact, low, high)
    if isinstance(value, str) and (match := _COUNT_WORDS.match(value.strip())):
        word, first, second = match.group(1), int(match.group(2)), match.group(3)
        if second is not None and word is None:
            return _bounds(fact, first, int(second))
        if second is None and (word is None or (word, first) not in _FEWER_THAN_NONE):
            return first if word is None else _COUNT_BOUNDS[word](first)
    raise InputError(
        f"{fact.id} is a count and cannot be {value!r}", mend='write 2, "at least 2" or {at least: 2, at most: 4}'
    )


def _bounds(fact: Fact, low: object, high: object) -> Answer:
    assert isinstance(low, (int, date, type(None)))
    assert isinstance(high, (int, date, type(None)))
    try:
        return Bounds(low, high)
    except ValueError:
        raise InputError(
            f"{fact.id}: the lower bound {low} lies above the upper bound {high}", mend="change them round"
        ) from None


def _date(value: object, fact: Fact, data: LawData) -> Answer:
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, Mapping) and value and set(value) <= {"earliest", "latest"}:
        ends = {key: read_date(inner, fact.id) for key, inner in value.items()}
        low, high = ends.get("earliest"), ends.get("latest")
        return _bounds(fact, low[0] if low else None, high[1] if high else None)
    if isinstance(value, str):
        text = value.strip()
        for word, bounds in _DATE_BOUNDS.items():
            if text.lower().startswith(word):
                try:
                    return bounds(*read_date(text[len(word) :], fact.id))
                except OverflowError:
                    break
        first, last = read_date(text, fact.id)
        return first if first == last else Bounds(first, last)
    raise InputError(
        f"{fact.id} is a date and cannot be {value!r}",
        mend="write 2024-06-10, 2024-06, spring 2024 or {earliest: ..., latest: ...}",
    )


def read_date(value: object, name: str) -> tuple[date, date]:
    """The first and the last day that a date as written may mean: a day, a month, a season or a year."""
    if isinstance(value, date):
        return value, value
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if match := _SEASON.match(text):
        season, year = (match.group(1) or match.group(4)).lower(), int(match.group(2) or match.group(3))
        first, last = _SEASONS[season]
        return _months((year, first), (year + (last > 12), (last - 1) % 12 + 1), text, name)
    if match := _PART_OF_YEAR.match(text):
        year, month, day = int(match.group(1)), match.group(2), match.group(3)
        if month is None:
            return _months((year, 1), (year, 12), text, name)
        if day is None:
            return _months((year, int(month)), (year, int(month)), text, name)
        try:
            return date(year, int(month), int(day)), date(year, int(month), int(day))
        except ValueError:
            raise _no_day(text, name) from None
    raise InputError(f"{name} is a date and cannot be {value!r}", mend="write 2024-06-10, 2024-06, spring 2024 or 2024")


def read_moment(text: str) -> datetime:
    """A moment with its zone. Raises InputError if it is none, or names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no time of day", mend="write it as 2026-11-20T22:10+09:00") from None
    if moment.tzinfo is None:
        raise InputError(f"the time {text!r} has no zone", mend="add it, as in 2026-11-20T22:10+09:00")
    return moment


def _months(first: tuple[int, int], last: tuple[int, int], text: str, name: str) -> tuple[date, date]:
    """The first day of one month and the last day of another."""
    try:
        return date(*first, 1), date(*last, monthrange(*last)[1])
    except ValueError:
        raise _no_day(text, name) from None


def _no_day(text: str, name: str) -> InputError:
    return InputError(f"{name}: {text} is no day of the calendar", mend="check year, month and day")


_READERS = {"yes/no": _yes_no, "choice": _choice, "count": _count, "date": _date}


def write_answer(answer: Answer) -> object:
    """The answer as a case file writes it; `read_answer` reads it back as the same."""
    if isinstance(answer, WhyUnknown):
        return answer.value
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Bounds):
        names = (
            ("earliest", "latest") if isinstance(answer.earliest or answer.latest, date) else ("at least", "at most")
        )
        ends = zip(names, (answer.earliest, answer.latest), strict=True)
        return {name: end.isoformat() if isinstance(end, date) else end for name, end in ends if end is not None}
    return answer
