"""`asylia guide` as a person in a terminal uses it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from asylia.cli import guide as command
from asylia.folders import data_folder
from asylia.languages.guide import guide_languages, guide_words
from tests.cli.running import Run, refused, wide_lines

ANSWERS = str(data_folder("examples") / "guide" / "refused-in-japan.yaml")
DAY = ("--on", "2026-11-23")
SECTIONS = ("result_date", "result_steps", "result_contacts", "result_paths", "result_rights", "result_papers")
ISOLATES = re.compile("[\u2066-\u2069]")
NO_COLUMN = re.compile("[\u200c\u2066-\u2069]")
"""Signs that take no column of a terminal."""


def test_it_says_the_date_first_then_all_sections_in_order(run: Run) -> None:
    """G11."""
    shown = run("guide", "--answers", ANSWERS, *DAY)
    words = guide_words("en")
    places = [shown.out.index(f"\n{words.word(key)}\n") for key in (*SECTIONS, "more_precise")]

    assert shown.code == 0
    assert places == sorted(places)
    assert shown.out.index("By Friday, 27 November 2026") < places[1]
    assert "Shown because you chose: Someone who knows the law, A place to sleep" in shown.out
    assert words.word("not_advice") in shown.out


@pytest.mark.parametrize("language", guide_languages())
def test_every_language_prints_within_80_columns(run: Run, language: str) -> None:
    """Burmese letters that stand above each other take no column, which the counting here does not know."""
    shown = run("guide", "--answers", ANSWERS, *DAY, "--lang", language)
    words = guide_words(language)

    assert shown.code == 0
    for key in SECTIONS:
        assert words.word(key) in shown.out
    assert "難民の認定" in shown.out
    if language != "my":
        assert [line for line in wide_lines(NO_COLUMN.sub("", shown.out)) if "http" not in line] == []


@pytest.mark.parametrize("language", [code for code in guide_languages() if guide_words(code).dir == "rtl"])
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_from_right_to_left_numbers_addresses_and_english_stand_in_isolation(
    run: Run, language: str, kind: str
) -> None:
    out = run("guide", "--answers", ANSWERS, *DAY, "--lang", language, "--format", kind).out

    assert "\u20680120-477-472\u2069" in out
    assert "\u2068https://www.refugee.or.jp/\u2069" in out
    assert "\u2068[en] Request for review of the refusal\u2069" in out or "[en] Request for review" not in out
    for line in out.splitlines():
        outside = re.sub("[\u2066-\u2068].*?(\u2069|$)", "", line.removeprefix("# "))
        assert not (re.search("[\u0590-\u08ff]", outside) and re.search("[0-9A-Za-z]{2}", outside)), line


def test_from_left_to_right_nothing_is_isolated(run: Run) -> None:
    assert not ISOLATES.search(run("guide", "--answers", ANSWERS, *DAY).out)


def test_json_has_ids_and_words(run: Run) -> None:
    told = run("guide", "--answers", ANSWERS, *DAY, "--lang", "ja", "--format", "json").json()
    dates, ways, asks = told["dates"], told["ways"], told["next_question"]

    assert isinstance(dates, list)
    assert isinstance(ways, list)
    assert isinstance(asks, dict)
    assert isinstance(told["outcomes"], list)
    assert (dates[0]["id"], dates[0]["act_by"]) == ("jp.review_request", "2026-11-27")
    assert "2026年11月27日" in dates[0]["says"][0]
    assert {way["sure"] for way in ways} <= {"yes", "may", "not"}
    led_to = {one["id"]: one["because"] for one in told["outcomes"]}
    assert led_to[ways[0]["id"]] == [reason["id"] for reason in ways[0]["because"]]
    assert (told["jurisdiction"], told["assessed_on"], told["language"]) == ("JP", "2026-11-23", "ja")
    assert asks["text"]


def test_markdown_has_a_heading_for_each_section(run: Run) -> None:
    out = run("guide", "--answers", ANSWERS, *DAY, "--format", "md").out

    assert out.startswith("# What you can do: Japan\n")
    assert out.count("\n## ") == len(SECTIONS) + 1


def test_answers_come_from_standard_input_and_a_typed_place_goes_first(run: Run) -> None:
    shown = run("guide", "--answers", "-", "--in", "hk", *DAY, stdin=b"place: JP\nneeds: bed\n")

    assert shown.out.lstrip().startswith("What you can do: Hong Kong")


@pytest.mark.parametrize("answer", ["none", '"?"', '"-"'])
def test_who_is_nowhere_that_the_guide_knows_finds_the_first_contact_of_each_place(run: Run, answer: str) -> None:
    """G14."""
    shown = run("guide", "--answers", "-", *DAY, stdin=f"place: {answer}\n".encode())

    assert shown.out.lstrip().startswith("What you can do\n")
    for code in ("JP", "KR", "CN", "HK", "MO"):
        assert f"\n {guide_words('en').word(f'place_{code}')}\n" in shown.out
    assert shown.out.count("Phone: ") >= 3


def test_nothing_left_to_ask_ends_without_a_question(run: Run) -> None:
    told = run("guide", "--answers", "-", *DAY, "--format", "json", stdin=b"place: none\n").json()

    assert told["next_question"] is None


def test_without_a_day_it_is_today_at_the_place_and_it_says_who_is_open(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F6: late on Sunday in UTC is Monday morning in Japan, when somebody is there."""
    monkeypatch.setattr(command, "now", lambda: datetime(2026, 11, 29, 23, 30, tzinfo=UTC))
    monday = run("guide", "--answers", ANSWERS).out
    monkeypatch.setattr(command, "now", lambda: datetime(2026, 11, 30, 2, 0, tzinfo=UTC))

    assert "Monday, 30 November 2026" in monday
    assert "Closed now" in monday
    assert "Open now" in run("guide", "--answers", ANSWERS).out


