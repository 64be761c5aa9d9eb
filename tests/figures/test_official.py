"""The official figures: read strictly, no value lost, every conflict named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.figures.lints import LINTS, CheckedFigures, check_figures
from asylia.figures.measures import KINDS, read_vocabulary
from asylia.figures.official import COLUMNS, OfficialFigures, as_figure, read_official
from asylia.figures.places import countries
from asylia.figures.read_seeds import read_seeds
from asylia.folders import data_folder
from asylia.languages.lints import read_written
from asylia.lawbook.cache import load_law
from asylia.lawbook.lints.remark import ERROR, Remark

TODAY = date(2026, 11, 22)
HEAD = ",".join(COLUMNS)
LINE = "JPN,2015,,,recognised_refugees,,27,,,Ministry,https://example.org/2015,read"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder figures with the vocabulary that is shipped."""
    made = tmp_path / "figures"
    made.mkdir()
    shutil.copy(data_folder("figures") / "measures.yaml", made)
    return made


@pytest.fixture
def official(folder: Path) -> Callable[..., OfficialFigures]:
    """Official figures of these lines."""

    def made(*lines: str) -> OfficialFigures:
        read_official.cache_clear()
        (folder / "official.csv").write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
        return read_official(folder)

    return made


def remarks(official: OfficialFigures) -> list[Remark]:
    return check_figures(CheckedFigures(official, frozenset(countries()), TODAY))


def ids(official: OfficialFigures) -> set[str]:
    return {remark.id for remark in remarks(official) if remark.severity != "information"}


def test_the_shipped_figures_have_no_fault() -> None:
    assert ids(read_official()) == set()


def test_no_value_of_the_compilation_is_lost() -> None:
    assert len(read_official().figures) == 825


def test_every_word_of_the_vocabulary_is_used_and_has_five_languages() -> None:
    vocabulary = read_vocabulary()
    assert {figure.measure for figure in read_official().figures} == set(vocabulary.measures)
    for measure in vocabulary.measures.values():
        assert set(measure.title) == {"en", "ja", "ko", "zh-Hans", "zh-Hant"}, measure.name
        assert measure.kind in KINDS


def test_no_title_says_something_else_than_is_meant() -> None:
    written = read_written(load_law(data_folder("law")), data_folder("languages"))
    titles = [measure.title for measure in read_vocabulary().measures.values()] + list(read_seeds().measures.values())
    titles += [name for name in read_seeds().names.values() if not isinstance(name, str)]
    for trap in written.traps:
        for title in titles:
            text = trap.leave_out.sub("", title[trap.language]) if trap.leave_out else title[trap.language]
            assert not trap.find.search(text), f"{text}: {trap.says}"


@pytest.mark.parametrize(
    ("place", "year", "measure", "value", "others"),
    [
        ("KOR", 2015, "applications", 5711, [11584]),
        ("KOR", 2015, "recognised_refugees", 105, [24]),
        ("KOR", 2016, "applications", 7541, [7542]),
        ("KOR", 2023, "applications", 18837, [18838]),
        ("KOR", 2024, "humanitarian_stay", 97, [101]),
    ],
)
def test_conflicts_are_decided_for_a_reason_and_listed(
    place: str, year: int, measure: str, value: int, others: list[int]
) -> None:
    found = read_official().value(place, year, measure)
    assert found is not None
    assert (found.value, [one.value for one in found.conflicting]) == (value, others)
    assert found.chosen.why


def test_there_is_no_other_conflict() -> None:
    official = read_official()
    conflicts = [key for key, lines in official.by_key.items() if len({line.value for line in lines}) > 1]
    assert len(conflicts) == 5


def test_the_ministrys_totals_bear_out_the_value_preferred_for_2016() -> None:
    official = read_official()

    def value(year: int, measure: str, period: str = "") -> int:
        found = official.value("KOR", year, measure, period=period)
        assert found is not None
        return found.value

    added = sum(value(year, "applications") for year in (2016, 2017, 2018))
    assert value(2015, "applications_cumulative", "1994/2015") + added == value(
        2018, "applications_cumulative", "1994/2018"
    )


