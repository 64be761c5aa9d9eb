"""Groups of open findings of which one must hold, whichever way the open facts turn out."""

from __future__ import annotations

from collections.abc import Sequence

from asylia.assessment.findings import EitherWay, Finding
from asylia.lawbook.law import Law
from asylia.logic.completions import Person
from asylia.logic.diagram import DiagramTooLarge
from asylia.logic.expression import Atom, Compare

LARGEST_GROUP = 4


def either_way_groups(law: Law, findings: Sequence[Finding], person: Person) -> tuple[EitherWay, ...]:
    """Within each goal all minimal groups of up to four open findings whose disjunction is certain."""
    groups: dict[tuple[str, ...], tuple[tuple[str, ...], list[str]]] = {}
    for goal in law.data.goals:
        names = [f.provision.id for f in findings if f.state == "open" and f.exact == "open" and goal.has(f.provision)]
        for ids, depends_on in _certain_groups(law, names, person):
            groups.setdefault(ids, (depends_on, []))[1].append(goal.id)
    return tuple(EitherWay(ids, depends_on, tuple(goals)) for ids, (depends_on, goals) in groups.items())


def _certain_groups(law: Law, names: list[str], person: Person) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    if len(names) < 2:
        return []
    try:
        certain = law.completions.certain_groups(names, person, LARGEST_GROUP)
    except DiagramTooLarge:
        return []
    found = []
    for group in certain:
        supports = [_facts(law, name, person) for name in group]
        shared = [fact for fact in supports[0] if all(fact in other for other in supports[1:])]
        found.append((group, tuple(shared or dict.fromkeys(fact for support in supports for fact in support))))
    return found


def _facts(law: Law, name: str, person: Person) -> list[str]:
    atoms: list[Atom] = law.completions.diagrams.support(law.completions.exact((name,), person).function)  # type: ignore[assignment]  # atoms are Ref or Compare
    return list(dict.fromkeys(atom.fact if isinstance(atom, Compare) else atom.name for atom in atoms))
