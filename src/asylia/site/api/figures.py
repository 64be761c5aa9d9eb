"""Operations on figures: every number with what it is a share of, its source and its caveats."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from asylia.errors import InputError
from asylia.figures.as_json import figure_json, measure_json
from asylia.figures.ask import by_origin, series
from asylia.figures.definitions import definitions, measures_named
from asylia.figures.of_official import official_series
from asylia.figures.places import code_named
from asylia.site.api import told
from asylia.site.api.asked import Id, Language, texts_of
from asylia.site.figures_data import official, tables

router = Router(tags=["figures"])

Code = Annotated[str, Field(pattern="^[A-Za-z]{2,3}$", description="A country or territory by its ISO code.")]
Year = Annotated[int, Field(ge=1950, le=2100)]
Stage = Literal["first", "appeal", "court", "combined", "repeat", "pooled"]
Source = Literal["unhcr", "official"]


@router.get("/measures", response={200: told.Measures, **told.WRONG}, summary="All measures")
def measures(request: HttpRequest, language: Language = "en") -> HttpResponse:
    """The measures with their formulas and caveats. No other rate is computed."""
    texts = texts_of(language)
    every = definitions().measures.values()
    listed = [{**measure_json(one), "title": texts.word(f"measure_{one.name}", stage="…")} for one in every]
    return told.json({"measures": listed})


@router.get("/measures/{measure}", response={200: told.Figures, **told.WRONG}, summary="One measure at one place")
def one_measure(
    request: HttpRequest,
    measure: Annotated[Id, Path(description="Its name or id.")],
    place: Annotated[Code, Query()],
    first: Annotated[Year, Query()],
    last: Annotated[Year | None, Query(description="The last year of a series; else the first alone.")] = None,
    stage: Annotated[Stage | None, Query()] = None,
    origin: Annotated[Code | None, Query()] = None,
    by: Annotated[Literal["origin"] | None, Query(description="One figure for each origin, in one year.")] = None,
    source: Annotated[Source | None, Query(description="Whose numbers; the default depends on the measure.")] = None,
) -> HttpResponse:
    """A series; UNHCR's numbers only where this server has its tables, official ones always."""
    asked, years = measures_named(measure), (first, last or first)
    if years[1] < years[0]:
        raise InputError(f"{years[1]} lies before {years[0]}", mend="give the first year first")
    code, country = code_named(place), code_named(origin, origin=True) if origin else None
    if by is not None and (years[0] != years[1] or country):
        raise InputError("figures by origin are of one year", mend="give one year and no origin")
    if (source or asked.sources[0]) == "official":
        found = official_series(asked.name, code, years, official(), stage=stage, origin=country)
    elif by is not None:
        found = by_origin(asked.name, code, years[0], tables(), stage=stage)
    else:
        found = series(asked.name, code, years, tables(), stage=stage, origin=country)
    return told.json({"measure": measure_json(asked), "figures": [figure_json(one) for one in found]})
