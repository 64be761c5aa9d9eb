"""A filled form and a case file, each from the other. What no field can show stands in the further lines, as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from asylia.assessment.answers import read_answer, read_date, write_answer
from asylia.assessment.casefile import CaseFile, case_from, write_case
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.law import FIRST_LAW
from asylia.lawbook.model import Fact, LawData
from asylia.lawbook.strict_yaml import parse_yaml
from asylia.logic.values import Answer, Bounds, WhyUnknown

CODES: Mapping[str, Answer] = {
    "yes": True,
    "no": False,
    "k": WhyUnknown.PERSON_DOES_NOT_KNOW,
    "r": WhyUnknown.RATHER_NOT_SAY,
    "c": WhyUnknown.CONTESTED,
    "h": WhyUnknown.NOT_YET_HAPPENED,
}
"""What a list of answers sends; short, since it stands on the page some five hundred times."""
_CODE_OF = {answer: code for code, answer in CODES.items()}
MORE = "more"
PREFIX = "f_"
"""Before the id of a fact in the name and the id of its field."""
_FARTHEST_YEARS = 50


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in: what was typed, whether or not it can be read."""

    place: str = ""
    """The place of the case, to which answers about a state or a place belong."""
    also: tuple[str, ...] = ()
    """Further places to assess."""
    on: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    """By fact: what stands in its field."""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field, by the id that it has on the page."""

    field: str
    says: str


def sent(posted: QueryDict, data: LawData, places: tuple[str, ...]) -> Filled:
    """What a form sent. Names that the form does not have are passed over."""
    typed = {fact: text for fact in data.facts if (text := posted.get(PREFIX + fact, "").strip())}
    place = posted.get("place", "")
    also = tuple(code for code in places if code in posted.getlist("also") and code != place)
    more = posted.get(MORE, "").replace("\r\n", "\n").strip()
    return Filled(place if place in places else "", also, posted.get("on", "").strip(), typed, more)


# --- from the form to the case ---------------------------------------------------------------------------------------


def case_of(filled: Filled, data: LawData, texts: Texts, today: date) -> tuple[CaseFile, list[Wrong]]:
    """The case that a form tells, without what cannot be read, and what is wrong with which field."""
    wrong: list[Wrong] = []
    if not filled.place:
        wrong.append(Wrong("place", texts.word("case_place_missing")))
    day, problem = _day(filled.on, texts, today)
    wrong += problem
    case = CaseFile((filled.place, *filled.also) if filled.place else (), day, {})
    for name, text in filled.typed.items():
        fact = data.facts[name]
        try:
            answer = answer_typed(text, fact, data)
        except InputError as error:
            wrong.append(Wrong(PREFIX + name, _unread(fact, error, texts)))
        else:
            case = _added(case, fact, answer)
    if filled.more:
        try:
            case = _with_further_lines(case, filled, data, texts)
        except InputError as error:
            wrong.append(Wrong(MORE, texts.marked(str(error))))
    return case, wrong


def answer_typed(text: str, fact: Fact, data: LawData) -> Answer:
    """The answer that stands in a field: the texts of case files, and the codes of lists. Raises InputError."""
    if fact.type in ("yes/no", "choice") and text in CODES:
        return CODES[text]
    value = parse_yaml(f"it: {text}".encode(), name=fact.id)["it"] if text.startswith("{") else text
    return read_answer(value, fact, data)


def _added(case: CaseFile, fact: Fact, answer: Answer) -> CaseFile:
    if fact.about != "person" and not case.places:
        return case  # the place is missing, which is told at its own field
    return case.with_answer(fact, answer, case.places[0] if case.places else "")


def _unread(fact: Fact, error: InputError, texts: Texts) -> str:
    """In the reader's language what may stand in the field, and what the reader of case files says."""
    hint = texts.word("case_wrong_" + fact.type.replace("/", "_"))
    return f"{hint} {in_english(error, (fact.id,), texts)}" if fact.type in ("date", "count") else hint


def in_english(error: InputError, facts: Iterable[str], texts: Texts) -> str:
    """The sentence of an error with the names of facts for their ids, marked as English where the page is not."""
    said, english = str(error), texts.original or texts
    for fact in sorted(facts, key=len, reverse=True):
        said = said.replace(fact, english.fact(fact, "name"))
    return texts.marked(said)


