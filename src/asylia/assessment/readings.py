"""Running a reading: how somebody else would decide, step by step, and where that departs from the statute."""

from __future__ import annotations

from dataclasses import dataclass

from asylia.assessment.findings import Assessment
from asylia.errors import InputError
from asylia.lawbook.fields import nearest
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.model import Departure, Reading, ReadingOutcome, ReadingQuestion, ReadingStep
from asylia.logic.expression import Expression
from asylia.logic.program import Program
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answers


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """Where a reading leads: one outcome, or all that are still possible."""

    reading: Reading
    path: tuple[tuple[ReadingQuestion, Truth], ...]
    """The questions asked on the way, with their answers; it stops at the first that is not known."""
    outcomes: tuple[ReadingOutcome, ...]
    departs: tuple[tuple[Departure, Truth], ...]
    """Departures from the statute that apply to this person, or may."""


def reading_named(lawbook: Lawbook, name: str) -> Reading:
    """The reading with this id, with or without its place. Raises InputError."""
    readings = lawbook.data.readings
    for reading in readings.values():
        if name in (reading.id, reading.id.partition(".")[2]):
            return reading
    raise InputError(f"there is no reading {name!r}", mend=nearest(name, readings))


def run_reading(reading: Reading, assessment: Assessment) -> ReadingResult:
    """The reading for one person. Raises InputError if it is of another place or day."""
    law, day = assessment.law, assessment.day
    if reading.place != law.place:
        raise InputError(
            f"{reading.id} reads the law of {reading.place}, not of {law.place}", mend=f"add --in {reading.place}"
        )
    if day < reading.start or (reading.end is not None and day > reading.end):
        until = f" to {reading.end}" if reading.end else ""
        raise InputError(
            f"{reading.id} is a reading of the law from {reading.start}{until}", mend="choose --on accordingly"
        )
    values = _values(law, reading, assessment.answers)
    path: list[tuple[ReadingQuestion, Truth]] = []
    step = reading.steps
    while not step.outcome:
        value = values[f"question {step.ask}"]
        path.append((reading.questions[step.ask], value))
        if value is UNKNOWN:
            break
        following = step.when_yes if value is YES else step.when_no
        assert following is not None
        step = following
    departs = tuple(
        (departure, values[f"departs {at}"])
        for at, departure in enumerate(reading.departs)
        if (departure.start is None or day >= departure.start)
        and (departure.end is None or day <= departure.end)
        and values[f"departs {at}"] is not NO
    )
    return ReadingResult(reading, tuple(path), tuple(_outcomes(reading, step)), departs)


def _outcomes(reading: Reading, step: ReadingStep) -> list[ReadingOutcome]:
    if step.outcome:
        return [reading.outcomes[step.outcome]]
    found: list[ReadingOutcome] = []
    for following in (step.when_yes, step.when_no):
        assert following is not None
        found += [outcome for outcome in _outcomes(reading, following) if outcome not in found]
    return found


def _values(law: Law, reading: Reading, answers: Answers) -> dict[str, Truth]:
    own: dict[str, Expression] = {f"question {q.id}": q.holds for q in reading.questions.values()}
    own |= {f"departs {at}": departure.when for at, departure in enumerate(reading.departs)}
    program = Program({**law.formulas, **own}, law.derivations)
    values = program.evaluate(answers)
    return {name: values[program.place_of[name]] for name in own}
