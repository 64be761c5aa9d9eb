"""The headers of every response (P2, SEC-75, SEC-76): nothing foreign, nothing inline, nothing remembered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of every response."""
TRUSTED_TYPES = "; require-trusted-types-for 'script'"
"""Added unless a view sets a policy of its own: a page with charts cannot have it, its library writes HTML."""

_CLOSED = ("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
           "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts",
           "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
           "screen-wake-lock", "serial", "storage-access", "usb", "xr-spatial-tracking")  # fmt: skip

FIXED = {
    "Content-Security-Policy": POLICY + TRUSTED_TYPES,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _CLOSED),
    "X-DNS-Prefetch-Control": "off",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "private, no-cache",
}
"""Headers that a response gets unless its view set them: a page in shared-phone mode sets `no-store`."""

HSTS = "max-age=31536000; includeSubDomains"


class Headers:
    """Outermost of all: errors, files and refusals leave through it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if request.is_secure() and not is_onion(request):
            response.headers["Strict-Transport-Security"] = HSTS
        response.cookies.clear()  # no view sets one; this keeps a careless one from doing so
        return response


def is_onion(request: HttpRequest) -> bool:
    """Whether the page was asked for by an onion address, where a forced https would lock readers out (SEC-59)."""
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    return str(host).endswith(".onion")
