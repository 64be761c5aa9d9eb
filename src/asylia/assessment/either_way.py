"""Groups of open findings of which one must hold, whichever way the open facts turn out."""

from __future__ import annotations

from collections.abc import Sequence

from asylia.assessment.findings import EitherWay, Finding
from asylia.lawbook.law import Law
from asylia.logic.completions import Person

LARGEST_GROUP = 4


def either_way_groups(law: Law, findings: Sequence[Finding], person: Person) -> tuple[EitherWay, ...]:
    """Within each goal all minimal groups of up to four open findings whose disjunction is certain."""
    open_ones = {f.provision.id: f for f in findings if f.state == "open" and f.exact == "open"}
    members = {goal: [name for name in names if name in open_ones] for goal, names in law.members.items()}
    families = {goal: names for goal, names in members.items() if len(names) > 1}
    certain = law.completions.certain_groups(list(families.values()), person, LARGEST_GROUP)
    goals_of: dict[tuple[str, ...], list[str]] = {}
    for goal, groups in zip(families, certain, strict=True):
        for ids in groups:
            goals_of.setdefault(ids, []).append(goal)
    return tuple(EitherWay(ids, _deciding([open_ones[name] for name in ids]), tuple(g)) for ids, g in goals_of.items())


def _deciding(group: Sequence[Finding]) -> tuple[str, ...]:
    """The facts on which all of the group depend; where they share none, all on which any does."""
    first, *others = [finding.depends_on for finding in group]
    shared = tuple(fact for fact in first if all(fact in other for other in others))
    return shared or tuple(dict.fromkeys(fact for finding in group for fact in finding.depends_on))
