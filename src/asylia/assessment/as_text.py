"""An assessment as an outline of plain lines: the terminal and Markdown print the same outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylia.assessment.as_json import in_order
from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.changes import what_answers_change
from asylia.assessment.findings import Assessment, Finding
from asylia.assessment.lines import Line
from asylia.assessment.readings import ReadingResult
from asylia.assessment.standing_text import rights_lines, stage_lines
from asylia.assessment.timing_text import timing_lines
from asylia.assessment.words import Sentence, Words
from asylia.languages.texts import Texts
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import Grant, Weighed
from asylia.logic.truth import NO, UNKNOWN, YES

GROUPS = {
    "group_status": ("status",),
    "group_removal": ("bar_to_removal", "suspension"),
    "group_liberty": ("liberty",),
    "group_permission": ("permission",),
    "group_route": ("route", "policy", "nationality"),
    "group_procedure": ("gate", "obligation"),
    "group_ending": ("ending",),
}
DEPTH_SHOWN = 3
"""Levels of reasons in a whole assessment; `--why` shows all."""


def outline(
    lawbook: Lawbook,
    assessments: Sequence[Assessment],
    texts: Texts,
    readings: Sequence[ReadingResult] = (),
    beside: Beside = NOTHING_BESIDE,
) -> list[Line]:
    """Everything an assessment says, in the order in which it is needed."""
    lines: list[Line] = []
    for assessment in assessments:
        words = Words(assessment.law, texts)
        lines += _assessment(assessment, words, lawbook.data.version)
        lines += beside.figures_lines.get(assessment.law.place, ())
        lines += beside.help_lines.get(assessment.law.place, ())
        lines += _question(lawbook, assessment, words)
    for result in readings:
        words = Words(next(a.law for a in assessments if a.law.place == result.reading.place), texts)
        lines += reading_lines(result, words)
    lines.append(Line(0, texts.caution("not_legal_advice", "no_verdict"), "warning"))
    return lines


def _assessment(assessment: Assessment, words: Words, law_version: str) -> Iterator[Line]:
    texts = words.texts
    yield Line(0, f"{texts.word('assessment_title')}: {words.place()}", "title")
    yield Line(
        0,
        f"{texts.word('assessed_on', date=assessment.day)} · {texts.word('law_version', version=law_version)}",
        "note",
    )
    for warning in assessment.warnings:
        yield Line(0, warning, "warning")
    yield from timing_lines(assessment.deadlines, words)
    yield from stage_lines(assessment, words)
    yield from either_way_lines(assessment, words)
    findings = in_order(assessment)
    for heading, kinds in GROUPS.items():
        group = [finding for finding in findings if finding.provision.kind in kinds]
        if group:
            yield Line(0, texts.word(heading), "heading")
            yield from _group(group, words)
    yield from rights_lines(assessment, words)


def either_way_lines(assessment: Assessment, words: Words) -> Iterator[Line]:
    """What holds whichever way open facts turn out: a case split, worded as one."""
    for group in assessment.either_way:
        yield Line(0, words.texts.word("either_way_title"), "heading")
        yield Line(1, words.texts.word("either_way_intro", facts=words.listed(group.depends_on)), "note")
        for name in group.ids:
            finding = assessment.finding(name)
            yield Line(
                2,
                f"{words.texts.provision(finding.provision)} ({words.texts.word('nature_' + finding.nature)})",
                "finding",
                "•",
            )


def _group(findings: Sequence[Finding], words: Words) -> Iterator[Line]:
    texts = words.texts
    for state in ("yes", "open", "no"):
        for finding in findings:
            if finding.state == state:
                yield from finding_lines(finding, words, depth=DEPTH_SHOWN if state != "no" else 1)
    absent = [texts.provision(finding.provision) for finding in findings if finding.state == "not_in_force"]
    if absent:
        yield Line(1, f"{texts.word('state_not_in_force')}: {texts.word('list_separator').join(absent)}", "note", "—")


_SIGNS = {"yes": "✓", "open": "?", "no": "✗", "not_in_force": "—"}


def state_words(finding: Finding, words: Words) -> str:
    """The state of a finding in words."""
    texts = words.texts
    if finding.state == "yes":
        return texts.word("state_ending_yes" if finding.provision.kind == "ending" else f"state_yes_{finding.nature}")
    if finding.state == "no":
        return texts.word("state_ending_no" if finding.provision.kind == "ending" else "state_no")
    if finding.state == "not_in_force":
        return texts.word("state_not_in_force")
    if finding.exact == "yes":
        return texts.word("state_open_exact_yes")
    if finding.exact == "no":
        return texts.word("state_open_exact_no")
    return texts.word("state_open_on", facts=words.listed(finding.depends_on))


def finding_lines(finding: Finding, words: Words, depth: int) -> Iterator[Line]:
    """One finding with its reasons down to a depth."""
    texts = words.texts
    marks = [texts.word("unverified_mark")] if finding.unverified else []
    if len({reading.state for reading in finding.readings}) > 1:
        marks.append(texts.word("contested_mark"))
    suffix = f" [{', '.join(marks)}]" if marks else ""
    yield Line(
        1,
        f"{texts.provision(finding.provision)}: {state_words(finding, words)}{suffix}",
        "finding",
        _SIGNS[finding.state],
    )
    if finding.reason is not None and (finding.state != "open" or depth > DEPTH_SHOWN):
        for sentence in words.tree(finding.reason):
            yield from _sentences(sentence, 2, depth, words)
    if finding.state == "yes" and finding.provision.adverse:
        yield Line(2, texts.word("adverse_note"), "warning", "!")
    if finding.citations and finding.state in ("yes", "open"):
        yield Line(
            2, texts.word("list_separator").join(words.citation(cite) for cite in finding.citations[:2]), "cite", "§"
        )


_REASON_SIGNS = {YES: "+", NO: "-", UNKNOWN: "?"}


def _sentences(sentence: Sentence, at: int, depth: int, words: Words) -> Iterator[Line]:
    cite = f" [{words.citation(sentence.cites[0])}]" if sentence.cites and depth > DEPTH_SHOWN else ""
    yield Line(at, sentence.text + cite, "reason", _REASON_SIGNS[sentence.value])
    if depth > 1:
        for part in sentence.parts:
            yield from _sentences(part, at + 1, depth - 1, words)


def _question(lawbook: Lawbook, assessment: Assessment, words: Words) -> Iterator[Line]:
    texts = words.texts
    yield Line(0, texts.word("next_question"), "heading")
    if not assessment.questions:
        yield Line(1, texts.word("no_question_left"), "note")
        return
    fact = assessment.questions[0].fact
    yield Line(1, texts.fact(fact, "asks"), "question", "?")
    if term := lawbook.data.facts[fact].official_terms.get(assessment.law.place):
        yield Line(2, texts.word("official_term", term=term), "note")
    if warns := texts.fact(fact, "warns"):
        yield Line(2, warns, "note")
    if why := texts.fact(fact, "why"):
        yield Line(2, f"{texts.word('why_asked')}: {why}", "note")
    for answer, changed in what_answers_change(lawbook, assessment, fact).items():
        said = texts.word("if_answer", answer=texts.word("answer_" + answer))
        titles = [
            f"{texts.provision(assessment.finding(name).provision)}: {texts.word('changed_' + state)}"
            for name, state in changed
        ]
        shown = texts.word("list_separator").join(titles[:4]) if titles else texts.word("nothing_changes")
        more = texts.word("and_n_more", shown=shown, n=len(titles) - 4) if len(titles) > 4 else shown
        yield Line(2, f"{said} {more}", "note")
    further = [question.fact for question in assessment.questions[1:6]]
    if further:
        yield Line(1, f"{texts.word('further_questions')}: {words.listed(further, 5)}", "note")


def provision_lines(finding: Finding, assessment: Assessment, words: Words) -> Iterator[Line]:
    """One provision in depth: all reasons with citations, who reads it how, what it gives and asks, its sources."""
    texts, provision, version = words.texts, finding.provision, finding.version
    yield Line(0, texts.provision(provision), "title")
    yield Line(
        0, f"{provision.id} · {texts.word('kind_' + provision.kind)} · {texts.word('nature_' + finding.nature)}", "note"
    )
    yield from finding_lines(finding, words, depth=50)
    if finding.nature_depends_on:
        yield Line(2, texts.word("nature_depends_on", facts=words.listed(finding.nature_depends_on)), "note")
    for said in provision.nature_says:
        key = "nature_says_on" if said.on else "nature_says"
        reads = texts.word("nature_" + said.reads) if said.reads else said.note
        yield Line(2, texts.word(key, who=said.who, date=said.on, reads=reads), "note")
    if provision.absolute:
        yield Line(2, texts.word("absolute_note"), "note")
    for reading in finding.readings:
        safer = f" ({texts.word('reading_safer')})" if reading.safer else ""
        yield Line(
            2,
            f"{texts.word('reading_of', who=reading.who)}{safer}: "
            f"{texts.word('changed_' + reading.state)}. {reading.note}",
            "note",
        )
    yield from _section("leads_to_title", [_granted(grant, state, words) for grant, state in finding.grants], words)
    yield from _section(
        "asks_title", [act.act + (f" ({act.where})" if act.where else "") for act in provision.asks], words
    )
    if version is not None:
        yield from _section("weighs_title", [_weighed(w, assessment, words) for w in version.weighs], words)
        titles = {gate.id: texts.titled(gate.title) for gate in version.gates}
        yield from _section(
            "gates_title", [f"{titles[gate]}: {texts.word('changed_' + state)}" for gate, state in finding.gates], words
        )
        yield from _section("notes_title", list(version.notes), words)
    yield from _section("basis_title", [words.citation(cite) for cite in finding.citations], words)
    tags = dict.fromkeys((*provision.sources, *(version.sources if version else ())))
    sources = [source for tag in tags if (source := assessment.law.source(provision, tag))]
    yield from _section(
        "sources_title",
        [f"{s.tag}: {s.title} ({s.seen}){' ' + s.address[0] if s.address else ''}" for s in sources],
        words,
    )
    if provision.reread:
        yield Line(1, texts.word("not_re_read", date=provision.reread), "note")


def _granted(grant: Grant, state: str, words: Words) -> str:
    said = ", ".join(grant.gives) + (f": {grant.with_what}" if grant.with_what else "")
    return f"{said} [{words.texts.word('grant_' + state)}]" if grant.when is not None else said


def _weighed(weighed: Weighed, assessment: Assessment, words: Words) -> str:
    known = "weighed_known" if weighed.fact in assessment.answers else "weighed_unknown"
    say = words.texts.word
    return f"{words.fact_name(weighed.fact)}: {say('points_' + weighed.points)}, {say(known)}"


def _section(key: str, items: Sequence[str], words: Words) -> Iterator[Line]:
    if items:
        yield Line(1, words.texts.word(key), "heading")
        for item in items:
            yield Line(2, item, "note", "·")


def reading_lines(result: ReadingResult, words: Words) -> Iterator[Line]:
    """What a reading answers and where it departs from the statute for this person."""
    texts = words.texts
    yield Line(0, texts.titled(result.reading.title), "heading")
    yield Line(1, texts.word("reading_of", who=result.reading.who), "note")
    for question, value in result.path:
        key = {YES: "answer_yes", NO: "answer_no", UNKNOWN: "answer_unknown"}[value]
        yield Line(2, f"{question.text} {texts.word(key)}", "reason", _REASON_SIGNS[value])
    shown = texts.word("list_separator").join(outcome.title for outcome in result.outcomes)
    yield Line(
        2,
        f"{texts.word('reading_outcome' if len(result.outcomes) == 1 else 'reading_outcomes')}: {shown}",
        "finding",
        "→",
    )
    for departure, value in result.departs:
        key = "departs" if value is YES else "may_depart"
        cite = f" [{words.citation(departure.basis[0])}]" if departure.basis else ""
        yield Line(2, f"{texts.word(key)}: {departure.says}{cite}", "warning", "!")
