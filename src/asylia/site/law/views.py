"""Pages of the law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from asylia.site.law_data import lawbook
from asylia.site.page import page, read_only
from asylia.site.reader import reader_in


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """The places."""
    reader, data = reader_in(lang), lawbook().data
    places = [(place, reader.texts.titled(place.title)) for place in data.places.values()]
    return page(request, reader, "law/index.html", {"places": places}, law_version=data.version)
