"""Diagrams take their atoms in the order of first use in the law. Nodes are counted, never time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Law, Lawbook
from asylia.logic.completions import Completions
from asylia.logic.expression import Atom, Compare, Ref, walk, without_cites

PLACES = ("JP", "KR", "CN", "HK", "MO")


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook(load_law(data_folder("law")))


def first_used(law: Law) -> list[Atom]:
    """The atoms as one meets them who reads the formulas one by one, and each term where it is first named."""
    read: set[str] = set()

    def atoms_of(name: str) -> Iterator[Atom]:
        if name not in read:
            read.add(name)
            for part in walk(law.formulas[name]):
                if isinstance(part, Ref) and part.name in law.formulas:
                    yield from atoms_of(part.name)
                elif isinstance(part, (Ref, Compare)):
                    yield without_cites(part)  # type: ignore[misc]  # an atom without citations is one still

    return list(dict.fromkeys(atom for name in law.formulas for atom in atoms_of(name)))


def nodes_with(law: Law, order: Sequence[Atom]) -> int:
    """How many nodes the diagrams of the law take with the atoms in this order."""
    completions = Completions({}, [])
    for atom in order:
        completions.diagrams.level(atom)
    completions._formulas = law.formulas
    for name in law.formulas:
        completions.function(name)
    return len(completions.diagrams)


def alphabetical(atoms: Sequence[Atom]) -> list[Atom]:
    return sorted(atoms, key=lambda atom: (atom.name, "") if isinstance(atom, Ref) else (atom.fact, str(atom.value)))


@pytest.mark.parametrize("place", PLACES)
def test_first_use_is_the_order_and_the_alphabet_would_be_worse(book: Lawbook, place: str) -> None:
    law = book.at(date(2024, 7, 1), place)
    atoms, used = first_used(law), len(law.completions.diagrams)

    assert law.completions.diagrams.atoms()[: len(atoms)] == atoms
    assert nodes_with(law, atoms) == used
    assert nodes_with(law, alphabetical(atoms)) > used
