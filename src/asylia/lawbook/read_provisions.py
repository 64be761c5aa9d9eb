"""Provisions and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import (
    ASSESSMENT_DAY,
    CONFIDENCES,
    DECISION_DAY,
    KINDS,
    NATURES,
    Act,
    ContestedReading,
    Fact,
    Gate,
    Grant,
    Place,
    Provision,
    Says,
    Version,
    Weighed,
)
from asylia.lawbook.strict_yaml import Items, read_yaml
from asylia.logic.expression import Expression


def read_provisions(
    path: Path, shown: str, place: Place, conditions: Conditions, facts: Mapping[str, Fact]
) -> list[Provision]:
    """The provisions of one file."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    subject = top.text("subject")
    found = [
        _provision(Fields(value, shown, "a provision", line), place, subject, conditions, facts)
        for value, line in top.items("provisions")
    ]
    top.close()
    return found


def _provision(
    fields: Fields, place: Place, subject: str, conditions: Conditions, facts: Mapping[str, Fact]
) -> Provision:
    name, kind = fields.text("id"), fields.one_of("kind", KINDS)
    fields.what = name
    versions = [
        _version(Fields(value, fields.file, f"a version of {name}", line), conditions, facts)
        for value, line in fields.items("versions")
    ]
    if not versions:
        raise fields.error(f"{name} has no versions", "versions")
    _refuse_overlaps(fields, name, versions)
    provision = Provision(
        name,
        place.code,
        subject,
        fields.titles(),
        kind,
        "" if kind == "term" else fields.one_of("nature", NATURES),
        tuple(versions),
        _says(fields, "nature says"),
        fields.flag("absolute"),
        fields.flag("adverse"),
        fields.texts("basis"),
        fields.texts("sources"),
        fields.day("re-read"),
        tuple(_act(Fields(value, fields.file, "an act", line)) for value, line in fields.items("asks")),
        tuple(
            _reading(Fields(value, fields.file, "a reading", line), conditions)
            for value, line in fields.items("readings")
        ),
        fields.file,
        fields.line or 0,
    )
    fields.close()
    return provision


def _refuse_overlaps(fields: Fields, name: str, versions: list[Version]) -> None:
    for at, version in enumerate(versions):
        if version.end is not None and version.end < version.start:
            raise fields.error(f"a version of {name} ends before it begins", "versions")
        for other in versions[:at]:
            if version.governed_by == other.governed_by and _overlap(version, other):
                raise fields.error(
                    f"two versions of {name} cover {max(version.start, other.start)}",
                    "versions",
                    "end the earlier one the day before the later begins",
                )


def _overlap(one: Version, other: Version) -> bool:
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)


def _version(fields: Fields, conditions: Conditions, facts: Mapping[str, Fact]) -> Version:
    start = fields.day("from")
    if start is None:
        raise fields.error(f"{fields.what} has no 'from'", mend="add the day on which it entered into force")
    governed_by = fields.text("governed by", ASSESSMENT_DAY)
    if governed_by not in (ASSESSMENT_DAY, DECISION_DAY) and (
        governed_by not in facts or facts[governed_by].type != "date"
    ):
        raise fields.error(f"{governed_by!r} is no date fact", "governed by", nearest(governed_by, facts))
    says = _says(fields, "governed says")
    version = Version(
        start,
        fields.day("to"),
        governed_by,
        says[0] if says else Says(),
        fields.one_of("confidence", CONFIDENCES, "high"),
        fields.day("certain from"),
        conditions.with_exceptions(fields, "holds when", "unless"),
        _optional(fields, "may be refused when", conditions),
        fields.texts("basis"),
        fields.texts("sources"),
        tuple(
            _weighed(Fields(value, fields.file, "what is weighed", line), facts)
            for value, line in fields.items("weighs")
        ),
        tuple(
            _grant(Fields(value, fields.file, "leads to", line), conditions) for value, line in fields.items("leads to")
        ),
        tuple(_gate(Fields(value, fields.file, "a gate", line), conditions) for value, line in fields.items("gates")),
        fields.texts("notes"),
        fields.line or 0,
        _count(fields, "unless"),
    )
    fields.close()
    return version


def _count(fields: Fields, key: str) -> int:
    """How many items stand under a key that holds one or a list of them."""
    value = fields.optional(key)
    return len(value) if isinstance(value, Items) else int(value is not None)


def _optional(fields: Fields, key: str, conditions: Conditions) -> Expression | None:
    value = fields.optional(key)
    return None if value is None else conditions.read(value, fields.file, fields.block.lines[key])


def _says(fields: Fields, key: str) -> tuple[Says, ...]:
    """Who reads it so: one block, or a list of them."""
    value = fields.optional(key)
    if value is None:
        return ()
    items = fields.items(key) if isinstance(value, list) else [(value, fields.block.lines[key])]
    found = []
    for item, line in items:
        inner = Fields(item, fields.file, key, line)
        found.append(
            Says(
                inner.text("who", ""),
                inner.one_of("reads", ("", *NATURES), ""),
                inner.day("on"),
                inner.text("note", ""),
                inner.texts("sources"),
            )
        )
        inner.close()
    return tuple(found)


def _weighed(fields: Fields, facts: Mapping[str, Fact]) -> Weighed:
    found = Weighed(
        fields.one_of("fact", facts), fields.one_of("points", ("for", "against", "either")), fields.texts("basis")
    )
    fields.close()
    return found


def _grant(fields: Fields, conditions: Conditions) -> Grant:
    fields.take("gives")
    found = Grant(
        fields.texts("gives"), fields.text("with", ""), _optional(fields, "when", conditions), fields.texts("basis")
    )
    fields.close()
    return found


def _gate(fields: Fields, conditions: Conditions) -> Gate:
    holds = conditions.read(fields.take("holds when"), fields.file, fields.line)
    found = Gate(fields.text("id"), fields.titles(), holds, fields.texts("basis"), fields.text("note", ""))
    fields.close()
    return found


def _act(fields: Fields) -> Act:
    found = Act(fields.text("act"), fields.text("where", ""), fields.text("papers", ""), fields.texts("basis"))
    fields.close()
    return found


def _reading(fields: Fields, conditions: Conditions) -> ContestedReading:
    found = ContestedReading(
        fields.text("id"),
        fields.text("who"),
        conditions.read(fields.take("holds when"), fields.file, fields.line),
        fields.flag("safer"),
        fields.text("note", ""),
        fields.texts("sources"),
    )
    fields.close()
    return found
