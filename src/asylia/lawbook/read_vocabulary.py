"""The vocabulary: facts, how they are linked, their other names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from asylia.errors import InputError
from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import (
    ABOUT,
    EVIDENCE,
    FACT_TYPES,
    KNOWN_BY,
    Alias,
    Constraint,
    Country,
    DatedFact,
    Derived,
    Fact,
    Place,
    Within,
)
from asylia.lawbook.strict_yaml import read_yaml
from asylia.logic.expression import Expression
from asylia.logic.links import is_literal

ORIGINAL = "en"
COUNTRY_NAMES = (ORIGINAL, "ja", "ko", "zh-Hans", "zh-Hant", "ar", "my", "demonym")
"""What a country is called: its name by language, and the people that the English name of nationality speaks of."""
LINK_FILES = ("derivations.yaml", "constraints.yaml", "aliases.yaml", "events.yaml", "countries.yaml")


def read_facts(files: Sequence[tuple[Path, str]], countries: tuple[str, ...]) -> Mapping[str, Fact]:
    """All facts of the theme files, in order."""
    found: dict[str, Fact] = {}
    for path, shown in files:
        if path.name in LINK_FILES:
            continue
        top = Fields(read_yaml(path, name=shown), shown, "the file")
        theme = top.text("theme")
        for value, line in top.items("facts"):
            fact = _fact(Fields(value, shown, "a fact", line), theme, countries)
            if fact.id in found:
                raise InputError(f"the fact {fact.id!r} stands also in {found[fact.id].file}", file=shown, line=line)
            found[fact.id] = fact
        top.close()
    return found


def _fact(fields: Fields, theme: str, countries: tuple[str, ...]) -> Fact:
    kind = fields.one_of("type", FACT_TYPES)
    choices: tuple[str, ...] = ()
    if kind == "choice":
        choices = countries if fields.block.get("choices") == "countries" else fields.texts("choices")
        fields.take("choices")
    evidence = fields.texts("evidence")
    for item in evidence:
        if item not in EVIDENCE:
            raise fields.error(f"there is no kind of evidence {item!r}", "evidence", nearest(item, EVIDENCE))
    burden, sensitivity = fields.number("burden"), fields.number("sensitivity")
    if not 1 <= burden <= 5 or not 0 <= sensitivity <= 3:
        raise fields.error("burden goes from 1 to 5 and sensitivity from 0 to 3", "burden")
    fact = Fact(
        fields.text("id"),
        kind,
        fields.text("means"),
        theme,
        fields.one_of("about", ABOUT),
        fields.one_of("known by", KNOWN_BY),
        burden,
        sensitivity,
        evidence,
        fields.text("papers", ""),
        fields.flag("asked", True),
        choices,
        fields.texts("basis"),
        fields.text("kept for", ""),
        fields.mapping("official terms"),
        fields.file,
        fields.line or 0,
    )
    fields.close()
    return fact


def read_aliases(path: Path, shown: str, facts: Mapping[str, Fact], places: Mapping[str, Place]) -> Mapping[str, Alias]:
    """Other names of facts and provisions."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    inner = Fields(top.take("aliases"), shown, "aliases")
    found = {}
    for name, value in inner.block.items():
        line = inner.block.lines[name]
        if name in facts:
            raise InputError(f"{name!r} is a fact and cannot be an alias", file=shown, line=line)
        alias = _alias(value, shown, line)
        if not alias.provision and alias.fact not in facts:
            raise InputError(f"there is no fact {alias.fact!r}", file=shown, line=line, mend=nearest(alias.fact, facts))
        if alias.at and alias.at not in places:
            raise InputError(f"there is no place {alias.at!r}", file=shown, line=line)
        found[name] = alias
    top.close()
    return found


def _alias(value: object, shown: str, line: int) -> Alias:
    if isinstance(value, str):
        return Alias(fact=value)
    fields = Fields(value, shown, "an alias", line)
    at, provision = fields.text("at", ""), fields.text("provision", "")
    if fields.has("not"):
        alias = Alias(fields.text("not"), True, at)
    else:
        alias = Alias("" if provision else fields.text("fact"), False, at, provision)
    fields.close()
    return alias


def _places_of(fields: Fields, places: Mapping[str, Place]) -> tuple[str, ...]:
    found = fields.texts("at")
    for code in found:
        if code not in places:
            raise fields.error(f"there is no place {code!r}", "at", nearest(code, places))
    return found


