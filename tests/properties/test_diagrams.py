"""Our decision diagrams against those of `dd`, and against plain counting."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product

import pytest
from dd.autoref import BDD, Function
from hypothesis import given
from hypothesis import strategies as st

from asylia.logic.diagram import FALSE, TRUE, Diagrams, DiagramTooLarge, bits_of
from asylia.logic.expression import All, Any, AtLeast, Const, Expression, Not, Ref

ATOMS = tuple("abcdef")


def _formulas() -> st.SearchStrategy[Expression]:
    atoms: st.SearchStrategy[Expression] = st.one_of(
        st.builds(Ref, st.sampled_from(ATOMS)), st.builds(Const, st.booleans())
    )

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
        return st.one_of(
            st.builds(Not, inner),
            st.builds(All, parts),
            st.builds(Any, parts),
            parts.flatmap(lambda found: st.builds(AtLeast, st.integers(1, len(found)), st.just(found))),
        )

    return st.recursive(atoms, larger, max_leaves=12)


formulas = _formulas()


def _ours(diagrams: Diagrams, expression: Expression) -> int:
    match expression:
        case Ref(name=name):
            return diagrams.atom(name)
        case Not(part=part):
            return diagrams.negate(_ours(diagrams, part))
        case All(parts=parts):
            return diagrams.all_of(_ours(diagrams, part) for part in parts)
        case Any(parts=parts):
            return diagrams.any_of(_ours(diagrams, part) for part in parts)
        case AtLeast(count=count, parts=parts):
            return diagrams.at_least(count, [_ours(diagrams, part) for part in parts])
        case Const(holds=holds):
            return TRUE if holds else FALSE
        case _:
            raise AssertionError(expression)


def _theirs(bdd: BDD, expression: Expression) -> Function:
    match expression:
        case Ref(name=name):
            return bdd.var(name)
        case Not(part=part):
            return ~_theirs(bdd, part)
        case All(parts=parts):
            found = bdd.true
            for part in parts:
                found &= _theirs(bdd, part)
            return found
        case Any(parts=parts):
            found = bdd.false
            for part in parts:
                found |= _theirs(bdd, part)
            return found
        case AtLeast(count=count, parts=parts):
            return _theirs(bdd, Any(tuple(All(group) for group in combinations(parts, count))))
        case Const(holds=holds):
            return bdd.true if holds else bdd.false
        case _:
            raise AssertionError(expression)


def _followed(diagrams: Diagrams, root: int, values: Mapping[str, bool]) -> bool:
    while root > TRUE:
        level, low, high = diagrams.node(root)
        root = high if values[str(diagrams.atom_at(level))] else low
    return root == TRUE


WORLDS = [dict(zip(ATOMS, values, strict=True)) for values in product((False, True), repeat=len(ATOMS))]


def _oracle() -> BDD:
    bdd = BDD()
    bdd.declare(*ATOMS)
    return bdd


@given(formulas, formulas, st.permutations(ATOMS))
def test_diagrams_agree_with_dd(one: Expression, other: Expression, order: list[str]) -> None:
    """Same truth in every world, whatever the order of the atoms; same root exactly if same function."""
    diagrams, bdd = Diagrams(), _oracle()
    for atom in order:
        diagrams.level(atom)
    roots = [_ours(diagrams, formula) for formula in (one, other)]
    functions = [_theirs(bdd, formula) for formula in (one, other)]

    for root, function in zip(roots, functions, strict=True):
        for values in WORLDS:
            assert (bdd.let(values, function) == bdd.true) is _followed(diagrams, root, values)
        assert set(bdd.support(function)) == set(diagrams.support(root))
        assert bdd.count(function, len(ATOMS)) / len(WORLDS) == diagrams.chances(root, lambda _: 0.5)[0]
    assert (functions[0] == functions[1]) is (roots[0] == roots[1])


@given(formulas, st.dictionaries(st.sampled_from(ATOMS), st.booleans()))
def test_what_is_known_is_restricted_as_dd_does(formula: Expression, known: dict[str, bool]) -> None:
    diagrams, bdd = Diagrams(), _oracle()
    root, function = _ours(diagrams, formula), bdd.let(known, _theirs(bdd, formula)) if known else _theirs(bdd, formula)

    levels = {diagrams.level(atom): value for atom, value in known.items()}
    left = diagrams.restrict(root, levels, bits_of(levels), {})

    for values in WORLDS:
        assert (bdd.let(values, function) == bdd.true) is _followed(diagrams, left, values)
    assert not set(known) & set(diagrams.support(left))


@given(formulas, st.lists(st.sampled_from([0.1, 0.25, 0.5, 0.9]), min_size=len(ATOMS), max_size=len(ATOMS)))
def test_chances_are_sums_over_worlds(formula: Expression, priors: list[float]) -> None:
    diagrams = Diagrams()
    root = _ours(diagrams, formula)
    prior = dict(zip(ATOMS, priors, strict=True))

    def weight(values: Mapping[str, bool]) -> float:
        total = 1.0
        for atom, value in values.items():
            total *= prior[atom] if value else 1 - prior[atom]
        return total

    total, with_true = diagrams.chances(root, lambda atom: prior[str(atom)])

    holding = [values for values in WORLDS if _followed(diagrams, root, values)]
    assert total == pytest.approx(sum(map(weight, holding)))
    for level, chance in with_true.items():
        atom = str(diagrams.atom_at(level))
        assert chance == pytest.approx(sum(weight(values) for values in holding if values[atom]))


def test_nodes_are_capped() -> None:
    diagrams = Diagrams(cap=20)
    pairs = [diagrams.level(f"{side}{at}") for side in "xy" for at in range(12)]

    with pytest.raises(DiagramTooLarge):
        diagrams.any_of(diagrams.both(diagrams.atom(f"x{at}"), diagrams.atom(f"y{at}")) for at in range(12))
    assert len(diagrams) <= 20
    assert len(pairs) == 24
