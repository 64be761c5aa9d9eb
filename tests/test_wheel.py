"""The wheel carries its data and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network and unpacked where nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: str) -> str:
    """What a command of the installed copy prints, run far from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "asylia", *arguments]
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_installed_copy_reads_its_own_law(installed: Path) -> None:
    shown = run(installed, "doctor")

    assert str(installed / "asylia" / "data" / "law") in shown


def test_the_installed_copy_assesses_a_case(installed: Path) -> None:
    example = installed / "asylia" / "data" / "examples" / "opposition-member-overstayed.yaml"

    shown = run(installed, "assess", str(example))

    assert "Recognition of refugee status" in shown


def test_the_installed_copy_checks_the_published_cases(installed: Path) -> None:
    shown = run(installed, "cases", "check")

    assert "ordinary JP:" in shown
