"""How old a page is: the day it says it was brought up to date, and the newest date in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from asylia.directory.page_signs import signs
from asylia.directory.propose_page import Defect

__all__ = ["Age", "age_of"]

_NAMES_OF_MONTHS = {
    name: at
    for key, names in signs().words.items()
    if key.startswith("months")
    for at, month in enumerate(names, 1)
    for name in ((month, month[:3]) if key == "months" else (month,))
}
_MONTHS = "|".join(sorted(map(re.escape, _NAMES_OF_MONTHS), key=len, reverse=True))
_DATES = (
    re.compile(
        r"(?<![-0-9])(?P<y>(?:19|20)[0-9]{2})\s*[年년./-]\s*(?P<m>1[0-2]|0?[1-9])(?:\s*[月월./-]\s*(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9]))?(?![-0-9])"
    ),
    re.compile(
        r"(?<![-/.0-9])(?P<a>[0-9]{1,2})(?P<s>[./-])(?P<b>[0-9]{1,2})(?P=s)(?P<y>(?:19|20)[0-9]{2})(?![-/.]?[0-9])"
    ),
    re.compile(
        rf"\b(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?)?(?P<n>{_MONTHS})\.?,?\s+(?:de\s+)?(?P<y>(?:19|20)[0-9]{{2}})\b",
        re.I,
    ),
    re.compile(rf"\b(?P<n>{_MONTHS})\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y>(?:19|20)[0-9]{{2}})\b", re.I),
    re.compile(r"(?<![-+/0-9.])(?<![0-9] )(?P<y>(?:19|20)[0-9]{2})(?![-/0-9]|\.[0-9]| [0-9]{3})"),
)
_ERA = re.compile(r"(令和|平成)(元|[0-9]{1,2})(?=年)")
_BEFORE_ERA = {"令和": 2018, "平成": 1988}
_OLD_DAYS, _GAP_YEARS = 365, 3


@dataclass(frozen=True, slots=True)
class Age:
    """The dates of a page as far as it prints them: 2023, 2023-05 or 2023-05-01."""

    updated: str
    updated_line: int | None
    newest: str
    newest_line: int | None
    defects: tuple[Defect, ...]


def age_of(lines: Sequence[str], contact_lines: frozenset[int], today: date) -> Age:
    """The age on a day. Lines of contacts are left out: their digits are no years."""
    updated, updated_line, newest, newest_line = "", None, "", None
    for number, line in enumerate(lines, 1):
        text = _ERA.sub(lambda era: str(_BEFORE_ERA[era[1]] + (1 if era[2] == "元" else int(era[2]))), line)
        word = next((word for word in signs().words["updated_words"] if word in text.casefold()), None)
        behind = text[text.casefold().find(word) + len(word) :] if word else ""
        before = text.casefold().partition(word)[0][-24:] if word else ""
        stamp = next(iter(_dates(behind[:40])), "") or _as_of(text) or next(reversed(_dates(before)), "")
        if stamp:
            if stamp > updated:
                updated, updated_line = stamp, number
            continue
        if number in contact_lines:
            continue
        for found in _dates(text):
            if found[:4] <= str(today.year) and found > newest:
                newest, newest_line = found, number
    return Age(
        updated, updated_line, newest, newest_line, tuple(_judged(updated, updated_line, newest, newest_line, today))
    )


def _as_of(text: str) -> str:
    """The date before a word such as "as of", where that follows the date; empty if there is none."""
    for word in signs().words["as_of_words"]:
        before, found, _ = text.partition(word)
        if found and re.search(r"[0-9年月日년월일.]\s*\Z", before):
            return next(reversed(_dates(before[-24:])), "")
    return ""


def _judged(
    updated: str, updated_line: int | None, newest: str, newest_line: int | None, today: date
) -> Iterator[Defect]:
    if not updated:
        if newest:
            yield Defect(
                "page_undated",
                newest_line,
                f"the page says no date of its own; the newest in its text is {newest}",
                "take its details as no newer than that, until seen elsewhere",
            )
        else:
            yield Defect(
                "page_undated",
                None,
                "the page carries no date at all",
                "look every detail up at its source before it is shown",
            )
        return
    days = (today - _first_day(updated)).days
    if days < 0:
        yield Defect(
            "page_in_future", updated_line, f"the page says {updated}, which lies after {today}", "check the date"
        )
    elif days > _OLD_DAYS:
        yield Defect(
            "page_old",
            updated_line,
            f"the page was last updated {updated}: {days // 30} months before {today}",
            "look every detail up at its source before it is shown",
        )
    if newest and newest > updated and newest[: len(updated)] != updated[: len(newest)]:
        yield Defect(
            "dates_disagree",
            newest_line,
            f"the text tells of {newest}, but the page says that it was last updated {updated}",
            "find out which of the two is right",
        )
    if newest and int(updated[:4]) - int(newest[:4]) >= _GAP_YEARS:
        yield Defect(
            "update_not_shown",
            newest_line,
            f"the page says {updated}, but the newest date in its text is {newest}",
            "do not take the date of the page as the date of its details",
        )


def _first_day(stamp: str) -> date:
    parts = [int(part) for part in stamp.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _dates(text: str) -> list[str]:
    """The dates in a text. What one shape took is covered for the next."""
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        groups = match.groupdict()
        if groups.get("a"):
            groups |= _day_and_month(int(groups["a"] or 0), int(groups["b"] or 0))
        month = _month(groups)
        stamp = (groups["y"] or "") + (f"-{month:02}" if month else "")
        if month and groups.get("d"):
            try:
                stamp = date(int(groups["y"] or 0), month, int(groups["d"] or 0)).isoformat()
            except ValueError:
                return "~"
        found.append(stamp)
        return "~"

    for shape in _DATES:
        text = shape.sub(taken, text)
    return found


def _month(groups: dict[str, str | None]) -> int | None:
    if groups.get("m"):
        return int(groups["m"] or 0)
    return _NAMES_OF_MONTHS.get((groups.get("n") or "").casefold())


def _day_and_month(one: int, other: int) -> dict[str, str | None]:
    """Which of two numbers before a year is the day; nothing where both may be, for countries differ."""
    if one > 12 >= other > 0 or one == other:
        return {"d": str(one), "m": str(other)}
    return {"d": str(other), "m": str(one)} if other > 12 >= one > 0 else {}
