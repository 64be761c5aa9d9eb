"""Lints of citations, instruments and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylia.lawbook.fields import nearest
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Checked, Remark, lists_under

PLACE_KINDS = ("art", "para", "item", "sec", "supp", "cap", "sch", "point", "sub", "ch", "reg", "no", "table")
_PART = rf"({'|'.join(PLACE_KINDS)})(_[0-9A-Za-z.-]+)?"
_PLACE = re.compile(rf"{_PART}(__{_PART})*\Z")


def citations(law: Checked) -> Iterator[tuple[str, int, str]]:
    """Every citation of the law: file, line, text."""
    for file, block in law.files.items():
        yield from ((file, line, text) for text, line in lists_under(block, "basis"))


def unknown_instrument(law: Checked) -> Iterator[Remark]:
    """A citation of an instrument that instruments.yaml does not know."""
    for file, line, cite in citations(law):
        name = cite.partition(" ")[0]
        if name not in law.data.instruments:
            says = f"the citation {cite!r} names no known instrument"
            yield Remark("unknown-instrument", ERROR, file, line, says, nearest(name, law.data.instruments))


def malformed_place(law: Checked) -> Iterator[Remark]:
    """A citation whose place is not written like `art_61-2__para_1`."""
    for file, line, cite in citations(law):
        place = cite.partition(" ")[2]
        if place and not _PLACE.match(place):
            says = f"the place in the citation {cite!r} cannot be read"
            yield Remark("malformed-place", ERROR, file, line, says, "write it as art_61-2__para_1__item_3")


def unknown_source(law: Checked) -> Iterator[Remark]:
    """A tag that the sources of the place do not have."""
    for file, block in law.files.items():
        code = _place_of(law, file)
        if code is None:
            continue
        known = law.data.sources.get(code, {})
        for tag, line in lists_under(block, "sources"):
            if tag not in known:
                folder = law.data.places[code].folder
                says = f"there is no source {tag!r} in {law.name}/{folder}/sources.yaml"
                yield Remark("unknown-source", ERROR, file, line, says, nearest(tag, known))


def _place_of(law: Checked, file: str) -> str | None:
    """The place whose sources a file uses: that of its folder, or that of the reading in it."""
    folder = file.split("/")[1]
    named = str(law.files[file].get("id", "")).partition(".")[0]
    return next((p.code for p in law.data.places.values() if folder == p.folder or named == p.prefix), None)


def missing_source(law: Checked) -> Iterator[Remark]:
    """A version for which neither it nor its provision names a source, or a reading or treaty without one."""
    mend = "add the tag under 'sources'"
    for provision in law.data.provisions.values():
        for version in provision.versions:
            if not provision.sources and not version.sources:
                says = f"{provision.id} from {version.start} has no source"
                yield Remark("missing-source", WARNING, provision.file, version.line, says, mend)
    file = f"{law.name}/international/treaties.yaml"
    for block, line in law.listed(file, "treaties"):
        treaty = law.data.treaties[str(block["id"])]
        for code, at in treaty.places.items():
            if not at.sources:
                says = f"the treaty {treaty.id} at {code} has no source"
                yield Remark("missing-source", WARNING, file, line, says, mend)
    for file, block in law.files.items():
        reading = law.data.readings.get(str(block.get("id", "")))
        if reading is not None and not reading.sources:
            yield Remark("missing-source", WARNING, file, 1, f"the reading {reading.id} has no source", mend)


def unused_instrument(law: Checked) -> Iterator[Remark]:
    """An instrument that nothing cites."""
    used = {cite.partition(" ")[0] for _, _, cite in citations(law)} | set(law.data.treaties)
    file = f"{law.name}/instruments.yaml"
    for name in law.data.instruments:
        if name not in used:
            line = law.line(file, "instruments", name)
            mend = "cite it, or keep it for the law of a place to come"
            yield Remark("unused-instrument", INFORMATION, file, line, f"nothing cites {name}", mend)
