"""The one view of the case form. GET shows it empty; whatever is sent comes by POST, is answered and forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from asylia.assessment.casefile import CaseFile, read_case
from asylia.assessment.known import AnswersContradict
from asylia.errors import InputError
from asylia.languages.texts import ORIGINAL, texts_in
from asylia.site.case import take_along
from asylia.site.case.fields import reasons_typed, themes, wrong_note
from asylia.site.case.filled import MORE, PREFIX, Filled, Wrong, case_of, filled_from, in_english, sent
from asylia.site.case.result import assessments_of, parts_of, side_by_side, today_of
from asylia.site.law.asked import places_with_procedure
from asylia.site.law_data import lawbook
from asylia.site.limits import accepts
from asylia.site.page import methods, page
from asylia.site.reader import Reader, reader_in

LARGEST_FILE = 256 * 1024
"""Of a case file that is opened, in bytes."""
_AROUND_THE_FILE = 4 * 1024
_UNREADABLE = 422


@accepts(LARGEST_FILE + _AROUND_THE_FILE)
@methods("GET", "POST")
def form(request: HttpRequest, lang: str) -> HttpResponse:
    """The empty form; or what a button of it asked for: the assessment, a file to take along, a file opened."""
    reader = reader_in(lang)
    if request.method != "POST":
        return _page(request, reader, Filled(), [])
    asked = request.POST.get("do", "assess")
    if asked == "open":
        return _opened(request, reader)
    filled = sent(request.POST, lawbook().data, tuple(place.code for place in places_with_procedure()))
    today = today_of(filled.place)
    case, wrong = case_of(filled, lawbook().data, reader.texts, today)
    if not wrong and asked not in ("assess", "live"):
        try:
            if asked == "save":
                return take_along.case_file(case)
            if asked in take_along.BRIEFS:
                return take_along.brief(case, asked, today, texts_in(lang))
            if asked == "calendar" and (found := take_along.calendar(case, today, texts_in(lang))) is not None:
                return found
        except InputError as error:
            wrong = _wrongs_of(error, reader)
        else:
            if asked == "calendar":
                return _page(request, reader, filled, wrong, case, notice=reader.texts.word("case_calendar_none"))
    return _page(request, reader, filled, wrong, case, only_result=asked == "live")


def _opened(request: HttpRequest, reader: Reader) -> HttpResponse:
    """A case file in the form, with its assessment. What was in the form is gone."""
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        return _page(request, reader, Filled(), [Wrong("file", reader.texts.word("case_no_file"))])
    if (file.size or 0) > LARGEST_FILE:
        return _page(request, reader, Filled(), [Wrong("file", reader.texts.word("case_open_hint"))])
    try:
        # Its own name may be that of a person, so the sentence names it in general.
        case = read_case(file.read(), reader.texts.word("case_file"), lawbook().data)
    except InputError as error:
        return _page(request, reader, Filled(), [Wrong("file", reader.texts.marked(str(error)))])
    filled = filled_from(case, lawbook().data)
    case, wrong = case_of(filled, lawbook().data, reader.texts, today_of(filled.place))
    count = len(case.answers) + sum(map(len, case.answers_at.values()))
    return _page(request, reader, filled, wrong, case, notice=reader.texts.word("case_opened", n=count))


def _wrongs_of(error: InputError, reader: Reader) -> list[Wrong]:
    """What an assessment refused, at the fields that it speaks of."""
    texts, facts = reader.texts, lawbook().data.facts
    if not isinstance(error, AnswersContradict):
        return [Wrong(MORE if "kinship" in error.says else "form", texts.marked(str(error)))]
    named = [fact for fact in error.facts if fact in facts]
    names = texts.word("list_separator").join(texts.fact(fact, "name") for fact in named)
    says = f"{texts.word('case_contradict', facts=names)} {in_english(error, named, texts)}"
    fields = [PREFIX + fact for fact in named if facts[fact].asked]
    fields += [MORE] if len(named) < len(error.facts) else []
    return [Wrong(field, says) for field in fields or ["form"]]


def _page(
    request: HttpRequest,
    reader: Reader,
    filled: Filled,
    wrong: Sequence[Wrong],
    case: CaseFile | None = None,
    *,
    notice: str = "",
    only_result: bool = False,
) -> HttpResponse:
    """The form with what was filled in, what is wrong where, and the assessment if nothing is."""
    shown: dict[str, object] = {"notice": notice}
    if case is not None and not wrong:
        try:
            assessments = assessments_of(case, today_of(filled.place))
        except InputError as error:
            wrong = _wrongs_of(error, reader)
        else:
            shown["parts"] = parts_of(assessments, reader)
            shown["compared"] = side_by_side(case, assessments[0].day, reader)
    shown["wrong"] = [{"field": one.field, "says": one.says, "name": _name_of(one.field, reader)} for one in wrong]
    if not only_result:
        shown |= _form(filled, wrong, reader)
    title = reader.texts.word("site_section_case")
    around = {"title": f"{title} · {reader.texts.word('site_name')}", "in_english": reader.code != ORIGINAL}
    template = "case/live.html" if only_result else "case/form.html"
    status = _UNREADABLE if wrong else 200
    response = page(request, reader, template, {**around, **shown}, status=status, law_version=lawbook().data.version)
    for name, value in take_along.PRIVATE.items():
        response.headers[name] = value
    return response


def _form(filled: Filled, wrong: Sequence[Wrong], reader: Reader) -> dict[str, object]:
    says = {one.field: one.says for one in wrong}
    return {
        "filled": filled,
        "address": reverse("case:form", args=[reader.code]),
        "places": [(place.code, reader.texts.titled(place.title)) for place in places_with_procedure()],
        "themes": themes(filled, says, reader),
        "reasons": reasons_typed(reader),
        "wrong_at": {field: wrong_note(field, text, reader) for field, text in says.items()},
    }


def _name_of(field: str, reader: Reader) -> str:
    """The label of a field, for the list of what is wrong."""
    if field.startswith(PREFIX):
        return reader.texts.fact(field.removeprefix(PREFIX), "name")
    keys = {"place": "case_place", "on": "case_day", MORE: "case_more", "file": "case_open"}
    return reader.texts.word(keys.get(field, "site_section_case"))
