"""Readings: how somebody else reads the law, as questions and outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields
from asylia.lawbook.model import Departure, Place, Reading, ReadingOutcome, ReadingQuestion, ReadingStep
from asylia.lawbook.strict_yaml import read_yaml


def read_readings(
    files: Sequence[tuple[Path, str]], conditions: Conditions, places: Mapping[str, Place]
) -> Mapping[str, Reading]:
    """All readings by id."""
    found = {}
    for path, shown in files:
        reading = _reading(Fields(read_yaml(path, name=shown), shown, "the reading"), conditions, places)
        found[reading.id] = reading
    return found


def _reading(fields: Fields, conditions: Conditions, places: Mapping[str, Place]) -> Reading:
    name = fields.text("id")
    place = next((place.code for place in places.values() if name.startswith(place.prefix + ".")), "")
    if not place:
        raise fields.error(f"the id {name!r} begins with no place", "id")
    questions = {}
    for value, line in fields.items("questions"):
        question = Fields(value, fields.file, "a question", line)
        key = "fact" if question.has("fact") else "condition"
        holds = conditions.read(question.take(key), fields.file, question.block.lines[key])
        questions[question.text("id")] = ReadingQuestion(question.text("id"), question.text("text"), holds)
        question.close()
    outcomes = {}
    for value, line in fields.items("outcomes"):
        outcome = Fields(value, fields.file, "an outcome", line)
        outcomes[outcome.text("id")] = ReadingOutcome(
            outcome.text("id"), outcome.text("title"), outcome.text("provision", ""), outcome.text("says", "")
        )
        outcome.close()
    departs = []
    for value, line in fields.items("departs"):
        departure = Fields(value, fields.file, "a departure", line)
        departs.append(
            Departure(
                conditions.read(departure.take("when"), fields.file, line),
                departure.text("says"),
                departure.day("from"),
                departure.day("to"),
                departure.texts("basis"),
            )
        )
        departure.close()
    steps = _step(Fields(fields.take("steps"), fields.file, "a step"), questions, outcomes)
    reading = Reading(
        name,
        place,
        fields.titles(),
        fields.text("who"),
        fields.day("from") or date.min,
        fields.day("to"),
        fields.texts("sources"),
        questions,
        steps,
        outcomes,
        tuple(departs),
    )
    if fields.has("notes"):
        fields.texts("notes")
    fields.close()
    return reading


def _step(fields: Fields, questions: Mapping[str, object], outcomes: Mapping[str, object]) -> ReadingStep:
    if fields.has("outcome"):
        step = ReadingStep(outcome=fields.one_of("outcome", outcomes))
    else:
        step = ReadingStep(
            ask=fields.one_of("ask", questions),
            when_yes=_step(Fields(fields.take("when yes"), fields.file, "a step"), questions, outcomes),
            when_no=_step(Fields(fields.take("when no"), fields.file, "a step"), questions, outcomes),
        )
    fields.close()
    return step
