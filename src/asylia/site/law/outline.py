"""Lines of text as a tree of sections and lists: the page shows what the terminal prints, from the same functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from asylia.assessment.lines import Line

_MARKS_OF_LISTS = ("·", "-", "○", "")
"""Signs that a list on a page has anyway."""


@dataclass(slots=True)
class Node:
    """A line and what stands under it."""

    line: Line
    children: list[Node] = field(default_factory=list)

    @property
    def sign(self) -> str:
        """The sign before the line, where it says something."""
        return "" if self.line.mark in _MARKS_OF_LISTS else self.line.mark


@dataclass(slots=True)
class Section:
    """A heading and the tree under it; the first section of a page may have no heading."""

    title: str
    nodes: list[Node] = field(default_factory=list)


def tree(lines: Iterable[Line]) -> list[Node]:
    """Lines by their depth."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for line in lines:
        node = Node(line)
        while open_nodes and open_nodes[-1].line.depth >= line.depth:
            open_nodes.pop()
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)
    return roots


def sections(lines: Iterable[Line]) -> list[Section]:
    """Lines cut at their headings."""
    found = [Section("")]
    waiting: list[Line] = []
    for line in lines:
        if line.style in ("title", "heading"):
            found[-1].nodes = tree(waiting)
            waiting = []
            found.append(Section(line.text))
        else:
            waiting.append(line)
    found[-1].nodes = tree(waiting)
    return [section for section in found if section.title or section.nodes]
