"""What the guide asks and in which order, read from `law/guide.yaml`: phases, questions of several facts, helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asylia.assessment.answers import read_answer
from asylia.briefs.guide.calendars import COUNTINGS, Calendar, Era, EraCalendar, MonthCalendar
from asylia.errors import InputError
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import LawData
from asylia.lawbook.strict_yaml import Block, read_yaml
from asylia.logic.values import Answer

FILE = "guide.yaml"
FIRST_PHASES = ("place", "stage", "dates", "needs", "reasons")
"""The order that requirement G10 sets."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the guide: the themes of its facts, and how many single facts it may ask for in the first round."""

    id: str
    most: int
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question of several facts: what it makes of facts, or which needs it names."""

    id: str
    facts: Mapping[str, Answer]
    also: Mapping[str, Answer]
    """What follows from it besides; not choosing it says nothing of these."""
    at: Mapping[str, Mapping[str, Answer]]
    places: tuple[str, ...]
    """Where it is offered; empty: wherever one of its facts means something."""
    needs: tuple[str, ...]
    pause: str
    """The need whose contact is shown before the guide goes on, after an answer that may hurt; else empty."""

    def facts_at(self, place: str) -> Mapping[str, Answer]:
        """What it makes of facts at a place."""
        return {**self.facts, **self.at.get(place, {})}


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question of several facts."""

    id: str
    phase: str
    always: bool
    """Asked whatever the goals say: time limits and help hang on it."""
    enough: float
    """Else the worth of its facts together below which it is left out; 0 while any of them tells anything."""
    several: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """Something that cannot wait for questions, and the needs whose contacts are shown for it."""

    id: str
    needs: tuple[str, ...]
    """The first cannot wait: who meets it stands before who meets more of the others, as an ambulance does."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of `law/guide.yaml`."""

    enough: float
    """The worth, in bits divided by burden, below which a fact waits for the more precise round."""
    phases: tuple[Phase, ...]
    never: frozenset[str]
    later: frozenset[str]
    dates: tuple[str, ...]
    sets: Mapping[str, QuestionSet]
    now: tuple[UrgentHelp, ...]
    office_language: Mapping[str, str]
    """By place: the language of its offices."""
    eras: Mapping[str, Era]
    calendars: Mapping[str, Calendar]
    """Of readers, by id; most languages count days as the letters do and have none."""

    def phase_of_theme(self, theme: str) -> int:
        """The place of a theme in the order; the last phase for a theme that none names."""
        for at, phase in enumerate(self.phases):
            if theme in phase.themes:
                return at
        return len(self.phases) - 1

    def phase_of_set(self, name: str) -> int:
        """The place of a question of several facts in the order."""
        return next(at for at, phase in enumerate(self.phases) if phase.id == self.sets[name].phase)


def read_plan(folder: Path, data: LawData) -> Plan:
    """The plan in a law folder. Raises InputError at the first fault, with file, line and mend."""
    shown = f"{folder.name}/{FILE}"
    top = Fields(read_yaml(folder / FILE, name=shown), shown, "the file")
    enough = top.number("enough") / 100
    phases = tuple(_phase(Fields(value, shown, "a phase", line)) for value, line in top.items("phases"))
    if tuple(phase.id for phase in phases) != FIRST_PHASES:
        raise top.error(f"the phases must be {', '.join(FIRST_PHASES)}", "phases", "keep this order")
    names = [phase.id for phase in phases]
    sets = {
        found.id: found
        for value, line in top.items("sets")
        for found in [_set(Fields(value, shown, "a question", line), names, data)]
    }
    never, later, dates = (_facts(top, key, data) for key in ("never", "later", "dates"))
    now = tuple(_urgent(Fields(value, shown, "an urgent need", line)) for value, line in top.items("now"))
    eras = {
        era.id: era
        for value, line in top.items("eras")
        for era in [_era(Fields(value, shown, "a way of counting years", line))]
    }
    plan = Plan(
        enough,
        phases,
        frozenset(never),
        frozenset(later),
        dates,
        sets,
        now,
        top.mapping("office language"),
        eras,
        {
            one.id: one
            for value, line in top.items("calendars")
            for one in [_calendar(Fields(value, shown, "a calendar", line), eras)]
        },
    )
    top.close()
    return plan


