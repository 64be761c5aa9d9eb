"""`asylia doctor`: what this installation has; and the words after `make run`."""

from __future__ import annotations

import platform

import typer

from asylia import __version__
from asylia.cli.common import lawbook
from asylia.compiled import user_cache
from asylia.folders import data_folder
from asylia.languages.texts import languages_known


def doctor_command() -> None:
    """Say what is installed, where its data is, and whether it can be read.

    Example: asylia doctor
    """
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


def welcome_command() -> None:
    """Say how to assess one's own case."""
    typer.echo(
        "\nThis was a real, published case. For a case of your own:\n"
        "  .venv/bin/asylia ask --in JP            questions one by one, saves a case file\n"
        "  .venv/bin/asylia assess CASE            a case file of yours (see examples/)\n"
        "  .venv/bin/asylia assess CASE --why jp.refugee_recognition\n"
        "No names go into a case file. This is information, not legal advice."
    )
