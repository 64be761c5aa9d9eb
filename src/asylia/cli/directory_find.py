"""`asylia directory find`: who can help a person, by rules that are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from asylia.assessment.lines import Line
from asylia.briefs.help_lines import help_lines, language_name
from asylia.cli.common import Format, OutputFormat, day_from, lawbook, now, print_json, texts
from asylia.cli.directory_common import DirectoryFolder, directory_in, print_as
from asylia.deadlines.calendars import Calendar, calendar_of
from asylia.directory.asked import audience_named, languages_named, needs_named
from asylia.directory.match import Found, match
from asylia.directory.match_index import Index, index_of
from asylia.directory.match_reasons import found_json
from asylia.directory.match_wish import NO_PERMIT, Wish
from asylia.directory.model import Directory
from asylia.directory.readers import place_named
from asylia.directory.words import need_name
from asylia.errors import InputError
from asylia.languages.texts import ORIGINAL, Texts, languages_known


def find_command(
    place: Annotated[str, typer.Option("--in", help="Place: JP, KR, CN, HK, MO.", metavar="PLACE")],
    need: Annotated[
        list[str] | None,
        typer.Option(
            "--need", help="A need by its code, such as legal or shelter.tonight; may be repeated.", metavar="CODE"
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", help="The language of the output, and one in which help is wanted.", metavar="CODE"),
    ] = None,
    speaks: Annotated[
        list[str] | None,
        typer.Option("--speaks", help="One more language in which help is wanted; may be repeated.", metavar="CODE"),
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--audience", help="What the person is, such as applicant or detained; may be repeated.", metavar="CODE"
        ),
    ] = None,
    near: Annotated[
        str | None, typer.Option("--near", help="Prefecture, province, district or parish.", metavar="AREA")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="A day, as 2026-11-24; else now. Hours need --at.", metavar="DATE")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", help="A moment in the time of the place, as 2026-11-24T10:00.", metavar="MOMENT"),
    ] = None,
    deadline: Annotated[
        str | None, typer.Option("--deadline", help="The next day that must be kept.", metavar="DATE")
    ] = None,
    own_state: Annotated[
        bool, typer.Option("--own-state-threat", help="The person's own state is a threat to them.")
    ] = False,
    no_permit: Annotated[bool, typer.Option("--no-permit", help="The person has no permit to stay.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show all that fit, not only the first.")] = False,
    output: OutputFormat = Format.TEXT,
    folder: DirectoryFolder = None,
) -> None:
    """Find who can help: at most three first, each with the reasons for its place; then all with --all.

    Rules decide, never likeness. What is not known of a person or an organisation rules nobody out. What is held back
    until somebody has called or written is never found. Where nothing fits, the first contact of the place is named.

    Example: asylia directory find --in JP --need legal --lang my --at 2026-11-24T10:00
    """
    directory = directory_in(folder)
    code = place_named(directory, place)
    said, note = _words(lang, directory)
    moment = _moment(at, on, directory.timezones[code])
    wish = Wish(
        place=code,
        day=moment.date() if moment else day_from(on),
        needs=needs_named(need or [], directory.taxonomy, said),
        audience=(*audience_named(audience or [], directory.taxonomy), *([NO_PERMIT] if no_permit else [])),
        languages=languages_named([*([lang] if lang else []), *(speaks or [])], directory),
        near=directory.areas.at(code).area_named(near).id if near else "",
        moment=moment,
        deadline=_day(deadline),
        own_state=own_state,
    )
    found = match(_index(folder), wish, _calendar(code))
    if output is Format.JSON:
        print_json({"on": wish.day.isoformat(), "place": code, **found_json(found, said.word, everything=everything)})
        return
    lines = [*_head(found, said, note), *help_lines(found, said, everything=everything)]
    print_as([*lines, Line(0, said.caution("directory_nobody_called"), "warning")], output)


def _head(found: Found, said: Texts, note: str) -> Sequence[Line]:
    wish, taxonomy = found.wish, found.index.directory.taxonomy
    place = said.titled(lawbook().data.places[wish.place].title)
    when = f"{wish.moment:%Y-%m-%d %H:%M} {found.index.directory.timezones[wish.place]}" if wish.moment else wish.day
    needs = said.word("list_separator").join(need_name(taxonomy.needs[code], said) for code in wish.needs)
    lines = [Line(0, f"{said.word('directory_title')}: {place}", "title")]
    lines += [Line(0, note, "note")] if note else []
    lines.append(Line(0, said.word("assessed_on", date=when), "note"))
    return [*lines, Line(0, said.word("match_asked", needs=needs), "note")] if needs else lines


def _words(lang: str | None, directory: Directory) -> tuple[Texts, str]:
    """The words of the output: those of the language asked for, else English, with a note that says so."""
    if lang is None or lang in languages_known():
        return texts(lang or ORIGINAL), ""
    said = texts(ORIGINAL)
    return said, said.word("match_no_words", language=language_name(lang, directory, said))


def _moment(at: str | None, on: str | None, zone: str) -> datetime | None:
    """The moment in the time of the place: as typed, else now; None if only a day was typed."""
    if at is None:
        return None if on is not None else now().astimezone(ZoneInfo(zone))
    if on is not None:
        raise InputError("--on and --at say two different things", mend="leave one of them out")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise InputError(f"{at!r} is no moment", mend="write it as 2026-11-24T10:00") from None
    day_from(moment.date().isoformat())
    return moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment.astimezone(ZoneInfo(zone))


def _day(text: str | None) -> date | None:
    return day_from(text) if text else None


@lru_cache(maxsize=4)
def _index(folder: Path | None) -> Index:
    return index_of(directory_in(folder))


def _calendar(place: str) -> Calendar | None:
    """The holidays of the place, if the law data know them."""
    timetable = lawbook().data.tables.timetables.get(place)
    return calendar_of(timetable) if timetable else None
