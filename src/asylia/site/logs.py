"""What is written when something goes wrong: a code, the name of the route, the kind of error (SEC-51, SEC-58, SEC-95).

No body, no query, no path, no address, no browser, no time of day: what is not written cannot be seized.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from asylia.site.clock import today

_LOGGER = logging.getLogger("asylia.site")
CODE = "asylia.error_code"
"""The key of a request's META under which the code of its error stands."""


class Log:
    """Writes a line for an error, and one per request where the operator asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.ACCESS_LOG:
            _LOGGER.info("%s %s %s", today().isoformat(), response.status_code, size_class(response))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Note an error that a view raised; Django then makes the error page."""
        note(request, error)


def note(request: HttpRequest, error: BaseException) -> str:
    """Write one line about an error, and give the short code that the reader sees too."""
    code = secrets.token_hex(3)
    request.META[CODE] = code
    match = request.resolver_match
    _LOGGER.error("error %s route %s %s", code, match.view_name if match else "none", type(error).__name__)
    return code


def size_class(response: HttpResponseBase) -> str:
    """How large a response is, so coarsely that it tells no page apart."""
    size = len(getattr(response, "content", b""))
    return next((f"<{limit}K" for limit in (16, 64, 256) if size < limit * 1024), "large")
