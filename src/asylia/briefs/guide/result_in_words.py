"""The result in the words of one language, ready to show: the same items in the same order in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asylia.briefs.guide.asked_in_words import answer_in_words, long_date, own_line, question_asks
from asylia.briefs.guide.contacts_in_words import Group, contact_groups
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.result import Paper, Result, Right, Way
from asylia.deadlines.due import DueDate
from asylia.languages.guide import GuideWords
from asylia.languages.levels import complete_languages
from asylia.logic.truth import UNKNOWN

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


def result_shown(result: Result, words: GuideWords, guide: Guide, *, no_dates: bool = False) -> ShownResult:
    """A result in the words of a reader."""
    office = guide.plan.office_language.get(result.talk.place, "en")
    named = dict.fromkeys(name for way in (*result.ways, *result.more_ways) for name in way.because)
    said = {name: answer_in_words(words, guide, result.talk, name) for name in named}

    def way_shown(way: Way) -> ShownWay:
        return _way(way, said, words, guide, office, no_dates=no_dates)

    return ShownResult(
        () if no_dates else tuple(_date(due, words, guide, office) for due in result.dates),
        tuple(question_asks(words, guide, fact) for fact in result.waits),
        tuple(_steps(result, words)),
        tuple(_offices(result, words, office)),
        tuple(contact_groups(result.contacts, words, guide, result.talk)),
        tuple(map(way_shown, result.ways)),
        tuple(map(way_shown, result.more_ways)),
        tuple(_right(right, result, words) for right in result.rights),
        tuple(_paper(paper, words) for paper in result.papers),
        result.assessment is not None,
        result.may_go_on,
        any(due.state in ("running", "may have passed") for due in result.dates),
        result.is_checked,
        office,
    )


def _date(due: DueDate, words: GuideWords, guide: Guide, office: str) -> ShownDate:
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
        due.limit.title.get(office, "") if office != words.language else "",
        words.word("date_by", date=by),
        own_line(due.act_by, words, guide.plan.calendars.values()),
        said,
        is_over,
        tuple(_notes(due, words)),
    )


def _notes(due: DueDate, words: GuideWords) -> Iterator[str]:
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


def _steps(result: Result, words: GuideWords) -> Iterator[tuple[str, str]]:
    """Three steps at most: of custody first, where the person is held, with one of the stage."""
    stages = result.stages
    wanted = [(stages[0], number) for number in _STEPS]
    if len(stages) > 1:
        wanted = [(stages[0], 1), (stages[1], 1), (stages[0], 2)]
    for stage, number in wanted:
        yield f"{stage}_{number}", words.word(f"step_{stage}_{number}")


def _offices(result: Result, words: GuideWords, office: str) -> Iterator[str]:
    for stage in result.offices:
        if stage.authority:
            own, local = words.texts.titled(stage.authority), stage.authority.get(office, "")
            yield own if own == local or not local else f"{own} ({local})"


def _way(
    way: Way, said: Mapping[str, str], words: GuideWords, guide: Guide, office: str, *, no_dates: bool
) -> ShownWay:
    """`said` are the answers in words, by question; worked out once, since the same speak in several ways."""
    finding = way.finding
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
        tuple((question_asks(words, guide, name), said[name]) for name in named),
        way.because,
        tuple(question_asks(words, guide, fact) for fact in way.changes),
        words.word("would_change_more", n=way.others) if way.others > 0 else "",
    )


def _right(right: Right, result: Result, words: GuideWords) -> tuple[str, str, str]:
    assert result.assessment is not None
    rows = result.assessment.law.data.tables.rights_rows
    return (
        right.cell.row,
        words.texts.titled(rows[right.cell.row].title),
        words.word(f"right_{right.cell.value}"),
    )


def _paper(paper: Paper, words: GuideWords) -> tuple[str, tuple[str, ...]]:
    kind = words.word(f"paper_{paper.kind.split()[0]}")
    if words.language not in complete_languages():  # the names of facts would stand in English
        return kind, ()
    return kind, tuple(words.texts.fact(fact, "name") for fact in paper.facts)
