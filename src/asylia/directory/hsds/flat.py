"""Nested objects as rows of tables, and back: the one form in which HSDS is read, whatever it came as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from asylia.directory.hsds.shape import DRAFT_KINDS, SHAPES, Child, Field
from asylia.directory.propose_page import Defect
from asylia.errors import InputError

Value = str | int | float
_SHOWN = 60
_LARGEST = 10**15
"""Beyond it a number is no age, zone or year of anything; 1e999 of JSON is without end."""
MOST_FAULTS = 50_000
"""Who has more in a package has not written HSDS, or wants to fill the memory."""
_NO_LETTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""They can steer a terminal, or cannot be written as UTF-8 or YAML."""
_BESIDE = {
    "taxonomy_term": ("parent_id", "taxonomy_term"),
    "organization": ("parent_organization_id", "organization"),
    "attribute": ("link_id", ""),
    "metadata": ("resource_id", ""),
}
"""Keys by which HSDS joins no tables, and what they name; an empty text is any object."""
_FIELDS = {kind: {known.name: known for known in shape.fields} for kind, shape in SHAPES.items()}
_CHILDREN = {kind: {child.key for child in shape.children} for kind, shape in SHAPES.items()}


@dataclass(slots=True)
class Row:
    """One object: its fields, without children. `where`: file and line, or file and path inside it."""

    kind: str
    values: dict[str, Value]
    where: str

    def text(self, name: str) -> str:
        """A field as text; empty if it is not there."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    @property
    def id(self) -> str:
        """Its id."""
        return self.text("id")


@dataclass(slots=True)
class Tables:
    """The rows of each kind by id, in the order in which they were met, and what was wrong on the way."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {kind: {} for kind in SHAPES})
    defects: list[Defect] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    """Kinds and fields of the draft of 3.1 that were met."""
    _strange: set[tuple[str, str]] = field(default_factory=set)
    _owned: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict)

    def fault(self, kind: str, where: str, what: str, mend: str) -> None:
        """Notes what is wrong at a place. Raises InputError if that is too much."""
        if len(self.defects) == MOST_FAULTS:
            file, _, _ = where.partition(",")
            mend = "look whether it is HSDS at all, and hand it in part by part"
            raise InputError(f"there are more than {MOST_FAULTS:,} defects", file=file, mend=mend)
        self.defects.append(Defect(kind, None, f"{where}: {what}", mend))

    def strange(self, kind: str, name: str, where: str) -> None:
        """Notes a field that HSDS does not know, where it is met first: it can be a known one, misspelt."""
        if (kind, name) not in self._strange:
            self._strange.add((kind, name))
            mend = "it is not read, there and elsewhere; mend the name if it is misspelt"
            self.fault("unknown_field", where, f"HSDS knows no {_short(name)} of the {kind}", mend)

    def of(self, kind: str, key: str, parent: str) -> list[Row]:
        """The rows of a kind whose `key` names this parent."""
        index = self._owned.get((kind, key))
        if index is None:
            index = {}
            for row in self.rows[kind].values():
                index.setdefault(row.text(key), []).append(row)
            self._owned[kind, key] = index
        return index.get(parent, [])

    def add(self, row: Row) -> None:
        """Adds a row, or what it says more than an earlier one of the same id."""
        identifier = row.id
        if not identifier:
            self.fault(
                "id_missing", row.where, f"the {row.kind} has no id", "give it a UUID of its own; it is left out"
            )
            return
        earlier = self.rows[row.kind].setdefault(identifier, row)
        if earlier is row:
            return
        for name, value in row.values.items():
            if earlier.values.setdefault(name, value) != value:
                what = f"{name} of the {row.kind} {identifier} is {_short(value)}, at {earlier.where} it is "
                mend = "find out which is right; the first is taken"
                self.fault("contradicts_itself", row.where, what + _short(earlier.values[name]), mend)

    def take(self, kind: str, content: object, where: str, links: Mapping[str, str] | None = None) -> str:
        """Takes an object and all inside it; gives its id, empty if it is none. `links`: the keys of its parents."""
        if not isinstance(content, dict):
            self.fault("wrong_type", where, f"the {kind} must be an object, not {_short(content)}", "it is left out")
            return ""
        row = Row(kind, {}, where)
        self.take_fields(row, content)
        for name, parent in (links or {}).items():
            if name in _FIELDS[kind] and parent:
                row.values.setdefault(name, parent)
        for child in SHAPES[kind].children:
            if content.get(child.key) is not None:
                self._children(row, child, content[child.key])
        self.add(row)
        return row.id

    def take_fields(self, row: Row, content: Mapping[str, object]) -> None:
        """Takes the fields of an object, each if it is of its type. What HSDS does not know is noted."""
        fields = _FIELDS[row.kind]
        for name, value in content.items():
            if name not in fields:
                if name not in _CHILDREN[row.kind]:
                    self.strange(row.kind, name, row.where)
            elif value is not None:
                self._field(row, fields[name], value)

    def _field(self, row: Row, known: Field, value: object) -> None:
        name = known.name
        if known.type == "number":
            good = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST
            wanted = "a number of at most 15 digits"
            if name == "timezone" and isinstance(value, str):
                good = True  # trap: the zone is spelt in many ways, hours.py reads them all
        else:
            wanted, good = "text", isinstance(value, str)
        if not good:
            mend = f"write {wanted}; the value is left out"
            self.fault("wrong_type", row.where, f"{name} must be {wanted}, not {_short(value)}", mend)
        elif known.among and value not in known.among and value != "":
            what = f"{name} is {_short(value)}, which is none of {', '.join(known.among)}"
            self.fault("wrong_value", row.where, what, "write one of them; the value is left out")
        else:
            assert isinstance(value, (str, int, float))
            if isinstance(value, str) and _NO_LETTERS.search(value):
                what = f"{name} of the {row.kind} has letters that no text has: {_short(value)}"
                self.fault("letters_taken_out", row.where, what, "look it up at its source")
                value = _NO_LETTERS.sub("", value)
            row.values[name] = value
            if name in SHAPES[row.kind].drafts and row.kind not in DRAFT_KINDS:
                self.drafts.add(f"{row.kind}.{name}")

    def _children(self, row: Row, child: Child, content: object) -> None:
        where = f"{row.where}.{child.key}"
        if child.is_list != isinstance(content, list):
            wanted = "a list" if child.is_list else "one object"
            self.fault("wrong_type", where, f"{child.key} must be {wanted}", "it is left out")
            return
        items: list[object] = content if isinstance(content, list) else [content]
        links = {f"{row.kind}_id": row.id, "link_id": row.id, "link_entity": row.kind}
        links |= {"resource_id": row.id, "resource_type": row.kind}
        for at, item in enumerate(items):
            found = self.take(child.kind, item, f"{where}[{at}]" if child.is_list else where, links)
            if not child.is_list and found:
                key = f"{child.kind}_id"
                if SHAPES[row.kind].field(key):
                    row.values.setdefault(key, found)

    def missing_references(self) -> Iterator[Defect]:
        """Keys that name an object which is nowhere."""
        everything = {identifier for rows in self.rows.values() for identifier in rows}
        for kind, rows in self.rows.items():
            keys = [known for known in SHAPES[kind].fields if known.parent]
            named_by = [(known.name, known.parent) for known in keys]
            named_by += [_BESIDE[kind]] if kind in _BESIDE else []
            for row in rows.values():
                for key, parent in named_by:
                    named = row.text(key)
                    if named and named not in (self.rows[parent] if parent else everything):
                        name = parent or "object"
                        what = f"{row.where}: {key} names the {name} {_short(named)[1:-1]}, which is nowhere"
                        mend = f"add the {name} or mend the key; nothing is taken from there"
                        yield Defect("reference_missing", None, what, mend)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
