"""Files that browsers load: from this package or from installed packages, under names that hold their hash.

Nothing is collected and nothing is copied: WhiteNoise serves each file from where it is installed (SEC-90).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: the package that ships it, where it stands inside, and under which licence."""

    package: str
    path: str
    licence: str


ASSETS = {
    "site.css": Asset("asylia.site", "static/site.css", "Apache-2.0"),
    "case.js": Asset("asylia.site", "static/case.js", "Apache-2.0"),
    "card.css": Asset("asylia.briefs", "card.css", "Apache-2.0"),
    "guide.css": Asset("asylia.site", "static/guide.css", "Apache-2.0"),
    "paper.css": Asset("asylia.site", "static/paper.css", "Apache-2.0"),
    "guide.js": Asset("asylia.site", "static/guide.js", "Apache-2.0"),
    "icon.svg": Asset("asylia.site", "static/icon.svg", "Apache-2.0"),
}
"""Every file that a page may load. What is not on this list is not served."""


def path_of(name: str) -> Path:
    """Where an asset is on this machine."""
    asset = ASSETS[name]
    return Path(str(files(asset.package))) / asset.path


@cache
def address_of(name: str) -> str:
    """The address of an asset; its name changes with its content, so browsers may keep it for good."""
    digest = hashlib.sha256(path_of(name).read_bytes()).hexdigest()[:12]
    stem, _, kind = name.rpartition(".")
    return f"{settings.STATIC_URL}{stem}.{digest}.{kind}"


class Assets(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise ships no types
    """Serves the assets, and only them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response, settings)
        for name in ASSETS:
            self.add_file_to_dictionary(address_of(name), str(path_of(name)))

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002  # WhiteNoise's signature
        """Every name holds its hash."""
        return True
