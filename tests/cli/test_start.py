"""What a command leaves unloaded: most of the time of a short command is that of its modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from asylia.cli.app import main; sys.argv[0] = 'asylia'; main()"
SAYS = f"import atexit, sys; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules))); {RUN}"


def loaded_by(*arguments: str) -> set[str]:
    """The modules there are at the end of a command whose data are compiled."""
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    for _ in ("compiled", "read"):
        ran = subprocess.run(
            [sys.executable, "-c", SAYS, *arguments],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "not_needed"),
    [
        (
            ("figures", "show", "M15", "--place", "KOR", "--year", "2024"),
            ("yaml", "duckdb", "urllib3", "asylia.lawbook.model", "asylia.figures.importing"),
        ),
        (
            ("assess", str(ROOT / "examples" / "stateless-removal-order.json")),
            ("duckdb", "asylia.lawbook.reader", "asylia.directory.reader"),
        ),
    ],
    ids=["figures", "assess"],
)
def test_what_a_command_does_not_need_is_not_loaded(arguments: tuple[str, ...], not_needed: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)

    assert "asylia.cli.app" in loaded
    assert loaded & set(not_needed) == set()
