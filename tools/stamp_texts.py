"""Stamps texts with the wording that they follow: `python tools/stamp_texts.py [--again FACT ...]`.

`of` in languages/<code>/facts.yaml is a hash of the fact's `means`. Entries without one are stamped; entries whose
`means` has changed since are stamped anew only if named after `--again`, once somebody has compared the words with it.
Everything else in the files stays as it is, byte for byte.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping

from asylia.errors import AsyliaError, InputError
from asylia.folders import data_folder
from asylia.languages.texts import wording_hash
from asylia.lawbook.cache import load_law
from asylia.lawbook.model import Fact
from asylia.lawbook.strict_yaml import Block, parse_yaml


def stamped(text: str, file: str, facts: Mapping[str, Fact], again: Collection[str] = ()) -> str:
    """The text of a file with the stamps that it lacks. Raises InputError if an entry is not written line by line."""
    entries = parse_yaml(text.encode(), name=file)
    lines = text.split("\n")
    for name, entry in reversed(entries.items()):
        fact = facts.get(name)
        if fact is None or not isinstance(entry, Block) or ("of" in entry and name not in again):
            continue
        if entries.lines[name] in entry.lines.values():
            raise InputError(
                f"{name} stands on one line", file=file, line=entries.lines[name], mend="give each key a line"
            )
        stamp = f'  of: "{wording_hash(fact)}"'
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


def main(arguments: list[str]) -> int:
    """Stamp all languages; say how many entries changed."""
    if arguments and arguments[0] != "--again":
        raise InputError(f"unknown argument {arguments[0]!r}", mend="use --again FACT ...")
    facts, again = load_law(data_folder("law")).facts, arguments[1:]
    if unknown := [name for name in again if name not in facts]:
        raise InputError(f"there is no fact {unknown[0]!r}", mend="check the spelling")
    for path in sorted(data_folder("languages").glob("*/facts.yaml")):
        before = path.read_bytes().decode()
        after = stamped(before, f"languages/{path.parent.name}/facts.yaml", facts, again)
        if after != before:
            path.write_bytes(after.encode())
        changed = len(set(after.split("\n")) - set(before.split("\n")))
        sys.stdout.write(f"languages/{path.parent.name}/facts.yaml: {changed} stamps written\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AsyliaError as error:
        sys.stderr.write(f"stamp_texts: {error}\n")
        sys.exit(2)
