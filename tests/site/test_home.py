"""The first pages."""

from __future__ import annotations

import pytest
from django.test import Client

from asylia.languages.levels import site_languages


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant", "ar", "my"])
def test_the_home_page_is_there_in_every_language(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")

    assert response.status_code == 200
    assert "[en]" not in response.content.decode()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ja,en;q=0.5", "ja"),
        ("zh-HK,zh;q=0.9", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("ko-KR", "ko"),
        ("ar-SY,ar;q=0.9,en;q=0.8", "ar"),
        ("my-MM", "my"),
        ("fa-AF,en;q=0.5", "en"),
        ("fr,xx;q=0.9", "en"),
        ("fr;q=nonsense", "en"),
    ],
)
def test_the_bare_address_leads_to_the_language_that_the_browser_prefers(
    client: Client, header: str, language: str
) -> None:
    response = client.get("/", headers={"accept-language": header})

    assert (302, f"/{language}/") == (response.status_code, response.headers["Location"])
    assert "Accept-Language" in response.headers["Vary"]


def test_all_languages_with_every_word_are_offered() -> None:
    assert site_languages() == ("ar", "en", "ja", "ko", "my", "zh-Hans", "zh-Hant")
