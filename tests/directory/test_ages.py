"""How old a detail is, and which checks are due, on days that are given."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from asylia.directory.ages import Age, State, age_in_words, age_of, ages_of, oldest
from asylia.directory.due import due_in
from asylia.directory.model import Support
from asylia.languages.texts import languages_known, texts_in
from tests.directory.small_directory import HEAD, JAPAN, KOREA, SOURCES, TODAY, small

SEEN = date(2026, 11, 20)


def age(folder: Path, *sources: str, today: date = TODAY, organization: str = "door") -> Age:
    directory = small(folder)
    return age_of(Support(sources), directory.organizations[organization], directory, today)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, State.FRESH),
        (180, State.FRESH),
        (181, State.MAY_BE_OLD),
        (365, State.MAY_BE_OLD),
        (366, State.MAY_HAVE_CHANGED),
    ],
)
def test_a_page_ages_by_its_days(days: int, state: State, tmp_path: Path) -> None:
    found = age(tmp_path, "PAGE", today=SEEN + timedelta(days=days))

    assert (state, days) == (found.state, found.days)


@pytest.mark.parametrize(
    ("days", "state"),
    [(90, State.FRESH), (91, State.MAY_BE_OLD), (365, State.MAY_BE_OLD), (366, State.MAY_HAVE_CHANGED)],
)
def test_a_help_line_ages_sooner(days: int, state: State, tmp_path: Path) -> None:
    found = age(tmp_path, "PAGE", today=SEEN + timedelta(days=days), organization="silent")

    assert state is found.state


@pytest.mark.parametrize(
    ("dated", "first"),
    [("2024-02", date(2024, 2, 1)), ("2024", date(2024, 1, 1)), ("2024-02-29", date(2024, 2, 29))],
)
@pytest.mark.parametrize(
    ("organization", "days", "state"),
    [
        ("silent", 90, State.FRESH),
        ("silent", 91, State.MAY_BE_OLD),
        ("door", 180, State.FRESH),
        ("door", 181, State.MAY_BE_OLD),
        ("door", 365, State.MAY_BE_OLD),
        ("door", 366, State.MAY_HAVE_CHANGED),
    ],
)
def test_a_month_or_a_year_ages_from_its_first_day(
    dated: str, first: date, organization: str, days: int, state: State, tmp_path: Path
) -> None:
    page = f"how: page, seen: 2026-11-20, dated: {dated if dated.count('-') == 2 else repr(dated)}}}"
    directory = small(tmp_path, {SOURCES: [("how: page, seen: 2026-11-20}", page)]})

    found = age_of(Support(("PAGE",)), directory.organizations[organization], directory, first + timedelta(days=days))

    assert (found.since, found.days, found.state) == (first, days, state)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 3, 1), "1 day ago"),
        (date(2024, 4, 29), "60 days ago"),
        (date(2024, 4, 30), "2 months ago"),
        (date(2025, 2, 27), "11 months ago"),
        (date(2025, 2, 28), "12 months ago"),  # a year without that day has passed with its last of February
        (date(2026, 2, 27), "23 months ago"),
        (date(2026, 2, 28), "2 years ago"),
        (date(2028, 2, 28), "3 years ago"),
        (date(2028, 2, 29), "4 years ago"),
    ],
)
def test_what_was_seen_on_a_leap_day_ages_with_the_end_of_february(today: date, said: str, tmp_path: Path) -> None:
    directory = small(tmp_path, {SOURCES: [("how: page, seen: 2026-11-20}", "how: page, seen: 2024-02-29}")]})

    found = age_of(Support(("PAGE",)), directory.organizations["door"], directory, today)

    assert said == age_in_words(found, texts_in("en").word)


def test_the_date_of_the_page_counts_before_the_day_it_was_seen(tmp_path: Path) -> None:
    found = age(tmp_path, "OLD")

    assert (date(2024, 6, 1), "2024-06", False) == (found.since, found.as_of, found.is_least)
    assert State.MAY_HAVE_CHANGED is found.state


def test_the_newest_source_decides(tmp_path: Path) -> None:
    found = age(tmp_path, "OLD", "PAGE")

    assert found.page is not None
    assert (found.page.tag, found.days) == ("PAGE", 2)


def test_a_copy_without_date_has_no_known_age(tmp_path: Path) -> None:
    found = age(tmp_path, "COPY")

    assert found.is_least
    assert State.MAY_BE_OLD is found.state
    assert age_in_words(found, texts_in("en").word) == "age not known"


def test_a_copy_without_date_speaks_for_the_date_of_the_record(tmp_path: Path) -> None:
    directory = small(tmp_path, {JAPAN: [("    publish: ok", '    last_verified: "2025"\n    publish: ok')]})

    found = age_of(Support(("COPY",)), directory.organizations["door"], directory, TODAY)

    assert (date(2025, 1, 1), "2025", False) == (found.since, found.as_of, found.is_least)


def test_a_known_age_is_preferred_to_one_that_nobody_knows(tmp_path: Path) -> None:
    found = age(tmp_path, "COPY", "OLD")

    assert found.page is not None
    assert found.page.tag == "OLD"


def test_without_source_there_is_no_age(tmp_path: Path) -> None:
    found = age(tmp_path)

    assert (found.state, found.days, found.since) == (State.WITHOUT_SOURCE, 0, None)


def test_what_says_most_against_relying_comes_out_as_oldest(tmp_path: Path) -> None:
    none, copy, old, page = age(tmp_path), age(tmp_path, "COPY"), age(tmp_path, "OLD"), age(tmp_path, "PAGE")

    assert oldest([page, old, copy, none]) is none
    assert oldest([page, old, copy]) is copy
    assert oldest([page, old]) is old
    assert oldest([]) is None


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 19), "today"),  # a page seen after the day that is asked for
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "1 day ago"),
        (date(2027, 1, 19), "60 days ago"),
        (date(2027, 1, 20), "2 months ago"),
        (date(2027, 1, 19) + timedelta(days=2), "2 months ago"),
        (date(2028, 10, 20), "23 months ago"),
        (date(2028, 11, 20), "2 years ago"),
        (date(2029, 11, 19), "2 years ago"),
    ],
)
def test_an_age_is_said_in_words(today: date, said: str, tmp_path: Path) -> None:
    assert said == age_in_words(age(tmp_path, "PAGE", today=today), texts_in("en").word)


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "2年前"), ("ko", "2년 전"), ("zh-Hans", "2年前"), ("zh-Hant", "2年前")]
)
def test_an_age_is_said_in_every_language(language: str, said: str, tmp_path: Path) -> None:
    assert said == age_in_words(age(tmp_path, "OLD"), texts_in(language).word)


@pytest.mark.parametrize("language", languages_known())
def test_every_language_of_the_site_says_every_age(language: str, tmp_path: Path) -> None:
    word = texts_in(language).word
    days = {0: "", 1: "1", 2: "2", 60: "60", 61: "2", 92: "3", 731: "2", 1500: "4"}

    said = {passed: age_in_words(age(tmp_path, "PAGE", today=SEEN + timedelta(days=passed)), word) for passed in days}

    assert len({*said.values(), age_in_words(age(tmp_path), word)}) == len(said) + 1
    assert all(number in said[passed] for passed, number in days.items())
    assert not any("directory_" in text or "{" in text for text in said.values())


# --- what is due -----------------------------------------------------------------------------------------------------


def queue(folder: Path, today: date, place: str | None = None) -> list[tuple[str, str]]:
    return [(due.organization.id, due.details[0].id) for due in due_in(small(folder), today, place)]


def test_nothing_fresh_is_due(tmp_path: Path) -> None:
    assert queue(tmp_path, TODAY) == [("door", "phone.2"), ("door", "address"), ("counter", "service")]


def test_what_readers_see_comes_before_what_is_held_back(tmp_path: Path) -> None:
    found = [organization for organization, _ in queue(tmp_path, date(2028, 1, 1))]

    assert list(dict.fromkeys(found)) == ["door", "counter", "silent"]


def test_of_one_need_the_oldest_comes_first(tmp_path: Path) -> None:
    found = due_in(small(tmp_path), date(2028, 1, 1), "JP")

    days = [due.age.days for due in found if due.organization.id == "door"]
    assert days == sorted(days, reverse=True)


def test_languages_that_were_read_together_are_one_check(tmp_path: Path) -> None:
    found = due_in(small(tmp_path), date(2028, 1, 1), "JP")

    assert ["language.ja", "language.my"] in [[detail.id for detail in due.details] for due in found]


def test_what_has_closed_is_left_alone(tmp_path: Path) -> None:
    closed = ("    kind: ngo", "    closed: {since: 2025-03-31, sources: [PAGE]}\n    kind: ngo")
    directory = small(tmp_path, {JAPAN: [closed]})

    assert {"counter", "silent"} == {due.organization.id for due in due_in(directory, date(2028, 1, 1))}


def test_a_place_is_looked_at_by_itself(tmp_path: Path) -> None:
    assert queue(tmp_path, TODAY, "KR") == [("counter", "service")]


def test_limits_are_data(tmp_path: Path) -> None:
    changes = {HEAD: [("may_be_old: 180", "may_be_old: 1")], SOURCES: [], KOREA: []}
    directory = small(tmp_path, changes)

    found = {detail.id: one.state for detail, one in ages_of(directory.organizations["door"], directory, TODAY)}
    assert found["phone.1"] is State.MAY_BE_OLD
