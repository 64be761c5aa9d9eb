"""Left-to-right runs among right-to-left words, outside of pages."""

from __future__ import annotations

import pytest

from asylia.languages.directions import FIRST_STRONG_ISOLATE, ISOLATE_END, LTR_ISOLATE, apart, isolated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 2026-11-22 هنا", "في <2026-11-22> هنا"),
        ("المكتب: [en] Sue at once. (district court)", "المكتب: {[en] Sue at once. (district court)}"),
        ("هل: [en] the day. نعم [en] the law.", "هل: {[en] the day.} نعم {[en] the law.}"),
        ("المكتب ([en] the bureau (Tokyo)) هنا", "المكتب ({[en] the bureau (Tokyo)}) هنا"),
        ("رقم {03-5379-6001} هنا", "رقم {03-5379-6001} هنا"),
    ],
)
def test_runs_are_isolated_and_english_sentences_with_their_full_stop(text: str, expected: str) -> None:
    """Else the full stop of a sentence in English stands before its first word."""

    def signs(shown: str) -> str:
        for letter, sign in (("<", LTR_ISOLATE), ("{", FIRST_STRONG_ISOLATE)):
            shown = shown.replace(letter, sign)
        return shown.replace(">", ISOLATE_END).replace("}", ISOLATE_END)

    assert isolated(signs(text)) == signs(expected)


def test_isolating_twice_changes_nothing() -> None:
    once = isolated(f"في 2026-11-22، [en] Apply early. ثم {apart('03-5379-6001')}")

    assert isolated(once) == once
