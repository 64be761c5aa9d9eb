"""Who uses what: the names that provisions, derivations, constraints and readings mention."""

from __future__ import annotations

from collections.abc import Iterator

from asylia.lawbook.model import ASSESSMENT_DAY, DECISION_DAY, DatedFact, Derived, LawData, Provision, Version
from asylia.logic.expression import Expression, names_in


def conditions_of(provision: Provision) -> Iterator[Expression]:
    """Every condition that stands in a provision."""
    for version in provision.versions:
        yield from conditions_in(version)
    for reading in provision.readings:
        yield reading.holds


def conditions_in(version: Version) -> Iterator[Expression]:
    """Every condition that stands in a version."""
    yield version.holds
    if version.may_be_refused is not None:
        yield version.may_be_refused
    yield from (grant.when for grant in version.leads_to if grant.when is not None)
    yield from (gate.holds for gate in version.gates)


def names_in_provision(provision: Provision) -> set[str]:
    """Facts and provisions that a provision asks, weighs, or goes by."""
    names = {name for condition in conditions_of(provision) for name in names_in(condition)}
    for version in provision.versions:
        names |= {weighed.fact for weighed in version.weighs}
        if version.governed_by not in (ASSESSMENT_DAY, DECISION_DAY):
            names.add(version.governed_by)
    return names


def names_beside_provisions(data: LawData) -> set[str]:
    """Facts and provisions that readings and tables ask."""
    return _names_in_readings(data) | _names_in_tables(data)


def _names_in_readings(data: LawData) -> set[str]:
    found: set[str] = set()
    for reading in data.readings.values():
        for condition in (*(q.holds for q in reading.questions.values()), *(d.when for d in reading.departs)):
            found.update(names_in(condition))
    return found


def _names_in_tables(data: LawData) -> set[str]:
    tables = data.tables
    conditions = [limit.applies for timetable in tables.timetables.values() for limit in timetable.limits.values()]
    for procedure in tables.procedures.values():
        conditions += [stage.now for stage in (*procedure.stages.values(), *procedure.custody.values())]
    for matrix in (*tables.rights.values(), *tables.guarantees.values()):
        conditions += [column.holds for column in matrix.columns.values() if column.holds is not None]
        conditions += [cell.kept for cell in matrix.cells if cell.kept is not None]
    conditions += [part for duty in tables.duties for part in (duty.holds, duty.kept) if part is not None]
    done = {limit.done for timetable in tables.timetables.values() for limit in timetable.limits.values() if limit.done}
    return done.union(*map(names_in, conditions))


def sides_of(derived: Derived) -> Iterator[Expression]:
    """What makes a fact yes, and what makes it no."""
    yield from (side for side in (derived.yes_when, derived.no_when) if side is not None)


def dates_of(dated: DatedFact) -> Iterator[str]:
    """Facts from which a fact follows by dates."""
    for case in dated.within:
        yield from (case.since, case.done_on)
        if case.when is not None:
            yield from names_in(case.when)
    yield from filter(None, (dated.full_units_since, dated.elapsed_since, dated.given_when))


def names_in_links(data: LawData) -> set[str]:
    """Facts and provisions that derivations, constraints and events mention."""
    found = {event.fact for event in data.events.values()}
    for derived in data.derived:
        found.add(derived.fact)
        for side in sides_of(derived):
            found.update(names_in(side))
    for dated in data.dated:
        found |= {dated.fact, *dates_of(dated)}
    for constraint in data.constraints:
        found.update(name for literal in constraint.never for name in names_in(literal))
    return found


def facts_needed(data: LawData) -> list[str]:
    """Facts that provisions and readings use, directly or through what they follow from; as the vocabulary has them."""
    sources: dict[str, set[str]] = {}
    places = {provision.place for provision in data.provisions.values()}
    for derived in data.derived:
        if not derived.at or places & set(derived.at):
            for side in sides_of(derived):
                sources.setdefault(derived.fact, set()).update(names_in(side))
    for dated in data.dated:
        if not dated.at or places & set(dated.at):
            sources.setdefault(dated.fact, set()).update(dates_of(dated))
    waiting = list(names_beside_provisions(data).union(*map(names_in_provision, data.provisions.values())))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += sources.get(name, ())
    return [fact for fact in data.facts if fact in found]
