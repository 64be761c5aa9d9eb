"""Conditions of the law files, rewritten into the seven kinds of expression."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from asylia.errors import InputError
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import Fact
from asylia.lawbook.strict_yaml import Block
from asylia.logic.expression import (
    All,
    Any,
    AtLeast,
    Expression,
    Ref,
    at_least,
    at_most,
    equal_to,
    exactly_one_of,
    more_than,
    none_of,
    under,
)
from asylia.logic.expression import Not as Opposite

TREATY = "treaty:"
"""Prefix of the name that stands for *this treaty is in force here*."""

_COMPARISONS: Mapping[str, tuple[str, Callable[..., Expression]]] = {
    "at least": ("count", at_least),
    "at most": ("count", at_most),
    "more than": ("count", more_than),
    "under": ("count", under),
    "is": ("count or choice", equal_to),
    "is not": ("choice", lambda fact, value, cites=(): Opposite(equal_to(fact, value), cites)),
    "on or after": ("date", at_least),
    "before": ("date", under),
    "after": ("date", more_than),
    "on or before": ("date", at_most),
}
_LISTS: Mapping[str, Callable[[tuple[Expression, ...], tuple[str, ...]], Expression]] = {
    "all": All,
    "any": Any,
    "none of": none_of,
    "exactly one of": exactly_one_of,
}
FORMS = (*_LISTS, "not", "at least", "fact", "treaty in force")


class Conditions:
    """Reads conditions against a vocabulary and a set of provisions; what it does not know it refuses."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        provisions: Iterable[str],
        treaties: Iterable[str] = (),
        further: Mapping[str, Callable[[Fields], Expression]] | None = None,
    ) -> None:
        """`further` adds forms: by the key that begins them, what reads their block."""
        self._facts, self._provisions, self._treaties = facts, frozenset(provisions), frozenset(treaties)
        self._further = further or {}

    def read(self, value: object, file: str, line: int | None) -> Expression:
        """The expression that a condition stands for. Raises InputError."""
        if isinstance(value, str):
            return self._name(value, file, line, ())
        if not isinstance(value, Block):
            raise InputError(
                f"a condition was expected, not {value!r}",
                file=file,
                line=line,
                mend="name a fact or use all, any, not",
            )
        fields = Fields(value, file, "a condition")
        cites = fields.texts("basis")
        fields.texts("sources")
        if fields.has("note"):
            fields.text("note")
        expression = self._form(fields, cites)
        if fields.has("unless"):
            exceptions = self._exceptions(fields, "unless")
            expression = All((expression, none_of(exceptions)), cites)
        fields.close()
        return expression

    def with_exceptions(self, fields: Fields, holds: str, unless: str) -> Expression:
        """The condition under one key, and none of the exceptions under another."""
        expression = self.read(fields.take(holds), fields.file, fields.block.lines.get(holds))
        if not fields.has(unless):
            return expression
        exceptions = self._exceptions(fields, unless)
        bars = tuple(Opposite(exception) for exception in exceptions)
        if isinstance(expression, All) and not expression.cites:
            return All((*expression.parts, *bars))
        return All((expression, *bars))

    def _exceptions(self, fields: Fields, key: str) -> tuple[Expression, ...]:
        value = fields.take(key)
        if isinstance(value, (str, Block)):
            return (self.read(value, fields.file, fields.block.lines.get(key)),)
        return tuple(self.read(item, fields.file, line) for item, line in fields.items(key))

    def _parts(self, fields: Fields, key: str) -> tuple[Expression, ...]:
        items = fields.items(key)
        if not items:
            raise fields.error(f"{key!r} needs at least one condition", key)
        return tuple(self.read(item, fields.file, line) for item, line in items)

    def _form(self, fields: Fields, cites: tuple[str, ...]) -> Expression:
        for key, read in self._further.items():
            if fields.has(key):
                return read(fields)
        if fields.has("fact"):
            return self._fact(fields, cites)
        for key, build in _LISTS.items():
            if fields.has(key):
                return build(self._parts(fields, key), cites)
        if fields.has("not"):
            return Opposite(self.read(fields.take("not"), fields.file, fields.block.lines["not"]), cites)
        if fields.has("at least"):
            parts = self._parts(fields, "of")
            count = fields.number("at least")
            if not 1 <= count <= len(parts):
                raise fields.error(f"at least {count} of {len(parts)} makes no sense", "at least")
            return AtLeast(count, parts, cites)
        if fields.has("treaty in force"):
            treaty = fields.one_of("treaty in force", self._treaties)
            return Ref(TREATY + treaty, cites)
        key = next(iter(fields.block), "")
        raise fields.error(f"{key!r} begins no condition", key or None, nearest(key, FORMS))

    def _fact(self, fields: Fields, cites: tuple[str, ...]) -> Expression:
        name = fields.text("fact")
        tests = [key for key in _COMPARISONS if fields.has(key)]
        if not tests:
            return self._name(name, fields.file, fields.line, cites)
        fact = self._known(name, fields.file, fields.line)
        parts = tuple(self._comparison(fields, fact, key, cites) for key in tests)
        return parts[0] if len(parts) == 1 else All(parts, cites)

    def _comparison(self, fields: Fields, fact: Fact, key: str, cites: tuple[str, ...]) -> Expression:
        types, build = _COMPARISONS[key]
        value = fields.take(key)
        wanted = {"count": int, "date": date, "choice": str}.get(fact.type)
        if fact.type not in types or wanted is None:
            raise fields.error(f"{fact.id} is a fact of type {fact.type} and cannot be compared by {key!r}", key)
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise fields.error(f"{fact.id} is compared with {value!r}, which is no {fact.type}", key)
        if isinstance(value, str) and value not in fact.choices:
            raise fields.error(f"{value!r} is no choice of {fact.id}", key, nearest(value, fact.choices))
        return build(fact.id, value, cites)

    def _name(self, name: str, file: str, line: int | None, cites: tuple[str, ...]) -> Expression:
        if "." in name:
            if name not in self._provisions:
                raise InputError(
                    f"there is no provision {name!r}", file=file, line=line, mend=nearest(name, self._provisions)
                )
            return Ref(name, cites)
        fact = self._known(name, file, line)
        if fact.type != "yes/no":
            raise InputError(
                f"{name} is a fact of type {fact.type} and does not hold by itself",
                file=file,
                line=line,
                mend=f"compare it, as in {{fact: {name}, at least: 2}}",
            )
        return Ref(name, cites)

    def _known(self, name: str, file: str, line: int | None) -> Fact:
        fact = self._facts.get(name)
        if fact is None:
            raise InputError(f"there is no fact {name!r}", file=file, line=line, mend=nearest(name, self._facts))
        return fact
