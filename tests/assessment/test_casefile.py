"""Case files: what may be written, what it is read as, and what is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.assessment.answers import read_answer, write_answer
from asylia.assessment.casefile import CaseFile, read_case, read_case_file, write_case
from asylia.assessment.known import known_at
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import Fact, LawData
from asylia.lawbook.strict_yaml import MAX_BYTES
from asylia.logic.values import Answer, Bounds, Point, WhyUnknown


@cache
def law() -> LawData:
    """The shipped law, once for all examples."""
    return load_law(data_folder("law"))


def read(text: str) -> CaseFile:
    """The case in a text."""
    return read_case(text.encode(), "case.yaml", law())


# --- answers -----------------------------------------------------------------------------------------------------

YES_NO, COUNT, DATE = "stateless", "age", "claim_filed_on"
ANSWERS: list[tuple[str, object, Answer]] = [
    (YES_NO, True, True),
    (YES_NO, "yes", True),
    (YES_NO, "No", False),
    (YES_NO, "true", True),
    (COUNT, 17, 17),
    (COUNT, 0, 0),
    (COUNT, "17", 17),
    (COUNT, "at least 2", Bounds(2, None)),
    (COUNT, "at most 2", Bounds(0, 2)),
    (COUNT, "more than 2", Bounds(3, None)),
    (COUNT, "fewer than 2", Bounds(0, 1)),
    (COUNT, "less than 1", Bounds(0, 0)),
    (COUNT, "16 to 18", Bounds(16, 18)),
    (COUNT, "16 - 18", Bounds(16, 18)),
    (COUNT, {"at least": 16}, Bounds(16, None)),
    (COUNT, {"at least": 16, "at most": 18}, Bounds(16, 18)),
    (DATE, date(2021, 3, 5), date(2021, 3, 5)),
    (DATE, "2021-03-05", date(2021, 3, 5)),
    (DATE, "2021-03", Bounds(date(2021, 3, 1), date(2021, 3, 31))),
    (DATE, "2024-02", Bounds(date(2024, 2, 1), date(2024, 2, 29))),
    (DATE, 2021, Bounds(date(2021, 1, 1), date(2021, 12, 31))),
    (DATE, "spring 2021", Bounds(date(2021, 3, 1), date(2021, 5, 31))),
    (DATE, "summer of 2021", Bounds(date(2021, 6, 1), date(2021, 8, 31))),
    (DATE, "2021 autumn", Bounds(date(2021, 9, 1), date(2021, 11, 30))),
    (DATE, "Fall 2021", Bounds(date(2021, 9, 1), date(2021, 11, 30))),
    (DATE, "winter 2023", Bounds(date(2023, 12, 1), date(2024, 2, 29))),
    (DATE, "before 2021-03-05", Bounds(None, date(2021, 3, 4))),
    (DATE, "before 2021", Bounds(None, date(2020, 12, 31))),
    (DATE, "after 2021-03", Bounds(date(2021, 4, 1), None)),
    (DATE, "by 2021-03", Bounds(None, date(2021, 3, 31))),
    (DATE, "since spring 2021", Bounds(date(2021, 3, 1), None)),
    (DATE, {"earliest": "2021-03", "latest": "2021-05"}, Bounds(date(2021, 3, 1), date(2021, 5, 31))),
    (DATE, {"earliest": date(2021, 3, 5)}, Bounds(date(2021, 3, 5), None)),
    (DATE, {"latest": 2021}, Bounds(None, date(2021, 12, 31))),
    ("country_of_nationality", "MMR", "MMR"),
    ("country_of_nationality", "MM", "MMR"),
    ("case_category", "A", "A"),
    *((fact, why.value, why) for fact in (YES_NO, COUNT, DATE, "case_category") for why in WhyUnknown),
    (YES_NO, "unknown", WhyUnknown.NOT_ASKED),
    (DATE, "Do not know", WhyUnknown.PERSON_DOES_NOT_KNOW),
]


@pytest.mark.parametrize(("fact", "written", "answer"), ANSWERS)
def test_answers_are_read(fact: str, written: object, answer: Answer) -> None:
    assert answer == read_answer(written, law().facts[fact], law())


WRONG: list[tuple[str, object, str]] = [
    (YES_NO, "maybe", "stateless is a yes/no fact and cannot be 'maybe'; write true, false"),
    (YES_NO, 1, "cannot be 1"),
    (YES_NO, [True], r"cannot be \[True\]"),
    (COUNT, True, "age is a count and cannot be True"),
    (COUNT, -1, "age is a count and cannot be -1"),
    (COUNT, "many", "age is a count and cannot be 'many'; write 2"),
    (COUNT, "at least 3 to 5", "is a count and cannot be"),
    (COUNT, "fewer than 0", "is a count and cannot be"),
    (COUNT, "5 to 3", "the lower bound 5 lies above the upper bound 3; change them round"),
    (COUNT, {"at least": 5, "at most": 3}, "lower bound 5 lies above the upper bound 3"),
    (COUNT, {"at least": True}, "is a count and cannot be"),
    (COUNT, {"at least": 1, "about": 2}, "is a count and cannot be"),
    (COUNT, {}, "is a count and cannot be"),
    (COUNT, date(2024, 1, 1), "is a count and cannot be"),
    (DATE, True, "is a date and cannot be True"),
    (DATE, "soon", "claim_filed_on is a date and cannot be 'soon'; write 2024-06-10"),
    (DATE, "2021-13", "claim_filed_on: 2021-13 is no day of the calendar; check year, month and day"),
    (DATE, "2021-00", "2021-00 is no day of the calendar"),
    (DATE, "2021-02-29", "2021-02-29 is no day of the calendar"),
    (DATE, "2021-03-00", "2021-03-00 is no day of the calendar"),
    (DATE, "0000", "0000 is no day of the calendar"),
    (DATE, "winter 9999", "winter 9999 is no day of the calendar"),
    (DATE, "after 9999", "is a date and cannot be"),
    (DATE, "before 0001-01-01", "is a date and cannot be"),
    (DATE, "monsoon 2021", "is a date and cannot be"),
    (DATE, "10/06/2024", "is a date and cannot be"),
    (DATE, {"earliest": "2022", "latest": "2021"}, "lies above the upper bound 2021-12-31"),
    (DATE, {"earliest": "soon"}, "is a date and cannot be"),
    (DATE, {"from": "2021"}, "is a date and cannot be"),
    (DATE, 20210305, "is a date and cannot be"),
    ("case_category", "Z", "case_category cannot be 'Z'; choose one of A, B"),
    ("procedure_stage", "first_instanse", "did you mean 'first_instance'"),
    ("country_of_nationality", "Myanmar", "'Myanmar' is no country code; write the three letters"),
    ("country_of_nationality", 3, "is no country code"),
]


@pytest.mark.parametrize(("fact", "written", "says"), WRONG)
def test_wrong_answers_are_refused(fact: str, written: object, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_answer(written, law().facts[fact], law())

    assert "\n" not in str(caught.value)


# --- files -------------------------------------------------------------------------------------------------------

CASE = """\
jurisdiction: JP
assessed on: 2024-07-01
answers:
  stateless: false
  age: at least 18
  well_founded_fear: person does not know
