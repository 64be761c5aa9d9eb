"""The command `asylia`: sub-commands, and errors as one sentence with exit code 2."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from importlib import import_module

import typer

from asylia import __version__
from asylia.errors import AsyliaError, InputError
from asylia.plain import first_unseen

_COMMANDS = {
    "assess": "asylia.cli.assess:assess_command",
    "compare": "asylia.cli.compare:compare_command",
    "ask": "asylia.cli.ask:ask_command",
    "guide": "asylia.cli.guide:guide_command",
    "deadlines": "asylia.cli.deadlines:deadlines_command",
    "rights": "asylia.cli.rights:rights_command",
    "directory": "asylia.cli.directory:app",
    "figures": "asylia.cli.figures:app",
    "law": "asylia.cli.law:app",
    "cases": "asylia.cli.cases:app",
    "brief": "asylia.cli.brief:app",
    "serve": "asylia.cli.serve:serve_command",
    "doctor": "asylia.cli.doctor:doctor_command",
    "welcome": "asylia.cli.doctor:welcome_command",
}
"""Where each command is, in the order of the help."""
_HIDDEN = ("welcome",)


def app_with(names: Iterable[str] = tuple(_COMMANDS)) -> typer.Typer:
    """The command line with these commands: one that is called by itself need not wait for the modules of others."""
    app = typer.Typer(
        help="Every way to protection open to a person who seeks asylum, at a date, from facts that are partly "
        "unknown. Information, not legal advice.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_root)
    for name in names:
        module, _, inside = _COMMANDS[name].partition(":")
        command = getattr(import_module(module), inside)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, hidden=name in _HIDDEN)(command)
    return app


def _root(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    if version:
        typer.echo(f"asylia {__version__}")
        raise typer.Exit


def _refuse_unseen(typed: Iterable[str]) -> None:
    """What is typed may be repeated in an error; a letter that steers the terminal came there by no key."""
    for text in typed:
        if letter := first_unseen(text):
            says = f"{text!r} has the letter U+{ord(letter):04X}, which nobody sees"
            raise InputError(says, mend="take it out, or rename the file")


def main() -> None:
    """Run the command line. Wrong input prints one sentence and exits with 2."""
    # The law is a hundred thousand objects that all stay: looking through them for rubbish took an eighth of the time.
    gc.set_threshold(200_000)
    called = [name for name in sys.argv[1:2] if name in _COMMANDS]
    try:
        _refuse_unseen(sys.argv[1:])
        app_with(called or _COMMANDS)()
    except AsyliaError as error:
        sys.stderr.write(f"asylia: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        sys.exit(130)
