"""What one line may be: a number in any digits, an entry of a list, a desk, hours, a name, or none of them."""

from __future__ import annotations

import pytest

from asylia.directory.propose import BlockProposal
from asylia.errors import InputError
from tests.directory.test_propose import _HELD, EMPTY, kinds, only, page, phone, read, values

# --- letters and signs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["٠٣-٥٥٥٠-١٢٣٤", "۰۳-۵۵۵۰-۱۲۳۴", "၀၃-၅၅၅၀-၁၂၃၄", "०३-५५५०-१२३४"])
def test_digits_of_every_script_are_digits(written: str) -> None:
    field, found = phone(written)

    assert field is not None
    assert (field.value, found) == ("+81355501234", [])


@pytest.mark.parametrize(("label", "found"), [("الهاتف", "+81355501234"), ("Tel", None)])
def test_plus_stands_behind_the_number_only_where_letters_run_from_the_right(label: str, found: str | None) -> None:
    block = only(read(f"Sample Help Association\n{label}: 81355501234+\nEmail: info@sample.example\n"))

    assert ([found] if found else []) == [
        number for number in values(block, "phones") if "plus_missing" not in kinds(block)
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("架空（かくう）支援会（しえんかい）", "架空支援会"),
        ("架空支援会（東京）", "架空支援会(東京)"),
        ("## **Sample** Help `Association`", "Sample Help Association"),
        ("(2) Sample Help Association", "Sample Help Association"),
        ("二、架空协会", "架空协会"),
    ],
)
def test_readings_and_marks_are_no_part_of_a_name(line: str, name: str) -> None:
    assert only(read(f"{line}\nTel: 03-5550-1234\n")).name == name


def test_link_in_markdown_keeps_the_page_it_leads_to_and_not_the_number() -> None:
    block = only(
        read("Sample Help Association\nTel: [03-5550-1234](tel:+81355509999)\n[Website](https://sample.example)\n")
    )

    assert (values(block, "phones"), values(block, "websites")) == (["+81355501234"], ["https://sample.example"])
    assert "link_lost" not in kinds(block)


def test_pictures_are_labels() -> None:
    block = only(read("架空協会\n☎ 03-5550-1234（平日10時～17時）\n✉ info@sample.example\n"))

    assert (values(block, "phones"), values(block, "emails")) == (["+81355501234"], ["info@sample.example"])
    assert values(block, "schedules") == []


def test_formatted_document_is_refused() -> None:
    with pytest.raises(InputError, match="not text"):
        read(b"{\\rtf1\\ansi Tel: 03-5550-1234}")


@pytest.mark.parametrize(
    ("line", "is_hours"),
    [
        ("Tue-Sat 10:00-18:00", True),
        ("Open Tue-Sat 10am-6pm (closed on public holidays)", True),
        ("Mon to Fri 9.30-17.00", True),
        ("Room 3: on the second floor", False),
        ("Route 10.30 of the plan", False),
    ],
)
def test_hours_need_no_label(line: str, is_hours: bool) -> None:
    block = only(read(f"Sample Help Association\nTel: 03-5550-1234\n{line}\n"))

    assert values(block, "schedules") == ([line] if is_hours else [])


@pytest.mark.parametrize(
    ("name", "sure"), [("Sample Lawyers for Refugees", "high"), ("Sample Lawyers for Refu-", "medium")]
)
def test_name_whose_end_is_cut_off_is_not_sure(name: str, sure: str) -> None:
    block = only(read(f"{name}\nTel: 03-5550-1234\n"))

    assert [(field.value, field.confidence) for field in block.fields if field.name == "name"] == [(name, sure)]


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_letters_that_a_scan_took_for_digits_are_said_and_never_sure() -> None:
    field, found = phone("O3-555O-l234")
    words, _ = phone("OOO-III-OOOO")

    assert field is not None
    assert (field.value, field.confidence) == ("+81355501234", "low")
    assert "letters_in_number" in found
    assert words is None


def test_time_of_day_is_no_number() -> None:
    assert phone("03-5550-1234 (9:00 - 17:00)")[1] == []
    assert phone("03-5550-1234 / 17")[1] == ["number_abridged"]


def test_number_in_a_paragraph_is_found_and_never_sure() -> None:
    told = only(read("Newcomers may now call 03-5550-1234 on weekdays.\n", country="JP"))

    assert [(f.value, f.confidence) for f in told.fields if f.name == "phones"] == [("+81355501234", "low")]
    assert read("They filed it as 0123-45-678 on that day.\n", country="JP").blocks == ()


