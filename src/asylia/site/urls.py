"""All routes: the sections under each language, the bare address, and the pages of errors."""

from __future__ import annotations

from django.urls import include, path, register_converter

from asylia.languages.levels import site_languages
from asylia.site import home
from asylia.site.sections import SECTIONS


class SiteLanguage:
    """A language of the site in an address."""

    regex = "[a-zA-Z-]{2,12}"

    def to_python(self, value: str) -> str:
        """Only languages that are offered; all else is no page."""
        if value not in site_languages():
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        """As it is; refuses others, so that no link leads to no page."""
        return self.to_python(value)


register_converter(SiteLanguage, "language")

urlpatterns = [
    path("", home.by_preference, name="start"),
    path("<language:lang>/", home.home, name="home"),
    *(
        path(
            f"<language:lang>/{section.path}" if section.under_language else section.path,
            include(f"asylia.site.{section.name}.urls"),
        )
        for section in SECTIONS
    ),
]

handler400 = "asylia.site.errors.bad_request"
handler403 = "asylia.site.errors.forbidden"
handler404 = "asylia.site.errors.not_found"
handler500 = "asylia.site.errors.failed"
