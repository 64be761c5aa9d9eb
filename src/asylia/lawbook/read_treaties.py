"""Treaties: which of them binds which place from when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import Place, Treaty, TreatyAtPlace
from asylia.lawbook.strict_yaml import Block, read_yaml


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
        found[name] = Treaty(name, at)
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
    notes = fields.block.get("notes")
    note_texts = (notes,) if isinstance(notes, str) else tuple(map(str, notes)) if isinstance(notes, list) else ()
    reservations = fields.block.get("reservations")
    kept = (
        tuple(map(str, reservations)) if isinstance(reservations, list) and not isinstance(reservations, Block) else ()
    )
    return TreatyAtPlace(
        bound, earliest, latest, fields.day("in force until"), kept, note_texts, fields.texts("sources"),
        fields.text("confidence", "high"),
    )  # fmt: skip
