"""What each answer to a question would change."""

from __future__ import annotations

from asylia.assessment.assess import assess
from asylia.assessment.findings import Assessment
from asylia.errors import InputError
from asylia.lawbook.law import Lawbook
from asylia.logic.values import Answer

_ANSWERS: dict[str, Answer] = {"yes": True, "no": False}


def what_answers_change(lawbook: Lawbook, assessment: Assessment, fact: str) -> dict[str, list[tuple[str, str]]]:
    """For yes and for no: the findings whose exact answer would change, and to what. Empty for other types of fact.

    An answer that what is known rules out changes nothing.
    """
    about = lawbook.data.facts[fact]
    if about.type != "yes/no":
        return {}
    before = {finding.provision.id: finding.exact for finding in assessment.findings}
    changed: dict[str, list[tuple[str, str]]] = {}
    for word, answer in _ANSWERS.items():
        case = assessment.case.with_answer(about, answer, assessment.law.place)
        try:
            after = assess(lawbook, case, assessment.law.place, assessment.day, questions=False)
        except InputError:
            changed[word] = []
            continue
        changed[word] = [
            (finding.provision.id, finding.exact)
            for finding in after.findings
            if before[finding.provision.id] != finding.exact
        ]
    return changed
