"""Version 1 of the API. Bodies are read, answered and forgotten; only what is public is asked for by address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from asylia import __version__
from asylia.errors import InputError
from asylia.languages.levels import site_languages
from asylia.site.api import case, directory, facts, figures, law, told
from asylia.site.law_data import lawbook

api = NinjaAPI(
    title="asylia",
    version="1",
    description=(
        "Every way to protection open to a person who seeks asylum, at a date, from facts that are partly unknown. "
        "Information, not legal advice. Nothing that is sent is kept or logged."
    ),
    docs_url=None,  # its pages load scripts from elsewhere; docs/look-up/api.md describes the API
    openapi_url="openapi.json",
    urls_namespace="api",
)


@api.exception_handler(InputError)
def _wrong_input(request: HttpRequest, error: InputError) -> HttpResponse:
    return told.json({"error": error.says, "mend": error.mend or ""}, status=422)


@api.exception_handler(ValidationError)
def _wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    where = ".".join(str(part) for part in first["loc"][1:] if part != "body")
    says = f"{where}: {first['msg']}" if where else str(first["msg"])
    return told.json({"error": says, "mend": "see the description of the API"}, status=422)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return told.json({"error": error.message, "mend": ""}, status=error.status_code)


# --- what answers ----------------------------------------------------------------------------------------------------


@api.get("/", response=told.Versions, tags=["about"], summary="What answers here")
def versions(request: HttpRequest) -> HttpResponse:
    """The version of the program and of the law, the places and the languages."""
    book = lawbook()
    return told.json(
        {
            "asylia": __version__,
            "law_version": book.data.version,
            "jurisdictions": [
                {"code": place.code, "title": dict(place.title)}
                for place in book.data.places.values()
                if place.code != "INT"
            ],
            "languages": list(site_languages()),
        }
    )


api.add_router("", case.router)
api.add_router("/law", law.router)
api.add_router("/facts", facts.router)
api.add_router("/directory", directory.router)
api.add_router("/figures", figures.router)
