"""The sections of the site: where each stands. A new section is one line here; see docs/do/add-a-part-of-the-site.md.

`asylia.site.<name>.urls` holds its routes (`app_name = "<name>"`), `templates/<name>/` its templates. Under a language
its routes get the argument `lang`, a code of `languages/`; a section that stands at the root brings its own languages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the site."""

    name: str
    """The package under `asylia.site`, the namespace of its routes, and `site_section_<name>` in the words."""
    path: str
    """Where it stands, neutral words only (SEC-54)."""
    icon: str
    """From the set Heroicons."""
    start: str
    """The name of the route that its link in the menu leads to."""
    under_language: bool = True
    in_menu: bool = True


SECTIONS = (
    Section("guide", "guide/", "map", "guide:languages", under_language=False),
    Section("law", "law/", "book-open", "law:index"),
    Section("case", "case/", "clipboard-document-list", "case:form"),
    Section("directory", "help/", "lifebuoy", "directory:index"),
    Section("figures", "figures/", "chart-bar", "figures:index"),
    Section("pictures", "figures/", "chart-bar", "figures:index", under_language=False, in_menu=False),
    Section("api", "api/v1/", "code-bracket", "api:openapi-json", under_language=False, in_menu=False),
    Section("hsds", "hsds/", "code-bracket", "hsds:root", under_language=False, in_menu=False),
)  # fmt: skip
