"""What the site promises about safety, by the ids of the requirements. Routes are enumerated: new ones join alone."""

from __future__ import annotations

import importlib
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from asylia.errors import InputError
from asylia.site import settings as settings_module
from asylia.site import urls
from asylia.site.deploy import faults
from asylia.site.errors import STATUSES, error_page
from asylia.site.headers import HSTS, Headers
from asylia.site.limits import Buckets, Limits, accepts, address_of, network_of
from asylia.site.logs import size_class
from asylia.site.page import methods
from asylia.site.worker import _ANSWER
from tests.site.html import page_of
from tests.site.walking import address_of as address_of_route
from tests.site.walking import all_addresses, pages

CANARY = "canary-7f3a9c-猫"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


# --- views that go wrong, for these tests only -----------------------------------------------------------------------


@methods("GET", "POST")
def breaks(request: HttpRequest, lang: str) -> HttpResponse:
    """Reads what was sent, and fails."""
    raise RuntimeError(request.POST.get("answer", "") + request.GET.get("q", ""))


@accepts(200 * 1024)
@methods("POST")
def takes_more(request: HttpRequest, lang: str) -> HttpResponse:
    """Reads a larger body than others."""
    return HttpResponse(str(len(request.POST.get("answer", ""))))


@methods("GET")
def sets_a_cookie(request: HttpRequest, lang: str) -> HttpResponse:
    """Forgets itself."""
    response = HttpResponse("x")
    response.set_cookie("id", "1")
    return response


urlpatterns = [
    *urls.urlpatterns,
    path("<language:lang>/breaks/", breaks, name="breaks"),
    path("<language:lang>/takes/", takes_more, name="takes"),
    path("<language:lang>/cookie/", sets_a_cookie, name="cookie"),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
with_views_that_break = override_settings(ROOT_URLCONF=__name__)


# --- headers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*all_addresses(), "/nothing/", "/static/nothing.css"])
def test_sec_75_and_76_headers_on_every_route(client: Client, address: str) -> None:
    """SEC-75, SEC-76, P2."""
    headers = client.get(address).headers

    assert headers["Content-Security-Policy"].startswith(CSP)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] in ("private, no-cache", "no-store")
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("address", all_addresses())
def test_sec_50_no_route_sets_a_cookie(client: Client, address: str) -> None:
    """SEC-50, P1."""
    assert "Set-Cookie" not in str(client.get(address).serialize_headers())
    assert not client.cookies


@with_views_that_break
def test_sec_50_a_cookie_set_by_mistake_does_not_leave(client: Client) -> None:
    """SEC-50."""
    assert not client.get("/en/cookie/").cookies


@pytest.mark.parametrize(
    ("host", "secure", "expected"),
    [("localhost", True, HSTS), ("localhost", False, None), ("a" * 56 + ".onion", True, None)],
)
def test_sec_59_and_76_https_is_remembered_but_not_for_an_onion(host: str, secure: bool, expected: str | None) -> None:
    """SEC-59, SEC-76."""
    with override_settings(ALLOWED_HOSTS=["localhost", ".onion"]):
        response = Client().get("/en/", headers={"host": host}, secure=secure)

    assert (200, expected) == (response.status_code, response.headers.get("Strict-Transport-Security"))


def test_a_view_may_ask_for_stricter_headers() -> None:
    """P2: shared-phone mode sets `no-store` by itself."""

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "no-store"})

    assert Headers(view)(RequestFactory().get("/")).headers["Cache-Control"] == "no-store"


def test_what_is_no_request_gets_the_headers_too() -> None:
    """SEC-75 for what never reaches Django."""
    head, _, body = _ANSWER.partition(b"\r\n\r\n")

    assert b"Content-Security-Policy: default-src 'none'" in head
    assert int(re.findall(rb"Content-Length: (\d+)", head)[0]) == len(body)


# --- nothing is kept -------------------------------------------------------------------------------------------------