def test_what_covers_different_periods_is_no_conflict() -> None:
    official = read_official()
    assert official.value("HKG", 2014, "claims_outstanding", period="2014-03-03") is not None
    stock = official.value("HKG", 2014, "claims_outstanding")
    assert stock is not None
    assert stock.conflicting == ()


def test_sources_that_agree_are_both_cited() -> None:
    official = read_official()
    found = official.value("JPN", 2015, "applications")
    assert found is not None
    assert len(as_figure(found, official.vocabulary).citations) == 2


def test_what_nobody_published_is_unknown_and_not_nought() -> None:
    assert read_official().value("MAC", 2022, "recognised_refugees") is None


def test_a_series_leaves_gaps_out() -> None:
    years = read_official().series("KOR", "applications")
    assert 2018 in years
    assert 2019 not in years


def test_origins_come_largest_first() -> None:
    origins = read_official().origins("JPN", 2024, "recognised_refugees")
    assert next(iter(origins)) == "AFG"
    values = [one.value for one in origins.values()]
    assert values == sorted(values, reverse=True)


REFUSED = {
    # what: the line, and what the error says
    "a comma in a number": (LINE.replace(",27,", ',"7,586",'), "'value' is '7,586', which is no whole number"),
    "a number below nought": (LINE.replace(",27,", ",-1,"), "'value' is '-1'"),
    "an empty value": (LINE.replace(",27,", ",,"), "'value' is ''"),
    "an unknown measure": (LINE.replace("recognised_refugees", "recognized_refugees"), "did you mean"),
    "a code of two letters": (LINE.replace("JPN", "JP"), "write the three letters of ISO 3166-1"),
    "a cell too many": (LINE + ",", "13 cells stand where 12 belong"),
    "a preference without a reason": (LINE.replace(",27,,", ",27,yes,"), "'preferred' and 'why' belong together"),
    "a reason without a preference": (LINE.replace(",27,,,", ",27,,later,"), "'preferred' and 'why' belong together"),
    "a period that is none": (LINE.replace("2015,,,", "2015,spring,,", 1), "the period is 'spring'"),
    "a period of another year": (LINE.replace("2015,,,", "2015,2011-05,,", 1), "does not end in 2015"),
    "a space at the end": (LINE.replace("Ministry", "Ministry "), "begins or ends with a space"),
    "a word for seen": (LINE.replace(",read", ",heard"), "'seen' is 'heard'"),
    "an open quote": (LINE.replace("Ministry", '"Ministry'), "CSV:"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_file_line_and_mend(
    what: str, official: Callable[..., OfficialFigures]
) -> None:
    line, says = REFUSED[what]
    official(LINE)
    with pytest.raises(InputError, match=r"^figures/official\.csv, line 3: ") as refused:
        official(LINE, line)
    assert says in str(refused.value)
    assert refused.value.mend


def test_changed_columns_are_refused(folder: Path) -> None:
    for head, says in (
        (HEAD.replace("value", "number"), "unknown column 'number'"),
        (HEAD.removesuffix(",seen"), "there is no column 'seen'"),
        (HEAD.replace("year,period", "period,year"), "another order"),
        ("", "empty"),
    ):
        read_official.cache_clear()
        (folder / "official.csv").write_text(head + "\n" if head else "", encoding="utf-8")
        with pytest.raises(InputError, match=says):
            read_official(folder)


NOTE = "JPN,{year},,,{measure},{origin},{value},{rest}"


def line(measure: str, value: int, *, year: int = 2015, origin: str = "", rest: str = ",,Ministry,,read") -> str:
    return NOTE.format(measure=measure, value=value, year=year, origin=origin, rest=rest)


HK = [
    line("claims_outstanding", 10, year=2014),
    line("claims_made", 7),
    line("claims_determined", 4),
    line("claims_withdrawn_or_no_further_action", 1),
]
YES = "yes,later release,Ministry,,read"
OTHER = ",,Newspaper,,read"
TRIPS: dict[str, tuple[str, list[str], list[str]]] = {
    # what: the lint, what trips it, and what just does not
    "a code of UNHCR": (
        "unknown-place",
        [line("applications", 1, origin="GFR")],
        [line("applications", 1, origin="DEU"), line("applications", 1, origin="XXA")],
    ),
    "a year to come": (
        "year-out-of-range",
        [line("applications", 1, year=2027)],
        [line("applications", 1, year=2026)],
    ),
    "no source": (
        "missing-source",
        [line("applications", 1, rest=",,,,read")],
        [line("applications", 1)],
    ),
    "no address": (
        "malformed-address",
        [line("applications", 1, rest=",,Ministry,moj.go.jp,read")],
        [line("applications", 1, rest=",,Ministry,https://moj.go.jp,read")],
    ),
    "the same line twice": (
        "duplicate",
        [line("applications", 1), line("applications", 1)],
        [line("applications", 1), line("applications", 1, rest=OTHER)],
    ),
    "a conflict": (
        "conflict-without-preferred",
        [line("applications", 1), line("applications", 2, rest=OTHER)],
        [line("applications", 1, rest=YES), line("applications", 2, rest=OTHER)],
    ),
    "two marks": (
        "two-preferred",
        [line("applications", 1, rest=YES), line("applications", 2, rest=YES.replace("Ministry", "Newspaper"))],
        [line("applications", 1, rest=YES), line("applications", 2, rest=OTHER)],
    ),
    "a mark without a conflict": (
        "idle-preference",
        [line("applications", 1, rest=YES)],
        [line("applications", 1, rest=YES), line("applications", 2, rest=OTHER)],
    ),
    "a sum": (
        "sum-contradicts",
        [
            line("recognised_refugees", 27),
            line("recognised_first_instance", 19),
            line("recognised_on_review", 9),
        ],
        [
            line("recognised_refugees", 27),
            line("recognised_first_instance", 19),
            line("recognised_on_review", 8),
        ],
    ),
    "a sum with parts that may be absent": (
        "sum-contradicts",
        [line("total_protected", 30), line("recognised_refugees", 27), line("settled_refugees", 2)],
        [line("total_protected", 30), line("recognised_refugees", 27)],
    ),
    "origins": (
        "origins-exceed-total",
        [line("applications", 5), line("applications", 3, origin="SYR"), line("applications", 3, origin="CHN")],
        [line("applications", 6), line("applications", 3, origin="SYR"), line("applications", 3, origin="CHN")],
    ),
    "a stock": (
        "balance-contradicts",
        [*HK, line("claims_outstanding", 13)],
        [*HK, line("claims_outstanding", 12)],
    ),
}


@pytest.mark.parametrize("what", TRIPS)
def test_each_lint_has_what_trips_it_and_what_just_does_not(
    what: str, official: Callable[..., OfficialFigures]
) -> None:
    lint, trips, passes = TRIPS[what]
    found = [remark for remark in remarks(official(*trips)) if remark.id == lint]
    assert found
    assert found[0].line > 1
    assert found[0].mend
    assert lint not in ids(official(*passes))


def test_every_lint_has_a_case() -> None:
    named = {lint.__name__.replace("_", "-") for lint in LINTS}
    tried = {lint for lint, _, _ in TRIPS.values()}
    assert named - tried == set()


def test_errors_alone_fail_the_check(official: Callable[..., OfficialFigures]) -> None:
    conflict = official(line("applications", 1), line("applications", 2, rest=OTHER))
    assert [remark.severity for remark in remarks(conflict) if remark.id.startswith("conflict")] == [ERROR]
