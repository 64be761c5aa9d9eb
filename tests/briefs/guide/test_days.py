"""L6: days as they stand on letters, in western years and in eras."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.briefs.guide.calendars import Era
from asylia.briefs.guide.days import NoSuchDay, read_day, written_in
from asylia.logic.values import Bounds

ERAS = {
    "reiwa": Era("reiwa", "令和 Reiwa", 2018, date(2019, 5, 1), None),
    "heisei": Era("heisei", "平成 Heisei", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    "buddhist": Era("buddhist", "พ.ศ.", -543, date(1900, 1, 1), None),
}


@pytest.mark.parametrize(
    ("day", "month", "year", "era", "expected"),
    [
        ("20", "11", "2026", "", date(2026, 11, 20)),
        ("20", "11", "8", "reiwa", date(2026, 11, 20)),
        ("30", "4", "31", "heisei", date(2019, 4, 30)),
        ("1", "5", "1", "reiwa", date(2019, 5, 1)),
        ("20", "11", "2569", "buddhist", date(2026, 11, 20)),
        ("٢٠", "11", "２０２６", "", date(2026, 11, 20)),
        (" 29 ", "2", "2024", "", date(2024, 2, 29)),
        ("", "11", "2026", "", Bounds(date(2026, 11, 1), date(2026, 11, 30))),
        ("", "5", "1", "reiwa", Bounds(date(2019, 5, 1), date(2019, 5, 31))),
        ("", "4", "31", "heisei", Bounds(date(2019, 4, 1), date(2019, 4, 30))),
    ],
)
def test_l6_days_are_read(day: str, month: str, year: str, era: str, expected: object) -> None:
    assert expected == read_day(day, month, year, era, ERAS)


@pytest.mark.parametrize(
    ("day", "month", "year", "era"),
    [
        ("29", "2", "2026", ""),
        ("31", "4", "2026", ""),
        ("1", "5", "31", "heisei"),
        ("30", "4", "1", "reiwa"),
        ("1", "13", "2026", ""),
        ("1", "1", "26", ""),
        ("1", "1", "", ""),
        ("1", "", "2026", ""),
        ("1", "1", "2026", "showa"),
        ("-1", "1", "2026", ""),
        ("1.5", "1", "2026", ""),
        ("1", "1", "20260", ""),
        ("²", "1", "2026", ""),
        ("x", "1", "2026", ""),
    ],
)
def test_l6_what_is_no_day_is_refused(day: str, month: str, year: str, era: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(day, month, year, era, ERAS)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(["reiwa", "heisei", "buddhist"]))
def test_l6_every_era_goes_there_and_back(day: date, era: str) -> None:
    """Round trip for each calendar."""
    chosen = ERAS[era]
    if not chosen.start <= day <= (chosen.end or day):
        return
    year, month, number = written_in(day, chosen)

    assert day == read_day(str(number), str(month), str(year), era, ERAS)
