"""What a number may be: the measures M01 to M22 and the stages, from `figures/definitions.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from asylia.compiled import cached_json, hash_of_files
from asylia.errors import InputError
from asylia.figures.measures import read_vocabulary
from asylia.figures.model import FLAGS, STAGES, UNITS
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.strict_yaml import read_yaml

FILE = "definitions.yaml"
KINDS = (
    "rate",
    "sum",
    "applications",
    "stock",
    "arrivals",
    "time",
    "what_if",
    "gap",
    "bilateral",
    "years",
    "national",
    "cumulative",
    "published",
)
STAGE_USES = ("given", "added", "none")
OUTCOMES = ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")
"""The four columns of which a total is made; the published total is never used (R3)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make a measure of official numbers, by their names in official.csv."""

    numerator: tuple[str, ...]
    rest: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    """The whole, where the source gives it; else numerator and rest are the whole."""

    @property
    def names(self) -> tuple[str, ...]:
        """All numbers it takes."""
        return (*self.numerator, *self.rest, *self.denominator)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what is divided by what, and when it must not be."""

    name: str
    id: str
    kind: str
    formula: str
    numerator: tuple[str, ...]
    rest: tuple[str, ...]
    """What the denominator holds besides the numerator."""
    refused_at: tuple[str, ...]
    """The stages of which refusals count; empty for those of the stage asked for."""
    unit: str
    stage: str
    """given: must be named; added: levels are added up; none: it has no stage."""
    tables: tuple[str, ...]
    sources: tuple[str, ...]
    """unhcr, official: where it can come from, the default first."""
    null_if: tuple[str, ...]
    official: tuple[Way, ...]
    """The ways to make it of official figures, the best first."""
    caveat: str
    source: str

    @property
    def is_rate(self) -> bool:
        """Whether it is a share or a gap between shares, and not a count."""
        return self.unit in ("percent", "points")


@dataclass(frozen=True, slots=True)
class Definitions:
    """All measures by name, and the levels of each stage."""

    measures: Mapping[str, Measure]
    stages: Mapping[str, tuple[str, ...]]
    """Without `pooled`, which is every level."""

    def stage_of(self, level: str) -> str:
        """The stage to which a level belongs; a level that nobody knows is a stage of its own."""
        return next((stage for stage, levels in self.stages.items() if level in levels), level)

    def named(self, name: str) -> Measure:
        """The measure of a name or an id, as `M05` or `refugee_recognition_rate`. Raises InputError."""
        by_id = {measure.id.lower(): measure for measure in self.measures.values()}
        found = self.measures.get(name) or by_id.get(name.lower())
        if found is None:
            raise InputError(f"there is no measure {name!r}", mend=self._meant(name.lower()))
        return found

    def _meant(self, name: str) -> str:
        """A mend: the names that hold what was typed, else the nearest, else all; an id is like every other."""
        holding = [one.name for one in self.measures.values() if name in one.name]
        if holding:
            return f"did you mean {' or '.join(holding)}?"
        close = nearest(name, self.measures)
        if close.endswith("?"):
            return close
        return f"choose from {', '.join(f'{one.id} {one.name}' for one in self.measures.values())}"


@lru_cache(maxsize=4)
def definitions(folder: Path | None = None) -> Definitions:
    """The definitions in a folder, or those shipped. Raises InputError."""
    folder = folder or data_folder("figures")
    path = folder / FILE
    compiled = cached_json(f"measures-{hash_of_files(folder, [path])}", lambda: _as_json(_read(path)))
    measures = cast("dict[str, dict[str, object]]", compiled["measures"])
    stages = cast("dict[str, list[str]]", compiled["stages"])
    return Definitions(
        {name: _measure(values) for name, values in measures.items()},
        {stage: tuple(levels) for stage, levels in stages.items()},
    )


def measures_named(name: str) -> Measure:
    """The shipped measure of a name or an id. Raises InputError."""
    return definitions().named(name)


def _as_json(found: Definitions) -> dict[str, object]:
    return {"measures": {name: asdict(one) for name, one in found.measures.items()}, "stages": dict(found.stages)}


def _measure(values: Mapping[str, object]) -> Measure:
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    ways = cast("list[dict[str, list[str]]]", values["official"])
    given["official"] = tuple(Way(**{key: tuple(names) for key, names in way.items()}) for way in ways)
    return Measure(**given)  # type: ignore[arg-type]  # what the reader below made, through JSON


def _read(path: Path) -> Definitions:
    shown = f"figures/{path.name}"
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    stages = Fields(top.take("stages"), shown, "stages", top.block.lines.get("stages"))
    levels = {stage: stages.texts(stage) for stage in STAGES if stage != "pooled"}
    stages.close()
    seen: set[str] = set()
    for stage, codes in levels.items():
        if twice := sorted(seen & set(codes)):
            raise stages.error(f"the level {twice[0]!r} stands in two stages", stage, "a level belongs to one stage")
        seen |= set(codes)
    inner = Fields(top.take("measures"), shown, "measures", top.block.lines.get("measures"))
    top.close()
    measures = {}
    for name, value in inner.block.items():
        measures[name] = _read_measure(name, Fields(value, shown, f"measure {name}", inner.block.lines[name]))
    return Definitions(measures, levels)


def _read_measure(name: str, fields: Fields) -> Measure:
    found = Measure(
        name=name,
        id=fields.text("id"),
        kind=fields.one_of("kind", KINDS),
        formula=fields.text("formula"),
        numerator=fields.texts("numerator"),
        rest=fields.texts("rest"),
        refused_at=_known(fields, "refused at", STAGES),
        unit=fields.one_of("unit", UNITS),
        stage=fields.one_of("stage", STAGE_USES),
        tables=fields.texts("tables"),
        sources=_known(fields, "sources", ("unhcr", "official")),
        null_if=_known(fields, "null_if", FLAGS),
        official=tuple(
            _read_way(Fields(value, fields.file, "a way", line)) for value, line in fields.items("official")
        ),
        caveat=fields.text("caveat"),
        source=fields.text("source"),
    )
    if found.kind == "rate" and not {*found.numerator, *found.rest} <= set(OUTCOMES):
        raise fields.error("a rate is made of the four outcomes", "numerator", f"use {', '.join(OUTCOMES)}")
    if set(found.numerator) & set(found.rest):
        raise fields.error("what is counted above the line stands in 'rest' as well", "rest", "take it out of 'rest'")
    fields.close()
    return found


def _read_way(fields: Fields) -> Way:
    found = Way(fields.texts("numerator"), fields.texts("rest"), fields.texts("denominator"))
    fields.close()
    known = read_vocabulary().measures
    for name in found.names:
        if name not in known:
            raise fields.error(f"unknown official measure {name!r}", "numerator", nearest(name, known))
    return found


def _known(fields: Fields, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    found = fields.texts(key)
    for one in found:
        if one not in choices:
            raise fields.error(f"{one!r} is none of {', '.join(choices)}", key, nearest(one, choices))
    return found
