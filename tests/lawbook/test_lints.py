"""For each lint a law that trips it and one that just does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asylia.lawbook.law import Lawbook
from asylia.lawbook.lints import ERROR, INFORMATION, WARNING, Remark, check_law, in_order, read_checked
from asylia.lawbook.lints.days import days_of_change, laws_through_time
from tests.lawbook.small_law import Changes, write_law

TODAY = date(2026, 6, 1)
STATUS, TERMS, DERIVED = "japan/status.yaml", "japan/terms.yaml", "vocabulary/derivations.yaml"
FACTS, PLACES = "vocabulary/person.yaml", "places.yaml"
LIMITS, STAGES, RIGHTS = "japan/deadlines.yaml", "japan/stages.yaml", "japan/rights.yaml"
GUARANTEES = "japan/guarantees.yaml"
KOREA = ("  INT:", "  KR: {folder: korea, prefix: kr, title: {en: Korea}}\n  INT:")
"""A place whose law is not written yet."""
UNUSED = (
    "  - id: home\n",
    "  - {id: spare, type: yes/no, means: Spare., about: person, known by: person, burden: 1, sensitivity: 1}\n"
    "  - id: home\n",
)
CONTESTED = """    readings:
      - {id: wide, who: one court, holds when: afraid%s}
      - {id: narrow, who: another, holds when: at_risk}
    versions:
      - from: 1982-01-01
        to"""

REMEDY = (
    "provisions:\n",
    "provisions:\n  - {id: jp.review, title: {en: Review, ja: 審査}, kind: gate, nature: guaranteed, "
    "nature says: {who: the Act, reads: guaranteed, sources: [S1]}, sources: [S1], re-read: 2026-01-01, "
    "versions: [{from: 1982-01-01, holds when: {all: [jp.in_danger, applied]}}]}\n",
)
"""A remedy, in the file of statuses."""
STEP, MOVE = "{act: Wait., limit: jp.ask_again, remedy: jp.shelter, basis", "remedy: jp.shelter, limit: jp.ask_again}"
SECOND_COLUMN = (
    "cells:\n",
    "  - {id: jp.waiting, group: applicant, title: {en: Waiting, ja: 待機}, holds when: applied}\ncells:\n",
)
HELD_FOR_SURE = "    sources: [S1]\n    confidence: high\n    note: A note."
RUN = "served by: jp.post, before: false}\n        basis: [act art_1]\n"
UNSOURCED = "    confidence: high\n    note: A note."

TRIPS: dict[str, tuple[str, str, Changes, Changes]] = {
    # what: (id of the lint, severity, changes that trip it, changes that just do not)
    "a citation of an unknown instrument": (
        "unknown-instrument",
        ERROR,
        {STATUS: [("act art_2__para_1", "akt art_2__para_1")]},
        {STATUS: [("act art_2__para_1", "pact art_2__para_1")]},
    ),
    "a citation in a fact": ("unknown-instrument", ERROR, {FACTS: [("act art_9", "akt art_9")]}, {}),
    "a citation whose place cannot be read": (
        "malformed-place",
        ERROR,
        {STATUS: [("act art_2__para_1", "act article 2")]},
        {STATUS: [("act art_2__para_1", "act supp__art_61-2__sec_F__point_a")]},
    ),
    "a source that the folder does not have": (
        "unknown-source",
        ERROR,
        {STATUS: [("reads: guaranteed, sources: [S1]", "reads: guaranteed, sources: [S2]")]},
        {
            "japan/sources.yaml": [("  S1:", "  S2: {title: B, seen: known, confidence: low}\n  S1:")],
            STATUS: [("reads: guaranteed, sources: [S1]", "reads: guaranteed, sources: [S2]")],
        },
    ),
    "a source of a reading": ("unknown-source", ERROR, {"readings/simple.yaml": [("[S1]", "[S9]")]}, {}),
    "a provision without a source": (
        "missing-source",
        WARNING,
        {TERMS: [("    sources: [S1]\n", "")]},
        {TERMS: [("    sources: [S1]\n", ""), ("        holds when", "        sources: [S1]\n        holds when")]},
    ),
    "a treaty without a source": (
        "missing-source",
        WARNING,
        {"international/treaties.yaml": [(", sources: [S1]", "")]},
        {},
    ),
    "a reading without a source": ("missing-source", WARNING, {"readings/simple.yaml": [("sources: [S1]\n", "")]}, {}),
    "an instrument that nothing cites": (
        "unused-instrument",
        INFORMATION,
        {"instruments.yaml": [("  pact:", "  spare: {title: {en: Spare}, place: JP}\n  pact:")]},
        {},
    ),
    "a fact that nothing uses": (
        "unused-fact",
        WARNING,
        {FACTS: [UNUSED]},
        {FACTS: [UNUSED], DERIVED: [("{not: afraid}", "{any: [spare, {not: afraid}]}")]},
    ),
    "a fact that nothing uses, while a place waits for its law": (
        "unused-fact",
        INFORMATION,
        {FACTS: [UNUSED], PLACES: [KOREA]},
        {PLACES: [KOREA]},
    ),
    "a fact used as it is and turned round": (
        "both-polarities",
        INFORMATION,
        {TERMS: [("[at_risk]", "[at_risk, {any: [{not: at_risk}, barred]}]")]},
        {TERMS: [("[at_risk]", "[{exactly one of: [at_risk, barred]}]")]},
    ),
    "an alias of a provision that does not exist": (
        "alias-without-provision",
        ERROR,
        {"vocabulary/aliases.yaml": [("provision: jp.shelter", "provision: jp.hut")]},
        {},
    ),
    "an alias that waits for the law of its place": (
        "alias-without-provision",
        INFORMATION,
        {"vocabulary/aliases.yaml": [("provision: jp.shelter", "provision: kr.shelter")], PLACES: [KOREA]},
        {PLACES: [KOREA]},
    ),
    "a provision not re-read for more than a year": (
        "not-re-read",
        WARNING,
        {TERMS: [("re-read: 2026-01-01", "re-read: 2025-05-30")]},
        {TERMS: [("re-read: 2026-01-01", "re-read: 2025-05-31")]},
    ),
    "a provision never re-read": ("not-re-read", WARNING, {TERMS: [("    re-read: 2026-01-01\n", "")]}, {}),
    "a gap between versions": (
        "version-gap",
        INFORMATION,
        {STATUS: [("to: 2005-05-15", "to: 2005-05-14")]},
        {},
    ),
    "a term that nothing uses": (
        "unused-term",
        WARNING,
        {STATUS: [("all: [jp.in_danger,", "all: [afraid,"), ("any: [jp.in_danger,", "any: [afraid,")]},
        {STATUS: [("all: [jp.in_danger,", "all: [afraid,")]},
    ),
    "readings of which none is safer": (
        "no-safer-reading",
        WARNING,
        {STATUS: [("    versions:\n      - from: 1982-01-01\n        to", CONTESTED % "")]},
        {STATUS: [("    versions:\n      - from: 1982-01-01\n        to", CONTESTED % ", safer: true")]},
    ),
    "a goal that lists a provision which does not exist": (
        "idle-goal",
        ERROR,
        {"goals.yaml": [("[jp.shelter]", "[jp.hut]")]},
        {},
    ),
    "a goal that nothing reaches": (
        "idle-goal",
        WARNING,
        {"goals.yaml": [("kinds: [status]", "kinds: [route]"), (", provisions: [jp.shelter]", "")]},
        {"goals.yaml": [("kinds: [status]", "kinds: [route]")]},
    ),
    "a stage from which nothing leads on": (
        "dead-end",
        ERROR,
        {STAGES: [("    dead end: Nothing follows.\n", "")]},
        {STAGES: [("    dead end: Nothing follows.\n", "    moves: [{to: jp.pending, on: {en: applying}}]\n")]},
    ),
    "a limit that no stage names": (
        "limit-without-stage",
        WARNING,
        {STAGES: [(STEP, "{act: Wait., remedy: jp.shelter, basis"), (MOVE, "remedy: jp.shelter}")]},
        {STAGES: [(STEP, "{act: Wait., remedy: jp.shelter, basis")]},  # the move names it
    ),
    "a limit of the person, not one of the authority": (
        "limit-without-stage",
        WARNING,
        {STAGES: [(STEP, "{act: Wait., basis"), (MOVE, "remedy: jp.shelter}")]},
        {
            STAGES: [(STEP, "{act: Wait., basis"), (MOVE, "remedy: jp.shelter}")],
            LIMITS: [("acts: person", "acts: authority")],
        },
    ),
    "a remedy without a limit": (
        "remedy-without-limit",
        WARNING,
        {STATUS: [REMEDY], STAGES: [(STEP, "{act: Wait., limit: jp.ask_again, basis"), (MOVE, "remedy: jp.review}")]},
        {
            STATUS: [REMEDY],
            STAGES: [(STEP, "{act: Wait., limit: jp.ask_again, basis"), (MOVE, "remedy: jp.review}")],
            LIMITS: [("remedy: [jp.shelter]", "remedy: [jp.review]")],
        },
    ),
    "a remedy, not a status": (
        "remedy-without-limit",
        WARNING,
        {STATUS: [REMEDY], STAGES: [(STEP, "{act: Stay., remedy: jp.review, basis")]},
        {STAGES: [(STEP, "{act: Stay., remedy: jp.shelter, basis")], LIMITS: [("remedy: [jp.shelter]", "remedy: []")]},
    ),
    "a column that says nothing of a right": (
        "missing-cell",
        INFORMATION,
        {RIGHTS: [SECOND_COLUMN]},
        {
            RIGHTS: [
                SECOND_COLUMN,
                ("  - right: work\n", "  - {right: work, column: jp.waiting, value: unknown}\n  - right: work\n"),
            ]
        },
    ),
    "a limit without a source": (
        "missing-source",
        WARNING,
        {LIMITS: [(HELD_FOR_SURE + "\n    versions:", UNSOURCED + "\n    versions:")]},
        {LIMITS: [(RUN + "        sources: [S1]\n", RUN)]},  # the limit itself has one
    ),
    "a stage without a source": (
        "missing-source",
        WARNING,
        {STAGES: [("    dead end: Nothing follows.\n    sources: [S1]\n", "    dead end: Nothing follows.\n")]},
        {
            STAGES: [
                (
                    "    dead end: Nothing follows.\n    sources: [S1]\n",
                    "    dead end: Nothing follows.\n    confidence: low\n",
                )
            ]
        },
    ),
    "a state of custody without a source": (
        "missing-source",
        WARNING,
        {STAGES: [("      - {act: Stay free.}\n    sources: [S1]\n", "      - {act: Stay free.}\n")]},
        {},
    ),
    "a right without a source": (
        "missing-source",
        WARNING,
        {RIGHTS: [(HELD_FOR_SURE, UNSOURCED)]},
        {RIGHTS: [(HELD_FOR_SURE, UNSOURCED), ("value: partial", "value: unknown")]},
    ),
    "a guarantee without a source": (
        "missing-source",
        WARNING,
        {GUARANTEES: [(HELD_FOR_SURE, UNSOURCED)]},
        {GUARANTEES: [(HELD_FOR_SURE, "    confidence: medium\n    note: A note.")]},
    ),
    "a calendar whose holidays end soon": (
        "calendar-to-renew",
        WARNING,
        {LIMITS: [("announced until: 2026-12-31", "announced until: 2026-07-01")]},
        {LIMITS: [("announced until: 2026-12-31", "announced until: 2026-07-02")]},  # in a month
    ),
    "a citation in a table": ("unknown-instrument", ERROR, {RIGHTS: [("[act art_1]", "[akt art_1]")]}, {}),
    "a source of a table": (
        "unknown-source",
        ERROR,
        {STAGES: [("{says: a year, sources: [S1]}", "{says: a year, sources: [S2]}")]},
        {},
    ),
    "a version that can never hold": (
        "never-or-always",
        WARNING,
        {TERMS: [("[at_risk]", "[at_risk, {not: afraid}]")]},  # no risk without fear
        {TERMS: [("[at_risk]", "[{not: at_risk}, {not: afraid}]")]},
    ),
    "a version that can never hold because of a constraint": (
        "never-or-always",
        WARNING,
        {TERMS: [("[at_risk]", "[at_risk, stateless, {fact: home, is: UGA}]")]},
        {TERMS: [("[at_risk]", "[at_risk, {not: stateless}, {fact: home, is: UGA}]")]},
    ),
    "a version that always holds": (
        "never-or-always",
        WARNING,
        {TERMS: [("{all: [at_risk]}", "{any: [{not: at_risk}, afraid]}")]},
        {TERMS: [("{all: [at_risk]}", "{any: [{not: at_risk}, barred]}")]},
    ),
    "a part without which nothing changes": (
        "redundant",
        INFORMATION,
        {TERMS: [("[at_risk]", "[at_risk, afraid]")]},
        {TERMS: [("[at_risk]", "[at_risk, applied]")]},
    ),
}


def remarks(folder: Path, changes: Changes) -> list[Remark]:
    return check_law(read_checked(write_law(folder, changes), TODAY))


@pytest.mark.parametrize("what", TRIPS)
def test_lint_finds_the_fault_and_only_it(what: str, tmp_path: Path) -> None:
    lint, severity, trips, just_not = TRIPS[what]

    found = remarks(tmp_path / "trips", trips)
    spared = remarks(tmp_path / "just not", just_not)

    assert (lint, severity) in [(remark.id, remark.severity) for remark in found]
    assert lint not in [remark.id for remark in spared]


def test_small_law_has_no_fault(tmp_path: Path) -> None:
    assert remarks(tmp_path, {}) == []


def test_remark_names_file_line_fault_and_mend(tmp_path: Path) -> None:
    [found] = remarks(tmp_path, {STATUS: [("act art_2__para_1", "akt art_2__para_1")]})

    assert str(found) == (
        "law/japan/status.yaml:8: error: the citation 'akt art_2__para_1' names no known instrument; "
        "did you mean 'act'?"
    )


def test_fact_in_a_published_case_is_used(tmp_path: Path) -> None:
    folder = write_law(tmp_path, {FACTS: [UNUSED]})

    assert check_law(read_checked(folder, TODAY, frozenset({"spare"}))) == []


def test_errors_come_first() -> None:
    some = [
        Remark("x", severity, "law/a.yaml", line, "", "") for line, severity in enumerate((INFORMATION, WARNING, ERROR))
    ]

    assert [remark.severity for remark in in_order(some)] == [ERROR, WARNING, INFORMATION]


def test_the_law_of_every_text_is_looked_at_once(lawbook: Lawbook) -> None:
    """Laws that nobody holds any more are let go while others are looked at: no lint may take one for another."""
    book = Lawbook(lawbook.data)
    places = {provision.place for provision in book.data.provisions.values()} - {"INT"}
    every = {book.texts_at(day, place) for place in places for day in days_of_change(book)}
    seen = [book.texts_at(law.day, law.place) for law in laws_through_time(book)]

    assert len(seen) == len(every) >= 100
    assert set(seen) == every
