"""Files of answers: every form that is read, every one that is refused, and the file to fill in."""

from __future__ import annotations

import re
from datetime import date

import pytest

from asylia.briefs.guide.answers_file import read_answers
from asylia.briefs.guide.answers_to_fill_in import answers_to_fill_in, questions_at
from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.errors import InputError
from asylia.languages.guide import guide_languages, guide_words
from asylia.logic.values import Bounds, WhyUnknown
from tests.briefs.guide.people import PLACES, walk

NOT_KNOWN, NOT_SAID = WhyUnknown.PERSON_DOES_NOT_KNOW, WhyUnknown.RATHER_NOT_SAY


def talk_of(text: str, guide: Guide, place: Reply | None = None) -> Talk:
    file = read_answers(text.encode(), "answers.yaml")
    where = place or file.place(guide.plan)
    assert where is not None
    return file.talk(guide, where)


def refusal(text: str, guide: Guide) -> str:
    with pytest.raises(InputError) as refused:
        talk_of(text, guide)
    return str(refused.value)


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("where: detained", Chosen(frozenset({"detained"}))),
        ('stage: "?"', NOT_KNOWN),
        ('stage: "-"', NOT_SAID),
        ("needs: bed", Chosen(frozenset({"bed"}))),
        ("needs: [bed, food]", Chosen(frozenset({"bed", "food"}))),
        ('needs: [bed, "~"]', Chosen(frozenset({"bed"}), not_sure=True)),
        ("needs: none", Chosen(frozenset())),
        ("needs: []", Chosen(frozenset())),
        ('needs: ["~"]', NOT_KNOWN),
        ('needs: "~"', NOT_KNOWN),
        ('needs: "-"', NOT_SAID),
        ("is_child: true", True),
        ("is_child: false", False),
        ('is_child: "no"', False),
        ('is_child: "?"', NOT_KNOWN),
        ("first_decision_received_on: 2026-11-20", date(2026, 11, 20)),
        ("first_decision_received_on: 2026-11", Bounds(date(2026, 11, 1), date(2026, 11, 30))),
        (
            "first_decision_received_on: {earliest: 2026-11-03, latest: 2026-11-20}",
            Bounds(date(2026, 11, 3), date(2026, 11, 20)),
        ),
        ('first_decision_received_on: "0"', WhyUnknown.NOT_YET_HAPPENED),
        ("first_decision_received_on: 0", WhyUnknown.NOT_YET_HAPPENED),
        ('first_decision_received_on: "-"', NOT_SAID),
        ("country_of_nationality: MMR", "MMR"),
        ("country_of_nationality: MM", "MMR"),
        ("previous_refugee_claims_count: 2", 2),
        ("previous_refugee_claims_count: 0", 0),
    ],
)
def test_every_form_of_an_answer_is_read(guide: Guide, line: str, reply: Reply) -> None:
    talk = talk_of(f"place: JP\n{line}\n", guide)

    assert list(talk.replies.items())[1:] == [(line.partition(":")[0], reply)]


@pytest.mark.parametrize(
    ("line", "place", "reply"),
    [
        ("place: JP", "JP", "JP"),
        ("place: hk", "HK", "HK"),
        ("place: none", "", Chosen(frozenset())),
        ('place: "?"', "", NOT_KNOWN),
        ('place: "-"', "", NOT_SAID),
    ],
)
def test_every_form_of_a_place_is_read(guide: Guide, line: str, place: str, reply: Reply) -> None:
    talk = talk_of(line + "\n", guide)

    assert (talk.place, talk.replies) == (place, {PLACE: reply})


def test_the_place_comes_first_wherever_it_stands(guide: Guide) -> None:
    assert list(talk_of("needs: bed\nplace: JP\n", guide).replies) == [PLACE, "needs"]


