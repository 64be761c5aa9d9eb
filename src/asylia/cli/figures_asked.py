"""What the commands that ask for one measure share: their options, whose numbers they read, and the years."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia.briefs.figures_lines import sql_lines, years_shown
from asylia.cli.common import Format
from asylia.errors import InputError
from asylia.figures.definitions import Measure, measures_named
from asylia.figures.model import STAGES
from asylia.figures.of_official import places_and_years
from asylia.figures.official import read_official
from asylia.figures.places import code_in_tables, code_named
from asylia.figures.query import NotInstalled, Tables, number, open_tables
from asylia.figures.store import NoFigures
from asylia.figures.tables import SHAPES


class Source(StrEnum):
    """Whose numbers."""

    UNHCR = "unhcr"
    OFFICIAL = "official"


MeasureName = Annotated[
    str, typer.Argument(help="The measure, by name or id: refugee_recognition_rate or M05.", metavar="MEASURE")
]
PlaceCode = Annotated[str, typer.Option("--place", help="Where people were received, as KOR or KR.", metavar="CODE")]
Year = Annotated[int | None, typer.Option("--year", help="One year.", min=1950, max=2100)]
From = Annotated[int | None, typer.Option("--from", help="The first year of a series.", min=1950, max=2100)]
To = Annotated[int | None, typer.Option("--to", help="The last year of a series.", min=1950, max=2100)]
Stage = Annotated[
    str | None, typer.Option("--stage", help=f"The stage of the procedure: {', '.join(STAGES)}.", metavar="STAGE")
]
Origin = Annotated[str | None, typer.Option("--origin", help="Where people came from, as MMR.", metavar="CODE")]
Whose = Annotated[Source | None, typer.Option("--source", help="Whose numbers; the default depends on the measure.")]
Sql = Annotated[bool, typer.Option("--sql", help="Print the questions asked of the tables as well.")]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a question needs: the measure, whose numbers, and the tables if they are UNHCR's."""

    measure: Measure
    tables: Tables | None

    def place(self, typed: str, *, origin: bool = False) -> str:
        """A code as typed; says so where UNHCR uses the letters for another country."""
        if self.tables is None:
            return code_named(typed, origin=origin)
        code, remark = code_in_tables(typed, self.tables, origin=origin)
        if remark:
            sys.stderr.write(f"asylia: {remark}\n")
        return code

    def years(self, year: int | None, first: int | None, last: int | None) -> tuple[int, int]:
        """The years asked for; all there are where none is. Raises InputError."""
        if year is not None:
            if first is not None or last is not None:
                raise InputError("--year and --from or --to were given", mend="use --year, or --from and --to")
            first = last = year
        if first is not None and last is not None and last < first:
            raise InputError(f"the year {last} lies before {first}", mend="name the earlier year first")
        if self.tables is None:
            of_years = sorted({one.year for one in read_official().figures})
            begin, end = of_years[0], of_years[-1]
        else:
            begin, end = self._span(self.tables)
        earliest = self._earliest(begin)
        if (first or begin) > end or (last or end) < earliest:
            says = f"the year {first if (first or begin) > end else last} is outside the years of these numbers"
            raise InputError(says, mend=f"choose from {earliest} to {end}")
        return first or (begin if last is None or last >= begin else earliest), last or end

    def _span(self, tables: Tables) -> tuple[int, int]:
        row = tables.rows("span")[0]
        return number(row, "first"), number(row, "last")

    def _earliest(self, begin: int) -> int:
        """The first year of the tables of this measure; some begin before that of decisions."""
        return min([begin, *(SHAPES[table].first_year for table in self.measure.tables if self.tables)])

    def nothing_for(self, code: str, years: tuple[int, int] | None = None) -> InputError:
        """That there is no number, and what there is instead."""
        from asylia.figures.charts.build import spans

        when = f", {years_shown(*years)}" if years else ""
        says = f"there is no number for {self.measure.name}, {code}{when}"
        there = places_and_years(self.measure, read_official())
        if code in there:
            return InputError(says, mend=f"official figures give it for {spans(there[code])}")
        known = "; ".join(f"{place} {spans(found)}" for place, found in there.items())
        return InputError(says, mend=f"official figures give it for {known}" if known else "choose another measure")


def desk_for(name: str, source: Source | None, folder: Path | None) -> Desk:
    """The measure of a name, and the tables if its numbers are to be UNHCR's. Raises InputError."""
    measure = measures_named(name)
    is_official = measure.sources[:1] == ("official",) if source is None else source is Source.OFFICIAL
    if is_official:
        return Desk(measure, None)
    try:
        return Desk(measure, open_tables(folder=folder))
    except NotInstalled:
        raise
    except NoFigures as error:
        if source is None and "official" in measure.sources:
            mend = "run asylia figures update or asylia figures import PATH, or ask with --source official"
            raise NoFigures(error.says, mend=mend) from None
        raise


def print_sql(tables: Tables | None, output: Format) -> None:
    """The questions asked of the tables, as they ran."""
    for text in sql_lines(tables) if tables else ():
        sys.stdout.write(f"\n```sql\n{text}```\n" if output is Format.MARKDOWN else f"\n{text}")
