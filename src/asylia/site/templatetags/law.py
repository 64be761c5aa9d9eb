"""Text of the law with its links: other rules, published cases, addresses of sources."""

from __future__ import annotations

import re
from typing import cast

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from asylia.site.law.cases import published
from asylia.site.law_data import lawbook
from asylia.site.reader import Reader
from asylia.site.templatetags.site import in_its_languages

register = template.Library()

_LINKS = re.compile(r"(?P<address>https?://[^\s<>\"'\]）)]+)|(?P<name>\b[a-z]{2,3}[.-][a-z0-9][a-z0-9_.-]*[a-z0-9])")


@register.simple_tag(takes_context=True)
def linked(context: Context, text: object) -> SafeString:
    """A text with `lang` where it is in another language, and its rules, cases and addresses as links."""
    reader = cast(Reader, context["reader"])

    def with_links(piece: str) -> str:
        parts, at = [], 0
        for found in _LINKS.finditer(piece):
            parts += [conditional_escape(piece[at : found.start()]), _link(found, reader)]
            at = found.end()
        return "".join([*parts, conditional_escape(piece[at:])])

    return in_its_languages(str(text), reader, with_links)


def _link(found: re.Match[str], reader: Reader) -> SafeString:
    text = found.group()
    if found["address"]:
        return format_html('<a class="away" href="{}" rel="noreferrer noopener external">{}</a>', text, text)
    if text in lawbook().data.provisions:
        return format_html('<a href="{}">{}</a>', reverse("law:rule", args=[reader.code, text]), text)
    if text in published():
        return format_html('<a href="{}">{}</a>', reverse("law:case", args=[reader.code, text]), text)
    return SafeString(conditional_escape(text))
