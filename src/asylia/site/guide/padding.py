"""Pages filled up to fixed sizes, so that the size of a response does not tell the answers (SEC-55)."""

from __future__ import annotations

import secrets

QUESTION_STEPS = (16 * 1024, 32 * 1024, 64 * 1024, 128 * 1024)
RESULT_STEPS = QUESTION_STEPS[1:]
_OPEN, _CLOSE = b"<!--", b"-->"


def padded(page: bytes, steps: tuple[int, ...]) -> bytes:
    """The page with a comment of chance letters at its end, as long as the next step; the last step has no end."""
    least = len(page) + len(_OPEN) + len(_CLOSE)
    size = next((step for step in steps if step >= least), -(-least // steps[-1]) * steps[-1])
    filling = secrets.token_hex((size - least) // 2 + 1)[: size - least]
    return page + _OPEN + filling.encode() + _CLOSE
