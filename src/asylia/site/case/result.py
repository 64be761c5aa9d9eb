"""What a case comes to: the lines of `asylia assess` with every reason to open, and all places side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from asylia.assessment.as_json import in_order
from asylia.assessment.as_text import finding_lines, outline
from asylia.assessment.assess import assess
from asylia.assessment.beside import Beside
from asylia.assessment.casefile import CaseFile
from asylia.assessment.compare import compare
from asylia.assessment.compare_text import Grid, explanation, grid
from asylia.assessment.findings import Assessment, Finding
from asylia.assessment.lines import Line
from asylia.assessment.words import Sentence, Words
from asylia.briefs.help import help_beside
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.logic.truth import NO, UNKNOWN, YES
from asylia.site.directory_data import index
from asylia.site.law.asked import places_with_procedure, today_at
from asylia.site.law.outline import Node, tree
from asylia.site.law_data import lawbook
from asylia.site.reader import Reader
from asylia.site.templatetags.law import listed, with_links
from asylia.site.templatetags.site import in_its_languages

_SIGNS = {YES: "+", NO: "-", UNKNOWN: "?"}


@dataclass(slots=True)
class Part:
    """A heading of the assessment and what stands under it."""

    title: str
    place: bool = False
    """Whether it is the name of a place, under which the others stand."""
    html: SafeString = field(default_factory=SafeString)


def assessments_of(case: CaseFile, today: date) -> list[Assessment]:
    """The case at each of its places, on its day, else today. Raises InputError."""
    return [assess(lawbook(), case, place, case.assessed_on or today) for place in case.places]


def today_of(case_place: str) -> date:
    """The day it is now at the place of the case, else at the first place."""
    places = places_with_procedure()
    return today_at(next((place for place in places if place.code == case_place), places[0]))


def help_of(assessments: Sequence[Assessment], texts: Texts) -> Beside:
    """Who can help, from the directory that is shipped."""
    return help_beside(assessments, index(), texts)


def parts_of(assessments: Sequence[Assessment], reader: Reader) -> list[Part]:
    """The whole outline, cut at its headings. Under each finding stand its reasons to full depth."""
    texts = reader.texts
    lines = outline(lawbook(), assessments, texts, (), help_of(assessments, texts))
    parts: list[Part] = []
    titles = iter(assessments)
    trees: dict[str, deque[SafeString]] = {}
    waiting: list[Line] = []
    for line in [*lines[:-1], Line(0, "", "heading"), lines[-1]]:  # the last line cautions, and stands by itself
        if line.style not in ("title", "heading"):
            waiting.append(line)
            continue
        if parts:
            parts[-1].html = _html(tree(waiting), trees, reader)
        waiting = []
        parts.append(Part(line.text, place=line.style == "title"))
        if line.style == "title":
            trees = _trees(next(titles), reader)
    parts[-1].html = _html(tree(waiting), trees, reader)
    return [part for part in parts if part.title or part.html]


def _html(nodes: Sequence[Node], trees: dict[str, deque[SafeString]], reader: Reader) -> SafeString:
    """A tree of lines; a finding opens to its reasons instead of the first levels of them."""
    if not nodes:
        return SafeString()
    runs: list[str] = []
    plain: list[Node] = []
    for node in nodes:
        found = trees.get(node.line.text) if node.line.style == "finding" else None
        if not found:
            plain.append(node)
            continue
        if plain:
            runs.append(listed(plain, reader.code, with_links))
            plain = []
        runs.append(found.popleft())
    if plain:
        runs.append(listed(plain, reader.code, with_links))
    return SafeString("".join(runs))


# --- reasons to open -------------------------------------------------------------------------------------------------


def _trees(assessment: Assessment, reader: Reader) -> dict[str, deque[SafeString]]:
    """By the line of a finding: its reasons as HTML; findings of one title and state stand in the order of the law."""
    words = Words(assessment.law, reader.texts)
    found: dict[str, deque[SafeString]] = {}
    for finding in in_order(assessment):
        if finding.state != "not_in_force":
            first, *_ = finding_lines(finding, words, depth=1)
            found.setdefault(first.text, deque()).append(_finding(finding, first, words, reader))
    return found


def _finding(finding: Finding, first: Line, words: Words, reader: Reader) -> SafeString:
    """A finding to open: all reasons, its citations, and its rule in full."""
    rule = _rule(finding.provision.id, reader)
    sentences = words.tree(finding.reason) if finding.reason is not None else ()
    inner = "".join(_sentence(sentence, rule, words, reader) for sentence in sentences)
    if finding.state == "yes" and finding.provision.adverse:
        note = conditional_escape(words.texts.word("adverse_note"))
        inner += f'<li class="warning"><span class="sign">!</span> {note}</li>'
    cites = _cites(finding.citations, rule, words)
    more = format_html('<a href="{}">{}</a>', rule, words.texts.word("case_rule_page"))
    last = f'<li class="cite">{cites}{" · " if cites else ""}{more}</li>'
    return SafeString(
        f'<details class="finding"><summary><span class="sign">{first.mark}</span> {_said(first.text, reader)}'
        f'</summary><ul class="tree">{inner}{last}</ul></details>\n'
    )


def _sentence(sentence: Sentence, rule: str, words: Words, reader: Reader) -> str:
    """A statement; one that rests on others opens to them. What it cites leads to the rule that cites it."""
    data = lawbook().data
    if sentence.name in data.provisions:
        rule = _rule(sentence.name, reader)
    sign, text = _SIGNS[sentence.value], _said(sentence.text, reader)
    cites = _cites(sentence.cites, rule, words)
    if not sentence.parts:
        after = f' <span class="cite">[{cites}]</span>' if cites else ""
        return f'<li class="reason"><span class="sign">{sign}</span> {text}{after}</li>'
    inner = "".join(_sentence(part, rule, words, reader) for part in sentence.parts)
    last = f'<li class="cite">{cites}</li>' if cites else ""
    return (
        f'<li class="reason"><details><summary><span class="sign">{sign}</span> {text}</summary>'
        f'<ul class="tree">{inner}{last}</ul></details></li>'
    )


def _said(text: str, reader: Reader) -> str:
    return in_its_languages(text, reader, conditional_escape)


def _cites(cites: Sequence[str], rule: str, words: Words) -> str:
    gap = words.texts.word("list_separator")
    return gap.join(f'<a href="{rule}">{conditional_escape(words.citation(cite))}</a>' for cite in cites)


def _rule(name: str, reader: Reader) -> str:
    return reverse("law:rule", args=[reader.code, name])


# --- all places side by side -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The table and what explains it; or why there is none."""

    table: Grid | None
    explained: SafeString
    wrong: str = ""


def side_by_side(case: CaseFile, day: date, reader: Reader) -> SideBySide:
    """The same facts at all places, as if the person were there."""
    codes = [place.code for place in places_with_procedure()]
    try:
        comparison = compare(lawbook(), case, codes, day)
    except InputError as error:  # what is true here may contradict what is supposed there
        return SideBySide(None, SafeString(), reader.texts.marked(str(error)))
    lines = explanation(comparison, reader.texts)
    return SideBySide(grid(comparison, reader.texts), SafeString("".join(_explained(lines, reader))))


def _explained(lines: Iterator[Line], reader: Reader) -> Iterator[str]:
    waiting: list[Line] = []
    for line in lines:
        if line.style == "heading":
            if waiting:
                yield listed(tree(waiting), reader.code, with_links)
            waiting = []
            yield format_html("<h4>{}</h4>", _said(line.text, reader))
        else:
            waiting.append(line)
    if waiting:
        yield listed(tree(waiting), reader.code, with_links)
