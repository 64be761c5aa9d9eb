"""Lints over all completions of the facts: conditions that never hold, always hold, or say nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import Law, Lawbook
from asylia.lawbook.lints.days import laws_through_time
from asylia.lawbook.lints.remark import INFORMATION, WARNING, Checked, Remark
from asylia.lawbook.model import Provision, Version
from asylia.logic.completions import Completions, Person
from asylia.logic.diagram import DiagramTooLarge
from asylia.logic.expression import All, Any, AtLeast, Compare, Expression, Not, Ref, names_in
from asylia.logic.truth import NO, YES


@dataclass
class _Found:
    """What was seen of one version over all days."""

    provision: Provision
    version: Version
    can_hold: bool = False
    can_fail: bool = False
    too_large: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.can_hold and self.can_fail)


def never_or_always(law: Checked) -> Iterator[Remark]:
    """A version that can never hold, or always holds, on every day on which it is in force."""
    found: dict[tuple[str, int], _Found] = {}
    for at in laws_through_time(Lawbook(law.data)):
        here = _versions(at, found)
        if any(seen.is_open for seen in here.values()):
            _look(at, {name: seen for name, seen in here.items() if seen.is_open})
    for seen in found.values():
        provision, version = seen.provision, seen.version
        if seen.too_large or not seen.is_open:
            continue
        says = f"{provision.id} from {version.start} {'always holds' if seen.can_hold else 'can never hold'}"
        mend = "see whether a condition contradicts another" if not seen.can_hold else "see which condition is missing"
        yield Remark("never-or-always", WARNING, provision.file, version.line, says, mend)


def redundant(law: Checked) -> Iterator[Remark]:
    """A part of a condition that could be left out: nothing would change for anybody. Some are kept for clarity."""
    done: set[tuple[str, int]] = set()
    for at in laws_through_time(Lawbook(law.data)):
        new = {
            f"{name} from {version.start}": (at.data.provisions[name], version)
            for name, versions in at.versions.items()
            for version in versions
            if (name, version.line) not in done
        }
        done |= {(provision.id, version.line) for provision, version in new.values()}
        if new:
            yield from _redundant_at(at, new)


def _redundant_at(law: Law, versions: Mapping[str, tuple[Provision, Version]]) -> Iterator[Remark]:
    opposites = {f"not {name}": Not(version.holds) for name, (_, version) in versions.items()}
    completions = _completions(law, {name: version.holds for name, (_, version) in versions.items()} | opposites)
    person = completions.person({})
    for name, (provision, version) in versions.items():
        for part, without in _without_one(version.holds):
            if not _is_treaty(part) and _same(completions, person, name, without):
                says = f"in {name} nothing changes without {brief(part)}"
                mend = "take it out, or keep it for clarity"
                yield Remark("redundant", INFORMATION, provision.file, version.line, says, mend)


def _same(completions: Completions, person: Person, name: str, other: Expression) -> bool:
    """Whether the two agree in every completion; where that takes too long, not."""
    try:
        apart = completions.exact((name,), person, [Not(other)]).value is not NO
        return not apart and completions.exact((f"not {name}",), person, [other]).value is NO
    except DiagramTooLarge:
        return False


def _versions(law: Law, found: dict[tuple[str, int], _Found]) -> dict[str, _Found]:
    here = {}
    for name, versions in law.versions.items():
        for version in versions:
            if version.covers(law.day):
                key = (name, version.line)
                here[f"{name} from {version.start}"] = found.setdefault(key, _Found(law.data.provisions[name], version))
    return here


def _look(law: Law, versions: Mapping[str, _Found]) -> None:
    completions = _completions(law, {name: seen.version.holds for name, seen in versions.items()})
    person = completions.person({})
    for name, seen in versions.items():
        try:
            value = completions.exact((name,), person).value
        except DiagramTooLarge:
            seen.too_large = True
            continue
        seen.can_hold |= value is not NO
        seen.can_fail |= value is not YES


def _completions(law: Law, further: Mapping[str, Expression]) -> Completions:
    return Completions({**law.formulas, **further}, [clause.literals for clause in law.links.clauses])


def _without_one(expression: Expression) -> Iterator[tuple[Expression, Expression]]:
    """Every part of every `all` and `any` inside, with the expression that is left without it."""
    match expression:
        case All(parts=parts) | Any(parts=parts):
            kind = type(expression)
            for at, part in enumerate(parts):
                rest = (*parts[:at], *parts[at + 1 :])
                if rest:
                    yield part, _joined(kind, rest)
                for inner, without in _without_one(part):
                    yield inner, kind((*parts[:at], without, *parts[at + 1 :]))
        case Not(part=part):
            for inner, without in _without_one(part):
                yield inner, Not(without)
        case AtLeast(count=count, parts=parts):
            for at, part in enumerate(parts):
                for inner, without in _without_one(part):
                    yield inner, AtLeast(count, (*parts[:at], without, *parts[at + 1 :]))
        case _:
            return


def _is_treaty(expression: Expression) -> bool:
    """Whether it asks for a treaty in force, which is settled on any one day but not for all days."""
    return isinstance(expression, Ref) and expression.name.startswith(TREATY)


def _joined(kind: type[All] | type[Any], parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def brief(expression: Expression) -> str:
    """A condition in a few words, for a remark."""
    match expression:
        case Ref(name=name):
            return name
        case Compare(fact=fact, test=test, value=value):
            return f"{fact} {test.value} {value}"
        case Not(part=part):
            return f"not {brief(part)}"
        case _:
            names = list(dict.fromkeys(names_in(expression)))
            shown = ", ".join(names[:3]) + (" ..." if len(names) > 3 else "")
            return f"the {'alternatives' if isinstance(expression, Any) else 'conditions'} ({shown})"
