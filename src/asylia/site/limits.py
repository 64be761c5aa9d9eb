"""What is refused before a view runs: bodies too large, posts from other sites, floods (SEC-58)."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from asylia.site import errors

_MOST_NETWORKS = 20_000
_BURST_SECONDS = 10
_A_DAY = 86_400

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def accepts(size_bytes: int) -> Callable[[View], View]:
    """Let a view be sent a larger body than others, up to `LARGEST_BODY`: a case file, a form of all facts."""

    def marked(view: View) -> View:
        view.body_limit = size_bytes  # type: ignore[attr-defined]  # an attribute of the function, as Django does
        return view

    return marked


class Limits:
    """Refuses what is too large, too much, or sent by another site's page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.buckets = Buckets(settings.RATE_PER_SECOND, settings.RATE_PER_SECOND * _BURST_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not (size.isascii() and size.isdigit()):
            return errors.bad_request(request)
        if int(size) > min(_limit_of(request), settings.LARGEST_BODY):
            return errors.too_large(request)
        # There is no cookie that a foreign page could ride on; this only keeps strangers' forms from being ours.
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return errors.forbidden(request)
        if settings.RATE_PER_SECOND and not self.buckets.take(address_of(request), time.monotonic()):
            return errors.too_many(request)
        return self.get_response(request)


def _limit_of(request: HttpRequest) -> int:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return int(settings.BODY_LIMIT)
    return int(getattr(view, "body_limit", settings.BODY_LIMIT))


def address_of(request: HttpRequest) -> str:
    """The address that a request came from: of the last hop before our own proxy, if there is one."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


class Buckets:
    """A token bucket per network, in memory only, under a hash whose salt changes each day (SEC-58)."""

    def __init__(self, per_second: float, at_once: float) -> None:
        self.per_second, self.at_once = per_second, at_once
        self._salt, self._salted = secrets.token_bytes(16), 0.0
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str, now: float) -> bool:
        """Whether one more request of this address's network may pass at `now`, in seconds of any steady clock."""
        network = network_of(address)
        if network is None:
            return True
        with self._lock:
            if now - self._salted > _A_DAY:
                self._salt, self._salted = secrets.token_bytes(16), now
                self._left.clear()
            key = hashlib.blake2b(network.encode(), key=self._salt, digest_size=8).digest()
            left, since = self._left.pop(key, (self.at_once, now))
            left = min(self.at_once, left + (now - since) * self.per_second)
            passes = left >= 1
            self._left[key] = (left - 1 if passes else left, now)
            if len(self._left) > _MOST_NETWORKS:
                self._left.popitem(last=False)
            return passes


def network_of(address: str) -> str | None:
    """The network of an address, as coarse as one house or one provider's corner; None for this machine itself.

    An onion service and a proxy without our setting arrive from this machine: one bucket for all would lock all out.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    if found.is_loopback:
        return None
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))
