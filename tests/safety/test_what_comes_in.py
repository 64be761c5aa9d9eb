"""SEC-79: every payload through every place where text of somebody else comes in: files, forms, addresses, options."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from asylia.assessment.casefile import read_case
from asylia.assessment.lines import to_markdown
from asylia.briefs.card import cards_of
from asylia.briefs.card_html import cards_html
from asylia.briefs.directory_lines import organization_lines
from asylia.briefs.reader import reader_of
from asylia.directory.ages import ages_of
from asylia.directory.hsds.export import export
from asylia.directory.hsds.files import read_hsds
from asylia.directory.hsds.import_out import review_file, summary
from asylia.directory.hsds.imported import import_hsds
from asylia.directory.hsds.own import read_published
from asylia.directory.hsds.published import published
from asylia.directory.model import Directory
from asylia.errors import InputError
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import parse_yaml
from asylia.plain import first_unseen
from tests.cli.running import Run
from tests.directory.small_directory import JAPAN, small
from tests.safety.payloads import PAYLOADS, READ, STEERING, words
from tests.site.html import page_of

TODAY = date(2026, 11, 22)

every_payload = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
ON_A_LINE = {name: text for name, text in READ.items() if text == text.strip() and text.splitlines() == [text]}
"""Payloads that the directory takes: a text in it neither breaks its line nor begins or ends with a space."""
every_line = pytest.mark.parametrize("text", ON_A_LINE.values(), ids=ON_A_LINE)
every_steering = pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)


# --- files of cases --------------------------------------------------------------------------------------------------

IN_A_CASE: dict[str, Callable[[str], dict[str, object]]] = {
    "key": lambda text: {text: "x"},
    "place": lambda text: {"jurisdiction": text},
    "day": lambda text: {"assessed on": text},
    "fact": lambda text: {"jurisdiction": "JP", "answers": {text: True}},
    "yes or no": lambda text: {"answers": {"well_founded_fear": text}},
    "choice": lambda text: {"answers": {"nationality": text}},
    "date": lambda text: {"answers": {"date_of_birth": text}},
    "count": lambda text: {"jurisdiction": "JP", "answers": {"number_of_previous_applications": text}},
    "place of answers": lambda text: {"answers at": {text: {}}},
    "relation": lambda text: {"kinship": {text: "parent"}},
    "time": lambda text: {"jurisdiction": "JP", "times": {"date_of_birth": text}},
}


@every_payload
@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("where", IN_A_CASE)
def test_sec_79_a_case_file_takes_no_free_text(lawbook: Lawbook, where: str, form: str, text: str) -> None:
    """What it is refused with is one sentence that steers nothing."""
    content = IN_A_CASE[where](text)
    raw = json.dumps(content) if form == "json" else yaml.safe_dump(content, allow_unicode=True)

    with pytest.raises(InputError) as refused:
        read_case(raw.encode(), "case", lawbook.data)

    assert "\n" not in str(refused.value).replace(text, "")
    assert first_unseen(str(refused.value)) == ""


# --- the site --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """A way to hand the site a text, and whether its page may repeat it."""

    send: Callable[[Client, str], bytes]
    repeats: bool = False


def _case(client: Client, **fields: str) -> bytes:
    return client.post("/en/case/", {"place": "JP", "do": "assess", **fields}).content


def _opened(client: Client, content: str, name: str = "x.yaml") -> bytes:
    sent = {"do": "open", "file": SimpleUploadedFile(name, content.encode(errors="replace"))}
    return client.post("/en/case/", sent).content


WAYS = {
    "search of the law": Way(lambda c, text: c.post("/en/law/search/", {"words": text}).content, repeats=True),
    "fact of the case form": Way(lambda c, text: _case(c, f_nationality=text)),
    "day of the case form": Way(lambda c, text: _case(c, on=text), repeats=True),
    "date of the case form": Way(lambda c, text: _case(c, f_date_of_birth=text), repeats=True),
    "lines of the case form": Way(lambda c, text: _case(c, more=text), repeats=True),
    "place of the case form": Way(lambda c, text: _case(c, place=text)),
    "case file": Way(lambda c, text: _opened(c, text)),
    "key of a case file": Way(lambda c, text: _opened(c, yaml.safe_dump({text: 1})), repeats=True),
    "name of a case file": Way(lambda c, text: _opened(c, "a: 1", text.replace("/", "-") or "x")),
    "place of the directory": Way(lambda c, text: c.post("/en/directory/find/", {"place": text}).content),
    "day of the directory": Way(
        lambda c, text: c.post("/en/directory/find/", {"place": "JP", "deadline": text}).content, repeats=True
    ),
    "token of the guide": Way(lambda c, text: c.post("/guide/en/go/", {"do": "answer", "t": text, "a": text}).content),
    "act of the guide": Way(lambda c, text: c.post("/guide/en/go/", {"do": text}).content),
    "need of the guide": Way(lambda c, text: c.post("/guide/en/now/", {"need": text}).content),
    "address": Way(lambda c, text: c.get(f"/en/law/rules/{quote(text, safe='')}/").content),
    "day in an address": Way(lambda c, text: c.get(f"/en/law/jp/?on={quote(text)}").content),
    "file name of a picture": Way(lambda c, text: c.get(f"/pictures/{quote(text, safe='')}").content),
    "host": Way(lambda c, text: c.get("/en/", headers={"host": "".join(words(text).split("\x7f"))}).content),
}


@every_payload
@pytest.mark.parametrize("way", WAYS)
def test_sec_79_a_page_has_no_markup_of_what_was_sent(client: Client, way: str, text: str) -> None:
    """Sound HTML with the elements that it always has; what is repeated stands there as text."""
    page = page_of(WAYS[way].send(client, text))

    assert page.faults == []
    assert not {"img", "svg/onload=alert(1)"} & set(page.attributes)
    assert not [link for link in page.links if link.startswith(("javascript:", "http://127.0.0.1"))]
    assert "49" not in page.title
    if not WAYS[way].repeats and len(words(text)) > 5:  # shorter ones stand on any page
        assert text not in page.text


IN_A_BODY: dict[str, tuple[str, Callable[[str], object]]] = {
    "case": ("/assess", lambda text: {"case": {"jurisdiction": "JP", "answers": {"nationality": text}}}),
    "key of a case": ("/assess", lambda text: {"case": {text: text}}),
    "key": ("/assess", lambda text: {"case": {}, text: text}),
    "language": ("/assess", lambda text: {"case": {"jurisdiction": "JP"}, "language": text}),
    "event": ("/deadlines", lambda text: {"jurisdiction": "JP", "events": {text: text}}),
}


@every_payload
@pytest.mark.parametrize("where", IN_A_BODY)
def test_sec_79_the_api_answers_with_json_alone(client: Client, where: str, text: str) -> None:
    path, body = IN_A_BODY[where]
    answer = client.post(f"/api/v1{path}", json.dumps(body(text)), content_type="application/json")

    assert 400 <= answer.status_code < 500
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(answer.content)


# --- the command line ------------------------------------------------------------------------------------------------

OPTIONS: dict[str, tuple[str, ...]] = {
    "command": ("{}",),
    "option": ("assess", "--{}"),
    "case": ("assess", "{}"),
    "place": ("assess", "examples/third-claim-removal.yaml", "--in", "{}"),
    "day": ("assess", "examples/third-claim-removal.yaml", "--on", "{}"),
    "format": ("assess", "examples/third-claim-removal.yaml", "--format", "{}"),
    "language": ("assess", "examples/third-claim-removal.yaml", "--lang", "{}"),
    "provision": ("assess", "examples/third-claim-removal.yaml", "--why", "{}"),
    "organisation": ("directory", "show", "{}"),
    "need": ("directory", "find", "--in", "JP", "--need", "{}"),
    "area": ("directory", "find", "--in", "JP", "--near", "{}"),
    "speaks": ("directory", "find", "--in", "JP", "--speaks", "{}"),
    "measure": ("figures", "show", "{}", "--in", "JPN"),
    "country": ("figures", "show", "grants", "--in", "{}"),
    "rule": ("law", "show", "{}"),
}


@every_payload
@pytest.mark.parametrize("option", OPTIONS)
def test_sec_79_the_command_line_answers_in_a_sentence(run: Run, option: str, text: str) -> None:
    ran = run(*(part.replace("{}", text) for part in OPTIONS[option]))

    assert ran.code != 0
    assert "Traceback" not in ran.err
    assert first_unseen(ran.err) == ""
    assert "uid=" not in ran.err


# --- the directory, and that of others -------------------------------------------------------------------------------


def directory_with(folder: Path, text: str) -> Directory:
    """The small directory with the text as name, description, service and part of an address of one body."""
    quoted = json.dumps(text)
    changes = [
        ("{en: The Door, ja:", f"{{en: {quoted}, ja:"),
        ("description: A house with a door.", f"description: {quoted}"),
        ("name: A bed,", f"name: {quoted},"),
        ('address_1: "1-1 Door"', f"address_1: {quoted}"),
    ]
    return small(folder, {JAPAN: changes})


@every_steering
def test_sec_79_the_directory_takes_no_letters_that_nobody_sees(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"which nobody sees|not text but binary|YAML:"):
        directory_with(tmp_path, text)


@pytest.mark.parametrize("name", sorted(READ.keys() - ON_A_LINE.keys()))
def test_sec_79_the_directory_takes_no_text_that_breaks_its_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"begins or ends with a space|more than one line"):
        directory_with(tmp_path, READ[name])


def test_sec_79_the_directory_links_to_the_web_alone(tmp_path: Path) -> None:
    for address in ("javascript:alert(1)", "data:text/html,x", "JavaScript:alert(1)", "file:///etc/passwd"):
        with pytest.raises(InputError, match="is no web address"):
            small(tmp_path, {JAPAN: [("https://door.example.org", address)]})


@every_line
def test_sec_79_a_body_with_an_odd_name_is_shown_as_text(text: str, tmp_path: Path) -> None:
    directory, said = directory_with(tmp_path, text), texts_in("en")
    door = directory.organizations["door"]
    lines = list(organization_lines(door, directory, tuple(ages_of(door, directory, TODAY)), said))
    reader = reader_of("en")
    page = page_of(cards_html(cards_of(directory, door, reader, TODAY), reader).encode())

    assert words(text) in words(" ".join(line.text for line in lines))
    assert to_markdown(lines)
    assert not {"img", "script"} & set(page.attributes)
    assert words(text) in words(page.text)


@every_line
def test_sec_79_a_body_with_an_odd_name_goes_out_and_comes_back(text: str, tmp_path: Path) -> None:
    """As JSON and as tables, in which no cell is a formula."""
    directory = directory_with(tmp_path, text)
    for form in ("json", "tabular"):
        folder = tmp_path / form
        export(directory, folder, language="en", word=texts_in("en").word, form=form)
        assert read_published(read_hsds(folder).tables) == published(directory)
        for table in folder.rglob("*.csv"):
            assert not [
                line for line in table.read_text().splitlines() if ',"=' in line or ",=" in line or ",@" in line
            ]


@every_payload
def test_sec_79_data_of_others_become_a_review_file_of_texts(text: str, tmp_path: Path) -> None:
    organization = {"id": "a" * 8 + "-1111-4111-8111-111111111111", "name": text, "description": text, "email": text,
                    "website": text, "phones": [{"id": "1", "number": text}]}  # fmt: skip
    (tmp_path / "organizations.json").write_text(json.dumps([organization]))
    directory = small(tmp_path / "here")
    found = import_hsds(read_hsds(tmp_path / "organizations.json"), directory=directory, today=TODAY, country="JP")
    printed = " ".join(line[1] for line in summary(found))

    assert first_unseen(printed) == ""
    assert parse_yaml(review_file(found).encode(), name="review")
