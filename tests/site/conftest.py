"""Django's own test client, without a server and without a network. Other sections of the site share it."""

from __future__ import annotations

import os
from pathlib import Path

import django
import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "asylia.site.settings"
os.environ["ASYLIA_RATE"] = "0"  # the limit has tests of its own
django.setup()

from django.test import Client  # noqa: E402  # Django must be set up first


@pytest.fixture(scope="session", autouse=True)
def _test_environment(django_for_tests: None) -> None:
    """All tests of pages."""


@pytest.fixture
def client() -> Client:
    """A browser that shows error pages as a reader sees them."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _shipped_figures_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server without UNHCR's tables, whatever this machine has; tests that need tables bring their own."""
    monkeypatch.delenv("ASYLIA_UNHCR_DATA", raising=False)
    monkeypatch.setenv("ASYLIA_DATA_HOME", str(tmp_path))
