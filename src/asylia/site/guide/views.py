"""The pages of the guide. Every act comes as a POST with the sealed token; every answer page is made from it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from asylia.assessment.findings import Assessment
from asylia.briefs.guide.asked_in_words import answers_shown, question_shown
from asylia.briefs.guide.contacts_in_words import contact_groups
from asylia.briefs.guide.order import DoesNotFit, Guide
from asylia.briefs.guide.result import resting_contacts, result_of, urgent_contacts
from asylia.briefs.guide.result_in_words import result_shown
from asylia.briefs.guide.talk import PLACE, Chosen, Talk
from asylia.briefs.guide.token import Ended
from asylia.languages.guide import guide_languages
from asylia.logic.values import Bounds
from asylia.site.directory_data import index as directory_index
from asylia.site.guide import desk
from asylia.site.guide.calendar import calendar_of_result
from asylia.site.guide.desk import GuideReader, reader_of
from asylia.site.guide.forms import NothingChosen, reply_in
from asylia.site.guide.padding import QUESTION_STEPS, RESULT_STEPS, padded
from asylia.site.guide.paper import sheet_of
from asylia.site.guide.start_code import start_code
from asylia.site.mixed import finished
from asylia.site.page import methods, read_only


def _page(
    reader: GuideReader,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    talk: Talk | None = None,
    steps: tuple[int, ...] = QUESTION_STEPS,
    status: int = 200,
    index: bool = False,
) -> HttpResponse:
    """A page of the guide, filled up to a fixed size. With a run it carries the token, and is told to nobody."""
    around: dict[str, object] = {
        "reader": reader,
        "leave": settings.LEAVE_FOR,
        "number": len(talk.replies) + 1 if talk else 0,
    }
    if talk is not None:
        around |= {"token": desk.sealer().seal(talk, desk.minute()), "talk": talk}
    html = finished(render_to_string(f"guide/{template}.html", {**around, **(context or {})})).encode()
    response = HttpResponse(padded(html, steps), status=status)
    response.headers["Content-Encoding"] = "identity"  # a proxy that compresses would undo the filling
    response.headers["Cache-Control"] = "no-store" if talk is not None and talk.shared else "private, no-cache"
    if not index:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


# --- before the questions --------------------------------------------------------------------------------------------


@read_only
def languages(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """G1: only the names of languages, each in its own script."""
    readers = [reader_of(code) for code in guide_languages()]
    return _page(reader_of("en"), "languages", {"readers": readers}, index=True)


@read_only
def safety(request: HttpRequest, lang: str) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """G2, P6: what is kept, how to leave, what leaving does not do; and whether the phone is shared."""
    return _page(reader_of(lang), "safety", index=True)


@methods("GET", "POST")
def now(request: HttpRequest, lang: str) -> HttpResponse:
    """G3: what cannot wait, before any question. A run that was under way goes along."""
    reader, form = reader_of(lang), request.POST
    talk = None
    if form.get("t"):
        try:
            talk = desk.sealer().open(form["t"], desk.minute())
        except Ended:
            return _ended(reader)
    guide = desk.guide_at(lang, talk.place if talk else "")
    need = form.get("need", "")
    if need not in {one.id for one in guide.plan.now}:
        return _page(reader, "now", {"now": guide.plan.now}, talk=talk, index=request.method != "POST")
    found = urgent_contacts(guide, directory_index(), need, talk.place if talk else "", desk.moment())
    context = {"need": need, "groups": contact_groups(found, reader.words, guide, talk)}
    return _page(reader, "now_contacts", context, talk=talk, steps=RESULT_STEPS)


# --- the interview ---------------------------------------------------------------------------------------------------


@methods("GET", "POST")
def go(request: HttpRequest, lang: str) -> HttpResponse:
    """SEC-56: the whole interview. What to do stands in the form; the token says where the person is."""
    reader, form = reader_of(lang), request.POST
    if request.method != "POST":
        return HttpResponseRedirect(reverse("guide:safety", args=[lang]))
    act = form.get("do", "")
    if act == "start":
        return _next(request, reader, Talk(shared=form.get("shared") == "yes"))
    try:
        talk = desk.sealer().open(form.get("t", ""), desk.minute())
    except Ended:
        return _ended(reader)
    return _ACTS.get(act, _again)(request, reader, talk)


def _ended(reader: GuideReader) -> HttpResponse:
    """The token is over, was changed, or is of another law: nothing was kept, so the way is back to the start."""
    response = _page(reader, "ended", status=410)
    response.headers["Cache-Control"] = "no-store"
    return response


def _guide(reader: GuideReader, talk: Talk) -> Guide:
    return desk.guide_at(reader.code, talk.place)


def _next(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """The next question, or the result when nothing is worth asking any more."""
    guide = _guide(reader, talk)
    assessment = guide.assessment(talk)
    question = guide.next_question(talk, assessment)
    if not question:
        return _result(request, reader, replace(talk, at=""), assessment)
    return _ask(reader, guide, replace(talk, at=question), assessment)


def _ask(
    reader: GuideReader,
    guide: Guide,
    talk: Talk,
    assessment: Assessment | None,
    *,
    error: str = "",
    fits_not: str = "",
) -> HttpResponse:
    """The page of the question at which the person is. About how many more is counted from what is known now."""
    about = guide.about_how_many(talk, assessment)
    talk = replace(talk, about=about)
    context = {
        "question": question_shown(reader.words, guide, talk, talk.at),
        "about": about,
        "error": error,
        "fits_not": question_shown(reader.words, guide, talk, fits_not) if fits_not else None,
        "fits_not_at": list(talk.replies).index(fits_not) if fits_not in talk.replies else None,
        "may_go_back": bool(_before(talk)),
    }
    return _page(reader, "question", context, talk=talk, status=400 if error else 200)


def _again(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """The page at which the person was; where that is unknown, the next question."""
    if not talk.at:
        return _next(request, reader, talk)
    guide = _guide(reader, talk)
    return _ask(reader, guide, talk, guide.assessment(talk))


def _answer(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """Take the reply to the question at which the person is, and go on."""
    guide, question = _guide(reader, talk), talk.at
    if not question:
        return _next(request, reader, talk)
    try:
        reply = reply_in(request.POST, question, guide, talk)
        after = guide.answered(talk, question, reply)
    except NothingChosen as error:
        return _ask(reader, guide, talk, guide.assessment(talk), error=str(error))
    except DoesNotFit as error:
        return _ask(reader, guide, talk, guide.assessment(talk), error="error_fit", fits_not=error.question)
    if isinstance(reply, (date, Bounds)) and not isinstance(reply, bool):
        context = {"reply": reply, "question": question_shown(reader.words, guide, after, question)}
        return _page(reader, "check", context, talk=after)
    if need := _pause_after(guide, question, reply, talk):
        found = resting_contacts(guide, directory_index(), after, need, desk.moment())
        return _page(
            reader, "pause", {"groups": contact_groups([found], reader.words, guide, after, most=2)}, talk=after
        )
    return _next(request, reader, after)


def _pause_after(guide: Guide, question: str, reply: object, before: Talk) -> str:
    """W6: the need whose contact is shown in a pause, where a choice was just made that may hurt; else empty."""
    if question not in guide.plan.sets or not isinstance(reply, Chosen) or before.replies.get(question) == reply:
        return ""
    choices = guide.plan.sets[question].choices
    return next((choice.pause for choice in choices if choice.pause and choice.id in reply.ids), "")


def _before(talk: Talk) -> str:
    """The question before the one at which the person is; empty at the first."""
    names = list(talk.replies)
    if talk.at in names:
        names = names[: names.index(talk.at)]
    return names[-1] if names else ""


def _back(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """G7: one question back, with its answer filled in; later answers stay."""
    return _again(request, reader, replace(talk, at=_before(talk) or talk.at))


def _change(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:  # noqa: ARG001  # a table of acts
    """All answers, each with a button to change it."""
    return _page(reader, "change", {"answers": answers_shown(reader.words, _guide(reader, talk), talk)}, talk=talk)


def _change_one(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """The question of one answer, chosen by its number in the list."""
    names, number = list(talk.replies), request.POST.get("n", "")
    if not number.isdecimal() or len(number) > 3 or int(number) >= len(names):
        return _change(request, reader, talk)
    return _again(request, reader, replace(talk, at=names[int(number)]))


def _finer(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """The more precise round."""
    return _next(request, reader, replace(talk, finer=True, about=0))


def _start_over(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    return _next(request, reader, Talk(shared=talk.shared))


# --- result ----------------------------------------------------------------------------------------------------------


def _result(
    request: HttpRequest,  # noqa: ARG001  # a table of acts
    reader: GuideReader,
    talk: Talk,
    assessment: Assessment | None = None,
) -> HttpResponse:
    """G11: what all this means. The assessment is made here unless it was just made to find no further question."""
    guide = _guide(reader, talk)
    result = result_of(guide, talk, directory_index(), desk.moment(), reader.code, assessment)
    context = {"shown": result_shown(result, reader.words, guide)}
    return _page(reader, "result", context, talk=talk, steps=RESULT_STEPS)


def _print(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:
    """F5: a page for paper, in the person's language and that of the offices beside it. P8: without days if wished."""
    guide = _guide(reader, talk)
    result = result_of(guide, talk, directory_index(), desk.moment(), reader.code)
    office = reader_of(guide.plan.office_language.get(talk.place, "en"))
    no_dates = request.POST.get("no_dates") == "yes"
    both = (reader, office) if office.code != reader.code else (reader,)
    sides = [(one, result_shown(result, one.words, guide, no_dates=no_dates)) for one in both]
    start = request.build_absolute_uri(reverse("guide:languages"))
    context = {
        "sheet": sheet_of(sides, guide.day, start, no_dates=no_dates),
        "no_dates": no_dates,
        "big": request.POST.get("big") == "yes",
        "code": start_code(start),
    }
    return _page(reader, "print", context, talk=talk, steps=RESULT_STEPS)


def _calendar(request: HttpRequest, reader: GuideReader, talk: Talk) -> HttpResponse:  # noqa: ARG001  # a table of acts
    """The days to keep as calendar entries with neutral titles (P4)."""
    guide = _guide(reader, talk)
    result = result_of(guide, talk, directory_index(), desk.moment(), reader.code)
    response = HttpResponse(calendar_of_result(result, reader, guide.day), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


_ACTS: Mapping[str, Callable[[HttpRequest, GuideReader, Talk], HttpResponse]] = {
    "answer": _answer,
    "on": _next,
    "again": _again,
    "back": _back,
    "change": _change,
    "change_one": _change_one,
    "result": _result,
    "finer": _finer,
    "over": _start_over,
    "print": _print,
    "calendar": _calendar,
}
"""What a button may ask for; anything else shows the page again at which the person was."""

__all__ = ["PLACE", "go", "languages", "now", "safety"]
