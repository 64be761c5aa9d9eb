"""Tables on a page: a head of labels, and rows with as many cells. A tab, two spaces or a bar part the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asylia.directory.page_signs import signs

__all__ = ["cells_of", "head_of_table"]

_LEAST_CELLS = 3
_LEAST_LABELS = 2
_BETWEEN = re.compile(r"\s*\|\s*|\s{2,}")


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a line."""
    return tuple(_BETWEEN.split(text.strip().strip("|").strip()))


def head_of_table(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column holds, by the labels in the head of a table, empty for other columns; empty for other lines.

    The name of the body stands in the column that says so, else in the first.
    """
    if len(cells) < _LEAST_CELLS:
        return ()
    labels = signs().labels
    kinds = [labels.get(re.sub(r"\s*[(:].*", "", cell).casefold(), "") for cell in cells]
    if sum(map(bool, kinds)) < _LEAST_LABELS:
        return ()
    if "name" not in kinds and not kinds[0]:
        kinds[0] = "name"
    return tuple(kinds) if "name" in kinds else ()
