"""Output as an outline of plain lines, which the terminal and Markdown print alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylia.plain import in_markdown

Json = dict[str, object]
"""An object of JSON output."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how deep it stands, what it says, and what kind of line it is."""

    depth: int
    text: str
    style: str
    """title, heading, finding, reason, cite, note, question, warning."""
    mark: str = ""
    """A word or sign that carries the meaning without colour."""


def to_markdown(lines: Sequence[Line]) -> str:
    """The outline as Markdown."""
    said = []
    for line in lines:
        plain = in_markdown(line.text)
        text = f"{line.mark} {plain}".strip()
        if line.style in ("title", "heading"):
            said.append(f"\n{'#' if line.style == 'title' else '##'} {plain}\n")
        elif line.depth == 0:
            said.append(f"\n{plain}\n")
        else:
            said.append(f"{'  ' * (line.depth - 1)}- {'**' + text + '**' if line.style == 'finding' else text}")
    return "\n".join(said).strip() + "\n"
