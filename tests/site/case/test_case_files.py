"""What goes in and out of the case form: case files, briefs, calendars. And that nothing of it stays."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import icalendar
import pytest
from django.test import Client

from asylia.assessment.casefile import CaseFile, read_case, write_case
from asylia.languages.texts import texts_in
from asylia.site.case.views import LARGEST_FILE
from asylia.site.law_data import lawbook
from asylia.site.templatetags.law import _linked
from tests.briefs.fonts import needs_fonts
from tests.site.case.filling import ADDRESS, open_file, send, text_of

EXAMPLES = sorted(Path("examples").glob("*.yaml"))
CANARY = "canary-51c0de"


def with_a_running_limit() -> CaseFile:
    """A refusal of last week in Japan."""
    text = b"jurisdiction: JP\nanswers: {in_territory: true, first_decision_received_on: 2026-11-19}"
    return read_case(text, "x", lawbook().data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_is_opened_and_saved_as_the_same(client: Client, path: Path) -> None:
    case = read_case(path.read_bytes(), path.name, lawbook().data)
    opened = open_file(client, path.read_bytes())
    saved = send(client, case, "save")

    assert opened.status_code == 200
    assert "The file stands in the form: " in text_of(opened)
    assert read_case(saved.content, "saved", lawbook().data) == case
    assert saved.headers["Content-Disposition"] == 'attachment; filename="case.yaml"'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (
            b"jurisdiction: JP\nanswers:\n  stateles: true",
            "line 3: there is no fact 'stateles'; did you mean 'stateless'?",
        ),
        (b"jurisdiction: JP\nname: A. Person", "line 2: 'name' would hold a name or contact, which asylia never keeps"),
        (b"jurisdiction: [JP", "YAML"),
        (b'{"jurisdiction": "JP",}', "JSON"),
        (b"jurisdiction: JP\nanswers: {in_territory: perhaps}", "is a yes/no fact and cannot be"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence_with_its_line(client: Client, content: bytes, says: str) -> None:
    """The sentence of the reader of case files, at the field, without the name of the file."""
    response = open_file(client, content, f"{CANARY}.yaml")

    assert response.status_code == 422
    assert says in text_of(response)
    assert CANARY not in text_of(response)
    assert 'id="w-file"' in response.content.decode()


def test_no_file_is_told(client: Client) -> None:
    assert "Choose a file first." in text_of(client.post(ADDRESS, {"do": "open"}))


def test_sec_58_sizes_are_limited(client: Client) -> None:
    """SEC-58: a case file of 256 KiB is read; more, or a body of 1 MB, is refused before it is."""
    line = b"# a comment that fills the file\n"
    whole = b"jurisdiction: JP\n" + line * ((LARGEST_FILE - 20) // len(line))

    assert open_file(client, whole).status_code == 200
    assert open_file(client, whole + line * 40).status_code == 422
    assert open_file(client, line * 40000).status_code == 413
    assert client.post(ADDRESS, {"more": "x" * 1_000_000}).status_code == 413
    assert client.post(ADDRESS, {f"x{number}": "" for number in range(3000)}).status_code == 400


@pytest.mark.parametrize(("kind", "starts", "name"), [
    ("html", b"<!doctype html>", "brief.html"),
    ("markdown", b"# Case brief", "brief.md"),
    pytest.param("pdf", b"%PDF-", "brief.pdf", marks=needs_fonts),
])  # fmt: skip
def test_a_brief_is_made_with_who_can_help(client: Client, kind: str, starts: bytes, name: str) -> None:
    response = send(client, with_a_running_limit(), kind)

    assert response.content.startswith(starts)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store"
    if kind != "pdf":
        assert texts_in("en").word("directory_title") in response.content.decode()


def test_time_limits_go_into_a_calendar_under_neutral_titles(client: Client) -> None:
    """SEC-54: who finds the file on a phone learns nothing from it."""
    response = send(client, with_a_running_limit(), "calendar")
    calendar = icalendar.Calendar.from_ical(response.content)
    titles = {str(event["summary"]) for event in calendar.walk("VEVENT")}

    assert titles == {"Appointment"}
    assert response.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'


def test_without_a_limit_that_runs_there_is_no_calendar(client: Client) -> None:
    case = read_case(b"jurisdiction: JP\nassessed on: 2026-11-22\nanswers: {in_territory: false}", "x", lawbook().data)

    assert "No time limit is running" in text_of(send(client, case, "calendar"))


@pytest.mark.parametrize("do", ["save", "pdf", "html", "markdown", "calendar"])
def test_no_file_is_made_of_what_cannot_be_read(client: Client, do: str) -> None:
    response = client.post(ADDRESS, {"place": "JP", "f_arrested_on": "nonsense", "do": do})

    assert (response.status_code, response.headers["Content-Type"]) == (422, "text/html; charset=utf-8")


def test_a_contradicting_case_can_be_saved_but_makes_no_brief(client: Client) -> None:
    pair = {"place": "JP", "f_in_territory": "no", "f_at_port_of_entry": "yes"}

    assert client.post(ADDRESS, {**pair, "do": "save"}).headers["Content-Disposition"]
    assert client.post(ADDRESS, {**pair, "do": "html"}).status_code == 422


def test_sec_51_and_83_no_answer_stays_anywhere(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture, cache_folder: Path,
) -> None:  # fmt: skip
    """SEC-51, SEC-56, SEC-83: an answer is in no log, folder, address, nor in what the process keeps of texts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    kept_before = _linked.cache_info().currsize
    told = write_case(with_a_running_limit())
    for response in (
        client.post(ADDRESS, {"place": "JP", "f_arrested_on": CANARY}),
        client.post(ADDRESS, {"place": "JP", "more": f"answers: {{{CANARY}: true}}"}),
        client.post(ADDRESS, {"place": CANARY, "on": CANARY, "also": CANARY, "do": CANARY}),
        open_file(client, f"jurisdiction: JP\n# {CANARY}\nanswers: {{x: {CANARY}}}".encode(), f"{CANARY}.yaml"),
        open_file(client, (told + f"# {CANARY}\n" * 5000).encode()),
        send(client, with_a_running_limit(), "html"),
        send(client, with_a_running_limit(), "calendar"),
    ):
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', response.content.decode(errors="replace"))

        assert CANARY not in str(response.serialize_headers())
        assert not [address for address in addresses if CANARY in address]
    printed = capsys.readouterr()

    assert CANARY not in printed.out + printed.err + caplog.text
    for folder in (tmp_path, cache_folder):
        for file in folder.rglob("*"):
            assert not file.is_file() or CANARY.encode() not in file.read_bytes()
    assert _linked.cache_info().currsize == kept_before
