"""L6: the calendars of readers go there and back, agree with known days, and are never what a limit is counted in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.briefs.guide.calendars import COUNTINGS, MonthCalendar, asked_in, line_in
from asylia.briefs.guide.days import EARLIEST, LATEST, NoSuchDay, month_value, read_day
from asylia.briefs.guide.plan import read_plan
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.guide import guide_languages
from asylia.lawbook.cache import load_law
from asylia.logic.values import Bounds

CALENDARS = read_plan(data_folder("law"), load_law(data_folder("law"))).calendars
WALKED = date(1990, 1, 1), date(2077, 11, 16)
"""Days that are gone through one by one: to the last that Umm al-Qura is reckoned for."""
SOLAR = next(one for one in CALENDARS.values() if isinstance(one, MonthCalendar) and one.id == "solar_hijri")

KNOWN = [
    ("solar hijri", (1403, 1, 1), date(2024, 3, 20)),
    ("solar hijri", (1403, 12, 30), date(2025, 3, 20)),  # a leap year
    ("solar hijri", (1404, 1, 1), date(2025, 3, 21)),
    ("solar hijri", (1405, 9, 6), date(2026, 11, 27)),
    ("solar hijri", (1408, 1, 1), date(2029, 3, 20)),
    ("solar hijri", (1357, 11, 22), date(1979, 2, 11)),
    ("umm al-qura", (1446, 1, 1), date(2024, 7, 7)),
    ("umm al-qura", (1447, 1, 1), date(2025, 6, 26)),
    ("umm al-qura", (1447, 9, 1), date(2026, 2, 18)),
]
"""Days that are known from elsewhere: the first days of years and of a fast, a day of history."""


@pytest.mark.parametrize(("counting", "written", "western"), KNOWN)
def test_l6_calendars_agree_with_known_days(counting: str, written: tuple[int, int, int], western: date) -> None:
    assert COUNTINGS[counting].western(*written) == western
    assert COUNTINGS[counting].written(western) == written


@pytest.mark.parametrize("counting", COUNTINGS)
def test_l6_every_day_goes_there_and_back_and_follows_on_the_one_before(counting: str) -> None:
    """Round trip for each calendar, day after day."""
    counted, day, before = COUNTINGS[counting], WALKED[0], (0, 0, 0)
    while day <= WALKED[1]:
        year, month, number = counted.written(day)

        assert counted.western(year, month, number) == day
        assert (year, month, number) > before
        assert number == before[2] + 1 or number == 1 < 29 <= before[2] or before == (0, 0, 0)
        before, day = (year, month, number), day + timedelta(days=1)


@given(st.dates(EARLIEST, LATEST))
def test_l6_a_day_given_in_the_solar_calendar_is_the_western_day(day: date) -> None:
    year, month, number = SOLAR.counting.written(day)

    assert read_day(str(number), month_value(SOLAR.id, month), str(year), "", {}, CALENDARS) == day


@given(st.dates(date(1951, 1, 1), date(2099, 12, 31)))
def test_l6_a_month_of_the_solar_calendar_is_all_its_days(day: date) -> None:
    year, month, _ = SOLAR.counting.written(day)
    days = read_day("", month_value(SOLAR.id, month), str(year), "", {}, CALENDARS)

    assert isinstance(days, Bounds)
    assert isinstance(days.earliest, date)
    assert isinstance(days.latest, date)
    assert days.earliest <= day <= days.latest
    assert SOLAR.counting.written(days.latest + timedelta(days=1))[2] == 1
    assert SOLAR.month_of(days) == (year, month)


@pytest.mark.parametrize(
    ("day", "month", "year", "era"),
    [
        ("30", "solar_hijri-12", "1404", ""),  # no leap year
        ("31", "solar_hijri-7", "1405", ""),
        ("1", "solar_hijri-13", "1405", ""),
        ("1", "solar_hijri-0", "1405", ""),
        ("1", "solar_hijri-", "1405", ""),
        ("1", "solar_hijri-9", "", ""),
        ("1", "solar_hijri-9", "2026", ""),  # a western year with a month of another calendar
        ("1", "11", "1405", ""),  # and the reverse
        ("1", "solar_hijri-9", "8", "reiwa"),
        ("1", "umm_al_qura-6", "1448", ""),  # not reckoned alike everywhere
        ("1", "japanese-6", "8", ""),
        ("1", "lunar-6", "1448", ""),
    ],
)
def test_l6_what_is_no_day_of_the_calendar_is_refused(day: str, month: str, year: str, era: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(day, month, year, era, {}, CALENDARS)


def test_l6_a_second_line_stands_where_readers_count_otherwise_and_nowhere_else() -> None:
    shown = {one: line_in(CALENDARS.values(), one, date(2026, 11, 27)) for one in guide_languages()}

    assert {language for language, line in shown.items() if line} == {"ar", "fa-AF", "ja"}
    assert shown["ja"] == "令和8年11月27日"
    assert shown["fa-AF"] == "هجری شمسی: 6\u00a0قوس 1405"
    assert "17\u00a0جمادى الآخرة 1448" in shown["ar"]


@pytest.mark.parametrize(
    ("language", "day", "line"),
    [
        ("ja", date(2019, 5, 1), "令和元年5月1日"),
        ("ja", date(2019, 4, 30), "平成31年4月30日"),
        ("ja", date(1989, 1, 7), ""),
        ("ar", date(2077, 11, 17), ""),  # beyond what is reckoned
    ],
)
def test_l6_at_the_edges_of_a_calendar(language: str, day: date, line: str) -> None:
    assert line_in(CALENDARS.values(), language, day) == line


def test_l6_days_are_asked_for_only_in_calendars_that_are_reckoned_alike_everywhere() -> None:
    assert [one.id for one in asked_in(CALENDARS.values(), "fa-AF")] == ["solar_hijri"]
    assert asked_in(CALENDARS.values(), "ar") == asked_in(CALENDARS.values(), "ja") == ()
    assert {language for one in CALENDARS.values() for language in one.languages} <= set(guide_languages())


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("eras: {reiwa: 令和", "eras: {rewa: 令和", "there is no era 'rewa'; did you mean 'reiwa'?"),
        ("counted: solar hijri", "counted: solar", "which is none of solar hijri, umm al-qura"),
        ("[حمل, ثور, ", "[", "a calendar has twelve months; name them from the first on"),
        ("    first year: 元\n", "", "a calendar has no 'first year'"),
    ],
)
def test_a_calendar_that_is_not_whole_is_refused(tmp_path: Path, written: str, instead: str, says: str) -> None:
    law = data_folder("law")
    text = (law / "guide.yaml").read_text(encoding="utf-8")
    assert written in text
    (tmp_path / "guide.yaml").write_text(text.replace(written, instead), encoding="utf-8")

    with pytest.raises(InputError) as error:
        read_plan(tmp_path, load_law(law))
    assert says in str(error.value)
