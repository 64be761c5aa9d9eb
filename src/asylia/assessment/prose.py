"""A provision as prose, printed from the tree that the engine reads: what a lawyer compares with the statute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from asylia.assessment.lines import Line
from asylia.assessment.published_file import Expectation, PublishedCase
from asylia.assessment.words import Words
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, Act, Grant, Provision, Says, Source, Version
from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, Test, parts_of
from asylia.logic.truth import NO, YES


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a condition, with its citations and the sentences under it."""

    text: str
    cites: tuple[str, ...] = ()
    parts: tuple[Clause, ...] = ()


# --- conditions ------------------------------------------------------------------------------------------------------


def clauses_of_version(version: Version, words: Words) -> tuple[Clause, ...]:
    """The conditions of a version and its exceptions, as they are evaluated."""
    body, exceptions = _split(version)
    found = [clause(body, words)]
    if exceptions:
        found.append(_unless(exceptions, words))
    return tuple(found)


def _split(version: Version) -> tuple[Expression, tuple[Expression, ...]]:
    """What has to hold, and the exceptions that the reader wrote behind it."""
    holds, count = version.holds, version.exceptions
    if not count or not isinstance(holds, All) or len(holds.parts) <= count:
        return holds, ()
    body, last = holds.parts[:-count], holds.parts[-count:]
    if not all(isinstance(part, Not) for part in last):
        return holds, ()
    exceptions = tuple(part.part for part in last if isinstance(part, Not))
    return body[0] if len(body) == 1 else All(body, holds.cites), exceptions


def clause(expression: Expression, words: Words) -> Clause:
    """A condition as a sentence: what must be so."""
    match expression:
        case Not():
            return _opposite(expression, words)
        case All() | Any() | AtLeast():
            return _group(expression, words)
        case _:
            return Clause(_said(expression, words), expression.cites)


def _opposite(expression: Not, words: Words) -> Clause:
    """A condition turned round: a fact as its own opposite sentence, a group under `none of these` or `not so`."""
    part = expression.part
    cites = expression.cites or part.cites
    if isinstance(part, (Ref, Compare, Const)) and not _is_named(part, words):
        return Clause(words.statement(part, NO), cites)
    if isinstance(part, Any):
        return Clause(words.texts.word("none_of"), cites, tuple(clause(inner, words) for inner in part.parts))
    inner = clause(part, words)
    return Clause(words.texts.word("not_text", text=inner.text), cites, inner.parts)


def _group(expression: All | Any | AtLeast, words: Words) -> Clause:
    texts, cites = words.texts, expression.cites
    exactly = _exactly_one(expression)
    if exactly is not None:
        return Clause(texts.word("exactly_one_of"), cites, tuple(clause(part, words) for part in exactly))
    with_exceptions = _with_exceptions(expression)
    if with_exceptions is not None:
        body, unless = clause(with_exceptions[0], words), _unless(with_exceptions[1], words)
        if body.parts and body.text != texts.word("all_of"):  # beside alternatives it would read as one of them
            return Clause(texts.word("all_of"), cites, (body, unless))
        return Clause(body.text, cites or body.cites, (*body.parts, unless))
    value = _value_met(expression)
    if value is not None:
        fact, number = value
        is_it = texts.word("is", value=number)
        return Clause(texts.word("comparison", name=words.fact_name(fact), comparison=is_it), cites)
    parts = parts_of(expression)
    if len(parts) == 1:
        inner = clause(parts[0], words)
        return Clause(inner.text, cites or inner.cites, inner.parts)
    if isinstance(expression, AtLeast):
        heading = texts.word("at_least_of", n=expression.count)
    else:
        heading = texts.word("all_of" if isinstance(expression, All) else "any_of")
    return Clause(heading, cites, tuple(clause(part, words) for part in parts))


def _with_exceptions(expression: Expression) -> tuple[Expression, tuple[Expression, ...]] | None:
    """The body and its exceptions, if this is an inner `unless` as the reader rewrites it."""
    match expression:
        case All(parts=(body, Not(part=barred))) if body.cites == expression.cites and (body.cites or parts_of(body)):
            return body, barred.parts if isinstance(barred, Any) and not barred.cites else (barred,)
        case _:
            return None


def _unless(exceptions: Sequence[Expression], words: Words) -> Clause:
    key = "unless" if len(exceptions) == 1 else "unless_one_of"
    return Clause(words.texts.word(key), (), tuple(clause(exception, words) for exception in exceptions))


def _exactly_one(expression: Expression) -> tuple[Expression, ...] | None:
    """The parts, if this is `exactly one of` as the reader rewrites it."""
    match expression:
        case All(parts=(Any(parts=parts), Not(part=AtLeast(count=2, parts=others)))) if parts == others:
            return parts
        case _:
            return None


