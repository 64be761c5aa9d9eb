"""A site opened as a process on this machine, for tests over a connection and for measurements."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import asylia

SOURCE = str(Path(asylia.__file__).parents[1])
_OPEN = re.compile(r"open at (http://127\.0\.0\.1:(\d+)/) ")
_WITH_A_CLOCK = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo
import asylia.site.clock as clock
clock_file = Path(sys.argv.pop(1))
clock.now = lambda: datetime.fromisoformat(clock_file.read_text())
clock.today = lambda zone=None: clock.now().astimezone(ZoneInfo(zone) if zone else timezone.utc).date()
from asylia.cli.app import main
main()
"""
"""The command, its clock read from a file: what a test says it is, so that no test depends on the day it runs."""


@dataclass
class Site:
    """A site that runs. `said` is all that it wrote to standard output and error so far."""

    process: subprocess.Popen[str]
    address: str
    port: int
    clock: Path | None
    said: list[str] = field(default_factory=list)

    @property
    def workers(self) -> list[int]:
        """The ids of its workers. Empty where the system does not list the children of a process."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in listed.read_text().split()] if listed.is_file() else []

    @property
    def memory_mb(self) -> list[float]:
        """The resident memory of each worker, in MB."""
        found = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in self.workers]
        return [int(one.group(1)) / 1024 for one in found if one]

    def set_clock(self, moment: datetime) -> None:
        """Let it be another moment there."""
        assert self.clock is not None, "this site reads the clock of the machine"
        turned = self.clock.with_suffix(".next")
        turned.write_text(moment.isoformat())
        turned.replace(self.clock)

    def stop(self) -> str:
        """End it as Ctrl-C does, and give all that it said. Raises AssertionError if it does not end well."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        assert self.process.returncode == 0, self.said
        return "".join(self.said)


@contextmanager
def serving(
    cache: Path,
    *,
    moment: datetime | None = None,
    code: str = "",
    arguments: Sequence[str] = (),
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1 with two workers; at a moment if one is given; ended in any case.

    `code` is run in place of the command: it changes what it must, and ends with the command's `main()`.
    """
    command = [sys.executable, *(["-c", code] if code else ["-m", "asylia"])]
    clock = None
    if moment is not None:
        clock = cache / f"clock-{os.getpid()}"
        clock.write_text(moment.isoformat())
        command = [sys.executable, "-c", _WITH_A_CLOCK, str(clock)]
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCE, "ASYLIA_CACHE": str(cache), **(environment or {})},
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    found = _OPEN.search(first)
    try:
        assert found, first + process.communicate(timeout=10)[0]
        site = Site(process, found.group(1), int(found.group(2)), clock, [first])
        reader = threading.Thread(target=site.said.extend, args=(process.stdout,), daemon=True)
        reader.start()
        yield site
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
