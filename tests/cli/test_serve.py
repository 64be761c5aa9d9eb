"""`asylia serve`: it opens, answers, stops, and says in one sentence why it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import asylia
from tests.cli.running import Run, refused

SOURCE = str(Path(asylia.__file__).parents[1])


@pytest.fixture
def site(cache_folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A site on a free port, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "asylia", "serve", "--port", "0", "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE, "ASYLIA_CACHE": str(cache_folder)},
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    found = re.search(r"open at (http://127\.0\.0\.1:\d+/) ", first)
    try:
        assert found, first
        yield found.group(1), process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.enable_socket
def test_it_opens_answers_and_stops_without_a_word_of_what_was_asked(site: tuple[str, subprocess.Popen[str]]) -> None:
    """SEC-51, SEC-58: standard output and error hold no path, query, body or address of a reader."""
    address, process = site
    sent = urllib.request.Request(f"{address}en/law/search/?canary", data=b"words=canary")
    with urllib.request.urlopen(sent) as response:
        assert response.status == 200
        assert "Set-Cookie" not in response.headers
    with socket.create_connection(address.removeprefix("http://").removesuffix("/").split(":"), timeout=5) as raw:  # type: ignore[arg-type]  # a pair
        raw.sendall(b"CANARY\x01 / HTTP/9\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 400")

    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "canary" not in said.lower()
    assert "127.0.0.1" not in said
    assert "Traceback" not in said


@pytest.mark.enable_socket
def test_a_worker_that_is_killed_is_replaced(site: tuple[str, subprocess.Popen[str]]) -> None:
    """Issue 7, point 12: the service goes on."""
    address, process = site
    with urllib.request.urlopen(f"{address}en/"):
        pass  # the workers are there
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.is_file():
        pytest.skip("this system does not list the children of a process")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)

    for _ in range(5):
        with urllib.request.urlopen(f"{address}en/law/") as response:
            assert response.status == 200


@pytest.mark.enable_socket
def test_a_port_in_use_is_said_in_one_sentence(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert refused(run("serve", "--port", str(port))) == (
            f"port {port} is in use; choose another, as in: asylia serve --port {port + 1}.\n"
        )


@pytest.mark.enable_socket
def test_an_address_of_another_machine_is_said_in_one_sentence(run: Run) -> None:
    assert "is no address of this machine" in refused(run("serve", "--host", "203.0.113.9"))


def test_sec_77_a_setting_that_is_not_safe_keeps_it_shut() -> None:
    """SEC-77: it refuses to start, and `asylia doctor --deploy` says the same with exit code 2."""
    environment = {**os.environ, "PYTHONPATH": SOURCE, "ASYLIA_HOSTS": "*"}
    for command in (["serve", "--port", "0"], ["doctor", "--deploy"]):
        ran = subprocess.run(
            [sys.executable, "-m", "asylia", *command],
            capture_output=True, text=True, check=False, env=environment, timeout=60,
        )  # fmt: skip

        assert (ran.returncode, ran.stdout) == (2, "")
        assert "ASYLIA_HOSTS allows any host name" in ran.stderr


def test_the_command_line_does_not_load_the_site() -> None:
    """The start of every other command stays quick."""
    code = "import sys; from asylia.cli.app import app_with; app_with(); print('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert ran.stdout == "False\n"
