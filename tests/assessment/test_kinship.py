"""Degrees of kinship by civil-law counting."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.kinship import degrees_of_kinship
from asylia.errors import InputError
from asylia.lawbook.law import Lawbook

DEGREES = [
    ("self", 0),
    ("spouse", 0),
    ("parent", 1),
    ("child", 1),
    ("sibling", 2),
    ("parent.child", 2),
    ("grandparent", 2),
    ("grandchild", 2),
    ("parent.parent", 2),
    ("child.child", 2),
    ("parent.sibling", 3),
    ("parent.parent.child", 3),
    ("sibling.child", 3),
    ("grandparent.parent", 3),
    ("child.child.child", 3),
    ("grandparent.child.child", 4),
    ("parent.sibling.child", 4),
    ("grandparent.sibling", 4),
    ("parent.parent.parent.child.child", 5),
    # adoption counts as birth does
    ("adoptive_parent", 1),
    ("adopted_child", 1),
    ("adoptive_parent.sibling", 3),
    ("sibling.adopted_child", 3),
    # affinity: the spouse stands at one end and counts no degree
    ("spouse.parent", 1),
    ("parent.spouse", 1),
    ("spouse.sibling", 2),
    ("sibling.spouse", 2),
    ("spouse.sibling.child", 3),
    ("parent.sibling.spouse", 3),
    # no kinship in law
    ("child.parent", None),
    ("sibling.parent", None),
    ("child.spouse.parent", None),
    ("sibling.spouse.sibling", None),
    ("spouse.sibling.spouse", None),
    ("spouse.spouse", None),
    ("parent.spouse.child", None),
    ("child.spouse.child", None),
]


@pytest.mark.parametrize(("path", "degrees"), DEGREES)
def test_degrees(path: str, degrees: int | None) -> None:
    assert degrees == degrees_of_kinship(path)


@pytest.mark.parametrize("path", ["", "uncle", "parent..child", "parent.", "Parent", "parent child", "parent.cousin"])
def test_an_unknown_step_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="is no step; use parent, child, spouse"):
        degrees_of_kinship(path)


FACT = "kin_within_three_degrees_of_former_zainichi"


@pytest.mark.parametrize(
    ("path", "kin"),
    [
        ("parent", True),
        ("parent.sibling", True),
        ("parent.sibling.child", False),
        ("child.parent", False),
        ("self", False),
    ],
)
def test_the_route_from_north_korea_works_degrees_out(lawbook: Lawbook, path: str, kin: bool) -> None:
    case = CaseFile(("JP",), None, {}, {}, {"former_zainichi": path})

    found = assess(lawbook, case, "JP", date(2024, 7, 1), questions=False)

    assert kin is found.answers[FACT]
    assert found.follows_from[FACT] == ("kinship: former_zainichi",)
