"""Pages with each kind of damage, and the page that just does not have it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.directory.model import Directory
from asylia.directory.propose import BlockProposal, Proposal, ProposedField, propose
from asylia.directory.propose_out import as_object, review_file, summary
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import parse_yaml

PAGES = Path(__file__).parents[1] / "data" / "pages"
TODAY = date(2026, 11, 22)
_HELD = read_directory(data_folder("directory"))
EMPTY = dataclasses.replace(_HELD, organizations={})


def read(text: str | bytes, directory: Directory = EMPTY, country: str = "", today: date = TODAY) -> Proposal:
    raw = text.encode() if isinstance(text, str) else text
    return propose(raw, name="page.txt", today=today, directory=directory, country=country)


def page(name: str) -> Proposal:
    return read((PAGES / name).read_bytes())


def kinds(found: BlockProposal | Proposal) -> list[str]:
    return [defect.kind for defect in found.defects]


def values(block: BlockProposal, name: str) -> list[str]:
    return [field.value for field in block.fields if field.name == name]


def only(found: Proposal) -> BlockProposal:
    [block] = found.blocks
    return block


def phone(text: str, country: str = "JP") -> tuple[ProposedField | None, list[str]]:
    block = only(read(f"Sample Help Association\nTel: {text}\nEmail: info@sample.example\n", country=country))
    found = [field for field in block.fields if field.name == "phones"]
    return (found[0] if found else None), kinds(block)


# --- whole pages -----------------------------------------------------------------------------------------------------


def test_each_damage_of_a_page_is_found_in_its_block() -> None:
    first, second, third, fourth, fifth, sixth = page("damaged-japan.txt").blocks

    assert {"name_lost", "link_lost", "digits_in_pairs"} == set(kinds(first))
    assert {"name_with_article", "person_named", "repeated_elsewhere"} < set(kinds(second))
    assert {"name_lost", "repeated", "digits_grouped", "plus_missing"} == set(kinds(third))
    assert {"mail_cut", "paragraph_elsewhere", "plus_missing"} < set(kinds(fourth))
    assert {"address_mixed", "trunk_zero", "fax_only", "mail_of_another", "words_lost"} < set(kinds(fifth))
    assert {"text_about_itself", "repeated_elsewhere"} < set(kinds(sixth))


def test_lost_names_are_recovered_from_what_is_left() -> None:
    found = [(block.name, block.fields[0].confidence) for block in page("damaged-japan.txt").blocks]

    assert found == [
        ("Kita Forum for Newcomers", "high"),
        ("Minami Help Association", "high"),
        ("AGENCYX", "medium"),
        ("NLFN", "low"),
        ("QRST", "medium"),
        ("Invented Cross Society", "medium"),
    ]


def test_an_intact_page_has_no_defects() -> None:
    found = page("intact-japan.txt")

    assert [*kinds(found), *(kind for block in found.blocks for kind in kinds(block))] == []
    assert [block.name for block in found.blocks] == ["Kita Forum for Newcomers (KFN)", "Minami Help Association"]
    assert {"high"} == {field.confidence for block in found.blocks for field in block.fields if field.name == "phones"}


@pytest.mark.parametrize(
    ("name", "places", "names"),
    [
        ("japanese.txt", ["JP", "JP"], ["特定非営利活動法人 架空支援協会", "架空難民ネットワーク"]),
        ("korean.txt", ["KR", "KR"], ["가상인권센터", "가상난민네트워크"]),
        ("chinese.txt", ["HK", "HK", "CN"], ["虛構關注組", "虛擬互助會", "虚构服务中心"]),
    ],
)
def test_pages_in_other_languages_are_read(name: str, places: list[str], names: list[str]) -> None:
    found = page(name)

    assert places == [block.country for block in found.blocks]
    assert names == [block.name for block in found.blocks]
    assert "name_lost" not in kinds(found.blocks[0])
    assert "name_lost" in kinds(found.blocks[-1])
    assert all(values(block, "phones") for block in found.blocks)


def test_an_address_in_letters_of_its_country_is_taken_apart() -> None:
    [address] = [field for field in page("japanese.txt").blocks[0].fields if field.name == "addresses"]

    parts: Mapping[str, str | bool] = dict(address.parts)
    assert tuple(parts[key] for key in ("address_1", "city", "state_province", "postal_code")) == (
        "例町9-98-7",
        "中野区",
        "Tokyo",
        "164-9999",
    )


# --- phones ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "country", "e164", "fault"),
    [
        ("+81 35 55 01 234", "JP", "+81355501234", "digits_in_pairs"),
        ("03 55 50 12 34", "JP", "+81355501234", "digits_in_pairs"),
        ("81 35 550 1234", "JP", "+81355501234", "plus_missing"),
        ("+81 (0)3 5550 1234", "JP", "+81355501234", "trunk_zero"),
        ("+81 03-5550-1234", "JP", "+81355501234", "trunk_zero"),
        ("3-5550-1234", "JP", "+81355501234", "trunk_zero_missing"),
        ("+81 120-000-123", "JP", "+81120000123", "not_from_abroad"),
        ("82-2-555-0123", "KR", "+8225550123", "plus_missing"),
        ("(852) 2999 0123", "HK", "+85229990123", "plus_missing"),
        ("29 99 01 23", "HK", "+85229990123", "digits_in_pairs"),
    ],
)
def test_damaged_numbers_are_read_by_the_plan(written: str, country: str, e164: str, fault: str) -> None:
    field, found = phone(written, country)

    assert field is not None
    assert (e164, "medium") == (field.value, field.confidence)
    assert fault in found


@pytest.mark.parametrize(
    ("written", "country", "value"),
    [
        ("03-5550-1234", "JP", "+81355501234"),
        ("+81 3-5550-1234", "JP", "+81355501234"),
        ("03(5550)1234", "JP", "+81355501234"),
        ("０３－５５５０－１２３４", "JP", "+81355501234"),
        ("02-555-0123", "KR", "+8225550123"),
        ("1345", "KR", "1345"),
        ("1577-0000 (24 hours)", "KR", "+8215770000"),
        ("2999 0123", "HK", "+85229990123"),
        ("2899 0000", "MO", "+85328990000"),
        ("010-9999 0123", "CN", "+861099990123"),
    ],
)
def test_whole_numbers_have_no_fault(written: str, country: str, value: str) -> None:
    field, found = phone(written, country)

    assert field is not None
    assert (value, "high") == (field.value, field.confidence)
    assert [kind for kind in found if kind != "shared_cost_only"] == []


def test_a_number_with_a_digit_missing_is_left_out() -> None:
    field, found = phone("03-5550-123")

    assert field is None
    assert found == ["number_unreadable"]


@pytest.mark.parametrize(
    ("written", "kind"), [("0120-000-123", "toll_free"), ("0570-000-123", "navi_dial"), ("110", "short_code")]
)
def test_numbers_not_dialable_from_abroad_say_so(written: str, kind: str) -> None:
    field, _ = phone(written)

    assert field is not None
    assert {"type": kind, "reachable_from_abroad": False}.items() <= dict(field.parts).items()


def test_a_shared_cost_number_alone_asks_for_an_ordinary_one() -> None:
    alone = read("Sample Help Association\nTel: 0570-000-123\n", country="JP")
    paired = read("Sample Help Association\nTel: 0570-000-123\nTel: 03-5550-1234\n", country="JP")

    assert "shared_cost_only" in kinds(only(alone))
    assert "shared_cost_only" not in kinds(only(paired))


def test_a_number_that_nothing_ties_to_a_country_is_unsure() -> None:
    block = only(read("Tel: 03-5550-1234\n"))

    assert "country_unclear" in kinds(block)
    assert [field.confidence for field in block.fields if field.name == "phones"] == ["low"]


# --- mail, persons, text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mail", ["info@sample.or", "info@sample.ne", "info@sample", "info@", "info@sample.example."])
def test_cut_mails_are_left_out(mail: str) -> None:
    block = only(read(f"Sample Help Association\nTel: 03-5550-1234\nEmail: {mail}\n", country="JP"))

    assert "mail_cut" in kinds(block)
    assert values(block, "emails") == []


@pytest.mark.parametrize("mail", ["info@sample.or.example", "info@sample.example", "info@sample.org"])
def test_whole_mails_are_taken(mail: str) -> None:
    block = only(read(f"Sample Help Association\nTel: 03-5550-1234\nEmail: {mail}\n", country="JP"))

    assert kinds(block) == []
    assert [mail] == values(block, "emails")


def test_a_cut_mail_is_mended_by_a_host_that_stands_elsewhere() -> None:
    text = "Website: https://www.sample.or.jp/\nEmail: info@sample.or\nTel: 03-5550-1234\n"

    assert values(only(read("Sample Help Association\n" + text)), "emails") == ["info@sample.or.jp"]


def test_single_persons_are_never_proposed() -> None:
    text = "Sample Help Association\nContact person: Taro Example\nEmail: example@sample.example, desk@sample.example\n"

    block = only(read(text))

    assert values(block, "emails") == ["desk@sample.example"]
    assert "Taro" not in review_file(read(text))


def test_a_double_space_between_sentences_is_no_hole() -> None:
    holes = "Tel: 03-5550-1234\n\nThe Sample Group is small. It helps  people now.\n"
    whole = "Tel: 03-5550-1234\n\nThe Sample Group is small.  It helps people now.\n"

    assert "words_lost" in kinds(only(read(holes)))
    assert "words_lost" not in kinds(only(read(whole)))


def test_a_paragraph_of_a_partner_stays_where_the_mail_agrees() -> None:
    text = "Tel: 03-5550-1234\nEmail: {}\n\nMinami Help Association (MHA) gives advice.\n\nTel: 03-5550-4321\n\n"
    text += "Minami Help Association (MHA) gives beds.\n"

    moved = read(text.format("xyz@invented-law.example"), country="JP")
    agrees = read(text.format("mha@invented-law.example"), country="JP")

    assert "paragraph_elsewhere" in kinds(moved.blocks[0])
    assert "paragraph_elsewhere" not in kinds(agrees.blocks[0])


# --- the directory ---------------------------------------------------------------------------------------------------


def _body() -> str:
    return next(
        body.id
        for body in _HELD.organizations.values()
        if body.addresses
        and body.addresses[0].country == "JP"
        and any(p.e164 and p.type == "voice" for p in body.phones)
    )


def test_what_the_directory_holds_names_the_block_and_is_compared() -> None:
    held = _HELD.organizations[_body()]
    voice = next(p for p in held.phones if p.e164 and p.type == "voice")
    agrees = f"Tel: {voice.e164}\n"
    differs = f"{held.names['en']}\nTel: 03-5550-1234\nAddress: 9-98-7 Example-cho, Nakano-ku, Tokyo 164-9999\n"

    named = only(read(agrees, _HELD))
    contradicting = only(read(differs, _HELD))

    assert (held.id, held.names["en"]) == (named.body, named.name)
    assert "contradicts_directory" not in kinds(named)
    assert held.id == contradicting.body
    assert {2, 3} == {d.line for d in contradicting.defects if d.kind == "contradicts_directory"}
    assert "low" in {field.confidence for field in contradicting.fields if field.name == "addresses"}


# --- age -------------------------------------------------------------------------------------------------------------

_CONTACT = "Sample Help Association\nTel: 03-5550-1234\n\nIt helps people since {}.\n\n{}\n"


@pytest.mark.parametrize(
    ("inside", "last", "expected"),
    [
        ("March 2026", "Last updated 1 November 2026", []),
        ("March 2026", "Last updated 22 November 2025", []),
        ("March 2026", "Last updated 21 November 2025", ["page_old", "dates_disagree"]),
        ("March 2022", "Last updated May 2026", ["update_not_shown"]),
        ("March 2026", "", ["page_undated"]),
        ("long ago", "", ["page_undated"]),
        ("March 2026", "Last updated 1 December 2026", ["page_in_future"]),
    ],
)
def test_the_age_of_the_page(inside: str, last: str, expected: list[str]) -> None:
    found = kinds(read(_CONTACT.format(inside, last), country="JP"))

    assert sorted(expected) == sorted(kind for kind in found if kind != "dates_disagree" or kind in expected)


# --- pages without anything, and no pages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A report of 2016 tells of 27 people. See http://news.example/2016/05/article.html for more, pp. 81-92.",
        "On this page you will find:\n\nWebsite\nFacebook\n\nClick here to see the numbers.",
        "「架空」という小説は2011年に書かれた。",
    ],
)
def test_a_page_without_any_contact_says_nothing_found(text: str) -> None:
    found = read(text)

    assert found.blocks == ()
    assert any("Nothing found" in line for _, line, _, _ in summary(found))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "the page is empty"),
        (b" \n\t\n", "the page is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"%PDF-1.7 ...", "binary"),
        ("電話番号：架空の番号".encode("shift_jis") * 3, "not text in UTF-8"),
        (b"<!DOCTYPE html><html><body>Tel</body></html>", "the code of a web page"),
        (b"a" * 4_000_001, "4,000,001 bytes"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(raw)


def test_broken_letters_are_said_with_their_line_and_mended_where_they_can_be() -> None:
    found = read("Caf\u00c3\u00a9 Helpers Association\nTel: +81 3-5550-1234\nand \ufffd here\n")

    assert [(defect.kind, defect.line) for defect in found.defects if defect.kind == "characters_broken"] == [
        ("characters_broken", 1),
        ("characters_broken", 3),
    ]
    assert only(found).name == "Café Helpers Association"


def test_a_page_of_endless_repetition_is_read_or_refused_soon() -> None:
    for piece in ("a", "1 ", "a.", "a@", "2001 ", "((", "Aa ", "Tel: ", "「あ", "x  x "):
        read(piece * (20_000 // len(piece)))
    with pytest.raises(InputError, match="line 2: the line has 20,001 characters"):
        read("Tel: 03-5550-1234\n" + "a" * 20_001)
    with pytest.raises(InputError, match="part by part"):
        read("Tel: 03-5550-1234\n\nIt helps.\n\n" * 1001)


# --- the review file -------------------------------------------------------------------------------------------------


def test_the_review_file_can_be_read_by_the_strict_reader() -> None:
    found = page("damaged-japan.txt")

    block = parse_yaml(review_file(found).encode(), name="review.yaml")

    assert as_object(found) == block
    assert [one["decide"] for one in as_object(found)["blocks"]] == ["undecided"] * 6  # type: ignore[attr-defined]  # a list of blocks


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text("0123456789+-() \"':#\\&*?|\n@.a%", max_size=60))
def test_no_page_breaks_the_reader_or_the_review_file(words: str, digits: str) -> None:
    text = f"{words} Help Association\nTel: {digits}\nEmail: {digits}@{words}\nAddress: {words}\n\n{words}\n"
    try:
        found = read(text)
    except InputError:
        return

    assert as_object(found) == parse_yaml(review_file(found).encode(), name="review.yaml")
    assert all(line.isprintable() for _, line, _, _ in summary(found))


# --- the page that the project began with ----------------------------------------------------------------------------


def test_the_first_page_of_the_project() -> None:
    folder = os.environ.get("ASYLIA_SEEDS")
    if not folder:
        pytest.skip("set ASYLIA_SEEDS to the folder of the seed documents")
    raw = next(Path(folder).glob("003_*.txt")).read_bytes()
    expected = {body.seed_block: body for body in _HELD.organizations.values() if body.seed_block}

    found = read(raw, _HELD)

    assert list(expected) == [block.number for block in found.blocks]
    for block in found.blocks:
        body = expected[block.number]
        assert body.id == block.body
        assert {phone.e164 for phone in body.phones} == set(values(block, "phones"))
    by_block = {block.number: set(kinds(block)) for block in found.blocks}
    assert {"digits_in_pairs", "contradicts_directory"} <= by_block[1]
    assert {"digits_in_pairs", "contradicts_directory", "name_with_article", "person_named"} <= by_block[2]
    assert {"plus_missing", "digits_grouped", "repeated"} <= by_block[3]
    assert {"name_lost", "mail_cut", "paragraph_elsewhere", "plus_missing"} <= by_block[4]
    assert {"name_lost", "mail_of_another"} <= by_block[5]
    assert {"name_lost", "words_lost"} <= by_block[6]
    assert {"name_lost", "text_about_itself"} <= by_block[7]
    assert {"name_lost", "trunk_zero", "address_mixed"} <= by_block[8]
    assert {"page_old", "update_not_shown"} == set(kinds(found))


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_the_other_first_documents_hold_no_contacts(number: str) -> None:
    folder = os.environ.get("ASYLIA_SEEDS")
    if not folder:
        pytest.skip("set ASYLIA_SEEDS to the folder of the seed documents")

    assert read(next(Path(folder).glob(f"{number}_*.txt")).read_bytes(), _HELD).blocks == ()
