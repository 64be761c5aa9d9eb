"""What stands beside a picture: its summary, its table, its notes and where each number was published."""

from __future__ import annotations

import csv
import io

from asylia.figures.as_json import COLUMNS, Cell, figure_row, safe_row, workbook
from asylia.figures.charts.model import Chart
from asylia.plain import in_markdown, markdown_table


def as_markdown(chart: Chart) -> str:
    """The chart in words, as one Markdown document."""
    said = [f"# {in_markdown(chart.title)}", in_markdown(chart.summary)]
    if chart.rows:
        said.append(markdown_table(chart.head, chart.rows).rstrip("\n"))
    if chart.marks:
        marks = [
            f"{at}. {mark.day.isoformat()}: {in_markdown(chart.separator.join(mark.lines))}"
            for at, mark in enumerate(chart.marks, 1)
        ]
        said += [f"## {in_markdown(chart.marks_title)}", "\n".join(marks)]
    if chart.notes:
        said.append("\n".join(f"- {in_markdown(note)}" for note in chart.notes))
    said += map(in_markdown, chart.sources)
    if chart.citations:
        said += [
            f"## {in_markdown(chart.citations_title)}",
            "\n".join(f"- {in_markdown(cite)}" for cite in chart.citations),
        ]
    return "\n\n".join(said) + "\n"


def as_json(chart: Chart) -> dict[str, object]:
    """The same as data. A value is null where it is unknown or withheld."""
    return {
        "chart": chart.name,
        "language": chart.language,
        "place": chart.place,
        "title": chart.title,
        "summary": chart.summary,
        "unit": chart.unit,
        "series": [
            {
                "look": series.look,
                "label": series.label,
                "points": [{"at": point.at, "value": point.value, "shown": point.shown} for point in series.points],
            }
            for series in chart.series
        ],
        "law": [{"day": mark.day.isoformat(), "changes": list(mark.lines)} for mark in chart.marks],
        "notes": list(chart.notes),
        "sources": list(chart.sources),
        "citations": list(chart.citations),
    }


def as_csv(chart: Chart) -> str:
    """The figures behind the picture, one row each under the label of their series; an empty cell is unknown."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("series", *COLUMNS))
    writer.writerows(map(safe_row, _figure_rows(chart)))
    return written.getvalue()


def as_xlsx(chart: Chart) -> bytes:
    """The same as a workbook, with what must be known of it and the changes of law on sheets of their own."""
    notes: list[list[Cell]] = [[text] for text in (chart.title, chart.summary, *chart.notes, *chart.sources)]
    law: list[list[Cell]] = [[mark.day.isoformat(), line] for mark in chart.marks for line in mark.lines]
    return workbook(
        (
            ("figures", ("series", *COLUMNS), _figure_rows(chart)),
            ("notes", ("says",), notes),
            ("law", ("day", "change"), law),
        )
    )


def _figure_rows(chart: Chart) -> list[list[Cell]]:
    return [[series.label, *figure_row(figure)] for series in chart.series for figure in series.figures]
