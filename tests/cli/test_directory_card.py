"""`asylia directory card` as it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia.cli import directory_card
from tests.briefs.fonts import needs_fonts
from tests.cli.running import Run, refused, wide_lines

ON = ("--on", "2026-11-22")


def card(run: Run, *arguments: str) -> str:
    ran = run("directory", "card", *arguments, *ON)
    assert ran.code == 0
    return ran.out


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh-Hans", "zh-Hant", "vi"])
def test_card_fits_a_terminal(lang: str, run: Run) -> None:
    shown = card(run, "frj", "isa-tokyo", "--lang", lang)

    assert wide_lines(shown.replace("http", "\nhttp")) == []
    assert "03-6383-0688" in shown


def test_several_ids_give_a_card_each_and_a_repeated_one_gives_one(run: Run) -> None:
    shown = card(run, "frj", "jar", "frj", "--format", "html")

    assert shown.count("<article") == 2


def test_place_gives_the_cards_of_all_there_that_are_open_and_may_be_shown(run: Run) -> None:
    content = run("directory", "card", "--in", "JP", "--lang", "ar", *ON, "--format", "json").json()
    cards = content["cards"]
    assert isinstance(cards, list)
    ids = [one["id"] for one in cards]

    assert "jar" in ids
    assert not {"brsa", "support-r"} & set(ids)
    assert {one["local"] for one in cards} == {"ja-JP"}


def test_markdown_is_the_text_as_markdown(run: Run) -> None:
    assert card(run, "frj", "--format", "md").startswith("# Forum for Refugees Japan")


@needs_fonts
def test_pdf_and_html_are_written_to_a_file(run: Run, tmp_path: Path) -> None:
    for kind, start in (("pdf", b"%PDF-"), ("html", b"<!doctype html>")):
        out = tmp_path / f"guide.{kind}"
        assert card(run, "frj", "--lang", "ar", "--format", kind, "--out", str(out)) == ""
        assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "no organisation is named; give ids"),
        (("brsa",), "brsa is held back"),
        (("nobody",), "there is no organisation 'nobody'"),
        (("jar", "--in", "KR"), "jar does not work at KR; it works at JP"),
        (("jar", "--in", "XX"), "there is no place 'XX'"),
        (("jar", "--lang", "burmese"), "'burmese' is the tag of no language"),
        (("jar", "--out", "guide.txt"), "--out is for cards as HTML or PDF; add --format pdf"),
        (("jar", "--format", "html", "--out", "no/guide.html"), "no/guide.html cannot be written"),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], says: str, run: Run) -> None:
    assert says in refused(run("directory", "card", *arguments))


def test_without_names_of_languages_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_card, "find_spec", lambda _: None)

    assert 'pip install "asylia[briefs]"' in refused(run("directory", "card", "jar"))
