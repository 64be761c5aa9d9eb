"""Lints of the vocabulary: facts, how they are linked, their other names."""

from __future__ import annotations

from collections.abc import Iterator

from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Checked, Remark
from asylia.lawbook.lints.uses import names_beside_provisions, names_in_links, names_in_provision
from asylia.logic.expression import All, Any, AtLeast, Expression, Not, Ref, parts_of


def unused_fact(law: Checked) -> Iterator[Remark]:
    """A fact that no provision, derivation, constraint, event, reading or case mentions."""
    data = law.data
    used = names_in_links(data) | names_beside_provisions(data) | law.mentioned
    used.update(*map(names_in_provision, data.provisions.values()))
    used |= {data.aliases[name].fact for name in used & set(data.aliases)}
    severity = WARNING if law.is_whole else INFORMATION
    for fact in data.facts.values():
        if fact.id not in used and not fact.kept_for:
            mend = "use it, take it out, or say what it is 'kept for'"
            yield Remark("unused-fact", severity, fact.file, fact.line, f"nothing uses the fact {fact.id}", mend)


def both_polarities(law: Checked) -> Iterator[Remark]:
    """A fact that must hold in one part of a provision and must not hold in another."""
    for provision in law.data.provisions.values():
        for version in provision.versions:
            signs = set(_signs(version.holds, True))
            for name in sorted(name for name, sign in signs if sign and (name, False) in signs):
                says = f"{provision.id} from {version.start} uses {name} both as it is and turned round"
                mend = "see whether both are meant"
                yield Remark("both-polarities", INFORMATION, provision.file, version.line, says, mend)


def _signs(expression: Expression, sign: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(expression, Ref):
        yield expression.name, sign
    elif isinstance(expression, Not):
        yield from _signs(expression.part, not sign)
    else:
        for part in _parts(expression):
            yield from _signs(part, sign)


def _parts(expression: Expression) -> tuple[Expression, ...]:
    """The parts; of `exactly one of`, which as rewritten uses each both ways, only the plain half."""
    match expression:
        case All(parts=(Any(parts=parts), Not(part=AtLeast(count=2, parts=others)))) if parts == others:
            return parts
        case _:
            return parts_of(expression)


def alias_without_provision(law: Checked) -> Iterator[Remark]:
    """An alias of a provision that does not exist; it may wait until the law of its place is written."""
    file = f"{law.name}/vocabulary/aliases.yaml"
    codes = {place.prefix: place.code for place in law.data.places.values()}
    for name, alias in law.data.aliases.items():
        if alias.provision and alias.provision not in law.data.provisions:
            code = codes.get(alias.provision.partition(".")[0])
            waits = code not in law.places_with_law or (code == "INT" and not law.is_whole)
            line = law.line(file, "aliases", name)
            says = f"the alias {name} stands for {alias.provision}, which does not exist"
            mend = "it waits for the law of its place" if waits else "name a provision of today"
            yield Remark("alias-without-provision", INFORMATION if waits else ERROR, file, line, says, mend)
