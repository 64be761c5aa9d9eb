"""Text of the law with its links: other rules, published cases, addresses of sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from asylia.site.law.cases import published
from asylia.site.law.outline import Node
from asylia.site.law_data import lawbook
from asylia.site.reader import Reader, reader_in
from asylia.site.templatetags.site import in_its_languages

register = template.Library()

_LINKS = re.compile(
    r"(?P<address>https?://[^\s<>\"'\]）)]*[^\s<>\"'\]）).,;])"
    r"|(?P<name>\b[a-z]{2,3}[.-][a-z0-9][a-z0-9_.-]*[a-z0-9])"
)


@register.simple_tag(takes_context=True)
def linked(context: Context, text: object) -> SafeString:
    """A text of the law with `lang` where it is in another language, and its rules, cases and addresses as links."""
    return _linked(str(text), cast(Reader, context["reader"]).code)


@register.simple_tag(takes_context=True)
def outline(context: Context, nodes: Sequence[Node]) -> SafeString:
    """A tree of lines as lists. A template that includes itself would take three times as long."""
    return SafeString(listed(nodes, cast(Reader, context["reader"]).code, _linked))


def listed(nodes: Sequence[Node], language: str, written: Callable[[str, str], SafeString]) -> str:
    """A tree as nested lists; `written` makes HTML of a text in a language."""
    items = []
    for node in nodes:
        sign = f'<span class="sign">{conditional_escape(node.sign)}</span> ' if node.sign else ""
        inner = listed(node.children, language, written) if node.children else ""
        items.append(f'<li class="{node.line.style}">{sign}{written(node.line.text, language)}{inner}</li>')
    return f'<ul class="tree">\n{"".join(items)}\n</ul>'


@lru_cache(maxsize=8192)
def _linked(text: str, language: str) -> SafeString:
    """Kept in memory: it is given words of the law only, never of a reader."""
    return with_links(text, language)


def with_links(text: str, language: str) -> SafeString:
    """A text with its links, kept nowhere: for lines that tell of a person."""
    reader = reader_in(language)

    def pieces(piece: str) -> str:
        parts, at = [], 0
        for found in _LINKS.finditer(piece):
            parts += [conditional_escape(piece[at : found.start()]), _link(found, reader)]
            at = found.end()
        return "".join([*parts, conditional_escape(piece[at:])])

    return in_its_languages(text, reader, pieces)


def _link(found: re.Match[str], reader: Reader) -> SafeString:
    text = found.group()
    if found["address"]:
        return format_html('<a class="away" href="{}" rel="noreferrer noopener external">{}</a>', text, text)
    if text in lawbook().data.provisions:
        return format_html('<a href="{}">{}</a>', reverse("law:rule", args=[reader.code, text]), text)
    if text in published():
        return format_html('<a href="{}">{}</a>', reverse("law:case", args=[reader.code, text]), text)
    return SafeString(conditional_escape(text))
