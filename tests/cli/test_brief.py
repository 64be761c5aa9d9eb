"""`asylia brief case`: what it writes where, and wrong input."""

from __future__ import annotations

from pathlib import Path

from asylia.folders import data_folder
from tests.briefs.fonts import needs_fonts
from tests.cli.running import Run, refused

CASE = str(data_folder("examples") / "embassy-staff-reason-open.yaml")


def test_brief_is_printed_as_markdown(run: Run) -> None:
    said = run("brief", "case", CASE).out

    assert said.startswith("# Case brief\n\n## Japan\n")
    assert said == run("brief", "case", CASE, "--format", "md").out


@needs_fonts
def test_pdf_and_html_are_written_to_a_file(run: Run, tmp_path: Path) -> None:
    for kind, start in (("pdf", b"%PDF-"), ("html", b"<!doctype html>")):
        out = tmp_path / f"brief.{kind}"
        assert run("brief", "case", CASE, "--format", kind, "--out", str(out)).code == 0
        assert out.read_bytes().startswith(start)


def test_answers_can_be_left_out(run: Run) -> None:
    assert "What is known" not in run("brief", "case", CASE, "--without-answers").out


def test_who_can_help_stands_in_it(run: Run) -> None:
    said = run("brief", "case", CASE, "--speaks", "fa").out

    assert "### Who can help" in said
    assert said.index("### Who can help") < said.index("### Sources")
    assert "is no language" in refused(run("brief", "case", CASE, "--speaks", "nonsense"))


def test_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    assert "cannot be written" in refused(run("brief", "case", CASE, "--out", str(tmp_path / "no" / "brief.md")))
