"""PDF in a process of its own: the same bytes, its refusals handed on, and no reader who waits for ever."""

from __future__ import annotations

import pytest

from asylia.briefs.as_pdf import sheet_of
from asylia.briefs.document import Document, Paragraph
from asylia.briefs.printing import Sheet, printed
from asylia.errors import InputError
from asylia.site import printing
from asylia.site.printing import CannotPrint, printed_apart
from tests.briefs.fonts import needs_fonts


def sheet(text: str) -> Sheet:
    return sheet_of(Document("難民", "ja", "ltr", (Paragraph(text),)))


@needs_fonts
def test_what_is_printed_apart_is_what_is_printed_here() -> None:
    assert printed_apart(sheet("保護 မြန်မာ")) == printed(sheet("保護 မြန်မာ"))


def test_letter_that_no_font_has_is_refused_with_the_package_to_install() -> None:
    with pytest.raises(InputError, match=r"U\+F0000, no name\); install the package fonts-noto-core") as refused:
        printed_apart(sheet("\U000f0000"))
    assert refused.value.mend == "install the package fonts-noto-core"


@pytest.mark.parametrize(("name", "value", "says"), [
    ("_MODULE", "asylia.no_such_module", "failed"),
    ("PATIENCE_SECONDS", 0.0, "gave no answer"),
])  # fmt: skip
def test_process_that_fails_or_is_stuck_is_given_up(
    name: str, value: object, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, name, value)

    with pytest.raises(CannotPrint, match=says):
        printed_apart(sheet("a"))


def test_nobody_waits_for_ever_for_those_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "PATIENCE_SECONDS", 0.0)

    with printing._ONE_AT_A_TIME, pytest.raises(CannotPrint, match="too many"):
        printed_apart(sheet("a"))
