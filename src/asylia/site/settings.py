"""Settings of the site. Everything may be set from the environment, and every default is the safe one.

There is no database, no session, no sign-in and no message store: what does not exist cannot keep an answer.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from asylia.errors import InputError

_HERE = Path(__file__).resolve().parent


def _switched_on(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in ("1", "true", "yes", "on")


def _number(name: str, default: float) -> float:
    text = os.environ.get(name, "").strip()
    try:
        return float(text) if text else default
    except ValueError:
        raise InputError(f"{name} is {text!r}, which is no number", mend=f"write one, such as {default:g}") from None


def _listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEBUG = False
# Made anew at each start and shared by the workers, which are forked from the process that made it; never on disk.
SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = _listed("ASYLIA_HOSTS", "localhost,127.0.0.1,[::1]")
ROOT_URLCONF = "asylia.site.urls"
INSTALLED_APPS = ["heroicons", "asylia.site"]
MIDDLEWARE = [
    "asylia.site.headers.Headers",
    "asylia.site.logs.Log",
    "asylia.site.limits.Limits",
    "asylia.site.assets.Assets",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "builtins": [
                "asylia.site.templatetags.site",
                "asylia.site.templatetags.law",
                "asylia.site.templatetags.guide",
                "heroicons.templatetags.heroicons",
            ],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]

# Django's backend that refuses every query: a page that would store something fails in its first test.
DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# What is sent stays in memory: the handler that writes large uploads to the temp folder is left out (SEC-51, SEC-83).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
BODY_LIMIT = 64 * 1024
"""The largest body that is read, in bytes. A view may ask for more by `limits.accepts`."""
LARGEST_BODY = 1024 * 1024
"""No view can ask for more than this."""
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

BEHIND_PROXY = _switched_on("ASYLIA_BEHIND_PROXY")
"""Trust what the proxy in front says of the address and of https. Only for a proxy that sets both headers itself."""
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
RATE_PER_SECOND = _number("ASYLIA_RATE", 20)
"""Requests a second from one network that are answered in the long run; ten times as many at once. 0 is no limit."""
CORRECTIONS_TO = os.environ.get("ASYLIA_CORRECTIONS_TO", "").strip()
"""The mail address for corrections of the directory, printed in the letter that a page offers; empty: none is named."""
LEAVE_FOR = os.environ.get("ASYLIA_LEAVE_FOR", "https://worldweather.wmo.int/")
"""Where "Leave this page" of the guide leads: a page that says nothing about who looks at it, and opens everywhere."""
ACCESS_LOG = _switched_on("ASYLIA_ACCESS_LOG")
"""Write a line per request with day, status and size class. Nothing else is ever written."""

# The site writes its own lines, without bodies, queries, paths or addresses. Django's loggers would write some of them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{message}", "style": "{"}},
    "handlers": {
        "none": {"class": "logging.NullHandler"},  # no handler at all would send warnings to Python's last resort
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "loggers": {
        "django": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "asylia.site": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # words come from languages/, see templatetags/site.py
LANGUAGE_CODE = "en"
APPEND_SLASH = True
DEFAULT_CHARSET = "utf-8"
STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
SILENCED_SYSTEM_CHECKS: list[str] = []
