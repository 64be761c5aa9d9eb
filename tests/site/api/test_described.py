"""The API against its own description: whatever a program sends, the answer is one that the description names."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import settings
from schemathesis.checks import CHECKS
from schemathesis.specs.openapi.checks import positive_data_acceptance

from asylia.site.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schema.parametrize()
@settings(max_examples=25)
def test_nothing_sent_finds_a_fault(case: schemathesis.Case[Any]) -> None:
    # A case that fits the description may still name a fact that the law does not ask about: 422 is the right answer.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_every_check_of_the_tool_is_run_but_one() -> None:
    assert positive_data_acceptance in CHECKS.get_all()
