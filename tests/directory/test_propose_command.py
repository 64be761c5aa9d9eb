"""`asylia directory propose` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from asylia.cli.directory_propose import propose_command
from asylia.errors import InputError
from asylia.lawbook.strict_yaml import parse_yaml, read_yaml

PAGE = str(Path(__file__).parents[1] / "data" / "pages" / "damaged-japan.txt")
DAY = ["--on", "2026-11-22"]


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    app = typer.Typer()
    app.command("propose")(propose_command)
    return CliRunner().invoke(app, [*arguments, *DAY], input=stdin)


def refused(*arguments: str) -> str:
    error = run(*arguments).exception
    assert isinstance(error, InputError)
    return str(error)


def test_the_summary_names_each_block_and_leaves_the_decision_open() -> None:
    ran = run(PAGE)

    assert ran.exit_code == 0
    assert "6 blocks in 64 lines" in ran.stdout
    assert "3. AGENCYX" in ran.stdout
    assert "the directory is unchanged" in " ".join(ran.stdout.split())
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_yaml_and_json_say_the_same() -> None:
    as_yaml = parse_yaml(run(PAGE, "--format", "yaml").stdout.encode(), name="review")
    as_json = json.loads(run(PAGE, "--format", "json").stdout)

    assert as_json["blocks"] == as_yaml["blocks"]
    assert as_json["page"]["read_on"] == "2026-11-22"


def test_a_page_from_standard_input() -> None:
    ran = run("-", "--in", "jp", stdin=b"Sample Help Association\nTel: 03-5550-1234\n")

    assert "Sample Help Association" in ran.stdout
    assert "+81355501234" in ran.stdout


def test_the_review_file_is_written_once_and_never_into_the_directory(tmp_path: Path) -> None:
    review = tmp_path / "review.yaml"
    run(PAGE, "--review", str(review))
    filled = review.read_bytes()

    assert read_yaml(review)["format"] == "asylia-directory-proposals/1"
    assert "of this name already" in refused(PAGE, "--review", str(review))
    assert filled == review.read_bytes()
    inside = Path(__file__).parents[2] / "directory" / "organizations" / "new.yaml"
    assert "not written into the directory" in refused(PAGE, "--review", str(inside))
    assert not inside.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.txt",), "there is no such file"),
        ((str(Path(PAGE).parent),), "cannot be read"),
        ((PAGE, "--in", "XX"), "there is no place"),
    ],
)
def test_wrong_input_is_refused_in_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(*arguments)
