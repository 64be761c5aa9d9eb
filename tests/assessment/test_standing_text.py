"""Where a person stands, in words: the stage with what to do, and rights gathered by value."""

from __future__ import annotations

from datetime import date

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.assessment.standing_text import rights_lines, stage_lines
from asylia.assessment.words import Words
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.logic.values import Answer

DAY = date(2026, 11, 18)


def said(lawbook: Lawbook, place: str, **answers: Answer) -> tuple[list[str], list[str]]:
    """The lines on the stage, and those on rights."""
    case = CaseFile((place,), None, {})
    for name, answer in answers.items():
        case = case.with_answer(lawbook.data.facts[name], answer, place)
    assessment = assess(lawbook, case, place, DAY, questions=False)
    words = Words(assessment.law, texts_in("en"))
    shown = (stage_lines(assessment, words), rights_lines(assessment, words))
    return tuple([f"{line.mark} {line.text}".strip() for line in lines] for lines in shown)  # type: ignore[return-value]  # of two


def test_stage_tells_who_decides_and_what_to_do(lawbook: Lawbook) -> None:
    stage, _ = said(lawbook, "JP", procedure_stage="objection")

    assert stage[:2] == ["Stage of the procedure", "→ Review pending"]
    assert stage[2].startswith("Who decides: Minister of Justice, after hearing a panel of three")
    assert any(line.startswith("▸ ") for line in stage)


def test_stages_not_ruled_out_are_named_if_few_and_counted_if_many(lawbook: Lawbook) -> None:
    few, _ = said(lawbook, "JP", procedure_stage="appeal_court")
    many, _ = said(lawbook, "JP")

    assert any(line.startswith("It may also be: Removed from Japan, Recognised as a refugee") for line in few)
    every = len(lawbook.data.tables.procedures["JP"].stages)
    assert many == ["Stage of the procedure", "? not known", f"Stages not ruled out: {every}."]


def test_custody_stands_below_with_its_own_steps(lawbook: Lawbook) -> None:
    stage, _ = said(lawbook, "JP", detained_under_deportation_order=True)

    at = stage.index("→ Custody: Detained under a deportation order")
    assert stage[at + 1].startswith("▸ Ask for supervision")


def test_rights_of_now_stand_before_those_of_a_grant(lawbook: Lawbook) -> None:
    _, rights = said(lawbook, "JP", recognised_complementary=True)

    assert rights[:2] == ["Rights now", "• Person under complementary protection"]
    assert rights[2].startswith("✓ yes: Lawful stay, Protection from removal, Freedom of movement, Work")
    assert rights.index("Rights after each grant still possible") < rights.index("• Recognised refugee")
    assert rights.count("• Person under complementary protection") == 1
