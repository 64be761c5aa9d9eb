"""Leaving the guide (SEC-53): the page is gone at once, and the browser forgets the pages that it kept for its Back."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from asylia.site.page import methods

FORGET = '"cache"'
"""Of `Clear-Site-Data`: what the browser stored of this site, and the pages that it holds ready to go back to."""


@methods("GET", "POST")
def leave(request: HttpRequest) -> HttpResponse:
    """An empty page of our own that goes on to the neutral one. As a POST, which the script sends, only the order.

    A page and not a redirect: while the neutral page is slow to answer, the browser would go on showing the one left.
    """
    if request.method == "POST":
        response = HttpResponse(status=204)
    else:
        to = settings.LEAVE_FOR
        response = HttpResponse(render_to_string("guide/leave.html", {"to": to, "host": urlsplit(to).hostname}))
    response.headers["Clear-Site-Data"] = FORGET
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
