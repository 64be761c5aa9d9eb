"""Changes of the law in words: by day what began, ended or changed, and condition by condition what is different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from asylia.assessment.lines import Json, Line
from asylia.assessment.prose import Clause, clauses_of_version, governed_by
from asylia.assessment.words import Words
from asylia.lawbook.history import Change
from asylia.lawbook.model import Version


def history_lines(changes: Sequence[Change], words: Words) -> Iterator[Line]:
    """Every day with changes, and under it what each did."""
    day = None
    for change in changes:
        if change.day != day:
            day = change.day
            yield Line(0, str(day), "heading")
        yield from _change(change, words)


def _change(change: Change, words: Words) -> Iterator[Line]:
    say = words.texts.word
    key = "change_" + change.does.replace(" ", "_")
    if change.provision is None:
        yield Line(1, say(key, what=words.citation(change.treaty)), "finding", "·")
        return
    named = f"{words.texts.provision(change.provision)} ({change.provision.id})"
    yield Line(1, say(key, what=named), "finding", "·")
    if change.before is not None and change.after is not None:
        yield from difference_lines(change.before, change.after, words)


def difference_lines(before: Version, after: Version, words: Words) -> Iterator[Line]:
    """What one version asks for and the other does not, and what else is different."""
    say = words.texts.word
    found = list(condition_changes(before, after, words))
    for does, text in found:
        yield Line(2, say(f"condition_{does}", text=text), "note", {"added": "+", "removed": "-"}[does])
    if before.governed_by != after.governed_by:
        yield Line(2, say("governed_now", how=governed_by(after, words)), "note", "·")
    if set(before.basis) != set(after.basis) and after.basis:
        cites = say("list_separator").join(map(words.citation, after.basis))
        yield Line(2, say("cited_now", cites=cites), "cite", "§")
    if not found:
        yield Line(2, say("conditions_same"), "note", "·")


def condition_changes(before: Version, after: Version, words: Words) -> Iterator[tuple[str, str]]:
    """Conditions `added` and `removed`, as sentences, in the order of the text."""
    old, new = _sentences(before, words), _sentences(after, words)
    for does, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if does in ("delete", "replace"):
            yield from (("removed", text) for text in old[old_from:old_to])
        if does in ("insert", "replace"):
            yield from (("added", text) for text in new[new_from:new_to])


def _sentences(version: Version, words: Words) -> list[str]:
    """Every condition with the headings it stands under, so that the same words in another place count as another."""
    found = list(_under((), clauses_of_version(version, words)))
    if version.may_be_refused is not None:
        found.append(words.texts.word("may_be_refused_title"))
    return found


def _under(headings: tuple[str, ...], clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        if clause.parts:
            yield from _under((*headings, clause.text), clause.parts)
        else:
            yield " ".join((*headings[-1:], clause.text)) if len(headings) > 1 else clause.text


def changes_json(changes: Sequence[Change], words: Words) -> list[Json]:
    """The same as data."""
    return [
        {
            "day": change.day.isoformat(),
            "does": change.does,
            "id": change.provision.id if change.provision else None,
            "treaty": change.treaty or None,
            "title": words.texts.provision(change.provision) if change.provision else words.citation(change.treaty),
            "conditions": [
                {"does": does, "text": text}
                for does, text in (
                    condition_changes(change.before, change.after, words) if change.before and change.after else ()
                )
            ],
        }
        for change in changes
    ]
