"""Renew requirements.txt and requirements-dev.txt: hashed locks without index addresses, from pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = "# Made by `make lock` from pyproject.toml. Every file is checked by its hash; no index address stands here.\n"


def main() -> None:
    """Write both lock files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    needed = [*project["project"]["dependencies"], *(package for extra in extras for package in extra)]
    write("requirements.txt", needed)
    write("requirements-dev.txt", [*needed, *project["dependency-groups"]["dev"]])


def write(name: str, requirements: list[str]) -> None:
    """Resolve requirements and write them with hashes."""
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        "--quiet",
        "--generate-hashes",
        "--strip-extras",
        "--allow-unsafe",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-trusted-host",
        "--no-emit-find-links",
        "--output-file",
        "-",
        "-",
    ]
    done = subprocess.run(command, input="\n".join(requirements), text=True, check=True, capture_output=True, cwd=ROOT)
    (ROOT / name).write_text(HEADER + done.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
