"""How an answer is written where it is given: in the fields of a form, and in a file of answers."""

from __future__ import annotations

from collections.abc import Mapping

from asylia.logic.values import WhyUnknown

NOT_KNOWN, NOT_SAID, NOT_YET, NOT_SURE, NONE = "?", "-", "0", "~", "="
"""What every question takes besides its own answers."""
SILENT: Mapping[str, WhyUnknown] = {
    NOT_KNOWN: WhyUnknown.PERSON_DOES_NOT_KNOW,
    NOT_SAID: WhyUnknown.RATHER_NOT_SAY,
    NOT_YET: WhyUnknown.NOT_YET_HAPPENED,
}
YES, NO = "1", "2"
"""The values of a form; see `in_a_file`."""
MOST = 999
"""The highest count that can be given."""


def in_a_file(value: str) -> str:
    """The value of a form as a file of answers writes it."""
    return {YES: "true", NO: "false", NONE: "none"}.get(value, value)
