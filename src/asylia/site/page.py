"""How a page is made: a template, a reader, and what every page has around its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from asylia import __version__
from asylia.languages.levels import site_languages
from asylia.site.mixed import finished
from asylia.site.reader import Reader, reader_in
from asylia.site.sections import SECTIONS

View = Callable[..., HttpResponse]


def page(
    request: HttpRequest,
    reader: Reader,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    law_version: str = "",
) -> HttpResponse:
    """A whole page. Templates see `reader`, `languages`, `menu`, and what the view hands over."""
    around = {
        "reader": reader,
        "languages": in_other_languages(request, reader),
        "menu": [section for section in SECTIONS if section.in_menu],
        "menu_at": request.resolver_match.namespace if request.resolver_match else "",
        "asylia_version": __version__,
        "law_version": law_version,
    }
    html = render_to_string(template, {**around, **(context or {})})
    return HttpResponse(finished(html, is_foreign=reader.is_foreign), status=status)


def in_other_languages(request: HttpRequest, reader: Reader) -> list[dict[str, object]]:
    """This page in every language of the site: its reader, its address, whether it is the one shown."""
    match = request.resolver_match
    found: list[dict[str, object]] = []
    for code in site_languages():
        address = reverse("home", args=[code])
        if match is not None and "lang" in match.kwargs:
            with suppress(NoReverseMatch):  # a section with languages of its own
                address = reverse(match.view_name, kwargs={**match.kwargs, "lang": code})
        found.append({"reader": reader_in(code), "address": address, "shown": code == reader.code})
    return found


def methods(*allowed: str) -> Callable[[View], View]:
    """Let a view be asked only by these methods (HEAD comes with GET); others get the page 405."""
    names = [*allowed, "HEAD"] if "GET" in allowed else list(allowed)

    def wrapped(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method not in names:
                from asylia.site.errors import not_allowed  # noqa: PLC0415  # the error pages are pages too

                return not_allowed(request, names)
            return view(request, *args, **kwargs)

        checked.methods = names  # type: ignore[attr-defined]  # read by the tests that walk all routes
        return checked

    return wrapped


read_only = methods("GET")
"""A page that is only read."""
