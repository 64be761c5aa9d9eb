"""A proposal as a review file that a person fills in, as JSON, and as a summary for the terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asylia.directory.propose import BlockProposal, Proposal, ProposedField
from asylia.directory.propose_page import Defect
from asylia.plain import seen

__all__ = [
    "FORMAT",
    "as_object",
    "as_yaml",
    "defect_object",
    "field_object",
    "filled",
    "printable",
    "review_file",
    "summary",
]

FORMAT = "asylia-directory-proposals/1"
_HEAD = (
    "# Proposals from the page of a directory, for a person to decide on. Nothing here is in the directory yet.\n"
    "# Look each value up at its source, set 'decide' to take, change or leave, and carry over by hand what you take.\n"
    "# Texts of the page are not to be copied: describe the body in own words.\n"
)
Json = dict[str, object]


def as_object(proposal: Proposal) -> Json:
    """The proposal as plain values, without anything empty."""
    page: Json = {
        "file": proposal.file,
        "sha256": proposal.sha256,
        "lines": proposal.lines,
        "read_on": proposal.on,
        "country": proposal.country,
        "says_updated": proposal.age.updated,
        "newest_date_inside": proposal.age.newest,
        "defects": [defect_object(one) for one in proposal.defects],
    }
    blocks = [_block(block) for block in proposal.blocks]
    return {"format": FORMAT, "page": filled(page), "blocks": blocks}


def _block(block: BlockProposal) -> Json:
    return filled(
        {
            "block": block.number,
            "lines": f"{block.first_line}-{block.last_line}",
            "section": block.section,
            "decide": "undecided",
            "in_directory": filled({"id": block.body, "why": block.body_why}),
            "fields": [field_object(one) for one in block.fields],
            "defects": [defect_object(one) for one in block.defects],
        }
    )


def field_object(field: ProposedField) -> Json:
    """One proposed value."""
    parts: Json = {"field": field.name, "value": field.value, **dict(field.parts)}
    return filled({**parts, "confidence": field.confidence, "why": field.why, "line": field.line})


def defect_object(defect: Defect) -> Json:
    """One thing that looks damaged."""
    return filled({"kind": defect.kind, "line": defect.line, "what": defect.what, "mend": defect.mend})


def filled(block: Mapping[str, object]) -> Json:
    """Without what is empty."""
    return {key: value for key, value in block.items() if value not in (None, "", [], {})}


def review_file(proposal: Proposal) -> str:
    """YAML that the strict reader takes: every text is quoted, so that no number or word is read as something else."""
    return _HEAD + "".join(as_yaml(as_object(proposal), 0))


def as_yaml(block: Mapping[str, object], depth: int) -> Iterator[str]:
    """The lines of a mapping, every text quoted."""
    indent = "  " * depth
    for key, value in block.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:\n"
            yield from as_yaml(value, depth + 1)
        elif isinstance(value, list):
            yield f"{indent}{key}:{'' if value else ' []'}\n"
            for item in value:
                lines = "".join(as_yaml(item, depth + 2))
                yield f"{indent}  - {lines.lstrip(' ')}"
        else:
            yield f"{indent}{key}: {_scalar(value)}\n"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        value = seen(value)  # the strict reader takes no letters that nobody sees
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def summary(proposal: Proposal) -> Iterator[tuple[int, str, str, str]]:
    """Depth, text, style and mark of each line for the terminal; nothing in them can steer it."""
    for depth, text, style, mark in _summary(proposal):
        yield depth, printable(text), style, mark


def printable(text: str) -> str:
    """The text with a space for each letter that cannot be seen."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _summary(proposal: Proposal) -> Iterator[tuple[int, str, str, str]]:
    yield 0, f"Proposals from {proposal.file}", "title", ""
    country = f" · country: {proposal.country}" if proposal.country else " · country: not clear"
    defects = sum(len(block.defects) for block in proposal.blocks) + len(proposal.defects)
    if not proposal.blocks:
        yield 0, f"Nothing found: no contact of any body in {_count(proposal.lines, 'line')}.", "note", ""
    else:
        found = f"{_count(len(proposal.blocks), 'block')} in {_count(proposal.lines, 'line')}"
        yield 0, f"{found}, {_count(defects, 'defect')}{country}", "note", ""
    yield from _defect_lines(proposal.defects)
    for block in proposal.blocks:
        yield 0, f"{block.number}. {block.name or '(name not found)'}", "heading", ""
        known = f"in the directory as {block.body!r}" if block.body else "not in the directory"
        yield 1, f"lines {block.first_line}-{block.last_line}, {known}", "note", ""
        for field in block.fields:
            if field.name not in ("jurisdictions", "description"):
                display = dict(field.parts).get("display")
                shown = f"{field.value} ({display})" if display and display != field.value else field.value
                yield 1, f"{field.name}: {shown}, {field.confidence}", "finding", "·"
        yield from _defect_lines(block.defects)
    if proposal.blocks:
        kinds = Counter(defect.kind for block in proposal.blocks for defect in block.defects)
        said = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        yield 0, f"By kind: {said}" if said else "Nothing looks damaged.", "note", ""
        yield (
            0,
            "These are proposals. A person looks each one up and decides; the directory is unchanged.",
            "warning",
            "",
        )


def _defect_lines(defects: Sequence[Defect]) -> Iterator[tuple[int, str, str, str]]:
    for defect in defects:
        where = f"line {defect.line}: " if defect.line else ""
        yield 1, f"{where}{defect.what}; {defect.mend}", "note", "!"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
