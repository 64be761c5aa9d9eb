"""`asylia directory card`: organisations on paper, in the reader's language and that of the place."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asylia.assessment.lines import Line
from asylia.cli.common import day_from, hand_over, in_full, print_json
from asylia.cli.directory_common import DirectoryFolder, Place, Today, directory_in, print_as
from asylia.directory.model import Directory, Organization
from asylia.directory.readers import organization_shown, place_named
from asylia.errors import InputError

if TYPE_CHECKING:
    from asylia.briefs.card_parts import Card
    from asylia.briefs.reader import Reader


class CardFormat(StrEnum):
    """How cards are printed."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    MARKDOWN = "markdown"
    MD = "md"


def card_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Organisations by their ids, from `asylia directory list`.", metavar="[ID]..."),
    ] = None,
    place: Place = None,
    lang: Annotated[
        str,
        typer.Option("--lang", help="The reader's language by any tag of BCP 47: my, ar, fa-AF.", metavar="TAG"),
    ] = "en",
    on: Today = None,
    output: Annotated[CardFormat, typer.Option("--format", help="How to print the cards.", callback=in_full)] = (
        CardFormat.TEXT
    ),
    out: Annotated[
        Path | None, typer.Option("--out", help="The file for HTML and PDF; else it is printed.", metavar="FILE")
    ] = None,
    folder: DirectoryFolder = None,
) -> None:
    """Print a card for each organisation, in the reader's language and that of the place: whom to call, what to show.

    Without an id, `--in` gives the cards of all at a place. HTML and PDF are one file for the printer, two cards on a
    sheet.

    Example: asylia directory card jar --lang my --on 2026-11-22 --format pdf --out guide.pdf
    """
    if find_spec("babel") is None:
        raise InputError("cards need names of languages and days", mend='install them: pip install "asylia[briefs]"')
    from asylia.briefs.card import cards_of
    from asylia.briefs.reader import reader_of

    directory, day, reader = directory_in(folder), day_from(on), reader_of(lang)
    code = place_named(directory, place) if place else None
    chosen = _chosen(directory, names or [], code)
    cards = [card for one in chosen for card in cards_of(directory, one, reader, day, code)]
    if output in (CardFormat.HTML, CardFormat.PDF):
        hand_over(_made(cards, reader, output), out, is_pdf=output is CardFormat.PDF)
    elif out is not None:
        raise InputError("--out is for cards as HTML or PDF", mend="add --format pdf or --format html")
    else:
        _print(cards, output, reader)


def _chosen(directory: Directory, names: list[str], code: str | None) -> list[Organization]:
    if not names and code is None:
        raise InputError("no organisation is named", mend="give ids, or a place with --in for all that work there")
    if not names:
        return [organization for organization in directory.shown(code) if organization.closed is None]
    found = [organization_shown(directory, name) for name in dict.fromkeys(names)]
    for organization in found:
        if code and code not in organization.jurisdictions:
            works_at = ", ".join(organization.jurisdictions)
            raise InputError(f"{organization.id} does not work at {code}", mend=f"it works at {works_at}")
    return found


def _made(cards: list[Card], reader: Reader, output: CardFormat) -> bytes:
    if output is CardFormat.HTML:
        from asylia.briefs.card_html import cards_html

        return cards_html(cards, reader).encode()
    from asylia.briefs.card_pdf import cards_pdf

    return cards_pdf(cards, reader)


def _print(cards: list[Card], output: CardFormat, reader: Reader) -> None:
    if output is CardFormat.JSON:
        from asylia.briefs.card_parts import card_json

        print_json({"lang": reader.tag, "cards": [card_json(card) for card in cards]})
    else:
        from asylia.briefs.card_text import card_lines
        from asylia.cli.common import Format

        lines: list[Line] = [line for card in cards for line in card_lines(card)]
        print_as(lines, Format(output.value))
