"""`asylia directory propose`: entries proposed from the text of a directory page, for a person to decide on."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asylia.assessment.lines import Line
from asylia.cli.common import day_from, print_json, print_lines
from asylia.directory.page_signs import signs
from asylia.directory.propose import propose
from asylia.directory.propose_out import as_object, review_file, summary
from asylia.directory.reader import read_directory
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.fields import nearest
from asylia.lawbook.strict_yaml import MAX_BYTES


class ProposalFormat(StrEnum):
    """How proposals are printed."""

    TEXT = "text"
    YAML = "yaml"
    JSON = "json"


def propose_command(
    page: Annotated[str, typer.Argument(help="The text of a directory page; - reads standard input.", metavar="FILE")],
    country: Annotated[
        str | None, typer.Option("--in", help="The country of the page, where it is known: JP.", metavar="PLACE")
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", help="Write the review file here as well.", metavar="FILE")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="The day on which the page's age is judged; else today.", metavar="DATE")
    ] = None,
    output: Annotated[
        ProposalFormat, typer.Option("--format", help="A summary, the review file, or the same as JSON.")
    ] = ProposalFormat.TEXT,
    folder: Annotated[
        Path | None, typer.Option("--directory", help="Another directory folder than the one shipped.", metavar="DIR")
    ] = None,
) -> None:
    """Propose entries from the text of a directory page, and say what looks damaged. The directory is never changed.

    Example: asylia directory propose page.txt --in JP --review review.yaml
    """
    place = (country or "").upper()
    if place and place not in signs().countries:
        raise InputError(f"there is no place {country!r}", mend=nearest(place, signs().countries))
    held = folder or data_folder("directory")
    if review is not None:
        refuse_review(review, held)
    raw, name = _read(page)
    found = propose(raw, name=name, today=day_from(on), directory=read_directory(held), country=place)
    put_forward(review_file(found), as_object(found), summary(found), review, output)


def put_forward(
    written: str,
    content: object,
    said: Iterable[tuple[int, str, str, str]],
    review: Path | None,
    output: ProposalFormat,
) -> None:
    """Write what is proposed into the review file, if there is one, and print it. Raises InputError."""
    if review is not None:
        try:
            review.write_text(written, "utf-8")
        except OSError as error:
            raise InputError(f"the review file cannot be written ({error.strerror})", file=str(review)) from None
    if output is ProposalFormat.JSON:
        print_json(plain(content))
    elif output is ProposalFormat.YAML:
        sys.stdout.write(written)
    else:
        lines = [Line(*line) for line in said]
        print_lines([*lines, *([Line(0, f"Review file: {review}", "note")] if review else [])])


def refuse_review(review: Path, folder: Path) -> None:
    """A review file is no part of the directory, and one that somebody has filled in is not written over."""
    inside = (folder, data_folder("directory"))
    if any(review.resolve().is_relative_to(one.resolve()) for one in inside):
        raise InputError("proposals are not written into the directory", file=str(review), mend="choose another folder")
    if review.exists():
        raise InputError("there is a file of this name already", file=str(review), mend="choose another name")


def _read(page: str) -> tuple[bytes, str]:
    if page == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    path = Path(page)
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), path.name
    except FileNotFoundError:
        raise InputError("there is no such file", file=page, mend="check the path") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=page) from None


def plain(value: object) -> object:
    """The same with days as text, for JSON."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
