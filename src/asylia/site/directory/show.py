"""What pages of the directory share: crumbs, addresses, the time at a place, what readers may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from asylia.directory.model import Organization
from asylia.directory.readers import organization_shown
from asylia.errors import InputError
from asylia.site.clock import now
from asylia.site.crumbs import Crumb, address_in, crumbs_in, section_title
from asylia.site.directory_data import directory
from asylia.site.law_data import lawbook
from asylia.site.page import page
from asylia.site.reader import Reader


def directory_page(
    request: HttpRequest,
    reader: Reader,
    template: str,
    context: Mapping[str, object],
    *crumbs: Crumb,
    status: int = 200,
) -> HttpResponse:
    """A page of the directory under its crumbs; the last is the page itself."""
    # The window says neither what site this is nor which organisation is looked at (P4): a place at most.
    title = " · ".join([*(name for name, where in crumbs if where), section_title("directory", reader)])
    return page(
        request,
        reader,
        template,
        {"title": title, "crumbs": crumbs_in("directory", reader, crumbs), **context},
        status=status,
    )


def address(reader: Reader, route: str, **arguments: object) -> str:
    """The address of a page of the directory in the reader's language."""
    return address_in("directory", reader, route, **arguments)


def place_title(code: str, reader: Reader) -> str:
    """The name of a place."""
    return reader.texts.titled(lawbook().data.places[code].title)


def place_crumb(code: str, reader: Reader) -> Crumb:
    """The crumb of a place."""
    return place_title(code, reader), address(reader, "place", code=code.lower())


def organization_crumb(organization: Organization, reader: Reader) -> Crumb:
    """The crumb of an organisation."""
    names = organization.names
    return names.get(reader.code) or names["en"], address(reader, "organization", name=organization.id)


def place_asked(code: str) -> str:
    """The place of a code in an address. Raises Http404."""
    if code != code.lower() or code.upper() not in directory().timezones:
        raise Http404
    return code.upper()


def organization_asked(name: str) -> Organization:
    """The organisation of an id, if readers may see it: never one held back, unless it has closed. Raises Http404."""
    try:
        return organization_shown(directory(), name)
    except InputError:
        raise Http404 from None


def all_at(code: str) -> tuple[Organization, ...]:
    """Those at a place that readers may see, in the order of the files; closed ones stay findable (D4)."""
    return tuple(
        one
        for one in directory().organizations.values()
        if code in one.jurisdictions and (one.closed is not None or not one.is_held)
    )


def now_at(code: str) -> datetime:
    """This moment in the time of a place (D8)."""
    return now().astimezone(ZoneInfo(directory().timezones[code]))
