"""The record of a check: what it changes in the files, and that it changes nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.directory.confirm import Check, Recorded, record_check, values_from
from asylia.directory.edits import Edit, Text, applied, scalar
from asylia.directory.parts import printed
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.lawbook.strict_yaml import parse_yaml
from tests.directory.small_directory import FILES, JAPAN, SOURCES, Change, write_directory

CHECK = Check('Contact: the "door"', "Door", "https://door.example.org/contact", "page", date(2027, 1, 10), None)


def record(folder: Path, detail: str, *values: str, check: Check = CHECK, organization: str = "door") -> Recorded:
    return record_check(folder, organization, detail, values_from(detail, values), check)


def differences(folder: Path, file: str, before: str | None = None) -> list[str]:
    old, new = before or FILES[file], (folder / file).read_text(encoding="utf-8")
    return [line for line in ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


def test_a_check_adds_a_source_and_touches_nothing_else(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)

    done = record(folder, "phone.1")

    assert done.source.tag == "DOOR-20270110"
    assert done.changed == {}
    assert differences(folder, JAPAN) == [
        '-       - {e164: "+81363830688", display: "03-6383-0688", type: voice, sources: [PAGE], confidence: high}',
        '+       - {e164: "+81363830688", display: "03-6383-0688", type: voice, sources: [PAGE, DOOR-20270110], '
        "confidence: high}",
        "-     sources: [PAGE, OLD]",
        "+     sources: [PAGE, OLD, DOOR-20270110]",
    ]
    assert differences(folder, SOURCES) == [
        '+   DOOR-20270110: {title: "Contact: the \\"door\\"", publisher: "Door", '
        'url: "https://door.example.org/contact", how: page, seen: 2027-01-10}'
    ]


def test_a_recorded_check_makes_the_detail_young_and_leaves_its_neighbours(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "phone.2")

    door = read_directory(folder).organizations["door"]

    assert door.phones[1].support.sources == ("OLD", "DOOR-20270110")
    assert door.phones[0].support.sources == ("PAGE",)
    assert door.last_verified is None


def test_a_changed_value_rests_on_the_new_source_alone_and_is_a_correction(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)

    done = record(folder, "phone.1", "03-6383-0700")

    door = read_directory(folder).organizations["door"]
    assert done.changed["display"] == ("03-6383-0688", "03-6383-0700")
    assert (door.phones[0].e164, door.phones[0].display) == ("+81363830700", "03-6383-0700")
    assert door.phones[0].support.sources == ("DOOR-20270110",)
    assert (door.corrections[-1].was, door.corrections[-1].now) == ("03-6383-0688", "03-6383-0700")
    assert door.corrections[-1].on == date(2027, 1, 10)


def test_a_number_with_its_country_code_is_shown_as_at_the_place(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "phone.1", "+81 3 6383 0700")

    phone = read_directory(folder).organizations["door"].phones[0]

    assert (phone.e164, phone.display) == ("+81363830700", "03-6383-0700")


def test_parts_are_named_and_lists_stay_lists(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "schedule", "byday=MO, WE", "opens_at=09:30")
    record(folder, "address", "city=中野区", "note=second floor")

    door = read_directory(folder).organizations["door"]

    assert door.schedules[0].byday == ("MO", "WE")
    assert (door.addresses[0].city, door.addresses[0].note) == ("中野区", "second floor")
    assert [correction.field for correction in door.corrections[1:]] == [
        "schedule.byday",
        "schedule.opens_at",
        "address.city",
        "address.note",
    ]


def test_a_list_of_corrections_is_begun_where_there_is_none(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "phone", "03-5379-6009", organization="silent")

    silent = read_directory(folder).organizations["silent"]

    assert [correction.field for correction in silent.corrections] == ["phone.display"]
    assert silent.is_held


def test_a_detail_without_source_gains_one(tmp_path: Path) -> None:
    folder = write_directory(tmp_path, {JAPAN: [("{code: my, sources: [PAGE]}", "{code: my}")]})
    record(folder, "language.my", check=Check("Called", "phone", "", "phone", date(2027, 1, 10), None, "high"))

    directory = read_directory(folder)

    spoken = directory.organizations["door"].languages[1]
    assert (spoken.support.sources, spoken.support.confidence) == (("DOOR-20270110",), "high")
    assert directory.sources["DOOR-20270110"].url == ""


def test_one_page_read_on_one_day_is_one_source(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)

    tags = [record(folder, detail).source.tag for detail in ("phone.1", "email", "phone.1")]

    assert tags == ["DOOR-20270110"] * 3
    assert read_directory(folder).organizations["door"].phones[0].support.sources == ("PAGE", "DOOR-20270110")


def test_another_page_on_the_same_day_has_a_tag_of_its_own(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "phone.1")
    other = Check("Other", "Door", "https://door.example.org/o", "page", date(2027, 1, 10), printed("2026-12"))

    assert record(folder, "phone.1", check=other).source.tag == "DOOR-20270110-2"
    dated = read_directory(folder).sources["DOOR-20270110-2"].dated
    assert dated is not None
    assert dated.text == "2026-12"


def test_blocks_and_line_ends_stay_as_they_were(tmp_path: Path) -> None:
    spread: Change = (
        '      - {address: "info@door.example.org", sources: [PAGE], confidence: high}  # asked for by mail',
        '      - address: "info@door.example.org"  # asked for by mail\n        sources: [PAGE]',
    )
    folder = write_directory(tmp_path, {JAPAN: [spread]})
    before = (folder / JAPAN).read_text(encoding="utf-8")
    (folder / JAPAN).write_bytes(before.replace("\n", "\r\n").encode())

    record(
        folder,
        "email",
        "desk@door.example.org",
        check=Check("C", "D", "https://d.org", "page", CHECK.seen, None, "low"),
    )

    raw = (folder / JAPAN).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert differences(folder, JAPAN, before)[:5] == [
        '-       - address: "info@door.example.org"  # asked for by mail',
        '+       - address: "desk@door.example.org"  # asked for by mail',
        "-         sources: [PAGE]",
        "+         sources: [DOOR-20270110]",
        "+         confidence: low",
    ]


def test_the_same_check_twice_writes_once(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)

    first, second = record(folder, "phone.1"), record(folder, "phone.1")

    assert (len(first.files), dict(second.files)) == (2, {})
    assert second.source.title == CHECK.title


def test_a_list_written_with_spaces_is_no_change(tmp_path: Path) -> None:
    done = record(write_directory(tmp_path), "schedule", "byday=MO, TU")

    assert done.changed == {}


def test_a_short_code_changes_with_what_is_shown(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    record(folder, "phone", "11-2", organization="counter")

    counter = read_directory(folder).organizations["counter"]
    assert (counter.phones[0].short_code, counter.phones[0].display) == ("112", "11-2")
    assert [correction.field for correction in counter.corrections] == ["phone.display"]


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    kept = (folder / SOURCES).rename(tmp_path / "kept.yaml")
    (folder / SOURCES).symlink_to(kept)
    kept.chmod(0o640)

    record(folder, "phone.1")

    assert (folder / SOURCES).is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert "DOOR-20270110" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [JAPAN, SOURCES])
def test_a_file_that_is_read_only_is_left_alone_with_the_other(file: str, tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / file).chmod(0o444)

    with pytest.raises(InputError, match="the file is read-only"):
        record(folder, "phone.1")

    assert {name: (folder / name).read_text(encoding="utf-8") for name in FILES} == dict(FILES)


def test_where_one_file_cannot_be_written_neither_is(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / "sources.part").mkdir()

    with pytest.raises(InputError, match="the file cannot be written"):
        record(folder, "phone.1")

    assert {name: (folder / name).read_text(encoding="utf-8") for name in FILES} == dict(FILES)
    assert not (folder / "organizations" / "japan.part").exists()


REFUSED: Mapping[str, tuple[str, Sequence[str], str]] = {
    "a detail of which there are several": ("phone", (), "choose from phone.1 (03-6383-0688), phone.2 (0120-477-472)"),
    "a detail that there is not": ("fax", (), "choose from website, email, phone.1"),
    "an hour that is none": ("schedule", ["opens_at=9"], "which is no hour"),
    "a part that there is not": ("address", ["street=1-1"], "unknown key 'street'"),
    "a need that there is not": ("service", ["needs=shelters"], "no need 'shelters'"),
    "a number that is none": ("phone.1", ["door"], "'door' is no phone number"),
    "a number too short": ("phone.1", ["03-6383"], "is no valid number"),
    "a number of another country": ("phone.1", ["+852 3109 7359"], "is a number of HK"),
    "a mail address of a person": ("email", ["jane.door@door.example.org"], "mail address of a person"),
    "two numbers for one": ("phone.1", ["03-6383-0700", "03-6383-0701"], "'display' is given twice"),
    "an empty part": ("service", ["name="], "'name' says nothing"),
    "an id": ("service", ["id=other"], "'id' is not changed by a check"),
    "an address without its part": ("address", ["1-2 Door"], "write KEY=VALUE"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_written_for(what: str, tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    detail, values, says = REFUSED[what]

    with pytest.raises(InputError, match=r".") as refused:
        record(folder, detail, *values)

    assert says in str(refused.value)
    assert {name: (folder / name).read_text(encoding="utf-8") for name in FILES} == dict(FILES)
    assert list(folder.rglob("*.part")) == []


def test_an_organisation_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'door'"):
        record(write_directory(tmp_path), "phone", organization="dor")


def test_a_list_over_several_lines_is_refused_with_its_line(tmp_path: Path) -> None:
    spread = ("    sources: [PAGE, OLD]", "    sources:\n      - PAGE\n      - OLD")
    folder = write_directory(tmp_path, {JAPAN: [spread]})

    with pytest.raises(InputError, match="the list sources is not on one line") as refused:
        record(folder, "phone.1")

    assert refused.value.line == 30


# --- edits -----------------------------------------------------------------------------------------------------------


def test_edits_at_one_place_come_in_the_order_given() -> None:
    assert applied("abc", [Edit(1, 1, "x"), Edit(2, 3, "C"), Edit(1, 1, "y")]) == "axybC"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40))
def test_any_text_that_is_written_is_read_again(text: str) -> None:
    written = parse_yaml(f"key: {scalar(text)}".encode(), name="a file")

    assert written["key"] == text


@given(st.sampled_from(["phone.1", "phone.2", "email", "website", "address", "service"]), st.dates(date(2026, 12, 1)))
def test_undoing_the_edits_gives_the_file_back(detail: str, day: date) -> None:
    import tempfile  # noqa: PLC0415  # hypothesis gives each example no folder of its own

    with tempfile.TemporaryDirectory() as name:
        folder = write_directory(Path(name))
        done = record_check(folder, "door", detail, {}, Check("T", "P", "https://t.example.org", "page", day, None))
        text = (folder / JAPAN).read_text(encoding="utf-8")

        assert text.replace(f", {done.source.tag}]", "]") == FILES[JAPAN]


def test_a_key_is_added_to_an_empty_mapping_on_one_line() -> None:
    text = Text("a: {}\n", "a file")

    assert applied(text.text, [text.set(["a", "b"], "c")]) == 'a: {b: "c"}\n'


def test_a_line_goes_before_the_comments_that_follow_a_block() -> None:
    text = Text("a:\n  - one\n# about b\nb: two\n", "a file")

    assert applied(text.text, [text.add_items(["a"], ["new"])]) == "a:\n  - one\n  - new\n# about b\nb: two\n"


def test_the_end_of_a_file_without_a_last_line_end_is_found() -> None:
    text = Text("a:\n  - one", "a file")

    assert applied(text.text, [text.add_items(["a"], ["new"])]) == "a:\n  - one\n  - new\n"
