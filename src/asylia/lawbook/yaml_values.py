"""What stands in a text of YAML, from the parser's events; what others would read differently is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import yaml

from asylia.errors import InputError
from asylia.lawbook.strict_yaml import MAX_DEPTH, Block, Items
from asylia.plain import first_unseen

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_SHAPES_THAT_MISLEAD = (
    (
        re.compile(r"(yes|no|on|off|y|n)\Z", re.I),
        "is read as true or false elsewhere; write true or false, or quote it",
    ),
    (re.compile(r"(~|null)\Z", re.I), "says that nothing is there; leave the key out"),
    (re.compile(r"(True|TRUE|False|FALSE)\Z"), "is not how truth is written here; write true or false"),
    (
        re.compile(r"[-+]?0[0-9_]+\Z|0[xob][0-9a-f_]+\Z", re.I),
        "is read as an octal or other number elsewhere; quote it",
    ),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\Z"), "is read as a base-60 number elsewhere; quote it"),
    (
        re.compile(r"[-+]?([0-9][0-9_]*)?\.[0-9]+(e[-+]?[0-9]+)?\Z|[-+]?\.(inf|nan)\Z", re.I),
        "is not a whole number; quote it",
    ),
    (
        re.compile(r"[-+]?[0-9][0-9_]*\Z"),
        "is not a plain whole number; write it without sign, leading zeros or underscores",
    ),
)


def value_of(text: str, name: str, *, allow_null: bool) -> object:
    """What the document in a text holds; None if there is none. `name` is what errors call it. Raises InputError."""
    try:
        return _Composer(yaml.parse(text, Loader=yaml.CSafeLoader), name, allow_null).document()
    except yaml.YAMLError as error:
        mark, position = getattr(error, "problem_mark", None), getattr(error, "position", None)
        line = mark.line + 1 if mark else text.encode()[:position].count(b"\n") + 1 if position is not None else None
        says = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML"
        raise InputError(f"YAML: {says}", file=name, line=line, mend="check indentation and quotes") from None


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None  # every event of a parsed text has one
    return event.start_mark.line + 1


class _Composer:
    """Builds values from parser events, refusing what would be read differently elsewhere."""

    def __init__(self, events: Iterator[yaml.Event], name: str, allow_null: bool) -> None:
        self._events, self._name, self._allow_null = events, name, allow_null

    def _error(self, event: yaml.Event, says: str, mend: str | None = None) -> InputError:
        return InputError(says, file=self._name, line=_line(event), mend=mend)

    def document(self) -> object:
        next(self._events)  # the stream begins
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), 0)
        next(self._events)  # the document ends
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._error(event, "a second document begins", "one file holds one document; take out the line ---")
        return value

    def _value(self, event: yaml.Event, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise self._error(event, f"nested more than {MAX_DEPTH} deep")
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, f"alias *{anchor}", "write the value out; aliases hide what the law says")
        if anchor:
            raise self._error(event, f"anchor &{anchor}", "write the value out; anchors are not read here")
        if tag not in (None, "!"):
            raise self._error(event, f"tag {tag}", "take the tag out")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _mapping(self, start: yaml.Event, depth: int) -> Block:
        block = Block(_line(start))
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor:
                raise self._error(event, "a key must be plain text")
            key = event.value
            self._refuse_unseen(event, key)
            if key == "<<":
                raise self._error(event, "merge key <<", "write the keys out")
            if key in block:
                raise self._error(event, f"the key {key!r} stands twice in one mapping", "keep one of them")
            block.lines[key] = _line(event)
            block[key] = self._value(next(self._events), depth + 1)
        return block

    def _sequence(self, start: yaml.Event, depth: int) -> Items:
        items = Items(_line(start))
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.lines.append(_line(event))
            items.append(self._value(event, depth + 1))
        return items

    def _refuse_unseen(self, event: yaml.Event, text: str) -> None:
        if letter := first_unseen(text):
            raise self._error(event, f"the letter U+{ord(letter):04X}, which nobody sees", "take it out")

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        self._refuse_unseen(event, text)
        if event.style:
            return text
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.match(text):
            return int(text)
        if _DATE.match(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise self._error(event, f"{text} is no day of the calendar", "check year, month and day") from None
        if not text or text in ("~", "null"):
            if self._allow_null:
                return None
            raise self._error(event, "a key without a value", "give a value or leave the key out")
        for shape, mend in _SHAPES_THAT_MISLEAD:
            if shape.match(text):
                raise self._error(event, f"{text!r} {mend}")
        return text
