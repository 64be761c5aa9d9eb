"""The command `asylia`: sub-commands, and errors as one sentence with exit code 2."""

from __future__ import annotations

import sys

import typer

from asylia import __version__
from asylia.cli import cases, law
from asylia.cli.ask import ask_command
from asylia.cli.assess import assess_command
from asylia.cli.compare import compare_command
from asylia.cli.deadlines import deadlines_command
from asylia.cli.doctor import doctor_command, welcome_command
from asylia.cli.law_map import map_command
from asylia.cli.law_time import diff_command, history_command
from asylia.cli.rights import rights_command
from asylia.errors import AsyliaError

app = typer.Typer(
    help="Every way to protection open to a person who seeks asylum, at a date, from facts that are partly unknown. "
    "Information, not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("assess")(assess_command)
app.command("compare")(compare_command)
app.command("ask")(ask_command)
app.command("deadlines")(deadlines_command)
app.command("rights")(rights_command)
law.app.command("history")(history_command)
law.app.command("diff")(diff_command)
law.app.command("map")(map_command)
app.add_typer(law.app, name="law")
app.add_typer(cases.app, name="cases")
app.command("doctor")(doctor_command)
app.command("welcome", hidden=True)(welcome_command)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    if version:
        typer.echo(f"asylia {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line. Wrong input prints one sentence and exits with 2."""
    try:
        app()
    except AsyliaError as error:
        sys.stderr.write(f"asylia: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        sys.exit(130)
