"""`asylia law map`: every stage of a place in words and as a picture, and where a case stands."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from asylia.assessment.procedure_map import map_svg
from asylia.assessment.standing import Standing
from asylia.assessment.words import Words
from asylia.languages.texts import texts_in
from asylia.languages.wrapping import wrapped
from asylia.lawbook.law import Lawbook
from tests.cli.running import Run, refused, unwrapped, wide_lines

PLACES = ("JP", "KR", "CN", "HK", "MO")
LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def pending(tmp_path: Path) -> str:
    """A case in Japan whose claim is pending."""
    path = tmp_path / "case.yaml"
    path.write_text("jurisdiction: JP\nassessed on: 2026-11-18\nanswers at:\n  JP: {procedure_stage: first_instance}\n")
    return str(path)


def titles(lawbook: Lawbook, place: str, lang: str) -> list[str]:
    return [texts_in(lang).titled(stage.title) for stage in lawbook.data.tables.procedures[place].stages.values()]


def shown(svg: str) -> list[ElementTree.Element]:
    """The texts of a picture."""
    return ElementTree.fromstring(svg).findall(f".//{SVG}text")


def squeezed(text: str) -> str:
    """Without spaces, as lines may break anywhere."""
    return "".join(text.split())


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_text_has_every_stage_in_eighty_columns(run: Run, lawbook: Lawbook, place: str, lang: str) -> None:
    said = run("law", "map", place, "--lang", lang).out

    assert [title for title in titles(lawbook, place, lang) if squeezed(title) not in squeezed(said)] == []
    assert wide_lines(said) == []


def test_ways_lead_on_with_their_limit(run: Run) -> None:
    said = unwrapped(run("law", "map", "JP").out)

    assert "→ request for review: " in said
    assert "[Request for review of the refusal]" in said


def test_markdown_has_the_same_outline(run: Run) -> None:
    said = run("law", "map", "JP", "--format", "markdown").out

    assert said.startswith("# The procedure: Japan\n")
    assert "- **○ 1 " in said


def test_case_is_marked_where_it_stands(run: Run, pending: str) -> None:
    alone, with_case = (run("law", "map", "JP", *options).out for options in ((), ("--case", pending)))

    assert ("the case stands here" in alone, with_case.count("← the case stands here")) == (False, 1)
    assert with_case.count("●") == 1


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant"])
@pytest.mark.parametrize("place", PLACES)
def test_picture_has_every_stage_as_text_and_no_script(run: Run, lawbook: Lawbook, place: str, lang: str) -> None:
    svg = run("law", "map", place, "--lang", lang, "--format", "svg").out
    said = squeezed("".join(text.text or "" for text in shown(svg)))

    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"
    assert [title for title in titles(lawbook, place, lang) if squeezed(title) not in said] == []
    assert [word for word in ("<script", "javascript", "onload", "href", "<image", "url(http") if word in svg] == []


def test_picture_names_itself_for_those_who_hear_it(run: Run) -> None:
    svg = ElementTree.fromstring(run("law", "map", "JP", "--lang", "ja", "--format", "svg").out)

    assert (svg.get("role"), svg.get("lang"), svg.get("aria-label")) == ("img", "ja", "手続の流れ: 日本")
    assert svg.findtext(f"{SVG}title") == "手続の流れ: 日本"


def test_case_is_marked_in_the_picture(run: Run, pending: str) -> None:
    alone, with_case = (run("law", "map", "JP", "--format", "svg", *more).out for more in ((), ("--case", pending)))

    assert (alone.count("box here"), alone.count("the case stands here")) == (0, 0)
    assert (with_case.count("box here"), with_case.count("the case stands here")) == (1, 1)


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant"])
@pytest.mark.parametrize("place", PLACES)
def test_no_text_runs_out_of_its_box(lawbook: Lawbook, place: str, lang: str) -> None:
    """Also where each stage is the one at which the case stands, which makes its title longer."""
    stages = lawbook.data.tables.procedures[place].stages
    words = Words(lawbook.at(date(2026, 11, 18), place), texts_in(lang))
    out: list[str] = []
    for stage in stages.values():
        svg = ElementTree.fromstring(map_svg(stages, Standing(stage), words))
        for group in svg.findall(f"{SVG}g"):
            box = group.find(f"{SVG}rect")
            assert box is not None
            right, bottom = (
                int(box.get(at, "")) + int(box.get(by, "")) for at, by in (("x", "width"), ("y", "height"))
            )
            out += [
                text.text or "" for text in group.findall(f"{SVG}text") if _right(text) > right or _y(text) > bottom
            ]

    assert out == []


def _right(text: ElementTree.Element) -> float:
    """Where a text ends: East Asian letters are as wide as high, others about half of that."""
    is_title = text.get("class") == "title"
    size, of_latin = (16, 0.56) if is_title else (14, 0.5)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text.text or "")
    return int(text.get("x", "")) + size * (wide + of_latin * (len(text.text or "") - wide))


def _y(text: ElementTree.Element) -> int:
    return int(text.get("y", ""))


def test_same_input_gives_the_same_picture(run: Run) -> None:
    assert run("law", "map", "HK", "--format", "svg").out == run("law", "map", "HK", "--format", "svg").out


@pytest.mark.parametrize(
    "text", ["", "word", "a few short words " * 9, "難民認定の申請 " * 9, "x" * 90, "a 難民 " * 30]
)
def test_wrapping_loses_no_letter_and_fits(text: str) -> None:
    lines = wrapped(text, 40)

    assert squeezed("".join(lines)) == squeezed(text)
    assert [line for line in lines if len(line.split()) > 1 and _letters(line) > 40] == []


def _letters(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


# --- what is wrong ----------------------------------------------------------------------------------------------------

WRONG = {
    "unknown place": (("XX",), "there is no law of a jurisdiction 'XX' here"),
    "all places": (("all",), "a map shows one place; choose from JP, KR, CN, HK, MO"),
    "no such case": (("JP", "--case", "/nowhere.yaml"), "there is no such file"),
    "no day": (("JP", "--on", "2027-02-29"), "'2027-02-29' is no day of the calendar"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_gets_one_sentence(run: Run, what: str) -> None:
    arguments, says = WRONG[what]

    assert says in refused(run("law", "map", *arguments))
