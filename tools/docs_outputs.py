"""Runs every code block of the documentation, and writes the shown outputs anew.

    python tools/docs_outputs.py --check [FILE ...]     compare; exit code 1 and a diff where they differ
    python tools/docs_outputs.py --write [FILE ...]     put the real outputs in place

Each page is read from top to bottom in a working folder of its own, with copies of `law/`, `cases/`,
`directory/`, `examples/`, `figures/` and `tests/data/unhcr/`, and has a data folder of its own.

* ```console: a line `$ command` is run by the shell, and the lines below it must be what it prints. A line `...`
  stands for any lines left out. Each command must succeed, unless it prints an error of one sentence ("asylia: ...").
  `make`, `git` and pytest are not run: the target, or the path, must exist.
* ```yaml with the first line `# my-case.yaml` is a case file, written under that name; `# a case file` is not written.
  `# law/...` is a whole file of the law, written there. What is written is read with the strict readers.
  `# answers to the guide` is a file of answers, read and not written.
* ```diff with the first line `--- law/...` is applied to that file, which must then be read without an error.
* ```python is run; it must not raise. ```json must be JSON. All other blocks are left alone.

The hash of the law data changes with every word of the law, and lines of its files move: sixteen hex digits count as
equal to any other sixteen, and so do the numbers of lines in errors.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from asylia.assessment.casefile import read_case
from asylia.briefs.guide.answers_file import read_answers
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.plan import read_plan
from asylia.languages.guide import guide_words
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook
from asylia.lawbook.reader import read_law

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("law", "cases", "directory", "examples", "figures", "tests/data/unhcr")
ELISION = "..."
_FENCE = re.compile(r"^```(\w*)\s*$")
_CHANGES = re.compile(r"\b[0-9a-f]{16}\b|(?<=, line )[0-9]+")
_NOT_RUN = re.compile(r"^(?:make|git)\b|\bpytest\b")


class DocsError(Exception):
    """A block does not do what the page says; the message names the page and the line."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines, and the line of the page on which the first of them stands."""

    language: str
    lines: list[str]
    line: int


@dataclass
class Page:
    """A page while it is run: its working folder, and what is wrong with it."""

    name: str
    folder: Path
    problems: list[str] = field(default_factory=list)

    def wrong(self, line: int, says: str) -> None:
        """Remember a problem with the line it stands on."""
        self.problems.append(f"{self.name}, line {line}: {says}")


def pages() -> list[Path]:
    """Every page of the documentation whose blocks are run."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    inside: Block | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.match(line)
        if inside is None and fence:
            inside = Block(fence.group(1), [], number + 1)
        elif inside is not None and line.rstrip() == "```":
            found.append(inside)
            inside = None
        elif inside is not None:
            inside.lines.append(line)
    if inside is not None:
        raise DocsError(f"line {inside.line}: a block is not closed")
    return found


def run_page(path: Path) -> tuple[str, list[str]]:
    """The page with its real outputs, and what is wrong with it."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    replaced: list[tuple[int, int, list[str]]] = []
    with tempfile.TemporaryDirectory() as folder:
        page = Page(path.relative_to(ROOT).as_posix(), Path(folder))
        for name in COPIED:
            shutil.copytree(ROOT / name, page.folder / name)
        for block in blocks_of(text):
            if block.language == "console":
                real = _console(block, page)
                replaced.append((block.line - 1, len(block.lines), real))
            elif block.language in _CHECKS:
                _CHECKS[block.language](block, page)
    for start, length, real in reversed(replaced):
        lines[start : start + length] = real
    return "\n".join(lines) + "\n", page.problems


# --- console ---------------------------------------------------------------------------------------------------------


def _console(block: Block, page: Page) -> list[str]:
    """The block with what its commands really print."""
    real: list[str] = []
    for line, command, shown in _commands(block):
        real.append(f"$ {command}" if "\n" not in command else "$ " + command.replace("\n", "\n> "))
        if _NOT_RUN.search(command):
            _exists(command, line, page)
            real += shown
            continue
        printed, code = _run(command, page.folder)
        failed_as_shown = any(one.startswith("asylia: ") for one in printed) and code == 2
        if code != 0 and not failed_as_shown:
            page.wrong(line, f"{command!r} ends with {code}: {' '.join(printed[-3:])}")
            real += shown  # a failure is never written into a page
            continue
        if same(shown, printed):
            real += shown
            continue
        difference = "\n".join(difflib.unified_diff(shown, printed, "shown", "printed", lineterm="", n=1))
        page.wrong(line, f"{command!r} prints something else\n{difference}")
        real += refreshed(shown, printed)
    return [part for line_ in real for part in line_.split("\n")]


def _commands(block: Block) -> list[tuple[int, str, list[str]]]:
    """Line, command (lines that begin with `> ` continue it) and the output shown."""
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(block.lines, start=block.line):
        if line.startswith("$ "):
            found.append((number, line[2:], []))
        elif not found:
            raise DocsError(f"line {number}: a console block begins with a line `$ command`")
        elif line.startswith("> ") and not found[-1][2]:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[2:]}", [])
        else:
            found[-1][2].append(line.rstrip())
    return found


