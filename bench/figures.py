"""How fast figures answer: five questions against pandas over the same tables, and the command as a whole process.

`python -m bench.figures`, with UNHCR's tables imported or named by ASYLIA_UNHCR_DATA. pandas holds its tables in memory
and computes the bare sums; asylia reads them from disk and computes flags, guards and intervals as well. The files are
those of one release, the questions fixed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from asylia.figures.ask import by_origin, compare, series
from asylia.figures.importing import Origin, import_tables
from asylia.figures.query import Tables, open_tables
from asylia.figures.store import NoFigures
from bench.__main__ import process
from bench.figure import Figure, median_ms

FIRST, LAST = 2000, 2025
IMPORTED_ON = date(2026, 11, 22)
EIGHT = ("JPN", "KOR", "DEU", "FRA", "ITA", "CAN", "AUS", "USA")
OUTCOMES = ["dec_recognized", "dec_other", "dec_rejected"]
COLD = ["figures", "show", "M06", "--place", "JPN", "--from", str(FIRST), "--to", str(LAST), "--stage", "pooled"]
IN_PANDAS = """
import pandas as pd
table = pd.read_parquet({path!r})
sums = table[table.coa_iso == "JPN"].groupby(["year", "dec_pc"])[["dec_recognized", "dec_other", "dec_rejected"]].sum()
print((sums.dec_recognized + sums.dec_other) / sums.sum(axis=1))
"""


def questions(tables: Tables) -> dict[str, Callable[[], object]]:
    """The five questions as asylia answers them."""
    return {
        "recognition rate by year": lambda: series("M05", "JPN", (FIRST, LAST), tables, stage="pooled"),
        "top ten origins": lambda: by_origin("M10", "KOR", 2023, tables)[:10],
        "bilateral series": lambda: series("M01", "JPN", (FIRST, LAST), tables, origin="MMR"),
        "eight countries": lambda: compare("M06", EIGHT, (2023, 2023), tables, stage="pooled"),
        "protection rate, complementary share": lambda: (
            series("M06", "KOR", (FIRST, LAST), tables, stage="pooled"),
            series("M08", "KOR", (FIRST, LAST), tables),
        ),
    }


def in_pandas(tables: Tables) -> dict[str, Callable[[], object]]:
    """The bare sums of the same five questions over tables in memory."""
    import pandas as pd  # noqa: PLC0415  # not before the processes are measured: they would inherit its memory

    decisions = pd.read_parquet(tables.stored.table("asylum_decisions"))
    applications = pd.read_parquet(tables.stored.table("asylum_applications"))

    def sums(place: str) -> pd.DataFrame:
        return decisions[decisions.coa_iso == place].groupby(["year", "dec_pc"])[OUTCOMES].sum()

    def top_ten() -> object:
        there = decisions[(decisions.coa_iso == "KOR") & (decisions.year == 2023)]
        grants = there.assign(grants=there.dec_recognized + there.dec_other)
        return grants.groupby(["coo_iso", "dec_pc"]).grants.sum().nlargest(10)

    def bilateral() -> object:
        there = applications[(applications.coa_iso == "JPN") & (applications.coo_iso == "MMR")]
        return there[there.app_type.isin(["N", "NR", "NA", "FA", "V"])].groupby(["year", "app_pc"]).applied.sum()

    def eight() -> object:
        there = decisions[decisions.coa_iso.isin(EIGHT) & (decisions.year == 2023)]
        found = there.groupby(["coa_iso", "dec_pc"])[OUTCOMES].sum()
        return (found.dec_recognized + found.dec_other) / found.sum(axis=1)

    def shares() -> object:
        found = sums("KOR")
        grants = found.dec_recognized + found.dec_other
        return grants / found.sum(axis=1), found.dec_other / grants

    def recognition() -> object:
        found = sums("JPN")
        return found.dec_recognized / found.sum(axis=1)

    return dict(zip(questions(tables), (recognition, top_ten, bilateral, eight, shares), strict=True))


def question_figures(tables: Tables) -> list[Figure]:
    """Each question asked anew, then repeated, against pandas in memory."""
    reference, found = in_pandas(tables), []

    def anew(ask: Callable[[], object]) -> None:
        tables.forget()
        ask()

    for name, ask in questions(tables).items():
        bare = median_ms(reference[name], 15)
        first = median_ms(lambda ask=ask: anew(ask), 15)  # type: ignore[misc]  # a default binds the loop's question
        again = median_ms(ask, 15)
        goal = 15 if name != "eight countries" else None
        found.append(Figure(f"{name}, asked anew", first, goal, first / bare, "pandas in memory"))
        found.append(Figure(f"{name}, repeated", again, 15, again / bare, "pandas in memory"))
    return found


def process_figures(tables: Tables) -> list[Figure]:
    """The command as a whole process, against a script with pandas that computes one series."""
    script = IN_PANDAS.format(path=str(tables.stored.table("asylum_decisions")))
    with tempfile.TemporaryDirectory() as cache:
        whole, peak = process(["-m", "asylia", *COLD], cache)
        short, _ = process(["-m", "asylia", *COLD, "--format", "json"], cache)
        bare, _ = process(["-c", script], cache)
    return [
        Figure("a script with pandas, whole process (reference)", bare, None, 1.0, "pandas script"),
        Figure("asylia figures show, whole process", whole, 500, whole / bare, "pandas script"),
        Figure("asylia figures show, as JSON", short, 500, short / bare, "pandas script"),
        Figure("asylia figures show, peak memory", peak, 150, whole / bare, "pandas script", "MB"),
    ]


def import_figures(tables: Tables) -> list[Figure]:
    """All tables of the release, checked and written into an empty store, against pandas reading and writing them."""
    import pandas as pd  # noqa: PLC0415  # as above

    files = dict(tables.stored.tables)
    with tempfile.TemporaryDirectory() as folder:

        def copied_by_pandas() -> None:
            for name, path in files.items():
                pd.read_parquet(path).to_parquet(f"{folder}/{name}.parquet", compression="zstd")

        def imported() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as empty:
                import_tables(tables.stored.folder, Origin(IMPORTED_ON), Path(empty))

        bare, whole = median_ms(copied_by_pandas, 3), median_ms(imported, 3)
    name = f"import of {len(files)} tables, with all checks"
    return [Figure(name, whole, 20_000, whole / bare, "pandas copying them")]


def main() -> None:
    """Print all figures."""
    try:
        tables = open_tables()
    except NoFigures as error:
        print(f"not measured: {error}")
        return
    for figure in [*process_figures(tables), *question_figures(tables), *import_figures(tables)]:
        print(figure)


if __name__ == "__main__":
    main()