def _day(text: str, texts: Texts, today: date) -> tuple[date | None, list[Wrong]]:
    if not text:
        return None, []
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not FIRST_LAW <= day <= date(today.year + _FARTHEST_YEARS, 12, 31):
        return None, [Wrong("on", texts.word("law_day_mistyped"))]
    return day, []


def _with_further_lines(case: CaseFile, filled: Filled, data: LawData, texts: Texts) -> CaseFile:
    """The case with what stands in the further lines. Raises InputError, also if a field says otherwise."""
    title = texts.word("case_more")
    block = parse_yaml(filled.more.encode(), name=title)
    for key in ("jurisdiction", "jurisdictions", "assessed on", "assessed_on"):
        if key in block:
            raise InputError(f"{key!r} has a field of its own", file=title, line=block.lines[key], mend="take it out")
    if filled.place:
        block["jurisdiction"], block.lines["jurisdiction"] = filled.place, 1
    further = case_from(block, title, data)
    answers = _joined(case.answers, further.answers, title)
    answers_at = {
        place: _joined(case.answers_at.get(place, {}), further.answers_at.get(place, {}), title)
        for place in dict.fromkeys((*case.answers_at, *further.answers_at))
    }
    return replace(case, answers=answers, answers_at=answers_at, kinship=further.kinship, times=further.times)


def _joined(fields: Mapping[str, Answer], further: Mapping[str, Answer], title: str) -> dict[str, Answer]:
    joined = dict(fields)
    for fact, answer in further.items():
        if joined.get(fact, answer) != answer and answer is not WhyUnknown.NOT_ASKED:
            says = f"{fact} has another answer in its field"
            raise InputError(says, file=title, mend="keep one of them")
        joined.setdefault(fact, answer)
    return joined


# --- from the case to the form ---------------------------------------------------------------------------------------


def filled_from(case: CaseFile, data: LawData) -> Filled:
    """The form that tells a case: each answer in its field, and the rest in the further lines."""
    place = case.places[0] if case.places else ""
    typed: dict[str, str] = {}
    rest: dict[str, Answer] = {}
    for name, answer in case.answers.items():
        text = text_of(answer, data.facts[name])
        if text and data.facts[name].asked:
            typed[name] = text
        else:
            rest[name] = answer
    rest_at: dict[str, dict[str, Answer]] = {}
    for where, answers in case.answers_at.items():
        for name, answer in answers.items():
            fact = data.facts[name]
            text = text_of(answer, fact)
            if where == place and fact.about != "person" and fact.asked and text:
                typed[name] = text
            else:
                rest_at.setdefault(where, {})[name] = answer
    beyond = CaseFile((), None, rest, rest_at, case.kinship, case.times)
    more = "" if beyond == CaseFile((), None, {}) else write_case(beyond).strip()
    on = case.assessed_on.isoformat() if case.assessed_on else ""
    return Filled(place, case.places[1:], on, typed, more)


def text_of(answer: Answer, fact: Fact) -> str:
    """What stands in the field of a fact for an answer; empty if no field can say it."""
    if fact.type in ("yes/no", "choice") and isinstance(answer, (bool, WhyUnknown)):
        return _CODE_OF.get(answer, "")
    if isinstance(answer, Bounds):
        return _span(answer) or _flow(answer)
    return str(write_answer(answer))


def _span(bounds: Bounds) -> str:
    """A month or a year that is meant as a whole, or one open end, in the words that people write."""
    first, last = bounds.earliest, bounds.latest
    if isinstance(first, date) and last is None:
        return f"since {first}"
    if isinstance(last, date) and first is None:
        return f"by {last}"
    if isinstance(first, date) and isinstance(last, date):
        for text in (first.isoformat()[:4], first.isoformat()[:7]):
            if read_date(text, "") == (first, last):
                return text
    return ""


def _flow(bounds: Bounds) -> str:
    written = write_answer(bounds)
    assert isinstance(written, Mapping)
    return "{" + ", ".join(f"{key}: {value}" for key, value in written.items()) + "}" if written else ""
