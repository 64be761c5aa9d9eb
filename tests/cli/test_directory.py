"""`asylia directory` as commands."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asylia.cli import app, directory_upkeep
from asylia.cli.directory_common import directory_in
from tests.directory.small_directory import JAPAN, TODAY, write_directory

Run = Callable[..., tuple[object, str, str]]
SOURCE = ("--source", "https://door.example.org/c", "--title", "Contact")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `asylia directory ...` on a fixed day: exit code, output, errors."""
    for module in ("asylia.cli.common", "asylia.cli.directory_upkeep"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    directory_in.cache_clear()

    def run_it(*arguments: str) -> tuple[object, str, str]:
        monkeypatch.setattr("sys.argv", ["asylia", "directory", *arguments])
        with pytest.raises(SystemExit) as ended:
            app.main()
        shown = capsys.readouterr()
        return ended.value.code, shown.out, shown.err

    return run_it


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "frj"),
        ("show", "jar", "--lang", "ja"),
        ("show", "kis-1345", "--lang", "ko"),
        ("show", "support-r"),
        ("list", "--in", "MO", "--lang", "zh-Hant"),
        ("due", "--in", "JP", "--lang", "zh-Hans"),
    ],
)
def test_a_page_says_how_old_it_is_and_fits_a_terminal(arguments: tuple[str, ...], run: Run) -> None:
    code, shown, _ = run(*arguments)

    assert code in (0, None)
    assert shown
    assert "directory_" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_show_prints_ages_and_sources(run: Run, tmp_path: Path) -> None:
    folder = str(write_directory(tmp_path))

    _, shown, _ = run("show", "door", "--directory", folder)
    _, later, _ = run("show", "door", "--directory", folder, "--on", "2027-11-22")

    assert "(2 days ago)." in shown
    assert "§ A page, Somebody, https://page.example.org, read on 2026-11-20" in shown
    assert "May have changed. Call first." in " ".join(later.split())


def test_show_says_what_a_public_authority_can_do(run: Run, tmp_path: Path) -> None:
    _, shown, _ = run("show", "counter", "--directory", str(write_directory(tmp_path)))

    assert "! This office can also detain people." in shown
    assert "A public authority." in shown


def test_show_as_json_and_markdown(run: Run, tmp_path: Path) -> None:
    folder = str(write_directory(tmp_path))

    content = json.loads(run("show", "door", "--directory", folder, "--format", "json")[1])
    markdown = run("show", "door", "--directory", folder, "--format", "md")[1]

    phone = next(detail for detail in content["details"] if detail["detail"] == "phone.1")
    assert (phone["e164"], phone["age"]["days"], phone["sources"]) == ("+81363830688", 2, ["PAGE"])
    assert content["corrections"][0]["on"] == "2026-11-22"
    assert markdown.startswith("# The Door (ひらいたドア)")


def test_list_leaves_out_what_is_held_back(run: Run, tmp_path: Path) -> None:
    folder = str(write_directory(tmp_path))

    shown = run("list", "--directory", folder)[1]
    content = json.loads(run("list", "--directory", folder, "--in", "jp", "--format", "json")[1])

    assert "silent" not in shown
    assert [organization["id"] for organization in content["organizations"]] == ["door"]


def test_due_explains_its_order_and_hides_held_values(run: Run, tmp_path: Path) -> None:
    folder = str(write_directory(tmp_path))

    shown = run("due", "--directory", folder, "--on", "2028-01-01", "--most", "50")[1]
    content = json.loads(run("due", "--directory", folder, "--on", "2028-01-01", "--format", "json")[1])

    assert shown.index("Order:") < shown.index("1. door")
    assert "03-5379-6001" not in shown
    assert "Held back until" in shown
    assert all(not one["values"] for one in content["due"] if one["is_held"])


def test_check_ends_with_2_where_there_is_an_error(run: Run, tmp_path: Path) -> None:
    broken = write_directory(tmp_path, {JAPAN: [('03-6383-0688", type', '03-6383-0689", type')]})

    code, shown, _ = run("check", "--directory", str(broken))

    assert code == 2
    assert "directory/organizations/japan.yaml:14: error: door:" in shown
    assert shown.splitlines()[-1].startswith("directory check: 1 errors")


