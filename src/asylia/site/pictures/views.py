"""Charts as files: the picture at two widths, and the figures behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from asylia.errors import InputError
from asylia.site.figures_drawn import data_file, file_named, picture
from asylia.site.page import read_only

TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@read_only
def file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """One file of a chart. Its name says all: chart, place, years, language, width."""
    found = file_named(name)
    if found is None:
        raise Http404
    named, width, kind = found
    try:
        content = picture(named, width) if kind == "svg" else data_file(named, kind)
    except InputError:
        raise Http404 from None
    response = HttpResponse(content, content_type=TYPES[kind])
    if kind != "svg":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
