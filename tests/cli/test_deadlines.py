"""`asylia deadlines`: what has to be done by when, in each form, and one sentence for what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar

from tests.cli.running import Run, refused, unwrapped, wide_lines

REFUSED = ("--event", "refusal_notice=2026-11-16", "--on", "2026-11-18")
"""A refusal received on Monday 16 November 2026: seven days end on a holiday, so Tuesday 24 November."""


def deadlines(run: Run, *arguments: str) -> Sequence[dict[str, object]]:
    """The time limits in JSON."""
    return cast("Sequence[dict[str, object]]", run("deadlines", *arguments, "--format", "json").json()["deadlines"])


def one(run: Run, name: str, *arguments: str) -> dict[str, object]:
    """The time limit with this id, at the place that its id names."""
    [found] = [due for due in deadlines(run, name[:2].upper(), *arguments) if due["id"] == name]
    return found


# --- forms ------------------------------------------------------------------------------------------------------------


def test_day_to_keep_first_comes_first(run: Run) -> None:
    said = unwrapped(run("deadlines", "JP", *REFUSED).out)

    assert (
        "The date to keep first ! Request for review of the refusal: by Tuesday, 24 November 2026 (days left: 6)"
        in said
    )
    assert "This is information, not legal advice." in said


def test_json_has_the_keys_of_the_contract(run: Run) -> None:
    review = one(run, "jp.review_request", *REFUSED)

    contract = ("id", "event", "due", "act_by", "due_at", "provisional", "rule")
    assert {key: review[key] for key in contract} == {
        "id": "jp.review_request",
        "event": "refusal_notice",
        "due": "2026-11-24",
        "act_by": "2026-11-24",
        "due_at": None,
        "provisional": False,
        "rule": "jp.administrative",
    }
    assert review["readings"] == [
        {"kind": "leading", "rule": "jp.administrative", "period": "P7D", "due": "2026-11-24", "act_by": "2026-11-24"}
    ]
    assert {"id": "jp-icrra art_61-2-12__para_2", "text": "ICRRA art. 61-2-12(2)"} in cast(
        "list[object]", review["citations"]
    )


def test_json_of_hours_has_the_moment_with_its_zone(run: Run) -> None:
    exact = one(run, "jp.hand_over_after_arrest", "--event", "arrest=2026-11-20T22:10+09:00", "--on", "2026-11-21")
    by_day = one(run, "jp.hand_over_after_arrest", "--event", "arrest=2026-11-20", "--on", "2026-11-21")

    assert (exact["due_at"], by_day["due_at"]) == ("2026-11-22T22:10:00+09:00", "2026-11-22T00:00:00+09:00")


def test_day_of_a_moment_is_that_of_the_place(run: Run) -> None:
    arrested = ("--event", "arrest=2026-11-20T20:00Z", "--on", "2026-11-21")  # five in the morning of the 21st in Tokyo

    assert one(run, "jp.hand_over_after_arrest", *arrested)["due_at"] == "2026-11-23T05:00:00+09:00"
    assert "after the day assessed" in refused(run("deadlines", "JP", *arrested[:2], "--on", "2026-11-20"))


def test_day_typed_stands_before_the_moment_of_the_case(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("jurisdiction: JP\nassessed on: 2026-11-22\ntimes: {arrested_on: '2026-11-18T22:10+09:00'}\n")

    due = one(run, "jp.hand_over_after_arrest", "--case", str(case), "--event", "arrest=2026-11-20")

    assert due["due_at"] == "2026-11-22T00:00:00+09:00"


def test_markdown_says_what_the_text_says(run: Run) -> None:
    said = run("deadlines", "JP", *REFUSED, "--format", "markdown").out

    assert run("deadlines", "JP", *REFUSED, "--format", "md").out == said

    assert said.startswith("# Time limits: Japan\n")
    assert "- **! Request for review of the refusal: by Tuesday, 24 November 2026 (days left: 6)**\n" in said


def test_other_languages_say_the_same_day(run: Run) -> None:
    said = {lang: run("deadlines", "JP", *REFUSED, "--lang", lang).out for lang in ("ja", "ko", "zh-Hans", "zh-Hant")}

    assert ["24" in text and "審査請求" in text for text in said.values()] == [True] * 4


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("place", ["JP", "KR", "CN", "HK", "MO"])
def test_no_line_is_wider_than_eighty_columns(run: Run, place: str, lang: str) -> None:
    for arguments in ((), REFUSED):
        assert wide_lines(run("deadlines", place, *arguments, "--lang", lang).out) == []


# --- calendars --------------------------------------------------------------------------------------------------------

TELLING = (
    "asyl",
    "refug",
    "review",
    "appeal",
    "refus",
    "visa",
    "immigra",
    "limit",
    "court",
    "suit",
    "detain",
    "deport",
)


def calendar(run: Run, *arguments: str) -> bytes:
    return run("deadlines", *arguments, "--format", "ics").out.encode()


def test_calendar_begins_each_entry_on_its_safe_day(run: Run) -> None:
    events = Calendar.from_ical(calendar(run, "JP", *REFUSED)).walk("VEVENT")

    assert [str(event.decoded("dtstart")) for event in events] == [
        "2026-11-24 09:00:00+09:00",
        "2027-05-17 09:00:00+09:00",
    ]


def test_calendar_tells_nothing_unless_asked(run: Run) -> None:
    neutral = calendar(run, "JP", *REFUSED).decode().lower()
    full = calendar(run, "JP", *REFUSED, "--titles", "full").decode().lower()

    assert [word for word in TELLING if word in neutral] == []
    assert "request for review of the refusal" in full


def test_calendar_of_several_places_has_the_time_of_each(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "jurisdictions: [JP, HK]\nassessed on: 2026-11-18\nanswers at:\n"
        "  JP: {first_decision_received_on: 2026-11-16}\n  HK: {first_decision_received_on: 2026-11-16}\n"
    )

    zones = Calendar.from_ical(calendar(run, "--case", str(case))).walk("VTIMEZONE")

    assert {str(zone["tzid"]) for zone in zones} == {"Asia/Tokyo", "Asia/Hong_Kong"}


def test_calendar_entry_ends_before_the_hour_of_its_limit(run: Run) -> None:
    [event] = Calendar.from_ical(
        calendar(run, "CN", "--event", "moved_to_address=2026-11-16", "--on", "2026-11-16")
    ).walk("VEVENT")  # fmt: skip

    assert str(event.decoded("dtend")) == "2026-11-17 00:00:00+08:00"


def test_same_input_gives_the_same_calendar(run: Run) -> None:
    assert calendar(run, "JP", *REFUSED) == calendar(run, "JP", *REFUSED)


# --- what is given ----------------------------------------------------------------------------------------------------


def test_closed_days_move_the_last_day(run: Run) -> None:
    closed = one(run, "jp.review_request", *REFUSED, "--closed", "2026-11-24", "--closed", "2026-11-25")

    assert (closed["due"], closed["act_by"]) == ("2026-11-26", "2026-11-26")


def test_date_facts_are_events_too(run: Run) -> None:
    by_fact = ("--event", "first_decision_received_on=2026-11-16", "--on", "2026-11-18")

    assert deadlines(run, "JP", *by_fact) == deadlines(run, "JP", *REFUSED)


def test_bounds_are_taken_as_case_files_write_them(run: Run) -> None:
    review = one(run, "jp.review_request", "--event", "refusal_notice=2026-11", "--on", "2026-11-30")

    assert (review["due"], review["act_by"], review["state"]) == (None, "2026-11-09", "may have passed")


def test_end_of_a_permit_may_lie_ahead(run: Run) -> None:
    renewal = one(run, "cn.stay_extension", "--event", "permitted_stay_ends=2026-12-31", "--on", "2026-11-18")

    assert renewal["act_by"] == "2026-12-24"


def test_case_and_events_are_taken_together(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("jurisdiction: JP\nassessed on: 2026-11-18\nanswers: {}\n")

    from_case = deadlines(run, "--case", str(case), "--event", "refusal_notice=2026-11-16")

    assert from_case == deadlines(run, "JP", *REFUSED)


def test_assessment_and_deadlines_agree(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "jurisdiction: JP\nassessed on: 2026-11-18\nanswers at:\n  JP: {first_decision_received_on: 2026-11-16}\n"
    )

    assert run("assess", str(case), "--format", "json").json()["deadlines"] == deadlines(run, "--case", str(case))


def test_refused_case_opens_with_the_limit_of_the_review(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "jurisdiction: JP\nassessed on: 2026-11-18\nanswers at:\n  JP: {first_decision_received_on: 2026-11-16}\n"
    )

    said = unwrapped(run("assess", str(case)).out)

    first = said.index("The date to keep first ! Request for review of the refusal: by Tuesday, 24 November 2026")
    assert first < said.index("Stage of the procedure") < said.index("Status and permission to stay")


def test_limits_of_a_place_are_listed_without_events(run: Run) -> None:
    said = run("deadlines", "JP", "--on", "2026-11-18").out
    listed = cast(
        "list[dict[str, object]]", run("deadlines", "JP", "--on", "2026-11-18", "--format", "json").json()["limits"]
    )
    [review] = [limit for limit in listed if limit["id"] == "jp.review_request"]

    assert "Request for review of the refusal: refusal_notice P7D" in said
    assert (review["events"], review["periods"]) == (["refusal_notice"], ["P7D"])


def test_versions_of_the_day_are_listed(run: Run) -> None:
    new, old = (run("deadlines", "JP", "--on", day).out for day in ("2005-05-16", "2005-05-15"))

    assert ("Apply for refugee status: landing P60D" in old, "landing P60D" in new) == (True, False)


# --- what is wrong ----------------------------------------------------------------------------------------------------

WRONG = {
    "no place": ((), "no place is given; write it, as in: asylia deadlines JP"),
    "unknown place": (("XX",), "there is no law of a jurisdiction 'XX' here; choose from JP, KR"),
    "no day": (("JP", "--event", "refusal_notice"), "'refusal_notice' names no day; write EVENT=DAY"),
    "empty day": (("JP", "--event", "refusal_notice="), "names no day"),
    "unknown event": (("JP", "--event", "refusal_notise=2026-11-16"), "did you mean 'refusal_notice'?"),
    "event that is no date fact": (("JP", "--event", "stateless=2026-11-16"), "there is no event 'stateless'"),
    "future": (
        ("JP", "--event", "refusal_notice=2026-11-19", "--on", "2026-11-18"),
        "refusal_notice lies after the day assessed (2026-11-18); check the day, or give --on",
    ),
    "done before it began": (
        ("JP", *REFUSED, "--event", "review_filed=2026-11-15"),
        "review_filed_on (2026-11-15) lies before first_decision_received_on (2026-11-16)",
    ),
    "time without a zone": (("JP", "--event", "arrest=2026-11-20T22:10"), "has no zone; add it"),
    "no time of day": (("JP", "--event", "arrest=2026-11-20T25:10"), "is no time of day"),
    "29 February": (("JP", "--event", "refusal_notice=2027-02-29"), "2027-02-29 is no day of the calendar"),
    "a year before the calendars": (
        ("JP", "--event", "refusal_notice=1890-01-01"), "1890-01-01 lies outside the years 1979 to 2049",
    ),
    "a year after the calendars": (
        ("JP", "--event", "hearing=2090-01-01"), "2090-01-01 lies outside the years 1979 to 2049",
    ),
    "closed on no day": (("JP", *REFUSED, "--closed", "2027-02-29"), "'2027-02-29' is no day of the calendar"),
    "calendar without days": (("JP", "--format", "ics"), "a calendar needs days; give --event or --case"),
    "calendar of nothing": (
        ("JP", "--event", "refusal_notice=2026-11-16", "--event", "review_filed=2026-11-17", "--on", "2028-11-18",
         "--format", "ics"),
        "no time limit is running",
    ),
    "no such case": (("--case", "/nowhere.yaml"), "there is no such file"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_gets_one_sentence(run: Run, what: str) -> None:
    arguments, says = WRONG[what]

    assert says in refused(run("deadlines", *arguments))


def test_act_on_the_day_of_the_event_is_in_order(run: Run) -> None:
    assert one(run, "jp.review_request", *REFUSED, "--event", "review_filed=2026-11-16")["state"] == "kept"


def test_act_before_a_day_that_was_set_for_it_is_in_order(run: Run) -> None:
    by_letter = ("--event", "unhcr_appeal_due=2026-12-10", "--event", "review_filed=2026-11-16", "--on", "2026-11-18")

    assert run("deadlines", "CN", *by_letter).code == 0


def test_act_before_one_of_several_events_is_in_order(run: Run) -> None:
    sued_at_once = ("refusal_notice=2026-03-02", "suit_filed=2026-05-11", "review_decision=2026-10-05")
    given = [part for event in sued_at_once for part in ("--event", event)]

    assert run("deadlines", "JP", *given, "--on", "2026-11-18").code == 0
