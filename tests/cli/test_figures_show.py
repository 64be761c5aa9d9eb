"""`asylia figures show`, `compare`, `explain` and `cite` as people run them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import openpyxl
import pytest

from tests.cli.running import Run, refused, unwrapped, wide_lines
from tests.figures.unhcr_rows import tables_of_csv

KOREA = ("--place", "KOR", "--year", "2015", "--stage", "combined")
LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")


@pytest.fixture(autouse=True)
def tables(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("unhcr")
    tables_of_csv(folder)
    monkeypatch.setenv("ASYLIA_UNHCR_DATA", str(folder))


@pytest.fixture
def no_tables(tables: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASYLIA_UNHCR_DATA")
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path / "home"))


def figures_in(content: dict[str, object]) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", content["figures"])


def test_show_prints_objects(run: Run) -> None:
    (found,) = figures_in(run("figures", "show", "refugee_recognition_rate", *KOREA, "--format", "json").json())

    assert pytest.approx(100 * 32 / 3022) == found["value"]
    assert tuple(found[key] for key in ("numerator", "denominator", "unit", "stage")) == (
        32,
        3022,
        "percent",
        "combined",
    )
    assert found["flags"] == ["ROUNDED", "NO_INADMISSIBILITY_SPLIT"]
    assert cast("dict[str, object]", found["release"])["version"] == "2026-06-25"


def test_show_by_id_and_two_letters_is_the_same(run: Run) -> None:
    short = run("figures", "show", "m05", "--place", "kr", *KOREA[2:], "--format", "json")

    assert run("figures", "show", "refugee_recognition_rate", *KOREA, "--format", "json").out == short.out


def test_show_refuses_a_stage_that_would_mislead_and_says_why(run: Run) -> None:
    ran = run("figures", "show", "M05", "--place", "JPN", "--year", "2023", "--stage", "first")

    assert "No value is given. Grants are booked at one level" in unwrapped(ran.out)
    assert "0.0" not in ran.out
    assert "0 of" not in ran.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_the_terminal_in_every_language(run: Run, language: str) -> None:
    asked = ("--place", "JPN", "--from", "2020", "--to", "2025", "--stage", "pooled", "--lang", language)
    shown = run("figures", "show", "M06", *asked)
    explained = run("figures", "explain", "JPN 2024 recognition", "--lang", language)

    assert (shown.code, explained.code) == (0, 0)
    assert wide_lines(shown.out) == []
    assert wide_lines(explained.out) == []
    assert "measure_" not in shown.out + explained.out
    assert "figures_" not in shown.out + explained.out


def test_csv_has_empty_cells_for_what_is_not_known(run: Run) -> None:
    ran = run(
        "figures",
        "show",
        "M05",
        "--place",
        "JPN",
        "--from",
        "2023",
        "--to",
        "2025",
        "--stage",
        "pooled",
        "--format",
        "csv",
    )
    found = list(csv.DictReader(io.StringIO(ran.out)))

    assert [row["year"] for row in found] == ["2023", "2024", "2025"]
    assert [found[1]["value"], found[1]["withheld"]] == ["", "COMPLEMENTARY_IN_RECOGNIZED"]
    assert found[0]["numerator"] == "289"


def test_a_workbook_holds_the_same_and_is_the_same_each_time(run: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        run("figures", "show", "M05", *KOREA, "--format", "xlsx", "--out", str(tmp_path / name))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["figures"]
    head, row = ([cell.value for cell in cells] for cells in sheet.iter_rows(max_row=2))

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (row[head.index("numerator")], row[head.index("denominator")]) == (32, 3022)
    assert "workbook is written to a file" in refused(run("figures", "show", "M05", *KOREA, "--format", "xlsx"))


def test_a_file_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    for kind in ("csv", "xlsx"):
        out = str(tmp_path / "no" / f"a.{kind}")
        assert "cannot be written" in refused(run("figures", "show", "M05", *KOREA, "--format", kind, "--out", out))


def test_markdown_holds_a_table(run: Run) -> None:
    ran = run(
        "figures",
        "show",
        "M06",
        "--place",
        "KOR",
        "--year",
        "2015",
        "--stage",
        "combined",
        "--by",
        "origin",
        "--format",
        "md",
    )

    assert "| Origin | Number | Of | Behind it | Notes |" in ran.out
    assert ran.out.startswith("# Total protection rate")


def test_sql_is_shown_with_what_was_bound(run: Run) -> None:
    ran = run("figures", "show", "M05", *KOREA, "--sql")

    assert "-- $place = 'KOR', $first = 2015, $last = 2015" in ran.out
    assert "FROM asylum_decisions" in ran.out
    assert "no SQL" in refused(run("figures", "show", "M15", "--place", "KOR", "--year", "2024", "--sql"))


def test_a_letter_that_unhcr_uses_otherwise_is_said(run: Run) -> None:
    ran = run("figures", "show", "M05", "--place", "AUS", "--year", "2015", "--stage", "first", "--format", "json")

    assert "Austria is AUT" in ran.err
    assert "write DEU" in refused(run("figures", "show", "M05", "--place", "GFR", "--year", "2015", "--stage", "first"))


def test_by_origin_leaves_out_the_unknown(run: Run) -> None:
    asked = ("--place", "JPN", "--year", "2015", "--stage", "pooled", "--by", "origin", "--format", "json")
    found = figures_in(run("figures", "show", "M06", *asked).json())

    assert "UNK" not in {one["origin"] for one in found}
    assert {"UNKNOWN_ORIGIN"} == {one["withheld"] for one in found}
    refused(run("figures", "show", "M06", "--place", "JPN", "--from", "2015", "--stage", "pooled", "--by", "origin"))


def test_a_question_needs_one_kind_of_years(run: Run) -> None:
    asked = ("--place", "JPN", "--stage", "pooled", "--year", "2015", "--from", "2014")

    assert "--year and --from" in refused(run("figures", "show", "M06", *asked))


def test_without_years_all_there_are_is_shown(run: Run) -> None:
    found = figures_in(run("figures", "show", "M10", "--place", "MAC", "--format", "json").json())

    assert found[-1]["year"] == 2025
    assert any(one["value"] is not None for one in found)
    assert any(one["value"] is None for one in found)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("M15", "--place", "JPN"),
            "there is no number for cumulative_recognition_rate, JPN; official figures give it",
        ),
        (
            ("M15", "--place", "KOR", "--year", "2010"),
            "recognition_rate, KOR, 2010; official figures give it",
        ),
        (("M15", "--place", "KOR", "--from", "2024", "--to", "2010"), "the year 2010 lies before 2024"),
        (("M05", "--place", "JPN", "--stage", "pooled", "--year", "2051"), "the year 2051 is outside the years"),
        (("M05", "--place", "JPN", "--stage", "pooled", "--from", "2026"), "choose from 2000 to 2025"),
        (("M05", "--place", "JPN", "--stage", "pooled", "--to", "1999"), "the year 1999 is outside the years"),
        (("refugee", "--place", "JPN"), "did you mean refugee_recognition_rate or stock_of_refugees?"),
        (("M5", "--place", "JPN"), "choose from M01 new_applications, "),
        (("M05", "--place", "Japan", "--stage", "pooled"), "write JPN, its code of ISO 3166"),
        (("M05", "--place", "韩国", "--stage", "pooled"), "write KOR, its code of ISO 3166"),
        (("M05", "--place", "BUR", "--stage", "pooled"), "write the ISO 3166 code, as JPN or JP."),
        (("M05", "--place", "JPN", "--stage", "pooled", "--data", "nowhere"), "none of UNHCR's tables is in nowhere"),
    ],
)
def test_wrong_questions_are_told_what_there_is(run: Run, arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(run("figures", "show", *arguments))


def test_years_at_the_ends_of_the_tables_are_answered(run: Run) -> None:
    for year in ("2000", "2025"):
        assert run("figures", "show", "M05", "--place", "JPN", "--stage", "pooled", "--year", year).code == 0
    assert run("figures", "show", "M18", "--place", "JPN", "--year", "1951").code == 0
    assert "choose from 1951" in refused(run("figures", "show", "M18", "--place", "JPN", "--year", "1950"))


@pytest.mark.parametrize("written", ["text", "markdown", "json", "csv"])
def test_every_format_goes_into_the_file_named(run: Run, tmp_path: Path, written: str) -> None:
    asked = ("figures", "show", "M05", *KOREA, "--format", written)
    file = tmp_path / "figures"

    assert "Written" in run(*asked, "--out", str(file)).out
    assert file.read_text(encoding="utf-8") == run(*asked).out


def test_changes_of_law_stand_beside_a_series_for_who_asks(run: Run) -> None:
    asked = ("figures", "show", "M05", "--place", "JPN", "--stage", "pooled", "--source", "official")
    found = run(*asked, "--from", "2023", "--to", "2024", "--law-changes", "--format", "json").json()
    days = [one["day"] for one in cast("list[dict[str, str]]", found["law_changes"])]
    text = run(*asked, "--from", "2023", "--law-changes").out

    assert days == ["2023-12-01", "2024-06-10"]
    assert all(day in text for day in days)
    assert "2023-12-01" not in run(*asked, "--from", "2023").out
    assert "2023-12-01" not in run(*asked, "--from", "2024", "--law-changes").out
    assert "no law in this output" in refused(run(*asked, "--from", "2023", "--law-changes", "--format", "csv"))


def test_official_figures_are_not_set_side_by_side(run: Run) -> None:
    assert "use asylia figures show" in refused(run("figures", "compare", "M15", "--place", "KOR", "--place", "JPN"))


def test_explain_and_cite_say_what_there_is_too(run: Run) -> None:
    assert "official figures give it for KOR" in refused(run("figures", "explain", "JPN", "2024", "cumulative"))
    assert "official figures give it for KOR" in refused(
        run("figures", "cite", "M15", "--place", "JPN", "--year", "2024")
    )


def test_compare_shows_years_with_data(run: Run) -> None:
    asked = ("--place", "JPN", "--place", "KOR", "--from", "2022", "--to", "2025", "--stage", "pooled")
    text = run("figures", "compare", "M06", *asked)
    content = run("figures", "compare", "M06", *asked, "--format", "json").json()

    assert "Years with data, of 4: Japan 4, South Korea 3" in unwrapped(text.out)
    assert [one["value"] for one in cast("list[dict[str, object]]", content["years_with_data"])] == [4, 3]
    assert len(figures_in(content)) == 8


def test_explain_takes_a_number_apart(run: Run) -> None:
    said = unwrapped(run("figures", "explain", "JPN", "2024", "recognition").out)

    assert "A simple query would give 17.76 % (1,857 of 10,458), which misleads for that reason." in said
    assert "A simple query would give 0.00 % (0 of 5,119)" in said
    assert "The authority published: 1.8 % (190 of 10,455)." in said
    assert "1,661 received complementary protection" in said


def test_explain_as_json_has_the_naive_number_beside(run: Run) -> None:
    content = run("figures", "explain", "JPN 2023 recognition", "--stage", "first", "--format", "json").json()
    (naive,) = cast("list[dict[str, object]]", content["naive"])

    assert (naive["value"], naive["numerator"], naive["denominator"]) == (0.0, 0, 5045)
    assert [one["value"] for one in figures_in(content)] == [None]


@pytest.mark.parametrize("question", ["JPN recognition", "JPN 2023 2024 recognition", "JPN 2024 happiness"])
def test_explain_refuses_what_is_no_question(run: Run, question: str) -> None:
    refused(run("figures", "explain", question))


@pytest.mark.usefixtures("no_tables")
def test_without_tables_official_figures_still_answer(run: Run) -> None:
    said = unwrapped(run("figures", "explain", "JPN 2024 recognition").out)

    assert "The authority published: 1.8 % (190 of 10,455)." in said
    assert "--source official" in refused(run("figures", "show", "M05", *KOREA))
    asked = ("--place", "JPN", "--year", "2024", "--stage", "pooled", "--source", "official", "--format", "json")
    (found,) = figures_in(run("figures", "show", "M05", *asked).json())
    assert (found["numerator"], found["denominator"], found["source"]) == (190, 10455, "official")
    assert found["citations"]


@pytest.mark.usefixtures("no_tables")
def test_official_figures_have_no_first_instance_and_no_invented_year(run: Run) -> None:
    asked = ("show", "M05", "--place", "JPN", "--source", "official")

    assert "pooled" in refused(run("figures", *asked, "--year", "2024", "--stage", "first"))
    assert "there is no number" in refused(run("figures", *asked, "--year", "2020", "--stage", "pooled"))
    assert "cannot be made of official figures" in refused(
        run("figures", "show", "M18", "--place", "JPN", "--year", "2020", "--source", "official")
    )


def test_cite_names_source_day_licence_and_caveats(run: Run) -> None:
    text = run("figures", "cite", "M05", *KOREA).out
    bibtex = run("figures", "cite", "M05", *KOREA, "--format", "bibtex").out
    (item,) = json.loads(run("figures", "cite", "M05", *KOREA, "--format", "csl").out)

    assert "32 of 3,022" in text
    assert "CC BY 4.0" in text
    assert "[2026-06-25]" in text
    assert "Small sums are not exact." in text
    assert bibtex.startswith("@misc{unhcr_refugee_recognition_rate_kor_2015_combined,")
    assert item["accessed"]["date-parts"][0] == [2026, 6, 25]
    assert item["type"] == "dataset"


def test_every_key_printed_stands_on_the_page_of_keys(run: Run) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "look-up" / "json.md").read_text(encoding="utf-8")
    asked = ("--place", "JPN", "--year", "2015", "--stage", "pooled", "--format", "json")
    printed = [
        run("figures", "show", "M05", *asked, "--sql", "--law-changes").json(),
        run("figures", "compare", "M05", *asked).json(),
        run("figures", "explain", "JPN 2024 recognition", "--format", "json").json(),
    ]

    assert {key for content in printed for key in keys_of(content) if f"`{key}`" not in page} == set()


def keys_of(content: object) -> Iterator[str]:
    """All keys; those of `parts` are names of columns."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield key
            if key != "parts":
                yield from keys_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from keys_of(value)


def test_letters_of_several_tables_are_those_of_the_notes(run: Run) -> None:
    ran = run("figures", "show", "M20", "--place", "JPN", "--origin", "MMR", "--from", "2020", "--to", "2024")
    rows = [line for line in ran.out.splitlines() if line.startswith("│ 2024")]
    notes = {line.split(")")[0].strip(): line for line in ran.out.splitlines() if line[2:4] == ") "}
    broken = [letter for letter, line in notes.items() if "changed what it counts" in line]

    assert len(rows) == 3
    assert broken[0] in rows[0].split("│")[-2].split()


@pytest.mark.parametrize("package", ["duckdb", "platformdirs", "xlsxwriter"])
def test_a_missing_package_is_named_with_the_command_that_gets_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str
) -> None:
    for module in ("query", "as_json"):
        monkeypatch.setattr(f"asylia.figures.{module}.find_spec", lambda name: None if name == package else name)
    ran = run("figures", "show", "M05", *KOREA, "--format", "xlsx", "--out", str(tmp_path / "a.xlsx"))

    assert f"the package {package} is not installed" in refused(ran)
