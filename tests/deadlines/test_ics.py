"""Calendar files: programs can read them, they ring in time, and they show nothing to whoever looks at the phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from asylia.deadlines.ics import Entry, calendar_file

TOKYO, HONG_KONG = ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Hong_Kong")
TODAY = date(2026, 11, 18)
REVIEW = Entry("jp.review_request", date(2026, 11, 24), "Appointment", "", TOKYO)
APPEAL = Entry("hk.notice_of_appeal", date(2026, 11, 23), "Appointment", "", HONG_KONG)


def read(*entries: Entry) -> Component:
    return Calendar.from_ical(calendar_file(entries, TODAY, "Appointment"))


def events(*entries: Entry) -> Sequence[Component]:
    return read(*entries).walk("VEVENT")


def lines(*entries: Entry) -> list[bytes]:
    return calendar_file(entries, TODAY, "Appointment").split(b"\r\n")


def test_entry_begins_on_its_day_in_the_morning_of_the_place() -> None:
    [event] = events(REVIEW)

    assert event.decoded("dtstart") == datetime(2026, 11, 24, 9, tzinfo=TOKYO)
    assert event["dtstart"].params["TZID"] == "Asia/Tokyo"


def test_entry_whose_limit_ends_by_the_hour_is_over_by_then() -> None:
    day, ends = date(2026, 11, 17), [datetime(2026, 11, 17, hour, 30, tzinfo=TOKYO) for hour in (0, 10, 22)]

    found = [events(Entry("a", day, "Appointment", "", TOKYO, until))[0] for until in ends]

    assert [str(event.decoded("dtstart"))[5:16] for event in found] == ["11-16 23:30", "11-17 09:00", "11-17 09:00"]
    assert all(event.decoded("dtend") <= until for event, until in zip(found, ends, strict=True))


def test_time_zone_is_in_the_file() -> None:
    assert [str(zone["tzid"]) for zone in read(REVIEW, APPEAL).walk("VTIMEZONE")] == ["Asia/Hong_Kong", "Asia/Tokyo"]


def test_each_place_keeps_its_own_time() -> None:
    starts = [event.decoded("dtstart") for event in events(REVIEW, APPEAL)]

    assert starts == [datetime(2026, 11, 24, 9, tzinfo=TOKYO), datetime(2026, 11, 23, 9, tzinfo=HONG_KONG)]


def test_it_rings_three_days_and_one_day_before() -> None:
    [event] = events(REVIEW)

    alarms = event.walk("VALARM")

    assert [alarm.decoded("trigger") for alarm in alarms] == [timedelta(days=-3), timedelta(days=-1)]
    assert [str(alarm["description"]) for alarm in alarms] == ["Appointment", "Appointment"]


def test_text_is_told_only_where_it_is_given() -> None:
    [plain], [told] = events(REVIEW), events(Entry("a", TODAY, "Ask again", "Hand it in.", TOKYO))

    assert "description" not in plain
    assert (str(told["summary"]), str(told["description"])) == ("Ask again", "Hand it in.")


def test_no_line_names_the_limit_or_the_program() -> None:
    whole = calendar_file([REVIEW, APPEAL], TODAY, "Appointment").lower()

    assert [word for word in (b"asyl", b"refug", b"review", b"appeal", b"limit", b"jp.", b"hk.") if word in whole] == []


def test_entries_are_private_and_leave_the_day_free() -> None:
    [event] = events(REVIEW)

    assert (str(event["class"]), str(event["transp"])) == ("PRIVATE", "TRANSPARENT")


def test_lines_end_and_fold_as_the_standard_has_it() -> None:
    long = Entry("a", TODAY, "審査請求" * 30, "Hand it in. " * 30, TOKYO)

    *found, end = lines(long)

    assert end == b""
    assert all(b"\n" not in line and len(line) <= 75 for line in found)
    assert str(events(long)[0]["summary"]) == "審査請求" * 30


def test_same_entries_give_the_same_bytes() -> None:
    assert lines(REVIEW, APPEAL) == lines(REVIEW, APPEAL)


def test_entries_are_told_apart() -> None:
    other_day = Entry(REVIEW.id, date(2026, 11, 25), "Appointment", "", TOKYO)

    assert len({str(event["uid"]) for event in events(REVIEW, APPEAL, other_day)}) == 3


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_any_title_is_read_back_and_adds_no_line_of_its_own(title: str) -> None:
    [event] = events(Entry("a", TODAY, title, title, TOKYO))

    assert str(event["summary"]) == title
    assert str(event["description"]) == title
