"""An assessment as JSON: the keys are a contract (docs/look-up/json.md); more may be added, none taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asylia import __version__
from asylia.assessment.answers import write_answer
from asylia.assessment.beside import NOTHING_BESIDE, Beside
from asylia.assessment.changes import what_answers_change
from asylia.assessment.findings import STATES, Assessment, EitherWay, Finding
from asylia.assessment.lines import Json
from asylia.assessment.readings import ReadingResult
from asylia.assessment.standing_text import rights_json, stage_json, steps_of_stage
from asylia.assessment.timing_text import due_json
from asylia.assessment.words import Sentence, Words
from asylia.languages.texts import Texts
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import KINDS

DISCLAIMER = "not_legal_advice"


def to_json(
    lawbook: Lawbook,
    assessments: Sequence[Assessment],
    texts: Texts,
    readings: Sequence[ReadingResult] = (),
    only: str | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Json:
    """One object for all the places assessed. `only` keeps the findings of one provision."""
    first = assessments[0]
    questions = [question for assessment in assessments for question in _questions(assessment, texts)]
    stages = [stage_json(assessment, Words(assessment.law, texts)) for assessment in assessments]
    return {
        "asylia": __version__,
        "law_version": lawbook.data.version,
        "law_date": first.day.isoformat(),
        "assessed_on": first.day.isoformat(),
        "language": texts.language,
        "jurisdictions": [assessment.law.place for assessment in assessments],
        "findings": [
            _finding(a, finding, Words(a.law, texts))
            for a in assessments
            for finding in in_order(a)
            if only in (None, finding.provision.id)
        ],
        "either_way": [_group(a, group, Words(a.law, texts)) for a in assessments for group in a.either_way],
        "next_question": _next(lawbook, first, questions, texts),
        "questions": questions,
        "derived": [
            {
                "jurisdiction": a.law.place,
                "fact": fact,
                "value": write_answer(a.answers[fact]),
                "follows_from": list(sources),
            }
            for a in assessments
            for fact, sources in a.follows_from.items()
        ],
        "readings": [reading_json(result) for result in readings],
        "stage": stages[0]["stage"] if len(stages) == 1 else None,
        "stages": stages,
        "steps": [
            *(step for a in assessments for step in steps_of_stage(a, texts)),
            *(
                {
                    "jurisdiction": a.law.place,
                    "id": f.provision.id,
                    "act": act.act,
                    "where": act.where,
                    "citations": list(act.basis),
                }
                for a in assessments
                for f in a.findings
                if f.state in ("yes", "open") and not f.provision.adverse
                for act in f.provision.asks
            ),
        ],
        "deadlines": [due_json(due, Words(a.law, texts)) for a in assessments for due in a.deadlines],
        "rights": [right for a in assessments for right in rights_json(a, Words(a.law, texts))],
        "help": [entry for a in assessments for entry in beside.help.get(a.law.place, ())],
        "figures": [figure for a in assessments for figure in beside.figures.get(a.law.place, ())],
        "warnings": [
            *({"jurisdiction": a.law.place, "text": warning} for a in assessments for warning in a.warnings),
            {"jurisdiction": first.law.place, "text": texts.caution(DISCLAIMER)},
        ],
    }


def in_order(assessment: Assessment) -> list[Finding]:
    """Findings grouped by kind (status, removal, liberty, permission ...); within a kind as the law has them."""
    return sorted(assessment.findings, key=lambda finding: KINDS.index(finding.provision.kind))


def _finding(assessment: Assessment, finding: Finding, words: Words) -> Json:
    provision = finding.provision
    version = finding.version
    return {
        "id": provision.id,
        "jurisdiction": assessment.law.place,
        "title": words.texts.provision(provision),
        "kind": provision.kind,
        "nature": finding.nature,
        "nature_depends_on": list(finding.nature_depends_on),
        "nature_says": [
            {
                "who": said.who,
                "reads": said.reads,
                "on": said.on.isoformat() if said.on else None,
                "sources": list(said.sources),
            }
            for said in provision.nature_says
        ],
        "state": finding.state,
        "exact": finding.exact,
        "depends_on": list(finding.depends_on),
        "unverified": finding.unverified,
        "adverse": provision.adverse,
        "absolute": provision.absolute,
        "in_force": {"from": version.start.isoformat(), "to": version.end.isoformat() if version.end else None}
        if version
        else None,
        "reasons": _reasons(finding, words),
        "citations": [_citation(cite, words) for cite in finding.citations],
        "sources": list(dict.fromkeys((*provision.sources, *(version.sources if version else ())))),
        "weighs": [
            {
                "fact": weighed.fact,
                "points": weighed.points,
                "known": weighed.fact in assessment.answers,
                "citations": list(weighed.basis),
            }
            for weighed in (version.weighs if version else ())
        ],
        "leads_to": [
            {"gives": list(grant.gives), "with": grant.with_what, "state": state, "citations": list(grant.basis)}
            for grant, state in finding.grants
        ],
        "gates": [{"id": gate, "state": state} for gate, state in finding.gates],
        "contested": [
            {"id": r.id, "who": r.who, "state": r.state, "safer": r.safer, "note": r.note} for r in finding.readings
        ],
        "notes": list(version.notes) if version else [],
    }


def _citation(cite: str, words: Words) -> Json:
    instrument = words.law.data.instruments.get(cite.partition(" ")[0])
    return {"id": cite, "text": words.citation(cite), "address": instrument.address if instrument else ""}


def _reasons(finding: Finding, words: Words) -> Json:
    if finding.reason is None:
        return {}
    return {"value": STATES[finding.reason.value], "parts": [_sentence(s) for s in words.tree(finding.reason)]}


def _sentence(sentence: Sentence) -> Json:
    return {
        "text": sentence.text,
        "value": STATES[sentence.value],
        "id": sentence.name,
        "given": sentence.given,
        "citations": list(sentence.cites),
        "parts": [_sentence(part) for part in sentence.parts],
    }


def _group(assessment: Assessment, group: EitherWay, words: Words) -> Json:
    return {
        "jurisdiction": assessment.law.place,
        "ids": list(group.ids),
        "depends_on": list(group.depends_on),
        "goals": list(group.goals),
        "text": words.texts.word("either_way_intro", facts=words.listed(group.depends_on)),
    }


def _questions(assessment: Assessment, texts: Texts) -> list[Json]:
    return [
        {
            "jurisdiction": assessment.law.place,
            "fact": question.fact,
            "text": texts.fact(question.fact, "asks"),
            "information": round(question.information, 6),
            "score": round(question.score, 6),
        }
        for question in assessment.questions
    ]


def _next(lawbook: Lawbook, assessment: Assessment, questions: Sequence[Json], texts: Texts) -> Json | None:
    if not assessment.questions:
        return questions[0] if questions else None
    fact = assessment.questions[0].fact
    about = lawbook.data.facts[fact]
    changes: Mapping[str, object] = {
        answer: [{"id": name, "state": state} for name, state in changed]
        for answer, changed in what_answers_change(lawbook, assessment, fact).items()
    }
    return {
        **questions[0],
        "why": texts.fact(fact, "why"),
        "warns": texts.fact(fact, "warns"),
        "type": about.type,
        "known_by": about.known_by,
        "burden": about.burden,
        "sensitivity": about.sensitivity,
        "would_change": dict(changes),
    }


def reading_json(result: ReadingResult) -> Json:
    return {
        "id": result.reading.id,
        "jurisdiction": result.reading.place,
        "who": result.reading.who,
        "outcomes": [
            {"id": outcome.id, "title": outcome.title, "provision": outcome.provision} for outcome in result.outcomes
        ],
        "path": [{"question": q.id, "text": q.text, "answer": STATES[value]} for q, value in result.path],
        "departs": [
            {"says": d.says, "state": STATES[value], "citations": list(d.basis)} for d, value in result.departs
        ],
    }