def _value_met(expression: Expression) -> tuple[str, int | date] | None:
    """The fact and the one value it must have, if this is `is` as the reader rewrites it for counts and dates."""
    match expression:
        case All(parts=(Compare(fact=fact, test=Test.AT_LEAST, value=low), Not(part=Compare(fact=other, value=high)))):
            if fact == other and isinstance(low, (int, date)):
                following = low + timedelta(days=1) if isinstance(low, date) else low + 1
                return (fact, low) if high == following else None
    return None


def _is_provision(expression: Ref, words: Words) -> bool:
    return expression.name in words.law.data.provisions


def _is_named(expression: Expression, words: Words) -> bool:
    """Whether it is a provision or a treaty, which has a title and no sentence for its opposite."""
    return isinstance(expression, Ref) and (_is_provision(expression, words) or expression.name.startswith(TREATY))


def _said(expression: Expression, words: Words) -> str:
    if isinstance(expression, Ref) and expression.name.startswith(TREATY):
        return words.texts.word("treaty_binds_place", treaty=words.citation(expression.name.removeprefix(TREATY)))
    if isinstance(expression, Ref) and _is_provision(expression, words):
        return f"{words.texts.provision(words.law.data.provisions[expression.name])} ({expression.name})"
    return words.statement(expression, YES)


# --- lines -----------------------------------------------------------------------------------------------------------


def prose(
    provision: Provision, words: Words, today: date, worked: Sequence[tuple[PublishedCase, Expectation]] = ()
) -> Iterator[Line]:
    """A whole provision: who reads its nature how, each version with its conditions, what it asks, cases, sources.

    `worked` are the published cases that say something of it; `today` is the day from which the age of sources counts.
    """
    texts = words.texts
    yield Line(0, texts.provision(provision), "title")
    nature = f" · {texts.word('nature_' + provision.nature)}" if provision.nature else ""
    yield Line(0, f"{provision.id} · {texts.word('kind_' + provision.kind)}{nature}", "note")
    for said in provision.nature_says:
        yield Line(1, _reads(said, words), "note", "·")
    if provision.absolute:
        yield Line(1, texts.word("absolute_note"), "note", "!")
    if provision.adverse:
        yield Line(1, texts.word("adverse_note"), "warning", "!")
    yield from _section("basis_title", [words.citation(cite) for cite in provision.basis], words)
    for version in provision.versions:
        yield from _version(version, words)
    for reading in provision.readings:
        safer = f" ({texts.word('reading_safer')})" if reading.safer else ""
        yield Line(1, texts.word("reading_of", who=reading.who) + safer, "heading")
        yield from _clause_lines(clause(reading.holds, words), 2, words)
        if reading.note:
            yield Line(2, reading.note, "note", "·")
    yield from _section("asks_title", [_act(act, words) for act in provision.asks], words)
    yield from _section("worked_cases_title", [_worked(case, said, words) for case, said in worked], words)
    yield from _section("sources_title", list(_sources(provision, words, today)), words)
    if provision.reread:
        yield Line(1, texts.word("not_re_read", date=provision.reread) + _age(provision.reread, today, words), "note")


def _worked(case: PublishedCase, said: Expectation, words: Words) -> str:
    decided = case.keys.get("decision_date", "")
    outcome = case.keys.get("outcome", "").replace("_", " ")
    result = words.texts.word("worked_" + said.result)
    return words.texts.word("worked_case", case=case.id, date=decided, outcome=outcome, result=result)


def _age(day: date, today: date, words: Words) -> str:
    """How long ago a day was, in brackets."""
    return f" ({words.texts.word('days_ago', n=(today - day).days)})" if day <= today else ""


def _reads(said: Says, words: Words) -> str:
    reads = words.texts.word("nature_" + said.reads) if said.reads else said.note
    key = "nature_says_on" if said.on else "nature_says"
    tags = f" [{', '.join(said.sources)}]" if said.sources else ""
    return words.texts.word(key, who=said.who, date=said.on, reads=reads) + tags


def _section(key: str, items: Sequence[str], words: Words) -> Iterator[Line]:
    if items:
        yield Line(1, words.texts.word(key), "heading")
        yield from (Line(2, item, "note", "·") for item in items)


def period(version: Version, words: Words) -> str:
    """From when to when a version is in force."""
    if version.end is None:
        return words.texts.word("version_from", date=version.start)
    return words.texts.word("version_from_to", start=version.start, end=version.end)


def governed_by(version: Version, words: Words) -> str:
    """Which day picks the version."""
    if version.governed_by in (ASSESSMENT_DAY, DECISION_DAY):
        return words.texts.word("governed_by_" + version.governed_by.replace(" ", "_"))
    return words.texts.word("governed_by_fact", name=words.fact_name(version.governed_by))


