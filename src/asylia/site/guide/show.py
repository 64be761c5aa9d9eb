"""The result in the words of one language, ready for the page: the same items in the same order in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.result import Paper, Result, Right, Way
from asylia.deadlines.due import DueDate
from asylia.logic.truth import UNKNOWN
from asylia.site.guide.contacts import Group, contact_groups
from asylia.site.guide.desk import GuideReader
from asylia.site.guide.questions import answer_in_words, long_date, own_line, question_asks

_STEPS = (1, 2, 3)
_PASSED = ("passed", "late", "may have passed")


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A day to keep."""

    id: str
    title: str
    official: str
    by: str
    own_calendar: str
    """The day in the reader's own calendar, where it is another; else empty (L6)."""
    left: str
    is_over: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way that may be open."""

    id: str
    title: str
    official: str
    sure: str
    grant: str
    because: tuple[tuple[str, str], ...]
    """Questions with their answers."""
    because_ids: tuple[str, ...]
    changes: tuple[str, ...]
    others: str


@dataclass(frozen=True, slots=True)
class ShownResult:
    """All sections, in the order of G11."""

    dates: tuple[ShownDate, ...]
    waits: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    """Id and words."""
    offices: tuple[str, ...]
    groups: tuple[Group, ...]
    ways: tuple[ShownWay, ...]
    more_ways: tuple[ShownWay, ...]
    rights: tuple[tuple[str, str, str], ...]
    """Id, right, how far."""
    papers: tuple[tuple[str, tuple[str, ...]], ...]
    has_place: bool
    may_go_on: bool
    may_keep_date: bool
    is_checked: bool
    office_language: str
    words: GuideReader


def result_shown(result: Result, reader: GuideReader, guide: Guide, *, no_dates: bool = False) -> ShownResult:
    """A result in the words of a reader."""
    office = guide.plan.office_language.get(result.talk.place, "en")
    named = dict.fromkeys(name for way in (*result.ways, *result.more_ways) for name in way.because)
    said = {name: answer_in_words(reader, guide, result.talk, name) for name in named}

    def way_shown(way: Way) -> ShownWay:
        return _way(way, said, reader, guide, office, no_dates=no_dates)

    return ShownResult(
        () if no_dates else tuple(_date(due, reader, office) for due in result.dates),
        tuple(question_asks(reader, guide, fact) for fact in result.waits),
        tuple(_steps(result, reader)),
        tuple(_offices(result, reader, office)),
        tuple(contact_groups(result.contacts, reader, guide, result.talk)),
        tuple(map(way_shown, result.ways)),
        tuple(map(way_shown, result.more_ways)),
        tuple(_right(right, result, reader) for right in result.rights),
        tuple(_paper(paper, reader) for paper in result.papers),
        result.assessment is not None,
        result.may_go_on,
        any(due.state in ("running", "may have passed") for due in result.dates),
        result.is_checked,
        office,
        reader,
    )


def _date(due: DueDate, reader: GuideReader, office: str) -> ShownDate:
    words = reader.words
    assert due.act_by is not None
    left = due.days_left or 0
    is_over = due.state in _PASSED or left < 0
    if is_over:
        said = words.word("date_passed")
    else:
        said = words.word(f"days_left_{left}") if left in (0, 1) else words.word("days_left", n=left)
    by = long_date(due.act_by, words)
    if due.due_at is not None:
        by = f"{by}, {due.due_at:%H:%M}"
    return ShownDate(
        due.limit.id,
        words.texts.titled(due.limit.title),
        due.limit.title.get(office, "") if office != reader.code else "",
        words.word("date_by", date=by),
        own_line(due.act_by, words),
        said,
        is_over,
        tuple(_notes(due, reader)),
    )


def _notes(due: DueDate, reader: GuideReader) -> Iterator[str]:
    words = reader.words
    if due.state in _PASSED:
        return
    if due.applies is UNKNOWN:
        yield words.word("date_if")
    if due.due is None:
        yield words.word("date_earliest")
    elif due.act_by is not None and due.due > due.act_by:
        yield words.word("date_last_lawful", date=long_date(due.due, words))
    if due.provisional:
        yield words.word("date_provisional")


def _steps(result: Result, reader: GuideReader) -> Iterator[tuple[str, str]]:
    """Three steps at most: of custody first, where the person is held, with one of the stage."""
    stages = result.stages
    wanted = [(stages[0], number) for number in _STEPS]
    if len(stages) > 1:
        wanted = [(stages[0], 1), (stages[1], 1), (stages[0], 2)]
    for stage, number in wanted:
        yield f"{stage}_{number}", reader.words.word(f"step_{stage}_{number}")


def _offices(result: Result, reader: GuideReader, office: str) -> Iterator[str]:
    for stage in result.offices:
        if stage.authority:
            own, local = reader.words.texts.titled(stage.authority), stage.authority.get(office, "")
            yield own if own == local or not local else f"{own} ({local})"


def _way(
    way: Way, said: Mapping[str, str], reader: GuideReader, guide: Guide, office: str, *, no_dates: bool
) -> ShownWay:
    """`said` are the answers in words, by question; worked out once, since the same speak in several ways."""
    words, finding = reader.words, way.finding
    title = words.texts.provision(finding.provision)
    official = finding.provision.title.get(office, "")
    facts = guide.lawbook.data.facts
    named = [name for name in way.because if not (no_dates and name in facts and facts[name].type == "date")]
    return ShownWay(
        finding.provision.id,
        title,
        official if official != title else "",
        words.word(f"sure_{way.sure}"),
        words.word("must_grant" if finding.nature == "guaranteed" else "may_grant"),
        tuple((question_asks(reader, guide, name), said[name]) for name in named),
        way.because,
        tuple(question_asks(reader, guide, fact) for fact in way.changes),
        words.word("would_change_more", n=way.others) if way.others > 0 else "",
    )


def _right(right: Right, result: Result, reader: GuideReader) -> tuple[str, str, str]:
    assert result.assessment is not None
    rows = result.assessment.law.data.tables.rights_rows
    return (
        right.cell.row,
        reader.words.texts.titled(rows[right.cell.row].title),
        reader.words.word(f"right_{right.cell.value}"),
    )


def _paper(paper: Paper, reader: GuideReader) -> tuple[str, tuple[str, ...]]:
    words = reader.words
    kind = words.word(f"paper_{paper.kind.split()[0]}")
    if not words.texts.interface:  # the names of facts are not in a language that has the guide only
        return kind, ()
    return kind, tuple(words.texts.fact(fact, "name") for fact in paper.facts)