def test_a_place_that_was_typed_goes_before_that_of_the_file(guide: Guide) -> None:
    assert talk_of("place: JP\nneeds: bed\n", guide, "HK").place == "HK"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the file is empty."),
        ("- a\n", "line 1: a mapping of keys was expected."),
        ("place: JP\nplace: KR\n", "line 2: the key 'place' stands twice in one mapping; keep one of them."),
        ("place: XX\n", "line 1: there is no place 'XX' in the guide; choose from JP, KR, CN, HK, MO, none,"),
        ("place: 1\n", "line 1: there is no place 1 in the guide;"),
        ("place: JP\nstge: refused\n", "line 2: the guide has no question 'stge'; did you mean 'stage'?"),
        ("place: JP\nname: x\n", "line 2: the guide has no question 'name'; check the spelling."),
        ("place: JP\nborn_on: 1990-01-01\n", "line 2: the guide asks nobody for 'born_on'; take it out;"),
        ("place: JP\nstage: maybe\n", "line 2: 'stage' at JP cannot be 'maybe'; choose from not_applied, waiting,"),
        ("place: JP\nstage: [refused]\n", "line 2: 'stage' at JP cannot be ['refused']; choose from"),
        ("place: JP\nstage: none\n", "line 2: 'stage' at JP cannot be 'none'; choose from"),
        ("place: HK\nstage: other_permit\n", "line 2: 'stage' at HK cannot be 'other_permit'; choose from"),
        ("place: JP\nneeds: [bed, bath]\n", "line 2: 'needs' at JP cannot be 'bath'; choose from lawyer, bed, food,"),
        ('place: JP\nneeds: [bed, "?"]\n', "line 2: 'needs' at JP cannot be '?'; choose from"),
        ("place: JP\nneeds: [2026-11-20]\n", "line 2: 'needs' at JP cannot be '2026-11-20'; choose from"),
        ("place: JP\nneeds: {bed: true}\n", "line 2: 'needs' at JP cannot be {'bed': True}; choose from"),
        ("place: JP\nstage: yes\n", "line 2: 'yes' is read as true or false elsewhere;"),
        ("place: JP\nstage: ?\n", 'line 2: the sign ? stands alone; put it in quotes: "?".'),
        ("place: JP\nstage: -\n", 'line 2: the sign - stands alone; put it in quotes: "-".'),
        ("place: JP\nneeds: [bed, ~]\n", 'line 2: the sign ~ stands alone; put it in quotes: "~".'),
        ("place: JP\nneeds: [bed, ?]\nis_child: true\n", 'line 2: the sign ? stands alone; put it in quotes: "?".'),
        ("place: JP\nis_child:\n", "line 2: a key without a value;"),
        ("place: JP\nis_child: 1\n", "line 2: is_child is a yes/no fact and cannot be 1; write true, false,"),
        ('place: JP\nis_child: "0"\n', "line 2: is_child is a yes/no fact and cannot be '0'; write true, false,"),
        ("place: JP\nis_child: contested\n", "line 2: 'is_child' cannot be 'contested' in the guide; write true,"),
        ("place: JP\nfirst_decision_received_on: soon\n", "line 2: first_decision_received_on is a date and"),
        ("place: JP\nfirst_decision_received_on: 2026-02-30\n", "line 2: 2026-02-30 is no day of the calendar;"),
        ("place: JP\nfirst_decision_received_on: 1949-12-31\n", "'1949-12-31' in the guide; write a day as 2026-11-20"),
        ("place: JP\nfirst_decision_received_on: before 2026-11-20\n", "cannot be 'before 2026-11-20' in the guide;"),
        ("place: JP\ncountry_of_nationality: Myanmar\n", "'Myanmar' is no country code; write the three letters"),
        (
            "place: JP\nprevious_refugee_claims_count: at least 2\n",
            "cannot be 'at least 2' in the guide; write a",
        ),
        ("place: JP\nprevious_refugee_claims_count: 1000\n", "cannot be 1000 in the guide; write a whole number up"),
        ("place: HK\nprovisional_stay_until: 2026-11-30\n", "nothing at HK hangs on 'provisional_stay_until'; take"),
        ("place: none\nstage: refused\n", "line 2: 'stage' needs a place with law; take it out, or name the place."),
        (
            "place: JP\nstage: refused\nfirst_instance_refused: false\n",
            "line 3: 'first_instance_refused' cannot be true together with 'stage' in line 2; change one of them.",
        ),
        (
            "place: JP\nfirst_instance_refused: false\nstage: refused\n",
            "line 3: 'stage' cannot be true together with 'first_instance_refused' in line 2; change one of them.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_line_and_mend(guide: Guide, text: str, says: str) -> None:
    told = refusal(text, guide)

    assert told.startswith("answers.yaml, line ")
    assert says in told


def test_answers_that_the_law_says_cannot_go_together_are_refused(guide: Guide) -> None:
    """What links of the law exclude, not only what one question says of the fact of another."""
    told = refusal("place: JP\nstateless: true\ncountry_of_nationality: MMR\n", guide)

    assert "line 3: 'country_of_nationality' cannot be true together with" in told


def test_binary_and_foreign_bytes_are_refused() -> None:
    for raw in (b"\x00", b"\xff\xfe", b"a: \xe3"):
        with pytest.raises(InputError):
            read_answers(raw, "answers.yaml")


def test_a_fact_and_a_choice_that_agree_stand_together(guide: Guide) -> None:
    talk = talk_of("place: JP\nstage: refused\nfirst_instance_refused: true\n", guide)

    assert talk.answers(guide.plan)["first_instance_refused"] is True


# --- to fill in ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", guide_languages())
@pytest.mark.parametrize("place", PLACES)
def test_the_file_to_fill_in_is_valid_and_says_the_place_alone(guide: Guide, language: str, place: str) -> None:
    text = answers_to_fill_in(guide_words(language), guide, place)

    assert talk_of(text, guide) == Talk(place, {PLACE: place})


def test_the_file_to_fill_in_explains_every_sign_at_its_head(guide: Guide) -> None:
    head, _, rest = answers_to_fill_in(guide_words("ja"), guide, "JP").partition("\nplace: JP\n")

    for sign in ("true", "false", '"?"', '"-"', '"0"', '"~"', "none", str(guide.day), f"{guide.day:%Y-%m}"):
        assert re.search(rf"^#   .*{re.escape(sign)}.* \S", head, flags=re.MULTILINE), sign
    assert guide_words("ja").word("place_asks") in head
    assert rest


@pytest.mark.parametrize("place", PLACES)
def test_the_file_to_fill_in_has_all_that_pages_ask(guide: Guide, place: str) -> None:
    named = set(re.findall(r"^#(\w+):$", answers_to_fill_in(guide_words("en"), guide, place), flags=re.MULTILINE))

    assert named == set(questions_at(guide, place))
    for seed in range(12):
        asked = {page.question for page in walk(guide, place, seed)} - {"", PLACE}
        assert asked <= named


@pytest.mark.parametrize("place", PLACES)
def test_every_choice_that_is_named_can_be_given(guide: Guide, place: str) -> None:
    for name in questions_at(guide, place):
        if name in guide.plan.sets:
            for choice in guide.offered(guide.plan.sets[name], guide.law(place)):
                talk = talk_of(f"place: {place}\n{name}: {choice.id}\n", guide)
                assert talk.has_chosen(name, choice.id)


@pytest.mark.parametrize("place", PLACES)
def test_every_question_takes_silence(guide: Guide, place: str) -> None:
    for sign, why in (("?", NOT_KNOWN), ("-", NOT_SAID)):
        for name in questions_at(guide, place):
            assert talk_of(f'place: {place}\n{name}: "{sign}"\n', guide).replies[name] is why
