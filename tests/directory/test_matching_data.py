"""The files of matching: read strictly, with lints for what can be read and is yet wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from asylia.directory.cache import load_directory
from asylia.directory.lints import Checked, check_directory
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from tests.directory.personas import shipped
from tests.directory.small_directory import JAPAN, TODAY, Change
from tests.directory.small_matching import AREAS, MATCHING, write_small

PLACES = "  HK: {organization: door"


def found(folder: Path, changes: Mapping[str, Sequence[Change]] | None = None) -> list[tuple[str, str]]:
    remarks = check_directory(Checked(read_directory(write_small(folder, changes)), TODAY))
    ours = ("first-contact", "one-sided-border", "unreachable-area", "unknown-area")
    return [(remark.id, remark.says) for remark in remarks if remark.id in ours]


def test_the_small_files_have_one_fault(tmp_path: Path) -> None:
    assert found(tmp_path) == [("first-contact", "door is the first contact of HK and does not work there")]


@pytest.mark.parametrize(
    ("file", "change", "lint"),
    [
        (MATCHING, ("JP: {organization: door", "JP: {organization: silent"), "first-contact"),
        (MATCHING, ("JP: {organization: door", "JP: {organization: door, language_line: door"), "first-contact"),
        (MATCHING, ("  KR: {organization: counter, why: {en: The only one.}}\n", ""), "first-contact"),
        (JAPAN, ("at: main, sources: [PAGE]}\n", "at: main, status: inactive, sources: [PAGE]}\n"), "first-contact"),
        (AREAS, ("borders: [tokyo]", "borders: []"), "one-sided-border"),
        (AREAS, ("{to: tokyo, by: ferry}", "{to: tokyo, by: bridge}"), "one-sided-border"),
        (AREAS, (", links: [{to: tokyo, by: ferry}]", ""), "unreachable-area"),
        (JAPAN, ("state_province: Tokyo,\n         postal", "state_province: Edo,\n         postal"), ""),
        (JAPAN, ("audience: [anyone], at: main", "audience: [anyone], area: Atlantis, at: main"), "unknown-area"),
    ],
)
def test_lints(file: str, change: Change, lint: str, tmp_path: Path) -> None:
    new = [one for one in found(tmp_path, {file: [change]}) if not one[1].startswith("door is the first contact of HK")]

    assert ([lint in [name for name, _ in new]] if lint else [not new]) == [True]


def test_an_address_in_no_area_is_reported(tmp_path: Path) -> None:
    change = {
        JAPAN: [("city: Nakano-ku, state_province: Tokyo", "city: Nowhere, state_province: Edo")],
    }

    assert ("unknown-area", "door: Nowhere, Edo lies in no area of JP") in found(tmp_path, change)


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        (AREAS, ("{id: tokyo,", "{id: tokyo, population: 14,"), "unknown key 'population'"),
        (AREAS, ("borders: [saitama]", "borders: [saitma]"), "there is no area 'saitma'"),
        (AREAS, ("borders: [saitama]", "borders: [tokyo]"), "tokyo cannot lie beside itself"),
        (AREAS, ("{id: oshima,", "{id: tokyo,"), "the id 'tokyo' stands twice"),
        (AREAS, ("by: ferry}]}\n      - {id: saitama", "by: raft}]}\n      - {id: saitama"), "'by' is 'raft'"),
        (AREAS, ("  JP:\n", "  XX:\n"), "there is no place 'XX'"),
        (AREAS, ("{Nakano-ku: tokyo}", "{Nakano-ku: edo}"), "there is no area, for Nakano-ku, 'edo'"),
        (MATCHING, ("organization: door, why: {en: The door", "organization: dor, why: {en: The door"), "'dor'"),
        (MATCHING, ("deadline: {days: 14, needs: [legal]}", "deadline: {days: 14, needs: [law]}"), "no need 'law'"),
        (MATCHING, ("warning: can_detain", "warning: can_detein"), "no warning 'can_detein'"),
        (MATCHING, ("  shelter: {needs: [legal]}", "  bed: {needs: [legal]}"), "there is no need 'bed'"),
        (MATCHING, ("  shelter: {needs: [legal]}", "  shelter: {needs: [law]}"), "no need 'law'"),
        (MATCHING, ("kinds: [ngo]", "kinds: [nogo]"), "no kind of organisation 'nogo'"),
        (MATCHING, ("  refused:", "  refusd:"), "no general stage 'refusd'"),
        (MATCHING, ("  detained:", "  jailed:"), "no general custody 'jailed'"),
        (MATCHING, ("[anyone, anyone_else]", "[anyone, anyone]"), "two audiences exclude each other"),
        (MATCHING, ("[anyone, anyone_else]", "anyone"), "must be a list of lists"),
        (MATCHING, ("own: မြန်မာ", "self: မြန်မာ"), "has no 'own'"),
        (MATCHING, ("fact: persecutor_state, own_state: true", "fact: x, own_stat: true"), "unknown key 'own_stat'"),
    ],
)
def test_faults_are_named_with_file_and_line(file: str, change: Change, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_directory(write_small(tmp_path, {file: [change]}))

    assert says in refused.value.says
    assert refused.value.file == f"directory/{file}"
    assert refused.value.line


def test_the_facts_of_the_table_are_yes_or_no_facts_of_the_vocabulary() -> None:
    law = load_law(data_folder("law"))

    for known in shipped().directory.matching.facts:
        assert law.facts[known.fact].type == "yes/no", known.fact


def test_stages_and_custody_of_every_place_tell_something() -> None:
    matching, tables = shipped().directory.matching, load_law(data_folder("law")).tables
    for procedure in tables.procedures.values():
        general = {stage.general for stage in procedure.stages.values()}
        assert general - {"detained"} <= set(matching.stages)
        assert {stage.general for stage in procedure.custody.values()} - {"free"} <= set(matching.custody)


def test_every_language_listed_has_a_name() -> None:
    directory = shipped().directory
    spoken = {one.code for body in directory.organizations.values() for one in body.languages}

    assert spoken <= set(directory.matching.languages)


def test_what_is_compiled_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASYLIA_CACHE", str(tmp_path / "kept"))
    folder = data_folder("directory")
    first, again, read = load_directory(folder), load_directory(folder), read_directory(folder)

    assert first == again == read
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text("[]", encoding="utf-8")
    assert load_directory(folder) == read
