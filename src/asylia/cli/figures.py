"""`asylia figures`: statistics with what must be said beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module

import typer

_COMMANDS = {
    # Figures.
    "show": "figures_show:show_command",
    "compare": "figures_show:compare_command",
    "explain": "figures_explain:explain_command",
    "cite": "figures_explain:cite_command",
    # Pictures.
    "chart": "figures_chart:chart_command",
    # Data.
    "seeds": "figures_seeds:seeds_command",
    "import": "figures_store:import_command",
    "update": "figures_store:update_command",
    "revisions": "figures_store:revisions_command",
    "check": "figures_check:check_command",
}
"""Where each command is, in the order of the help."""


def app_with(names: Iterable[str] = tuple(_COMMANDS)) -> typer.Typer:
    """The commands of these names: one that is called by itself need not wait for the modules of others."""
    found = typer.Typer(help="Statistics on asylum, each number with its source and its caveats.", no_args_is_help=True)
    found.callback()(_group)
    for name in names:
        module, _, inside = _COMMANDS[name].partition(":")
        found.command(name)(getattr(import_module(f"asylia.cli.{module}"), inside))
    return found


def _group() -> None:
    """A group even where one command alone is loaded, or typer would take its name for an argument."""


def __getattr__(name: str) -> typer.Typer:
    """`app`, made anew each time it is asked for: with the command that is called, else with all."""
    if name != "app":
        raise AttributeError(name)
    return app_with([word for word in sys.argv[2:3] if word in _COMMANDS] or _COMMANDS)