def test_check_reads_the_files_and_no_compiled_copy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise AssertionError(folder)

    monkeypatch.setattr("asylia.cli.directory_common.load_directory", refuse)

    assert run("check", "--directory", str(write_directory(tmp_path)))[0] in (0, None)


def test_check_of_what_is_shipped_has_no_error(run: Run) -> None:
    code, shown, _ = run("check", "--today", "2026-11-22")

    assert code in (0, None)
    assert "directory check: 0 errors" in shown


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "a name of nobody": (("show", "dor"), "did you mean 'door'?"),
    "what is held back": (("show", "silent"), "silent is held back"),
    "a place of nowhere": (("list", "--in", "XX"), "choose from JP, KR, HK"),
    "a day that is none": (("list", "--on", "soon"), "write it as 2024-07-01"),
    "a language of nobody": (("show", "door", "--lang", "xx"), "choose from "),
    "a detail of nobody": (("confirm", "door", "--detail", "fax", *SOURCE), "choose from website"),
    "a page without address": (("confirm", "door", "--detail", "email", "--title", "T"), "--source"),
    "a page with an address that is none": (
        ("confirm", "door", "--detail", "email", "--title", "T", "--source", "door"),
        "begin with https://",
    ),
    "an empty title": (
        ("confirm", "door", "--detail", "email", "--title", " ", "--source", "https://a.org"),
        "--title",
    ),
    "a way that there is not": (("confirm", "door", "--detail", "email", *SOURCE, "--how", "pgae"), "mean 'page'?"),
    "a confidence that there is not": (
        ("confirm", "door", "--detail", "email", *SOURCE, "--confidence", "hihg"),
        "did you mean 'high'?",
    ),
    "a day to come": (("confirm", "door", "--detail", "email", *SOURCE, "--on", "2026-11-23"), "has not come yet"),
    "a date on the page that is none": (
        ("confirm", "door", "--detail", "email", *SOURCE, "--dated", "2026-13"),
        "write 2026-11-02, 2026-11 or 2026",
    ),
    "a commit outside of git": (("confirm", "door", "--detail", "email", *SOURCE, "--commit"), "git: "),
}


@pytest.mark.parametrize("what", BAD)
def test_wrong_input_ends_with_one_sentence_and_2(what: str, run: Run, tmp_path: Path) -> None:
    arguments, says = BAD[what]

    code, shown, error = run(*arguments, "--directory", str(write_directory(tmp_path)))

    assert (code, shown) == (2, "")
    assert error.startswith("asylia: ")
    assert says in error
    assert error.count("\n") == 1


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    code, _, error = run("list", "--directory", str(tmp_path / "nowhere"))

    assert code == 2
    assert "nowhere/directory.yaml: there is no such file" in error


def test_the_installed_copy_is_not_changed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "data"
    folder = write_directory(installed)
    (installed / "law").mkdir()
    monkeypatch.setattr(directory_upkeep, "data_folder", lambda name: folder)

    code, _, error = run("confirm", "door", "--detail", "email", *SOURCE)

    assert code == 2
    assert "name a checkout with --directory" in error


