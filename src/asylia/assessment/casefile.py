"""Case files: what is known and not known of one person. There is no field for a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from asylia.assessment.answers import read_answer, read_date, read_moment, write_answer
from asylia.errors import InputError
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import Fact, LawData
from asylia.lawbook.strict_yaml import MAX_BYTES, Block, Items, parse_yaml
from asylia.logic.values import Answer

_NAME_KEYS = {
    "name",
    "names",
    "full name",
    "first name",
    "last name",
    "family name",
    "surname",
    "client",
    "alias",
    "email",
    "phone",
    "address",
    "passport number",
    "氏名",
    "名前",
}
_KEYS = ("jurisdiction", "jurisdictions", "assessed on", "answers", "answers at", "kinship", "times")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One person's answers. `places` holds the jurisdictions to assess, the case's own first."""

    places: tuple[str, ...]
    assessed_on: date | None
    answers: Mapping[str, Answer]
    """Answers about the person, which hold everywhere."""
    answers_at: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    """By place: answers about the host state and the place."""
    kinship: Mapping[str, str] = field(default_factory=dict)
    """Paths to relatives, such as former_zainichi: parent.sibling."""
    times: Mapping[str, datetime] = field(default_factory=dict)
    """By date fact: the moment with its zone, for limits that run by the hour."""

    def at(self, place: str) -> dict[str, Answer]:
        """All answers that hold at a place."""
        return {**self.answers, **self.answers_at.get(place, {})}

    def with_answer(self, fact: Fact, answer: Answer | None, place: str) -> CaseFile:
        """The same case with one answer set, or taken back if None, where that kind of fact belongs."""
        if fact.about == "person":
            answers = {k: v for k, v in self.answers.items() if k != fact.id}
            return replace(self, answers=answers if answer is None else {**answers, fact.id: answer})
        scoped = {k: v for k, v in self.answers_at.get(place, {}).items() if k != fact.id}
        if answer is not None:
            scoped[fact.id] = answer
        return replace(self, answers_at={**self.answers_at, place: scoped})


def read_case(raw: bytes, name: str, data: LawData) -> CaseFile:
    """A case file in YAML or JSON. Raises InputError with file, line and mend."""
    if len(raw) > MAX_BYTES:
        raise InputError(f"the file has {len(raw):,} bytes", file=name, mend=f"a case file has at most {MAX_BYTES:,}")
    if not raw.strip():
        raise InputError("the file is empty", file=name, mend="see examples/ for case files")
    block = _json(raw, name) if raw.lstrip()[:1] == b"{" else parse_yaml(raw, name=name)
    return case_from(block, name, data)