def _version(version: Version, words: Words) -> Iterator[Line]:
    texts = words.texts
    yield Line(1, f"{period(version, words)} · {governed_by(version, words)}", "heading")
    says = version.governed_says
    if says.who:
        yield Line(2, f"{says.who}: {says.note}" if says.note else says.who, "note", "·")
    if version.confidence != "high":
        yield Line(2, texts.word("text_uncertain" if version.confidence == "low" else "text_medium"), "warning", "!")
    if version.certain_from is not None:
        yield Line(2, texts.word("text_certain_from", date=version.certain_from), "warning", "!")
    if version.basis:
        yield Line(2, texts.word("list_separator").join(map(words.citation, version.basis)), "cite", "§")
    for said in clauses_of_version(version, words):
        yield from _clause_lines(said, 2, words)
    if version.may_be_refused is not None:
        yield Line(2, texts.word("may_be_refused_title"), "note")
        yield from _clause_lines(clause(version.may_be_refused, words), 3, words)
    if version.weighs:
        yield Line(2, texts.word("weighs_title"), "note")
        for weighed in version.weighs:
            points = texts.word("points_" + weighed.points)
            said_so = f"{words.fact_name(weighed.fact)}: {points}{_cited(weighed.basis, words)}"
            yield Line(3, said_so, "note", "·")
    if version.leads_to:
        yield Line(2, texts.word("leads_to_title"), "note")
        for grant in version.leads_to:
            yield from _grant(grant, words)
    if version.gates:
        yield Line(2, texts.word("gates_title"), "note")
        for gate in version.gates:
            yield Line(3, texts.titled(gate.title) + _cited(gate.basis, words), "note", "·")
            yield from _clause_lines(clause(gate.holds, words), 4, words)
    if version.notes:
        yield Line(2, texts.word("notes_title"), "note")
        yield from (Line(3, note, "note", "·") for note in version.notes)


def _grant(grant: Grant, words: Words) -> Iterator[Line]:
    what = words.texts.word("list_separator").join(grant.gives) + (f": {grant.with_what}" if grant.with_what else "")
    yield Line(3, what + _cited(grant.basis, words), "note", "·")
    if grant.when is not None:
        yield from _clause_lines(clause(grant.when, words), 4, words)


def _clause_lines(said: Clause, depth: int, words: Words) -> Iterator[Line]:
    yield Line(depth, said.text + _cited(said.cites, words), "note", "-")
    for part in said.parts:
        yield from _clause_lines(part, depth + 1, words)


def _cited(cites: Sequence[str], words: Words) -> str:
    if not cites:
        return ""
    return f" [{words.texts.word('list_separator').join(map(words.citation, cites))}]"


def _act(act: Act, words: Words) -> str:
    where = f" ({act.where})" if act.where else ""
    papers = f" {act.papers}" if act.papers else ""
    return f"{act.act}{where}{papers}{_cited(act.basis, words)}"


def _sources(provision: Provision, words: Words, today: date) -> Iterator[str]:
    tags = dict.fromkeys(
        (*provision.sources, *(tag for version in provision.versions for tag in version.sources)),
    )
    for tag in tags:
        source = words.law.source(provision, tag)
        if source is not None:
            seen = words.texts.word("seen_" + source.seen.replace(" ", "_"))
            address = f" {source.address[0]}" if source.address else ""
            yield f"{tag}: {source.title}{_dated(source, words, today)} ({seen}){address}"


def _dated(source: Source, words: Words, today: date) -> str:
    """The date of a source, and how old it is where the whole day is known."""
    if not source.date:
        return ""
    try:
        return f", {source.date}{_age(date.fromisoformat(source.date), today, words)}"
    except ValueError:
        return f", {source.date}"


# --- data ------------------------------------------------------------------------------------------------------------


def prose_json(provision: Provision, words: Words) -> dict[str, object]:
    """The same as data: conditions as trees of sentences."""
    return {
        "id": provision.id,
        "jurisdiction": provision.place,
        "title": words.texts.provision(provision),
        "kind": provision.kind,
        "nature": provision.nature,
        "citations": list(provision.basis),
        "sources": list(provision.sources),
        "re_read": provision.reread.isoformat() if provision.reread else None,
        "versions": [
            {
                "from": version.start.isoformat(),
                "to": version.end.isoformat() if version.end else None,
                "governed_by": version.governed_by,
                "confidence": version.confidence,
                "citations": list(version.basis),
                "conditions": [_clause_json(said) for said in clauses_of_version(version, words)],
                "notes": list(version.notes),
                "sources": list(version.sources),
            }
            for version in provision.versions
        ],
    }


def _clause_json(said: Clause) -> dict[str, object]:
    return {"text": said.text, "citations": list(said.cites), "parts": [_clause_json(part) for part in said.parts]}
