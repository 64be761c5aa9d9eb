"""The days to keep as a calendar file. Titles are neutral: others may see the phone (P4)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from asylia.briefs.guide.result import Result
from asylia.deadlines.ics import Entry, calendar_file
from asylia.site.guide.desk import GuideReader

_KEPT = ("running", "may have passed")


def calendar_of_result(result: Result, reader: GuideReader, today: date) -> bytes:
    """The running limits of a result as iCalendar. No title and no text says what the day is about."""
    assert result.assessment is None or result.assessment.law.place in result.assessment.law.data.tables.timetables
    title = reader.words.word("calendar_entry")
    entries = [
        Entry(due.limit.id, due.act_by, title, "", _zone(result), due.due_at)
        for due in result.dates
        if due.state in _KEPT and due.act_by is not None and due.act_by >= today
    ]
    return calendar_file(entries, today, title)


def _zone(result: Result) -> ZoneInfo:
    assert result.assessment is not None
    law = result.assessment.law
    return ZoneInfo(law.data.tables.timetables[law.place].calendar.zone)
