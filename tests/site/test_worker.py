"""The worker: slow clients are hung up on, and what is no request is answered in bare words (issue 7, point 12)."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidRequestMethod

from asylia.site.worker import ARRIVAL_SECONDS, Worker


class Connection:
    """As much of gunicorn's connection as the worker touches."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock


@pytest.fixture
def worker() -> Worker:
    return Worker(1, 1, [], None, 30, Config(), logging.getLogger("asylia.site"))


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_client_that_takes_too_long_is_hung_up_on(worker: Worker, pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    slow = Connection(ours)
    worker.pending_conns = []
    worker._until[slow] = time.monotonic() - 1
    worker.murder_pending()

    assert theirs.recv(1) == b""


def test_a_client_within_its_time_is_left_alone(worker: Worker, pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    worker.pending_conns = []
    worker._until[Connection(ours)] = time.monotonic() + ARRIVAL_SECONDS
    worker.murder_pending()
    ours.sendall(b"x")

    assert theirs.recv(1) == b"x"


def test_a_broken_request_is_answered_without_repeating_it(
    worker: Worker, pair: tuple[socket.socket, socket.socket], caplog: pytest.LogCaptureFixture
) -> None:
    """SEC-51, SEC-58, SEC-95: neither the words nor the address of who sent them."""
    ours, theirs = pair
    worker.handle_error(None, ours, ("203.0.113.9", 1), InvalidRequestMethod("canary"))
    answer = theirs.recv(10_000)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"canary" not in answer
    assert caplog.messages == ["unreadable request InvalidRequestMethod"]
