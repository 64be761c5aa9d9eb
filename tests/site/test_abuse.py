"""Abuse and faults over a connection (issue 7, point 12): no trace of the code, no answer in a log, service goes on."""

from __future__ import annotations

import http.client
import os
import re
import selectors
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from asylia.briefs.guide.token import LIFETIME_MINUTES
from asylia.folders import data_folder
from asylia.site.worker import ARRIVAL_SECONDS
from tests.serving import Site, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
CANARY = "canary-4b1d"
GO = "/guide/en/go/"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TOKEN = re.compile(r'name="t" value="([^"]+)"')
PARALLEL = 1000


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def token(self) -> str:
        """The token in it."""
        found = _TOKEN.search(self.body.decode())
        assert found is not None
        return found.group(1)


def ask(site: Site, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def send(site: Site, **fields: str) -> Answer:
    """A form of the guide."""
    return ask(site, "POST", GO, urlencode(fields).encode(), _FORM)


def wire(site: Site, raw: bytes) -> bytes:
    """The first bytes that answer what is no request of any client."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def is_calm(site: Site, answer: bytes) -> None:
    """Nothing of the code and nothing of what was sent came back or was written, and the site goes on."""
    said = "".join(site.said)
    for words in (answer.decode("utf-8", "replace"), said):
        assert "Traceback" not in words
        assert CANARY not in words
    assert "127.0.0.1" not in said.replace(site.address, "")
    assert ask(site, "GET", "/guide/en/").status == 200


@pytest.fixture(scope="module")
def site(cache_folder: Path) -> Iterator[Site]:
    """A site at noon; at its end it stops as it should, and has said nothing."""
    with serving(cache_folder, moment=NOON, environment={"ASYLIA_RATE": "20"}) as opened:
        yield opened
        said = opened.stop()
        assert CANARY not in said
        assert "Traceback" not in said


# --- tokens ----------------------------------------------------------------------------------------------------------


def test_sec_50_a_changed_token_offers_a_new_start(site: Site) -> None:
    """SEC-50: wherever it was changed, cut, made longer, or taken from elsewhere."""
    token = send(site, do="start").token
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(0, len(token) - 3, 7)]
    for one in [
        *changed,
        token[:-4],
        token[:20],
        token + "AAAA",
        token * 3,
        "",
        CANARY,
        "=" * 8,
        "\0",
        "é",
        "A" * 60_000,
    ]:
        answer = send(site, t=one, do="answer", a="JP")

        assert answer.status == 410, one
        is_calm(site, answer.body)
    assert send(site, t=token, do="answer", a="JP").status == 200


def test_sec_50_a_token_ends_after_an_hour(site: Site) -> None:
    """SEC-50: the minute before it still works; so does a token of before midnight after midnight."""
    token = send(site, do="start").token
    try:
        site.set_clock(NOON + timedelta(minutes=LIFETIME_MINUTES))
        assert send(site, t=token, do="again").status == 200
        site.set_clock(NOON + timedelta(minutes=LIFETIME_MINUTES + 1))
        assert send(site, t=token, do="again").status == 410
    finally:
        site.set_clock(NOON)


def test_sec_50_a_token_of_another_start_of_the_service_does_not_open(site: Site, cache_folder: Path) -> None:
    """SEC-50: the key was never written, so it ended with its process."""
    with serving(cache_folder, arguments=["--workers", "1"]) as other:
        token = send(other, do="start").token

    assert send(site, t=token, do="again").status == 410


# --- bodies, methods, letters, paths ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [GO, "/en/law/search/", "/en/", "/nothing/"])
def test_bodies_that_are_too_large_are_not_read(site: Site, path: str) -> None:
    body = b"a=" + CANARY.encode() * 20_000
    for headers in ({}, {"Content-Length": "999999999999"}):
        try:
            answer = ask(site, "POST", path, body, {**_FORM, **headers})
        except (BrokenPipeError, ConnectionResetError):
            continue  # hung up on while still sending
        assert answer.status == 413
        is_calm(site, answer.body)


@pytest.mark.parametrize(
    "head",
    [
        b"Transfer-Encoding: chunked\r\n\r\n" + b"FFFF\r\n" + b"x" * 0xFFFF + b"\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nZZ\r\ncanary-4b1d\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\ncanary-4b1d",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\ncanary-4b1d",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 50\r\n\r\na=canary-4b1d",
        b"Content-Length: 0\r\nExpect: 100-continue\r\n\r\n",
        b"X-Long: " + b"canary-4b1d" * 2000 + b"\r\n\r\n",
        b"X: y\r\n" * 200 + b"\r\n",
        b"Bad Header: x\r\n\r\n",
        b"Cookie: \xff\xfe=canary-4b1d\r\nAccept-Language: \xff\r\n\r\n",
    ],
)
def test_bodies_and_heads_that_lie_break_nothing(site: Site, head: bytes) -> None:
    """Sizes that are two, none or a lie; heads too many, too long, not of letters."""
    answer = wire(site, b"POST " + GO.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + head)

    assert re.match(rb"HTTP/1\.1 (200|302|100|4\d\d) |$", answer), answer[:80]
    is_calm(site, answer)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "P@ST"])
def test_other_methods_are_refused(site: Site, method: str) -> None:
    for path in ("/guide/", "/guide/en/", GO, "/guide/en/now/", "/en/law/", "/"):
        answer = ask(site, method, path)

        assert answer.status in (400, 405), path
        is_calm(site, answer.body)


@pytest.mark.parametrize(
    "form",
    [
        b"do=start&shared=%ff%fe",
        b"do=%00start&canary-4b1d=%f0%9f",
        b"do=answer&t=%ed%a0%80",
        "do=answer&t=\u202ecanary-4b1d\u0000".encode(),
        b"\xff\xfe\x00d\x00o\x00=",
        b"do=start&" + b"a=1&" * 3000,
        b"&&&===;;;%%%",
        b"do[]=start&do=canary-4b1d&do=answer",
    ],
)
def test_letters_that_are_none_break_nothing(site: Site, form: bytes) -> None:
    kinds = ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
             "multipart/form-data; boundary=x", "application/json", "")  # fmt: skip
    for kind in kinds:
        answer = ask(site, "POST", GO, form, {"Content-Type": kind})

        assert answer.status in (200, 400, 410), kind
        is_calm(site, answer.body)


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd", "/guide/../../../etc/passwd", "/static/../settings.py", "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py", "/static/..\\settings.py", "/%00", "/guide/%00/", "/guide/en%00/",
        "/guide/en/go/%00",
        "/guide/%ff%fe/", "/guide/%c0%ae%c0%ae/", "//evil.example", "//evil.example/", "///evil.example/..",
        "/\\evil.example",
        "/%5cevil.example", "/guide//en/", "/guide/en/go/..;/", "/guide/en/go", "/guide/EN/", "/guide/xx/",
        "/guide/" + "e" * 3000 + "/", "/" + "a/" * 1500, "/guide/" + "e" * 9000, "/en/law/rules/" + "%2f" * 900,
        "/guide/en/?do=start&a=canary-4b1d", "http://evil.example/guide/en/", "*", "/canary-4b1d/", "/guide/en/#x",
    ],
)  # fmt: skip
def test_tricks_with_paths_lead_nowhere(site: Site, path: str) -> None:
    """No file, no other host; what is asked for is not repeated."""
    answer = wire(site, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    location = re.search(rb"(?i)\r\nlocation: (\S*)", head)

    assert re.match(rb"HTTP/1\.1 (200|30[12]|4\d\d) ", head), head[:80]
    assert b"root:" not in body
    assert b"SECRET_KEY" not in body
    assert location is None or re.match(rb"/(?![/\\])", location.group(1))
    is_calm(site, b"" if location else answer)


# --- faults ----------------------------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_takes_no_run_with_it(site: Site) -> None:
    """A token goes on under the worker that takes the place of a killed one: the key is in the process above them."""
    token = send(site, do="start").token
    workers = site.workers
    if not workers:
        pytest.skip("this system does not list the children of a process")
    os.kill(workers[0], signal.SIGKILL)
    answered = 0
    for _ in range(60):
        try:
            assert send(site, t=token, do="answer", a="JP").status == 200
            answered += 1
        except (ConnectionError, http.client.HTTPException):
            continue  # it was in the hands of the one that died
    assert answered >= 55
    is_calm(site, b"")


def _files(*folders: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_site_that_can_write_nowhere_answers_all_the_same(tmp_path: Path) -> None:
    """Its cache and its folder for temporary files are under a file, so that nobody at all can write there."""
    wall = tmp_path / "wall"
    wall.write_text("")
    folders = [data_folder(name) for name in ("law", "directory", "languages")]
    before = _files(*folders)
    environment = {"TMPDIR": str(wall / "tmp"), "HOME": str(wall / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    with serving(tmp_path, environment={**environment, "ASYLIA_CACHE": str(wall / "cache")}, folder=tmp_path) as site:
        token = send(site, do="start").token
        assert send(site, t=token, do="answer", a="JP").status == 200
        for method, path in (("GET", "/en/law/"), ("GET", "/ja/law/jp/"), ("POST", "/ja/law/search/")):
            answer = ask(site, method, path, b"words=" + CANARY.encode() if method == "POST" else b"", _FORM)

            assert answer.status == 200, path
        said = site.stop()
    assert "Traceback" not in said
    assert CANARY not in said
    assert _files(*folders) == before
    assert [path.name for path in tmp_path.iterdir()] == ["wall"]


# --- many and slow ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_slow_clients_are_hung_up_on_while_others_are_answered(site: Site) -> None:
    """More of them than there are threads, each with half a request, which is all they ever send."""
    half = b"POST " + GO.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\ndo=" + CANARY.encode()
    slow = [socket.create_connection(("127.0.0.1", site.port), timeout=60) for _ in range(40)]
    begun = time.monotonic()
    for one in slow:
        one.sendall(half)
    is_calm(site, b"")
    waited = time.monotonic() - begun
    for one in slow:
        assert one.recv(1) in (b"", b"H")  # hung up on, or told so
        one.close()

    assert waited < 4 * ARRIVAL_SECONDS
    is_calm(site, b"")


@pytest.mark.slow
def test_a_thousand_starts_at_once_are_all_answered(site: Site) -> None:
    """All are connected before the first asks. Each gets a token of its own, and every token opens."""
    body = b"do=start&shared=no"
    request = (
        f"POST {GO} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: {_FORM['Content-Type']}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    connections = [socket.create_connection(("127.0.0.1", site.port), timeout=60) for _ in range(PARALLEL)]
    answers: dict[socket.socket, bytes] = {}
    with selectors.DefaultSelector() as waiting:
        for one in connections:
            one.sendall(request)
            one.setblocking(False)
            waiting.register(one, selectors.EVENT_READ)
            answers[one] = b""
        while waiting.get_map():
            ready = waiting.select(timeout=60)
            assert ready, f"no answer any more; {len(waiting.get_map())} wait"
            for key, _ in ready:
                assert isinstance(key.fileobj, socket.socket)
                part = key.fileobj.recv(65536)
                answers[key.fileobj] += part
                if not part:
                    waiting.unregister(key.fileobj)
                    key.fileobj.close()
    tokens = {found.group(1) for one in answers.values() if (found := _TOKEN.search(one.decode()))}

    assert len(tokens) == PARALLEL
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda token: send(site, t=token, do="again").status, list(tokens)[:200]))
    assert set(statuses) == {200}
    is_calm(site, b"")
