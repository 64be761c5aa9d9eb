"""Random people who go through the guide: they answer by the chances of the law, and are at times silent."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from asylia.assessment.findings import Assessment
from asylia.briefs.guide.order import DoesNotFit, Guide
from asylia.briefs.guide.plan import Plan, read_plan
from asylia.briefs.guide.talk import PLACE, SILENT, Chosen, Reply, Talk
from asylia.folders import data_folder
from asylia.languages.texts import texts_in
from asylia.lawbook.law import Lawbook
from asylia.logic.values import WhyUnknown

DAY = date(2026, 11, 22)
PLACES = ("JP", "KR", "CN", "HK", "MO")


def plan_of(lawbook: Lawbook) -> Plan:
    return read_plan(data_folder("law"), lawbook.data)


def guide_of(lawbook: Lawbook, day: date = DAY) -> Guide:
    sayable = frozenset(name for name, words in texts_in("en").facts.items() if words.get("plain"))
    return Guide(lawbook, plan_of(lawbook), sayable, day)


@dataclass(frozen=True)
class Asked:
    """One page that a random person saw, and how they answered."""

    talk: Talk
    question: str
    about: int
    assessment: Assessment | None


def random_reply(rng: random.Random, guide: Guide, talk: Talk, assessment: Assessment, question: str) -> Reply:
    """An answer by chance; one in ten does not know, one in twenty would rather not say."""
    chance = rng.random()
    if chance < 0.15:
        return SILENT[chance >= 0.1]
    if question in guide.plan.sets:
        one = guide.plan.sets[question]
        offered = [choice.id for choice in guide.offered(one, assessment.law)]
        if one.several:
            share = 0.15 if question == "letters" else 0.3
            return Chosen(frozenset(name for name in offered if rng.random() < share), rng.random() < 0.2)
        return Chosen(frozenset([rng.choice(offered)]))
    fact = guide.lawbook.data.facts[question]
    if fact.type == "yes/no":
        return rng.random() < guide.lawbook.data.priors.get(question, 50) / 100
    if fact.type == "date":
        return guide.day - timedelta(days=rng.randint(-20, 200))
    return rng.randint(0, 5) if fact.type == "count" else rng.choice(fact.choices)


def walk(
    guide: Guide,
    place: str,
    seed: int,
    reply: Callable[[random.Random, Guide, Talk, Assessment, str], Reply] = random_reply,
    most: int = 60,
    talk: Talk | None = None,
) -> Iterator[Asked]:
    """The pages that a random person sees, the last with no question; never more than `most`."""
    rng = random.Random(f"{place} {seed}")
    talk = talk or Talk()
    for _ in range(most):
        assessment = guide.assessment(talk)
        question = guide.next_question(talk, assessment)
        talk = replace(talk, at=question)
        about = guide.about_how_many(talk, assessment)
        yield Asked(talk, question, about, assessment)
        if not question:
            return
        talk = replace(talk, about=about)
        if question == PLACE:
            talk = guide.answered(talk, PLACE, place)
            continue
        assert assessment is not None
        talk = _answered(rng, guide, talk, assessment, question, reply)


def _answered(
    rng: random.Random,
    guide: Guide,
    talk: Talk,
    assessment: Assessment,
    question: str,
    reply: Callable[[random.Random, Guide, Talk, Assessment, str], Reply],
) -> Talk:
    for _ in range(5):
        try:
            return guide.answered(talk, question, reply(rng, guide, talk, assessment, question))
        except DoesNotFit:
            continue
    return guide.answered(talk, question, WhyUnknown.PERSON_DOES_NOT_KNOW)
