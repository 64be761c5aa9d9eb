"""Changes in a YAML text that touch nothing else: comments, order and line ends stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from asylia.errors import InputError

Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Edit:
    """New text in place of what stands between two offsets."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits, none of which may touch another. At one place they are written in the order given."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


class Bare(str):
    """Text that is written without quotes: a word of a fixed list."""


def scalar(value: object) -> str:
    """A value as it is written in our files: text in double quotes, all else bare."""
    if isinstance(value, Bare) or not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    quoted: str = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=10**9).strip()
    return quoted


def flow(values: Mapping[str, object]) -> str:
    """A mapping on one line; lists of tags are written bare."""
    return "{" + ", ".join(f"{key}: {_item(value)}" for key, value in values.items()) + "}"


def _item(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else scalar(value)


class Text:
    """A YAML text with the place of each node. Offsets count characters."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self._root = yaml.compose(text, Loader=yaml.SafeLoader)

    def node(self, path: Path) -> yaml.Node | None:
        """The node under keys and positions; None if there is none."""
        node: yaml.Node | None = self._root
        for step in path:
            node = _inside(node, step)
        return node

    def value(self, path: Path) -> str:
        """The scalar under keys and positions as it is written; the items of a list with commas; empty if none."""
        node = self.node(path)
        if isinstance(node, yaml.SequenceNode):
            return ",".join(str(item.value) for item in node.value)
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def set(self, path: Path, value: object) -> Edit:
        """Write a scalar under a key, new or not, of a mapping that is there."""
        found = self.node(path)
        if isinstance(found, yaml.ScalarNode):
            return Edit(found.start_mark.index, found.end_mark.index, scalar(value))
        return self.add_key(path[:-1], str(path[-1]), scalar(value))

    def set_list(self, path: Path, tags: Sequence[str]) -> Edit:
        """Write a list of tags under a key, new or not, of a mapping that is there."""
        found = self.node(path)
        written = f"[{', '.join(tags)}]"
        if isinstance(found, yaml.SequenceNode) and found.flow_style:
            return Edit(found.start_mark.index, found.end_mark.index, written)
        if found is not None:
            raise self._error(found, f"the list {path[-1]} is not on one line", f"write it as {written}")
        return self.add_key(path[:-1], str(path[-1]), written)

    def add_key(self, path: Path, key: str, written: str) -> Edit:
        """Add a key at the end of a mapping."""
        mapping = self.node(path)
        assert isinstance(mapping, yaml.MappingNode)
        if mapping.flow_style:
            at = mapping.value[-1][1].end_mark.index if mapping.value else mapping.start_mark.index + 1
            return Edit(at, at, f"{', ' if mapping.value else ''}{key}: {written}")
        return self._below(mapping, f"{' ' * mapping.start_mark.column}{key}: {written}")

    def add_items(self, path: Path, written: Sequence[str]) -> Edit:
        """Add items at the end of a list with dashes; it is made at the end of its mapping if there is none."""
        found = self.node(path)
        if found is None:
            parent = self.node(path[:-1])
            assert isinstance(parent, yaml.MappingNode)
            column = parent.start_mark.column
            lines = [f"{' ' * column}{path[-1]}:", *(f"{' ' * (column + 2)}- {item}" for item in written)]
            return self._below(parent, self._end.join(lines))
        if not isinstance(found, yaml.SequenceNode) or found.flow_style:
            mend = "write each item on its own line with a dash"
            raise self._error(found, f"{path[-1]} is no list with dashes", mend)
        return self._below(found, self._end.join(f"{' ' * found.start_mark.column}- {item}" for item in written))

    @property
    def _end(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _below(self, node: yaml.Node, line: str) -> Edit:
        """A line right after the last line of a block, before comments and empty lines that follow it."""
        end = _last(node).end_mark.index
        at = end - 1 if self.text[end - 1] == "\n" else self.text.find("\n", end)
        if at < 0:
            return Edit(len(self.text), len(self.text), f"{self._end}{line}{self._end}")
        return Edit(at + 1, at + 1, f"{line}{self._end}")

    def _error(self, node: yaml.Node, says: str, mend: str) -> InputError:
        return InputError(says, file=self.file, line=node.start_mark.line + 1, mend=mend)


def _inside(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        found: yaml.Node | None = next((value for key, value in node.value if key.value == step), None)
        return found
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        item: yaml.Node = node.value[step]
        return item
    return None


def _last(node: yaml.Node) -> yaml.Node:
    """The last node inside, where a block really ends: its own mark stands at the next token."""
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
