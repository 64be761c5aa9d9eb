"""The directory that is shipped: nothing held back leaves, nothing is lost, every word of it has its translation."""

from __future__ import annotations

import json
from datetime import date

import pytest

from asylia.briefs.directory_lines import organization_lines
from asylia.directory.as_json import due_json, in_short_json, organization_json
from asylia.directory.due import due_in
from asylia.directory.lints import Checked, check_directory
from asylia.directory.model import PHONE_TYPES, Directory
from asylia.directory.reader import read_directory
from asylia.directory.readers import ages_shown, instead_of, organization_shown, place_named, shown_addresses
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import languages_known, texts_in
from asylia.lawbook.lints import ERROR

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


def test_no_lint_finds_an_error(shipped: Directory) -> None:
    assert [remark for remark in check_directory(Checked(shipped, TODAY)) if remark.severity == ERROR] == []


def test_every_contact_has_a_source_and_an_age(shipped: Directory) -> None:
    bare = {
        detail.kind
        for organization in shipped.organizations.values()
        for detail in organization.details()
        if not detail.support.sources
    }

    assert bare <= {"website", "language"}


def test_nothing_of_what_is_held_back_is_in_what_readers_get(shipped: Directory) -> None:
    word = texts_in("en").word
    given = json.dumps([organization_json(one, shipped, TODAY, word) for one in shipped.shown()], ensure_ascii=False)
    given += json.dumps([in_short_json(one, shipped, TODAY, word) for one in shipped.shown()], ensure_ascii=False)
    given += json.dumps([due_json(one, word) for one in due_in(shipped, TODAY)], ensure_ascii=False)

    held = [organization for organization in shipped.organizations.values() if organization.is_held]
    assert held
    for organization in held:
        contacts = [detail.value for detail in organization.details() if detail.kind in ("phone", "email", "address")]
        assert [value for value in (*contacts, organization.description) if value in given] == []


def test_notes_for_keepers_and_unseen_names_stay_inside(shipped: Directory) -> None:
    word = texts_in("en").word
    for organization in shipped.shown():
        given = json.dumps(organization_json(organization, shipped, TODAY, word), ensure_ascii=False)
        inside = [*organization.upkeep_notes, *organization.names_unverified.values()]
        inside += filter(None, [organization.contacts_note])
        assert [text for text in inside if text in given] == []


def test_where_a_shelter_is_or_may_be_is_shown_by_no_way(shipped: Directory) -> None:
    word, said, hidden = texts_in("en").word, texts_in("en"), 0
    for one in shipped.shown():
        lines = organization_lines(one, shipped, ages_shown(one, shipped, TODAY), said)
        given = json.dumps(organization_json(one, shipped, TODAY, word), ensure_ascii=False)
        given += "".join(line.text for line in lines)
        for address in set(one.addresses) - set(shown_addresses(one, shipped)):
            hidden += 1
            assert address.address_1 not in given

    assert hidden


def test_every_office_that_takes_applications_and_can_detain_says_so(shipped: Directory) -> None:
    offices = [
        organization
        for organization in shipped.organizations.values()
        if organization.kind == "government" and "legal.apply_here" in organization.needs
    ]

    assert offices
    for office in offices:
        assert "can_detain" in shipped.taxonomy.warnings_beside(office.kind, office.needs)


def test_who_fears_the_own_state_is_warned_first(shipped: Directory) -> None:
    assert shipped.taxonomy.warnings_for("safety.transnational_threat") == ("own_state",)


def test_what_has_closed_is_found_with_others_to_ask(shipped: Directory) -> None:
    closed = organization_shown(shipped, "support-r")

    assert closed.closed is not None
    assert closed.closed.since == date(2023, 3, 31)
    others = instead_of(shipped, closed)
    assert 1 <= len(others) <= 3
    assert not any(other.is_held or other.closed for other in others)


@pytest.mark.parametrize("name", ["brsa", "korea-reception-centre"])
def test_who_asks_for_what_is_held_back_is_told_so(name: str, shipped: Directory) -> None:
    with pytest.raises(InputError, match="is held back"):
        organization_shown(shipped, name)


def test_what_is_held_back_is_not_proposed(shipped: Directory) -> None:
    with pytest.raises(InputError) as refused:
        organization_shown(shipped, "brsaa")

    assert "brsa'" not in str(refused.value)


def test_places_are_named_in_any_case(shipped: Directory) -> None:
    assert place_named(shipped, "hk") == "HK"


@pytest.mark.parametrize("language", languages_known())
def test_words_that_the_data_call_for_are_there(language: str, shipped: Directory) -> None:
    interface = texts_in(language).interface
    keys = {f"directory_warns_{warning.id}" for warning in shipped.taxonomy.warnings}
    keys |= {f"directory_phone_{kind}" for kind in PHONE_TYPES}

    assert sorted(keys - set(interface)) == []
