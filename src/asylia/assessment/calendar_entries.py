"""The time limits of a case as calendar entries: those that run and that the person has to keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylia.deadlines.due import DueDate
from asylia.languages.texts import Texts
from asylia.lawbook.law import Law


def calendar_of_limits(
    found: Sequence[tuple[Law, Sequence[DueDate]]], texts: Texts, day: date, *, full_titles: bool = False
) -> bytes:
    """A calendar file (RFC 5545), empty bytes if no limit runs. Titles are neutral unless asked for in full."""
    from asylia.deadlines.calendars import calendar_of  # noqa: PLC0415  # only calendars need icalendar and zones
    from asylia.deadlines.ics import Entry, calendar_file  # noqa: PLC0415  # as above

    entries = [
        Entry(
            due.limit.id,
            due.act_by,
            texts.titled(due.limit.title) if full_titles else texts.word("calendar_neutral"),
            due.limit.act if full_titles else "",
            calendar_of(law.data.tables.timetables[law.place]).zone,
            due.due_at,
        )
        for law, dues in found
        for due in dues
        if due.state == "running" and due.limit.acts == "person" and due.act_by is not None
    ]
    return calendar_file(entries, day, texts.word("calendar_neutral")) if entries else b""
