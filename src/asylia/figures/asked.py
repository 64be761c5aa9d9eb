"""What one question asks for, and the figure that answers it where nothing can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from asylia.errors import InputError
from asylia.figures.caveats import caveats_on
from asylia.figures.definitions import Measure
from asylia.figures.guards import in_order
from asylia.figures.model import STAGES, Figure
from asylia.figures.query import Row, Tables

UNITS_OF_ROWS = {"P": "persons", "C": "cases"}
NOTHING = "R7"
"""Why there is no value where no row answers, or nothing can be divided: the rule of that number."""
TOGETHER = "R4"
"""Why there is no value where persons would meet cases."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One measure at one place over years, for one stage and one origin or all."""

    measure: Measure
    place: str
    first: int
    last: int
    stage: str | None = None
    origin: str | None = None

    @property
    def years(self) -> range:
        """The years, both ends included."""
        return range(self.first, self.last + 1)

    def rows(self, question: str, tables: Tables, **bound: object) -> list[Row]:
        """All rows on the place in these years, of every origin together."""
        return tables.rows(question, place=self.place, first=self.first, last=self.last, **bound)

    def rows_asked(self, question: str, tables: Tables, **bound: object) -> list[Row]:
        """The rows of the origin asked for; of all together where none is."""
        if self.origin is None:
            return self.rows(question, tables, **bound)
        return self.rows(f"{question}_by_origin", tables, origin=self.origin, **bound)

    def figure(
        self,
        year: int,
        tables: Tables,
        *,
        value: float | None,
        unit: str | None = None,
        numerator: float | None = None,
        denominator: float | None = None,
        parts: Mapping[str, int | float] | None = None,
        flags: Iterable[str] = (),
        withheld: str | None = None,
        interval: tuple[float, float] | None = None,
    ) -> Figure:
        """The figure of a year, with the caveats that no query can see and the edition of its tables.

        No value is given for a flag that the measure names, or where there is none: then neither numerator nor
        denominator is, for a reader would divide them.
        """
        measure = self.measure
        release = tables.release_of(measure.tables[-1])
        raised = {*flags, *(caveat.flag for caveat in caveats_on(measure.name, self.place, year))}
        if any((edition := tables.release_of(one).half_year) and edition <= year for one in measure.tables):
            raised.add("PROVISIONAL_HALF_YEAR")
        struck = next((flag for flag in measure.null_if if flag in raised), None)
        withheld = struck or withheld or (NOTHING if value is None else None)
        return Figure(
            measure=measure.name,
            place=self.place,
            year=year,
            unit=unit or measure.unit,
            value=None if withheld else value,
            release=release,
            numerator=None if withheld else numerator,
            denominator=None if withheld else denominator,
            parts={} if withheld == "SPLIT_OUTCOME_LEVELS" else dict(parts or {}),
            origin=self.origin,
            stage=self.stage,
            flags=in_order(raised),
            withheld=withheld,
            interval=None if withheld else interval,
        )


def by_year(rows: Iterable[Row]) -> dict[object, list[Row]]:
    """Rows sorted out by year."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(row["year"], []).append(row)
    return found


def by_unit(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows sorted out by unit, persons first: persons and cases are never added (R4)."""
    kept = list(rows)
    for unit in UNITS_OF_ROWS:
        if found := [row for row in kept if row["unit"] == unit]:
            yield unit, found


def flags_of(rows: Iterable[Row], unit: str | None = None) -> set[str]:
    """The flags that rows raise by who decided, and in which unit."""
    found = {"CASES"} if unit == "C" else set()
    if any(row.get("authority") in ("U", "J") for row in rows):
        found.add("NOT_GOVERNMENT")
    return found


def stage_for(measure: Measure, stage: str | None) -> str | None:
    """The stage of a question. Raises InputError where one must be named, or must not be."""
    if stage is not None and stage not in STAGES:
        raise InputError(f"there is no stage {stage!r}", mend=f"choose from {', '.join(STAGES)}")
    if measure.stage == "given" and stage is None:
        mend = f"choose from {', '.join(STAGES)}; rates of several stages cannot be read as one"
        raise InputError(f"{measure.name} needs a stage", mend=mend)
    if measure.stage == "added":
        if stage not in (None, "pooled"):
            raise InputError(f"{measure.name} adds up the levels of all stages", mend="leave the stage out")
        return "pooled"
    if measure.stage == "none" and stage is not None:
        raise InputError(f"{measure.name} has no stage", mend="leave the stage out")
    return stage
