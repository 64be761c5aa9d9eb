"""A package that was read as a review file, as JSON, and as a summary for the terminal: the form of `propose`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from asylia.directory.hsds.imported import Imported, ImportedBlock
from asylia.directory.propose_out import FORMAT, Json, as_yaml, defect_object, field_object, filled, printable
from asylia.directory.propose_page import Defect

_HEAD = (
    "# Proposals from HSDS data of somebody else, for a person to decide on. Nothing here is in the directory yet.\n"
    "# Look each value up at its source, set 'decide' to take, change or leave, and carry over by hand what you take.\n"
)
_MOST_DEFECTS = 20
_UNSEEN = ("description", "publish", "jurisdictions", "notes")


def as_object(found: Imported) -> Json:
    """The proposals as plain values, without anything empty."""
    page: Json = {
        "file": found.file,
        "sha256": found.sha256,
        "files": found.files,
        "read_on": found.on,
        "country": found.country,
        "uses_drafts_of_3_1": ", ".join(found.drafts),
        "defects": [defect_object(one) for one in found.defects],
    }
    return {"format": FORMAT, "page": filled(page), "blocks": [_block(block) for block in found.blocks]}


def _block(block: ImportedBlock) -> Json:
    return filled(
        {
            "block": block.number,
            "object": block.where,
            "decide": "undecided",
            "in_directory": filled({"id": block.body, "why": block.body_why}),
            "fields": [field_object(one) for one in block.fields],
            "defects": [defect_object(one) for one in block.defects],
        }
    )


def review_file(found: Imported) -> str:
    """YAML that the strict reader takes."""
    return _HEAD + "".join(as_yaml(as_object(found), 0))


def summary(found: Imported) -> Iterator[tuple[int, str, str, str]]:
    """Depth, text, style and mark of each line for the terminal; nothing in them can steer it."""
    for depth, text, style, mark in _summary(found):
        yield depth, printable(text), style, mark


def _summary(found: Imported) -> Iterator[tuple[int, str, str, str]]:
    yield 0, f"Proposals from {found.file}", "title", ""
    wrong = len(found.defects) + sum(len(block.defects) for block in found.blocks)
    files = "1 file" if found.files == 1 else f"{found.files} files"
    bodies = "1 organisation" if len(found.blocks) == 1 else f"{len(found.blocks)} organisations"
    yield 0, f"{bodies} in {files}, {wrong} defect{'' if wrong == 1 else 's'}", "note", ""
    if found.drafts:
        yield 0, f"Uses the draft of HSDS 3.1: {', '.join(found.drafts)}", "note", ""
    yield from _lines(found.defects)
    for block in found.blocks:
        yield 0, f"{block.number}. {block.name or '(no name)'}", "heading", ""
        known = f"in the directory as {block.body!r}: {block.body_why}" if block.body else "not in the directory"
        yield 1, f"{block.where}; {known}", "note", ""
        counts = Counter(field.name for field in block.fields if field.name not in _UNSEEN)
        yield 1, ", ".join(f"{name} {count}" for name, count in counts.items()), "finding", "·"
        yield from _lines(block.defects)
    says = "These are proposals. A person looks each one up and decides; the directory is unchanged."
    yield 0, says, "warning", ""


def _lines(defects: Sequence[Defect]) -> Iterator[tuple[int, str, str, str]]:
    for defect in defects[:_MOST_DEFECTS]:
        yield 1, f"{defect.what}; {defect.mend}", "note", "!"
    if len(defects) > _MOST_DEFECTS:
        yield 1, f"{len(defects) - _MOST_DEFECTS} more stand in the review file.", "note", "!"
