"""Refusing terms, provisions and derivations that need themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asylia.errors import InputError
from asylia.lawbook.model import Derived, Place, Provision
from asylia.logic.expression import Expression, names_in

_Needs = Mapping[str, Sequence[str]]


def refuse_circles(
    provisions: Mapping[str, Provision], derived: Sequence[Derived], places: Iterable[Place], derived_in: str
) -> None:
    """Follow at each place what every name needs. `derived_in` names the file of the derivations. Raises InputError."""
    for place in places:
        here = [p for p in provisions.values() if p.place in (place.code, "INT")]
        rules = [rule for rule in derived if not rule.at or place.code in rule.at]
        needs = {p.id: _names(_conditions(p)) for p in here}
        needs |= {rule.fact: _names((rule.yes_when, rule.no_when)) for rule in rules}
        circle = _circle(needs)
        if circle:
            name = circle[0]
            line = provisions[name].line if name in provisions else next(r.line for r in rules if r.fact == name)
            raise InputError(
                f"{name} needs itself: {' -> '.join(circle)}",
                file=provisions[name].file if name in provisions else derived_in,
                line=line,
                mend="take one of these steps out",
            )


def _conditions(provision: Provision) -> list[Expression | None]:
    own = [condition for v in provision.versions for condition in (v.holds, v.may_be_refused)]
    return [*own, *(reading.holds for reading in provision.readings)]


def _names(conditions: Iterable[Expression | None]) -> list[str]:
    return list(dict.fromkeys(name for one in conditions if one is not None for name in names_in(one)))


def _circle(needs: _Needs) -> list[str]:
    """The first circle, beginning and ending with the same name; empty if there is none."""
    done: set[str] = set()
    for start in needs:
        found = _circle_from(start, needs, done, [])
        if found:
            return found
    return []


def _circle_from(name: str, needs: _Needs, done: set[str], way: list[str]) -> list[str]:
    if name in way:
        return [*way[way.index(name) :], name]
    if name in done:
        return []
    for needed in needs.get(name, ()):
        found = _circle_from(needed, needs, done, [*way, name])
        if found:
            return found
    done.add(name)
    return []
