"""The strict reader of the directory: what it takes, and how it refuses."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from asylia.directory.cache import load_directory
from asylia.directory.parts import printed
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from tests.directory.small_directory import HEAD, JAPAN, KOREA, SOURCES, TAXONOMY, Change, small, write_directory

REFUSED: dict[str, tuple[str, Change, int, str, str]] = {
    # what is wrong: file, change, line, what is said, how it is mended
    "an unknown key": (JAPAN, ("    kind: ngo", "    color: red\n    kind: ngo"), 4, "unknown key 'color'", "spelling"),
    "a misspelt key": (
        JAPAN,
        ("    description: A house", "    descripton: A house"),
        3,
        "has no 'description'",
        "add the key",
    ),
    "a misspelt key of a phone": (
        JAPAN,
        ('display: "03-6383-0688", type: voice', 'display: "03-6383-0688", type: voice, purpse: a'),
        14,
        "unknown key 'purpse'",
        "did you mean 'purpose'?",
    ),
    "an unknown need": (JAPAN, ("[shelter]", "[shelters]"), 22, "no need 'shelters'", "did you mean 'shelter'?"),
    "an unknown audience": (
        JAPAN,
        ("needs: [shelter], audience: [anyone]", "needs: [shelter], audience: [anyones]"),
        22,
        "no audience 'anyones'",
        "did you mean 'anyone'?",
    ),
    "no need at all": (JAPAN, ("[shelter]", "[]"), 22, "'needs' of a service of door is empty", "at least one need"),
    "an unknown kind": (JAPAN, ("kind: ngo", "kind: nga"), 4, "no kind of organisation 'nga'", "did you mean 'ngo'?"),
    "an unknown place": (KOREA, ("[KR]", "[KO]"), 5, "no place 'KO'", "spelling"),
    "an unknown source": (
        JAPAN,
        ("type: voice, sources: [PAGE], c", "type: voice, sources: [PAGES], c"),
        14,
        "no source 'PAGES'",
        "did you mean 'PAGE'?",
    ),
    "an id that stands twice": (JAPAN, ("id: silent", "id: door"), 31, "'door' stands twice", "line 3"),
    "an id of a place that stands twice": (KOREA, ("id: counter", "id: door"), 2, "'door' stands twice", "japan.yaml"),
    "an id that is none": (JAPAN, ("id: silent", "id: The Silent"), 31, "is not written as one", "small letters"),
    "a service at no address": (JAPAN, ("at: main", "at: maine"), 22, "no address 'maine'", "did you mean 'main'?"),
    "a language twice": (JAPAN, ("{code: my", "{code: ja"), 25, "'ja' stands twice", "its own"),
    "a way to publish that there is not": (JAPAN, ("publish: ok", "publish: maybe"), 5, "none of ok, warn", "spelling"),
    "a phone with no number": (
        JAPAN,
        ('e164: "+81363830688", ', ""),
        14,
        "either 'e164' or 'short_code'",
        "people can dial",
    ),
    "a phone with two": (
        KOREA,
        ('short_code: "1345"', 'short_code: "1345", e164: "+8225551345"'),
        9,
        "either 'e164'",
        "people can dial",
    ),
    "an hour that is none": (JAPAN, ('"09:00"', '"9 am"'), 20, "'9 am', which is no hour", '"09:30"'),
    "an hour past midnight": (JAPAN, ('"17:00"', '"24:00"'), 20, "which is no hour", '"09:30"'),
    "a bare hour": (JAPAN, ('"17:00"', "17:00"), 20, "base-60", "quote it"),
    "a weekday that there is not": (JAPAN, ("[MO, TU]", "[MO, DI]"), 20, "no weekday 'DI'", "spelling"),
    "a bare no": (JAPAN, ("reachable_from_abroad: false", "reachable_from_abroad: no"), 15, "'no'", "true or false"),
    "null": (
        JAPAN,
        ("    description: A house with a door.", "    description: null"),
        8,
        "without a value",
        "leave the key out",
    ),
    "a repeated key": (
        JAPAN,
        ("    publish: ok", "    publish: ok\n    kind: ngo"),
        6,
        "'kind' stands twice",
        "keep one",
    ),
    "a month that there is not": (
        SOURCES,
        ('dated: "2024-06"', 'dated: "2024-13"'),
        5,
        "which is no date",
        '"2024-06"',
    ),
    "a bare year": (SOURCES, ('dated: "2024-06"', "dated: 2024"), 5, "which is no date", "in quotes"),
    "a page without address": (
        SOURCES,
        ('url: "https://page.example.org", ', ""),
        3,
        "the source PAGE has no 'url'",
        "add the key",
    ),
    "a way to see that there is not": (SOURCES, ("how: phone", "how: dream"), 6, "none of archive", "spelling"),
    "a parent that there is not": (
        TAXONOMY,
        ("parent: legal,", "parent: legale,"),
        8,
        "parent 'legale'",
        "did you mean 'legal'?",
    ),
    "a code twice": (TAXONOMY, ("code: shelter", "code: legal"), 9, "'legal' stands twice", "keep one"),
    "a warning for no need": (TAXONOMY, ("needs: [legal.apply]", "needs: [legal.aply]"), 17, "no need", "legal.apply"),
    "a limit for no kind": (HEAD, ("{hotline: 90}", "{hotlines: 90}"), 10, "no kind of organisation", "'hotline'"),
    "another format": (HEAD, ("asylia-directory/1", "asylia-directory/2"), 1, "none of asylia-directory/1", "did you"),
    "an empty text": (JAPAN, ("name: A bed", 'name: ""'), 22, "'name' says nothing", "leave the key out"),
    "a blank text in a list": (
        KOREA,
        ("- A public authority.", '- " "'),
        13,
        "'notes' says nothing",
        "leave the key out",
    ),
    "a space before": (JAPAN, ("en: The Silent", 'en: " The Silent"'), 35, "begins or ends with a space", "take"),
    "a line inside": (JAPAN, ('"1-1 Door"', '"1-1\\nDoor"'), 17, "more than one line", "on one line"),
    "a letter that nobody sees in a number": (
        JAPAN,
        ('display: "03-6383-0688"', 'display: "03-6383\u200b-0688"'),
        14,
        "the letter U+200B",
        "type the text anew",
    ),
    "a mark that turns the order": (JAPAN, ("en: The Silent", "en: The\u200f Silent"), 35, "U+200F", "anew"),
    "a hyphen that is not shown": (JAPAN, ("info@door", "in\u00adfo@door"), 12, "U+00AD", "anew"),
    "a letter lost on the way": (JAPAN, ("しずか", "しず\ufffd"), 35, "U+FFFD", "anew"),
    "a need twice": (JAPAN, ("[shelter]", "[shelter, shelter]"), 22, "'shelter' stands twice", "keep one"),
    "a source twice": (KOREA, ("    sources: [CALL, COPY]", "    sources: [CALL, CALL]"), 14, "twice", "keep one"),
    "a tag that is none": (SOURCES, ("  PAGE: {", "  a page: {"), 3, "'a page' is not written as one", "capital"),
    "a second level without parent": (
        TAXONOMY,
        (" parent: legal,", ""),
        8,
        "legal.apply has no parent",
        "parent: legal",
    ),
    "a second level under another": (TAXONOMY, ("parent: legal,", "parent: shelter,"), 8, "under 'shelter'", "legal"),
    "a first level under another": (
        TAXONOMY,
        ("{code: shelter,", "{code: shelter, parent: legal,"),
        9,
        "shelter stands under 'legal'",
        "leave the parent out",
    ),
    "limits by kind as a list": (HEAD, ("{hotline: 90}", "[hotline]"), 10, "must be a mapping of keys", ""),
    "a limit of no day": (HEAD, ("may_be_old: 180", "may_be_old: 0"), 7, "0 days are no limit", "first"),
    "a limit after the last": (HEAD, ("may_be_old: 180", "may_be_old: 366"), 7, "366 days", "may be old first"),
    "a limit of a kind after the last": (HEAD, ("{hotline: 90}", "{hotline: 366}"), 7, "366 days", "first"),
    "a time zone that there is not": (HEAD, ("Asia/Tokyo", "Asia/Tokio"), 5, "no time zone 'Asia/Tokio'", "Asia/Tokyo"),
    "postcodes that are no pattern": (HEAD, ('"[0-9]{5}"', '"[0-9"'), 6, "of KR are no regular", "[0-9]{5}"),
    "postcodes of nowhere": (HEAD, ("postal_codes: {JP:", "postal_codes: {XX:"), 6, "no place 'XX'", "spelling"),
    "a place to look up that there is not": (
        HEAD,
        ("jurisdiction: region", "jurisdiction: moon"),
        12,
        "none of",
        "spell",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_reader_refuses_with_file_line_and_mend(what: str, tmp_path: Path) -> None:
    file, change, line, says, mend = REFUSED[what]

    with pytest.raises(InputError) as refused:
        small(tmp_path, {file: [change]})

    assert refused.value.file == f"directory/{file}"
    assert refused.value.line == line
    assert says in refused.value.says + (refused.value.mend or "")
    assert mend in (refused.value.mend or "") + refused.value.says


def test_limits_may_all_be_the_same(tmp_path: Path) -> None:
    same = [("may_be_old: 180", "may_be_old: 365"), ("{hotline: 90}", "{hotline: 365}")]

    assert small(tmp_path, {HEAD: same}).ages.may_be_old == 365


@pytest.mark.parametrize("name", ["م\u200cن", "ක්\u200dෂ"])
def test_letters_that_join_or_part_are_honest(name: str, tmp_path: Path) -> None:
    found = small(tmp_path, {JAPAN: [("en: The Silent", f"en: {name}")]})

    assert found.organizations["silent"].names["en"] == name


def test_what_a_correction_found_missing_and_parts_of_an_address_may_be_empty(tmp_path: Path) -> None:
    empty = [('was: "03 63 83 06 88"', 'was: ""'), ('postal_code: "165-0034"', 'postal_code: ""')]
    door = small(tmp_path, {JAPAN: empty}).organizations["door"]

    assert (door.corrections[0].was, door.addresses[0].postal_code) == ("", "")


def test_a_file_that_would_be_left_out_unseen_is_refused(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / KOREA).rename(folder / "organizations" / "korea.yml")

    with pytest.raises(InputError, match=r"organizations/korea\.yml: its name does not end in \.yaml; rename it"):
        read_directory(folder)


def test_a_copy_that_an_editor_keeps_is_left_alone(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / "organizations" / "korea.yaml~").write_text("not even: [YAML", encoding="utf-8")

    assert "counter" in read_directory(folder).organizations


def test_without_its_folder_of_organisations_it_is_refused(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    shutil.rmtree(folder / "organizations")

    with pytest.raises(InputError, match="directory/organizations: there is no such folder"):
        read_directory(folder)


@pytest.mark.parametrize("target", [KOREA, "nowhere.yaml", "."])
def test_a_link_that_leads_to_no_file_is_refused(target: str, tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / KOREA).unlink()
    (folder / KOREA).symlink_to(folder / target)

    with pytest.raises(InputError, match=r"directory/organizations/korea\.yaml: this is no file; put a file there"):
        load_directory(folder)


def test_reader_takes_one_of_everything(tmp_path: Path) -> None:
    directory = small(tmp_path)

    door = directory.organizations["door"]
    assert (time(9), time(17)) == (door.schedules[0].opens_at, door.schedules[0].closes_at)
    assert [detail.id for detail in door.details()] == [
        "website", "email", "phone.1", "phone.2", "address", "schedule", "service", "language.ja", "language.my",
    ]  # fmt: skip
    assert directory.organizations["counter"].phones[0].short_code == "1345"
    assert directory.sources["CALL"].url == ""
    assert directory.to_verify[0].jurisdiction == "region"


def test_what_is_held_back_is_never_shown(tmp_path: Path) -> None:
    directory = small(tmp_path)

    assert "silent" in directory.organizations
    assert [organization.id for organization in directory.shown()] == ["door", "counter"]
    assert [organization.id for organization in directory.shown("JP")] == ["door"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_date_as_printed_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    found = printed(text)

    assert found is not None
    assert (text, first, last) == (found.text, found.first, found.last)


@pytest.mark.parametrize("text", ["", "24", "2023-02-29", "2024-00", "0000", "2024-6", "June 2024", "２０２４", 2024])
def test_what_is_no_date_is_none(text: object) -> None:
    assert printed(text) is None


def test_warnings_go_with_the_kind_and_the_need(tmp_path: Path) -> None:
    taxonomy = small(tmp_path).taxonomy

    assert taxonomy.warnings_beside("government", {"legal.apply"}) == ("can_detain",)
    assert taxonomy.warnings_beside("government", {"shelter"}) == ()
    assert taxonomy.warnings_beside("ngo", {"legal.apply"}) == ()
    assert taxonomy.warnings_for("shelter") == ("own_state",)
    assert taxonomy.warnings_for("legal.apply") == ()
