"""Error pages: what is wrong in one sentence, in the reader's language, without a trace and without what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from asylia.site.logs import CODE
from asylia.site.page import page
from asylia.site.reader import reader_for

STATUSES = (400, 403, 404, 405, 413, 429, 500)
"""Every status that has a page; each has the words `site_error_<status>` and `site_error_<status>_mend`."""


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status. It tells nothing of the request but a short code, and that only if there is one."""
    code = request.META.get(CODE, "")
    response = page(request, reader_for(request), "site/error.html", {"status": status, "code": code}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """404."""
    return error_page(request, 404)


def not_allowed(request: HttpRequest, methods: list[str]) -> HttpResponse:
    """405, with the methods that are allowed."""
    response = error_page(request, 405)
    response.headers["Allow"] = HttpResponseNotAllowed(methods).headers["Allow"]
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return error_page(request, 413)


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    response = error_page(request, 429)
    response.headers["Retry-After"] = "10"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """500; in bare words where even the page of errors cannot be made."""
    try:
        return error_page(request, 500)
    except Exception:  # whatever broke the page may have broken this one too, and no trace may come of it
        return HttpResponse("<!doctype html><title>500</title><h1>500</h1>", status=500)