def test_each_paragraph_with_a_number_is_a_block_of_its_own() -> None:
    text = "Example Desk has moved. Its new number is\n03-5550-1234.\n\nExample Kitchen has moved to 03-5550-4321.\n"

    found = read(text, country="JP").blocks

    assert [(block.name, values(block, "phones")) for block in found] == [
        ("Example Desk", ["+81355501234"]),
        ("Example Kitchen", ["+81355504321"]),
    ]


def test_number_beside_a_person_is_never_sure() -> None:
    def sure(line: str) -> list[str]:
        block = only(read(f"보기센터\n{line}\n", country="KR"))
        return [field.confidence for field in block.fields if field.name == "phones"]

    assert sure("연락처 : 010-2000-1111 (담당자: 김보기 팀장)") == ["low"]
    assert sure("연락처 : 010-2000-1111 (평일)") == ["high"]
    assert sure("연락처 : 010-2000-1111 (담당자: 김보기 팀장)\n전화 : 02-2000-1234") == ["high"]


def test_person_in_a_value_is_said_once() -> None:
    assert kinds(only(read("Sample Desk\nPh: 03-5550-1234, ask for Sister Maria\n", country="JP"))) == ["person_named"]
    assert kinds(only(read("Sample Desk\nPh: 03-5550-1234, ask for help\n", country="JP"))) == []


def test_mailbox_of_two_words_is_of_a_person_unless_the_body_is_called_so() -> None:
    text = "Mock Peace House\nTel: 03-5550-1234\nMail: {}@sample.example\n"

    assert values(only(read(text.format("mock.peace"), country="JP")), "emails") == ["mock.peace@sample.example"]
    assert values(only(read(text.format("taro.example"), country="JP")), "emails") == []


def test_region_in_brackets_and_address_behind_a_bar_in_one_line() -> None:
    block = only(read("[서울] 보기의료원 02-2000-1234 | 서울특별시 중랑구 보기로 156\n"))

    assert (block.name, values(block, "addresses")) == ("보기의료원", ["서울특별시 중랑구 보기로 156"])
    assert values(only(read("[서울] 보기의료원 02-2000-1234 | 서울특별시 지정\n")), "addresses") == []


def test_number_of_an_app_says_which() -> None:
    block = only(read("Sample Help Association\nWhatsApp: +852 5100 0005\n"))

    assert [dict(field.parts)["note"] for field in block.fields if field.name == "phones"] == ["WhatsApp"]


# --- mails -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mail", ["help [at] sample [dot] example", "help(at)sample.example", "help AT sample DOT example"]
)
def test_hidden_mails_are_read_and_said(mail: str) -> None:
    block = only(read(f"Sample Help Association\nEmail: {mail}\n"))

    assert (values(block, "emails"), kinds(block)) == (["help@sample.example"], ["mail_broken"])


def test_full_stop_behind_a_mail_ends_a_sentence_and_cuts_nothing() -> None:
    assert kinds(only(read("Sample Help Association\n\nWrite to help@sample.example. It is free.\n"))) == []
    assert "mail_cut" in kinds(only(read("Sample Help Association\n\nWrite to help@sample. It is free.\n")))


def test_damage_in_the_mail_of_a_person_is_not_said() -> None:
    block = only(
        read("Sample Help Association\nTel: 03-5550-1234\nEmail: taro.example [at] sample.example\n", country="JP")
    )

    assert kinds(block) == ["person_named"]
    assert "taro" not in str(block)


# --- blocks ----------------------------------------------------------------------------------------------------------


def names(text: str) -> list[str]:
    return [block.name for block in read(text, country="JP").blocks]


def test_desk_of_a_body_and_next_body_in_a_list() -> None:
    desk = "Sample Help Association\n- Address: 1-2-3 Rei, Kita-ku, Tokyo 114-9999\n- Legal Desk: 03-5550-1234\n"
    bodies = "* Sample House: 03-5550-1234\n* Example House: 03-5550-4321\n"

    assert (names(desk), names(bodies)) == (["Sample Help Association"], ["Sample House", "Example House"])