def read_derivations(
    path: Path, shown: str, conditions: Conditions, facts: Mapping[str, Fact], places: Mapping[str, Place]
) -> tuple[tuple[Derived, ...], tuple[DatedFact, ...]]:
    """What follows from other facts, and what follows from dates."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    derived: list[Derived] = []
    dated: list[DatedFact] = []
    for value, line in top.items("derivations"):
        fields = Fields(value, shown, "a derivation", line)
        fact = fields.one_of("fact", facts)
        at = _places_of(fields, places)
        because = fields.text("because", "")
        logical = _side(fields, "yes when", conditions), _side(fields, "no when", conditions)
        by_date = _dated(fields, fact, conditions, facts, at)
        fields.texts("basis")
        fields.texts("sources")
        fields.close()
        if any(logical):
            found = Derived(fact, *logical, because, at, line)
            _refuse_second(fields, found, derived)
            derived.append(found)
        if by_date:
            if not by_date.given_when:
                _refuse_second(fields, by_date, [other for other in dated if not other.given_when])
            dated.append(by_date)
        if not any(logical) and not by_date:
            raise fields.error(f"nothing derives {fact!r}", mend="add 'yes when', 'no when' or a date rule")
    top.close()
    return tuple(derived), tuple(dated)


def _refuse_second(fields: Fields, new: Derived | DatedFact, before: Sequence[Derived | DatedFact]) -> None:
    """Two entries for one fact at one place: one would be lost. Only days and choices that are given may add up."""
    for other in before:
        if other.fact == new.fact and (not other.at or not new.at or set(other.at) & set(new.at)):
            raise fields.error(
                f"{new.fact} is derived at the same place on line {other.line} too", mend="join the two into one entry"
            )


def _side(fields: Fields, key: str, conditions: Conditions) -> Expression | None:
    value = fields.optional(key)
    return None if value is None else conditions.read(value, fields.file, fields.block.lines[key])


def _date_fact(fields: Fields, key: str, facts: Mapping[str, Fact]) -> str:
    name = fields.one_of(key, facts)
    if facts[name].type != "date":
        raise fields.error(f"{name} is no date fact", key)
    return name


def _dated(
    fields: Fields, fact: str, conditions: Conditions, facts: Mapping[str, Fact], at: tuple[str, ...]
) -> DatedFact | None:
    line = fields.line or 0
    if fields.has("within"):
        cases = []
        for value, line in fields.items("within"):
            case = Fields(value, fields.file, "a case of a limit", line)
            cases.append(
                Within(
                    _side(case, "when", conditions),
                    case.period("period"),
                    _date_fact(case, "from", facts),
                    _date_fact(case, "done on", facts),
                    case.number("may move by days", 0),
                    case.texts("counted by"),
                )
            )
            case.close()
        return DatedFact(fact, within=tuple(cases), at=at, line=line)
    for unit in ("months", "years"):
        if fields.has(key := f"full {unit} since"):
            return DatedFact(fact, full_units_since=_date_fact(fields, key, facts), unit=unit, at=at, line=line)
    if fields.has("elapsed"):
        elapsed = Fields(fields.take("elapsed"), fields.file, "elapsed")
        since, more_than = _date_fact(elapsed, "since", facts), elapsed.period("more than")
        elapsed.close()
        return DatedFact(fact, elapsed_since=since, elapsed_more_than=more_than, at=at, line=line)
    if fields.has("given when"):
        given = fields.one_of("given when", facts)
        if facts[given].type not in ("date", "choice"):
            raise fields.error(f"{given} is neither a date nor a choice", "given when", "use 'yes when' or 'no when'")
        return DatedFact(fact, given_when=given, gives=fields.flag("gives", True), at=at, line=line)
    if fields.has("kinship within degrees"):
        degrees, to = fields.number("kinship within degrees"), fields.text("to")
        return DatedFact(fact, kinship_degrees=degrees, kinship_to=to, at=at, line=line)
    return None


def read_constraints(
    path: Path, shown: str, conditions: Conditions, places: Mapping[str, Place]
) -> tuple[Constraint, ...]:
    """What cannot all be true together."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    found = []
    for value, line in top.items("constraints"):
        fields = Fields(value, shown, "a constraint", line)
        literals = tuple(conditions.read(item, shown, at) for item, at in fields.items("never"))
        if len(literals) < 2 or not all(map(is_literal, literals)):
            raise fields.error("'never' lists two or more facts, comparisons, or the opposite of one", "never")
        found.append(Constraint(literals, fields.text("because"), _places_of(fields, places)))
        fields.close()
    top.close()
    return tuple(found)


def read_countries(path: Path, shown: str) -> Mapping[str, Country]:
    """Countries by their three-letter code."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    inner = Fields(top.take("countries"), shown, "countries")
    top.close()
    found = {}
    for code, value in inner.block.items():
        fields = Fields(value, shown, f"country {code}", inner.block.lines[code])
        names = {key: fields.text(key) for key in COUNTRY_NAMES if fields.has(key)}
        if ORIGINAL not in names:
            raise fields.error(f"{fields.what} has no {ORIGINAL!r}", mend="add its name")
        found[code] = Country(code, fields.text("alpha2"), names)
        fields.close()
    return found
