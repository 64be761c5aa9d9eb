"""The case brief: what a caseworker or lawyer takes along, two to six pages. Facts, dates, ways, doubts, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asylia.assessment.as_json import in_order
from asylia.assessment.as_text import GROUPS, either_way_lines, finding_lines, state_words
from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.findings import Assessment, Finding
from asylia.assessment.standing_text import rights_lines, stage_lines
from asylia.assessment.timing_text import timing_lines
from asylia.assessment.words import Words
from asylia.briefs.document import Document, Heading, Item, Paragraph, Part, Table, direction_of, parts_of
from asylia.languages.directions import apart
from asylia.languages.texts import Texts
from asylia.logic.values import WhyUnknown

QUESTIONS = 6
"""How many questions a brief proposes."""


def case_brief(
    assessments: Sequence[Assessment], texts: Texts, beside: Beside = NOTHING_BESIDE, *, answers: bool = True
) -> Document:
    """The brief of one case at the places assessed. Without `answers` it leaves out what the person said.

    Raises ValueError if there is no assessment.
    """
    if not assessments:
        raise ValueError("a brief needs an assessment")
    parts: list[Part] = []
    for assessment in assessments:
        parts += _place(assessment, Words(assessment.law, texts), beside, answers)
    parts.append(Paragraph(texts.caution("not_legal_advice", "no_verdict"), warning=True))
    return Document(texts.word("brief_title"), texts.language, direction_of(texts.language), tuple(parts))


def _place(assessment: Assessment, words: Words, beside: Beside, answers: bool) -> Iterator[Part]:
    texts, place = words.texts, assessment.law.place
    yield Heading(2, words.place())
    said = texts.word("assessed_on", date=assessment.day)
    yield Paragraph(f"{said} · {texts.word('law_version', version=assessment.law.data.version)}")
    yield from (Paragraph(warning, warning=True) for warning in assessment.warnings)
    yield from _lower(parts_of(timing_lines(assessment.deadlines, words)))
    yield from _lower(parts_of(stage_lines(assessment, words)))
    if answers:
        yield from _facts(assessment, words)
    yield from _lower(parts_of(either_way_lines(assessment, words)))
    yield from _ways(assessment, words)
    yield from _questions(assessment, words)
    yield from _lower(parts_of(rights_lines(assessment, words)))
    yield from _lower(parts_of(beside.figures_lines.get(place, ())))
    yield from _lower(parts_of(beside.help_lines.get(place, ())))
    yield from _sources(assessment, words)


def _lower(parts: Iterable[Part]) -> Iterator[Part]:
    """The same parts with headings below that of the place."""
    for part in parts:
        yield Heading(3, part.text) if isinstance(part, Heading) else part


def _facts(assessment: Assessment, words: Words) -> Iterator[Part]:
    """What was answered: facts that hold, that do not and that are not known in a row each; other values in a table."""
    texts, facts, place = words.texts, assessment.law.data.facts, assessment.law.place
    yield Heading(3, texts.word("brief_facts"))
    answers = assessment.case.at(place)
    if not answers:
        yield Paragraph(texts.word("brief_no_facts"))
        return
    named = {name: _named(name, facts[name].official_terms.get(place, ""), words) for name in answers}
    for said, mark in ((True, "✓"), (False, "✗")):
        row = [named[name] for name, answer in answers.items() if answer is said]
        if row:
            word = texts.word("answer_yes" if said else "answer_no")
            yield Item(f"{word}: {'; '.join(row)}", mark)
    for why in WhyUnknown:
        row = [named[name] for name, answer in answers.items() if answer is why]
        if row:
            yield Item(f"{words.answer('', why)}: {'; '.join(row)}", "?")
    values = {name: answer for name, answer in answers.items() if not isinstance(answer, (bool, WhyUnknown))}
    if values:
        rows = tuple((named[name], words.answer(name, answer)) for name, answer in values.items())
        yield Table((texts.word("brief_fact"), texts.word("brief_answer")), rows)


def _named(fact: str, term: str, words: Words) -> str:
    name = words.fact_name(fact)
    return f"{name} ({term})" if term and term not in name else name


def _ways(assessment: Assessment, words: Words) -> Iterator[Part]:
    """The ways that hold or are open with their reasons, by group; what is closed with what closes it."""
    texts, findings = words.texts, in_order(assessment)
    for heading, kinds in GROUPS.items():
        group = [finding for finding in findings if finding.provision.kind in kinds]
        met = [finding for finding in group if finding.state == "yes"]
        hanging = [finding for finding in group if finding.state == "open" and finding.exact != "no"]
        if not met and not hanging:
            continue
        yield Heading(3, texts.word(heading))
        for finding in met:
            yield from parts_of(finding_lines(finding, words, depth=2))
        if hanging:
            head = (texts.word("brief_way"), texts.word("brief_state"), texts.word("basis_title"))
            yield Table(head, tuple(_open_row(finding, words) for finding in hanging))
    closed = [finding for finding in findings if finding.state == "no" or finding.exact == "no"]
    closed = [finding for finding in closed if finding.state != "not_in_force"]
    if closed:
        yield Heading(3, texts.word("brief_closed"))
        yield from (Item(_closed(finding, words), "✗") for finding in closed)


def _open_row(finding: Finding, words: Words) -> tuple[str, str, str]:
    texts = words.texts
    marks = [texts.word("unverified_mark")] if finding.unverified else []
    if len({reading.state for reading in finding.readings}) > 1:
        marks.append(texts.word("contested_mark"))
    nature = texts.word("nature_" + finding.nature)
    title = f"{texts.provision(finding.provision)} ({', '.join((nature, *marks))})"
    cites = texts.word("list_separator").join(words.citation(cite) for cite in finding.citations[:2])
    return title, state_words(finding, words), cites


def _closed(finding: Finding, words: Words) -> str:
    title = words.texts.provision(finding.provision)
    sentences = words.tree(finding.reason) if finding.reason else ()
    return f"{title}: {sentences[0].text}" if sentences else title


def _questions(assessment: Assessment, words: Words) -> Iterator[Part]:
    """The questions that tell most, with the evidence that each fact takes."""
    texts, facts = words.texts, assessment.law.data.facts
    asked = assessment.questions[:QUESTIONS]
    if not asked:
        return
    yield Heading(3, texts.word("brief_questions"))
    for question in asked:
        fact = facts[question.fact]
        yield Item(texts.fact(question.fact, "asks"), "?", strong=True)
        if term := fact.official_terms.get(assessment.law.place):
            yield Item(texts.word("official_term", term=term), depth=1)
        if fact.papers:
            yield Item(f"{texts.word('brief_papers')}: {texts.marked(fact.papers)}", depth=1)


def _sources(assessment: Assessment, words: Words) -> Iterator[Part]:
    """The sources of all that holds or is open, and which of them nobody here has read."""
    texts, law = words.texts, assessment.law
    tags: dict[str, str] = {}
    for finding in assessment.findings:
        if finding.state in ("yes", "open") and finding.exact != "no":
            cited = (*finding.provision.sources, *(finding.version.sources if finding.version else ()))
            for tag in cited:
                if source := law.source(finding.provision, tag):
                    seen = source.date if source.was_read else texts.word("brief_not_read")
                    tags[f"{finding.provision.place} {tag}"] = f"{source.title} ({seen})" if seen else source.title
    if tags:
        yield Heading(3, texts.word("sources_title"))
        is_rtl = direction_of(texts.language) == "rtl"  # names of sources are in letters of their own
        named = (apart(one) if is_rtl else one for one in dict.fromkeys(tags.values()))
        yield Paragraph("; ".join(named), small=True)
