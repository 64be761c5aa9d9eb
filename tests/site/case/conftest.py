"""The same day in every test of the case form."""

from __future__ import annotations

import pytest

from tests.site.case.filling import TODAY


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asylia.site.law.asked.today", lambda _zone=None: TODAY)
