"""What an assessment answers, as values: findings with reasons, case splits, questions, warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asylia.assessment.casefile import CaseFile
from asylia.assessment.standing import Standing
from asylia.deadlines.due import DueDate
from asylia.lawbook.law import Law
from asylia.lawbook.model import Grant, Provision, Version
from asylia.logic.questions import Question
from asylia.logic.reasons import Reason, Reasons
from asylia.logic.truth import Truth
from asylia.logic.values import Answer

STATES = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "open"}


@dataclass(frozen=True, slots=True)
class ReadingFinding:
    """What one contested reading of a provision answers."""

    id: str
    who: str
    state: str
    safer: bool
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One provision for one person at one place on one day."""

    provision: Provision
    version: Version | None
    state: str
    """yes, no, open (strong Kleene) or not_in_force."""
    exact: str
    """yes, no or open, over all completions of the unknown facts."""
    depends_on: tuple[str, ...]
    """Facts on which an open answer depends, in the order of the law."""
    nature: str
    nature_depends_on: tuple[str, ...]
    unverified: bool
    reasons: Reasons | None = field(compare=False)
    """From which the reason is taken when it is asked for; None if nothing is in force."""
    citations: tuple[str, ...]
    readings: tuple[ReadingFinding, ...] = ()
    gates: tuple[tuple[str, str], ...] = ()
    """Stages of carrying out a route: id and state."""
    grants: tuple[tuple[Grant, str], ...] = ()
    """What it gives, each with the state of its own condition."""

    @property
    def reason(self) -> Reason | None:
        """Why the state is what it is; None if nothing is in force."""
        return None if self.reasons is None else self.reasons.of(self.provision.id)


@dataclass(frozen=True, slots=True)
class EitherWay:
    """Open findings of which one must hold whichever way the facts turn out: a case split, not a finding."""

    ids: tuple[str, ...]
    depends_on: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows for one person at one place on one day."""

    law: Law
    day: date
    case: CaseFile
    answers: Mapping[str, Answer]
    """The answers with all that was worked out from them."""
    follows_from: Mapping[str, tuple[str, ...]]
    """For each fact that was worked out: the facts it follows from."""
    findings: tuple[Finding, ...]
    either_way: tuple[EitherWay, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...] = ()
    deadlines: tuple[DueDate, ...] = ()
    """Time limits, the most urgent first."""
    standing: Standing = field(default_factory=Standing)

    def finding(self, name: str) -> Finding:
        """The finding with this id. Raises KeyError."""
        for finding in self.findings:
            if finding.provision.id == name:
                return finding
        raise KeyError(name)