def test_with_a_day_nothing_is_said_of_now(run: Run) -> None:
    out = run("guide", "--answers", ANSWERS, *DAY).out

    assert not re.search(r"Open now|Closed now|We do not know the hours", out)
    assert "Hours (local time): Mon–Fri 10:00–17:00" in out


def test_a_date_that_has_passed_says_so_calmly(run: Run) -> None:
    out = run("guide", "--answers", ANSWERS, "--on", "2026-12-20").out

    assert guide_words("en").word("date_passed").split(".")[0] in " ".join(out.split())


@pytest.mark.parametrize("language", ["en", "my", "zh-Hant"])
def test_a_file_to_fill_in_can_be_handed_back(run: Run, language: str) -> None:
    printed = run("guide", "--in", "MO", "--lang", language, *DAY)
    shown = run("guide", "--answers", "-", *DAY, stdin=printed.out.encode())

    assert guide_words(language).word("answers_how", sign="#") in printed.out
    assert "#stage:\n" in printed.out
    assert shown.out.lstrip().startswith("What you can do: Macau")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "the guide needs answers; print a file to fill in with: asylia guide --in JP > answers.yaml"),
        (("--in", "XX"), "there is no place 'XX' in the guide; choose from JP, KR, CN, HK, MO."),
        (("--in", "all"), "there is no place 'all' in the guide; choose from JP, KR, CN, HK, MO."),
        (("--in", "JP", "--format", "json"), "a file to fill in is YAML; leave out --format, or add --answers FILE."),
        (("--in", "JP", "--lang", "xx"), "the guide is not written in 'xx'; choose from ar, en, fa-AF,"),
        (("--in", "JP", "--on", "1900-01-01"), "lies before"),
        (("--answers", "nowhere.yaml"), "nowhere.yaml: there is no such file; check the path."),
        (("--answers", "/"), "/: the file cannot be read (Is a directory)."),
        (("--answers", ANSWERS, "--in", "KR", "--on", "2026-02-30"), "'2026-02-30' is no day of the calendar;"),
    ],
)
def test_wrong_options_are_one_sentence(run: Run, arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(run("guide", *arguments))


def test_a_file_without_a_place_is_one_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("needs: bed\n")

    assert f"{file}: the file names no place; add 'place: JP' to it, or --in JP." in refused(
        run("guide", "--answers", str(file))
    )


def test_the_help_names_every_language_of_the_guide(run: Run) -> None:
    shown = " ".join(re.sub("[│╭╮╰╯─]", " ", run("guide", "--help").out).split())

    assert ", ".join(guide_languages()) in shown
