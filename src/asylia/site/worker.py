"""The worker that gunicorn runs: it lets no client keep a thread waiting, and repeats nothing of a broken request."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import time
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from asylia.site.headers import FIXED

TURN_SECONDS = 0.05
"""How long one thread may compute before another gets its turn."""
ARRIVAL_SECONDS = 20.0
"""How long a request may take from its first byte to the end of its answer; afterwards the connection is closed."""

_LOGGER = logging.getLogger("asylia.site")


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Threads, with a limit of time per request (slow clients) and errors in bare words."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # A page takes some milliseconds of one processor. Threads that take turns every five make all readers wait for
        # all others; taking turns less often lets most pages end in one turn.
        sys.setswitchinterval(TURN_SECONDS)
        self._until: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> object:
        """Serve a connection, and remember until when it may take."""
        self._until[conn] = time.monotonic() + ARRIVAL_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def murder_pending(self) -> None:
        """Called every second: hang up on clients that send or read a byte at a time."""
        super().murder_pending()
        now = time.monotonic()
        for conn, until in list(self._until.items()):
            if until < now:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: BaseException) -> None:  # noqa: ARG002  # called so
        """Answer what is no request at all. Gunicorn's own words would repeat what was sent, and log who sent it."""
        _LOGGER.error("unreadable request %s", type(exc).__name__)
        with contextlib.suppress(OSError):
            client.sendall(_ANSWER)


_BODY = b"<!doctype html><title>400</title><h1>400</h1>"
_ANSWER = b"\r\n".join(
    [
        b"HTTP/1.1 400 Bad Request",
        b"Content-Type: text/html; charset=utf-8",
        b"Connection: close",
        b"Content-Length: %d" % len(_BODY),
        *(f"{name}: {value}".encode() for name, value in FIXED.items()),
        b"",
        _BODY,
    ]
)
