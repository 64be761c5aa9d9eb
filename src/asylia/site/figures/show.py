"""What pages of figures share: crumbs, addresses, the places that are shown first."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from asylia.briefs.law_beside_figures import jurisdiction_of, place_of
from asylia.figures.places import place_name
from asylia.site.crumbs import Crumb, address_in, crumbs_in, section_title
from asylia.site.law_data import lawbook
from asylia.site.page import page
from asylia.site.reader import Reader


def figures_page(
    request: HttpRequest,
    reader: Reader,
    template: str,
    context: Mapping[str, object],
    *crumbs: Crumb,
    status: int = 200,
) -> HttpResponse:
    """A page of figures under its crumbs; the last is the page itself."""
    title = " · ".join(
        [*(name for name, _ in reversed(crumbs)), section_title("figures", reader), reader.texts.word("site_name")]
    )
    return page(
        request,
        reader,
        template,
        {"title": title, "crumbs": crumbs_in("figures", reader, crumbs), **context},
        status=status,
    )


def address(reader: Reader, route: str, **arguments: object) -> str:
    """The address of a page of figures in the reader's language."""
    return address_in("figures", reader, route, **arguments)


def places_first() -> tuple[str, ...]:
    """The jurisdictions of the law book by the codes of figures."""
    data = lawbook().data
    return tuple(filter(None, (place_of(data, code) for code in data.tables.procedures)))


def place_title(code: str, reader: Reader) -> str:
    """The name of a place: that of the law book where it has one."""
    data = lawbook().data
    jurisdiction = jurisdiction_of(data, code)
    return reader.texts.titled(data.places[jurisdiction].title) if jurisdiction else place_name(code, reader.texts)
