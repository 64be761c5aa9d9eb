"""The law through time, and the procedure as a map."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree.ElementTree import fromstring, tostring  # nosec  # our own drawing

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from asylia.assessment.history_text import history_lines
from asylia.assessment.procedure_map import map_lines, map_svg
from asylia.assessment.standing import Standing
from asylia.lawbook.history import difference, history_of
from asylia.site.law.asked import (
    DayAsked,
    day_asked,
    jurisdiction_asked,
    place_asked,
    today_at,
    words_of,
    words_through_time,
)
from asylia.site.law.outline import sections, tree
from asylia.site.law.show import place_page
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import reader_in

_SVG = "{http://www.w3.org/2000/svg}"


@read_only
def history(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """Every dated change of the law of a place, the latest first."""
    reader, where = reader_in(lang), place_asked(code)
    words = words_through_time(where.code, reader)
    days = sections(history_lines(history_of(lawbook().data, where.code), words))[::-1]
    return place_page(request, reader, where, "history", None, {"days": days, "today": today_at(where).isoformat()})


@read_only
def changes(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """What the law of a place has, lacks or words differently on one day beside another."""
    reader, where = reader_in(lang), place_asked(code)
    now = today_at(where)
    earlier, later = day_asked(request, _last_change(where.code, now), "from"), day_asked(request, now, "to")
    first, second = sorted((earlier.day, later.day))
    words = words_through_time(where.code, reader)
    found = history_lines(difference(lawbook().data, where.code, first, second), words)
    context = {
        "earlier": first.isoformat(),
        "later": second.isoformat(),
        "mistyped": earlier.mistyped or later.mistyped,
        "nodes": [node for section in sections(found) for node in section.nodes],
    }
    return place_page(request, reader, where, "changes", None, context)


def _last_change(place: str, now: date) -> date:
    """The eve of the last change up to now, so that the page shows something before anything is typed."""
    days = [change.day for change in history_of(lawbook().data, place) if change.day <= now]
    return max(days, default=now) - timedelta(days=1)


@read_only
def procedure(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """The stages of a procedure: as a picture and as text."""
    reader, where = reader_in(lang), jurisdiction_asked(code)
    asked: DayAsked = day_asked(request, today_at(where))
    words = words_of(where, asked.day, reader)
    stages = lawbook().data.tables.procedures[where.code]
    lines = [line for line in map_lines(stages.stages, Standing(), words) if line.style != "title"]
    context = {
        "picture": _without_style(map_svg(stages.stages, Standing(), words)),
        "nodes": tree(lines),
        "as_of": stages.as_of,
    }
    return place_page(request, reader, where, "procedure", asked, context)


def _without_style(svg: str) -> SafeString:
    """The drawing for use inside a page: its rules stand in our style sheet, since the policy allows none inline."""
    root = fromstring(svg)  # noqa: S314  # we drew it a line above
    for style in root.findall(f"{_SVG}style"):
        root.remove(style)
    root.set("class", "map")
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        if "fill" in element.attrib:  # the arrow's head: its colour follows the page
            del element.attrib["fill"]
    return SafeString(tostring(root, encoding="unicode"))  # made of text that ElementTree escaped
