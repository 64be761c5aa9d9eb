"""PDF in a process of its own, which ends with its document: what Typst takes is given back, and nothing of it stays.

One at a time in each worker, so that many who ask at once wait and do not fill the memory of the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Lock
from typing import TYPE_CHECKING

from asylia.errors import InputError

if TYPE_CHECKING:
    from asylia.briefs.printing import Sheet

PATIENCE_SECONDS = 9.0
"""A document takes half a second. No reader waits longer than this for those before it, nor for its own."""
_MODULE = "asylia.briefs.printing"
_ONE_AT_A_TIME = Lock()
_REFUSED = 2


class CannotPrint(RuntimeError):
    """Nothing came of it, through no fault of the document."""


def printed_apart(sheet: Sheet) -> bytes:
    """The sheet as PDF. Raises InputError if a character has no glyph in any font here, else CannotPrint."""
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE_SECONDS):
        raise CannotPrint("too many documents wait to be printed")
    try:
        ran = subprocess.run(  # noqa: S603  # our own module; the document comes by its standard input
            # -P: nothing that lies in the working folder is taken for a module.
            [sys.executable, "-P", "-m", _MODULE],
            input=sheet.as_json().encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotPrint("the process that prints gave no answer") from error
    finally:
        _ONE_AT_A_TIME.release()
    if ran.returncode == _REFUSED:
        raise InputError(**json.loads(ran.stderr))
    if ran.returncode != 0:
        raise CannotPrint("the process that prints failed")
    return ran.stdout
