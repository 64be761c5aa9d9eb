"""`asylia figures`: statistics with what must be said beside them."""

from __future__ import annotations

import typer

from asylia.cli.figures_chart import chart_command
from asylia.cli.figures_check import check_command
from asylia.cli.figures_show import cite_command, compare_command, explain_command, show_command
from asylia.cli.figures_store import revisions_command

app = typer.Typer(help="Statistics on asylum, each number with its source and its caveats.", no_args_is_help=True)

# Figures: show, compare, explain, cite.
app.command("show")(show_command)
app.command("compare")(compare_command)
app.command("explain")(explain_command)
app.command("cite")(cite_command)

# Pictures: chart.
app.command("chart")(chart_command)

# Data: seeds, import, update, revisions, check.
app.command("revisions")(revisions_command)
app.command("check")(check_command)
