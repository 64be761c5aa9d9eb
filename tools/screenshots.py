"""Pictures for the README: the site as a reader sees it, taken by a Chromium of the system.

    python tools/screenshots.py        writes docs/pictures/*.png

It starts `asylia serve` on a free port of this machine, walks, and stops it.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ANSWERS = ("JP", "inside")
"""What the person answers before the picture is taken."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a site that is open meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-m", "asylia", "serve", "--port", str(port), "--workers", "1"]) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(address + "/en/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
        process.terminate()


def main() -> None:
    """Write the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no Chromium here; install Debian's package chromium")
    PICTURES.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        phone = browser.new_page(viewport={"width": 360, "height": 640})
        phone.goto(f"{address}/guide/ja/")
        phone.locator("main form button.button").click()
        for answer in ANSWERS:
            phone.locator(f'fieldset input[name=a][value="{answer}"]').check()
            phone.locator("main form button.button").click()
        phone.screenshot(path=PICTURES / "guide.png")
        desk = browser.new_page(viewport={"width": 1000, "height": 640})
        desk.goto(f"{address}/en/law/rules/jp.refugee_recognition/")
        desk.screenshot(path=PICTURES / "law.png")
        browser.close()


if __name__ == "__main__":
    main()