def test_entry_of_one_line_and_words_that_are_none() -> None:
    entry = "1. Sample House, 1-2-3 Rei, Kita-ku, Tokyo; phone 03-5550-1234, info@sample.example\n"
    words = "Sample House has moved and may be called at 03-5550-1234.\n"

    block = only(read(entry))

    assert (block.name, values(block, "addresses")) == ("Sample House", ["1-2-3 Rei, Kita-ku, Tokyo"])
    assert [field.confidence for field in block.fields if field.name == "phones"] == ["high"]
    assert [f.confidence for f in only(read(words, country="JP")).fields if f.name == "phones"] == ["low"]


@pytest.mark.parametrize(
    "line",
    [
        "Parking: none",
        "邮编：100600",
        "毎週水曜日 13時から16時（要予約）",
        "Mon - Fri 9:00 - 17:00",
        "Plot 5, Sample Road, Kampala",
        "12, Yesi-ro, Mapo-gu, Seoul 04000",
        "112-9999",
        "법률 지원",
        "Legal 法律",
    ],
)
def test_what_is_no_name(line: str) -> None:
    assert line.replace("：", ":") not in names(f"{line}\nTel: 03-5550-1234\n")


def test_name_by_its_place_alone_is_less_sure_than_one_by_its_words() -> None:
    def sure(name: str) -> str:
        return next(f.confidence for f in only(read(f"{name}\nTel: 03-5550-1234\n")).fields if f.name == "name")

    assert (sure("Sample Help Association"), sure("Morning Star")) == ("high", "medium")


def test_title_over_words_and_contacts_is_the_name() -> None:
    assert names("MORNING STAR\nFood for all in winter\nTel: 03-5550-1234\n") == ["MORNING STAR"]
    assert names("Food for all in winter\nWe cook on Friday\nTel: 03-5550-1234\n") == [""]


def test_heading_names_the_one_block_below_it_and_is_not_sure() -> None:
    block = only(read("Morning Star\n\nWe cook on Fridays.\n\nPhone\n03-5550-1234\n"))

    assert (block.name, block.fields[0].confidence) == ("Morning Star", "low")
    assert "name_lost" in kinds(block)
    assert names("Legal aid organisations\n\nWe cook on Fridays.\n\nPhone\n03-5550-1234\n") == [""]


def test_value_below_its_label_and_the_rest_of_an_address() -> None:
    text = "Sample Help Association\nE-mail\ninfo@sample.example\nWebsite\nhttps://sample.example\n"
    text += "Address: 1-2-3 Rei,\nTokyo 114-9999\n"

    block = only(read(text))

    assert kinds(block) == []
    assert (
        values(block, "emails"),
        values(block, "addresses"),
    ) == (["info@sample.example"], ["1-2-3 Rei, Tokyo 114-9999"])


def test_label_in_two_languages_has_one_value_and_two_labels_share_one() -> None:
    both = only(read("Sample Help Association\nTel 電話: 03-5550-1234\n", country="JP"))
    shared = only(read("Sample Help Association\nTel/Fax: 03-5550-1234\n"))

    assert (values(both, "phones"), kinds(both)) == (["+81355501234"], [])
    assert [dict(field.parts)["type"] for field in shared.fields if field.name == "phones"] == ["voice_and_fax"]


def test_name_in_two_scripts_is_one_and_each_half_is_known() -> None:
    held = next(
        b for b in _HELD.organizations.values() if {"en", "zh-Hant"} <= set(b.names) and "HK" in b.jurisdictions
    )

    block = only(read(f"{held.names['en']}\n{held.names['zh-Hant']}\nTel: 2555 0003\n", _HELD, "HK"))

    assert held.id == block.body


def test_name_above_an_address_that_begins_with_another_body_is_doubted() -> None:
    def sure(first: str) -> str:
        text = f"Taro Example\n{first}, 1-2-3 Rei, Kita-ku, Tokyo 114-9999\nTel: 03-5550-1234\n"
        return next(field.confidence for field in only(read(text)).fields if field.name == "name")

    assert (sure("Sample Network"), sure("Sample Building")) == ("low", "medium")


def test_secret_address_is_said_and_no_value() -> None:
    secret = only(read("架空の会\n住所：非公開\nTel: 03-5550-1234\n"))
    shown = only(read("架空の会\n住所：東京都港区非公開町1-1\nTel: 03-5550-1234\n"))

    assert (values(secret, "addresses"), "address_secret" in kinds(secret)) == ([], True)
    assert (len(values(shown, "addresses")), "address_secret" in kinds(shown)) == (1, False)


