"""Figures as data: one object each in JSON, one row each in CSV and XLSX. Values are not rounded here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from asylia.errors import InputError
from asylia.figures.definitions import Measure
from asylia.figures.model import Figure
from asylia.plain import as_cell

COLUMNS = (
    "measure",
    "place",
    "origin",
    "year",
    "year_to",
    "stage",
    "unit",
    "value",
    "numerator",
    "denominator",
    "parts",
    "least",
    "greatest",
    "flags",
    "withheld",
    "source",
    "release",
    "retrieved",
    "licence",
    "citations",
)
_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # XLSX wants a day; a fixed one makes the same file of the same figures

Cell = str | int | float | None
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Cell]]]
"""Name, head and rows of a sheet."""


def figure_json(figure: Figure) -> dict[str, object]:
    """One figure. `value` is not rounded; null is unknown or withheld, and `withheld` says why."""
    release = figure.release
    return {
        "measure": figure.measure,
        "place": figure.place,
        "origin": figure.origin,
        "year": figure.year,
        "year_to": figure.year_to,
        "stage": figure.stage,
        "unit": figure.unit,
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "parts": dict(figure.parts),
        "flags": list(figure.flags),
        "withheld": figure.withheld,
        "interval": list(figure.interval) if figure.interval else None,
        "source": release.source,
        "release": {
            "title": release.title,
            "version": release.version,
            "retrieved": release.retrieved.isoformat() if release.retrieved else None,
            "licence": release.licence,
            "url": release.url,
            "half_year": release.half_year,
        },
        "citations": list(figure.citations),
    }


def measure_json(measure: Measure) -> dict[str, object]:
    """A measure as data."""
    return {
        "id": measure.id,
        "name": measure.name,
        "formula": measure.formula,
        "unit": measure.unit,
        "caveat": measure.caveat,
        "source": measure.source,
    }


def figure_row(figure: Figure) -> list[Cell]:
    """One figure as the cells under `COLUMNS`."""
    low, high = figure.interval or (None, None)
    release = figure.release
    return [
        figure.measure,
        figure.place,
        figure.origin,
        figure.year,
        figure.year_to,
        figure.stage,
        figure.unit,
        figure.value,
        figure.numerator,
        figure.denominator,
        json.dumps(dict(figure.parts), ensure_ascii=False),
        low,
        high,
        " ".join(figure.flags),
        figure.withheld,
        release.title,
        release.version,
        release.retrieved.isoformat() if release.retrieved else None,
        release.licence,
        " | ".join(figure.citations),
    ]


def safe_row(cells: Iterable[Cell]) -> list[Cell]:
    """Cells for CSV: no text among them is a formula to a spreadsheet."""
    return [as_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def to_csv(figures: Sequence[Figure]) -> str:
    """Figures as CSV; an empty cell is unknown."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(safe_row(figure_row(one)) for one in figures)
    return written.getvalue()


def to_xlsx(figures: Sequence[Figure], notes: Sequence[tuple[str, str]], path: Path) -> None:
    """Figures as a workbook: the numbers on the first sheet, the flags in words on the second.

    The same figures make the same file, byte for byte. Raises OSError where it cannot be written,
    and InputError where nothing can write it.
    """
    sheets = (("figures", COLUMNS, [figure_row(one) for one in figures]), ("notes", ("flag", "says"), notes))
    path.write_bytes(workbook(sheets))


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Sheets as a workbook. The same cells make the same bytes. Raises InputError where nothing can write it."""
    if find_spec("xlsxwriter") is None:
        raise InputError("the package xlsxwriter is not installed", mend="run pip install 'asylia[figures]'")
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _WRITTEN_ON, "title": "asylia figures"})
        bold = book.add_format({"bold": True})
        for name, head, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, head, bold)
            for at, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write_number(at, column, cell)
    return content.getvalue()
