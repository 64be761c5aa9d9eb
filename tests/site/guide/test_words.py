"""Words of answers: countries in the order of the reader's letters, months as the language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from asylia.briefs.guide.asked_in_words import letters_of, month_and_year
from asylia.languages.guide import guide_words


def test_letters_with_marks_stand_with_their_letter() -> None:
    assert sorted(["Zambiya", "Çin", "Danimarka", "İran", "Irak"], key=letters_of) == [
        "Çin", "Danimarka", "Irak", "İran", "Zambiya",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "November 2026"), ("ja", "2026年11月"), ("ru", "ноябрь 2026\u202fг."), ("zh-Hant", "2026年11月")],
)
def test_month_without_a_day_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    assert month_and_year(date(2026, 11, 1), guide_words(language)) == said
