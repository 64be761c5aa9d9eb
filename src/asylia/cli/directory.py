"""`asylia directory`: who can help, with the age of each detail; and the upkeep of these data."""

from __future__ import annotations

from typing import Annotated

import typer

from asylia.assessment.lines import Line
from asylia.briefs.directory_lines import closed_lines, list_lines, organization_lines
from asylia.cli.common import Format, Language, OutputFormat, day_from, lawbook, print_json, texts
from asylia.cli.directory_card import card_command
from asylia.cli.directory_common import DirectoryFolder, Place, Today, directory_in, print_as
from asylia.cli.directory_exchange import export_command, import_command
from asylia.cli.directory_find import find_command
from asylia.cli.directory_propose import propose_command
from asylia.cli.directory_upkeep import check_command, confirm_command, due_command
from asylia.directory.as_json import closed_json, in_short_json, organization_json
from asylia.directory.readers import ages_shown, instead_of, organization_shown, place_named

app = typer.Typer(help="Who can help, how old each detail is, and where it was seen.", no_args_is_help=True)


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="An organisation by its id, from `asylia directory list`.", metavar="ID")],
    on: Today = None,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DirectoryFolder = None,
) -> None:
    """Show one organisation: what it does, how to reach it, how old each detail is and where it was seen.

    Example: asylia directory show frj --on 2026-11-22
    """
    directory, day, said = directory_in(folder), day_from(on), texts(lang)
    organization = organization_shown(directory, name)
    if organization.closed:
        instead = instead_of(directory, organization)
        if output is Format.JSON:
            print_json(closed_json(organization, instead))
        else:
            print_as([*closed_lines(organization, organization.closed, instead, directory, said)], output)
    elif output is Format.JSON:
        print_json(organization_json(organization, directory, day, said.word))
    else:
        print_as([*organization_lines(organization, directory, ages_shown(organization, directory, day), said)], output)


@app.command("list")
def list_command(
    place: Place = None,
    on: Today = None,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DirectoryFolder = None,
) -> None:
    """List the organisations at a place, in the order of the files, with the age of the oldest detail of each.

    What is held back until somebody has called or written is never listed.

    Example: asylia directory list --in HK --on 2026-11-22
    """
    directory, day, said = directory_in(folder), day_from(on), texts(lang)
    code = place_named(directory, place) if place else None
    found = directory.shown(code)
    if output is Format.JSON:
        shown = [in_short_json(organization, directory, day, said.word) for organization in found]
        print_json({"on": day.isoformat(), "place": code, "organizations": shown})
        return
    place = said.titled(lawbook().data.places[code].title) if code else ""
    title = ": ".join(filter(None, (said.word("directory_title"), place)))
    lines = [Line(0, title, "title"), Line(0, said.word("assessed_on", date=day), "note")]
    lines += list_lines(found, directory, day, said)
    print_as([*lines, Line(0, said.caution("directory_nobody_called"), "warning")], output)


app.command("card")(card_command)
app.command("find")(find_command)
app.command("check")(check_command)
app.command("due")(due_command)
app.command("confirm")(confirm_command)
app.command("propose")(propose_command)
app.command("export")(export_command)
app.command("import")(import_command)
