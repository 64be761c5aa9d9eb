"""Writes docs/look-up/commands.md: every command with its --help text.

python tools/docs_commands.py            write it
python tools/docs_commands.py --check    exit code 1 if it is not what would be written
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import typer

from asylia.cli.app import app_with

PAGE = Path(__file__).resolve().parents[1] / "docs" / "look-up" / "commands.md"
STARTED = """
import contextlib, io, json, sys
from asylia.cli.app import main

texts = []
for words in json.loads(sys.argv[1]):
    sys.argv[:] = ["asylia", *words, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(SystemExit):
        main()
    texts.append(printed.getvalue())
print(json.dumps(texts))
"""
HEAD = """# Commands

Written by `tools/docs_commands.py` from the commands themselves. Every command answers wrong input with one sentence
that names file, line and mend, and exit code 2. `-` as CASE reads standard input. Colours are never the only sign, and
nothing is coloured in a pipe.
"""


def commands() -> list[tuple[str, ...]]:
    """The words of every command that is not hidden, groups before what they hold."""
    found: list[tuple[str, ...]] = [()]

    def visit(command: object, words: tuple[str, ...]) -> None:
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.hidden:
                found.append((*words, name))
                visit(inner, (*words, name))

    visit(typer.main.get_command(app_with()), ())
    return found


def helps(wanted: list[tuple[str, ...]]) -> list[str]:
    """What commands print with --help, at 80 columns, without colour: all from one process, which reads the width."""
    environment = {
        **os.environ,
        "COLUMNS": "80",
        "TERMINAL_WIDTH": "80",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS"):
        environment.pop(name, None)  # typer would colour even what is not a terminal
    done = subprocess.run(
        [sys.executable, "-c", STARTED, json.dumps(wanted)], env=environment, capture_output=True, text=True, check=True
    )
    return [
        "\n".join(line.rstrip() for line in text.strip("\n").splitlines()).strip("\n")
        for text in json.loads(done.stdout)
    ]


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    found = commands()
    for words, text in zip(found, helps(found), strict=True):
        parts.append(f"## {' '.join(('asylia', *words))}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PAGE.name} is not what the commands say today; run python tools/docs_commands.py")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
