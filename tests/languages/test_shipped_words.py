"""The words that are shipped: all in five languages, those of the site in two more, and no traps of the glossary."""

from __future__ import annotations

import csv
import re

import pytest

from asylia.folders import data_folder
from asylia.languages.guide import guide_languages
from asylia.languages.levels import complete_languages, site_languages
from asylia.languages.lints import check_texts, read_written
from asylia.languages.texts import languages_known, texts_in
from asylia.lawbook.cache import load_law
from asylia.lawbook.lints import INFORMATION

LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
"""They say the law too, and nothing less is asked of them."""
SITE_ONLY = ("ar", "my")
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def test_five_languages_are_complete_and_two_more_have_the_site() -> None:
    assert complete_languages() == LANGUAGES
    assert site_languages() == languages_known() == tuple(sorted((*LANGUAGES, *SITE_ONLY)))
    assert set(site_languages()) < set(guide_languages())


@pytest.mark.parametrize("language", [*LANGUAGES, *SITE_ONLY])
def test_every_word_of_the_interface_is_there_with_its_placeholders(language: str) -> None:
    own, english = texts_in(language).interface, texts_in("en").interface

    assert list(set(own) ^ set(english)) == []
    assert [key for key in english if not own[key].strip() and english[key].strip()] == [] or language not in SITE_ONLY
    placeholders = {key: set(_PLACEHOLDER.findall(text)) for key, text in english.items()}
    assert [key for key, text in own.items() if set(_PLACEHOLDER.findall(text)) != placeholders[key]] == []


@pytest.mark.parametrize("language", SITE_ONLY)
def test_a_language_of_the_site_gives_the_law_in_english_and_says_so(language: str) -> None:
    texts = texts_in(language)

    assert texts.phrases == {}
    assert texts.said("Wait.") == "[en] Wait."
    assert texts.word("not_translated_yet") != texts_in("en").word("not_translated_yet")


def test_no_lint_of_texts_finds_more_than_information() -> None:
    written = read_written(load_law(data_folder("law")), data_folder("languages"))

    assert [str(remark) for remark in check_texts(written) if remark.severity != INFORMATION] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_provision_and_word_of_the_output_is_there(language: str) -> None:
    law, texts, english = load_law(data_folder("law")), texts_in(language), texts_in("en")

    assert [fact for fact in english.facts if not texts.facts.get(fact, {}).get("name")] == []
    assert [key for key in english.interface if key not in texts.interface] == []
    assert [one.id for one in law.provisions.values() if texts.provision(one).startswith("[en]")] == []


@pytest.mark.parametrize("language", [*LANGUAGES, *SITE_ONLY])
def test_only_the_original_counts_as_reviewed(language: str) -> None:
    assert texts_in(language).reviewed is (language == "en")


@pytest.mark.parametrize("language", ["ja", "ko", "zh-Hans", "zh-Hant"])
def test_titles_of_limits_stages_rights_and_duties_are_in_every_language(language: str) -> None:
    tables = load_law(data_folder("law")).tables
    titles = {
        **{name: limit.title for time in tables.timetables.values() for name, limit in time.limits.items()},
        **{name: stage.title for one in tables.procedures.values() for name, stage in one.stages.items()},
        **{name: stage.title for one in tables.procedures.values() for name, stage in one.custody.items()},
        **{name: column.title for one in tables.rights.values() for name, column in one.columns.items()},
        **{name: row.title for rows in (tables.rights_rows, tables.guarantee_rows) for name, row in rows.items()},
        **{duty.id: duty.title for duty in tables.duties},
    }

    assert [name for name, title in titles.items() if language not in title] == []


def test_the_glossary_is_shipped_whole() -> None:
    with (data_folder("languages") / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert len(rows) == 96
    assert all(row[column] for row in rows for column in ("term_en", "ja", "ko", "zh_hans", "zh_hant"))
