"""The order of questions: short, in phases, from the engine; silence and changes of mind."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date
from statistics import mean, median

import pytest

from asylia.assessment.assess import assess
from asylia.assessment.casefile import read_case, write_case
from asylia.assessment.findings import Assessment
from asylia.briefs.guide.order import DoesNotFit, Guide, days_waited_for
from asylia.briefs.guide.talk import PLACE, SILENT, Chosen, Reply, Talk
from asylia.logic.values import WhyUnknown
from tests.briefs.guide.people import PLACES, random_reply, walk

PEOPLE = 15
ANSWER_SETS = 40
MANY_ANSWER_SETS = 1000


@pytest.mark.parametrize("place", PLACES)
def test_g9_the_median_path_has_at_most_9_questions_and_the_longest_16(guide: Guide, place: str) -> None:
    lengths = [len(list(walk(guide, place, seed))) - 1 for seed in range(PEOPLE)]

    assert median(lengths) <= 9
    assert max(lengths) <= 16


def test_g9_no_path_can_be_longer_than_16(guide: Guide) -> None:
    """By the plan alone: the place, every question of several facts, and the most of each phase."""
    assert 1 + len(guide.plan.sets) + sum(phase.most for phase in guide.plan.phases) <= 16


@pytest.mark.parametrize("place", PLACES)
def test_g10_phases_come_in_order(guide: Guide, place: str) -> None:
    for seed in range(PEOPLE):
        phases = [guide.phase_of(page.question) for page in walk(guide, place, seed) if page.question]

        assert sorted(phases) == phases


@pytest.mark.parametrize("place", PLACES)
def test_g8_about_how_many_more_never_rises_by_more_than_two(guide: Guide, place: str) -> None:
    for seed in range(PEOPLE):
        counts = [page.about for page in walk(guide, place, seed)][:-1]

        assert all(after - before <= 2 for before, after in itertools.pairwise(counts))


@pytest.mark.parametrize("place", PLACES)
def test_g8_about_how_many_more_is_honest(guide: Guide, place: str) -> None:
    errors = []
    for seed in range(PEOPLE):
        counts = [page.about for page in walk(guide, place, seed)][:-1]
        errors += [abs(len(counts) - 1 - at - count) for at, count in enumerate(counts)]

    assert mean(errors) <= 1.5


@pytest.mark.parametrize("place", PLACES)
def test_no_fact_is_asked_without_plain_words_nor_one_that_nobody_can_be_asked(guide: Guide, place: str) -> None:
    """P7 too: no birth date, no age."""
    facts = guide.lawbook.data.facts
    asked = {page.question for seed in range(PEOPLE) for page in walk(guide, place, seed)} & set(facts)

    assert asked <= guide.sayable
    assert {facts[name].known_by for name in asked} <= {"person"}
    assert not asked & {"born_on", "age", "age_when_claim_filed"}
    assert all(facts[name].sensitivity < 3 for name in asked)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("silence", SILENT)
def test_g5_who_says_nothing_at_all_comes_to_the_end(guide: Guide, place: str, silence: WhyUnknown) -> None:
    def says_nothing(*_: object) -> Reply:
        return silence

    pages = list(walk(guide, place, 0, says_nothing))

    assert pages[-1].question == ""
    assert len(pages) <= 17


@pytest.mark.parametrize("place", PLACES)
def test_g5_silence_is_never_a_no(guide: Guide, place: str) -> None:
    def says_nothing(*_: object) -> Reply:
        return WhyUnknown.RATHER_NOT_SAY

    last = list(walk(guide, place, 1, says_nothing))[-1]

    assert {type(answer) for answer in last.talk.answers(guide.plan).values()} == {WhyUnknown}


def test_the_more_precise_round_asks_what_the_first_left_out(guide: Guide) -> None:
    first = list(walk(guide, "JP", 3))
    finer = list(walk(guide, "JP", 3, talk=replace(first[-1].talk, finer=True, about=0)))

    assert len(finer) > 10
    assert not {page.question for page in finer[:-1]} & {page.question for page in first[:-1]}


def test_a_letter_of_which_the_day_counts_is_asked_for(guide: Guide) -> None:
    talk = _talk(guide, "JP", where="inside", stage="refused", letters=())
    talk = guide.answered(talk, "holds_status_of_residence", False)

    assert guide.next_question(talk, guide.assessment(talk)) == "first_decision_received_on"


def test_the_same_letter_is_not_asked_for_where_nothing_was_refused(guide: Guide) -> None:
    talk = _talk(guide, "JP", where="inside", stage="waiting", letters=())

    assert "first_decision_received_on" not in days_waited_for(_assessed(guide, talk))


def test_what_is_left_unchosen_is_a_no_only_for_one_who_is_sure(guide: Guide) -> None:
    sure = _talk(guide, "JP", grounds=("religion",)).answers(guide.plan)
    unsure = replace(_talk(guide, "JP"), replies={PLACE: "JP", "grounds": Chosen(frozenset({"religion"}), True)})

    assert (sure["convention_ground_religion"], sure["convention_ground_race"]) == (True, False)
    assert unsure.answers(guide.plan)["convention_ground_race"] is WhyUnknown.PERSON_DOES_NOT_KNOW


# --- changes of mind -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(PEOPLE))
def test_g7_a_changed_answer_keeps_later_ones_that_fit_and_drops_the_others(guide: Guide, seed: int) -> None:
    rng = random.Random(seed)
    place = PLACES[seed % len(PLACES)]
    talk = list(walk(guide, place, seed))[-1].talk
    question = rng.choice([name for name in talk.replies if name != PLACE])
    reply = random_reply(rng, guide, talk, _assessed(guide, talk), question)
    try:
        after = guide.answered(talk, question, reply)
    except DoesNotFit:
        return

    before = list(talk.replies)[: list(talk.replies).index(question)]
    assert list(after.replies)[: len(before) + 1] == [*before, question]
    assert after.replies[question] == reply
    assert all(after.replies[name] == talk.replies[name] for name in after.replies if name != question)
    _assessed(guide, after)  # what is kept never contradicts itself


def test_g7_the_same_answer_again_changes_nothing(guide: Guide) -> None:
    talk = list(walk(guide, "KR", 5))[-1].talk

    for name, reply in talk.replies.items():
        assert guide.answered(talk, name, reply) == talk


def test_g7_the_day_of_a_letter_goes_with_the_letter(guide: Guide) -> None:
    talk = _talk(guide, "JP", where="inside", stage="refused", letters=(), needs=("bed",))
    talk = guide.answered(talk, "first_decision_received_on", date(2026, 11, 20))

    after = guide.answered(talk, "stage", Chosen(frozenset({"waiting"})))

    assert "first_decision_received_on" not in after.replies
    assert after.replies["needs"] == talk.replies["needs"]


def test_g7_another_place_keeps_what_is_about_the_person(guide: Guide) -> None:
    talk = _talk(guide, "JP", where="inside", stage="refused", letters=(), needs=("bed",), grounds=("opinion",))

    after = guide.answered(talk, PLACE, "KR")

    assert {PLACE, "needs", "grounds"} == set(after.replies)
    assert after.place == "KR"


def test_a_reply_that_contradicts_an_earlier_one_names_it(guide: Guide) -> None:
    talk = _talk(guide, "KR", where="inside", stage="not_applied", letters=())

    with pytest.raises(DoesNotFit) as error:
        guide.answered(talk, "first_decision_received_on", date(2026, 11, 2))

    assert error.value.question == "stage"


# --- the same as assess ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sets", [ANSWER_SETS, pytest.param(MANY_ANSWER_SETS, marks=pytest.mark.slow)])
def test_the_guide_and_assess_say_the_same(guide: Guide, sets: int) -> None:
    """F7: the answers of a run, written as a case file and read back, give the same outcome ids."""
    for seed in range(sets):
        place = PLACES[seed % len(PLACES)]
        talk = list(walk(guide, place, seed, most=4 + seed % 14))[-1].talk
        ours = _assessed(guide, talk)
        text = write_case(talk.case(guide.plan, guide.lawbook.data))
        theirs = assess(guide.lawbook, read_case(text.encode(), "case.yaml", guide.lawbook.data), place, guide.day)

        assert _outcome(ours) == _outcome(theirs)


def _outcome(assessment: Assessment) -> object:
    standing = assessment.standing
    return (
        [(f.provision.id, f.state, f.exact, f.nature, f.depends_on) for f in assessment.findings],
        [(due.limit.id, due.state, due.act_by) for due in assessment.deadlines],
        standing.stage.id if standing.stage else None,
        standing.custody.id if standing.custody else None,
    )


def _talk(guide: Guide, place: str, **chosen: str | tuple[str, ...]) -> Talk:
    talk = guide.answered(Talk(), PLACE, place)
    for name, ids in chosen.items():
        talk = guide.answered(talk, name, Chosen(frozenset([ids] if isinstance(ids, str) else ids)))
    return talk


def _assessed(guide: Guide, talk: Talk) -> Assessment:
    found = guide.assessment(talk)
    assert found is not None
    return found
