"""How the commands that check data print what the lints found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import typer

from asylia.cli.common import Format, print_json
from asylia.lawbook.lints import ERROR, INFORMATION, WARNING, Remark, in_order


def report(found: Sequence[Remark], name: str, output: Format, *, show_all: bool) -> None:
    """Print remarks and their totals under the name of the check. Errors end with exit code 2."""
    remarks = in_order(found)
    counts = Counter(remark.severity for remark in remarks)
    if output is Format.JSON:
        print_json({"totals": _totals(counts), "findings": [_as_json(remark) for remark in remarks]})
    else:
        typer.echo("\n".join(_lines(remarks, counts, name, show_all)))
    if counts[ERROR]:
        raise typer.Exit(2)


def _totals(counts: Counter[str]) -> dict[str, int]:
    return {"errors": counts[ERROR], "warnings": counts[WARNING], "information": counts[INFORMATION]}


def _as_json(remark: Remark) -> dict[str, object]:
    return {
        "id": remark.id,
        "severity": remark.severity,
        "file": remark.file,
        "line": remark.line,
        "says": remark.says,
        "mend": remark.mend,
    }


def _lines(remarks: Sequence[Remark], counts: Counter[str], name: str, show_all: bool) -> list[str]:
    said = [str(remark) for remark in remarks if show_all or remark.severity != INFORMATION]
    if counts[INFORMATION] and not show_all:
        said.append("information (shown with --all):")
        kinds = Counter(remark.id for remark in remarks if remark.severity == INFORMATION)
        said += [f"  {kind}: {count}" for kind, count in sorted(kinds.items())]
    totals = ", ".join(f"{count} {severity}" for severity, count in _totals(counts).items())
    return [*said, f"{name}: {totals}"]
