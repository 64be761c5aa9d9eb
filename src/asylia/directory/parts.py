"""What the readers of the directory share: dates as pages print them, hours, words that must be known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from datetime import date, time
from urllib.parse import urlsplit

from asylia.directory.model import PrintedDate
from asylia.lawbook.fields import Fields, nearest

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_RUN_HERE = ("javascript:", "data:", "vbscript:", "file:", "blob:")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
"""A tag as it is written in the files, for it is matched letter by letter."""
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)(?::[0-9]{1,5})?\Z")
_NO_LINK = re.compile(r"[\s<>\"\\^`{|}\u200c\u200d]")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")


def known(fields: Fields, key: str, word: str, words: Collection[str], what: str) -> str:
    """The word, if it is one of those known. Raises InputError with the nearest."""
    if word not in words:
        raise fields.error(f"there is no {what} {word!r}", key, nearest(word, words))
    return word


def required_day(fields: Fields, key: str) -> date:
    """A day that must be there."""
    fields.take(key)
    day = fields.day(key)
    assert day is not None
    return day


def web_address(fields: Fields, fallback: str | None = None) -> str:
    """An address that a page may link to: none that runs or opens anything here. The lints say what else is wrong."""
    url = fields.text("url", fallback)
    if url.strip().lower().startswith(_RUN_HERE):
        raise fields.error(f"{url!r} is no web address", "url", "begin with https:// or http://")
    return url


def is_web_address(url: str) -> bool:
    """Whether a text is a whole address of a page, with a host that has a name and nothing that hides it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOST.match(parts.netloc)) and not _NO_LINK.search(url)


def printed_date(fields: Fields, key: str) -> PrintedDate | None:
    """A day, a month or a year, if given."""
    if not fields.has(key):
        return None
    value = fields.take(key)
    found = printed(value.isoformat() if isinstance(value, date) else value)
    if found is None:
        raise fields.error(
            f"{key!r} is {value!r}, which is no date", key, 'write 2024-06-10, or a month or year in quotes: "2024-06"'
        )
    return found


def printed(text: object) -> PrintedDate | None:
    """The day, month or year that a text names; None if it names none."""
    if not isinstance(text, str):
        return None
    if _DAY.match(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return PrintedDate(text, day, day)
    if _YEAR.match(text) and int(text):
        return PrintedDate(text, date(int(text), 1, 1), date(int(text), 12, 31))
    found = _MONTH.match(text)
    if not found or not int(found[1]) or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    return PrintedDate(text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def is_language(tag: str) -> bool:
    """Whether a text is a tag of BCP 47, such as my or zh-Hant, of a language that is registered."""
    import langcodes  # noqa: PLC0415  # only where files are read or checked

    return bool(_LANGUAGE.match(tag)) and langcodes.tag_is_valid(tag)


def hour(fields: Fields, key: str) -> time | None:
    """An hour such as "09:30", if given."""
    if not fields.has(key):
        return None
    text = fields.text(key)
    if not _HOUR.match(text):
        raise fields.error(
            f"{key!r} is {text!r}, which is no hour", key, 'write it as "09:30", in the time of the place'
        )
    return time.fromisoformat(text)
