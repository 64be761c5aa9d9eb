"""A result as an object of JSON: ids for programs, and the same words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator

from asylia import __version__
from asylia.assessment.lines import Json
from asylia.briefs.guide.asked_in_words import Shown, answers_shown
from asylia.briefs.guide.contacts_in_words import Contact, Group
from asylia.briefs.guide.marks import in_a_file
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.result import Result, Way
from asylia.briefs.guide.result_in_words import ShownResult, ShownWay
from asylia.languages.guide import GuideWords


def result_json(
    result: Result, shown: ShownResult, next_question: Shown | None, words: GuideWords, guide: Guide
) -> Json:
    """All that the page says. `outcomes` has the id of every item with the ids of its reasons (G13)."""
    return {
        "asylia": __version__,
        "law_version": guide.lawbook.data.version,
        "assessed_on": guide.day.isoformat(),
        "language": words.language,
        "jurisdiction": result.talk.place or None,
        "answers": [
            {"id": name, "text": asks, "answer": said}
            for name, (_, asks, said) in zip(result.talk.replies, answers_shown(words, guide, result.talk), strict=True)
        ],
        "outcomes": [{"id": name, "because": list(reasons)} for name, reasons in result.ids().items()],
        "dates": list(_dates(result, shown)),
        "waits_for": _named(result.waits, shown.waits),
        "steps": [{"id": name, "text": text} for name, text in shown.steps],
        "offices": list(shown.offices),
        "contacts": [contact for group in shown.groups for contact in _contacts(group)],
        "ways": [_way(way, one) for way, one in zip(result.ways, shown.ways, strict=True)],
        "more_ways": [_way(way, one) for way, one in zip(result.more_ways, shown.more_ways, strict=True)],
        "rights": [
            {"id": name, "column": right.column.id, "value": right.cell.value, "title": title, "says": how}
            for right, (name, title, how) in zip(result.rights, shown.rights, strict=True)
        ],
        "papers": [
            {"id": paper.kind, "title": kind, "facts": list(paper.facts)}
            for paper, (kind, _) in zip(result.papers, shown.papers, strict=True)
        ],
        "is_checked": shown.is_checked,
        "next_question": _question(next_question) if next_question else None,
        "warnings": [words.word("not_advice"), *([] if words.is_reviewed else [words.word("not_reviewed")])],
    }


def _named(ids: tuple[str, ...], texts: tuple[str, ...]) -> list[Json]:
    return [{"id": name, "text": text} for name, text in zip(ids, texts, strict=True)]


def _dates(result: Result, shown: ShownResult) -> Iterator[Json]:
    for due, one in zip(result.dates, shown.dates, strict=True):
        yield {
            "id": one.id,
            "title": one.title,
            "official": one.official,
            "state": due.state,
            "act_by": due.act_by.isoformat() if due.act_by else None,
            "due_at": due.due_at.isoformat() if due.due_at else None,
            "says": [text for text in (one.by, one.own_calendar, one.left, *one.notes) if text],
        }


def _contacts(group: Group) -> Iterator[Json]:
    for one in group.contacts:
        yield {
            "id": one.id,
            "jurisdiction": group.place,
            "name": one.name,
            "local_name": one.local_name,
            "instead": group.is_instead,
            "warnings": [*group.warnings, *one.warnings],
            "notes": list(one.notes),
            "phones": [display for display, _ in one.phones],
            "mail": one.mail,
            "web": one.web,
            "hours": _hours(one),
            "because": list(one.reason_ids),
            "says": list(one.reasons),
            "checked": one.checked,
        }


def _hours(one: Contact) -> str:
    return f"{one.state} {one.hours}".strip()


def _way(way: Way, one: ShownWay) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "official": one.official,
        "sure": way.sure,
        "says": [one.sure, one.grant],
        "because": [
            {"id": name, "text": asks, "answer": said}
            for name, (asks, said) in zip(one.because_ids, one.because, strict=True)
        ],
        "changes": _named(way.changes, one.changes),
        "others": max(0, way.others),
    }


def _question(one: Shown) -> Json:
    return {
        "id": one.name,
        "kind": one.kind,
        "text": one.asks,
        "why": one.why,
        "warns": one.first,
        "choices": [{"id": in_a_file(option.value), "text": option.text} for option in one.options],
    }