def test_sec_50_there_is_no_database_session_or_sign_in() -> None:
    """SEC-50: what is not installed cannot keep an answer."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(ImproperlyConfigured):
        pool.submit(connection.cursor).result()  # the browser of other tests keeps a loop in this thread
    assert settings.INSTALLED_APPS == ["heroicons", "asylia.site"]
    assert not [name for name in settings.MIDDLEWARE if re.search("session|auth|message|csrf", name)]
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.DEBUG is False


def test_the_key_is_new_at_each_start_and_on_no_disk() -> None:
    """SEC-50: the key that seals tokens lives in memory; a restart forgets everybody."""
    before = settings_module.SECRET_KEY
    assert before != importlib.reload(settings_module).SECRET_KEY
    assert len(before) >= 50


@with_views_that_break
def test_sec_51_and_95_what_is_sent_turns_up_nowhere(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture, cache_folder: Path,
) -> None:  # fmt: skip
    """SEC-51, SEC-95, SEC-83: a marker in bodies, queries, files, hosts and headers is in no log, folder or page."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    browser = {"user-agent": CANARY.encode("ascii", "replace").decode(), "referer": "http://x/canary-7f3a9c"}
    shown = b""
    for answer in (
        client.post("/en/breaks/", {"answer": CANARY}, headers=browser),
        client.get("/en/breaks/", {"q": CANARY}, headers=browser),
        client.post("/en/law/", {"answer": CANARY}),
        client.post("/en/law/search/", {"words": "x" + CANARY, "other": CANARY}).status_code,
        client.post("/en/takes/", {"answer": CANARY * 20000}),
        client.post("/en/takes/", {"file": _file(CANARY * 5000)}),
        client.get("/en/", headers={"host": "canary-7f3a9c.example"}),
        client.get(f"/en/nothing/{CANARY}/?q={CANARY}"),
    ):
        if isinstance(answer, HttpResponse):
            shown += answer.content
    printed = capsys.readouterr()

    assert "canary" not in shown.decode()
    assert "canary" not in printed.out + printed.err + caplog.text
    for folder in (tmp_path, cache_folder):
        for file in folder.rglob("*"):
            assert not file.is_file() or b"canary" not in file.read_bytes()
    assert "route breaks RuntimeError" in caplog.text


def _file(text: str) -> object:
    return SimpleUploadedFile("canary.txt", text.encode())


@with_views_that_break
def test_sec_95_an_error_shows_a_code_and_the_log_holds_it(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """SEC-95."""
    content = client.get("/ja/breaks/").content.decode()
    [code] = re.findall(r"エラー番号：([0-9a-f]{6})", content)

    assert f"error {code} route breaks RuntimeError" in caplog.text
    assert "Traceback" not in content + caplog.text


def test_sec_58_the_access_log_is_off_and_holds_day_status_and_size_class_only(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """SEC-58."""
    caplog.set_level(logging.INFO)
    client.get("/en/")
    assert caplog.text == ""

    with override_settings(ACCESS_LOG=True):
        client.get("/en/law/?x=canary", headers={"user-agent": "canary"})
    [record] = caplog.records

    assert re.fullmatch(r"\d{4}-\d\d-\d\d 200 (<16K|<64K|<256K|large)", record.getMessage())


@pytest.mark.parametrize(("size", "name"), [(0, "<16K"), (16383, "<16K"), (16384, "<64K"), (10**6, "large")])
def test_size_classes(size: int, name: str) -> None:
    assert size_class(HttpResponse(b"x" * size)) == name


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_every_error_has_a_page_in_every_language(status: int, language: str) -> None:
    response = error_page(RequestFactory().get(f"/{language}/nothing/"), status)
    page = page_of(response.content)

    assert response.status_code == status
    assert (page.faults, page.h1) == ([], 1)
    assert "site_error" not in page.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_refused_on_every_route(client: Client, method: str) -> None:
    for route, arguments, _ in pages():
        response = getattr(client, method)(address_of_route(route, arguments, "en"))

        assert response.status_code == 405, route
        assert "GET" in response.headers["Allow"]


def test_what_is_only_read_takes_no_post(client: Client) -> None:
    """SEC-51: POST is for answers and searches."""
    takes_post = {route for route, arguments, _ in pages() if _posted(client, route, arguments) != 405}

    assert {route for route in takes_post if route.startswith(("law:", "home", "start"))} == {"law:search"}


def _posted(client: Client, route: str, arguments: tuple[str, ...]) -> int:
    return int(client.post(address_of_route(route, arguments, "en")).status_code)


@pytest.mark.parametrize("length", ["65537", "99999999999999", "-1", "x", "1e3", "٣"])
def test_a_body_that_is_too_large_is_not_read(client: Client, length: str) -> None:
    response = client.generic("POST", "/en/law/search/", b"words=x", CONTENT_LENGTH=length)

    assert response.status_code in ((413,) if length.isascii() and length.isdigit() else (400,))


@with_views_that_break
def test_a_view_may_take_more_up_to_its_own_limit(client: Client) -> None:
    assert client.post("/en/takes/", {"answer": "x" * 100_000}).content == b"100000"
    assert client.post("/en/takes/", {"answer": "x" * 210_000}).status_code == 413


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"words=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"a=1&" * 3000, "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"{", "application/json"),
        (b"words=x", "application/x-www-form-urlencoded; charset=nonsense"),
    ],
)
def test_broken_bodies_break_nothing(client: Client, content: bytes, kind: str) -> None:
    response = client.generic("POST", "/en/law/search/", content, content_type=kind)

    assert response.status_code in (200, 400)
    assert "Traceback" not in response.content.decode()