def _phase(fields: Fields) -> Phase:
    phase = Phase(fields.text("id"), fields.number("most"), fields.texts("themes"))
    fields.close()
    return phase


def _facts(fields: Fields, key: str, data: LawData) -> tuple[str, ...]:
    found = fields.texts(key)
    for name in found:
        _known_fact(fields, key, name, data)
    return found


def _known_fact(fields: Fields, key: str, name: str, data: LawData) -> None:
    if name not in data.facts:
        raise fields.error(f"there is no fact {name!r}", key, nearest(name, data.facts))


def _set(fields: Fields, phases: Sequence[str], data: LawData) -> QuestionSet:
    found = QuestionSet(
        fields.text("id"),
        fields.one_of("phase", phases),
        fields.flag("always"),
        fields.number("enough", 0) / 100,
        fields.flag("several"),
        tuple(_choice(Fields(value, fields.file, "a choice", line), data) for value, line in fields.items("choices")),
    )
    fields.close()
    return found


def _choice(fields: Fields, data: LawData) -> Choice:
    at: dict[str, Mapping[str, Answer]] = {}
    if fields.has("at"):
        fields.take("at")
        inner = Fields(fields.block["at"], fields.file, "at", fields.block.lines["at"])
        for place in inner.block:
            _known_place(inner, place, place, data)
            at[place] = _answers(inner, place, data)
    places = fields.texts("places")
    for place in places:
        _known_place(fields, "places", place, data)
    found = Choice(
        fields.text("id"),
        _answers(fields, "facts", data) if fields.has("facts") else {},
        _answers(fields, "also", data) if fields.has("also") else {},
        at,
        places,
        fields.texts("needs"),
        fields.text("pause", ""),
    )
    fields.close()
    return found


def _known_place(fields: Fields, key: str, place: str, data: LawData) -> None:
    if place not in data.places:
        raise fields.error(f"there is no place {place!r}", key, nearest(place, data.places))


def _answers(fields: Fields, key: str, data: LawData) -> Mapping[str, Answer]:
    block = fields.take(key)
    if not isinstance(block, Block):
        raise fields.error(f"{key!r} must say what becomes of facts", key)
    found: dict[str, Answer] = {}
    for name, value in block.items():
        _known_fact(fields, key, name, data)
        try:
            found[name] = read_answer(value, data.facts[name], data)
        except InputError as error:
            raise fields.error(error.says, key, error.mend) from None
    return found


def _urgent(fields: Fields) -> UrgentHelp:
    found = UrgentHelp(fields.text("id"), fields.texts("needs"))
    fields.close()
    return found


def _era(fields: Fields) -> Era:
    start = fields.day("from")
    if start is None:
        raise fields.error("a way of counting years says from which day it was used", None, "add 'from'")
    found = Era(fields.text("id"), fields.text("name"), fields.number("add"), start, fields.day("to"))
    fields.close()
    return found


def _calendar(fields: Fields, eras: Mapping[str, Era]) -> Calendar:
    name, languages, written = fields.text("id"), fields.texts("languages"), fields.text("written")
    if fields.has("eras"):
        named = fields.mapping("eras")
        for era in named:
            if era not in eras:
                raise fields.error(f"there is no era {era!r}", "eras", nearest(era, eras))
        counted = tuple((eras[era], said) for era, said in named.items())
        found: Calendar = EraCalendar(name, languages, written, fields.text("first year"), counted)
    else:
        counting, months = COUNTINGS[fields.one_of("counted", COUNTINGS)], fields.texts("months")
        if len(months) != 12:
            raise fields.error("a calendar has twelve months", "months", "name them from the first on")
        found = MonthCalendar(name, fields.text("name"), languages, written, counting, months, fields.flag("asked"))
    fields.close()
    return found
