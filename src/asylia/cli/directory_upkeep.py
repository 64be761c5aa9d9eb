"""`asylia directory check`, `due` and `confirm`: faults, what wants a check, and the record of one."""

from __future__ import annotations

import shutil
import subprocess  # git alone, with fixed words and our own paths
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from asylia.assessment.lines import Line
from asylia.briefs.directory_lines import due_lines
from asylia.cli.common import Format, Language, OutputFormat, day_from, print_json, texts, today
from asylia.cli.directory_common import DirectoryFolder, Place, Today, directory_in, print_as
from asylia.cli.remarks import report
from asylia.directory.as_json import due_json
from asylia.directory.confirm import Check, Recorded, record_check, values_from
from asylia.directory.due import due_in
from asylia.directory.lints import Checked, check_directory, check_words
from asylia.directory.model import CONFIDENCES, HOW_SEEN
from asylia.directory.parts import is_web_address, printed
from asylia.directory.reader import read_directory
from asylia.directory.readers import place_named
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.fields import nearest

SUBJECT_LENGTH = 60


def check_command(
    folder: DirectoryFolder = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show information line by line, too.")] = False,
    on: Annotated[
        str | None, typer.Option("--today", help="The day on which dates are judged; else today.", metavar="DATE")
    ] = None,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Look for faults in the directory. Errors end with exit code 2; warnings and information do not.

    The words in the folder `languages` that stands beside it are looked at too.

    Example: asylia directory check --today 2026-11-22 --all
    """
    shown = folder or data_folder("directory")
    # Read anew: a compiled copy of the same content may have been made by an earlier, less strict reader.
    checked, languages = Checked(read_directory(shown), day_from(on), shown.name), shown.parent / "languages"
    remarks = check_directory(checked)
    if languages.is_dir():
        remarks += check_words(checked, languages)
    report(remarks, "directory check", output, show_all=show_all)


def due_command(
    place: Place = None,
    on: Today = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to print; JSON has them all.")] = 10,
    lang: Language = "en",
    output: OutputFormat = Format.TEXT,
    folder: DirectoryFolder = None,
) -> None:
    """Show which details want a check, the most used needs and the oldest first, and why in this order.

    Example: asylia directory due --in JP --on 2026-11-22
    """
    directory, day, said = directory_in(folder), day_from(on), texts(lang)
    code = place_named(directory, place) if place else None
    queue = due_in(directory, day, code)
    if output is Format.JSON:
        checks = [due_json(one, said.word) for one in queue]
        print_json({"on": day.isoformat(), "place": code, "due": checks})
        return
    title = ": ".join(filter(None, (said.word("directory_due_title"), code)))
    lines = [Line(0, title, "title"), Line(0, said.word("assessed_on", date=day), "note")]
    lines.append(Line(0, said.word("directory_due_order"), "note"))
    lines += due_lines(queue[:most], directory, said)
    lines.append(Line(0, said.word("directory_due_count", shown=min(most, len(queue)), n=len(queue)), "note"))
    print_as(lines, output)


def confirm_command(
    name: Annotated[str, typer.Argument(help="An organisation by its id.", metavar="ID")],
    detail: Annotated[
        str, typer.Option("--detail", help="Which detail: phone, phone.2, service.legal.", metavar="DETAIL")
    ],
    title: Annotated[str, typer.Option("--title", help="Title of the page, or what the call was.", metavar="TEXT")],
    source: Annotated[str, typer.Option("--source", help="Address of the page; none for a call or letter.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who published it; else the host of the page.")] = "",
    how: Annotated[str, typer.Option("--how", help="page, archive, phone or mail.", metavar="HOW")] = "page",
    dated: Annotated[
        str | None, typer.Option("--dated", help="The date on the page: 2026-11-02, 2026-11 or 2026.", metavar="DATE")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="The day on which it was seen; else today.", metavar="DATE")
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option("--value", help="The new value, if it changed; KEY=VALUE for a part. May be repeated."),
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Why it changed, for the record of corrections.")] = "",
    confidence: Annotated[str, typer.Option("--confidence", help="high, medium or low; else as it was.")] = "",
    commit: Annotated[bool, typer.Option("--commit", help="Commit the change with git.")] = False,
    folder: DirectoryFolder = None,
) -> None:
    """Record that somebody checked a detail: the data files gain the source, and what changed as a correction.

    Comments and order of the files stay. What the lints refuse is not written.

    Example: asylia directory confirm frj --detail phone.1 --source http://frj.or.jp/en --title "Page in English"
    """
    target = folder or data_folder("directory")
    if (target.parent / "law").is_dir() and target.parent.name == "data" and folder is None:
        raise InputError("the installed copy is not the place for changes", mend="name a checkout with --directory")
    done = _check_from(title, publisher, source, how, day_from(on), dated, confidence, why)
    values = values_from(detail, value or ())
    if commit:
        _refuse_changes_in(target)
    recorded = record_check(target, name, detail, values, done)
    directory_in.cache_clear()
    said = [f"{path}: written" for path in recorded.files]
    said += [f"{key}: {was or '(nothing)'} -> {now}" for key, (was, now) in recorded.changed.items()]
    said.append(f"source {recorded.source.tag}: {recorded.source.title}, seen on {done.seen}")
    if not recorded.files:
        said.append("this check is on record already: nothing was written")
    elif commit:
        said.append(_committed(target, recorded, name, done))
    typer.echo("\n".join(said))


def _check_from(
    title: str, publisher: str, source: str, how: str, seen: date, dated: str | None, confidence: str, why: str
) -> Check:
    """The check as typed. Raises InputError."""
    for word, words, option in ((how, HOW_SEEN, "--how"), (confidence, ("", *CONFIDENCES), "--confidence")):
        if word not in words:
            raise InputError(
                f"{option} is {word!r}, which is none of {', '.join(filter(None, words))}", mend=nearest(word, words)
            )
    if seen > today():
        raise InputError(f"{seen} has not come yet", mend="give the day on which it was seen")
    if not title.strip():
        raise InputError("--title is empty", mend="give the title of the page, or say who was called")
    if not source and how in ("page", "archive"):
        raise InputError("a page needs its address", mend="give it with --source, or say --how phone or --how mail")
    if source and not is_web_address(source):
        raise InputError(f"--source is {source!r}, which is no web address", mend="begin with https:// or http://")
    date_on_page = printed(dated) if dated else None
    if dated and date_on_page is None:
        raise InputError(f"--dated is {dated!r}, which is no date", mend="write 2026-11-02, 2026-11 or 2026")
    host = urlsplit(source).netloc.removeprefix("www.") if source else how
    return Check(title.strip(), publisher.strip() or host, source, how, seen, date_on_page, confidence, why)


# --- git -------------------------------------------------------------------------------------------------------------


def _git(folder: Path, *words: str) -> str:
    git = shutil.which("git")
    if git is None:
        raise InputError("git is not installed", mend="leave out --commit")
    done = subprocess.run([git, "-C", str(folder), *words], capture_output=True, text=True, check=False)  # noqa: S603  # no shell
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise InputError(f"git: {said[-1] if said else 'it failed'}", mend="leave out --commit, and commit by hand")
    return done.stdout


def _refuse_changes_in(folder: Path) -> None:
    """Raise InputError if the folder is in no checkout, or has changes that the commit would sweep in."""
    if _git(folder, "status", "--porcelain", "--", ".").strip():
        raise InputError(f"{folder} has changes that are not committed", mend="commit them first")


def _committed(folder: Path, recorded: Recorded, name: str, done: Check) -> str:
    act = "Change" if recorded.changed else "Confirm"
    subject = f"{act} {recorded.detail.id} of {name}"
    if len(subject) > SUBJECT_LENGTH:
        subject = f"{act} a detail of {name}"[:SUBJECT_LENGTH]
    body = _body(recorded.changed, done)
    paths = [str(path.resolve()) for path in recorded.files]
    try:
        _git(folder, "commit", "--quiet", "-m", subject, "-m", body, "--", *paths)
    except InputError as error:
        raise InputError(f"the check is written, but not committed: {error.says}", mend="commit it by hand") from None
    return f"commit {_git(folder, 'rev-parse', '--short', 'HEAD').strip()}: {subject}"


def _body(changed: Mapping[str, tuple[str, str]], done: Check) -> str:
    said: Sequence[str] = [f"{key}: {was or '(nothing)'} -> {now}" for key, (was, now) in changed.items()]
    return "\n".join([*said, f"Seen on {done.seen} ({done.how}): {done.title} {done.url}".strip()])
