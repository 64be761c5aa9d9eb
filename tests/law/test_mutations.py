"""Each node of the law removed and turned round in turn: the pairs must notice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
import yaml

from asylia.lawbook.law import Lawbook
from asylia.logic.expression import Expression
from tests.law.pairs_support import (
    EQUIVALENT,
    PairsOfUnit,
    Person,
    Unit,
    covered_provisions,
    laws_of,
    mutants,
    person_in,
    possible_difference,
    stored_pairs,
    units_of,
    with_mutant,
)

STORED = {stored.id: stored for stored in stored_pairs()}
PROVISIONS = list(dict.fromkeys(stored.provision for stored in STORED.values()))


@cache
def equivalent_mutants() -> Mapping[str, Mapping[str, str]]:
    """By unit: the mutants that change nothing for any possible person, with the reason."""
    content: Mapping[str, Mapping[str, str]] = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return content


def cases_of(stored: PairsOfUnit, unit: Unit, lawbook: Lawbook) -> list[tuple[Person, str]]:
    """The persons of the stored cases, with what the law says of each."""
    return [(person_in(lawbook, unit.name, stored.day, case), gives) for _, case, gives in stored.cases()]


def survives(unit: Unit, mutant: Expression, cases: list[tuple[Person, str]]) -> bool:
    """Whether no case notices the mutant."""
    for person, expected in cases:
        formulas = person.law.formulas
        mutated = {**formulas, unit.name: with_mutant(formulas[unit.name], unit, mutant)}
        if person.outcome_of(unit.name, mutated) != expected:
            return False
    return True


@pytest.mark.parametrize("provision_id", PROVISIONS)
def test_no_condition_can_be_removed_or_turned_round_unnoticed(provision_id: str, lawbook: Lawbook) -> None:
    surviving = []
    for unit in units_of(lawbook.data.provisions[provision_id]):
        cases = cases_of(STORED[unit.id], unit, lawbook)
        known = equivalent_mutants().get(unit.id, {})
        for name, mutant in mutants(unit.expression).items():
            if survives(unit, mutant, cases) != (name in known):
                surviving.append(f"{unit.id}: {name}")

    assert surviving == [], f"mutants that survive, or are listed in {EQUIVALENT.name} and do not"


def test_every_equivalent_mutant_is_one_of_the_law_and_has_a_reason(lawbook: Lawbook) -> None:
    units = {unit.id: unit for provision in covered_provisions(lawbook.data) for unit in units_of(provision)}

    for unit, reasons in equivalent_mutants().items():
        assert set(reasons) <= set(mutants(units[unit].expression)), unit
        assert all(len(reason) >= 20 for reason in reasons.values()), unit


@pytest.mark.parametrize("unit_id", equivalent_mutants())
def test_an_equivalent_mutant_changes_nothing_for_any_possible_person(unit_id: str, lawbook: Lawbook) -> None:
    provision = lawbook.data.provisions[unit_id.partition(" from ")[0]]
    unit = next(unit for unit in units_of(provision) if unit.id == unit_id)
    found = mutants(unit.expression)

    differing = [
        f"{name} on {law.day}"
        for law in laws_of(lawbook, unit)
        for name in equivalent_mutants()[unit_id]
        if possible_difference(law, unit, found[name])
    ]

    assert differing == []
