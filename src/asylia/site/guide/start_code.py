"""The QR code of the start of the guide, for paper: of the start, never of answers (F5)."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=8)
def start_code(address: str) -> str:
    """An SVG picture of an address, as text that stands in a page."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", scale=3, border=2, xmldecl=False, svgns=False, nl=False, omitsize=True
    )
    return picture.getvalue().decode()
