"""`asylia directory find`."""

from __future__ import annotations

import pytest

from tests.cli.running import Run, refused, unwrapped, wide_lines

AT = ("--at", "2026-11-24T10:00")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--in", "JP", "--need", "legal", "--lang", "ur"),
        ("--in", "JP", "--need", "shelter.tonight", "--near", "大阪", "--lang", "ja", "--all"),
        ("--in", "KR", "--need", "detention", "--audience", "detained", "--lang", "ko"),
        ("--in", "HK", "--need", "food_goods", "--lang", "zh-Hant", "--deadline", "2026-11-27"),
        ("--in", "CN", "--need", "shelter", "--lang", "zh-Hans", "--speaks", "ug", "--own-state-threat"),
        (
            "--in",
            "MO",
        ),
    ],
)
def test_it_reads_well_and_has_all_its_words(arguments: tuple[str, ...], run: Run) -> None:
    ran = run("directory", "find", *arguments, *AT)

    assert ran.code == 0
    assert "match_" not in ran.out
    assert [line for line in wide_lines(ran.out) if "http" not in line] == []


def test_the_language_of_the_output_is_also_one_that_is_wanted(run: Run) -> None:
    urdu = run("directory", "find", "--in", "JP", "--need", "legal", "--lang", "ur", "--all", *AT)
    japanese = run("directory", "find", "--in", "JP", "--need", "legal", "--lang", "ja", *AT, "--format", "json").json()

    said = unwrapped(urdu.out)
    assert "There are no words in this language here yet (Urdu (ur)): what follows is in English." in said
    assert "language: Urdu (ur)" in said
    assert "Interpreters by phone: Japan Legal Support Center" in said
    assert japanese["asked"]["languages"] == ["ja"]


def test_json_has_reasons_for_every_hit_and_warnings_before(run: Run) -> None:
    printed = run(
        "directory", "find", "--in", "JP", "--need", "legal", "--own-state-threat", "--no-permit", "--all", *AT,
        "--format", "json",
    ).json()  # fmt: skip
    hits = [*printed["first"], *printed["others"]]

    assert [warning["id"] for warning in printed["warnings"]] == ["own_state"]
    assert len(hits) == printed["count"]
    assert len(printed["first"]) == 3
    assert all(hit["reasons"] for hit in hits)
    assert [hit["id"] for hit in hits][-2:] == ["isa-tokyo", "isa-nagoya"] or hits[-1]["id"].startswith("isa-")
    assert all(w["id"] == "can_detain" for hit in hits if hit["id"].startswith("isa-") for w in hit["warnings"])


def test_d7_the_line_with_interpreters_comes_with_its_notes_too(run: Run) -> None:
    """In Korea that line is a public authority. In Japan it is none, and has no note."""
    korea, japan = (
        unwrapped(run("directory", "find", "--in", place, "--need", "stateless", "--speaks", "my", *AT).out)
        for place in ("KR", "JP")
    )

    assert "(kis-1345). The language asked for is not on its list: ask. ! Public authority." in korea
    assert "(houterasu). The language asked for is not on its list: ask. → 0570-078377" in japan


def test_markdown_and_its_short_name_are_one(run: Run) -> None:
    long, short = (
        run("directory", "find", "--in", "HK", "--need", "legal", *AT, "--format", name) for name in ("markdown", "md")
    )

    assert long.out == short.out
    assert long.out.startswith("# Who can help: Hong Kong")


def test_plain_words_are_answered_with_a_code_never_taken_as_one(run: Run) -> None:
    assert "did you mean 'shelter.tonight'?" in refused(run("directory", "find", "--in", "JP", "--need", "bed tonight"))
    assert "did you mean 'legal'?" in refused(run("directory", "find", "--in", "JP", "--need", "legl"))
    assert "choose from legal, detention" in refused(run("directory", "find", "--in", "JP", "--need", "xyz"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--in", "XX"), "there is no place 'XX'"),
        (("--in", "JP", "--audience", "detaind"), "did you mean 'detained'?"),
        (("--in", "JP", "--near", "Osakka"), "there is no area 'Osakka'"),
        (("--in", "JP", "--at", "tomorrow"), "'tomorrow' is no moment"),
        (("--in", "JP", "--on", "2026-11-24", *AT), "--on and --at say two different things"),
        (("--in", "JP", "--deadline", "soon"), "'soon' is no day"),
        (("--in", "JP", "--lang", "klingonese"), "'klingonese' is no language"),
        (("--in", "JP", "--no-permit", "--audience", "legal_stay"), "nobody is legal_stay and no_status at once"),
    ],
)
def test_wrong_input_is_one_sentence(arguments: tuple[str, ...], says: str, run: Run) -> None:
    assert says in refused(run("directory", "find", *arguments))


def test_hours_are_those_of_the_place(run: Run) -> None:
    tokyo = run("directory", "find", "--in", "JP", "--need", "legal", "--at", "2026-11-24T01:00+00:00")

    assert "2026-11-24 10:00 Asia/Tokyo" in tokyo.out
    assert "open now by its usual hours" in unwrapped(tokyo.out)


def test_p12_calls_stay_in_the_list_of_the_phone(run: Run) -> None:
    assert "Calls stay in the phone's list of calls." in run("directory", "find", "--in", "JP", *AT).out


def test_an_assessment_names_who_can_help(run: Run) -> None:
    case = "examples/opposition-member-overstayed.yaml"
    shown = run("assess", case).out
    printed = run("assess", case, "--format", "json", "--speaks", "lg").json()

    assert "Who can help" in shown
    help_there = printed["help"][0]
    assert help_there["jurisdiction"] == "JP"
    assert help_there["first"][0]["id"] == "jar"
    assert help_there["asked"]["languages"] == ["lg"]
