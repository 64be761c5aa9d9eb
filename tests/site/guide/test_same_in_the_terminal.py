"""F7: whoever walks through the pages and whoever hands the same answers to `asylia guide` is told the same."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from django.test import Client

from asylia.briefs.guide.marks import SILENT, in_a_file
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.cli import guide as command
from asylia.cli.common import Format
from asylia.languages.guide import guide_languages
from asylia.logic.values import Bounds, WhyUnknown
from asylia.site.guide import desk
from tests.site.guide.walker import Choose, Reader

PLACES = ("JP", "KR", "CN", "HK", "MO")
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SETS, ALL_SETS = 25, 1000
NO_PLACE = 20
"""In one of so many sets the person is nowhere that the guide knows, or does not say where."""
_SIGNS = {why: sign for sign, why in SILENT.items()}


@pytest.fixture(autouse=True)
def _a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "now", lambda: NOON)
    monkeypatch.setattr(desk, "today", lambda zone=None: date(2026, 11, 23))
    monkeypatch.setattr(command, "now", lambda: NOON)


def test_f7_pages_and_terminal_give_the_same_outcome_ids(client: Client, tmp_path: Path) -> None:
    _compare(client, tmp_path, range(SETS))


@pytest.mark.slow
def test_f7_pages_and_terminal_give_the_same_outcome_ids_for_1000_sets(client: Client, tmp_path: Path) -> None:
    _compare(client, tmp_path, range(SETS, SETS + ALL_SETS))


def _compare(client: Client, folder: Path, seeds: Iterable[int]) -> None:
    file = folder / "answers.yaml"
    shown = 0
    for seed in seeds:
        language = guide_languages()[seed % len(guide_languages())]
        reader = _walked(client, language, seed)
        talk = desk.sealer().open(reader.token, desk.minute())
        file.write_text(_written(talk), encoding="utf-8")
        told = _told(file, language)

        assert _ids_told(told) == re.findall(r'data-id="([^"]+)"', reader.page), (seed, file.read_text("utf-8"))
        assert (told["next_question"] is not None) == ('value="finer"' in reader.page), seed
        shown += len(_ids_told(told))
    assert shown > 10 * len(list(seeds))


def _walked(client: Client, language: str, seed: int) -> Reader:
    rng = random.Random(f"answers {seed}")
    choose = _by_chance(rng, PLACES[seed % len(PLACES)] if seed % NO_PLACE else rng.choice("=?-"))
    reader = Reader(client, language).start().walk(choose, most=60)
    if seed % 4 == 0 and 'value="finer"' in reader.page:
        reader.send("finer")
        for _ in range(rng.randint(1, 6)):
            if not reader.is_at_the_end:
                reader.answer(choose)
        if not reader.is_at_the_end:
            reader.send("result")
    return reader


def _by_chance(rng: random.Random, place: str) -> Choose:
    """Up to three of the choices, silence included."""

    def choose(kind: str, offered: list[str]) -> list[str]:
        if PLACES[0] in offered:
            return [place]
        if kind != "choices":
            return [rng.choice(offered)]
        return rng.sample(offered, min(len(offered), rng.randint(1, 3))) or ["?"]

    return choose


def _written(talk: Talk) -> str:
    answers = {name: _value(name, reply) for name, reply in talk.replies.items()}
    return yaml.safe_dump(answers, sort_keys=False, allow_unicode=True)


def _value(name: str, reply: Reply) -> object:
    if isinstance(reply, WhyUnknown):
        return _SIGNS[reply]
    if isinstance(reply, Bounds):
        return {"earliest": reply.earliest, "latest": reply.latest}
    if not isinstance(reply, Chosen):
        return reply
    if not reply.ids:
        return in_a_file("=")
    is_one = name in ("where", "stage")
    return next(iter(reply.ids)) if is_one else [*sorted(reply.ids), *(["~"] if reply.not_sure else [])]


def _told(file: Path, language: str) -> dict[str, object]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        command.guide_command(answers=str(file), lang=language, output=Format.JSON)
    told = json.loads(printed.getvalue())
    assert isinstance(told, dict)
    return told


def _ids_told(told: dict[str, object]) -> list[str]:
    """In the order of the page."""
    found = []
    for section in ("dates", "steps", "contacts", "ways", "rights", "more_ways"):
        items = told[section]
        assert isinstance(items, list)
        found += [item["id"] for item in items]
    return found


def test_what_a_page_was_told_about_the_place_is_read_back() -> None:
    assert yaml.safe_load(_written(Talk("", {PLACE: Chosen(frozenset())}))) == {"place": "none"}
