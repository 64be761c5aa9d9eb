"""Stamps texts with the wording that they follow: `python tools/stamp_texts.py [--again FACT ...]`.

`of` in languages/<code>/facts.yaml is a hash of the fact's `means`. Entries without one are stamped; entries whose
`means` has changed since are stamped anew only if named after `--again`, once somebody has compared the words with it.
Everything else in the files stays as it is, byte for byte.
"""

from __future__ import annotations

import sys

from asylia.errors import AsyliaError, InputError
from asylia.folders import data_folder
from asylia.languages.stamps import stamped
from asylia.lawbook.cache import load_law


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
