"""The first pages: the bare address, and the home page of a language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from asylia.site.page import page, read_only
from asylia.site.reader import reader_for, reader_in


@read_only
def by_preference(request: HttpRequest) -> HttpResponse:
    """On to the home page in the language that the browser prefers."""
    response = HttpResponseRedirect(reverse("home", args=[reader_for(request).code]))
    response.headers["Vary"] = "Accept-Language"
    return response


@read_only
def home(request: HttpRequest, lang: str) -> HttpResponse:
    """What can be done here."""
    return page(request, reader_in(lang), "site/home.html")
