"""How fast asylia answers: each figure in milliseconds and as a ratio to a reference measured in the same run.

`make bench`, or `python -m bench`. Two references: a bare start of Python, and a plain strong-Kleene walk over the same
law without reasons or diagrams. Inputs are fixed: the law at one day and the case files of examples/.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from asylia.assessment.assess import assess
from asylia.assessment.casefile import CaseFile, read_case_file
from asylia.assessment.interview import Interview
from asylia.assessment.known import known_at, with_governing_dates
from asylia.assessment.timing import limits_of
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook
from asylia.lawbook.model import LawData
from asylia.logic.completions import Completions
from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref
from asylia.logic.values import WhyUnknown
from bench.directory import directory_figures
from bench.figure import Figure, median_ms
from bench.site import site_figures

DAY, PLACE = date(2024, 7, 1), "JP"
PLACES = ("JP", "KR", "CN", "HK", "MO")
LIMITS_DAY = date(2026, 11, 16)
EXAMPLE = "opposition-member-overstayed.yaml"
COMPARED = "embassy-staff-reason-open.yaml"


def process(arguments: list[str], cache: str, times: int = 7) -> tuple[float, float]:
    """The median time of a whole process in milliseconds, and the peak memory of the largest in MB.

    Modules are compiled once, as they are where asylia is installed, whatever the environment says.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "ASYLIA_CACHE": cache, "PYTHONPYCACHEPREFIX": f"{cache}/python"}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)

    return median_ms(run, times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def copies_of(data: LawData, times: int) -> LawData:
    """The law with every provision of the place repeated under other ids."""
    provisions = dict(data.provisions)
    for copy in range(1, times):
        for name, provision in data.provisions.items():
            versions = tuple(replace(v, holds=_renamed(v.holds, data, copy)) for v in provision.versions)
            provisions[f"{name}__{copy}"] = replace(provision, id=f"{name}__{copy}", versions=versions)
    return replace(data, provisions=provisions)


def _renamed(expression: Expression, data: LawData, copy: int) -> Expression:
    match expression:
        case Ref(name=name) if name in data.provisions:
            return replace(expression, name=f"{name}__{copy}")
        case Not(part=part):
            return replace(expression, part=_renamed(part, data, copy))
        case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
            return replace(expression, parts=tuple(_renamed(part, data, copy) for part in parts))
        case Ref() | Compare() | Const():
            return expression


def interview_figures(lawbook: Lawbook, walk: float) -> list[Figure]:
    """The first question to a person of whom nothing is known, and the later ones."""
    empty = Interview(lawbook, CaseFile((PLACE,), None, {}), PLACE, DAY)
    first = statistics.median(
        questions_alone(Interview(Lawbook(lawbook.data), empty.case, PLACE, DAY)) for _ in range(7)
    )
    later = []
    interview = empty
    for _ in range(12):
        question = interview.question()
        if question is None:
            break
        fact = interview.fact(question)
        likely = lawbook.data.priors[fact.id] >= 50 if fact.type == "yes/no" else WhyUnknown.PERSON_DOES_NOT_KNOW
        interview = interview.with_answer(fact, likely)
        later.append(questions_alone(interview))
    return [
        Figure("first question", first, 20, first / walk, "plain walk"),
        Figure("later questions, median", statistics.median(later), 2, statistics.median(later) / walk, "plain walk"),
    ]


def questions_alone(interview: Interview) -> float:
    """What choosing the question adds to an assessment, in milliseconds."""
    arguments = (interview.lawbook, interview.case, interview.place, interview.day)
    assess(*arguments, questions=False)  # builds what the law needs once, and is not counted
    begun = time.perf_counter()
    assess(*arguments, questions=False)
    between = time.perf_counter()
    assess(*arguments)
    return max(0.0, (time.perf_counter() - between - (between - begun)) * 1000)


def assessment_figures(lawbook: Lawbook, case: CaseFile) -> tuple[list[Figure], float]:
    """A whole assessment of one place, against a plain walk over the same law."""
    law = lawbook.at(DAY, PLACE)
    answers = with_governing_dates(law, known_at(case, law, DAY).answers, case, DAY)
    walk = median_ms(lambda: law.program.evaluate(answers), 200)
    whole = median_ms(lambda: assess(lawbook, case, PLACE, DAY, questions=False), 60)
    return [
        Figure("plain strong-Kleene walk (reference)", walk, None, 1.0, "plain walk"),
        Figure("whole Japanese assessment with reasons, warm", whole, 5, whole / walk, "plain walk"),
    ], walk


def places_figures(data: LawData, walk: float) -> list[Figure]:
    """All five places for one person, and the diagrams of all five from nothing."""
    case = read_case_file(Path(data_folder("examples")) / COMPARED, data)
    lawbook = Lawbook(data)
    five = median_ms(lambda: [assess(lawbook, case, place, DAY) for place in PLACES], 30)
    laws = [lawbook.at(DAY, place) for place in PLACES]
    never = [[clause.literals for clause in law.links.clauses] for law in laws]
    built = median_ms(lambda: [Completions(law.formulas, not_all) for law, not_all in zip(laws, never, strict=True)], 5)
    return [
        _limits_figure(lawbook, walk),
        Figure("five places in one assessment, warm", five, 15, five / walk, "plain walk"),
        Figure("diagrams of all five places, from nothing", built, 500, built / walk, "plain walk"),
    ]


def _limits_figure(lawbook: Lawbook, walk: float) -> Figure:
    """All limits of a refused case in Japan, its calendars loaded."""
    law = lawbook.at(LIMITS_DAY, PLACE)
    case = CaseFile((PLACE,), LIMITS_DAY, {}, {PLACE: {"first_decision_received_on": LIMITS_DAY}})
    answers = known_at(case, law, LIMITS_DAY).answers
    values = law.program.evaluate(answers)
    taken = median_ms(lambda: limits_of(law, case, answers, values, LIMITS_DAY), 30)
    return Figure("all time limits of a refused case", taken, 2, taken / walk, "plain walk")


def growth_figures(data: LawData, case: CaseFile) -> list[Figure]:
    """What a provision costs as the law grows."""
    figures, base = [], 0.0
    for times in (1, 5, 20):
        lawbook = Lawbook(copies_of(data, times))
        taken = median_ms(lambda book=lawbook: assess(book, case, PLACE, DAY, questions=False), 10)  # type: ignore[misc]  # a default binds the loop's book
        each = taken / times
        base = base or each
        figures.append(
            Figure(
                f"assessment with {times:>2} times the provisions, each",
                each,
                base * 1.25 if times > 1 else None,
                each / base,
                "x1",
            )
        )
    return figures


def process_figures() -> list[Figure]:
    """The command as a whole process with a warm cache, against a bare start of Python."""
    example, compared = (str(data_folder("examples") / name) for name in (EXAMPLE, COMPARED))
    with tempfile.TemporaryDirectory() as cache:
        bare, _ = process(["-c", "pass"], cache)
        whole, peak = process(["-m", "asylia", "assess", example], cache)
        five, _ = process(["-m", "asylia", "compare", compared], cache)
    return [
        Figure("bare start of Python (reference)", bare, None, 1.0, "bare start"),
        Figure("asylia assess, whole process, warm cache", whole, 600, whole / bare, "bare start"),
        Figure("asylia compare, whole process, warm cache", five, 700, five / bare, "bare start"),
        Figure("asylia assess, peak memory", peak, 150, whole / bare, "bare start", "MB"),
    ]


def main() -> None:
    """Print all figures."""
    data = load_law(data_folder("law"))
    lawbook = Lawbook(data)
    case = read_case_file(Path(data_folder("examples")) / EXAMPLE, data)
    figures, walk = assessment_figures(lawbook, case)
    figures += [*interview_figures(lawbook, walk), *places_figures(data, walk)]
    for figure in [*figures, *growth_figures(data, case), *process_figures(), *directory_figures(), *site_figures()]:
        print(figure)


if __name__ == "__main__":
    main()
