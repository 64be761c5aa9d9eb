"""Filling in the case form as a browser does, and random answers to fill in."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from asylia.assessment.casefile import CaseFile
from asylia.lawbook.model import Fact
from asylia.logic.values import Answer, WhyUnknown
from asylia.site.case.filled import PREFIX, Filled, filled_from
from asylia.site.law_data import lawbook
from tests.site.html import page_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

TODAY = date(2026, 11, 22)
ADDRESS = "/en/case/"


def sent_by(filled: Filled, **other: str) -> dict[str, object]:
    """What a browser sends for a form, its empty fields too."""
    fields = {PREFIX + name: filled.typed.get(name, "") for name, fact in lawbook().data.facts.items() if fact.asked}
    return {"place": filled.place, "also": list(filled.also), "on": filled.on, "more": filled.more, **fields, **other}


def send(client: Client, case: CaseFile, do: str = "assess", address: str = ADDRESS) -> Response:
    """The answer to a form that tells a case."""
    return client.post(address, sent_by(filled_from(case, lawbook().data), do=do))


def open_file(client: Client, content: bytes, name: str = "x.yaml") -> Response:
    """The answer to a case file that is opened."""
    return client.post(ADDRESS, {"do": "open", "file": SimpleUploadedFile(name, content)})


def text_of(response: Response) -> str:
    """What stands on a page, each run of blanks as one."""
    page = page_of(response.content)
    assert page.faults == []
    return " ".join(page.text.split())


def random_case(chance: random.Random, size: int) -> CaseFile:
    """A person about whom some facts are known, at one or two places."""
    data = lawbook().data
    known = [code for code in data.places if code != "INT"]
    own, *also = chance.sample(known, chance.choice((1, 1, 2)))
    case = CaseFile((own, *also), None, {})
    for name in chance.sample(sorted(data.facts), size):
        case = case.with_answer(data.facts[name], _answer(data.facts[name], chance), own)
    return case


def _answer(fact: Fact, chance: random.Random) -> Answer:
    if chance.random() < 0.1:
        return chance.choice([why for why in WhyUnknown if why is not WhyUnknown.NOT_ASKED])
    if fact.type == "yes/no":
        return chance.random() < 0.5
    if fact.type == "count":
        return chance.randrange(6)
    if fact.type == "choice":
        return chance.choice(fact.choices)
    return date.fromordinal(TODAY.toordinal() - chance.randrange(4000))
