"""`asylia directory export` and `import`: HSDS for other directories, and from them for review."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.lines import Line
from asylia.cli.common import Language, day_from, print_lines, texts
from asylia.cli.directory_common import DirectoryFolder, Today, directory_in
from asylia.cli.directory_propose import ProposalFormat, put_forward, refuse_review
from asylia.directory.hsds.export import export
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.import_out import as_object, review_file, summary
from asylia.directory.hsds.imported import import_hsds
from asylia.directory.readers import place_named
from asylia.folders import data_folder


class ExportForm(StrEnum):
    """In which forms of HSDS a directory is written."""

    JSON = "json"
    TABULAR = "tabular"
    BOTH = "both"


def export_command(
    hsds: Annotated[Path, typer.Option("--hsds", help="The folder to write HSDS 3.0 into.", metavar="DIR")],
    form: Annotated[
        ExportForm, typer.Option("--format", help="JSON files, a package of tables, or both.")
    ] = ExportForm.BOTH,
    lang: Language = "en",
    folder: DirectoryFolder = None,
) -> None:
    """Write what is published as HSDS 3.0, for other directories and for searches of theirs.

    Nothing on hold leaves, and no note of the keepers. An earlier export in the folder is written over as a whole.

    Example: asylia directory export --hsds exchange --lang ja
    """
    said = texts(lang)
    written = export(directory_in(folder), hsds, language=lang, word=said.word, form=form.value)
    counts = dict(written.counts)
    names = ("organization", "service", "service_at_location", "location", "taxonomy_term")
    numbers = {name: counts.get(name, 0) for name in names}
    lines = [Line(0, said.word("directory_export_title", folder=hsds), "title")]
    lines.append(Line(0, said.word("directory_export_counts", **numbers), "note"))
    shown = [name for name in written.files if "/" not in name]
    tables = [name for name in written.files if "/" in name]
    lines += [Line(1, name, "finding", "·") for name in shown]
    if tables:
        lines.append(Line(1, said.word("directory_export_tables", folder="tabular", n=len(tables)), "finding", "·"))
    print_lines([*lines, Line(0, said.caution("directory_export_held"), "warning")])


def import_command(
    package: Annotated[Path, typer.Argument(help="A JSON file, a folder, or a zip.", metavar="PATH")],
    country: Annotated[
        str | None, typer.Option("--in", help="The place of bodies whose addresses do not say it.", metavar="PLACE")
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", help="Write the review file here as well.", metavar="FILE")
    ] = None,
    on: Today = None,
    output: Annotated[
        ProposalFormat, typer.Option("--format", help="A summary, the review file, or the same as JSON.")
    ] = ProposalFormat.TEXT,
    folder: DirectoryFolder = None,
) -> None:
    """Read HSDS 3.0 or 3.1 data of somebody else, and propose entries. The directory is never changed.

    Example: asylia directory import exchange --review review.yaml
    """
    directory = directory_in(folder)
    place = place_named(directory, country) if country else ""
    if review is not None:
        refuse_review(review, folder or data_folder("directory"))
    found = import_hsds(read_hsds(package), directory=directory, today=day_from(on), country=place)
    put_forward(review_file(found), as_object(found), summary(found), review, output)
