"""Web addresses as the specification wants them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_KEPT = "!$&'()*+,/:;=?@~%"
_URI = re.compile(r"https?://[A-Za-z0-9.:_-]+(?:[/?#]\S*)?\Z")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def as_uri(url: str) -> str:
    """The same address in letters that a URI may have; empty if it cannot be one.

    >>> as_uri("https://例え.jp/窓口?a=1")
    'https://xn--r8jz45g.jp/%E7%AA%93%E5%8F%A3?a=1'
    >>> as_uri("call us")
    ''
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        tail = "".join(
            mark + _STRAY_PERCENT.sub("%25", quote(text, safe=_KEPT))
            for mark, text in (("", parts.path), ("?", parts.query), ("#", parts.fragment))
            if text
        )
    except (ValueError, UnicodeError):
        return ""
    uri = f"{parts.scheme}://{host}{tail}"
    return uri if _URI.match(uri) else ""
