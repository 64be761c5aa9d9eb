"""Whether the site may be opened as it is set: Django's deploy check and ours (SEC-77)."""

from __future__ import annotations

import os
from collections.abc import Callable

import django
from django.conf import settings
from django.core.checks import run_checks

_DO_NOT_APPLY = frozenset(
    {
        "security.W001",  # headers are those of headers.py, which every response gets
        "security.W002",  # the same: X-Frame-Options and frame-ancestors
        "security.W003",  # there is no cookie that another site's form could ride on
        "security.W004",  # HSTS is set by headers.py, but not for onion addresses
        "security.W008",  # the proxy in front redirects; on loopback and onion addresses there is no https
    }
)
"""Warnings of Django about what the site does not have or does itself."""


def faults() -> list[str]:
    """One sentence for each setting with which the site must not be opened; empty if there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylia.site.settings")
    django.setup()
    found = [fault for is_wrong, fault in _OURS if is_wrong()]
    checks = run_checks(include_deployment_checks=True)
    return found + [f"Django finds {check.id}: {check.msg}" for check in checks if check.id not in _DO_NOT_APPLY]


_OURS: tuple[tuple[Callable[[], bool], str], ...] = (
    (
        lambda: any(host in ("*", ".") for host in settings.ALLOWED_HOSTS),
        "ASYLIA_HOSTS allows any host name; name the hosts under which the site is asked for",
    ),
    (lambda: not settings.ALLOWED_HOSTS, "ASYLIA_HOSTS names no host; name at least one"),
    (lambda: bool(settings.DEBUG), "Django's DEBUG is on, which shows what was sent on error pages; leave it off"),
    (
        lambda: bool(settings.DATABASES["default"]["ENGINE"] != "django.db.backends.dummy"),
        "the site has a database, in which answers could be kept; leave it out",
    ),
    (
        lambda: not 0 <= settings.RATE_PER_SECOND < float("inf"),
        "ASYLIA_RATE is no rate; write a number from 0 on",
    ),
)
"""Whether the settings have a fault, and the fault."""
