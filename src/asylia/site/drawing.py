"""Drawing in a process of its own: what the drawing library takes is given back, and its faults end no worker.

Each worker has at most one such process. It starts with the first chart, ends by itself when no chart was wanted for a
while or when it has drawn many, and goes with its worker. It learns of charts only, never of readers.
"""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Any

MOST_DRAWINGS = 500
"""After so many a new process takes over: each drawing leaves some kilobytes behind."""
IDLE_SECONDS = 30.0
PATIENCE_SECONDS = 20.0
"""A drawing takes a tenth of a second, the first in a process one second."""
_MODULE = "asylia.figures.charts.vega"


class CannotDraw(RuntimeError):
    """The process did not draw what it was asked for, nor did the one after it."""


class Pencil:
    """Draws what it is asked, one thing at a time. Safe to use from many threads, not to be carried over a fork."""

    def __init__(self, most: int = MOST_DRAWINGS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._limits = (str(most), str(idle_seconds))
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, spec: dict[str, Any]) -> str:
        """The SVG of a specification of Vega-Lite. Raises CannotDraw."""
        asked = json.dumps(spec).encode() + b"\n"
        with self._lock:
            # The first may have ended by itself, as it should; a new one has no reason to.
            svg = self._answer(asked) if self._process else None
            if svg is None:
                self._begin_anew()
                svg = self._answer(asked)
        if svg is None:
            raise CannotDraw("the process that draws charts gave no answer")
        return svg

    def put_down(self) -> None:
        """End the process, if there is one."""
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()
        self._process = None

    def _begin_anew(self) -> None:
        self.put_down()
        self._process = subprocess.Popen(  # noqa: S603  # our own module, with two numbers
            # -P: nothing that lies in the working folder is taken for a module.
            [sys.executable, "-P", "-m", _MODULE, *self._limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in a terminal is for the site, which ends it
        )

    def _answer(self, asked: bytes) -> str | None:
        """The answer of the present process; None if it has ended, or is stuck."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(asked)
            process.stdin.flush()
            with selectors.DefaultSelector() as answers:
                answers.register(process.stdout, selectors.EVENT_READ)
                if not answers.select(PATIENCE_SECONDS):
                    return None
            return str(json.loads(process.stdout.readline()))
        except (OSError, ValueError):
            return None


@lru_cache(maxsize=1)
def pencil() -> Pencil:
    """That of this worker."""
    return Pencil()
