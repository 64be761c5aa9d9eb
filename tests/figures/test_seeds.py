"""The numbers that the seeds quote: what bears them out, what only looks so, and what cannot be known here."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.figures.official import read_official
from asylia.figures.query import Tables, open_tables
from asylia.figures.read_seeds import NONE, read_seeds
from asylia.figures.seeds import STATUSES, Outcome, check_seeds
from asylia.folders import data_folder
from asylia.languages.levels import complete_languages
from asylia.languages.texts import texts_in
from tests.figures.small_tables import PLACES, application, decision, small_tables, take_in, write_tables

Outcomes = dict[str, Outcome]


def outcomes(tables: Tables | None = None) -> Outcomes:
    return {one.seed.id: one for one in check_seeds(read_seeds(), read_official(), tables)}


def with_tables(tmp_path: Path, **more: list[dict[str, object]]) -> Tables:
    """UNHCR's tables with a few rows of 2015 to 2020."""
    tables = small_tables()
    for table, rows in more.items():
        tables[table] += rows
    return open_tables(take_in(write_tables(tmp_path / "in", tables), tmp_path / "home").release)


def test_all_sixty_two_are_answered_from_what_is_shipped() -> None:
    found = outcomes()
    assert len(found) == 62
    assert set(found) == {f"SF{number:03}" for number in range(1, 63)}
    assert {one.status for one in found.values()} <= set(STATUSES)


def test_what_the_shipped_figures_bear_out() -> None:
    counts = Counter(one.status for one in outcomes().values())
    assert counts == {"reproduced": 13, "different_series": 6, "not_found": 43}


@pytest.mark.parametrize(
    ("seed", "value"),
    [("SF001", 47), ("SF022", 7586), ("SF023", 27), ("SF030", 3165), ("SF033", 6), ("SF037", 2434), ("SF018", 86)],
)
def test_numbers_that_an_authority_gives(seed: str, value: int) -> None:
    one = outcomes()[seed]
    assert (one.status, one.why) == ("reproduced", "same")
    assert one.best is not None
    assert one.best.value == value
    assert one.best.citations


def test_a_sum_over_other_years_is_another_series() -> None:
    one = outcomes()["SF038"]
    assert (one.status, one.why) == ("different_series", "differs_period")
    assert [found.value for found in one.found] == [454, 466]


@pytest.mark.parametrize("seed", ["SF005", "SF014", "SF020", "SF054"])
def test_a_source_that_is_the_seed_itself_bears_nothing_out(seed: str) -> None:
    one = outcomes()[seed]
    assert (one.status, one.why, one.best) == ("not_found", "only_seed", None)


def test_at_least_holds_above_and_not_below() -> None:
    assert outcomes()["SF015"].why == "holds"
    france = outcomes()["SF009"]
    assert (france.status, france.why) == ("not_found", "needs_tables")


def test_what_is_no_count_of_people_is_not_looked_up() -> None:
    found = outcomes()
    assert found["SF043"].why == "none_law"
    assert found["SF060"].why == "none_other"
    assert found["SF039"].why == "none_uncounted"
    assert {f"none_{reason}" for reason in NONE} <= {one.why for one in found.values()}


def test_unhcrs_tables_are_asked_where_they_are(tmp_path: Path) -> None:
    tables = with_tables(
        tmp_path,
        asylum_decisions=[decision(2020, "CHN", "JPN", 11, 0, 0, 0), decision(2018, "CHN", "JPN", 5, 0, 240, 140)],
        asylum_applications=[
            application(2018, "CHN", "JPN", 308),
            application(2018, "CHN", "JPN", 174, kind="A", level="AR"),
        ],
    )
    found = outcomes(tables)
    assert found["SF002"].status == "reproduced"
    assert found["SF010"].status == "reproduced"
    quarter = found["SF003"]
    assert (quarter.status, quarter.why) == ("within_rounding", "near")
    assert quarter.best is not None
    assert quarter.best.value == pytest.approx(100 * 11 / 47)
    four = found["SF011"]
    assert (four.status, four.why) == ("within_rounding", "rounded")
    assert four.best is not None
    assert four.best.least <= 4 <= four.best.most
    assert found["SF012"].why == "only_seed"


def test_a_number_outside_what_rounding_leaves_is_another_value(tmp_path: Path) -> None:
    found = outcomes(with_tables(tmp_path, asylum_decisions=[decision(2018, "CHN", "JPN", 15, 0, 240, 140)]))
    assert (found["SF011"].status, found["SF011"].why) == ("different_series", "other_value")


def test_persons_and_cases_are_never_added(tmp_path: Path) -> None:
    PLACES["USA"] = ("USA", "United States of America")
    try:
        rows = [decision(2019, "CHN", "USA", 20_000, 0, 0, 0), decision(2019, "SYR", "USA", 24_614, 0, 0, 0, unit="C")]
        one = outcomes(with_tables(tmp_path, asylum_decisions=rows))["SF008"]
    finally:
        del PLACES["USA"]
    assert (one.status, one.why) == ("different_series", "differs_units")
    assert [found.value for found in one.found] == [20_000]


def test_years_that_are_missing_leave_a_sum_unknown(folder: Callable[..., Path]) -> None:
    lacking = folder(("JPN,2000,", ""))
    one = next(one for one in check_seeds(read_seeds(), read_official(lacking)) if one.seed.id == "SF037")
    assert (one.status, one.why) == ("not_found", "no_row")


@pytest.mark.parametrize("language", complete_languages())
def test_every_outcome_has_words(language: str) -> None:
    said = texts_in(language)
    words = {f"seeds_status_{status}" for status in STATUSES}
    words |= {f"seeds_why_{one.why}" for one in outcomes().values()}
    assert words <= set(said.interface)
    seeds = read_seeds()
    assert all(language in titles for titles in seeds.measures.values())
    assert all(language in name for name in seeds.names.values() if not isinstance(name, str))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the folder figures with texts changed; an empty change takes the whole line out."""

    def made(*changes: tuple[str, str]) -> Path:
        target = tmp_path / "figures"
        shutil.copytree(data_folder("figures"), target)
        for path in target.iterdir():
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            for old, new in changes:
                lines = [line.replace(old, new) if new else "" if line.startswith(old) else line for line in lines]
            path.write_text("".join(lines), encoding="utf-8")
        return target

    return made


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("SF001,Japan", "SF999,Japan", r"^figures/seeds\.csv, line 2: SF999 is not in figures/seeds_lookup\.yaml"),
        ("SF001,Japan", "SF001,Nippon", "jurisdiction is 'Nippon', which has no words"),
        ("47,exact", "47,perhaps", "qualifier is 'perhaps'"),
        ("47,exact", "many,exact", "value is 'many'"),
        (
            "[{official: recognised_refugees, place: JPN, year: 2020}",
            "[{official: recognized, place: JPN, year: 2020}",
            "recognized",
        ),
        ("SF062: {none: uncounted}", "SF062: {none: unknown}", "'none' is 'unknown'"),
        ("differs: units", "differs: somehow", "'differs' is 'somehow'"),
        ("SF062: {none: uncounted}", "SF063: {none: uncounted}", "SF062 is not in"),
    ],
)
def test_bad_seeds_are_refused_with_file_and_line(folder: Callable[..., Path], old: str, new: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        read_seeds(folder((old, new)))
    assert refused.value.file
    assert refused.value.line
