"""`asylia serve`: the public site on this machine, or behind a proxy."""

from __future__ import annotations

import errno
import os
import socket
import sys
from importlib import import_module
from typing import Annotated

import typer

from asylia import __version__
from asylia.errors import AsyliaError, InputError

MOST_WORKERS = 64


def serve_command(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes any free one.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; only this machine by default.")] = (
        "127.0.0.1"
    ),
    workers: Annotated[int, typer.Option("--workers", min=1, max=MOST_WORKERS, help="Processes that answer.")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, max=256, help="Requests at once in each process.")] = 8,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name under which the site is asked for; may be repeated.", metavar="HOST"),
    ] = None,
) -> None:
    """Open the site: everything in pages, without set-up, and nothing about readers is kept.

    Example: asylia serve --port 8000
    """
    try:
        from gunicorn.app.base import BaseApplication  # noqa: PLC0415  # only this command needs it
    except ImportError:
        raise AsyliaError("the site is not installed; install it with: pip install 'asylia[site]'") from None

    listener = _listen(host, port)
    if name:
        os.environ["ASYLIA_HOSTS"] = ",".join([*name, "localhost", "127.0.0.1", "[::1]"])
    for fault in import_module("asylia.site.deploy").faults():
        raise AsyliaError(fault + ".")
    address = _address(listener)

    class Site(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        """The site under gunicorn, loaded once before its workers are forked so that they share the law's memory."""

        def load_config(self) -> None:
            """No file and no environment of gunicorn's is read."""
            wanted = {
                "bind": [f"fd://{listener.fileno()}"],
                "workers": workers,
                "threads": threads,
                "worker_class": "asylia.site.worker.Worker",
                "preload_app": True,
                "keepalive": 5,
                "timeout": 60,
                "graceful_timeout": 5,
                "limit_request_line": 4094,
                "limit_request_fields": 60,
                "limit_request_field_size": 8190,
                "forwarded_allow_ips": "127.0.0.1,::1" if os.environ.get("ASYLIA_BEHIND_PROXY") else "",
                "accesslog": None,
                "errorlog": "-",
                "loglevel": "error",
                "proc_name": "asylia",
                "control_socket_disable": True,
                "when_ready": lambda _server: _say_ready(address),
            }
            for key, value in wanted.items():
                if key in self.cfg.settings:  # older gunicorns have no control socket to switch off
                    self.cfg.set(key, value)

        def load(self) -> object:
            """The application, by name: the command line knows nothing of the site."""
            from gunicorn.util import import_app  # noqa: PLC0415  # as above

            return import_app("asylia.site.wsgi:application")

    Site().run()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises InputError, since a port in use is what mostly goes wrong."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        raise InputError(f"{host!r} is no address of this machine", mend="leave out --host") from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(where)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            mend = f"choose another, as in: asylia serve --port {port + 1 if port < 65535 else 0}"
            raise InputError(f"port {port} is in use", mend=mend) from None
        if error.errno == errno.EACCES:
            raise InputError(f"port {port} may not be used by you", mend="choose one above 1023") from None
        raise InputError(f"{host!r} is no address of this machine", mend="leave out --host") from None
    listener.set_inheritable(True)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _say_ready(address: str) -> None:
    sys.stdout.write(
        f"asylia {__version__} is open at {address} (stop with Ctrl-C)\n"
        "Nothing about readers is kept. To assess a case in the terminal: asylia ask, asylia assess CASE\n"
    )
    sys.stdout.flush()
