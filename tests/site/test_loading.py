"""What every reader needs is there before the workers are forked: no worker's first reader waits for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from asylia.site.loading import _READ, read_all

FIRST_PAGES = ("/en/", "/guide/en/", "/ja/law/", "/en/law/search/", "/ko/figures/", "/en/case/", "/en/help/find/")
_ASK = """
import json, sys
from asylia.site.wsgi import application
before = set(sys.modules)
from django.test import Client
before |= {name for name in sys.modules if name.startswith("django.test")}
browser = Client()
status = {page: browser.get(page).status_code for page in sys.argv[1:]}
later = sorted(name for name in set(sys.modules) - before if name.startswith("asylia."))
print(json.dumps({"status": status, "later": later}))
"""


def test_first_pages_load_no_further_code(cache_folder: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "asylia.site.settings", "ASYLIA_HOSTS": "testserver"}
    run = [sys.executable, "-c", _ASK, *FIRST_PAGES]
    said = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(said.stdout)

    assert set(found["status"].values()) == {200}, found["status"]
    assert found["later"] == []


@pytest.mark.parametrize("read", _READ, ids=lambda read: read.__name__)
def test_what_pages_show_is_read_beforehand(read: object) -> None:
    read_all()

    assert read.cache_info().currsize == 1  # type: ignore[attr-defined]  # each keeps what it reads
