"""Filling in the case form as a browser does, and random answers to fill in."""

from __future__ import annotations

import random
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from asylia.assessment.answers import write_answer
from asylia.assessment.casefile import CaseFile
from asylia.lawbook.model import Fact
from asylia.logic.values import Answer, WhyUnknown
from asylia.site.case.filled import PREFIX, Filled, filled_from
from asylia.site.law_data import lawbook
from tests.site.html import page_of

TODAY = date(2026, 11, 22)
ADDRESS = "/en/case/"


def sent_by(filled: Filled, **other: str) -> dict[str, object]:
    """What a browser sends for a form, its empty fields too."""
    fields = {PREFIX + name: filled.typed.get(name, "") for name, fact in lawbook().data.facts.items() if fact.asked}
    return {"place": filled.place, "also": list(filled.also), "on": filled.on, "more": filled.more, **fields, **other}


def send(client: Client, case: CaseFile, do: str = "assess", address: str = ADDRESS) -> HttpResponse:
    """The answer to a form that tells a case."""
    return client.post(address, sent_by(filled_from(case, lawbook().data), do=do))


def open_file(client: Client, content: bytes, name: str = "x.yaml") -> HttpResponse:
    """The answer to a case file that is opened."""
    return client.post(ADDRESS, {"do": "open", "file": SimpleUploadedFile(name, content)})


def text_of(response: HttpResponse) -> str:
    """What stands on a page, each run of blanks as one."""
    page = page_of(response.content)
    assert page.faults == []
    return " ".join(page.text.split())


def random_case(chance: random.Random, size: int) -> CaseFile:
    """A person about whom some facts are known, at one or two places."""
    data = lawbook().data
    places = chance.sample([code for code in data.places if code != "INT"], chance.choice((1, 1, 2)))
    case = CaseFile(tuple(sorted(places, key=lambda code: (code != places[0], list(data.places).index(code)))), None, {})
    for name in chance.sample(sorted(data.facts), size):
        case = case.with_answer(data.facts[name], _answer(data.facts[name], chance), places[0])
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


def written(case: CaseFile) -> dict[str, object]:
    """The answers of a case as a file writes them."""
    return {name: write_answer(answer) for name, answer in case.answers.items()}
