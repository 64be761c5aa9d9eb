"""Degrees of kinship by civil-law counting, from a path of steps such as `parent.parent.child`.

Each generation up or down is one degree; relatives with a common ancestor are counted up to it and down again.
A spouse counts no degree and may stand at one end of the path (affinity); adoption counts as birth does.
Source: Japan, Civil Code arts. 725 to 727 and 729 (known).
"""

from __future__ import annotations

from collections.abc import Mapping

from asylia.errors import InputError

_STEPS: Mapping[str, tuple[str, ...]] = {
    "parent": ("up",),
    "child": ("down",),
    "spouse": ("spouse",),
    "sibling": ("up", "down"),
    "grandparent": ("up", "up"),
    "grandchild": ("down", "down"),
    "adoptive_parent": ("up",),
    "adopted_child": ("down",),
}


def degrees_of_kinship(path: str) -> int | None:
    """How many degrees lie between a person and the relative at the end of the path; None if the law sees no kinship.

    `parent.parent.child` reads: my parent's parent's child, an uncle or aunt (three degrees); `self` is none.
    Raises InputError for a step that is not known.
    """
    if path == "self":
        return 0
    moves: list[str] = []
    for step in path.split("."):
        if step not in _STEPS:
            raise InputError(f"{step!r} in the kinship path {path!r} is no step", mend=f"use {', '.join(_STEPS)}")
        moves += _STEPS[step]
    if moves.count("spouse") > 1 or "spouse" in moves[1:-1]:
        return None
    blood = [move for move in moves if move != "spouse"]
    has_gone_down = False
    for move in blood:
        if move == "up" and has_gone_down:
            return None
        has_gone_down = has_gone_down or move == "down"
    return len(blood)
