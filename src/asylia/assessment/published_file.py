"""Published decisions as case files of `cases/`: facts in, outcome out (format: cases/README.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asylia.assessment.answers import read_date
from asylia.errors import InputError
from asylia.lawbook.fields import Fields
from asylia.lawbook.model import LawData
from asylia.lawbook.strict_yaml import Block, Items, read_yaml

NOT_CASES = ("ordinary.yaml", "slugs.yaml", "open.yaml")
RESULTS = ("met", "not_met", "discretionary_grant", "discretionary_refusal", "unknown")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case says of one pathway."""

    label: str
    result: str
    rules: tuple[str, ...]
    as_of: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One published decision."""

    id: str
    jurisdiction: str
    keys: Mapping[str, str]
    """The plain text keys of the file: law_period, level, outcome, unit, origin ..."""
    facts: Mapping[str, object]
    """Slug to true, false, a whole number, or None for unknown."""
    decided: tuple[date, date] | None
    steps: tuple[tuple[date, date], ...]
    procedure: Mapping[str, object]
    derivable: str
    expected: tuple[Expectation, ...]


def read_published(folder: Path) -> list[PublishedCase]:
    """All cases of a folder, by file name. Raises InputError if there are none or one is broken."""
    if not folder.is_dir():
        raise InputError("there is no such folder of cases", file=str(folder), mend="check the path")
    files = [path for path in sorted(folder.glob("*.yaml")) if path.name not in NOT_CASES]
    if not files:
        raise InputError("the folder holds no cases", file=str(folder), mend="hand in a folder of files as in cases/")
    return [_case(path) for path in files]


def _case(path: Path) -> PublishedCase:
    fields = Fields(read_yaml(path, name=path.name, allow_null=True), path.name, "the case")
    test = Fields(fields.take("test"), path.name, "test", fields.block.lines.get("test"))
    facts = Fields(fields.take("facts"), path.name, "facts")
    procedure = fields.block.get("procedure_facts")
    return PublishedCase(
        fields.text("id"),
        fields.text("jurisdiction"),
        {key: str(value) for key, value in fields.block.items() if isinstance(value, (str, int, date))},
        {name: _value(facts, name) for name in facts.block},
        days_meant(fields.block.get("decision_date")),
        tuple(days for step in _blocks(fields.block.get("outcome_steps")) if (days := days_meant(step.get("date")))),
        procedure if isinstance(procedure, Block) else {},
        str(test.block.get("derivable_from_rules", "")),
        tuple(_expectation(Fields(block, path.name, "an expectation")) for block in _blocks(test.take("expected"))),
    )


def _blocks(value: object) -> list[Block]:
    return [item for item in value if isinstance(item, Block)] if isinstance(value, Items) else []


def _value(facts: Fields, name: str) -> object:
    value = facts.take(name)
    words = {"yes": True, "no": False, "unknown": None}
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, (bool, int, date)) or value is None:
        return value
    raise facts.error(f"{name} is {value!r}", name, "write 'yes', 'no', unknown or a whole number")


def _expectation(fields: Fields) -> Expectation:
    rules = fields.texts("dossier_ids") if fields.block.get("dossier_ids") is not None else ()
    return Expectation(
        fields.text("pathway"), fields.one_of("result", RESULTS), rules, days_meant(fields.block.get("as_of"))
    )


def days_meant(value: object) -> tuple[date, date] | None:
    """The days that a date of any precision, or a range such as 2008/2010, stands for; None for words."""
    ends = value.split("/") if isinstance(value, str) else [value]
    try:
        first, last = read_date(ends[0], "a date")[0], read_date(ends[-1], "a date")[1]
    except InputError:
        return None
    return (first, last) if len(ends) <= 2 and first <= last else None


_CODE = re.compile(r"\b[A-Z]{2,3}\b")


def origin_codes(case: PublishedCase, data: LawData) -> list[str]:
    """The country codes in `origin`, as three letters; none where it is words or absent."""
    by_code = {code: c.alpha3 for c in data.countries.values() for code in (c.alpha2, c.alpha3)}
    found = [by_code[code] for code in _CODE.findall(case.keys.get("origin", "")) if code in by_code]
    return list(dict.fromkeys(found))
