"""Who can help in a case: what an assessment tells of the person, taken to the directory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asylia.assessment.beside import Beside
from asylia.assessment.findings import Assessment
from asylia.assessment.lines import Json, Line
from asylia.briefs.help_lines import help_lines
from asylia.deadlines.calendars import calendar_of
from asylia.directory.match import Found, match
from asylia.directory.match_index import Index
from asylia.directory.match_reasons import found_json
from asylia.directory.match_wish import Wish
from asylia.directory.matching import Matching, Tells
from asylia.languages.texts import Texts


def help_beside(assessments: Sequence[Assessment], index: Index, said: Texts, languages: Sequence[str] = ()) -> Beside:
    """The help for each place assessed that the directory knows, as JSON and as lines."""
    objects: dict[str, Sequence[Json]] = {}
    lines: dict[str, Sequence[Line]] = {}
    for assessment in assessments:
        place = assessment.law.place
        if place not in index.directory.timezones:
            continue
        found = help_in(assessment, index, languages)
        objects[place] = [{"jurisdiction": place, **found_json(found, said.word)}]
        lines[place] = [
            Line(0, said.word("directory_title"), "heading"),
            *help_lines(found, said, in_assessment=True),
            Line(1, said.word("match_ages_on", date=found.wish.ages_on), "note"),
        ]
    return Beside(help=objects, help_lines=lines)


def help_in(assessment: Assessment, index: Index, languages: Sequence[str] = ()) -> Found:
    """Who can help the person of an assessment at its place."""
    timetable = assessment.law.data.tables.timetables.get(assessment.law.place)
    return match(index, wish_of(assessment, index, languages), calendar_of(timetable) if timetable else None)


def wish_of(assessment: Assessment, index: Index, languages: Sequence[str] = ()) -> Wish:
    """What the person of an assessment would ask the directory."""
    directory, place = index.directory, assessment.law.place
    told = [*tells_of(assessment, directory.matching)]
    return Wish(
        place=place,
        day=assessment.day,
        # A case of long ago is looked at with the directory of today, of which nothing is younger than it is.
        aged_on=max(assessment.day, directory.compiled),
        needs=tuple(dict.fromkeys(need for one in told for need in one.needs)),
        audience=_agreeing([code for one in told for code in one.audience], directory.matching),
        languages=tuple(languages),
        deadline=next_day_to_keep(assessment),
        own_state=any(one.own_state for one in told),
    )


def tells_of(assessment: Assessment, matching: Matching) -> Iterator[Tells]:
    """What custody, the stage and the facts that are known tell, what is most urgent first."""
    standing = assessment.standing
    if standing.custody is not None:
        yield from _told(matching.custody, standing.custody.general)
    if standing.stage is not None:
        yield from _told(matching.stages, standing.stage.general)
    for known in matching.facts:
        if assessment.answers.get(known.fact) is known.holds:
            yield known.tells


def _told(tells: Mapping[str, Tells], general: str) -> Iterator[Tells]:
    if general in tells:
        yield tells[general]


def _agreeing(audience: Sequence[str], matching: Matching) -> tuple[str, ...]:
    """What a person is; of two that cannot both be so, neither is taken as known."""
    ruled_out = matching.ruled_out_by(audience)
    return tuple(dict.fromkeys(code for code in audience if code not in ruled_out))


def next_day_to_keep(assessment: Assessment) -> date | None:
    """The safe day of the first time limit that the person has, or may have, and that runs."""
    days = [due.act_by for due in assessment.deadlines if due.state == "running" and due.limit.acts == "person"]
    return min((day for day in days if day is not None), default=None)
