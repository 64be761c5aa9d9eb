"""A card of one organisation for the printer, in the reader's language or a chosen one, and that of the place (D9)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from asylia.briefs.card import cards_of
from asylia.briefs.card_html import cards_in_html
from asylia.briefs.reader import direction_of, reader_of
from asylia.languages.texts import ORIGINAL
from asylia.site.directory.show import address, now_at, organization_asked
from asylia.site.directory_data import directory
from asylia.site.errors import bad_request
from asylia.site.page import methods, page
from asylia.site.reader import reader_in


@methods("GET", "POST")
def card(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """The card. Which other language a person speaks comes by POST, and is in no address."""
    site_reader, found = reader_in(lang), organization_asked(name)
    tag = request.POST.get("speaks", "") or site_reader.tag
    if request.method == "POST" and tag not in directory().matching.languages:
        return bad_request(request)
    reader = reader_of(tag)
    today = now_at(found.jurisdictions[0]).date()
    shown = ORIGINAL if not reader.has_words else reader.tag
    context = {
        "card_lang": shown,
        "card_dir": direction_of(shown),
        "card_title": reader.said.word("card_document"),
        # Made by asylia.briefs from the data that are shipped, and escaped there.
        "cards": mark_safe(cards_in_html(cards_of(directory(), found, reader, today))),  # noqa: S308  # its writer escapes
        "back": address(site_reader, "organization", name=found.id),
    }
    response = page(request, site_reader, "directory/card.html", context)
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
