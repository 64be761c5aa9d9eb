"""The assessment on every day on which anything in the law changes, from 1979 on, and on the day before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.assessment.as_json import to_json
from asylia.assessment.as_text import outline
from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile, read_case_file
from asylia.assessment.findings import Assessment
from asylia.assessment.published import Checker
from asylia.assessment.published_defaults import read_crosswalk
from asylia.assessment.published_file import read_published
from asylia.assessment.rights_tables import duties_in_force, table
from asylia.deadlines.due import STATES as STATES_OF_LIMITS
from asylia.folders import data_folder
from asylia.languages.texts import languages_known, texts_in
from asylia.lawbook.cache import load_law
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import FIRST_LAW, Law, Lawbook
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, GOVERNING, LAW_TEXT_CERTAIN, NATURES, LawData
from asylia.lawbook.procedure import Limit, LimitVersion
from asylia.lawbook.rights import Matrix, Row
from asylia.logic.expression import Const
from asylia.logic.values import Bounds, WhyUnknown, bounds_of

LAST = date(2026, 11, 22)
DAY = timedelta(days=1)
EVERY = 3
"""Every day takes every third of the published cases of a place; random days take them all."""
NOBODY, FLED = "nobody has been asked", "somebody who fled and applied"
PLACES = ("JP", "KR", "CN", "HK", "MO")
Span = tuple[date | None, date | None]


@cache
def book() -> Lawbook:
    """The shipped law, once for all days: days with the same texts share what was compiled."""
    return Lawbook(load_law(data_folder("law")), kept=200)


# --- days --------------------------------------------------------------------------------------------------------


def spans(data: LawData, place: str) -> Iterator[Span]:
    """First and last days of all that has any: provisions, treaties, counting rules, limits, closures, cells."""
    for provision in data.provisions.values():
        if provision.place in (place, "INT"):
            for version in provision.versions:
                yield version.start, version.end
                yield version.certain_from, None
    yield from ((reading.start, reading.end) for reading in data.readings.values() if reading.place == place)
    for treaty in data.treaties.values():
        if place in treaty.places:
            at = treaty.places[place]
            yield at.earliest, at.until
            yield at.latest, None
    tables = data.tables
    if place in tables.timetables:
        timetable = tables.timetables[place]
        yield from ((v.start, v.end) for rule in timetable.counting.values() for v in rule.versions)
        yield from ((v.start, v.end) for limit in timetable.limits.values() for v in limit.versions)
        yield from ((closure.start, closure.end) for closure in timetable.closures.values())
    for matrices in (tables.rights, tables.guarantees):
        if place in matrices:
            yield from ((cell.start, cell.end) for cell in matrices[place].cells)


@cache
def days_of_change(place: str) -> tuple[date, ...]:
    """Each day on which something begins or has just ended, the day before it, and both ends of the time covered."""
    found = {FIRST_LAW, LAST}
    for first, last in spans(book().data, place):
        found |= {first, first - DAY} if first is not None else set()
        found |= {last, last + DAY} if last is not None and last < LAST else set()
    return tuple(sorted(day for day in found if FIRST_LAW <= day <= LAST))


# --- persons -----------------------------------------------------------------------------------------------------


@cache
def persons(place: str) -> Mapping[str, CaseFile]:
    """The examples, two of whom little is known, somebody who fled, and the published cases of a place."""
    return {**examples(place), **published(place)}


def examples(place: str) -> Mapping[str, CaseFile]:
    """The example cases, assessed at any place, and three that stand for ordinary answers."""
    data = book().data
    dates = {fact.id: WhyUnknown.PERSON_DOES_NOT_KNOW for fact in data.facts.values() if fact.type == "date"}
    fled = {"outside_country_of_nationality": True, "well_founded_fear": True, "feared_harm_torture": True}
    here = {"in_territory": True, "applied_for_refugee_status": True, "removal_contemplated": True}
    return {
        NOBODY: CaseFile((place,), None, {}),
        "somebody who knows no day": CaseFile((place,), None, {}, {place: dates}),
        FLED: CaseFile((place,), None, fled, {place: here}),
        **{
            path.name: read_case_file(path, data)
            for path in sorted(data_folder("examples").iterdir())
            if path.suffix in (".yaml", ".json")
        },
    }


@cache
def published(place: str) -> Mapping[str, CaseFile]:
    """The published cases of a place with their ordinary answers."""
    checker = Checker(book(), read_crosswalk(data_folder("cases")))
    return {
        case.id: checker.answered(case, "ordinary").case
        for case in read_published(data_folder("cases"))
        if checker.place_of(case) == place
    }


# --- what must hold on any day -----------------------------------------------------------------------------------


def check(found: Assessment, who: str) -> None:
    """Valid states that agree with each other, and nothing from another time."""
    law, day = found.law, found.day
    told = (who, law.place, str(day))
    assert [f.provision.id for f in found.findings] == [p.id for p in law.provisions], told
    for finding in found.findings:
        about = (*told, finding.provision.id)
        assert finding.state in ("yes", "no", "open", "not_in_force"), about
        assert finding.exact == ("no" if finding.state == "not_in_force" else finding.state) or (
            finding.state == "open" and finding.exact in ("yes", "no")
        ), about
        assert finding.nature in NATURES, about
        assert (finding.version is None) == (finding.state == "not_in_force"), about
        assert (finding.exact == "open") == bool(finding.depends_on), about
        names = {name.removeprefix(GOVERNING) for name in finding.depends_on if not name.startswith(LAW_TEXT_CERTAIN)}
        assert names <= law.data.facts.keys(), about
        if finding.version is not None:
            assert finding.version in finding.provision.versions, about
            assert finding.version.start <= day, about
            assert finding.version.covers(day) or finding.version.governed_by not in (ASSESSMENT_DAY, DECISION_DAY), (
                about
            )
    opened = {finding.provision.id for finding in found.findings if finding.exact == "open"}
    assert all(len(group.ids) > 1 and set(group.ids) <= opened for group in found.either_way), told
    assert all(question.fact in law.data.facts for question in found.questions), told
    _check_limits(found, told)
    _check_tables(law, day, told)


def _check_limits(found: Assessment, told: tuple[str, ...]) -> None:
    for due in found.deadlines:
        about = (*told, due.limit.id)
        assert due.state in STATES_OF_LIMITS, about
        assert due.version in due.limit.versions, about
        assert _may_govern(due.limit, due.version, found), about
        if due.due is not None and due.act_by is not None:
            assert due.act_by <= due.due, about


def _may_govern(limit: Limit, version: LimitVersion, found: Assessment) -> bool:
    """Whether an event that starts the limit, or where none is known the day assessed, may lie in the version.

    Where an older version was abolished for everybody, that of the day assessed takes its place.
    """
    abolished = [one.binds_acts_until for one in limit.versions if one.binds_acts_until is not None]
    if version.covers(found.day) and any(until < found.day for until in abolished):
        return True
    starts = {run.event for one in limit.versions for run in one.runs[:1]}
    known = [bounds_of(found.answers.get(found.law.data.events[event].fact)) for event in sorted(starts)]
    given = [(one.earliest or date.min, one.latest or date.max) for one in known if one != bounds_of(None)]
    last = version.end or date.max
    return any(version.start <= end and start <= last for start, end in given or [(found.day, found.day)])  # type: ignore[operator]  # dates


def _check_tables(law: Law, day: date, told: tuple[str, ...]) -> None:
    """What is shown beside the findings: cells of the day alone, and duties of treaties that bind."""
    tables = law.data.tables
    for matrices, rows in ((tables.rights, tables.rights_rows), (tables.guarantees, tables.guarantee_rows)):
        matrix = matrices.get(law.place)
        if matrix is not None:
            assert shown_on(matrix, rows, day) == cells_on(matrix, day), told
    for duty in duties_in_force(law):
        begun = law.data.treaties[duty.treaty].places[law.place].earliest
        assert begun is not None, (*told, duty.id)
        assert begun <= day, (*told, duty.id)


def shown_on(matrix: Matrix, rows: Mapping[str, Row], day: date) -> set[int]:
    shown = table(matrix, rows, tuple(matrix.columns.values()), day)
    return {cell.line for _, cells in shown.rows for cell in cells if cell is not None}


def cells_on(matrix: Matrix, day: date) -> set[int]:
    return {
        cell.line
        for cell in matrix.cells
        if (cell.start is None or cell.start <= day) and (cell.end is None or day <= cell.end)
    }


@pytest.mark.parametrize("place", PLACES)
def test_every_day_of_change_and_the_day_before(place: str) -> None:
    for who, case in [*examples(place).items(), *list(published(place).items())[::EVERY]]:
        for day in days_of_change(place):
            check(assess(book(), case, place, day, questions=False), who)


@settings(max_examples=40)
@given(data=st.data())
def test_any_day(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(PLACES))
    day = data.draw(st.dates(FIRST_LAW, LAST))
    who = data.draw(st.sampled_from(sorted(persons(place))))

    check(assess(book(), persons(place)[who], place, day), who)


@pytest.mark.parametrize("place", PLACES)
def test_the_first_day_of_a_text_and_the_day_before(place: str) -> None:
    """Where nothing is known, the day assessed stands in for a date that picks the text: in force means its days."""
    nobody = persons(place)[NOBODY]
    for day in days_of_change(place):
        found = assess(book(), nobody, place, day, questions=False)
        for finding in found.findings:
            of_the_day = next((version for version in finding.provision.versions if version.covers(day)), None)
            assert finding.version == of_the_day, (place, day, finding.provision.id)
        for treaty in book().data.treaties.values():
            at = treaty.places.get(place)
            binds = at is not None and at.bound and at.earliest is not None and at.earliest <= day
            ended = at is not None and at.until is not None and at.until < day
            in_force = found.law.formulas[TREATY + treaty.id] != Const(False)
            assert in_force == (binds and not ended), (place, day, treaty.id)


@pytest.mark.parametrize("place", PLACES)
def test_a_day_is_answered_alike_whatever_days_were_asked_before(place: str) -> None:
    """Days with the same texts share one compiled law; what was asked of it earlier must not show."""
    other, case = Lawbook(book().data), persons(place)[FLED]
    for day in days_of_change(place):
        book().at(day, place)
    for day in days_of_change(place)[::-2]:
        one, two = (assess(law, case, place, day, questions=False) for law in (book(), other))
        for first, second in zip(one.findings, two.findings, strict=True):
            about = (place, day, first.provision.id)
            assert (first.state, first.exact, first.version) == (second.state, second.exact, second.version), about
            assert first.depends_on == second.depends_on, about
        assert one.deadlines == two.deadlines, (place, day)
        assert one.standing == two.standing, (place, day)
        check(two, "in reverse")


@pytest.mark.parametrize("place", PLACES)
def test_every_day_of_change_can_be_told(place: str) -> None:
    """Text and JSON come without an error, in one language after the other."""
    languages = languages_known()
    for at, day in enumerate(days_of_change(place)[::2]):
        who = sorted(persons(place))[at % len(persons(place))]
        found = assess(book(), persons(place)[who], place, day)
        texts = texts_in(languages[at % len(languages)])
        assert outline(book(), [found], texts), (who, place, day)
        assert to_json(book(), [found], texts)["assessed_on"] == day.isoformat(), (who, place, day)


def test_an_event_before_the_law_of_a_limit_starts_none() -> None:
    """The order was made in 2011; that special permission closes with the order is law since 2024."""
    limit, fact = "jp.special_permission_before_order", book().data.facts["removal_order_made_on"]
    case = persons("JP")["opposition-member-overstayed.yaml"].with_answer(
        book().data.facts["found_subject_to_deportation"], True, "JP"
    )

    def states(case: CaseFile) -> list[str]:
        found = assess(book(), case, "JP", LAST, questions=False)
        return [due.state for due in found.deadlines if due.limit.id == limit]

    assert states(case) == []
    assert states(case.with_answer(fact, date(2024, 6, 9), "JP")) == []
    assert states(case.with_answer(fact, date(2024, 6, 10), "JP")) == ["passed"]
    assert states(case.with_answer(fact, Bounds(date(2024, 6, 9), date(2024, 6, 10)), "JP")) == ["passed"]
    assert states(case.with_answer(fact, None, "JP")) == ["waiting"]
