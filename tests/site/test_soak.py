"""Random traffic for three minutes: every answer is a page, and the memory of the workers does not grow (issue 7)."""

from __future__ import annotations

import http.client
import os
import random
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from asylia.languages.guide import guide_languages
from tests.serving import Site, serving
from tests.site.walking import addresses

SECONDS = float(os.environ.get("ASYLIA_SOAK_SECONDS", "150"))
"""How long growth is looked for. An hour is: ASYLIA_SOAK_SECONDS=3600 make test-slow."""
WARM = 40_000
"""The requests that fill what may be kept (laws of past days, diagrams up to their bound): from there on memory stays.
Their number and not their time, so that a slow machine measures alike."""
MOST_SECONDS_TO_WARM = 300
WATCHED = 12_000
"""The least number of requests that growth is looked for in: with fewer, the chance of one look counts for too much."""
MOST_SECONDS_TO_WATCH = max(300.0, SECONDS)
MOST_BYTES_A_REQUEST = 1000
"""From here on memory is held to grow: one kept page would be sixteen times as much, what looks differ by is less."""
MOST_MB = 250
READERS = 4
EVERY_SECONDS = 0.5
_TOKEN = re.compile(r'name="t" value="([^"]+)"')
_OFFERED = re.compile(r'name="a"[^>]*? value="([^"]*)"')
_ACTS = ("answer", "answer", "answer", "answer", "answer", "on", "back", "change", "result", "print", "finer", "x")

Request = tuple[str, str, dict[str, str]]


def requests_of(rng: random.Random) -> Iterator[tuple[Request, list[bytes]]]:
    """What a random reader asks, without end; the list is where the answer is put."""
    pages, words = addresses(), ("難民", "送還", "work", "난민", "x" * 200, "'\"<")
    while True:
        answer: list[bytes] = []
        if rng.random() < 0.3:
            path = rng.choice(pages)
            day = date(rng.randint(1979, 2027), 1, 1)  # the law of each day is kept, so few days fill what is kept
            yield ("GET", path + (f"?on={day}" if "/law/" in path and rng.random() < 0.5 else ""), {}), answer
            continue
        if rng.random() < 0.1:
            yield ("POST", f"/{rng.choice(('en', 'ja', 'ko'))}/law/search/", {"words": rng.choice(words)}), answer
            continue
        if rng.random() < 0.005:
            yield ("POST", "/en/help/at/jar/card/", {"speaks": rng.choice(("my", "ar", "am")), "as": "pdf"}), answer
            continue
        go = f"/guide/{rng.choice(guide_languages())}/go/"
        yield ("POST", go, {"do": "start", "shared": rng.choice(("yes", "no"))}), answer
        for _ in range(20):
            page = answer[-1].decode()
            token = _TOKEN.search(page)
            if token is None:
                break
            sent = {"t": token.group(1), "do": rng.choice(_ACTS), "a": rng.choice(_OFFERED.findall(page) or ["?"])}
            if 'name="day"' in page and rng.random() < 0.7:
                sent |= {"day": str(rng.randint(1, 31)), "month": str(rng.randint(1, 12)), "year": "2026"}
            yield ("POST", go, sent), answer


def reads(site: Site, seed: int, stop: threading.Event, faults: list[str], count: list[int]) -> None:
    """One reader, until they are told to stop."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    for (method, path, form), answer in requests_of(random.Random(seed)):
        if stop.is_set():
            break
        body = urlencode(form).encode() if form else None
        try:
            connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            response = connection.getresponse()
            answer.append(response.read())
        except (OSError, http.client.HTTPException) as error:
            faults.append(f"{type(error).__name__} {method} {path}")
            break
        if response.status not in (200, 302, 400, 404):
            faults.append(f"{response.status} {method} {path}")
        count[0] += 1
    connection.close()


@dataclass(frozen=True, slots=True)
class Look:
    """How many requests were answered by a moment, and the memory of all workers then, in MB."""

    requests: int
    megabytes: float


def watched(site: Site, count: list[int], faults: list[str]) -> list[Look]:
    """Looks at regular times until time and requests are enough, or something went wrong."""
    looks, begun, asked = [], time.monotonic(), count[0]
    while not faults and (taken := time.monotonic() - begun) < MOST_SECONDS_TO_WATCH:
        if taken > SECONDS and count[0] >= asked + WATCHED:
            break
        time.sleep(EVERY_SECONDS)
        looks.append(Look(count[0], sum(site.memory_mb)))
    return looks


def bytes_a_request(looks: Sequence[Look]) -> float:
    """What a request leaves behind: from the middle third of the looks to the last one, each by its medians.

    The first third is left out: what may be kept is still being filled then.
    """
    third = len(looks) // 3
    middle, last = looks[third : 2 * third], looks[-third:]
    requests, megabytes = (
        statistics.median(getattr(look, name) for look in last)
        - statistics.median(getattr(look, name) for look in middle)
        for name in ("requests", "megabytes")
    )
    return float(megabytes * 2**20 / max(requests, 1))


@pytest.mark.parametrize(
    ("memory_of", "expected"),
    [
        (lambda _: 300.0, 0.0),
        (lambda at: 300 + min(at, 100), 0.0),  # what is kept is full after the first third
        (lambda at: 300 + at / 5, 2097.152),  # a fifth of a MB for every hundred requests, without end
        (lambda at: 300 - at / 5, -2097.152),
        (lambda at: 300.0 + 90 * (at % 20 == 0), 0.0),  # what comes and goes at once is no growth
    ],
)
def test_growth_is_told_from_what_is_kept(memory_of: Callable[[int], float], expected: float) -> None:
    looks = [Look(100 * at, memory_of(at)) for at in range(300)]

    assert bytes_a_request(looks) == pytest.approx(expected)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_random_traffic_leaves_the_memory_as_it_was(cache_folder: Path) -> None:
    if not Path("/proc/self/status").is_file():
        pytest.skip("this system does not tell the memory of a process")
    faults: list[str] = []
    count, stop = [0], threading.Event()
    with serving(cache_folder, moment=datetime(2026, 11, 23, 3, 0, tzinfo=UTC)) as site:
        readers = [threading.Thread(target=reads, args=(site, seed, stop, faults, count)) for seed in range(READERS)]
        for one in readers:
            one.start()
        try:
            until = time.monotonic() + MOST_SECONDS_TO_WARM
            while count[0] < WARM and time.monotonic() < until and not faults:
                time.sleep(0.5)
            workers, asked = site.workers, count[0]
            looks = watched(site, count, faults)
        finally:
            stop.set()
            for one in readers:
                one.join()
        assert faults == []
        left, warm, after = bytes_a_request(looks), looks[0].megabytes, looks[-1].megabytes
        print(
            f"{count[0]} requests, {asked} until warm; {warm:.0f} MB warm, {after:.0f} MB after; {left:.0f} bytes each"
        )
        assert (len(workers), site.workers) == (2, workers), "a worker ended"
        assert left < MOST_BYTES_A_REQUEST
        assert max(site.memory_mb) < MOST_MB
        said = site.stop()
    assert said.count("\n") <= 2
