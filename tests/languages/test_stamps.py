"""Stamping texts with the wording that they follow leaves everything else as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from asylia.errors import InputError
from asylia.languages.stamps import stamped
from asylia.languages.texts import wording_hash
from asylia.lawbook.reader import read_law
from tests.lawbook.small_law import write_law

ROOT = Path(__file__).resolve().parents[2]

WORDS = """\
# A comment.

afraid:
  name: "fear"   # kept
  reviewed: false

at_risk:
  name: "risk"


barred:
  name: "bar"
  of: "00000000"
  reviewed: 2026-01-01
nothing_known:
  name: "left alone"
"""


def stamps_of_facts(folder: Path) -> dict[str, str]:
    return {name: wording_hash(fact) for name, fact in read_law(write_law(folder)).facts.items()}


def test_stamp_stands_last_before_the_review_and_all_else_is_kept(tmp_path: Path) -> None:
    stamps = stamps_of_facts(tmp_path)

    found = stamped(WORDS, "facts.yaml", stamps)

    assert found == WORDS.replace("# kept\n", f'# kept\n  of: "{stamps["afraid"]}"\n').replace(
        'name: "risk"\n', f'name: "risk"\n  of: "{stamps["at_risk"]}"\n'
    )
    assert stamped(found, "facts.yaml", stamps) == found


def test_old_stamp_is_renewed_only_where_asked(tmp_path: Path) -> None:
    stamps = stamps_of_facts(tmp_path)
    once = stamped(WORDS, "facts.yaml", stamps)

    again = stamped(once, "facts.yaml", stamps, ["barred"])

    assert again == once.replace('"00000000"', f'"{stamps["barred"]}"')


def test_entry_on_one_line_is_refused(tmp_path: Path) -> None:
    stamps = stamps_of_facts(tmp_path)

    with pytest.raises(InputError, match="line 1: afraid stands on one line"):
        stamped("afraid: {name: fear}\n", "facts.yaml", stamps)


@pytest.mark.parametrize(
    ("arguments", "says"), [(["--force"], "unknown argument '--force'"), (["--again", "fog"], "no fact or word 'fog'")]
)
def test_tool_refuses_what_it_does_not_know(arguments: list[str], says: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "stamp_texts.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
