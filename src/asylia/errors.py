"""Errors that a person can act on."""

from __future__ import annotations

from asylia.plain import seen

__all__ = ["AsyliaError", "InputError"]


class AsyliaError(Exception):
    """A failure with one sentence for people; the command line prints it and exits with 2."""


class InputError(AsyliaError):
    """Something that was handed in is wrong: one sentence with file, line and mend where they are known."""

    def __init__(self, says: str, *, file: str | None = None, line: int | None = None, mend: str | None = None) -> None:
        # What was handed in may stand in the sentence, and the sentence on a terminal.
        says, file, mend = seen(says), seen(file) if file else file, seen(mend) if mend else mend
        self.says, self.file, self.line, self.mend = says, file, line, mend
        place = f"{file}, line {line}: " if file and line else f"{file}: " if file else ""
        sentence = f"{place}{says}{'; ' + mend if mend else ''}"
        super().__init__(sentence if sentence.endswith("?") else sentence + ".")
