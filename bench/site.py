"""How fast the site answers: `asylia serve` with two workers, eight connections, over loopback.

`python -m bench.site`, also part of `python -m bench`. The reference is an empty Django page with the same middleware,
under the same gunicorn with the same settings, measured in the same run. Pages are those of a refused person in Japan.
"""

from __future__ import annotations

import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.serving import Site, serving

from bench.figure import Figure

CONNECTIONS, REQUESTS = 8, 100
LANGUAGE, PLACE = "ja", "JP"
CARD, DOCUMENTS = "jar", 20
WANTED = ("inside", "refused", "removal", "bed", "opinion", "war", "day", "2")
QUESTION_KB, RESULT_KB = 16, 64
_TOKEN = re.compile(r'name="t" value="([^"]+)"')
_OFFERED = re.compile(r'name="a"[^>]*? value="([^"]*)"')
_EMPTY_PAGE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "asylia.site.settings"
import django
django.setup()
from django.http import HttpResponse
from django.urls import path
import asylia.site.urls as urls
urls.urlpatterns.insert(0, path("empty/", lambda request: HttpResponse("")))
from asylia.cli.app import main
main()
"""
"""The command with one route more."""

Body = dict[str, str]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of many requests over all connections."""

    milliseconds: Sequence[float]
    per_second: float
    sizes: frozenset[int]

    @property
    def p95(self) -> float:
        """The time within which 95 of 100 requests are answered."""
        return statistics.quantiles(self.milliseconds, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Run:
    """The forms of one person, as sent: the questions, and the one whose answer is the result."""

    questions: tuple[Body, ...]
    result: Body


def ask(connection: http.client.HTTPConnection, path: str, form: Body | None = None) -> bytes:
    """One request on a connection that stays open. Raises AssertionError unless it is answered by a page."""
    body = urlencode(form).encode() if form is not None else None
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
    connection.request("POST" if form is not None else "GET", path, body, headers)
    response = connection.getresponse()
    content = response.read()
    assert response.status == 200, (response.status, form)
    return content


def under_load(site: Site, request_of: Callable[[int], tuple[str, Body | None]]) -> Load:
    """All connections at once, each asking one request after the other; `request_of` gives the nth request."""
    taken: list[float] = []
    sizes: set[int] = set()
    ready = threading.Barrier(CONNECTIONS + 1)

    def ask_on(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        for path, form in (request_of(first), request_of(first + 1)):
            ask(connection, path, form)  # not counted
        ready.wait()
        for number in range(REQUESTS):
            path, form = request_of(first + number)
            begun = time.perf_counter()
            sizes.add(len(ask(connection, path, form)))
            taken.append((time.perf_counter() - begun) * 1000)
        connection.close()

    threads = [threading.Thread(target=ask_on, args=(number * REQUESTS,)) for number in range(CONNECTIONS)]
    for one in threads:
        one.start()
    ready.wait()
    begun = time.perf_counter()
    for one in threads:
        one.join()
    assert len(taken) == CONNECTIONS * REQUESTS, "a request was not answered"
    return Load(taken, len(taken) / (time.perf_counter() - begun), frozenset(sizes))


def run_of(site: Site) -> Run:
    """One person from the start to the result."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    go = f"/guide/{LANGUAGE}/go/"
    sent: list[Body] = [{"do": "start", "shared": "no"}]
    for _ in range(40):
        page = ask(connection, go, sent[-1]).decode()
        if 'data-section="ways"' in page:
            *questions, result = sent
            return Run(tuple(questions), result)
        sent.append(_reply(page))
    raise AssertionError("the run has no end")


def _reply(page: str) -> Body:
    found = _TOKEN.search(page)
    assert found is not None
    token = {"t": found.group(1)}
    if 'name="day"' in page:
        today = time.localtime(time.time() - 3 * 86_400)  # three days ago, so that the limit runs
        return {
            **token,
            "do": "answer",
            "day": f"{today.tm_mday}",
            "month": f"{today.tm_mon}",
            "year": f"{today.tm_year}",
        }
    if 'value="on"' in page:
        return {**token, "do": "on"}
    if "<select" in page:
        return {**token, "do": "answer", "a": "MMR"}
    offered = _OFFERED.findall(page)
    return {**token, "do": "answer", "a": next((one for one in offered if one in (PLACE, *WANTED)), offered[0])}


def _document_ms(site: Site) -> float:
    """How long one reader waits for the card of the first contact as PDF."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    begun = time.perf_counter()
    made = ask(connection, f"/{LANGUAGE}/help/at/{CARD}/card/", {"speaks": "my", "as": "pdf"})
    assert made.startswith(b"%PDF-")
    connection.close()
    return (time.perf_counter() - begun) * 1000


def start_seconds(cache: Path) -> float:
    """The median time from the command to the line that says it is open."""

    def once() -> float:
        begun = time.perf_counter()
        with serving(cache):
            return time.perf_counter() - begun

    once()  # the compiled copies are made
    return statistics.median(once() for _ in range(5))


def site_figures() -> list[Figure]:
    """All figures of the site."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        started = start_seconds(cache)
        bare = _bare_start()
        with serving(cache, code=_EMPTY_PAGE) as site:
            go = f"/guide/{LANGUAGE}/go/"
            run = run_of(site)
            empty = under_load(site, lambda _: ("/empty/", None))
            questions = under_load(site, lambda number: (go, run.questions[number % len(run.questions)]))
            results = under_load(site, lambda _: (go, run.result))
            memory = max(site.memory_mb, default=0.0)
            documents = [_document_ms(site) for _ in range(DOCUMENTS)]
            after_documents = max(site.memory_mb, default=0.0)
    return [
        Figure("empty Django page, p95 (reference)", empty.p95, None, 1.0, "empty page"),
        Figure("guide question, p95", questions.p95, 60, questions.p95 / empty.p95, "empty page"),
        Figure("guide question, time per request", 1000 / questions.per_second, 1000 / 150,
               empty.per_second / questions.per_second, "empty page"),
        Figure("guide result, p95", results.p95, 150, results.p95 / empty.p95, "empty page"),
        Figure("largest question page", max(questions.sizes) / 1024, QUESTION_KB, 1.0, "itself", "KiB"),
        Figure("largest result page", max(results.sizes) / 1024, RESULT_KB, 1.0, "itself", "KiB"),
        Figure("start of the site", started * 1000, 2000, started / bare, "bare Django"),
        Figure("memory of a worker", memory, 250, 1.0, "itself", "MB"),
        Figure("a card as PDF, median", statistics.median(documents), None, statistics.median(documents) / empty.p95,
               "empty page"),
        Figure(f"memory of a worker after {DOCUMENTS} PDFs", after_documents, 250, after_documents / memory,
               "before", "MB"),
    ]  # fmt: skip


def _bare_start() -> float:
    """A start of Python that loads Django and gunicorn, and nothing of ours."""

    def once() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import django.core.wsgi, gunicorn.app.base"], check=True)
        return time.perf_counter() - begun

    return statistics.median(once() for _ in range(5))


def main() -> None:
    """Print each figure with its goal."""
    for figure in site_figures():
        print(figure)


if __name__ == "__main__":
    main()
