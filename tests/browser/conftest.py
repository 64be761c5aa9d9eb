"""A system Chromium in front of a site that runs. Without a Chromium these tests skip, and say so; CI may not skip."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django
import pytest
from playwright.sync_api import Browser, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylia.site.settings")
django.setup()  # the routes are read from the resolver

from tests.browser.person import Person, Windows  # noqa: E402  # Django must be set up first
from tests.serving import Site, serving  # noqa: E402  # as above

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
REQUIRED = "ASYLIA_REQUIRE_BROWSER"
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of this folder may speak to this machine, and to no other."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


class _Weather(BaseHTTPRequestHandler):
    """The page for which readers leave."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><html lang=en><title>Weather</title><h1>Fine</h1>")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def weather() -> Iterator[str]:
    """The address for which readers leave, on this machine too."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site(cache_folder: Path, weather: str) -> Iterator[Site]:
    """The site, at noon of a Monday in Tokyo."""
    with serving(cache_folder, moment=NOON, environment={"ASYLIA_LEAVE_FOR": weather}) as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. It finds no name and no address but this machine's."""
    found = shutil.which("chromium")
    if found is None:
        reason = "no chromium on this machine (Debian's package is called chromium)"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{reason}, and {REQUIRED} is set")
        pytest.skip(reason)
    nowhere = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", nowhere],
            ignore_default_args=["--disable-back-forward-cache"],  # readers have it, and it matters when they leave
        )
        yield browser
        browser.close()


@pytest.fixture
def windows(chromium: Browser, site: Site) -> Iterator[Windows]:
    """Opens windows, each with a profile of its own, and looks at all that they load; closes them."""
    opened = Windows(chromium, site.address)
    yield opened
    opened.close()


@pytest.fixture
def person(windows: Windows) -> Person:
    """Somebody with a small phone and scripts."""
    return windows.person()
