"""What is known of a person at a place on a day: the answers of the case with all that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asylia.assessment.casefile import CaseFile
from asylia.assessment.dated import facts_from_dates
from asylia.errors import InputError
from asylia.lawbook.law import Law
from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, GOVERNING
from asylia.logic.links import Contradiction
from asylia.logic.values import Answer, Bounds, WhyUnknown, bounds_of


class AnswersContradict(InputError):
    """Answers that cannot be true together. `facts` names them, so that a form can point at their fields."""

    def __init__(self, says: str, facts: Sequence[str]) -> None:
        self.facts = tuple(dict.fromkeys(facts))
        super().__init__(says, mend="change one of them")


@dataclass(frozen=True, slots=True)
class Known:
    """The answers of a case at a place with all that follows from them."""

    answers: Mapping[str, Answer]
    follows_from: Mapping[str, tuple[str, ...]]


def known_at(case: CaseFile, law: Law, day: date) -> Known:
    """What is known of a person at the place of a law on a day. Raises InputError if answers contradict each other."""
    given = case.at(law.place)
    answers: dict[str, Answer] = {name: value for name, value in given.items() if not isinstance(value, WhyUnknown)}
    follows: dict[str, tuple[str, ...]] = {}
    while True:
        read = [answers.get(name) for name in law.read_with_dates]
        for fact, (value, sources) in facts_from_dates(law, answers, day, case.kinship).items():
            if fact not in answers:
                follows[fact] = sources
            answers[fact] = _agreed(fact, answers.get(fact), value, sources)
        try:
            settled = law.links.settle(answers)
        except Contradiction as error:
            named = " and ".join(_said(fact, given, follows) for fact in error.facts)
            origin = [given_fact for fact in error.facts for given_fact in _given_behind(fact, given, follows)]
            raise AnswersContradict(f"{named} cannot be true together: {error.because}", origin) from None
        follows.update(settled.follows_from)
        answers = dict(settled.answers)
        if read == [answers.get(name) for name in law.read_with_dates]:
            return Known(answers, follows)


def _said(fact: str, given: Mapping[str, Answer], follows: Mapping[str, tuple[str, ...]]) -> str:
    if fact in follows and fact not in given:
        return f"{fact} (which follows from {', '.join(follows[fact])})"
    return fact


def _given_behind(fact: str, given: Mapping[str, Answer], follows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The facts that were answered and from which a fact follows; itself, if it was answered."""
    found: list[str] = []
    seen, waiting = {fact}, [fact]
    while waiting:
        name = waiting.pop(0)
        if name in given:
            found.append(name)
            continue
        waiting += [source for source in follows.get(name, ()) if source not in seen]
        seen.update(follows.get(name, ()))
    return found


def _agreed(fact: str, given: Answer | None, derived: Answer, sources: tuple[str, ...]) -> Answer:
    """What is given and what follows from dates, together: two bounds leave what both allow."""
    if given is None or given == derived:
        return derived
    if isinstance(derived, (Bounds, int)) and not isinstance(derived, bool):
        one, other = bounds_of(given), bounds_of(derived)
        if not _before(one.latest, other.earliest) and not _before(other.latest, one.earliest):
            earliest = other.earliest if one.earliest is None or _before(one.earliest, other.earliest) else one.earliest
            latest = other.latest if one.latest is None or _before(other.latest, one.latest) else one.latest
            return earliest if earliest is not None and earliest == latest else Bounds(earliest, latest)
    raise AnswersContradict(f"{fact} cannot be as given: {' and '.join(sources)} says otherwise", (fact, *sources))


def _before(left: object, right: object) -> bool:
    return left is not None and right is not None and left < right  # type: ignore[operator]  # counts or dates


def with_governing_dates(law: Law, answers: Mapping[str, Answer], case: CaseFile, day: date) -> dict[str, Answer]:
    """The answers, and for each date fact that picks a version its own date: the day assessed where nothing is said."""
    governing = {
        version.governed_by
        for versions in law.versions.values()
        for version in versions
        if version.governed_by not in (ASSESSMENT_DAY, DECISION_DAY)
    }
    said = case.at(law.place)
    return {
        **answers,
        **{GOVERNING + fact: answers.get(fact, day) for fact in governing if fact in answers or fact not in said},
    }
