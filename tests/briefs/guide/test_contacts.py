"""How old what the guide shows of a contact is: never younger than the oldest number on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia.briefs.guide.contacts_in_words import contact_groups
from asylia.briefs.guide.order import Guide
from asylia.directory.match import match
from asylia.directory.match_index import Index, index_of
from asylia.directory.match_wish import Wish
from asylia.languages.guide import guide_languages, guide_words
from tests.directory.small_directory import JAPAN, TODAY, Change, small

SECOND = "toll_free, reachable_from_abroad: false, sources: [OLD]"
DATED = "As of 2026-11-20."
OLD = "As of 2024-06. This may have changed. Call first."
COPY = "From a page without a date. This may have changed. Call first."


def said(index: Index, guide: Guide, language: str = "en") -> str:
    found = match(index, Wish("JP", TODAY))
    ((contact,),) = (group.contacts for group in contact_groups([found], guide_words(language), guide, None))
    return contact.checked


@pytest.mark.parametrize(("changes", "says"), [
    ([(SECOND, "toll_free, reachable_from_abroad: false, sources: [PAGE]")], DATED),
    ([], OLD),
    ([(SECOND, "fax, sources: [OLD]")], DATED),
    ([(SECOND, "toll_free, reachable_from_abroad: false, sources: [COPY]")], COPY),
    ([(SECOND, "toll_free, reachable_from_abroad: false, sources: []")], "This may have changed. Call first."),
])  # fmt: skip
def test_the_oldest_number_shown_decides(changes: list[Change], says: str, guide: Guide, tmp_path: Path) -> None:
    assert said(index_of(small(tmp_path, {JAPAN: changes})), guide) == says


@pytest.mark.parametrize("language", guide_languages())
def test_a_copy_without_a_date_has_no_day_in_any_language(language: str, guide: Guide, tmp_path: Path) -> None:
    changes = [(SECOND, "toll_free, reachable_from_abroad: false, sources: [COPY]")]

    assert not any(sign.isdigit() for sign in said(index_of(small(tmp_path, {JAPAN: changes})), guide, language))


def test_who_is_in_another_place_than_the_number_sees_its_country(guide: Guide, index: Index) -> None:
    """The first contact in Macau sits in Hong Kong; the paper of the result has no link that would dial right."""
    found = match(index, Wish("MO", TODAY, ("children.alone",)))
    ((contact,),) = (group.contacts for group in contact_groups([found], guide_words("en"), guide, None))

    assert contact.phones == (("+852 2780 9271", "+85227809271"),)
