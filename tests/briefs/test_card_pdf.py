"""Cards as PDF: what the HTML says, on as few sheets, in every script, and nothing of whom it is for."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from asylia.briefs import printing
from asylia.briefs.card import cards_of
from asylia.briefs.card_parts import SAME_EVERYWHERE, Card, Entry, Part, Section
from asylia.briefs.card_pdf import cards_pdf
from asylia.briefs.reader import reader_of
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from tests.briefs.fonts import needs_fonts
from tests.directory.small_directory import TODAY, small

pytestmark = needs_fonts
TAGS = ("en", "ja", "ko", "zh-Hans", "zh-Hant", "my", "ar", "ur", "fa-AF", "kmr-Latn", "ti", "rhg", "bo", "bn")


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(data_folder("directory"))


def _cards(directory: Directory, tag: str, name: str) -> tuple[Card, ...]:
    return cards_of(directory, directory.organizations[name], reader_of(tag), TODAY)


def pdf(directory: Directory, tag: str, *names: str) -> PdfReader:
    cards = [card for name in names for card in _cards(directory, tag, name)]
    return PdfReader(io.BytesIO(cards_pdf(cards, reader_of(tag))))


def text(made: PdfReader) -> str:
    """What stands in it without spaces and signs of direction, letters in their plain shapes."""
    found = "".join(page.extract_text() for page in made.pages)
    plain = unicodedata.normalize("NFKC", found)
    return "".join(letter for letter in plain if not letter.isspace() and unicodedata.category(letter) != "Cf")


@pytest.mark.parametrize("tag", TAGS)
def test_card_holds_numbers_whole_and_the_name_on_the_door_for_any_reader(tag: str, shipped: Directory) -> None:
    found = text(pdf(shipped, tag, "frj"))

    assert "03-6383-0688" in found
    assert "特定非営利活動法人なんみんフォーラム" in found
    assert "通訳" in found or tag == "ja"


@pytest.mark.parametrize("place", ["JP", "KR", "CN", "HK", "MO"])
def test_every_card_of_a_place_can_be_printed_for_readers_of_both_directions(place: str, shipped: Directory) -> None:
    names = [organization.id for organization in shipped.shown(place)]

    for tag in ("ar", "my"):
        assert len(pdf(shipped, tag, *names).pages) <= sum(len(_cards(shipped, tag, name)) for name in names)


def test_short_cards_stand_two_on_a_sheet_and_a_long_one_by_itself(shipped: Directory, tmp_path: Path) -> None:
    directory = small(tmp_path)

    assert len(pdf(directory, "en", "door", "door").pages) == 1
    assert len(pdf(directory, "en", "door", "door", "door").pages) == 2
    assert len(pdf(shipped, "my", "jar", "jar").pages) == 2


def test_card_of_more_than_a_sheet_runs_on(shipped: Directory) -> None:
    (card,) = cards_of(shipped, shipped.organizations["frj"], reader_of("en"), TODAY)
    many = Section("needs", (Part("x", "en"),), tuple(Entry((Part(f"line {at}", "en"),)) for at in range(400)))
    long = Card(card.id, "en", "ltr", card.local, card.name, card.kind, (many,), card.foot)
    made = PdfReader(io.BytesIO(cards_pdf([long], reader_of("en"))))

    assert len(made.pages) > 1
    assert "line399" in text(made)


def test_title_tells_nothing_and_the_same_cards_give_the_same_bytes(shipped: Directory) -> None:
    made = pdf(shipped, "en", "jar")

    assert made.metadata is not None
    assert (made.metadata.title, made.metadata.author, made.metadata.creation_date) == ("Guide", None, None)
    cards = cards_of(shipped, shipped.organizations["jar"], reader_of("en"), TODAY)
    assert cards_pdf(cards, reader_of("en")) == cards_pdf(cards, reader_of("en"))


def test_markup_and_signs_of_direction_in_the_data_are_only_text(tmp_path: Path) -> None:
    (card,) = cards_of(small(tmp_path), small(tmp_path).organizations["door"], reader_of("en"), TODAY)
    odd = Section("phone", (), (Entry((Part("#panic()[*a*]", SAME_EVERYWHERE), Part("\u202e1234 $x$", "en"))),))
    made = cards_pdf([Card(card.id, "en", "ltr", "ja-JP", card.name, card.kind, (odd,), ())], reader_of("en"))

    assert "#panic()[*a*]" in text(PdfReader(io.BytesIO(made)))
    assert "1234$x$" in text(PdfReader(io.BytesIO(made)))


def test_script_without_a_font_is_refused_by_name(shipped: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    left = {name: font for name, font in printing.fonts().items() if "Myanmar" not in name}
    monkeypatch.setattr(printing, "fonts", lambda: left)

    with pytest.raises(InputError, match=r"MYANMAR LETTER .*; install the package fonts-noto-core"):
        pdf(shipped, "my", "frj")
