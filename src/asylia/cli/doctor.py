"""`asylia doctor`: what this installation has; and the words after `make example`."""

from __future__ import annotations

import platform
from importlib import import_module
from typing import Annotated

import typer

from asylia import __version__
from asylia.cli.common import lawbook
from asylia.compiled import user_cache
from asylia.errors import AsyliaError
from asylia.folders import data_folder
from asylia.languages.texts import languages_known


def doctor_command(
    deploy: Annotated[
        bool, typer.Option("--deploy", help="Say whether the site may be opened as the environment sets it.")
    ] = False,
) -> None:
    """Say what is installed, where its data is, and whether it can be read.

    Example: asylia doctor
    """
    if deploy:
        _say_whether_the_site_may_open()
        return
    data = lawbook().data
    with_law = sorted({p.place for p in data.provisions.values()})
    for name, value in (
        ("asylia", __version__),
        ("Python", platform.python_version()),
        ("law folder", data_folder("law")),
        ("law version", data.version),
        ("places with law", ", ".join(with_law)),
        ("provisions", len(data.provisions)),
        ("facts", len(data.facts)),
        ("languages", ", ".join(languages_known())),
        ("compiled copies", user_cache()),
    ):
        typer.echo(f"{name:<16} {value}")


def _say_whether_the_site_may_open() -> None:
    """Every fault on a line, and exit code 2 if there is one."""
    try:
        faults = import_module("asylia.site.deploy").faults()
    except ModuleNotFoundError:
        raise AsyliaError("the site is not installed; install it with: pip install 'asylia[site]'") from None
    for fault in faults:
        typer.echo(f"! {fault}.", err=True)
    if faults:
        raise typer.Exit(2)
    typer.echo("The site may be opened as it is set.")


def welcome_command() -> None:
    """Say how to assess one's own case."""
    typer.echo(
        "\nThis was a real, published case. For a case of your own:\n"
        "  .venv/bin/asylia ask --in JP            questions one by one, saves a case file\n"
        "  .venv/bin/asylia assess CASE            a case file of yours (see examples/)\n"
        "  .venv/bin/asylia assess CASE --why jp.refugee_recognition\n"
        "No names go into a case file. This is information, not legal advice."
    )
