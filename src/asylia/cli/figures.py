"""`asylia figures`: statistics with what must be said beside them."""

from __future__ import annotations

import typer

from asylia.cli.figures_check import check_command
from asylia.cli.figures_seeds import seeds_command
from asylia.cli.figures_store import import_command, revisions_command, update_command

app = typer.Typer(help="Statistics on asylum, each number with its source and its caveats.", no_args_is_help=True)

# Figures: show, compare, explain, cite.

# Pictures: chart.

# Data: seeds, import, update, revisions, check.
app.command("seeds")(seeds_command)
app.command("import")(import_command)
app.command("update")(update_command)
app.command("revisions")(revisions_command)
app.command("check")(check_command)