def test_number_after_words_in_a_line_with_a_mail_is_found() -> None:
    block = only(read("Mind Care: counselling in Dari and in Kurdish too, +81-3-5550-1234, mind@sample.example\n"))

    assert [(field.value, field.confidence) for field in block.fields if field.name == "phones"] == [
        ("+81355501234", "low")
    ]


def test_name_of_a_body_that_is_a_number_is_no_mention_of_it() -> None:
    text = "Tel: 02-2000-1234\n\nIn an emergency call {}.\n"

    assert only(read(text.format("119"), _HELD, "KR")).body == ""


def test_page_of_many_bodies_gives_each_its_own() -> None:
    text = "".join(f"{n}. Light House {n}\nTel: 03-5550-{1000 + n}\n\nIt helps people.\n\n" for n in range(1, 61))

    found = read(text, country="JP").blocks

    assert [(f"Light House {n}", [f"+8135550{1000 + n}"]) for n in range(1, 61)] == [
        (block.name, values(block, "phones")) for block in found
    ]


# --- places and dates ------------------------------------------------------------------------------------------------


def test_body_whose_numbers_are_all_of_elsewhere_is_said_and_five_digits_show_no_country() -> None:
    def of(tel: str) -> BlockProposal:
        return only(read(f"Sample Help Association\n{tel}Address: 1 Example Lane, Bangkok 10310\n"))

    away, both, none = (
        of("Tel: +66 2 000 1234\n"),
        of("Tel: +66 2 000 1234\nTel: +81 3-5550-1234\n"),
        of("Email: a@b.example\n"),
    )

    assert (away.country, "outside" in kinds(away)) == ("TH", True)
    assert (both.country, "outside" in kinds(both)) == ("JP", False)
    assert (none.country, kinds(none)) == ("", [])


def test_country_is_less_sure_where_the_numbers_fit_another() -> None:
    def sure(tel: str) -> str:
        block = only(read(f"Sample Help Association\nTel: {tel}\n", country="JP"))
        return next(field.confidence for field in block.fields if field.name == "jurisdictions")

    assert (sure("02-2000-1234"), sure("03-5550-1234")) == ("low", "medium")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Atualizado em 25/05/2023", "2023-05-25"),
        ("Atualizado em 10/05/2023", "2023"),
        ("Última actualização: 3 de Março de 2022", "2022-03-03"),
        ("آخر تحديث: ١٢ مارس ٢٠٢٤", "2024-03-12"),
        ("Обновлено 5 марта 2024", "2024-03-05"),
        ("2019년 5월 최종 업데이트", "2019-05"),
        ("本页更新于2023年11月", "2023-11"),
        ("Call 02 2000 3004", ""),
    ],
)
def test_date_of_the_page_in_many_languages(line: str, day: str) -> None:
    found = read(f"Sample Help Association\nTel: 03-5550-1234\n\n{line}\n")

    assert day == found.age.updated
    assert found.age.newest == ""


def test_address_that_the_directory_has_corrected_says_so_in_other_punctuation_too() -> None:
    body, was = next(
        (body, one)
        for body in _HELD.organizations.values()
        for one in body.corrections
        if one.field == "addresses" and "1-7-10" in one.was
    )
    name = body.names["en"]
    old = only(read(f"{name}\nAddress: 6F Daisan, 1-7-10 Yotsuya, Shinjuku-ku, Tokyo 160-0004, Japan\n", _HELD))
    other = only(read(f"{name}\nAddress: 9-98-7 Example-cho, Nakano-ku, Tokyo 164-9999\n", _HELD))

    assert [was.why in defect.mend for defect in old.defects if defect.kind == "contradicts_directory"] == [True]
    assert [was.why in defect.mend for defect in other.defects if defect.kind == "contradicts_directory"] == [False]


def test_nothing_of_these_pages_is_in_the_shipped_directory() -> None:
    assert EMPTY.organizations == {}
    assert [block.body for block in page("hongkong-bilingual.txt").blocks] == ["", "", ""]


@pytest.mark.parametrize(
    ("first", "bodies"),
    [
        ("info@other.example", 2),  # the second number shows it
        ("Open daily 9:00-17:00", 2),
        ("Fax 03-5550-4321\n\ninfo@sample.example", 1),  # nothing that is held already
    ],
)
def test_contacts_after_a_blank_line_are_of_another_where_anything_in_them_is_held(first: str, bodies: int) -> None:
    second = "\nTel: 03-5550-9876" if bodies > 1 else ""

    assert len(read(f"Sample Help Association\nTel: 03-5550-1234\n\n{first}{second}\n").blocks) == bodies
