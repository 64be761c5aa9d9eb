"""Codes as people type them, and the data of the measures: strict, complete, and without a country in code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.figures import caveats as caveats_module
from asylia.figures import query
from asylia.figures.caveats import caveats
from asylia.figures.definitions import definitions
from asylia.figures.places import code_in_tables, code_named, countries, place_name
from asylia.figures.query import Tables, sql_text
from asylia.figures.tables import SHAPES
from asylia.folders import data_folder
from asylia.languages.texts import texts_in


@pytest.mark.parametrize(("typed", "code"), [("KOR", "KOR"), ("kr", "KOR"), (" hk ", "HKG"), ("wld", "WLD")])
def test_codes_are_taken_as_people_type_them(typed: str, code: str) -> None:
    assert code == code_named(typed)


def test_the_world_is_no_origin_and_the_stateless_are_no_place() -> None:
    assert code_named("xxa", origin=True) == "XXA"
    with pytest.raises(InputError):
        code_named("XXA")
    with pytest.raises(InputError):
        code_named("WLD", origin=True)


def test_unhcrs_own_codes_are_refused_or_named(rows: Tables) -> None:
    code, remark = code_in_tables("AUS", rows)

    assert code == "AUS"
    assert remark == "AUS is Australia here; Austria is AUT (UNHCR's own code for Austria is AUS)"
    assert code_in_tables("jpn", rows) == ("JPN", None)
    with pytest.raises(InputError, match="GFR is UNHCR's own code for Germany; write DEU"):
        code_in_tables("GFR", rows)
    with pytest.raises(InputError, match="did you mean 'JPN'"):
        code_in_tables("JPX", rows)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_origins_have_names_in_every_language(language: str) -> None:
    said = texts_in(language)

    assert [code for code in (*countries(), "UNK", "XXA", "TIB", "WLD") if "[en]" in place_name(code, said)] == []


def test_the_measures_are_m01_to_m22() -> None:
    ids = [one.id for one in definitions().measures.values()]

    assert [*(f"M{n:02}" for n in range(1, 7)), "M06e", *(f"M{n:02}" for n in range(7, 23))] == ids
    assert all(set(one.tables) <= set(SHAPES) for one in definitions().measures.values())


def test_every_level_of_the_tables_belongs_to_a_stage() -> None:
    codes = dict(SHAPES["asylum_decisions"].codes)["dec_level"]

    assert set(codes) == {level for levels in definitions().stages.values() for level in levels}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: rate", "kind: ratio", "'kind' is 'ratio'"),
        ("first: [FI, NA", "first: [FI, AR", "the level 'AR' stands in two stages"),
        ("    rest: [dec_other, dec_rejected]", "    rest: [dec_recognized]", "stands in 'rest' as well"),
        ("    rest: [dec_other, dec_rejected]", "    rest: [dec_total]", "four outcomes"),
        ("null_if: [SPLIT_OUTCOME_LEVELS]", "null_if: [SPLIT]", "'SPLIT' is none of"),
        ("numerator: [pending_all]", "numerator: [pending_al]", "did you mean 'pending_all'"),
        ("    caveat: Not persons", "    caveats: Not persons", "has no 'caveat'"),
    ],
)
def test_definitions_are_read_strictly(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (data_folder("figures") / "definitions.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "definitions.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=re.escape(says)):
        definitions(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("flag: SERIES_BREAK", "flag: BREAK", "'flag' is 'BREAK'"),
        ("place: JPN", "place: Japan", "is no code of a place"),
        ("to: 2024", "to: 2023", "lies before 'from'"),
        ("measures: [new_applications]", "measures: [applications]", "there is no measure 'applications'"),
        ("    why:", "    because:", "has no 'why'"),
    ],
)
def test_caveats_are_read_strictly(tmp_path: Path, old: str, new: str, says: str) -> None:
    shutil.copy(data_folder("figures") / "caveats.yaml", tmp_path)
    path = tmp_path / "caveats.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=re.escape(says)):
        caveats(tmp_path)


def test_no_country_stands_in_code_or_sql() -> None:
    folder = Path(query.__file__).parent
    code = [*folder.glob("*.py"), *folder.glob("sql/*.sql")]
    places = {caveat.place for caveat in caveats()} | {"HKG", "MAC"}
    quoted = re.compile(rf"""["']({"|".join(sorted(places))})["']""")

    assert [path.name for path in code if quoted.search(path.read_text(encoding="utf-8"))] == []
    assert caveats_module.FILE == "caveats.yaml"


def test_questions_bind_what_is_asked_and_format_nothing(rows: Tables) -> None:
    hostile = "x' OR 1=1 --"

    assert rows.rows("decisions", place=hostile, first=2015, last=2015) == []
    assert "{" not in "".join(sql_text(path.stem) for path in (Path(query.__file__).parent / "sql").glob("*.sql"))


def test_every_question_has_a_first_line_that_says_what_it_answers() -> None:
    for path in (Path(query.__file__).parent / "sql").glob("*.sql"):
        assert path.read_text(encoding="utf-8").startswith("-- "), path.name
