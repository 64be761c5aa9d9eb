"""A search that is given up leaves what is known of the person as it was."""

from __future__ import annotations

import pytest

from asylia.logic.clauses import Clauses
from asylia.logic.diagram import Diagrams, DiagramTooLarge
from asylia.logic.expression import Not, Ref

ATOMS = [Ref(f"fact_{number}") for number in range(6)]
CHAIN = [(one, Not(other)) for one, other in zip(ATOMS[1:], ATOMS, strict=False)]
"""Each fact takes the one before it along."""


def test_search_that_is_given_up_leaves_no_guess_behind() -> None:
    diagrams = Diagrams()
    nodes = [diagrams.atom(atom) for atom in ATOMS]
    root = diagrams.any_of([diagrams.all_of(nodes[::2]), diagrams.all_of(nodes[1::2])])
    clauses = Clauses(diagrams, CHAIN, ATOMS, cap=1)
    known = clauses.closed({})

    with pytest.raises(DiagramTooLarge):
        clauses.possible([root], known)

    assert known == {}
