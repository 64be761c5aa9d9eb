"""Stamps in the files of texts: which wording the words of an entry follow. All else stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from asylia.errors import InputError
from asylia.lawbook.strict_yaml import Block, parse_yaml


def stamped(text: str, file: str, stamps: Mapping[str, str], again: Collection[str] = ()) -> str:
    """The text of a file with the stamps that it lacks. `stamps` are by the name of the entry.

    Raises InputError if an entry is not written line by line.
    """
    entries = parse_yaml(text.encode(), name=file)
    lines = text.split("\n")
    for name, entry in reversed(entries.items()):
        if name not in stamps or not isinstance(entry, Block) or ("of" in entry and name not in again):
            continue
        if entries.lines[name] in entry.lines.values():
            raise InputError(
                f"{name} stands on one line", file=file, line=entries.lines[name], mend="give each key a line"
            )
        stamp = f'  of: "{stamps[name]}"'
        if "of" in entry:
            lines[entry.lines["of"] - 1] = stamp
        elif "reviewed" in entry:
            lines.insert(entry.lines["reviewed"] - 1, stamp)
        else:
            lines.insert(_end_of(lines, entries.lines[name]), stamp)
    return "\n".join(lines)


def _end_of(lines: list[str], first: int) -> int:
    """The index behind the last line of an entry that begins on a line."""
    at = first
    while at < len(lines) and lines[at].startswith(" "):
        at += 1
    return at
