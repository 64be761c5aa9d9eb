"""The case form: what it asks, what it answers, what is wrong where."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given

from asylia.assessment.as_json import to_json
from asylia.assessment.as_text import outline
from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile, read_case
from asylia.assessment.compare import compare
from asylia.assessment.compare_text import grid
from asylia.assessment.known import AnswersContradict
from asylia.briefs.help import help_beside
from asylia.errors import InputError
from asylia.languages.texts import texts_in
from asylia.logic.values import Bounds, WhyUnknown
from asylia.site.assets import path_of
from asylia.site.case.fields import THEMES
from asylia.site.case.filled import PREFIX, Filled, answer_typed, case_of, filled_from, sent
from asylia.site.case.filled import text_of as typed_text
from asylia.site.directory_data import index
from asylia.site.law_data import lawbook
from tests.assessment.test_casefile import case_files
from tests.site.case.filling import ADDRESS, TODAY, open_file, random_case, send, sent_by, text_of
from tests.site.html import page_of

EXAMPLES = sorted(Path("examples").glob("*.yaml"))
PLACES = ("JP", "KR", "CN", "HK", "MO")


# --- what it asks ----------------------------------------------------------------------------------------------------


def test_f1_the_empty_form_has_a_field_for_every_fact_that_is_asked(client: Client) -> None:
    """F1: the fields, their labels and the button are there without a script."""
    response = client.get(ADDRESS)
    page = page_of(response.content)
    asked = {PREFIX + name for name, fact in lawbook().data.facts.items() if fact.asked}

    assert asked <= page.ids
    assert page.faults == []
    assert page.text.count("Question") == len(asked)
    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_every_theme_has_its_place_in_the_order() -> None:
    assert {fact.theme for fact in lawbook().data.facts.values() if fact.asked} == set(THEMES)


def test_an_official_term_and_who_knows_a_fact_stand_at_it(client: Client) -> None:
    """L2: the word to show at a counter."""
    text, word = text_of(client.get("/ja/case/")), texts_in("ja").word

    assert f"{word('official_term', term='출입국항 난민신청')} (韓国)" in text
    assert word("case_known_by_authority") in text


def test_sec_54_title_and_addresses_are_neutral_and_get_ignores_what_stands_in_the_address(client: Client) -> None:
    """SEC-54, SEC-79: nothing in the address is read."""
    response = client.get(f"{ADDRESS}?f_stateless=yes&place=JP&on=2024-01-01")

    assert page_of(response.content).title == "Case form · asylia"
    assert b" selected>" not in response.content
    assert b"2024-01-01" not in response.content


# --- the same outcomes as `asylia assess` ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_a_form_tells_the_case_that_it_was_filled_in_with(seed: int) -> None:
    """Random answers through the form give the findings of `asylia assess --format json`."""
    case, book = random_case(random.Random(seed), 30), lawbook()
    posted = QueryDict(mutable=True)
    for name, value in sent_by(filled_from(case, book.data)).items():
        posted.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])

    told, wrong = case_of(sent(posted, book.data, PLACES), book.data, texts_in("en"), TODAY)

    assert wrong == []
    assert told == case
    assert outcomes(told) == outcomes(case)


def outcomes(case: CaseFile) -> object:
    """The findings as JSON, or why there are none."""
    book = lawbook()
    try:
        return to_json(book, [assess(book, case, place, TODAY) for place in case.places], texts_in("en"))["findings"]
    except InputError as error:
        return str(error)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("seed", range(12))
def test_the_page_says_every_line_that_the_command_prints(client: Client, seed: int, language: str) -> None:
    case, book, texts = random_case(random.Random(seed), 9), lawbook(), texts_in(language)
    response = send(client, case, address=f"/{language}/case/")
    try:
        assessments = [assess(book, case, place, TODAY) for place in case.places]
    except InputError:
        assert response.status_code == 422
        return
    said = bare(text_of(response))
    lines = outline(book, assessments, texts, (), help_beside(assessments, index(), texts))

    assert response.status_code == 200
    assert [line.text for line in lines if bare(line.text) not in said] == []
    table = grid(compare(book, case, PLACES, TODAY), texts)
    assert [cell for row in table.rows for cell in row if bare(cell) not in said] == []


def bare(text: str) -> str:
    """Without blanks and without the mark of English, which a page shows in another way."""
    return re.sub(r"\s|\[en\]", "", text)


def test_reasons_open_to_full_depth_and_citations_lead_to_rules(client: Client) -> None:
    content = open_file(client, EXAMPLES[1].read_bytes()).content.decode()
    result = content[content.index('id="result"') :]
    deepest, depth = 0, 0
    for tag in re.findall(r"<details|</details", result):
        depth += 1 if tag == "<details" else -1
        deepest = max(deepest, depth)

    assert deepest >= 3
    assert re.search(r'<span class="cite">\[<a href="/en/law/rules/jp\.[a-z_]+/">', result)
    for summary in re.findall(r"<summary>.*?</summary>", result, re.DOTALL):
        assert "<a " not in summary  # a link inside would be a button inside a button


def test_live_reassessment_is_the_same_result_without_the_form(client: Client) -> None:
    case = read_case(EXAMPLES[1].read_bytes(), "x", lawbook().data)
    whole, live = send(client, case).content.decode(), send(client, case, "live").content.decode()

    def result(content: str) -> str:
        return content[content.index('<section id="result"') : content.index("</section>")]

    assert result(whole) == result(live)
    assert "<form" not in live
    assert len(live) < len(whole) / 2


# --- what is wrong stands at its field -------------------------------------------------------------------------------

COUNT = "f_previous_refugee_claims_count"
WRONG = [
    ({"f_arrested_on": "2024-13-01"}, "f_arrested_on", "This is no date that can be read."),
    ({"f_arrested_on": "31 June"}, "f_arrested_on", "write 2024-06-10, 2024-06, spring 2024"),
    ({"f_arrested_on": "{earliest: 2024-05-01, latest: 2024-01-01}"}, "f_arrested_on", "lies above the upper bound"),
    ({"f_arrested_on": "{earliest: ["}, "f_arrested_on", "This is no date that can be read."),
    ({"f_stateless": "perhaps"}, "f_stateless", "Choose one of the answers."),
    ({"f_procedure_stage": "perhaps"}, "f_procedure_stage", "Choose one of the entries of the list."),
    (
        {"f_previous_refugee_claims_count": "-3"},
        "f_previous_refugee_claims_count",
        "This is no number that can be read.",
    ),
    ({"place": ""}, "place", "Choose the place of the case."),
    ({"place": "XX"}, "place", "Choose the place of the case."),
    ({"on": "2024-02-30"}, "on", "This is no day that the law here knows."),
    ({"on": "1900-01-01"}, "on", "This is no day that the law here knows."),
    ({"on": "9999-01-01"}, "on", "This is no day that the law here knows."),
    ({"more": "answers: {stateles: true}"}, "more", "line 1: there is no fact 'stateles'; did you mean 'stateless'?"),
    ({"more": "jurisdiction: KR"}, "more", "has a field of its own"),
    ({"more": "- a"}, "more", "a mapping of keys was expected"),
    ({"more": "answers: {stateless: true}", "f_stateless": "no"}, "more", "has another answer in its field"),
    ({"more": "kinship: {former_zainichi: parent.friend}"}, "more", "is no step"),
]


@pytest.mark.parametrize(("fields", "at", "says"), WRONG)
def test_what_is_wrong_stands_at_its_field_with_a_summary_that_leads_there(
    client: Client, fields: dict[str, str], at: str, says: str
) -> None:
    """WCAG 3.3.1: in words, at the field and in a list at the top of the result."""
    response = client.post(ADDRESS, {"place": "JP", **fields, "do": "assess"})
    content = response.content.decode()

    assert response.status_code == 422
    assert says in text_of(response)
    assert f'<a href="#{at}">' in content
    assert re.search(rf'<(input|select|textarea) id="{at}"[^>]* aria-invalid="true"', content)
    assert f'<p class="wrong" id="w-{at}">' in content
    assert 'class="finding"' not in content


def test_answers_that_contradict_each_other_are_named_at_each_field(client: Client) -> None:
    pair = {"f_in_territory": "no", "f_at_port_of_entry": "yes"}
    response = client.post(ADDRESS, {"place": "JP", **pair})
    content = response.content.decode()

    assert response.status_code == 422
    for name in pair:
        assert f'<p class="wrong" id="w-{name}">' in content
    assert "These answers cannot all be true: " in content


def test_a_contradiction_names_the_answers_behind_what_follows() -> None:
    """The field to change is one that was filled in, not what was worked out from it."""
    refused = 0
    for seed in range(100):
        case = random_case(random.Random(seed), 40)
        error = refusal(case)
        if error is not None:
            refused += 1
            assert set(error.facts) & set(case.at(case.places[0]))
    assert refused > 10


def refusal(case: CaseFile) -> AnswersContradict | None:
    """Why there is no assessment at the place of the case, if answers contradict each other."""
    try:
        assess(lawbook(), case, case.places[0], TODAY, questions=False)
    except AnswersContradict as error:
        return error
    return None


def test_what_was_typed_stays_when_something_is_wrong(client: Client) -> None:
    response = client.post(ADDRESS, {"place": "KR", "also": ["HK"], "on": "2024-01-01", "f_arrested_on": 'a"<b>'})
    content = response.content.decode()

    assert '<option value="KR" selected>' in content
    assert 'value="HK" checked' in content
    assert 'value="2024-01-01"' in content
    assert 'value="a&quot;&lt;b&gt;"' in content
    assert "<b>" not in content


# --- text forms and case files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        ("arrested_on", "spring 2021", Bounds(date(2021, 3, 1), date(2021, 5, 31))),
        ("arrested_on", "before 2021-03", Bounds(None, date(2021, 2, 28))),
        ("arrested_on", "not yet happened", WhyUnknown.NOT_YET_HAPPENED),
        ("arrested_on", "{earliest: 2021-01-01}", Bounds(date(2021, 1, 1), None)),
        ("previous_refugee_claims_count", "at least 2", Bounds(2, None)),
        ("previous_refugee_claims_count", "3", 3),
        ("stateless", "k", WhyUnknown.PERSON_DOES_NOT_KNOW),
        ("stateless", "yes", True),
        ("stateless", "true", True),
        ("country_of_nationality", "r", WhyUnknown.RATHER_NOT_SAY),
    ],
)
def test_fields_take_the_texts_of_case_files(fact: str, text: str, answer: object) -> None:
    assert answer_typed(text, lawbook().data.facts[fact], lawbook().data) == answer


@given(case_files())
def test_every_case_file_goes_into_the_form_and_comes_out_the_same(case: CaseFile) -> None:
    """Import and export lose nothing: what no field can show stands in the further lines."""
    case = CaseFile(case.places, None, case.answers, case.answers_at, case.kinship, case.times)
    told, wrong = case_of(filled_from(case, lawbook().data), lawbook().data, texts_in("en"), TODAY)

    assert [one for one in wrong if one.field != "place"] == []
    assert told == case


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (Bounds(date(2021, 1, 1), date(2021, 12, 31)), "2021"),
        (Bounds(date(2021, 2, 1), date(2021, 2, 28)), "2021-02"),
        (Bounds(date(2021, 2, 1), date(2021, 2, 27)), "{earliest: 2021-02-01, latest: 2021-02-27}"),
        (Bounds(date(2021, 2, 1), None), "since 2021-02-01"),
        (Bounds(None, date(2021, 2, 1)), "by 2021-02-01"),
    ],
)
def test_bounds_are_shown_as_people_write_them(bounds: Bounds, text: str) -> None:
    assert typed_text(bounds, lawbook().data.facts["arrested_on"]) == text


def test_an_empty_form_is_an_empty_case() -> None:
    assert filled_from(CaseFile((), None, {}), lawbook().data) == Filled()


def test_the_script_only_reads_the_form_and_writes_text() -> None:
    """SEC-50, SEC-75: nothing stored, nothing built from text as HTML, no address but the form's own."""
    script = path_of("case.js").read_text("utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function|Storage|indexedDB", script)
    assert not re.search(r"cookie|https?:|history|location|serviceWorker|createPolicy", script)
