"""Facts that follow from dates: limits kept or missed, full months and years, time elapsed, kinship from a path.

Also what a day or a choice settles by being given at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from asylia.assessment.kinship import degrees_of_kinship
from asylia.deadlines.calendars import calendar_of
from asylia.deadlines.counting import last_day, period
from asylia.deadlines.due import counting_on
from asylia.errors import InputError
from asylia.lawbook.law import Law
from asylia.lawbook.model import DatedFact, Within
from asylia.logic.completions import Completions
from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref
from asylia.logic.operators import OPERATORS
from asylia.logic.program import compared, truth_of
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, Bounds, bounds_of

_PERIOD = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?\Z")


def end_of_period(event: date, period: str) -> date:
    """The last day of a period that runs from an event: the first day is not counted, months run by the calendar.

    `period` is written P7D, P6M, P1Y. If the last month lacks the day, the period ends with the month.
    """
    match = _PERIOD.match(period)
    if match is None or not any(match.groups()):
        raise InputError(f"{period!r} is no period", mend="write P7D, P6M or P1Y")
    years, months, days = (int(group or 0) for group in match.groups())
    try:
        return event + relativedelta(years=years, months=months, days=days)
    except (OverflowError, ValueError):
        return date.max  # the calendar ends before the period


def facts_from_dates(
    law: Law, answers: Answers, day: date, kinship: Mapping[str, str]
) -> dict[str, tuple[Answer, tuple[str, ...]]]:
    """For each fact that the dates settle: its value, and the facts that it follows from."""
    found: dict[str, tuple[Answer, tuple[str, ...]]] = {}
    for dated, known_from in law.dated:
        if known_from and not any(name in answers for name in known_from):
            continue
        value, sources = _rule_of(dated)(law, dated, answers, day, kinship)
        if value is not None:
            found[dated.fact] = value, sources
    return found


_Found = tuple[Answer | None, tuple[str, ...]]


def _limit(law: Law, dated: DatedFact, answers: Answers, day: date, kinship: Mapping[str, str]) -> _Found:
    """The cases that may apply must agree, and one of them must; a case whose condition is settled ends the list."""
    verdicts: list[Truth] = []
    sources: list[str] = []
    may_apply: list[Expression] = []
    for case in dated.within:
        applies = YES if case.when is None else condition(case.when, answers)
        if applies is NO:
            continue
        verdicts.append(_kept(law, case, answers))
        sources += [case.since, case.done_on]
        may_apply.append(case.when or Const(True))
        if applies is YES:
            break
    if not verdicts or UNKNOWN in verdicts or len(set(verdicts)) > 1 or not _is_certain(Any(tuple(may_apply)), answers):
        return None, ()
    return verdicts[0] is YES, tuple(dict.fromkeys(sources))


def _is_certain(expression: Expression, answers: Answers) -> bool:
    """Whether it holds however the open facts turn out: a condition and its opposite leave no third way."""
    completions = Completions({"it": expression}, ())
    return completions.exact(("it",), completions.person(answers)).value is YES


def _kept(law: Law, case: Within, answers: Answers) -> Truth:
    since, done = bounds_of(answers.get(case.since)), bounds_of(answers.get(case.done_on))
    if isinstance(since.earliest, date) and isinstance(done.latest, date):
        earliest_end, _ = _ends(law, case, since.earliest)
        if done.latest <= earliest_end:
            return YES
    if isinstance(since.latest, date) and isinstance(done.earliest, date):
        _, latest_end = _ends(law, case, since.latest)
        if done.earliest > latest_end:
            return NO
    return UNKNOWN


def _ends(law: Law, case: Within, event: date) -> tuple[date, date]:
    """The earliest and the latest day on which a period may end, by the rules of the place that may count it."""
    plain = end_of_period(event, case.period)
    uncounted = plain, end_of_period(plain, f"P{case.may_move_days}D")
    timetable = law.data.tables.timetables.get(law.place)
    rules = [timetable.counting[name] for name in case.counted_by if name in timetable.counting] if timetable else []
    if timetable is None or not rules:
        return uncounted
    calendar, length = calendar_of(timetable), period(case.period)
    try:
        versions = [counting_on(rule, event) for rule in rules]
        ends = [last_day(event, length, version, calendar) for version in versions]
        safe = [last_day(event, length, version, calendar, announced_only=True) for version in versions]
    except InputError:
        return uncounted  # outside the years that calendars and rules know
    last = max(ends)
    return min(*ends, *safe), last if calendar.is_announced(last) else max(last, uncounted[1])


def _full_units(law: Law, dated: DatedFact, answers: Answers, day: date, kinship: Mapping[str, str]) -> _Found:
    known = bounds_of(answers.get(dated.full_units_since))
    fewest = _units(known.latest, day, dated.unit)
    most = _units(known.earliest, day, dated.unit)
    if fewest is None and most is None:
        return None, ()
    return (fewest if fewest == most and fewest is not None else Bounds(fewest, most)), (dated.full_units_since,)


def _units(since: object, day: date, unit: str) -> int | None:
    if not isinstance(since, date):
        return None
    passed = relativedelta(day, since)
    return max(0, passed.years * 12 + passed.months if unit == "months" else passed.years)


def _elapsed(law: Law, dated: DatedFact, answers: Answers, day: date, kinship: Mapping[str, str]) -> _Found:
    known = bounds_of(answers.get(dated.elapsed_since))
    if isinstance(known.latest, date) and day > end_of_period(known.latest, dated.elapsed_more_than):
        return True, (dated.elapsed_since,)
    if isinstance(known.earliest, date) and day <= end_of_period(known.earliest, dated.elapsed_more_than):
        return False, (dated.elapsed_since,)
    return None, ()


def _given(law: Law, dated: DatedFact, answers: Answers, day: date, kinship: Mapping[str, str]) -> _Found:
    answer = answers.get(dated.given_when)
    known = bounds_of(answer)
    is_given = isinstance(answer, str) or (isinstance(known.latest, date) and known.latest <= day)
    return (dated.gives, (dated.given_when,)) if is_given else (None, ())


def _kin(law: Law, dated: DatedFact, answers: Answers, day: date, kinship: Mapping[str, str]) -> _Found:
    path = kinship.get(dated.kinship_to)
    if path is None:
        return None, ()
    degrees = degrees_of_kinship(path)
    return degrees is not None and 0 < degrees <= dated.kinship_degrees, (f"kinship: {dated.kinship_to}",)


_Rule = Callable[[Law, DatedFact, Answers, date, Mapping[str, str]], _Found]
_RULES: Sequence[tuple[str, _Rule]] = (
    ("within", _limit),
    ("full_units_since", _full_units),
    ("elapsed_since", _elapsed),
    ("given_when", _given),
    ("kinship_to", _kin),
)
"""By the key that a rule is written with."""


def _rule_of(dated: DatedFact) -> _Rule:
    for name, rule in _RULES:
        if getattr(dated, name):
            return rule
    raise AssertionError(f"{dated.fact} follows from no date")


def condition(expression: Expression, answers: Answers) -> Truth:
    """The strong-Kleene value of a condition over facts alone."""
    match expression:
        case Ref(name=name):
            return truth_of(answers.get(name))
        case Compare():
            return compared(expression, answers)
        case Not(part=part):
            values = [condition(part, answers)]
        case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
            values = [condition(part, answers) for part in parts]
        case Const():
            values = []
    return OPERATORS[type(expression)].truth(expression, values)
