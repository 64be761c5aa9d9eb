"""Routes of the guide. One address serves the whole interview (SEC-56); no answer is ever in an address."""

from __future__ import annotations

from django.urls import path, register_converter

from asylia.languages.guide import guide_languages
from asylia.site.guide import leaving, views


class GuideLanguage:
    """A language of the guide in an address."""

    regex = "[a-zA-Z-]{2,12}"

    def to_python(self, value: str) -> str:
        """Only languages in which the guide is complete."""
        if value not in guide_languages():
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return self.to_python(value)


register_converter(GuideLanguage, "guide_language")

app_name = "guide"
urlpatterns = [
    path("", views.languages, name="languages"),
    path("leave/", leaving.leave, name="leave"),
    path("<guide_language:lang>/", views.safety, name="safety"),
    path("<guide_language:lang>/now/", views.now, name="now"),
    path("<guide_language:lang>/go/", views.go, name="go"),
]
