"""Stamps texts with the wording that they follow: `python tools/stamp_texts.py [--again NAME ...]`.

`of` in languages/<code>/facts.yaml is a hash of the fact's `means`, in directory.yaml one of the English words of
directory/taxonomy.yaml. Entries without one are stamped; entries whose wording has changed since are stamped anew only
if named after `--again`, once somebody has compared the words with it. All else stays as it is, byte for byte.
"""

from __future__ import annotations

import sys

from asylia.directory.reader import read_taxonomy
from asylia.directory.words import stamps_of
from asylia.errors import AsyliaError, InputError
from asylia.folders import data_folder
from asylia.languages.stamps import stamped
from asylia.languages.texts import wording_hash
from asylia.lawbook.cache import load_law


def main(arguments: list[str]) -> int:
    """Stamp all languages; say how many entries changed."""
    if arguments and arguments[0] != "--again":
        raise InputError(f"unknown argument {arguments[0]!r}", mend="use --again NAME ...")
    taxonomy, again = data_folder("directory") / "taxonomy.yaml", arguments[1:]
    stamps = {
        "facts.yaml": {name: wording_hash(fact) for name, fact in load_law(data_folder("law")).facts.items()},
        "directory.yaml": stamps_of(read_taxonomy(taxonomy, "directory/taxonomy.yaml")),
    }
    if unknown := [name for name in again if not any(name in known for known in stamps.values())]:
        raise InputError(f"there is no fact or word {unknown[0]!r}", mend="check the spelling")
    for path in sorted(data_folder("languages").glob("*/*.yaml")):
        if path.name not in stamps:
            continue
        shown, before = f"languages/{path.parent.name}/{path.name}", path.read_bytes().decode()
        after = stamped(before, shown, stamps[path.name], again)
        if after != before:
            path.write_bytes(after.encode())
        changed = len(set(after.split("\n")) - set(before.split("\n")))
        sys.stdout.write(f"{shown}: {changed} stamps written\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AsyliaError as error:
        sys.stderr.write(f"stamp_texts: {error}\n")
        sys.exit(2)
