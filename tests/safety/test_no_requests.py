"""SEC-79: the site asks nobody, whatever it is handed. Only the command that gets UNHCR's tables asks the network."""

from __future__ import annotations

import ast
import socket
from pathlib import Path

import pytest
from django.test import Client

import asylia
from tests.site.walking import all_addresses

SOURCE = Path(asylia.__file__).parent
SPEAKS = {"urllib.request", "urllib3", "http.client", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib"}
ALLOWED = {"figures/unhcr_api.py": {"urllib3"}}
"""The list of what may speak to others: `asylia figures update`, which a person starts. The site starts nothing."""


def imported(path: Path) -> set[str]:
    """What a file imports, at its top or later."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_sec_79_no_other_file_can_ask_anybody() -> None:
    found = {path.relative_to(SOURCE).as_posix(): imported(path) & SPEAKS for path in SOURCE.rglob("*.py")}

    assert {name: modules for name, modules in found.items() if modules} == ALLOWED


def test_sec_79_the_site_does_not_use_what_speaks_to_others() -> None:
    """Not by way of another module either: no file of the site imports the client of UNHCR's service."""
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any("unhcr_api" in module for module in imported(path))
    }

    assert users == {"cli/figures_store.py", "figures/updating.py"}
    assert not [path for path in (SOURCE / "site").rglob("*.py") if any("updating" in one for one in imported(path))]


def test_sec_79_no_page_opens_a_connection(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(_: socket.socket, address: object) -> None:
        asked.append(address)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for address in all_addresses():
        client.get(address)
    client.post("/en/law/search/", {"words": "http://127.0.0.1:1/"})
    client.post("/en/case/", {"place": "JP", "do": "assess", "more": "http://127.0.0.1:1/"})

    assert asked == []
