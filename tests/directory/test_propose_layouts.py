"""Pages that are laid out as others do: columns of labels, a table, signs before each line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.directory.propose import Proposal, propose
from asylia.directory.propose_tables import cells_of, head_of_table
from asylia.directory.reader import read_directory
from asylia.folders import data_folder

PAGES = Path(__file__).parents[1] / "data" / "pages"
TODAY = date(2026, 11, 22)


def proposal(text: str | None = None, page: str = "") -> Proposal:
    raw = text.encode() if text is not None else (PAGES / page).read_bytes()
    return propose(raw, name=page or "page", today=TODAY, directory=read_directory(data_folder("directory")))


def fields(found: Proposal, at: int, name: str) -> list[str]:
    return [field.value for field in found.blocks[at].fields if field.name == name]


def test_labels_in_one_column_and_values_in_another() -> None:
    found = proposal(page="council-english.txt")

    assert [block.name for block in found.blocks] == [
        "Harbour Light Advice Centre", "Open Table (food and clothes)", "Emergency accommodation line",
    ]  # fmt: skip
    assert fields(found, 0, "phones") == ["+81355501234"]
    assert fields(found, 0, "addresses") == ["3/F, 12 Sample Lane, Nakano-ku, Tokyo 164-9999"]
    assert fields(found, 0, "schedules") == ["Monday to Friday, 10 am to 5 pm (closed on public holidays)"]
    assert found.age.updated == "2022-06-14"


def test_person_in_a_paragraph_is_pointed_out() -> None:
    found = proposal(page="council-english.txt")

    assert [block.number for block in found.blocks if any(one.kind == "person_named" for one in block.defects)] == [2]


def test_twenty_four_hours_are_no_label() -> None:
    assert fields(proposal(page="council-english.txt"), 2, "schedules") == []


def test_rows_of_a_table_are_bodies() -> None:
    found = proposal(page="city-japanese.txt")

    assert [block.name for block in found.blocks[:3]] == [
        "特定非営利活動法人みほん難民の家", "見本市国際交流協会", "れい法律相談センター",
    ]  # fmt: skip
    assert fields(found, 0, "phones") == ["+81525551234"]
    assert fields(found, 0, "languages") == ["英語、ビルマ語"]
    assert found.age.updated == "2023-04-01"
    assert any(one.kind == "person_named" for one in found.blocks[3].defects)


def test_signs_and_numbers_in_rings_before_lines() -> None:
    found = proposal(page="guide-korean.txt")

    assert [block.name for block in found.blocks] == ["사단법인 보기난민센터", "재단법인 예시공익법센터", "보기의원"]
    assert fields(found, 0, "addresses") == ["서울시 마포구 보기로 12, 4층"]
    assert found.age.updated == "2023-03"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("団体名  所在地  電話番号", ("name", "address", "phone")),
        ("| 場所 | 電話 | 備考 |", ()),
        ("Body | Phone | Address", ("name", "phone", "address")),
        ("No  団体名  電話", ("", "name", "phone")),
        ("Phone  Address", ()),
        ("We are open  and you may call  any day", ()),
    ],
)
def test_head_of_a_table(text: str, kinds: tuple[str, ...]) -> None:
    assert head_of_table(cells_of(text)) == kinds


def test_cells() -> None:
    assert cells_of("| a b |  c |d |") == ("a b", "c", "d")


def test_row_with_fewer_cells_is_read_by_itself_and_never_shifted() -> None:
    found = proposal("団体名\t所在地\t電話番号\t対応言語\n見本協会\t03-5550-1234\t英語\n")

    assert not [value for at in range(len(found.blocks)) for value in fields(found, at, "languages")]


def test_empty_cell_between_tabs_keeps_its_column() -> None:
    found = proposal("団体名\t所在地\t電話番号\t対応言語\n見本協会\t\t03-5550-1234\t\n見本会\t\t\t英語\n")

    assert [block.name for block in found.blocks] == ["見本協会", "見本会"]
    assert (fields(found, 0, "phones"), fields(found, 1, "languages")) == (["+81355501234"], ["英語"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日現在", "2019-05-01"),
        ("平成30年4月現在", "2018-04"),
        ("2023. 3. 기준", "2023-03"),
        ("현재 2023년 모집", ""),
    ],
)
def test_date_for_which_the_page_speaks(text: str, day: str) -> None:
    assert proposal(f"{text}\n\n見本協会\n電話：03-5550-1234\n").age.updated == day