def _run(command: str, folder: Path) -> tuple[list[str], int]:
    """What a command prints, both streams as one; spaces at the ends of lines and empty lines around it are dropped."""
    programs = folder / ".bin"
    if not programs.exists():
        programs.mkdir()
        started = "import sys; sys.argv[0] = 'asylia'; from asylia.cli.app import main; main()"
        for name, start in (("asylia", f'-c "{started}"'), ("python", "")):
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n', encoding="utf-8")
            (programs / name).chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "ASYLIA_UNHCR_DATA"},
        "ASYLIA_DATA_HOME": str(folder / ".data"),
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "COLUMNS": "80",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    typed = command.replace(".venv/bin/", "")
    done = subprocess.run(  # the commands are those of our own pages
        ["/bin/sh", "-c", typed], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines, done.returncode


def _exists(command: str, line: int, page: Page) -> None:
    """The make target, or the path given to pytest, must be there."""
    words = command.split()
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
        for word in words[1:]:
            if "=" not in word and word not in targets:
                page.wrong(line, f"the Makefile has no target {word!r}")
    for word in words:
        if word.startswith("tests") and not (ROOT / word.partition("::")[0]).exists():
            page.wrong(line, f"there is no {word}")


def same(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the output shown is the one printed, with `...` for any lines left out."""
    chunks = _chunks([_CHANGES.sub("0", line) for line in shown])
    lines = [_CHANGES.sub("0", line) for line in printed]
    at = 0
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        starts = [0] if number == 0 else [len(lines) - len(chunk)] if last else range(at, len(lines) - len(chunk) + 1)
        found = next((start for start in starts if start >= at and lines[start : start + len(chunk)] == chunk), None)
        if found is None:
            return False
        at = found + len(chunk)
    return len(chunks) > 1 or at == len(lines)


def refreshed(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The real output, with the same parts left out as before: each part is found again by its first line."""
    chunks = _chunks(shown)
    if len(chunks) == 1:
        return list(printed)
    kept: list[str] = []
    at = 0
    for number, chunk in enumerate(chunks):
        if number:
            kept.append(ELISION)
        if not chunk:
            continue
        if number == len(chunks) - 1:
            kept += printed[max(at, len(printed) - len(chunk)) :]
            continue
        start = (
            at if number == 0 else max(range(at, len(printed)), key=lambda i: _like(printed[i], chunk[0]), default=at)
        )
        kept += printed[start : start + len(chunk)]
        at = start + len(chunk)
    return kept


def _like(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    """The lines between the elisions."""
    chunks: list[list[str]] = [[]]
    for line in lines:
        if line == ELISION:
            chunks.append([])
        else:
            chunks[-1].append(line)
    return chunks


# --- other blocks ----------------------------------------------------------------------------------------------------


def _yaml(block: Block, page: Page) -> None:
    marker = block.lines[0].removeprefix("# ").strip() if block.lines and block.lines[0].startswith("# ") else ""
    content = "\n".join(block.lines) + "\n"
    try:
        if marker.startswith("law/"):
            (page.folder / marker).write_text(content, encoding="utf-8")
            read_law(page.folder / "law")
        elif marker == "a case file" or re.fullmatch(r"[\w-]+\.yaml", marker):
            read_case(content.encode(), marker, load_law(ROOT / "law"))
            if marker != "a case file":
                (page.folder / marker).write_text(content, encoding="utf-8")
        elif marker == "answers to the guide":
            _read_as_answers(content, marker)
    except Exception as error:
        page.wrong(block.line, f"{type(error).__name__}: {error}")


def _read_as_answers(content: str, name: str) -> None:
    data = load_law(ROOT / "law")
    plan = read_plan(ROOT / "law", data)
    file = read_answers(content.encode(), name)
    file.talk(Guide(Lawbook(data), plan, guide_words("en").sayable, date(2026, 11, 23)), file.place(plan) or "")


def _diff(block: Block, page: Page) -> None:
    name = block.lines[0].removeprefix("--- ").strip() if block.lines else ""
    path = page.folder / name
    if not name.startswith("law/") or not path.is_file():
        page.wrong(block.line, "a diff begins with `--- law/...`, the file that it changes")
        return
    before = [line[1:] for line in block.lines[1:] if line[:1] in (" ", "-")]
    after = [line[1:] for line in block.lines[1:] if line[:1] in (" ", "+")]
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [at for at in range(len(lines)) if lines[at : at + len(before)] == before]
    if len(found) != 1:
        page.wrong(block.line, f"the lines to change stand {len(found)} times in {name}")
        return
    lines[found[0] : found[0] + len(before)] = after
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        read_law(page.folder / "law")
    except Exception as error:
        page.wrong(block.line, f"{type(error).__name__}: {error}")


def _python(block: Block, page: Page) -> None:
    done = subprocess.run(  # the blocks are those of our own pages
        [sys.executable, "-c", "\n".join(block.lines)], cwd=page.folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        page.wrong(block.line, f"the block fails: {done.stderr.strip().splitlines()[-1:]}")


def _json(block: Block, page: Page) -> None:
    try:
        json.loads("\n".join(block.lines))
    except ValueError as error:
        page.wrong(block.line, f"this is not JSON: {error}")


_CHECKS = {"yaml": _yaml, "diff": _diff, "python": _python, "json": _json}


def main() -> int:
    """Check the pages, or write them anew; 1 where something differs or fails."""
    parser = argparse.ArgumentParser(description="Run the code blocks of the documentation.")
    parser.add_argument("--write", action="store_true", help="put the real outputs in place")
    parser.add_argument("--check", action="store_true", help="compare only (the default)")
    parser.add_argument("files", nargs="*", type=Path, help="pages; else all")
    chosen = parser.parse_args()
    failed = False
    for path in chosen.files or pages():
        try:
            text, problems = run_page(path.resolve())
        except DocsError as error:
            text, problems = "", [f"{path}: {error}"]
        if chosen.write and text and text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            print(f"written: {path}")
            text, problems = run_page(path.resolve())
        for problem in problems:
            print(problem)
        failed = failed or bool(problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