answers at:
  JP: {in_territory: true, claim_filed_on: spring 2021}
  KR: {in_territory: false}
kinship: {former_zainichi: parent.sibling}
"""
EXPECTED = CaseFile(
    ("JP",),
    date(2024, 7, 1),
    {"stateless": False, "age": Bounds(18, None), "well_founded_fear": WhyUnknown.PERSON_DOES_NOT_KNOW},
    {
        "JP": {"in_territory": True, "claim_filed_on": Bounds(date(2021, 3, 1), date(2021, 5, 31))},
        "KR": {"in_territory": False},
    },
    {"former_zainichi": "parent.sibling"},
)


def test_a_case_in_yaml() -> None:
    assert read(CASE) == EXPECTED


def test_the_same_case_in_json() -> None:
    content = {
        "jurisdiction": "JP",
        "assessed_on": "2024-07-01",
        "answers": {"stateless": False, "age": {"at least": 18}, "well_founded_fear": "person does not know"},
        "answers_at": {"JP": {"in_territory": True, "claim_filed_on": "spring 2021"}, "KR": {"in_territory": False}},
        "kinship": {"former_zainichi": "parent.sibling"},
    }
    for text in (json.dumps(content), json.dumps(content, indent=2), "\ufeff" + json.dumps(content)):
        assert read(text) == EXPECTED


def test_answers_about_host_and_place_hold_for_the_own_place_only() -> None:
    case = read("jurisdiction: JP\nanswers: {stateless: true, in_territory: true}\n")

    assert case.answers == {"stateless": True}
    assert case.at("JP") == {"stateless": True, "in_territory": True}
    assert case.at("KR") == {"stateless": True}


def test_an_answer_at_a_place_stands_before_the_general_one() -> None:
    case = read("jurisdiction: JP\nanswers: {stateless: true}\nanswers at: {JP: {stateless: contested}}\n")

    assert case.at("JP") == {"stateless": WhyUnknown.CONTESTED}
    assert case.at("KR") == {"stateless": True}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("jurisdiction: JP", ("JP",)),
        ("jurisdiction: jp", ("JP",)),
        ("jurisdictions: [JP]", ("JP",)),
        ("jurisdictions: [JP, JP]", ("JP",)),
        ("answers: {stateless: true}", ()),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert places == read(text).places


def test_all_stands_for_every_place_with_law() -> None:
    with_law = {p.place for p in law().provisions.values()} - {"INT"}

    assert with_law == set(read("jurisdictions: all").places)


def test_old_names_are_read_as_the_common_ones() -> None:
    case = read("jurisdiction: JP\nanswers: {application_date: 2021-03-05, feared_harm_detention: true}\n")

    assert {"claim_filed_on": date(2021, 3, 5), "feared_harm_imprisonment": True} == case.at("JP")


@pytest.mark.parametrize(("written", "answer"), [("true", False), ("false", True), ("contested", WhyUnknown.CONTESTED)])
def test_a_name_of_the_opposite_turns_the_answer_round(written: str, answer: Answer) -> None:
    assert {"stateless": answer} == read(f"answers: {{has_nationality: {written}}}").answers


def test_a_name_that_fixes_its_place() -> None:
    case = read("jurisdiction: JP\nanswers: {in_hong_kong: false, in_territory: true}\n")

    assert case.answers_at == {"HK": {"in_territory": False}, "JP": {"in_territory": True}}


def test_examples_are_read_and_written() -> None:
    files = [path for path in data_folder("examples").iterdir() if path.suffix in (".yaml", ".json")]

    assert len(files) >= 3
    for path in files:
        case = read_case_file(path, law())
        assert case == read(write_case(case))


ONE_FACT = "'stateless' and 'has_nationality' are one fact (stateless) and contradict each other; keep one"
REFUSED = [
    ("", "the file is empty", None),
    ("  \n\n", "the file is empty", None),
    ("# nothing\n", "the file is empty", 1),
    ("- JP\n", "a mapping of keys was expected", 1),
    ("[1, 2]", "a mapping of keys was expected", 1),
    ("name: A B\n", "'name' would hold a name or contact, which asylia never keeps; take it out", 1),
    ("jurisdiction: JP\nFull name: A\n", "'Full name' would hold a name or contact", 2),
    ("氏名: 甲\n", "'氏名' would hold a name or contact", 1),
    ("answers: {first_name: A}\n", "'first_name' would hold a name or contact", 1),
    ("answers:\n  stateless: true\n  email: a@b\n", "'email' would hold a name or contact", 3),
    ("jurisdicton: JP\n", "unknown key 'jurisdicton' in a case file; did you mean 'jurisdiction'?", 1),
    ("jurisdiction: JP\nstateless: true\n", "unknown key 'stateless' in a case file; facts stand under 'answers:'", 2),
    ("answers:\n  statless: true\n", "there is no fact 'statless'; did you mean 'stateless'?", 2),
    ("answers:\n  xyz: true\n", "there is no fact 'xyz'; check the spelling", 2),
    ("answers: [stateless]\n", "answers must be a mapping", None),
    ("answers:\n  stateless: 3\n", "stateless is a yes/no fact and cannot be 3", 2),
    ("answers:\n  born_on: 2021-02-30\n", "2021-02-30 is no day of the calendar", 2),
    ("answers:\n  born_on: '2021-02-30'\n", "2021-02-30 is no day of the calendar", 2),
    ("answers:\n  stateless: yes\n", "'yes' is read as true or false elsewhere", 2),
    ("answers:\n  in_territory: true\n", "depends on the place, and the case names no jurisdiction", 2),
    ("answers:\n  bar_cat_3: true\n", "'bar_cat_3' is worked out from other facts and cannot be answered", 2),
    ("answers at: {XX: {in_territory: true}}\n", "there is no jurisdiction 'XX'", 1),
    ("jurisdiction: XX\n", "there is no law of a jurisdiction 'XX' here; choose from JP", 1),
    ("jurisdictions: [JP, XX]\n", "there is no law of a jurisdiction 'XX'", 1),
    ("jurisdiction: INT\n", "there is no law of a jurisdiction 'INT'", 1),
    ("jurisdiction: JP\njurisdictions: [JP]\n", "unknown key 'jurisdictions'", 2),
    ("assessed on: 2021-03\n", "'assessed on' must be one day", 1),
    ("assessed on: '2021-02-30'\n", "2021-02-30 is no day of the calendar", 1),
    ("assessed on: soon\n", "assessed on is a date", 1),
    ("assessed on: 2021-03-01\nassessed_on: 2022-03-01\n", "'assessed_on' stands twice", 2),
    ("kinship: {uncle: parent}\n", "nothing in the law asks for kinship to 'uncle'", 1),
    ("kinship: parent\n", "'kinship' must map names to texts", 1),
    ("answers:\n  stateless: true\n  has_nationality: true\n", ONE_FACT, 3),
    ("answers:\n  stateless: true\n  stateless: false\n", "'stateless' stands twice", 3),
    ('{"answers": {"stateless": true, "stateless": false}}', "'stateless' stands twice", 1),
    ('{"answers": {"stateless": tru}}', "JSON: Expecting value; check commas and quotes", 1),
    ('{\n"answers": {"stateless": true,}}', "JSON: ", 2),
    ('{"answers": {"age": 1.5}}', "age is a count and cannot be 1.5", 1),
    ('{"answers": {"age": null}}', "age is a count and cannot be None", 1),
    ('{"answers": {"age": NaN}}', "age is a count and cannot be nan", 1),
    ('{"answers": {"age": ' + "9" * 5000 + "}}", "a number is too long", None),
    ('{"a":' * 50_000 + "1", "nested too deep", None),
    ('{"jurisdiction": "JP"} {}', "JSON: Extra data", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says", "line"), REFUSED, ids=lambda value: str(value)[:40])
def test_bad_files_are_refused_in_one_sentence(text: str, says: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        read(text)

    error = caught.value
    assert says in str(error)
    assert "case.yaml" in str(error)
    assert "\n" not in str(error)
    if line is not None:
        assert line == error.line


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"{\xff", bytes(range(256)), b"answers:\x00"])
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="not text"):
        read_case(raw, "case.yaml", law())


def test_large_files_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    known = law()  # its own files may be read now, and not while none may be
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("was read"))

    with pytest.raises(InputError, match="50,000,000 bytes; a case file has at most 4,000,000"):
        read_case_file(path, known)
    with pytest.raises(InputError, match="a case file has at most"):
        read_case(b"#" * (MAX_BYTES + 1), "standard input", known)


def test_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file; check the path"):
        read_case_file(tmp_path / "absent.yaml", law())
    with pytest.raises(InputError, match="the file cannot be read"):
        read_case_file(tmp_path, law())


CONTRADICTIONS: list[tuple[Mapping[str, Answer], tuple[str, ...]]] = [
    (dict.fromkeys(facts, True), facts)
    for facts in (
        ("stateless", "outside_country_of_nationality"),
        ("persecutor_state", "state_protection_available"),
        ("first_instance_pending", "first_instance_refused"),
        ("leading_role", "mere_participant"),
    )
] + [
    ({"well_founded_fear": True, "risk_objectively_supported": False}, ("well_founded_fear", "risk_objectively")),
    ({"country_of_nationality": "MMR", "national_of_mmr": False}, ("country_of_nationality", "national_of_mmr")),
    ({"born_on": date(1990, 1, 1), "is_child": True}, ("is_child", "age", "born_on")),
]


@pytest.mark.parametrize(("answers", "named"), CONTRADICTIONS)
def test_a_contradiction_names_the_facts(
    lawbook: Lawbook, answers: Mapping[str, Answer], named: tuple[str, ...]
) -> None:
    day = date(2024, 7, 1)

    with pytest.raises(InputError, match="change one of them") as caught:
        known_at(CaseFile(("JP",), None, {}, {"JP": answers}), lawbook.at(day, "JP"), day)

    for name in named:
        assert name in str(caught.value)


# --- times -------------------------------------------------------------------------------------------------------

ARREST = "2026-11-20T22:10:00+09:00"


def test_time_gives_its_day_too() -> None:
    case = read(f"jurisdiction: JP\ntimes: {{arrested_on: '{ARREST}'}}")

    assert case.times == {"arrested_on": datetime.fromisoformat(ARREST)}
    assert case.at("JP") == {"arrested_on": date(2026, 11, 20)}


@pytest.mark.parametrize(("moment", "there"), [("2026-11-20T14:59Z", 20), ("2026-11-20T15:00Z", 21)])
def test_day_of_a_time_is_that_of_the_place(moment: str, there: int) -> None:
    assert read(f"jurisdiction: JP\ntimes: {{arrested_on: {moment}}}").at("JP") == {
        "arrested_on": date(2026, 11, there)
    }


def test_time_at_the_end_of_all_calendars_is_read() -> None:
    assert read("jurisdiction: JP\ntimes: {arrested_on: '9999-12-31T23:00-10:00'}").at("JP") == {
        "arrested_on": date(9999, 12, 31)
    }


def test_time_of_a_fact_about_the_person_needs_no_place() -> None:
    assert read(f"times: {{born_on: '{ARREST}'}}").answers == {"born_on": date(2026, 11, 20)}


def test_day_and_time_may_both_be_given() -> None:
    text = f"jurisdiction: JP\nanswers at: {{JP: {{arrested_on: 2026-11-20}}}}\ntimes: {{arrested_on: '{ARREST}'}}"

    assert read(text).at("JP") == {"arrested_on": date(2026, 11, 20)}


WRONG_TIMES = [
    ("jurisdiction: JP\ntimes: {arrested_on: '2026-11-20T22:10'}", "line 2: the time '2026-11-20T22:10' has no zone"),
    ("jurisdiction: JP\ntimes: {arrested_on: '2026-11-20'}", "line 2: the time '2026-11-20' has no zone; add it"),
    ("jurisdiction: JP\ntimes: {arrested_on: '2026-11-20T25:10+09:00'}", "line 2: '2026-11-20T25:10+09:00' is no time"),
    (
        f"jurisdiction: JP\ntimes: {{arested_on: '{ARREST}'}}",
        "there is no date fact 'arested_on'; did you mean 'arrested",
    ),
    (f"jurisdiction: JP\ntimes: {{stateless: '{ARREST}'}}", "line 2: there is no date fact 'stateless'"),
    (f"times: {{arrested_on: '{ARREST}'}}", "line 1: arrested_on depends on the place, and the case names no"),
    (
        f"jurisdiction: JP\nanswers at: {{JP: {{arrested_on: 2026-11-21}}}}\ntimes: {{arrested_on: '{ARREST}'}}",
        "line 3: the time of arrested_on lies on another day than its answer; change one of them",
    ),
    ("jurisdiction: JP\ntimes: [arrested_on]", "line 2"),
]


@pytest.mark.parametrize(("text", "says"), WRONG_TIMES)
def test_wrong_time_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)

    assert says in str(refused.value)


# --- round trip --------------------------------------------------------------------------------------------------


def _answers(fact: Fact) -> st.SearchStrategy[Answer]:
    known: dict[str, st.SearchStrategy[Answer]] = {
        "yes/no": st.booleans(),
        "choice": st.sampled_from(fact.choices or ("",)),
        "count": st.integers(0, 999_999) | _bounds(st.integers(0, 999_999)),
        "date": st.dates() | _bounds(st.dates()),
    }
    return known[fact.type] | st.sampled_from(WhyUnknown)


def _bounds(ends: st.SearchStrategy[Point]) -> st.SearchStrategy[Answer]:
    def between(one: Point, other: Point) -> Bounds:
        return Bounds(one, other) if one <= other else Bounds(other, one)  # type: ignore[operator]  # one type

    return st.builds(between, ends, ends) | st.builds(Bounds, ends, st.none()) | st.builds(Bounds, st.none(), ends)


@st.composite
def case_files(draw: st.DrawFn) -> CaseFile:
    """Case files over the whole vocabulary."""
    facts = law().facts
    place = draw(st.sampled_from([(), ("JP",)]))
    chosen = [facts[name] for name in draw(st.lists(st.sampled_from(sorted(facts)), max_size=12, unique=True))]
    general = {fact.id: draw(_answers(fact)) for fact in chosen if fact.about == "person" and draw(st.booleans())}
    scoped = {
        code: {fact.id: draw(_answers(fact)) for fact in chosen if fact.about != "person" and draw(st.booleans())}
        for code in draw(st.sets(st.sampled_from(["JP", "KR", "HK"])))
    }
    kinship = draw(st.sampled_from([{}, {"former_zainichi": "parent.parent.child"}]))
    assessed = draw(st.none() | st.dates())
    own = {**general, **(scoped.get("JP", {}) if place else {})}
    times = {
        fact: datetime.combine(day, draw(st.times(time(9), time(23))), timezone(timedelta(hours=9)))
        for fact, day in own.items()
        if isinstance(day, date) and day.year > 1 and draw(st.booleans())
    }
    found = {code: answers for code, answers in scoped.items() if answers}
    return CaseFile(place, assessed, general, found, kinship, times)


@given(case_files())
def test_what_is_written_is_read_back_as_the_same(case: CaseFile) -> None:
    assert case == read(write_case(case))


@given(st.data())
def test_an_answer_is_written_as_it_is_read(data: st.DataObject) -> None:
    fact = law().facts[data.draw(st.sampled_from(sorted(law().facts)))]
    answer = data.draw(_answers(fact))

    assert answer == read_answer(write_answer(answer), fact, law())


def test_one_answer_set_and_taken_back() -> None:
    case = CaseFile(("JP",), None, {"stateless": True})
    place_fact, person_fact = law().facts["in_territory"], law().facts["stateless"]

    with_place = case.with_answer(place_fact, True, "JP")

    assert replace(case, answers_at={"JP": {"in_territory": True}}) == with_place
    assert with_place.with_answer(person_fact, False, "JP").at("JP") == {"stateless": False, "in_territory": True}
    assert with_place.with_answer(person_fact, None, "JP").at("JP") == {"in_territory": True}
    assert with_place.with_answer(place_fact, None, "JP").at("JP") == {"stateless": True}
