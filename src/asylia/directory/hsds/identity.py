"""Ids of HSDS objects: a UUID version 5 from a name, so that every export of the same directory has the same ids."""

from __future__ import annotations

from hashlib import sha1
from uuid import NAMESPACE_URL

_SPACE = NAMESPACE_URL.bytes


def identity(*parts: str) -> str:
    """`uuid5(NAMESPACE_URL, "urn:asylia:" + parts joined by colons)`, without the cost of a UUID object.

    >>> identity("organization", "frj")
    'ed567d3a-feb1-5227-ab43-2a4264643cc1'
    """
    digest = bytearray(sha1(_SPACE + ":".join(("urn:asylia", *parts)).encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
