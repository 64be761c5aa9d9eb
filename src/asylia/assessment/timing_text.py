"""Time limits in words: the date to keep first, the others, how sure each is, and what follows if it is missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from asylia.assessment.lines import Json, Line
from asylia.assessment.words import Words
from asylia.deadlines.due import DueDate
from asylia.languages.texts import Texts
from asylia.logic.truth import UNKNOWN

_MARKS = {"running": "!", "kept": "✓", "late": "✗", "passed": "✗", "may have passed": "?", "waiting": "?"}


def long_date(day: date, texts: Texts) -> str:
    """A day with its weekday, so that the reader can check it against the calendar."""
    return texts.word(
        "date_long",
        weekday=texts.word(f"weekday_{day.isoweekday()}"),
        day=day.day,
        month=texts.word(f"month_{day.month}"),
        year=day.year,
    )


def timing_lines(dues: Sequence[DueDate], words: Words) -> Iterator[Line]:
    """The date to keep first, then the other limits of the person, then those of the authority."""
    own = [due for due in dues if due.limit.acts == "person"]
    first = next((due for due in own if due.state in ("may have passed", "running")), None)
    if first is not None:
        yield Line(0, words.texts.word("deadline_first"), "heading")
        yield from limit_lines(first, words)
    further = [due for due in own if due is not first]
    theirs = [due for due in dues if due.limit.acts == "authority" and due.state not in ("unlimited", "waiting")]
    heading_of_own = "deadlines_further" if first is not None else "deadlines_title"
    for heading, group in ((heading_of_own, further), ("deadlines_of_authority", theirs)):
        if group:
            yield Line(0, words.texts.word(heading), "heading")
            for due in group:
                yield from limit_lines(due, words, short=True)


def limit_lines(due: DueDate, words: Words, *, short: bool = False) -> Iterator[Line]:
    """One limit: what to do by when; how it is counted, excused and what it stops unless `short`."""
    texts, limit = words.texts, due.limit
    title = texts.titled(limit.title)
    doubtful = words.law.is_unverified(due.version.support, limit.support)
    mark = f" [{texts.word('unverified_mark')}]" if doubtful else ""
    yield Line(1, f"{title}: {_when(due, texts)}{mark}", "finding", _MARKS.get(due.state, "·"))
    if due.state in ("running", "may have passed", "waiting"):
        where = f" ({texts.said(limit.where)})" if limit.where else ""
        yield Line(2, texts.said(limit.act) + where, "note")
    if due.state == "may have passed":
        yield Line(2, texts.word("deadline_may_have_passed"), "warning")
    if due.applies is UNKNOWN:
        yield Line(2, texts.word("deadline_if_it_applies", facts=words.listed(due.depends_on)), "note")
    if due.waits_for:
        names = texts.word("list_separator").join(_event(name, words) for name in due.waits_for)
        yield Line(2, texts.word("deadline_waits_for", events=names), "note")
    yield from _doubts(due, texts)
    if due.state in ("late", "passed", "may have passed") or not short:
        yield from _if_late(due, words)
    if not short:
        yield from _support(due, words)


def _event(name: str, words: Words) -> str:
    return words.texts.fact(words.law.data.events[name].fact, "name")


def _when(due: DueDate, texts: Texts) -> str:
    if due.state == "unlimited":
        return texts.said(due.version.without_limit)
    if due.state in ("kept", "late"):
        return texts.word(f"deadline_{due.state}")
    if due.act_by is None:
        if due.state != "passed" or due.days_left is None:
            return texts.word("deadline_day_unknown")
        return texts.word("deadline_passed", n=-due.days_left)
    if due.due_at is not None:
        said = texts.word("deadline_due_at", date=long_date(due.act_by, texts), time=f"{due.due_at:%H:%M %Z}")
    else:
        said = texts.word("deadline_due", date=long_date(due.act_by, texts))
    assert due.days_left is not None
    if due.days_left < 0:
        left = texts.word("deadline_passed", n=-due.days_left)
    else:
        left = texts.word("days_left", n=due.days_left) if due.days_left else texts.word("day_today")
    return f"{said} ({left})"


def _doubts(due: DueDate, texts: Texts) -> Iterator[Line]:
    if due.state in ("kept", "unlimited", "waiting"):
        return
    if due.received is not None:
        yield Line(2, texts.word("deadline_received", date=long_date(due.received, texts)), "note")
    if due.act_by is not None and due.due is None:
        yield Line(2, texts.word("deadline_earliest"), "note")
    elif due.due is not None and due.act_by is not None and due.due > due.act_by:
        yield Line(2, texts.word("deadline_last_lawful", date=long_date(due.due, texts)), "note")
    days = sorted({way.due for way in due.readings if way.kind != "plan for"})
    if len(days) > 1 and any(way.kind == "reading" for way in due.readings):
        shown = texts.word("list_separator").join(long_date(day, texts) for day in days)
        yield Line(2, texts.word("deadline_readings", dates=shown), "note")
    if any(way.kind == "plan for" for way in due.readings):
        yield Line(2, texts.word("deadline_plan_for"), "note")
    if due.provisional:
        yield Line(2, texts.word("deadline_provisional"), "note")


def _if_late(due: DueDate, words: Words) -> Iterator[Line]:
    texts, limit = words.texts, due.limit
    if limit.acts == "authority":
        if limit.if_missed:
            yield Line(2, texts.said(limit.if_missed), "note")
        return
    yield Line(
        2, _with(texts.word("deadline_excused_" + limit.excused.replace(" ", "_")), limit.how_excused, texts), "note"
    )
    for cite in limit.excuse_basis:
        yield Line(3, words.citation(cite), "cite")
    if limit.stops_removal != "not applicable":
        said = texts.word("deadline_stops_removal_" + limit.stops_removal)
        yield Line(2, _with(said, limit.how_it_stops, texts), "note")
    if limit.if_missed:
        yield Line(2, texts.word("deadline_if_missed", text=texts.said(limit.if_missed)), "note")


def _with(said: str, how: str, texts: Texts) -> str:
    return f"{said}: {texts.said(how)}" if how else said


def _support(due: DueDate, words: Words) -> Iterator[Line]:
    timetable = words.law.data.tables.timetables[due.limit.place]
    for rule in dict.fromkeys(way.rule for way in due.readings if way.rule):
        yield Line(
            2, f"{words.texts.word('deadline_counted')}: {words.texts.titled(timetable.counting[rule].title)}", "note"
        )
    for cite in citations_of(due):
        yield Line(2, words.citation(cite), "cite")
    if note := due.version.support.note:
        yield Line(2, words.texts.said(note), "note")


def citations_of(due: DueDate) -> tuple[str, ...]:
    """The articles on which a limit rests."""
    return tuple(dict.fromkeys((*due.version.support.basis, *due.limit.support.basis)))


def due_json(due: DueDate, words: Words) -> Json:
    """One limit as the contract of docs/look-up/json.md has it."""
    limit, texts = due.limit, words.texts
    rules = [way.rule for way in due.readings if way.kind == "leading" and way.rule]
    return {
        "id": limit.id,
        "jurisdiction": limit.place,
        "title": texts.titled(limit.title),
        "state": due.state,
        "applies": "open" if due.applies is UNKNOWN else "yes",
        "depends_on": list(due.depends_on),
        "acts": limit.acts,
        "act": _said(limit.act, texts),
        "where": _said(limit.where, texts),
        "papers": list(limit.papers),
        "event": due.events[0] if due.events else None,
        "events": list(due.events),
        "waits_for": list(due.waits_for),
        "received": _iso(due.received),
        "due": _iso(due.due),
        "act_by": _iso(due.act_by),
        "due_at": due.due_at.isoformat() if due.due_at else None,
        "days_left": due.days_left,
        "provisional": due.provisional,
        "rule": rules[0] if rules else "",
        "readings": [
            {
                "kind": way.kind,
                "rule": way.rule,
                "period": way.period,
                "due": way.due.isoformat(),
                "act_by": way.act_by.isoformat(),
            }
            for way in due.readings
        ],
        "without_limit": _said(due.version.without_limit, texts),
        "excused": limit.excused,
        "how_excused": _said(limit.how_excused, texts),
        "excuse_citations": [{"id": cite, "text": words.citation(cite)} for cite in limit.excuse_basis],
        "stops_removal": limit.stops_removal,
        "how_it_stops": _said(limit.how_it_stops, texts),
        "if_missed": _said(limit.if_missed, texts),
        "remedy": list(limit.remedy),
        "note": _said(due.version.support.note, texts),
        "unverified": words.law.is_unverified(due.version.support, limit.support),
        "citations": [{"id": cite, "text": words.citation(cite)} for cite in citations_of(due)],
        "sources": list(dict.fromkeys((*due.version.support.sources, *limit.support.sources))),
    }


def _said(sentence: str, texts: Texts) -> str:
    return texts.said(sentence) if sentence else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
