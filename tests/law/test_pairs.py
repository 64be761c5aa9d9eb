"""For every condition of the law: two cases that differ in it alone, and what the law says of each."""

from __future__ import annotations

import pytest

from asylia.lawbook.law import Lawbook
from tests.law.pairs_support import (
    WRITE,
    PairsOfUnit,
    covered_provisions,
    leaves,
    person_in,
    stored_pairs,
    unbracketed,
    units_of,
)

STORED = stored_pairs()


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.id)
def test_each_case_of_the_pairs_gives_what_was_reviewed(stored: PairsOfUnit, lawbook: Lawbook) -> None:
    name = f"{stored.provision}#{stored.part}" if stored.part else stored.provision

    found = [(what, person_in(lawbook, name, stored.day, case).outcome(name), case) for what, case, _ in stored.cases()]

    expected = [(what, gives, case) for what, case, gives in stored.cases()]
    assert expected == found, f"{stored.id}: the law has changed; mend it, or run {WRITE} and review the difference"


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.id)
def test_the_two_cases_of_a_pair_end_differently(stored: PairsOfUnit) -> None:
    alike = [pair.leaf for pair in stored.pairs if pair.gives == pair.then]

    assert alike == []


def test_every_leaf_of_the_law_is_covered_by_a_pair_or_listed_with_a_reason(lawbook: Lawbook) -> None:
    stored = {unit.id: {pair.leaf for pair in unit.pairs} | set(unit.uncovered) for unit in STORED}
    units = [unit for provision in covered_provisions(lawbook.data) for unit in units_of(provision)]

    bare = [f"{u.id}: {leaf}" for u in units for leaf in leaves(u.expression) if leaf not in stored.get(u.id, ())]
    stale = [f"{name}" for name in stored if name not in {unit.id for unit in units}]

    assert bare == [], f"conditions without a pair; run {WRITE} and review what it writes"
    assert stale == [], f"pairs of law that is no more; run {WRITE}"


def test_every_leaf_without_a_pair_has_a_reason() -> None:
    without_reason = [(unit.id, leaf) for unit in STORED for leaf, why in unit.uncovered.items() if len(why) < 20]

    assert without_reason == []


def test_the_own_condition_of_a_contested_provision_is_one_of_its_readings(lawbook: Lawbook) -> None:
    contested = [provision for provision in covered_provisions(lawbook.data) if len(provision.readings) > 1]

    for provision in contested:
        readings = [unbracketed(reading.holds) for reading in provision.readings]
        assert all(unbracketed(version.holds) in readings for version in provision.versions), provision.id
