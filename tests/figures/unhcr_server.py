"""A server on loopback in the shape of UNHCR's API, with faults on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.figures.small_tables import Row, small_tables

Fault = Callable[[BaseHTTPRequestHandler], bool]
"""Answers a request wrongly and says so; False lets the right answer through."""
_TABLES = {
    "asylum-decisions": "asylum_decisions",
    "asylum-applications": "asylum_applications",
    "population": "population",
    "solutions": "solutions",
}


@dataclass
class Api:
    """What the server holds, what it was asked, and what goes wrong."""

    tables: dict[str, list[Row]] = field(default_factory=small_tables)
    asked: list[str] = field(default_factory=list)
    """Paths with queries, in order."""
    agents: set[str] = field(default_factory=set)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    """Endpoint and fault: each is used once, in order."""
    change: Callable[[dict[str, object]], object] = lambda page: page
    """Changes an answer before it is sent."""
    base: str = ""

    def requests_for(self, endpoint: str) -> list[dict[str, list[str]]]:
        """The queries of the requests for an endpoint."""
        found = [urlsplit(path) for path in self.asked]
        return [parse_qs(path.query) for path in found if path.path.strip("/").endswith(endpoint)]

    def page(self, endpoint: str, number: int, limit: int) -> dict[str, object]:
        """One page in the envelope of the API; values are numbers, texts or a dash, as there."""
        if endpoint == "countries":
            items: list[dict[str, object]] = [
                {
                    "id": 1,
                    "code": row["unhcr_code"],
                    "iso": row["iso_code"],
                    "name": row["name"],
                    "majorArea": "",
                    "region": "",
                }
                for row in self.tables["countries"]
            ]
        else:
            items = [_item(row) for row in self.tables[_TABLES[endpoint]]]
        pages = -(-len(items) // limit)
        shown = items[(number - 1) * limit : number * limit]
        return {"page": number, "short-url": "aaaa01", "maxPages": pages, "total": [], "items": shown}


def _item(row: Row) -> dict[str, object]:
    item: dict[str, object] = {"coo_id": 1, "coa_id": 2, **row}
    return {key: "-" if value == "" else "0" if value == 0 else value for key, value in item.items()}


@contextmanager
def serving(api: Api) -> Iterator[Api]:
    """Run the server for a while; `api.base` is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            api.asked.append(self.path)
            api.agents.add(self.headers["User-Agent"])
            address = urlsplit(self.path)
            endpoint = address.path.strip("/").rsplit("/", 1)[-1]
            for number, (where, fault) in enumerate(api.faults):
                if where == endpoint:
                    del api.faults[number]
                    if fault(self):
                        return
                    break
            query = parse_qs(address.query)
            page = api.page(endpoint, int(query["page"][0]), int(query["limit"][0]))
            send(self, 200, json.dumps(api.change(page)).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name of the base class
            """Nothing in the output of tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    api.base = f"http://127.0.0.1:{server.server_port}/population/v1/"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """An answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def status(code: int, **headers: str) -> Fault:
    """An answer with this status and a page of HTML, as the API gives."""

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        send(handler, code, b"<html>Sorry</html>", **headers)
        return True

    return fault


def body(content: bytes) -> Fault:
    """An answer that says all is well."""

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        send(handler, 200, content)
        return True

    return fault


def cut_off(handler: BaseHTTPRequestHandler) -> bool:
    """An answer that ends in the middle."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"page": 1, "items": [')
    handler.wfile.flush()
    handler.connection.close()
    return True