def read_case_file(path: Path, data: LawData) -> CaseFile:
    """The case file at a path. Raises InputError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"the file has {path.stat().st_size:,} bytes",
                file=str(path),
                mend=f"a case file has at most {MAX_BYTES:,}",
            )
        return read_case(path.read_bytes(), str(path), data)
    except FileNotFoundError:
        raise InputError("there is no such file", file=str(path), mend="check the path") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=str(path)) from None


def _json(raw: bytes, name: str) -> Block:
    try:
        text = raw.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=lambda pairs: _pairs(pairs, text, name))
    except UnicodeDecodeError:
        raise InputError("this is not text in UTF-8", file=name, mend="save it as UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise InputError(f"JSON: {error.msg}", file=name, line=error.lineno, mend="check commas and quotes") from None
    except RecursionError:
        raise InputError("nested too deep", file=name) from None
    except ValueError:
        raise InputError("a number is too long", file=name, mend="take it out") from None
    if not isinstance(value, Block):
        raise InputError("a JSON object was expected", file=name, line=1)
    return value


def _pairs(pairs: list[tuple[str, object]], text: str, name: str) -> Block:
    block = Block(1)
    for key, value in pairs:
        at = text.find(json.dumps(key, ensure_ascii=False))
        line = text.count("\n", 0, at) + 1 if at >= 0 else 1
        if key in block:
            raise InputError(
                f"the key {key!r} stands twice in one mapping", file=name, line=line, mend="keep one of them"
            )
        block.lines[key] = line
        if isinstance(value, list):
            items = Items(line)
            items.extend(value)
            items.lines = [line] * len(value)
            value = items
        block[key] = value
    return block


def case_from(block: Block, name: str, data: LawData) -> CaseFile:
    """A case from its keys. Raises InputError."""
    keys = Block(block.line)
    for key, value in block.items():
        plain = key.replace("_", " ")
        if plain.lower() in _NAME_KEYS:
            raise InputError(
                f"{key!r} would hold a name or contact, which asylia never keeps",
                file=name,
                line=block.lines[key],
                mend="take it out",
            )
        if plain not in _KEYS:
            raise InputError(
                f"unknown key {key!r} in a case file", file=name, line=block.lines[key], mend=_mend_key(plain, data)
            )
        if plain in keys:
            raise InputError(
                f"the key {key!r} stands twice in one mapping",
                file=name,
                line=block.lines[key],
                mend="keep one of them",
            )
        keys[plain] = value
        keys.lines[plain] = block.lines[key]
    fields = Fields(keys, name, "the case file")
    places = _places(fields, data)
    assessed = None
    if fields.has("assessed on"):
        try:
            first, last = read_date(fields.take("assessed on"), "assessed on")
        except InputError as error:
            raise fields.error(error.says, "assessed on", error.mend) from None
        if first != last:
            raise fields.error("'assessed on' must be one day", "assessed on")
        assessed = first
    own = places[0] if places else ""
    general: dict[str, Answer] = {}
    scoped: dict[str, dict[str, Answer]] = {}
    if fields.has("answers"):
        _read_answers(Fields(fields.take("answers"), name, "answers"), own, data, general, scoped)
    if fields.has("answers at"):
        inner = Fields(fields.take("answers at"), name, "answers at")
        for code, value in inner.block.items():
            if code not in data.places:
                raise inner.error(f"there is no jurisdiction {code!r}", code, nearest(code, data.places))
            _read_answers(
                Fields(value, name, f"answers at {code}", inner.block.lines[code]),
                code,
                data,
                general,
                scoped,
                explicit=True,
            )
    times = _times(fields, data)
    for fact, moment in times.items():
        if data.facts[fact].about != "person" and not own:
            raise fields.error(f"{fact} depends on the place, and the case names no jurisdiction", "times")
        store = general if data.facts[fact].about == "person" else scoped.setdefault(own, {})
        day = day_there(moment, own, data)
        if store.setdefault(fact, day) != day:
            raise fields.error(f"the time of {fact} lies on another day than its answer", "times", "change one of them")
    kinship = fields.mapping("kinship")
    known = {dated.kinship_to for dated in data.dated if dated.kinship_to}
    for relation in kinship:
        if relation not in known:
            raise fields.error(
                f"nothing in the law asks for kinship to {relation!r}", "kinship", nearest(relation, known)
            )
    fields.close()
    return CaseFile(places, assessed, general, scoped, kinship, times)


def _times(fields: Fields, data: LawData) -> Mapping[str, datetime]:
    """Moments by date fact. A time without its zone is refused: hours are counted from a moment."""
    found = {}
    for fact, text in fields.mapping("times").items():
        if fact not in data.facts or data.facts[fact].type != "date":
            dates = [name for name, known in data.facts.items() if known.type == "date"]
            raise fields.error(f"there is no date fact {fact!r}", "times", nearest(fact, dates))
        try:
            found[fact] = read_moment(text)
        except InputError as error:
            raise fields.error(error.says, "times", error.mend) from None
    return found


def day_there(moment: datetime, place: str, data: LawData) -> date:
    """The day of a moment on the calendar of a place; on that of its own zone if the place has none."""
    timetable = data.tables.timetables.get(place)
    try:
        return (moment.astimezone(ZoneInfo(timetable.calendar.zone)) if timetable else moment).date()
    except OverflowError:  # the first or last day of all calendars
        return moment.date()


def _mend_key(key: str, data: LawData) -> str:
    if key.replace(" ", "_") in data.facts or key.replace(" ", "_") in data.aliases:
        return "facts stand under 'answers:'"
    return nearest(key, _KEYS)


def _places(fields: Fields, data: LawData) -> tuple[str, ...]:
    for key in ("jurisdiction", "jurisdictions"):
        if fields.has(key):
            value = fields.take(key)
            codes = [str(item) for item in value] if isinstance(value, Items) else [str(value)]
            try:
                return places_named(codes, data)
            except InputError as error:
                raise fields.error(error.says, key, error.mend) from None
    return ()


def places_named(codes: list[str], data: LawData) -> tuple[str, ...]:
    """The jurisdictions with these codes; `all` stands for every one that has law. Raises InputError."""
    with_law = {p.place for p in data.provisions.values()} - {"INT"}
    known = [code for code in data.places if code in with_law]
    found: list[str] = []
    for code in codes:
        if code == "all":
            found += known
        elif code.upper() in known:
            found.append(code.upper())
        else:
            mend = f"choose from {', '.join(known)} or all"
            raise InputError(f"there is no law of a jurisdiction {code!r} here", mend=mend)
    return tuple(dict.fromkeys(found))


def _read_answers(
    fields: Fields,
    place: str,
    data: LawData,
    general: dict[str, Answer],
    scoped: dict[str, dict[str, Answer]],
    *,
    explicit: bool = False,
) -> None:
    names: dict[tuple[str, str], str] = {}
    for name, value in fields.block.items():
        fact, answer, at = _resolved(fields, name, value, data)
        target = at or place
        is_general = fact.about == "person" and not at and not explicit
        if not is_general and not target:
            raise fields.error(
                f"{name} depends on the place, and the case names no jurisdiction",
                name,
                "add 'jurisdiction: JP' or use 'answers at'",
            )
        store = general if is_general else scoped.setdefault(target, {})
        key = ("" if is_general else target, fact.id)
        if key in names and store[fact.id] != answer:
            raise fields.error(
                f"{names[key]!r} and {name!r} are one fact ({fact.id}) and contradict each other", name, "keep one"
            )
        names[key] = name
        store[fact.id] = answer


def _resolved(fields: Fields, name: str, value: object, data: LawData) -> tuple[Fact, Answer, str]:
    """The fact that a name means, the answer in its terms, and the place that the name fixes."""
    alias = data.aliases.get(name)
    if alias is not None and alias.provision:
        raise fields.error(
            f"{name!r} is worked out from other facts and cannot be answered", name, f"see {alias.provision}"
        )
    fact = data.facts.get(alias.fact if alias else name)
    if fact is None:
        if name.lower().replace("_", " ") in _NAME_KEYS:
            raise fields.error(f"{name!r} would hold a name or contact, which asylia never keeps", name, "take it out")
        raise fields.error(f"there is no fact {name!r}", name, nearest(name, [*data.facts, *data.aliases]))
    try:
        answer = read_answer(value, fact, data)
    except InputError as error:
        raise fields.error(error.says, name, error.mend) from None
    if alias is not None and alias.opposite and isinstance(answer, bool):
        answer = not answer
    return fact, answer, alias.at if alias else ""


def write_case(case: CaseFile) -> str:
    """The case as YAML that `read_case` reads back as the same."""
    content: dict[str, object] = {"jurisdictions": list(case.places)}
    if case.assessed_on:
        content["assessed on"] = case.assessed_on.isoformat()
    content["answers"] = {name: write_answer(answer) for name, answer in case.answers.items()}
    content["answers at"] = {
        place: {name: write_answer(answer) for name, answer in answers.items()}
        for place, answers in case.answers_at.items()
        if answers
    }
    if case.kinship:
        content["kinship"] = dict(case.kinship)
    if case.times:
        content["times"] = {fact: moment.isoformat() for fact, moment in case.times.items()}
    return yaml.safe_dump({key: value for key, value in content.items() if value}, sort_keys=False, allow_unicode=True)
