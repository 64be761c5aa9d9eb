"""Cards in two languages: what they say, what they mark, what they never say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from asylia.briefs.card import cards_of
from asylia.briefs.card_html import cards_html
from asylia.briefs.card_parts import Card, Entry, Section, card_json
from asylia.briefs.card_text import card_lines
from asylia.briefs.reader import direction_of, own_name, reader_at, reader_of
from asylia.directory.dialling import from_abroad
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from tests.directory.small_directory import JAPAN, KOREA, TODAY, Change, small
from tests.directory.small_matching import write_small

TAGS = ("en", "ja", "ko", "zh-Hans", "zh-Hant", "my", "ar", "ur", "fa-AF", "kmr-Latn", "ti", "rhg")


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


def card(directory: Directory, name: str, tag: str) -> Card:
    (found,) = cards_of(directory, directory.organizations[name], reader_of(tag), TODAY)
    return found


def door(folder: Path, tag: str, *changes: Change) -> Card:
    return card(small(folder, {JAPAN: changes}), "door", tag)


def section(found: Card, key: str) -> Section:
    return next(one for one in found.sections if one.key == key)


def texts(entries: Sequence[Entry]) -> list[str]:
    return [part.text for entry in entries for part in entry.parts]


def html(found: Sequence[Card], tag: str) -> str:
    return cards_html(found, reader_of(tag))


# --- what a card says ------------------------------------------------------------------------------------------------


def test_name_heading_and_sentences_stand_in_both_languages(shipped: Directory) -> None:
    found = card(shipped, "jar", "zh-Hans")

    assert [part.lang for part in found.name] == ["en", "ja-JP"]
    assert [part.text for part in section(found, "phone").label] == ["电话", "電話"]
    there, mine = section(found, "show").entries[0].parts
    assert (there.lang, mine.lang) == ("ja-JP", "zh-Hans")
    assert "中国語" in there.text


def test_reader_of_the_local_language_sees_each_word_once(shipped: Directory) -> None:
    found = card(shipped, "jar", "ja")

    assert [part.text for part in section(found, "phone").label] == ["電話"]
    assert [part.text for part in found.name] == ["認定NPO法人 難民支援協会"]
    assert "show" not in [one.key for one in found.sections]


def test_number_is_given_as_dialled_there_and_from_abroad(tmp_path: Path) -> None:
    found = section(door(tmp_path, "my"), "phone").entries

    assert found[0].parts[0].text == "03-6383-0688"
    assert "+81 3-6383-0688" in found[0].parts[2].text
    assert found[0].href == "tel:+81363830688"


def test_number_that_cannot_be_dialled_from_abroad_says_so(tmp_path: Path) -> None:
    found = section(door(tmp_path, "en"), "phone").entries

    (free,) = [entry for entry in found if entry.href == "tel:+81120477472"]
    assert "not reachable from abroad" in texts([free])
    assert not any("+81" in text for text in texts([free]))


def test_short_code_is_dialled_as_it_is(tmp_path: Path) -> None:
    found = card(small(tmp_path), "counter", "en")

    assert [entry.href for entry in section(found, "phone").entries if entry.href] == ["tel:1345"]


def test_fax_is_no_number_to_call(tmp_path: Path) -> None:
    found = door(tmp_path, "my", ("type: voice, sources: [PAGE], c", "type: fax, sources: [PAGE], c"))

    assert "tel:+81363830688" not in [entry.href for entry in section(found, "phone").entries]
    assert any("0120-477-472" in text for text in texts(section(found, "show").entries))


def test_navi_dial_is_not_the_number_to_ask_for_if_there_is_another(tmp_path: Path) -> None:
    with_both = ("0120-477-472", "0570-011000")
    found = door(tmp_path, "my", with_both, ("type: voice, sources: [PAGE], c", "type: navi_dial, sources: [PAGE], c"))

    assert any("0570-011000" in text for text in texts(section(found, "show").entries))


def test_from_abroad_in_groups(shipped: Directory) -> None:
    numbers = [phone for one in shipped.organizations.values() for phone in one.phones]

    for phone in numbers:
        if phone.e164:
            assert re.sub("[^0-9+]", "", from_abroad(phone)) == phone.e164
            assert " " in from_abroad(phone)


def test_address_is_never_translated_and_says_that_local_letters_were_not_seen(tmp_path: Path) -> None:
    found = section(door(tmp_path, "ko"), "address").entries

    assert found[0].parts[0].text == "1-1 Door, Nakano-ku, Tokyo, 165-0034, JP"
    assert found[0].parts[0].is_name
    assert texts_in("ko").word("card_letters") in texts(found)


def test_address_in_local_letters_is_shown_as_such(tmp_path: Path) -> None:
    found = section(door(tmp_path, "ko", ('address_1: "1-1 Door"', 'address_1: "扉1-1"')), "address").entries

    assert found[0].parts[0].lang == "ja-JP"
    assert texts_in("ko").word("card_letters") not in texts(found)


@pytest.mark.parametrize(
    ("changes", "is_shown"),
    [
        ((), False),
        (((", at: main, sources", ", sources"),), False),
        ((("needs: [shelter], audience: [anyone], at", "needs: [legal], audience: [anyone], at"),), True),
        ((("type: physical", "type: postal"),), True),
    ],
)
def test_d5_where_a_shelter_is_or_may_be_is_not_printed(
    changes: tuple[Change, ...], is_shown: bool, tmp_path: Path
) -> None:
    """Neither the address, nor its page, nor the wish to be told the way there."""
    address = (
        'postal_code: "165-0034", country: JP, sources: [OLD]',
        'postal_code: "165-0034", country: JP, sources: [CALL]',
    )
    directory = read_directory(write_small(tmp_path, {JAPAN: [address, *changes]}))
    found = card(directory, "door", "en")
    said = " ".join(line.text for line in card_lines(found))

    assert ("1-1 Door" in said) is is_shown
    assert ("A call" in said) is is_shown
    assert ("住所までの道" in said) is (is_shown and not changes[0][1].startswith("type"))


def test_hours_have_days_of_the_reader_and_the_time_zone(tmp_path: Path) -> None:
    found = section(door(tmp_path, "vi"), "hours").entries

    assert [(part.lang) for part in found[0].parts] == ["en", "vi", ""]
    assert found[0].parts[2].text == "09:00–17:00"
    assert "Asia/Tokyo" in " ".join(texts(found))


def test_each_kind_of_detail_has_its_age_and_pages(tmp_path: Path) -> None:
    found = door(tmp_path, "en")

    for key in ("needs", "phone", "mail", "web", "address", "hours", "languages"):
        assert any(entry.style == "age" for entry in section(found, key).entries), key
    assert [entry.pages for entry in section(found, "pages").entries] == [(1,), (2,)]
    assert "May have changed. Call first." in " ".join(texts(section(found, "address").entries))


def test_oldest_of_several_services_says_that_it_is_the_oldest(tmp_path: Path) -> None:
    old = "{id: old, name: Old, needs: [legal], audience: [anyone], sources: [OLD]}"
    second = f"sources: [PAGE]}}\n      - {old}\n    languages"
    found = door(tmp_path, "en", ("at: main, sources: [PAGE]}\n    languages", f"at: main, {second}"))

    assert texts(section(found, "needs").entries)[-1].startswith("Oldest detail: Supported by a source of 2024-06")


def test_service_that_has_ended_is_no_help(tmp_path: Path) -> None:
    found = door(tmp_path, "en", ("audience: [anyone], at: main", "audience: [anyone], at: main, status: defunct"))

    assert "needs" not in [one.key for one in found.sections]


def test_language_and_cost_that_are_not_recorded_say_so(tmp_path: Path) -> None:
    found = card(small(tmp_path), "counter", "en")

    assert texts(section(found, "languages").entries) == ["Not recorded. Ask first."]
    assert texts(section(found, "cost").entries) == ["Not recorded. Ask first."]


def test_authority_that_can_detain_says_so_before_its_number(tmp_path: Path) -> None:
    found = card(small(tmp_path), "counter", "en")

    keys = [one.key for one in found.sections]
    assert keys.index("warnings") < keys.index("phone")
    assert "This office can also detain people." in texts(section(found, "warnings").entries)[0]
    assert "A public authority." in texts(section(found, "warnings").entries)


def test_warning_of_a_need_stands_on_the_card(tmp_path: Path) -> None:
    assert "Do not call from a phone" in texts(section(door(tmp_path, "en"), "warnings").entries)[0]


def test_closed_body_says_since_when_and_who_else_and_nothing_more(shipped: Directory) -> None:
    found = card(shipped, "support-r", "vi")

    assert [one.key for one in found.sections] == ["words", "closed", "instead"]
    assert "Closed since March 31, 2023." in texts(section(found, "closed").entries)
    assert "03-6383-0688" in texts(section(found, "instead").entries)


def test_body_at_several_places_has_a_card_for_each_language_of_them(shipped: Directory) -> None:
    cards = cards_of(shipped, shipped.organizations["familylinks"], reader_of("my"), TODAY)
    at_one = cards_of(shipped, shipped.organizations["familylinks"], reader_of("my"), TODAY, "MO")

    assert [one.local for one in cards] == ["ja-JP", "ko-KR", "zh-Hans-CN", "zh-Hant-HK"]
    assert [one.local for one in at_one] == ["zh-Hant-MO"]


# --- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_any_language_has_cards_of_all_that_may_be_shown(tag: str, shipped: Directory) -> None:
    reader = reader_of(tag)
    for organization in shipped.shown():
        for found in cards_of(shipped, organization, reader, TODAY):
            shown = " ".join(line.text for line in card_lines(found))
            assert "card_" not in shown
            assert "directory_" not in shown
            assert "None" not in shown


def test_what_is_english_for_a_reader_of_another_language_is_marked(tmp_path: Path) -> None:
    lines = [line.text for line in card_lines(door(tmp_path, "vi"))]
    page = html([door(tmp_path, "vi")], "vi")

    assert "[en] Phone · 電話" in lines
    assert "03-6383-0688 · [en] phone" in " ".join(lines)
    assert '<span class="en" lang="en">en</span><bdi lang="en" dir="ltr">Phone</bdi>' in page


def test_reader_of_english_sees_no_marks(tmp_path: Path) -> None:
    found = door(tmp_path, "en")

    assert "[en]" not in "".join(line.text for line in card_lines(found))
    assert 'class="en"' not in html([found], "en")


def test_language_is_named_for_the_clerk_and_for_its_speaker(shipped: Directory) -> None:
    there, mine = section(card(shipped, "isa-tokyo", "fa-AF"), "show").entries[0].parts

    assert "ダリー語" in there.text
    assert "دری" in there.text
    assert "دری" in mine.text


@pytest.mark.parametrize("tag", ["xx-nonsense", "", "Deutsch!", "qq-1"])
def test_tag_of_no_language_is_refused(tag: str) -> None:
    with pytest.raises(InputError, match="is the tag of no language"):
        reader_of(tag)


def test_words_go_to_whoever_reads_them() -> None:
    given = {tag: reader_of(tag).said.language for tag in ("zh-HK", "zh-CN", "ja-JP", "yue", "en-GB", "vi", "my")}

    assert given == {
        "zh-HK": "zh-Hant",
        "zh-CN": "zh-Hans",
        "ja-JP": "ja",
        "yue": "en",
        "en-GB": "en",
        "vi": "en",
        "my": "my",
    }
    assert not reader_of("yue").has_words
    assert reader_of("en-GB").has_words


def test_every_place_has_a_language_with_words(shipped: Directory) -> None:
    assert {place: reader_at(place).said.language for place in shipped.timezones} == {
        "JP": "ja", "KR": "ko", "CN": "zh-Hans", "HK": "zh-Hant", "MO": "zh-Hant",
    }  # fmt: skip


def test_directions_and_own_names() -> None:
    assert [direction_of(tag) for tag in ("ar", "fa-AF", "ur", "ug", "rhg", "my", "pa", "kmr-Latn")] == [
        "rtl", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip
    assert own_name("my") == "မြန်မာ"
    assert own_name("tlh") == ""


# --- HTML ------------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """What a page loads, links to and says, and whether it closes what it opens."""

    VOID = ("meta", "br", "link", "img", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, key, value) for key, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"]:
            self.title += data


def parsed(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    assert page.open == []
    return page


@pytest.mark.parametrize("tag", TAGS)
def test_page_is_whole_loads_nothing_and_tells_nothing_by_its_title(tag: str, shipped: Directory) -> None:
    reader = reader_of(tag)
    cards = [one for other in shipped.shown("HK") for one in cards_of(shipped, other, reader, TODAY, "HK")]
    text = cards_html(cards, reader)
    page = parsed(text)

    assert page.title == reader.said.word("card_document")
    assert not {key for _, key, _ in page.attributes} & {"src", "style", "onclick", "srcset"}
    assert {tag for tag, key, _ in page.attributes if key == "href"} == {"a"}
    assert all(
        (value or "").startswith(("tel:", "mailto:", "https://", "http://"))
        for _, key, value in page.attributes
        if key == "href"
    )
    assert not re.search(r"<(script|img|link|iframe|form|object)\b|@import|url\(", text)
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align: *(left|right)|letter-spacing", text)


def test_text_of_the_data_never_becomes_markup(tmp_path: Path) -> None:
    found = door(tmp_path, "en", ("{en: The Door,", '{en: "<script>alert(1)</script> & \\"The Door\\"",'))
    text = html([found], "en")

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;The Door&quot;" in text
    parsed(text)


def test_link_leads_nowhere_but_to_the_web_a_mail_or_a_phone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no web address"):
        door(tmp_path, "en", ("https://door.example.org", "javascript:alert(1)"))


def test_numbers_are_isolated(tmp_path: Path) -> None:
    text = html([door(tmp_path, "ar")], "ar")

    assert '<a href="tel:+81363830688" rel="noreferrer"><bdi dir="ltr">03-6383-0688</bdi></a>' in text
    assert '<bdi class="whole">+81 3-6383-0688</bdi>' in text


def test_same_input_gives_the_same_bytes(shipped: Directory) -> None:
    first, second = ([*cards_of(shipped, shipped.organizations["jar"], reader_of("ar"), TODAY)] for _ in range(2))

    assert html(first, "ar") == html(second, "ar")


# --- what never leaves -----------------------------------------------------------------------------------------------


def test_json_is_the_card_without_signs_of_direction(tmp_path: Path) -> None:
    found = card_json(door(tmp_path, "ar"))

    assert set(found) == {"id", "lang", "direction", "local", "name", "kind", "sections", "foot"}
    assert not re.search("[\u2066-\u2069]", str(found))


def test_nothing_held_back_and_nothing_for_keepers_is_on_any_card(shipped: Directory) -> None:
    said = ""
    for organization in shipped.shown():
        for found in cards_of(shipped, organization, reader_of("my"), TODAY):
            said += "\n".join(line.text for line in card_lines(found))
    visible = {phone.display for one in shipped.shown() for phone in one.phones}
    held = [one for one in shipped.organizations.values() if one.is_held]

    assert held
    for organization in held:
        assert organization.names["en"] not in said
        assert not [
            phone.display for phone in organization.phones if phone.display not in visible and phone.display in said
        ]
    for organization in shipped.shown():
        notes = set(organization.upkeep_notes) - set(organization.notes)
        assert not [note for note in notes if note in said]
        unverified = [
            name for name in organization.names_unverified.values() if name not in organization.names.values()
        ]
        assert not [name for name in unverified if name in said]


def test_korean_counter_speaks_korean(tmp_path: Path) -> None:
    found = card(small(tmp_path, {KOREA: []}), "counter", "ja")

    assert [part.text for part in found.name] == ["The Counter", "창구"]
    assert section(found, "show").entries[1].parts[0].text == texts_in("ko").word("card_need_interpreter")


def test_mark_is_explained_only_where_one_stands(shipped: Directory) -> None:
    explained = texts_in("ko").word("card_english_parts")

    assert explained not in texts(card(shipped, "support-r", "ko").foot)
    assert explained in texts(card(shipped, "jar", "ko").foot)
