"""People of all five places ask, and the right ones stand first."""

from __future__ import annotations

import pytest

from tests.directory.personas import Persona, first_ids, found_for, ids, personas

ALL = personas()


def test_there_are_enough_of_them_at_every_place() -> None:
    assert len(ALL) >= 25
    assert {persona.wish.place for persona in ALL} == {"JP", "KR", "CN", "HK", "MO"}


@pytest.mark.parametrize("persona", ALL, ids=lambda persona: f"{persona.wish.place} {persona.who}")
def test_d5_d6_whoever_should_help_is_among_the_first_three(persona: Persona) -> None:
    found = found_for(persona.wish)
    shown = first_ids(found)

    assert len(shown) <= 3
    assert set(persona.expect) <= set(shown)
    assert not persona.first or shown[0] == persona.first
    assert not set(persona.never) & set(ids(found))


@pytest.mark.parametrize("persona", ALL, ids=lambda persona: f"{persona.wish.place} {persona.who}")
def test_d7_nobody_found_is_held_back_closed_or_elsewhere(persona: Persona) -> None:
    for hit in found_for(persona.wish).hits:
        assert hit.organization.publish != "hold"
        assert hit.organization.closed is None
        assert persona.wish.place in hit.organization.jurisdictions
        assert all(one.service.is_given for one in hit.services)


@pytest.mark.parametrize("persona", [one for one in ALL if one.instead], ids=lambda persona: persona.who)
def test_g14_nothing_found_leads_to_the_first_contact(persona: Persona) -> None:
    found = found_for(persona.wish)

    assert not found.hits
    assert found.instead is not None
    assert found.instead.organization.id == persona.instead
