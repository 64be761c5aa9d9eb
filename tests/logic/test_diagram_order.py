"""What a diagram says hangs on its function and on nothing that was built before it."""

from __future__ import annotations

from asylia.logic.diagram import Diagrams

ATOMS = [f"fact {number}" for number in range(9)]


def _diagrams() -> Diagrams:
    diagrams = Diagrams()
    for atom in ATOMS:
        diagrams.level(atom)
    return diagrams


def _at_least_three(diagrams: Diagrams) -> int:
    return diagrams.at_least(3, [diagrams.atom(atom) for atom in ATOMS])


def test_chances_are_the_same_to_the_last_digit_whatever_was_built_before() -> None:
    """Sums of fractions hang on their order: so the order of nodes must not hang on their numbers."""
    fresh, used = _diagrams(), _diagrams()
    for count in range(7, 0, -1):
        used.at_least(count, [used.atom(atom) for atom in reversed(ATOMS)])

    one, other = _at_least_three(fresh), _at_least_three(used)

    assert fresh.nodes(one) != used.nodes(other)
    assert [fresh.node(node)[0] for node in fresh.nodes(one)] == [used.node(node)[0] for node in used.nodes(other)]
    priors = dict(zip(ATOMS, (0.1, 0.3, 0.7, 0.45, 0.9, 0.2, 0.65, 0.15, 0.35), strict=True))
    assert fresh.chances(one, lambda atom: priors[str(atom)]) == used.chances(other, lambda atom: priors[str(atom)])
