"""A card of one organisation for the printer, in the reader's language or a chosen one, and that of the place (D9)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from asylia.briefs.card import cards_of
from asylia.briefs.card_html import cards_in_html
from asylia.briefs.card_parts import Card
from asylia.briefs.reader import Reader, direction_of, reader_of
from asylia.errors import InputError
from asylia.languages.texts import ORIGINAL
from asylia.site.directory.show import address, now_at, organization_asked
from asylia.site.directory_data import directory
from asylia.site.errors import bad_request
from asylia.site.page import methods, page
from asylia.site.printing import CannotPrint, printed_apart
from asylia.site.reader import reader_in


@methods("GET", "POST")
def card(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """The card as a page, or by POST as PDF. Which language else somebody speaks comes by POST, in no address."""
    site_reader, found = reader_in(lang), organization_asked(name)
    tag = request.POST.get("speaks", "") or site_reader.tag
    if request.method == "POST" and tag not in directory().matching.languages:
        return bad_request(request)
    reader = reader_of(tag)
    cards = cards_of(directory(), found, reader, now_at(found.jurisdictions[0]).date())
    if request.POST.get("as") == "pdf" and (made := _pdf(cards, reader)):
        return made
    shown = ORIGINAL if not reader.has_words else reader.tag
    context = {
        "card_lang": shown,
        "card_dir": direction_of(shown),
        "card_title": reader.said.word("card_document"),
        # Made by asylia.briefs from the data that are shipped, and escaped there.
        "cards": mark_safe(cards_in_html(cards)),  # noqa: S308  # its writer escapes
        "back": address(site_reader, "organization", name=found.id),
    }
    response = page(request, site_reader, "directory/card.html", context)
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _pdf(cards: Sequence[Card], reader: Reader) -> HttpResponse | None:
    """The file under a neutral name; None if nothing came of it: the page can be printed all the same."""
    from asylia.briefs.card_pdf import sheet_of  # noqa: PLC0415  # only who asks for it waits for Typst

    try:
        made = printed_apart(sheet_of(cards, reader))
    except (InputError, CannotPrint):
        return None
    headers = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": 'attachment; filename="guide.pdf"',
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
