"""What is published goes out as HSDS and comes back without loss; what is on hold goes out by no option."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.directory.hsds import api
from asylia.directory.hsds.export import FORMS, export
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.own import read_published
from asylia.directory.hsds.published import Published, published
from asylia.directory.model import Directory, Organization, in_one_line
from asylia.directory.reader import read_directory
from asylia.directory.readers import shown_addresses
from asylia.folders import data_folder
from asylia.languages.texts import languages_known, texts_in
from tests.directory.generated import SECRET, directories
from tests.directory.small_directory import JAPAN
from tests.directory.small_matching import write_small


def exported(directory: Directory, folder: Path, form: str = "both", language: str = "en") -> Path:
    export(directory, folder, language=language, word=texts_in(language).word, form=form)
    return folder


def read_back(folder: Path) -> Published:
    read = read_hsds(folder)
    assert read.tables.defects == []
    assert list(read.tables.missing_references()) == []
    return read_published(read.tables)


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


@given(directories(), st.sampled_from(FORMS))
@settings(max_examples=40)
def test_what_is_published_comes_back_as_it_was(directory: Directory, form: str) -> None:
    with TemporaryDirectory() as folder:
        assert read_back(exported(directory, Path(folder), form)) == published(directory)


@pytest.mark.parametrize("form", ["json", "tabular"])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_shipped_directory_comes_back_as_it_was(
    shipped: Directory, tmp_path: Path, form: str, language: str
) -> None:
    back = read_back(exported(shipped, tmp_path, form, language))

    assert back == published(shipped)
    assert len(back.organizations) == len(shipped.shown())


# --- what is on hold -------------------------------------------------------------------------------------------------


def everything_written(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name
            yield path.read_text(encoding="utf-8")


@given(directories(), st.sampled_from(FORMS), st.sampled_from(languages_known()))
@settings(max_examples=25)
def test_nothing_on_hold_and_no_note_of_the_keepers_leaves(directory: Directory, form: str, language: str) -> None:
    with TemporaryDirectory() as folder:
        written = "".join(everything_written(exported(directory, Path(folder), form, language)))

    assert SECRET.casefold() not in written.casefold()


def secrets_of(organization: Organization) -> Iterator[str]:
    """The values of a body by which somebody could find it."""
    yield from (name for name in organization.names.values() if len(name) > 6)
    yield from (phone.e164 or phone.display for phone in organization.phones)
    yield from (phone.display for phone in organization.phones)
    yield from (email.address for email in organization.emails)
    yield from (in_one_line(address) for address in organization.addresses)
    yield from (address.address_1 for address in organization.addresses)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages_known())
def test_no_file_of_the_shipped_directory_shows_a_body_on_hold(
    shipped: Directory, tmp_path: Path, form: str, language: str
) -> None:
    written = "".join(everything_written(exported(shipped, tmp_path, form, language)))
    held = [organization for organization in shipped.organizations.values() if organization.is_held]
    shown = "".join(value for one in shipped.shown() for value in secrets_of(one))

    assert held
    for organization in held:
        assert f'"{organization.id}"' not in written
        assert f",{organization.id}\n" not in written
        found = [value for value in secrets_of(organization) if value in written and value not in shown]
        assert found == [], organization.id
    for organization in shipped.organizations.values():
        for note in (*organization.upkeep_notes, organization.contacts_note):
            assert not note or note not in written
        for name in organization.names_unverified.values():
            assert name not in written or name in shown


# --- where a shelter is ----------------------------------------------------------------------------------------------

BED = "needs: [shelter], audience: [anyone], at: main"
MOVED = "      - {field: addresses, was: 2-2 Old, now: 1-1 Door, why: moved, sources: [PAGE]}\n"
BEFORE = "      - {field: phones, was:"


def written_of(folder: Path, need: str) -> str:
    """Everything written and answered of the small directory, whose one place has a service for a need."""
    directory = read_directory(write_small(folder / "in", {JAPAN: [(BEFORE, MOVED + BEFORE), (BED, need)]}))
    data = api.dataset(directory, "en", texts_in("en").word)
    lists = (data.organizations, data.services, data.service_at_locations)
    answers = [one.full for kept in lists for one in kept.values()]
    return json.dumps(answers) + "".join(everything_written(exported(directory, folder / "out")))


@pytest.mark.parametrize("need", [BED, "needs: [shelter], audience: [anyone]"])
def test_where_a_shelter_is_or_may_be_leaves_by_no_way(tmp_path: Path, need: str) -> None:
    written = written_of(tmp_path, need)

    assert [word for word in ("1-1 Door", "165-0034", "2-2 Old", "Nakano-ku") if word in written] == []
    assert "A bed" in written
    assert "03 63 83 06 88" in written  # corrections of anything else stay


def test_a_place_at_which_no_shelter_is_stays(tmp_path: Path) -> None:
    written = written_of(tmp_path, "needs: [legal], audience: [anyone], at: main")

    assert [word for word in ("1-1 Door", "165-0034", "2-2 Old", "Nakano-ku") if word not in written] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_file_of_the_shipped_directory_tells_where_a_shelt(shipped: Directory, tmp_path: Path, form: str) -> None:
    written = "".join(everything_written(exported(shipped, tmp_path, form)))
    hidden = [
        address.address_1
        for one in shipped.shown()
        for address in one.addresses
        if address not in shown_addresses(one, shipped)
    ]

    assert hidden
    assert [address for address in hidden if address in written] == []


def test_an_export_over_an_earlier_one_leaves_nothing_of_it(shipped: Directory, tmp_path: Path) -> None:
    exported(shipped, tmp_path, "both")
    exported(shipped, tmp_path, "json")

    assert not list(tmp_path.rglob("*.csv"))
    assert (tmp_path / "services.json").exists()
