"""The reader of the law folder: one broken line, one sentence with file, line and mend; versions; reforms."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from asylia.compiled import content_hash
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, GOVERNING, LawData, Provision
from asylia.lawbook.reader import read_law
from asylia.lawbook.strict_yaml import read_yaml
from asylia.logic.expression import All, Const, Ref, names_in
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Bounds

DAY = timedelta(days=1)
BROKEN_LAW = Path(__file__).parents[1] / "data" / "broken_law.yaml"
STATUS, TERMS, DERIVATIONS = "japan/status.yaml", "japan/terms.yaml", "vocabulary/derivations.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the law to break."""
    return shutil.copytree(data_folder("law"), tmp_path / "law")


class Broken(NamedTuple):
    """A line of a file (found by its text) and what stands there instead; what the error then says."""

    file: str
    old: str
    new: str
    says: str = ""
    mend: str = ""
    points_below: int = 0
    """How many lines below the changed one the error points."""


def _broken() -> list[Broken]:
    top = Fields(read_yaml(BROKEN_LAW, name=BROKEN_LAW.name), BROKEN_LAW.name, "the file")
    return [_one_broken(Fields(value, BROKEN_LAW.name, "a broken line", line)) for value, line in top.items("broken")]


def _one_broken(fields: Fields) -> Broken:
    return Broken(
        fields.text("file"), fields.text("old"), fields.text("new"), fields.text("says"), fields.text("mend", ""),
        fields.number("points below", 0),
    )  # fmt: skip


def break_line(folder: Path, case: Broken) -> int:
    """Put the new text for the old where it first stands; the line on which that is."""
    path = folder / case.file
    text = path.read_text(encoding="utf-8")
    at = text.index(case.old)
    path.write_text(text[:at] + case.new + text[at + len(case.old) :], encoding="utf-8")
    return text.count("\n", 0, at) + 1


@pytest.mark.parametrize("case", _broken(), ids=lambda case: f"{case.file}: {case.says}")
def test_a_broken_line_is_named(folder: Path, case: Broken) -> None:
    line = break_line(folder, case)

    with pytest.raises(InputError) as caught:
        read_law(folder)

    error = caught.value
    assert (f"law/{case.file}", line + case.points_below) == (error.file, error.line)
    assert case.says in str(error)
    assert case.mend in (error.mend or "")
    assert "\n" not in str(error)


BROKEN_FILES = [
    ("empty", b"", "line 1: the file is empty"),
    ("binary", bytes(range(256)), "UTF-8"),
    ("with two documents", b"subject: status\n---\nprovisions: []\n", "line 2: a second document"),
    ("large", b"# " + b"x" * 5_000_000, "is the most that is read"),
]


