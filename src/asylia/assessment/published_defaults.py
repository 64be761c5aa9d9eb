"""How published cases are read: what hangs on keys of the file, and the defaults of the ordinary run.

Both are data, in cases/slugs.yaml and cases/ordinary.yaml; they serve `asylia cases check` only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asylia.assessment.published_file import PublishedCase, origin_codes
from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields
from asylia.lawbook.model import LawData
from asylia.lawbook.strict_yaml import Block, read_yaml
from asylia.logic.expression import Any, Const, Expression, Ref

_UNKNOWN = Ref("what the case does not tell")
"""A fact that nobody answers: the condition stays open."""


@dataclass(frozen=True, slots=True)
class Default:
    """Facts that take a value, or of which at least one holds, where `when` is settled yes."""

    facts: tuple[str, ...]
    value: bool | None
    """None: at least one of the facts holds, without saying which."""
    when: object
    line: int

    @property
    def one_of(self) -> Expression:
        """The constraint that at least one of the facts holds."""
        return Any(tuple(Ref(fact) for fact in self.facts))


@dataclass(frozen=True, slots=True)
class Period:
    """A law period of the cases."""

    place: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The two data files, read."""

    periods: Mapping[str, Period]
    labels: Mapping[str, tuple[str, ...]]
    makes: tuple[Default, ...]
    forgets: tuple[Default, ...]
    dates: Mapping[str, str]
    ordinary: tuple[Default, ...]
    decided: Mapping[str, object]


def read_crosswalk(folder: Path) -> Crosswalk:
    """The crosswalk and the defaults. Raises InputError."""
    slugs = Fields(read_yaml(folder / "slugs.yaml", name="cases/slugs.yaml"), "cases/slugs.yaml", "the file")
    ordinary = Fields(
        read_yaml(folder / "ordinary.yaml", name="cases/ordinary.yaml"), "cases/ordinary.yaml", "the file"
    )
    return Crosswalk(
        dict(_period(Fields(value, slugs.file, "a law period", line)) for value, line in slugs.items("law periods")),
        dict(_label(Fields(value, slugs.file, "a pathway", line)) for value, line in slugs.items("pathways")),
        tuple(_default(Fields(value, slugs.file, "makes", line)) for value, line in slugs.items("makes")),
        tuple(_default(Fields(value, slugs.file, "forgets", line)) for value, line in slugs.items("forgets")),
        _dates(slugs.take("procedure facts")),
        tuple(_default(Fields(value, ordinary.file, "a default", line)) for value, line in ordinary.items("defaults")),
        {
            block.text("id"): block.take("when")
            for block in (Fields(value, ordinary.file, "decided", line) for value, line in ordinary.items("decided"))
        },
    )


@dataclass(frozen=True, slots=True)
class KnownOpen:
    """Why an expectation stays open, and whether the sources of the case give what is missing."""

    sources_give_it: bool
    why: str


def read_known_open(folder: Path) -> Mapping[tuple[str, str], KnownOpen]:
    """By case and label: the expectations that are known to stay open. Raises InputError."""
    top = Fields(read_yaml(folder / "open.yaml", name="cases/open.yaml"), "cases/open.yaml", "the file")
    found = {}
    for value, line in top.items("open"):
        fields = Fields(value, top.file, "an open expectation", line)
        key = fields.text("case"), fields.text("label")
        found[key] = KnownOpen(fields.flag("sources give it"), fields.text("why"))
        fields.close()
    top.close()
    return found


def _period(fields: Fields) -> tuple[str, Period]:
    return fields.text("label"), Period(
        fields.text("place"), fields.day("from") or date.min, fields.day("to") or date.max
    )


def _label(fields: Fields) -> tuple[str, tuple[str, ...]]:
    return fields.text("label"), fields.texts("rules")


def _default(fields: Fields) -> Default:
    if fields.has("at least one of"):
        return Default(fields.texts("at least one of"), None, fields.optional("when"), fields.line or 0)
    value = fields.flag("value") if fields.has("value") else None
    return Default(fields.texts("facts"), value, fields.optional("when"), fields.line or 0)


def _dates(value: object) -> Mapping[str, str]:
    assert isinstance(value, Block)
    return {key: str(inner["fact"]) for key, inner in value.items() if isinstance(inner, Block) and "fact" in inner}


class CaseConditions:
    """Conditions over facts and over what a case file says about itself."""

    def __init__(
        self, data: LawData, crosswalk: Crosswalk, case: PublishedCase, as_of: tuple[date, date] | None
    ) -> None:
        self._case, self._crosswalk, self._as_of = case, crosswalk, as_of
        self._origin = origin_codes(case, data)
        self._conditions = Conditions(data.facts, data.provisions, data.treaties, {"case": self._about_case})
        self._data = data

    def read(self, value: object, line: int) -> Expression:
        """The expression of a condition, with what the file says put in."""
        return Const(True) if value is None else self._conditions.read(value, "cases", line)

    def _about_case(self, fields: Fields) -> Expression:
        return _ABOUT.get(fields.text("case"), CaseConditions.key)(self, fields)

    def key(self, fields: Fields) -> Expression:
        said = self._case.keys.get(fields.text("case"))
        wanted = fields.texts("is one of") if fields.has("is one of") else (fields.text("is"),)
        return _UNKNOWN if said is None else Const(said in wanted)

    def home_state(self, fields: Fields) -> Expression:
        code = fields.text("is")
        wanted = next((c.alpha3 for c in self._data.countries.values() if code in (c.alpha2, c.alpha3)), code)
        if not self._origin:
            return _UNKNOWN
        return Const(False) if wanted not in self._origin else Const(True) if len(self._origin) == 1 else _UNKNOWN

    def lists(self, fields: Fields) -> Expression:
        return Const(fields.text("fact") in self._case.facts)

    def says_yes(self, fields: Fields) -> Expression:
        return Const(self._case.facts.get(fields.text("fact")) is True)

    def says_no(self, fields: Fields) -> Expression:
        return Const(self._case.facts.get(fields.text("fact")) is False)

    def decided(self, fields: Fields) -> Expression:
        return self._conditions.read(self._crosswalk.decided[fields.text("is")], "cases/ordinary.yaml", fields.line)

    def time(self, fields: Fields) -> Expression:
        """Where the day tested lies: after the decision, or after the law period."""
        what = fields.text("is")
        period = self._crosswalk.periods.get(self._case.keys.get("law_period", ""))
        limit = (
            (self._case.decided or (None, None))[1] if what == "after the decision" else period.end if period else None
        )
        return Const(self._as_of is not None and limit is not None and self._as_of[0] > limit)


_ABOUT: Mapping[str, Callable[[CaseConditions, Fields], Expression]] = {
    "home state": CaseConditions.home_state,
    "lists": CaseConditions.lists,
    "says yes": CaseConditions.says_yes,
    "says no": CaseConditions.says_no,
    "decided": CaseConditions.decided,
    "as_of": CaseConditions.time,
}