# --- confirm ---------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A Keeper", "-c", "user.email=keeper@example.org")
    done = subprocess.run(["git", "-C", str(folder), *identity, *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The small directory in a git checkout of its own."""
    folder = write_directory(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "A Keeper")
    git(tmp_path, "config", "user.email", "keeper@example.org")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    return folder


def test_confirm_makes_the_detail_young_again(run: Run, checkout: Path) -> None:
    folder = str(checkout)
    before = run("due", "--directory", folder)[1]

    code, said, _ = run("confirm", "door", "--detail", "phone.2", *SOURCE, "--directory", folder)

    assert code in (0, None)
    assert "source DOOR-20261122: Contact, seen on 2026-11-22" in said
    assert "door phone.2" in before
    assert "door phone.2" not in run("due", "--directory", folder)[1]


def test_confirm_commits_its_two_files_and_nothing_else(run: Run, checkout: Path) -> None:
    (checkout.parent / "other.txt").write_text("not of this commit", encoding="utf-8")

    _, said, _ = run("confirm", "door", "--detail", "phone.1", *SOURCE, "--commit", "--directory", str(checkout))

    assert "Confirm phone.1 of door" in said
    assert git(checkout, "log", "--format=%s").splitlines() == ["Confirm phone.1 of door", "Begin"]
    assert git(checkout, "show", "--name-only", "--format=", "HEAD").split() == [
        "directory/organizations/japan.yaml",
        "directory/sources.yaml",
    ]
    assert "?? ../other.txt" in git(checkout, "status", "--short")


def test_a_change_is_said_in_the_commit(run: Run, checkout: Path) -> None:
    arguments = ("--value", "03-6383-0700", "--why", "new line", *SOURCE, "--commit", "--directory", str(checkout))
    run("confirm", "door", "--detail", "phone.1", *arguments)

    message = git(checkout, "log", "-1", "--format=%B")
    assert message.startswith("Change phone.1 of door\n")
    assert "display: 03-6383-0688 -> 03-6383-0700" in message
    assert "Seen on 2026-11-22 (page): Contact https://door.example.org/c" in message


def test_a_folder_with_other_changes_is_not_committed(run: Run, checkout: Path) -> None:
    (checkout / JAPAN).write_text((checkout / JAPAN).read_text(encoding="utf-8") + "# more\n", encoding="utf-8")

    code, _, error = run("confirm", "door", "--detail", "email", *SOURCE, "--commit", "--directory", str(checkout))

    assert code == 2
    assert "has changes that are not committed" in error
    assert "DOOR-2026" not in (checkout / JAPAN).read_text(encoding="utf-8")


def test_the_same_check_twice_is_one_commit(run: Run, checkout: Path) -> None:
    arguments = ("confirm", "door", "--detail", "phone.1", *SOURCE, "--commit", "--directory", str(checkout))
    run(*arguments)

    code, said, _ = run(*arguments[:-3], "--title", "Another", *arguments[-3:])

    assert code in (0, None)
    assert "source DOOR-20261122: Contact" in said  # as it stands in the file
    assert "on record already" in said
    assert git(checkout, "log", "--format=%s").splitlines() == ["Confirm phone.1 of door", "Begin"]


def test_two_checks_one_after_another_are_two_commits(run: Run, checkout: Path) -> None:
    for detail in ("phone.1", "email"):
        run("confirm", "door", "--detail", detail, *SOURCE, "--commit", "--directory", str(checkout))

    subjects = git(checkout, "log", "--format=%s").splitlines()
    assert subjects == ["Confirm email of door", "Confirm phone.1 of door", "Begin"]


def test_a_title_in_other_letters_and_quotes_comes_back(run: Run, checkout: Path) -> None:
    title = "連絡先 \"ドア\": 'a' #x {y} \\ é"
    source = ("--source", "https://door.example.org/c", "--title", title)
    run("confirm", "door", "--detail", "email", *source, "--commit", "--directory", str(checkout))

    assert directory_in(checkout).sources["DOOR-20261122"].title == title
    assert title in git(checkout, "log", "-1", "--format=%B")


def test_what_git_refuses_is_written_and_said(run: Run, checkout: Path) -> None:
    hook = checkout.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    code, _, error = run("confirm", "door", "--detail", "email", *SOURCE, "--commit", "--directory", str(checkout))

    assert code == 2
    assert "the check is written, but not committed" in error
    assert "DOOR-20261122" in (checkout / JAPAN).read_text(encoding="utf-8")


@pytest.mark.parametrize("inside", ["directory", "directory/organizations"])
def test_the_folder_may_be_named_by_dots(
    inside: str, run: Run, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout.parent / inside)
    dots = "." if inside == "directory" else ".."

    code, _, error = run("confirm", "door", "--detail", "email", *SOURCE, "--directory", dots)

    assert (code in (0, None), error) == (True, "")
    assert "DOOR-20261122" in (checkout / JAPAN).read_text(encoding="utf-8")


def test_the_day_of_a_check_is_today_unless_said(run: Run, checkout: Path) -> None:
    run("confirm", "door", "--detail", "email", *SOURCE, "--on", "2026-11-01", "--directory", str(checkout))

    assert directory_in(checkout).sources["DOOR-20261101"].seen == date(2026, 11, 1)