def test_a_form_of_another_site_is_refused(client: Client) -> None:
    sent = {site: client.post("/en/law/search/", {"words": "x"}, headers={"sec-fetch-site": site}).status_code
            for site in ("cross-site", "same-origin", "none")}  # fmt: skip

    assert sent == {"cross-site": 403, "same-origin": 200, "none": 200}


def test_a_host_that_is_not_ours_is_refused_without_a_word_of_it(client: Client) -> None:
    response = client.get("/en/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert b"evil" not in response.content


def test_sec_77_the_site_may_be_opened_as_it_is_shipped() -> None:
    """SEC-77, SEC-93: Django's deploy check and ours find nothing that applies."""
    assert faults() == []


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")  # nothing is opened
@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("ALLOWED_HOSTS", ["*"], "ASYLIA_HOSTS"),
        ("ALLOWED_HOSTS", [], "ASYLIA_HOSTS"),
        ("DEBUG", True, "DEBUG"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "database"),
        ("RATE_PER_SECOND", -1.0, "ASYLIA_RATE"),
        ("RATE_PER_SECOND", float("nan"), "ASYLIA_RATE"),
        ("SECRET_KEY", "short", "security.W009"),
    ],
)
def test_sec_77_each_broken_setting_is_named(setting: str, value: object, words: str) -> None:
    """SEC-77: one broken setting per test."""
    with override_settings(**{setting: value}):
        assert any(words in fault for fault in faults())


def test_sec_77_a_rate_that_is_no_number_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """SEC-77."""
    monkeypatch.setenv("ASYLIA_RATE", "fast")

    with pytest.raises(InputError, match="ASYLIA_RATE is 'fast', which is no number; write one, such as 20"):
        importlib.reload(settings_module)


# --- floods ----------------------------------------------------------------------------------------------------------


def test_sec_58_a_network_has_a_burst_and_then_a_steady_rate() -> None:
    """SEC-58."""
    buckets = Buckets(per_second=2, at_once=3)
    passed = [buckets.take("203.0.113.9", now=100.0) for _ in range(5)]

    assert passed == [True, True, True, False, False]
    assert [buckets.take("203.0.113.77", now=100.5), buckets.take("203.0.113.77", now=100.5)] == [True, False]
    assert buckets.take("198.51.100.1", now=100.5)


def test_sec_58_addresses_are_kept_as_salted_hashes_for_a_day() -> None:
    """SEC-58: nothing in the buckets tells an address, and the salt changes each day."""
    buckets = Buckets(per_second=0.0001, at_once=1)
    assert buckets.take("203.0.113.9", now=1.0)
    [key] = buckets._left
    assert b"203" not in key
    assert not buckets.take("203.0.113.9", now=2.0)

    assert buckets.take("203.0.113.9", now=90_000.0)
    assert key not in buckets._left


def test_buckets_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asylia.site.limits._MOST_NETWORKS", 10)
    buckets = Buckets(1, 1)
    for number in range(50):
        buckets.take(f"203.0.{number}.1", now=1.0)

    assert len(buckets._left) == 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("127.0.0.1", None),
        ("::1", None),
        ("", None),
        ("unix:", None),
    ],
)
def test_networks(address: str, network: str | None) -> None:
    assert network_of(address) == network


def test_sec_58_too_many_requests_get_a_page_that_says_when_to_come_back() -> None:
    """SEC-58."""
    with override_settings(RATE_PER_SECOND=0.1):
        limits = Limits(lambda _request: HttpResponse("x"))
        statuses = [limits(RequestFactory().get("/en/", REMOTE_ADDR="203.0.113.9")).status_code for _ in range(3)]

    assert statuses == [200, 429, 429]


@pytest.mark.parametrize(("behind", "expected"), [(True, "198.51.100.7"), (False, "10.0.0.1")])
def test_the_address_of_a_proxy_is_believed_only_where_it_is_set(behind: bool, expected: str) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": "6.6.6.6, 198.51.100.7"}, REMOTE_ADDR="10.0.0.1")

    with override_settings(BEHIND_PROXY=behind):
        assert address_of(request) == expected
