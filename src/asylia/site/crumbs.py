"""The way to a page inside its section: addresses of the section, and the crumbs above a page."""

from __future__ import annotations

from django.urls import reverse

from asylia.site.reader import Reader

Crumb = tuple[str, str]
"""A title and an address."""


def address_in(section: str, reader: Reader, route: str, **arguments: object) -> str:
    """The address of a page of a section in the reader's language."""
    return reverse(f"{section}:{route}", kwargs={"lang": reader.code, **arguments})


def section_title(section: str, reader: Reader) -> str:
    """What a section is called."""
    return reader.texts.word(f"site_section_{section}")


def crumbs_in(section: str, reader: Reader, crumbs: tuple[Crumb, ...]) -> list[dict[str, str]]:
    """The crumbs for the template: the section first, the page itself last, without an address. Its start has none."""
    if not crumbs:
        return []
    *before, (last, _) = crumbs
    every = [(section_title(section, reader), address_in(section, reader, "index")), *before, (last, "")]
    return [{"title": title, "address": where} for title, where in every]
