"""Treaties: which of them binds which place from when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import CONFIDENCES, Place, Treaty, TreatyAtPlace
from asylia.lawbook.strict_yaml import read_yaml

_FOR_READERS = ("signed", "ratified", "acceded", "extended")
"""Days that stand in the file for those who read it; what binds goes by the entry into force."""


def read_treaties(path: Path, shown: str, places: Mapping[str, Place]) -> Mapping[str, Treaty]:
    """All treaties by id."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    found = {}
    for value, line in top.items("treaties"):
        fields = Fields(value, shown, "a treaty", line)
        name = fields.text("id")
        inner = Fields(fields.take("places"), shown, "places")
        at = {}
        for code, block in inner.block.items():
            if code not in places:
                raise inner.error(f"there is no place {code!r}", code, nearest(code, places))
            at[code] = _at_place(Fields(block, shown, f"{name} at {code}", inner.block.lines[code]))
        fields.close()
        found[name] = Treaty(name, at)
    top.close()
    return found


def _at_place(fields: Fields) -> TreatyAtPlace:
    exact = fields.day("in force from")
    bound = fields.flag("bound", True)
    earliest = exact or fields.day("in force earliest")
    latest = exact or fields.day("in force latest")
    if bound and earliest is None:
        raise fields.error(
            f"{fields.what} has no day of entry into force", mend="add 'in force from' or 'bound: false'"
        )
    for key in _FOR_READERS:
        fields.day(key)
    fields.flag("never applied")
    fields.texts("declarations")
    found = TreatyAtPlace(
        bound,
        earliest,
        latest,
        fields.day("in force until"),
        fields.texts("reservations"),
        fields.texts("notes"),
        fields.texts("sources"),
        fields.one_of("confidence", CONFIDENCES, "high"),
    )
    fields.close()
    return found
