"""The case form of the site: a form with 100 answers sent, in this process, beside an error page of the same site.

`python -m bench.case_form`. 60 sets of answers that the vocabulary allows, drawn with a fixed seed; no network.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from urllib.parse import urlencode

import django
from django.test import Client

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile
from asylia.errors import InputError
from asylia.lawbook.model import Fact
from asylia.logic.links import Contradiction
from asylia.logic.values import Answer
from asylia.site.case.filled import PREFIX, filled_from
from asylia.site.law_data import lawbook
from asylia.site.loading import load_all
from bench.figure import Figure

ANSWERS, SETS, DAY = 100, 60, date(2026, 11, 22)
GOAL_P95, GOAL_SIZE = 300, 450


def main() -> int:
    """Print the figures; 1 if a goal is missed."""
    django.setup()
    load_all()
    client = Client(HTTP_HOST="localhost")
    forms = [sent(case) for case in cases()]

    def post(form: dict[str, str], do: str) -> float:
        body = urlencode({**form, "do": do})  # as a browser sends it
        return timed(lambda: client.post("/en/case/", body, content_type="application/x-www-form-urlencoded"))

    _ = [post(form, "assess") for form in forms]
    whole = [post(form, "assess") for form in forms]
    live = [post(form, "live") for form in forms]
    bare = statistics.median(timed(lambda: client.get("/nothing/")) for _ in range(SETS))
    size = len(client.get("/en/case/").content) / 1024
    figures = [
        Figure(
            f"a form with {ANSWERS} answers, median", statistics.median(whole), None, ratio(whole, bare), "error page"
        ),
        Figure(f"{ANSWERS} answers, p95", p95(whole), GOAL_P95, p95(whole) / bare, "error page"),
        Figure("the same without the form (live), p95", p95(live), GOAL_P95, p95(live) / bare, "error page"),
        Figure("size of the empty form", size, GOAL_SIZE, size / 16, "16 KiB", "KiB"),
    ]
    print(*figures, sep="\n")
    return int(any(figure.goal is not None and figure.value > figure.goal for figure in figures))


def cases() -> list[CaseFile]:
    """Cases whose answers can all be true, on the day too."""
    found: list[CaseFile] = []
    for seed in count():
        case = case_of(random.Random(seed))
        try:
            assess(lawbook(), case, case.places[0], DAY, questions=False)
        except InputError:
            continue
        found.append(case)
        if len(found) == SETS:
            break
    return found


def ratio(times: list[float], bare: float) -> float:
    """How many times as long as the reference the median takes."""
    return statistics.median(times) / bare


def p95(times: list[float]) -> float:
    """The time that 19 of 20 keep."""
    return statistics.quantiles(times, n=20)[-1]


def timed(act: Callable[[], object]) -> float:
    """How long this process works at it, in milliseconds; what others do on the machine does not count."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def case_of(chance: random.Random) -> CaseFile:
    """A person at one place about whom 100 facts are known that can be true together."""
    data = lawbook().data
    law = lawbook().at(DAY, chance.choice(("JP", "KR", "CN", "HK", "MO")))
    known: dict[str, Answer] = {}
    for name in chance.sample([fact.id for fact in data.facts.values() if fact.asked], 500):
        tried = {**known, name: _answer(data.facts[name], chance)}
        try:
            settled = law.links.settle(tried).answers
        except (Contradiction, InputError):
            continue
        if len(tried) <= ANSWERS and all(settled.get(fact) == value for fact, value in tried.items()):
            known = tried
    case = CaseFile((law.place,), None, {})
    for name, answer in known.items():
        case = case.with_answer(data.facts[name], answer, law.place)
    return case


def _answer(fact: Fact, chance: random.Random) -> Answer:
    kinds: dict[str, Callable[[], Answer]] = {
        "yes/no": lambda: chance.random() < 0.4,
        "count": lambda: chance.randrange(4),
        "choice": lambda: chance.choice(fact.choices),
        "date": lambda: date.fromordinal(DAY.toordinal() - chance.randrange(3000)),
    }
    return kinds[fact.type]()


def sent(case: CaseFile) -> dict[str, str]:
    """What a browser sends, the empty fields too."""
    filled = filled_from(case, lawbook().data)
    fields = {PREFIX + name: filled.typed.get(name, "") for name, fact in lawbook().data.facts.items() if fact.asked}
    return {"place": filled.place, "on": DAY.isoformat(), "more": filled.more, **fields}


if __name__ == "__main__":
    sys.exit(main())