@pytest.mark.parametrize(("content", "says"), [pytest.param(c, s, id=name) for name, c, s in BROKEN_FILES])
def test_a_broken_file_is_named(folder: Path, content: bytes, says: str) -> None:
    (folder / STATUS).write_bytes(content)

    with pytest.raises(InputError) as caught:
        read_law(folder)

    assert str(caught.value).startswith("law/japan/status.yaml")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "missing", ["places.yaml", "goals.yaml", "vocabulary/derivations.yaml", "international/treaties.yaml"]
)
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()

    with pytest.raises(InputError, match=f"law/{missing}: there is no such file"):
        read_law(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such law folder; check the path"):
        read_law(tmp_path / "nowhere")


PERSECUTOR = "            - persecutor_state\n"
HELD = "        - fear_subjectively_held\n"
CIRCLES = [
    ("a term that needs itself", TERMS, PERSECUTOR, "            - jp.persecutor\n", "jp.persecutor -> jp.persecutor"),
    ("two terms", TERMS, PERSECUTOR, "            - jp.refugee_definition\n", "jp.refugee_definition -> jp.persecutor"),
    (
        "a fact that follows from itself",
        DERIVATIONS,
        HELD,
        "        - well_founded_fear\n",
        "fear -> well_founded_fear",
    ),
    (
        "a fact that a provision needs",
        DERIVATIONS,
        HELD,
        "        - jp.refugee_definition\n",
        "well_founded_fear -> jp.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "circle"), [pytest.param(*c[1:], id=c[0]) for c in CIRCLES])
def test_circular_terms_are_refused(folder: Path, file: str, old: str, new: str, circle: str) -> None:
    break_line(folder, Broken(file, old, new))

    with pytest.raises(InputError, match="needs itself") as caught:
        read_law(folder)

    error = caught.value
    assert error.file in (f"law/{TERMS}", f"law/{DERIVATIONS}")
    text = (folder.parent / error.file).read_text(encoding="utf-8").splitlines()
    assert error.line is not None
    assert text[error.line - 1].strip().startswith(("- id: ", "- fact: "))
    assert circle in str(error)


def test_the_shipped_law_is_read_whole(lawbook: Lawbook) -> None:
    data = lawbook.data

    assert data.version == content_hash(data_folder("law"))
    assert {"JP", "INT"} <= {provision.place for provision in data.provisions.values()}
    for provision in data.provisions.values():
        for version in provision.versions:
            for name in names_in(version.holds):
                assert name in data.facts or name in data.provisions or name.startswith("treaty:"), (provision.id, name)


# --- versions ----------------------------------------------------------------------------------------------------


def _by_day(lawbook: Lawbook) -> list[Provision]:
    return [
        provision
        for provision in lawbook.data.provisions.values()
        if provision.place == "JP" and all(v.governed_by in (ASSESSMENT_DAY, DECISION_DAY) for v in provision.versions)
    ]


def test_each_boundary_day_has_the_right_version(lawbook: Lawbook) -> None:
    """On the first and last day of each version, and on the days beside them."""
    for provision in _by_day(lawbook):
        for version in provision.versions:
            days = [version.start - DAY, version.start, *((version.end, version.end + DAY) if version.end else ())]
            for day in days:
                covering = tuple(v for v in provision.versions if v.start <= day and (v.end is None or v.end >= day))

                law = lawbook.at(day, "JP")

                assert covering == law.versions.get(provision.id, ()), (provision.id, day)
                assert len(covering) <= 1
                if not covering:
                    assert Const(False) == law.formulas[provision.id]


BOUNDARIES = [
    ("jp.refugee_recognition", date(1981, 12, 31), None),
    ("jp.refugee_recognition", date(1982, 1, 1), date(1982, 1, 1)),
    ("jp.refugee_recognition", date(2005, 5, 15), date(1982, 1, 1)),
    ("jp.refugee_recognition", date(2005, 5, 16), date(2005, 5, 16)),
    ("jp.complementary_protection", date(2023, 11, 30), None),
    ("jp.complementary_protection", date(2023, 12, 1), date(2023, 12, 1)),
    ("jp.special_permission_to_stay", date(2024, 6, 9), date(2005, 7, 12)),
    ("jp.special_permission_to_stay", date(2024, 6, 10), date(2024, 6, 10)),
]


@pytest.mark.parametrize(("name", "day", "start"), BOUNDARIES)
def test_known_days_of_change(lawbook: Lawbook, name: str, day: date, start: date | None) -> None:
    versions = lawbook.at(day, "JP").versions.get(name, ())

    assert ([] if start is None else [start]) == [version.start for version in versions]


REVIEW = "jp.administrative_review"
GOVERNED = GOVERNING + "first_decision_received_on"


@pytest.mark.parametrize(
    ("received", "start"),
    [
        (date(2005, 5, 15), date(1982, 1, 1)),
        (date(2005, 5, 16), date(2005, 5, 16)),
        (date(2016, 3, 31), date(2005, 5, 16)),
        (date(2016, 4, 1), date(2016, 4, 1)),
        (date(2023, 11, 30), date(2016, 4, 1)),
        (date(2023, 12, 1), date(2023, 12, 1)),
    ],
)
def test_a_date_fact_picks_its_version(lawbook: Lawbook, received: date, start: date) -> None:
    """The day assessed lies long after: the text of the day of the notice still governs."""
    law = lawbook.at(date(2024, 7, 1), "JP")

    version = law.version_in_force(law.data.provisions[REVIEW], {GOVERNED: received})

    assert version is not None
    assert start == version.start


def test_texts_of_later_days_are_not_known_yet(lawbook: Lawbook) -> None:
    versions = lawbook.at(date(2016, 3, 31), "JP").versions[REVIEW]

    assert [date(1982, 1, 1), date(2005, 5, 16)] == [version.start for version in versions]


def _review(lawbook: Lawbook, received: Answer | None, **answers: Answer) -> Truth:
    law = lawbook.at(date(2024, 7, 1), "JP")
    given = answers if received is None else {**answers, GOVERNED: received}
    return law.program.evaluate(given)[law.program.place_of[REVIEW]]


def test_an_unknown_governing_date_settles_only_what_all_texts_share(lawbook: Lawbook) -> None:
    law = lawbook.at(date(2024, 7, 1), "JP")
    starts = [version.start for version in law.versions[REVIEW]]

    # No refusal and no cancellation: nothing to review under any text.
    nothing = dict.fromkeys((name for v in law.versions[REVIEW] for name in names_in(v.holds) if law.fact(name)), False)
    assert NO is _review(lawbook, None, **nothing)
    assert NO is _review(lawbook, Bounds(starts[0], None), **nothing)
    assert UNKNOWN is _review(lawbook, None)
    assert NO is _review(lawbook, date(1981, 12, 31))


def test_days_with_the_same_texts_share_one_law(lawbook: Lawbook) -> None:
    assert lawbook.at(date(2024, 7, 1), "JP") is lawbook.at(date(2024, 7, 2), "JP")
    assert lawbook.at(date(2024, 6, 9), "JP") is not lawbook.at(date(2024, 6, 10), "JP")


def test_a_treaty_binds_from_its_day(lawbook: Lawbook) -> None:
    """Japan: the Convention of 1951 since 1 January 1982."""
    before, after = (
        lawbook.at(day, "JP").formulas["treaty:refugee-convention"] for day in (date(1981, 12, 31), date(1982, 1, 1))
    )

    assert Const(False) == before
    assert Const(True) == after


# --- texts that are not certain ----------------------------------------------------------------------------------


def _uncertain(lawbook: Lawbook, **changes: object) -> Lawbook:
    provision = lawbook.data.provisions["jp.complementary_protection"]
    (version,) = provision.versions
    changed = replace(version, holds=Ref("is_child"), **changes)  # type: ignore[arg-type]  # fields of a version
    return lawbook.replace(replace(provision, versions=(changed,)))


def _complementary(lawbook: Lawbook, day: date, **answers: Answer) -> Truth:
    law = lawbook.at(day, "JP")
    return law.program.evaluate(answers)[law.program.place_of["jp.complementary_protection"]]


def test_a_text_of_low_confidence_is_answered_open(lawbook: Lawbook) -> None:
    """Never yes; no only where it would be no whatever the text is."""
    low = _uncertain(lawbook, confidence="low")

    assert _complementary(low, date(2024, 7, 1), is_child=True) is UNKNOWN
    assert _complementary(low, date(2024, 7, 1), is_child=False) is NO
    assert _complementary(_uncertain(lawbook, confidence="medium"), date(2024, 7, 1), is_child=True) is YES
    certain = "law_text_certain__jp.complementary_protection__2023-12-01"
    assert certain in low.at(date(2024, 7, 1), "JP").program.facts()
    assert low.at(date(2024, 7, 1), "JP").fact(certain) is None  # nobody can be asked


def test_a_text_that_is_certain_from_a_day_on_is_open_before(lawbook: Lawbook) -> None:
    later = _uncertain(lawbook, certain_from=date(2024, 6, 10))

    assert _complementary(later, date(2024, 6, 9), is_child=True) is UNKNOWN
    assert _complementary(later, date(2024, 6, 10), is_child=True) is YES
    assert _complementary(later, date(2023, 11, 30), is_child=True) is NO


# --- reforms -----------------------------------------------------------------------------------------------------


def _reformed(data: LawData, change: Callable[[Provision], Provision]) -> Lawbook:
    return Lawbook(data).replace(change(data.provisions["jp.complementary_protection"]))


def test_a_reform_leaves_the_original_as_it_was(lawbook: Lawbook) -> None:
    day = date(2024, 7, 1)
    before = lawbook.at(day, "JP").formulas["jp.complementary_protection"]

    reform = _reformed(
        lawbook.data,
        lambda p: replace(p, versions=tuple(replace(v, holds=Ref("in_territory")) for v in p.versions)),
    )

    assert Ref("in_territory") == reform.at(day, "JP").formulas["jp.complementary_protection"]
    assert before == lawbook.at(day, "JP").formulas["jp.complementary_protection"]
    assert before == lawbook.data.provisions["jp.complementary_protection"].versions[0].holds
    assert reform.data.version != lawbook.data.version
    others = {name: f for name, f in reform.at(day, "JP").formulas.items() if name != "jp.complementary_protection"}
    assert others == {n: f for n, f in lawbook.at(day, "JP").formulas.items() if n != "jp.complementary_protection"}


def test_a_reform_from_a_day_on(lawbook: Lawbook) -> None:
    """Two versions made in code, from one that was read: each day has its own."""
    change = date(2027, 1, 1)

    def two_versions(provision: Provision) -> Provision:
        (now,) = provision.versions
        later = replace(now, start=change, holds=All((Ref("in_territory"), Ref("is_child"))))
        return replace(provision, versions=(replace(now, end=change - DAY), later))

    reform = _reformed(lawbook.data, two_versions)

    now = lawbook.data.provisions["jp.complementary_protection"].versions[0].holds
    for day, holds in ((change - DAY, now), (change, All((Ref("in_territory"), Ref("is_child"))))):
        assert holds == reform.at(day, "JP").formulas["jp.complementary_protection"]


def test_a_reform_may_add_a_provision(lawbook: Lawbook) -> None:
    model = lawbook.data.provisions["jp.complementary_protection"]
    added = replace(model, id="jp.new_status", versions=(replace(model.versions[0], holds=Ref("is_child")),))

    reform = lawbook.replace(added)

    law = reform.at(date(2024, 7, 1), "JP")
    assert YES is law.program.evaluate({"is_child": True})[law.program.place_of["jp.new_status"]]
    assert "jp.new_status" not in lawbook.at(date(2024, 7, 1), "JP").formulas
